"""The resources that the steps of a run share: the build database, held by one run at a time, and the worker.

Belongs here: what a run takes when it starts and gives back when it ends. Does not belong here: what is written.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

from orchestration import gate_worker, liveness, writer_lock
from orchestration.gate_worker import GateWorker
from orchestration.settings import Settings


class Folders(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Where the warehouse is, for whoever only looks: a tick of the schedule or the sensor must not wait for a run."""

    sources: str
    data: str

    @property
    def settings(self) -> Settings:
        return Settings(sources=Path(self.sources), data=Path(self.data))


class Build(Folders):
    """The build database of these folders, for this run alone."""

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Generator["Build"]:
        assert context.run is not None  # only steps of a run ask for it
        with liveness.marked(self.settings, context.run.run_id), writer_lock.held(self.settings):
            yield self


@dg.resource(description="The process that validates; it loads Great Expectations while others work.")
def gate_worker_resource(_: dg.InitResourceContext) -> Iterator[GateWorker]:
    """A worker for the length of a run."""
    with gate_worker.started() as worker:
        yield worker
