"""Superset started in its own environment, for whoever needs it running for a while: tests and pictures.

Belongs here: the way from outside, with nothing but Python. Does not belong here: what only Superset's own environment
can load.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parent
PYTHON: Final = FOLDER / ".venv" / "bin" / "python"
_SECONDS_TO_END: Final = 60
_READY: Final = re.compile(r"ready on (http://127\.0\.0\.1:\d+)")


@dataclass(frozen=True)
class Superset:
    """Where it listens, and who may enter."""

    address: str
    password: str
    user: str = "admin"


@contextmanager
def running(data: Path) -> Iterator[Superset]:
    """Superset on what is published in `data`, on a free port, until the block ends.

    Raises RuntimeError with what it said if it does not start, and if it does not end well.
    """
    with subprocess.Popen(
        [PYTHON, FOLDER / "start.py", "--port", "0"],
        env=os.environ | {"KTW_DATA_DIR": str(data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            said = []
            for line in process.stdout:
                said.append(line)
                if ready := _READY.search(line):
                    yield Superset(ready[1], (data / "superset" / "admin_password").read_text())
                    break
            else:
                raise RuntimeError(f"Superset did not start: {''.join(said)}")
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.communicate(timeout=_SECONDS_TO_END)
            except subprocess.TimeoutExpired:  # whoever started this blocks the signal for all that it starts
                process.kill()
    if process.returncode:
        raise RuntimeError(f"Superset ended with exit code {process.returncode}")
