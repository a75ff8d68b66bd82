"""The resource that every step of a run shares: the build database, held by one run at a time.

Belongs here: taking and giving back the file lock, starting and ending the process that validates. Does not belong
here: what is written. The pool of one writer queues runs of the daemon; the lock beneath it also holds those outside it.
"""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import dagster as dg
from filelock import FileLock, Timeout
from pydantic import PrivateAttr

from orchestration import gate_worker, progress
from orchestration.gate_worker import GateWorker
from orchestration.settings import Settings

_LOG: Final = progress.logger("lock")


class Build(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The build database of `sources` and `data` for the length of a run, with a worker for its gates."""

    sources: str
    data: str

    _gate_worker: GateWorker = PrivateAttr()

    @property
    def settings(self) -> Settings:
        return Settings(sources=Path(self.sources), data=Path(self.data))

    @property
    def gate_worker(self) -> GateWorker:
        return self._gate_worker

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Generator["Build"]:
        self.settings.data.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.settings.writer_lock)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            _LOG.info("another run writes the warehouse: waiting for it to end")
            lock.acquire()
        try:
            with gate_worker.started(self.settings) as self._gate_worker:
                yield self
        finally:
            lock.release()
