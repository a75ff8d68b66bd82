"""A process beside this one, so that work that does not wait for other work has a core of its own.

Belongs here: starting it, that it ends with the one that started it, however that one ended, and sharing work with it.
Does not belong here: what it does.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Literal, TypeVar

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


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


def share(tasks: Iterable[_Task], work: Callable[[_Task], _Result], finished: Callable[[_Task, _Result], None]) -> None:
    """Does `work` on each of the `tasks`: this process from the first on, one beside it from the last.

    `finished` is told of each here as it is done, of one at a time. What `work` raises ends both.
    """
    waiting = deque(tasks)
    telling = threading.Lock()

    def left(take: Callable[[], _Task]) -> Iterator[_Task]:
        while True:
            try:
                task = take()
            except IndexError:
                return
            yield task

    def do(take: Callable[[], _Task], work: Callable[[_Task], _Result]) -> None:
        for task in left(take):
            result = work(task)
            with telling:
                finished(task, result)

    with ThreadPoolExecutor(1) as thread, started("spawn") as other:
        beside = thread.submit(do, waiting.pop, lambda task: other.submit(work, task).result())
        do(waiting.popleft, work)
        beside.result()


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
