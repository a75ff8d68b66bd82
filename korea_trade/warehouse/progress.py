"""What the steps of a run say of themselves, for the run's log and for a person in a terminal.

Belongs here: the logger that steps speak through, and its lines in a terminal. Does not belong here: what they say.
Dagster captures the same logger (`python_logs` in dagster.yaml), so both see the same sentences.
"""

from __future__ import annotations

import logging
import sys
import time
from typing import Final

_ROOT: Final = "korea_trade"


def logger(stage: str) -> logging.Logger:
    """Where the step of `stage` says what it did."""
    return logging.getLogger(f"{_ROOT}.{stage}")


def show() -> None:
    """Prints each sentence to standard error from now on, with the seconds since."""
    root = logging.getLogger(_ROOT)
    root.setLevel(logging.INFO)
    root.propagate = False
    root.addHandler(_Lines())


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._started = time.monotonic()

    def emit(self, record: logging.LogRecord) -> None:
        stage = record.name.removeprefix(f"{_ROOT}.")
        mark = "! " if record.levelno >= logging.ERROR else ""
        seconds = time.monotonic() - self._started
        print(f"{seconds:6.1f} s  {stage:<13} {mark}{record.getMessage()}", file=sys.stderr, flush=True)
