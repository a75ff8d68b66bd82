"""A step that a process does until it is killed, before one of the changes that it makes in the data folder.

Belongs here: the process, and counting its changes. Does not belong here: what must hold afterwards (the tests).
"""

from __future__ import annotations

import os
import pkgutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from korea_trade.warehouse.settings import PROJECT, Settings

_CHANGES = {"os.mkdir", "os.rename", "os.symlink", "os.link", "os.remove", "shutil.rmtree"}


@contextmanager
def killed_before(settings: Settings, step: Callable[[Settings], object]) -> Iterator[Callable[[int], int]]:
    """Does `step`, a function of a module, in a process that SIGKILLs itself before its n-th change; gives its exit
    code, which is 0 where there were fewer changes."""
    name = f"{step.__module__}:{step.__qualname__}"
    command = [sys.executable, "-m", __name__, name, str(settings.sources), str(settings.data)]
    with subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        requests, answers = process.stdin, process.stdout

        def killed_at(change: int) -> int:
            print(change, file=requests, flush=True)
            return int(answers.readline())

        yield killed_at


def _kill_at(change: int, data: Path) -> None:
    changes = 0

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal changes
        if not any(str(data) in str(argument) for argument in arguments):
            return
        if event in _CHANGES or (event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
            changes += 1
            if changes == change:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def _serve(name: str, sources: str, data: str) -> None:
    step = pkgutil.resolve_name(name)
    settings = Settings(sources=Path(sources), data=Path(data))
    for line in sys.stdin:  # a new process for each, without loading DuckDB anew
        child = os.fork()
        if child == 0:
            _kill_at(int(line), settings.data)
            step(settings)
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    _serve(*sys.argv[1:])
