"""The other end of `expectations.gate_process`: a process that loads Great Expectations while this one ingests.

Belongs here: starting it, asking it, ending it. Does not belong here: what follows from its answer
(`orchestration.checks`).
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from korea_trade.errors import WarehouseError
from korea_trade.warehouse.settings import PROJECT


class GateWorkerError(WarehouseError):
    """The validation could not be carried out; says nothing about the data."""


class GateWorker:
    """A running worker; each question waits for its answer."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def validate(
        self, gate: str, database: Path, published: Path | None, page: Path, title: str
    ) -> list[dict[str, Any]]:
        """The results of the suite of `gate`, in the fields of `expectations.validation.Result`.

        Raises GateWorkerError if the worker died or failed as a whole.
        """
        request = {
            "gate": gate,
            "database": str(database),
            "published": published and str(published),
            "page": str(page),
            "title": title,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            print(json.dumps(request), file=self._process.stdin, flush=True)
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise GateWorkerError(f"the validating process ended with exit code {self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise GateWorkerError(f"the suite {gate!r} could not be run:\n{answer['error']}")
        results: list[dict[str, Any]] = answer["results"]
        return results


@contextmanager
def started() -> Iterator[GateWorker]:
    """A worker for as long as the context lasts."""
    with _interrupts_held():
        process = subprocess.Popen(
            [sys.executable, "-m", "expectations.gate_process"],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
    try:
        yield GateWorker(process)
    finally:
        process.kill()
        process.communicate()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process started meanwhile never hears of Ctrl-C: this one hears it, and ends the other."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
