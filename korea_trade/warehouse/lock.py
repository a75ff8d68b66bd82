"""The lock that one writer of the warehouse holds at a time.

Belongs here: taking it, saying so when another has it. Does not belong here: who needs it. The pool of one writer
queues the daemon's runs; this lock beneath it also holds runs from the command line, and rollbacks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from filelock import FileLock, Timeout

from korea_trade.warehouse import progress
from korea_trade.warehouse.settings import Settings

_LOG: Final = progress.logger("lock")


@contextmanager
def held(settings: Settings) -> Iterator[None]:
    """The lock for as long as the context lasts; the operating system gives it back if the process is killed."""
    settings.data.mkdir(parents=True, exist_ok=True)
    # Of one process: a run that holds it may publish months of customs detail in a step of its own.
    lock = FileLock(settings.writer_lock, is_singleton=True)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        _LOG.info("another run writes the warehouse: waiting for it to end")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
