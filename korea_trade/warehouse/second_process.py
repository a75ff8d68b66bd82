"""A process beside this one, so that work that does not wait for other work has a core of its own.

Belongs here: starting it, and that it ends with the one that started it, however that one ended. Does not belong here:
what it does.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Literal


@contextmanager
def started(method: Literal["fork", "spawn"]) -> Iterator[Executor]:
    """One process for as long as the context lasts; what fails in the context ends it at once.

    `method` is how it starts: as a copy of this process, which must have one thread then, or anew.
    """
    others = ProcessPoolExecutor(1, multiprocessing.get_context(method), _attend, (gc.get_threshold(),))
    try:
        yield others
    except BaseException:
        for process in multiprocessing.active_children():
            process.kill()
        raise
    finally:
        others.shutdown()


def _attend(threshold: tuple[int, int, int]) -> None:
    gc.set_threshold(*threshold)  # it looks for garbage as often as its starter
    # Ctrl-C is for the process that started this one, and ends both.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_starter, daemon=True).start()


def _end_with_starter() -> None:
    """A process that was killed can tell nobody; then nobody waits for the work, and the next run wants its place."""
    starter = multiprocessing.parent_process()
    assert starter is not None  # this runs in a child alone
    starter.join()
    os._exit(1)
