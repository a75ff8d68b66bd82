"""What the steps of a run say of themselves, for the run's log and for a person in a terminal.

Belongs here: the logger that steps speak through, its lines in a terminal, and the last line there, which tells what is
going on. Does not belong here: what they say. Dagster captures the same logger (`python_logs` in dagster.yaml), so both
see the same sentences.
"""

from __future__ import annotations

import logging
import shutil
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

_ROOT: Final = "korea_trade"
_SECONDS_BETWEEN_LOOKS: Final = 0.5
_CLEARED: Final = "\r\x1b[K"


def logger(stage: str) -> logging.Logger:
    """Where the step of `stage` says what it did."""
    return logging.getLogger(f"{_ROOT}.{stage}")


def show() -> None:
    """Prints each sentence to standard error from now on, with the seconds since."""
    _shown()


@contextmanager
def shown(steps: Mapping[str, str]) -> Iterator[None]:
    """Prints the sentences, and in a terminal below them which of `steps`, the stages in their order, goes on.

    A stage speaks when it is done, so the next one goes on then. A file or a pipe gets the sentences alone.
    """
    lines = _shown()
    if not sys.stderr.isatty():
        yield
        return
    ended = threading.Event()
    lines.steps = steps

    def look() -> None:
        while not ended.wait(_SECONDS_BETWEEN_LOOKS):
            lines.tell()

    thread = threading.Thread(target=look, name="progress", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        lines.steps = {}
        print(_CLEARED, end="", file=sys.stderr, flush=True)


def _shown() -> _Lines:
    root = logging.getLogger(_ROOT)
    root.setLevel(logging.INFO)
    root.propagate = False
    lines = _Lines()
    root.addHandler(lines)
    return lines


class _Lines(logging.Handler):
    """The sentences, and the live line of the step that follows the last one that spoke."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.steps: Mapping[str, str] = {}
        self._started = time.monotonic()
        self._done = 0

    def emit(self, record: logging.LogRecord) -> None:
        stage = record.name.removeprefix(f"{_ROOT}.")
        mark = "! " if record.levelno >= logging.ERROR else ""
        if stage in self.steps and record.levelno == logging.INFO:
            self._done = list(self.steps).index(stage) + 1
        cleared = _CLEARED if self.steps else ""
        line = f"{self._seconds():6.1f} s  {stage:<13} {mark}{record.getMessage()}"
        print(f"{cleared}{line}", file=sys.stderr, flush=True)

    def tell(self) -> None:
        """Writes the live line anew, cut to the terminal."""
        with self.lock or threading.RLock():
            if self._done < len(self.steps):
                stage, doing = list(self.steps.items())[self._done]
                line = f"{self._seconds():6.1f} s  {stage:<13} step {self._done + 1} of {len(self.steps)}: {doing} …"
                width = shutil.get_terminal_size().columns - 1
                print(f"{_CLEARED}{line[:width]}", end="", file=sys.stderr, flush=True)

    def _seconds(self) -> float:
        return time.monotonic() - self._started
