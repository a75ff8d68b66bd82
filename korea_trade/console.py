"""Standard output that takes every character, whatever the locale says.

Belongs here: how a program writes what its terminal or reader may not know. Does not belong here: what it writes.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper


def take_any_character() -> None:
    """Writes UTF-8 into a file or pipe; a terminal is written to in its own encoding, with `?` for what it lacks."""
    if not isinstance(sys.stdout, TextIOWrapper):
        return
    if sys.stdout.isatty():
        sys.stdout.reconfigure(errors="replace")
    else:
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")
