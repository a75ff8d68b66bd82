"""Ctrl-C by the names that libraries give it.

Belongs here: knowing an interruption where DuckDB made an error of it. Does not belong here: ending the process
(`orchestration.commands.interruption`).
"""

from __future__ import annotations

import re
from typing import Final

# DuckDB answers Ctrl-C during a query with an error of its own, and what Python raised for it is lost.
_WORDS: Final = re.compile(r"\bRuntimeError: Query interrupted|^Query interrupted|INTERRUPT Error: Interrupted")


def is_behind(error: BaseException | None) -> bool:
    """Whether `error`, or what led to it, is Ctrl-C."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt) or is_told_in(f"{type(error).__name__}: {error}"):
            return True
        error = error.__cause__ or error.__context__
    return False


def is_told_in(text: str) -> bool:
    """The same for an error of which only its text is left."""
    return _WORDS.search(text) is not None
