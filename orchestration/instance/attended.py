"""A program that ends when whoever started it is gone, also where that one was killed and could say nothing.

Belongs here: both ends of the pipe that tells it, and ending the program's whole group of processes. Does not belong
here: the program (`page_and_daemon`).

The operating system closes a pipe with the process that holds it, on every system and however the process ended; so
the starter holds one end and the program waits for the other one to close. What the program itself starts (the servers
of Dagster's code, and their runs) is in its group of processes and is told to end with it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

_SECONDS_TO_END: Final = 10


def started(module: str, *arguments: str, folder: Path) -> subprocess.Popen[bytes]:
    """The program `module` in a process of its own that ends with this one, at the latest."""
    command: Sequence[str] = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, process_group=0)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends the program `process`, which was `started`, and waits for it; then what is left of its group."""
    process.terminate()
    process.wait()
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)


def end_with_starter() -> None:
    """Ends the group of this program in order once its starter (`started`) is gone, by force where that lasts."""
    pipe = os.dup(0)
    # Nothing that this program starts may read from the pipe, or wait for it.
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123 (no path of ours)
        os.dup2(nothing.fileno(), 0)
    threading.Thread(target=_wait, args=(pipe,), name="starter", daemon=True).start()


def _wait(pipe: int) -> None:
    while os.read(pipe, 1):
        pass
    # No daemon: the program waits for it, since nobody else would be left to end the group.
    threading.Thread(target=_end_group, name="end", daemon=False).start()


def _end_group() -> None:
    os.killpg(0, signal.SIGTERM)
    time.sleep(_SECONDS_TO_END)
    os.killpg(0, signal.SIGKILL)
