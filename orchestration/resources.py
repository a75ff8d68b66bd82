"""The resources that the steps of a run share: the build database, held by one run at a time, and the worker.

Belongs here: taking and giving back the file lock, starting and ending the process that validates. Does not belong
here: what is written. The pool of one writer queues the daemon's runs; the lock beneath it also holds all others.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import dagster as dg
from filelock import FileLock, Timeout

from orchestration import gate_worker, progress
from orchestration.gate_worker import GateWorker
from orchestration.settings import Settings

_LOG: Final = progress.logger("lock")


class Build(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The build database of the folders `sources` and `data`, for this run alone."""

    sources: str
    data: str

    @property
    def settings(self) -> Settings:
        return Settings(sources=Path(self.sources), data=Path(self.data))

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
            yield self
        finally:
            lock.release()


@dg.resource(description="The process that validates; it loads Great Expectations while others work.")
def gate_worker_resource(_: dg.InitResourceContext) -> Iterator[GateWorker]:
    """A worker for the length of a run."""
    with gate_worker.started() as worker:
        yield worker
