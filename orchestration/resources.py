"""What the steps of a run share: the build database, held by one run at a time, the validating process, their pool.

Belongs here: what a run takes when it starts and gives back when it ends, and who answers for its assets. Does not
belong here: what is written.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import dagster as dg

from expectations import gate_worker
from expectations.gate_worker import GateWorker
from korea_trade.warehouse import lock
from korea_trade.warehouse.settings import Settings
from orchestration.instance import liveness

# Of one writer: runs of the UI, the schedule and the sensor queue for it.
POOL: Final = "duckdb"
# The roles of people who answer for the figures and their places, for the models, and for what is published.
EDITORS: Final = ["team:editors"]
MODELLERS: Final = ["team:data-modellers"]
PUBLISHERS: Final = ["team:publishers"]


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
        with liveness.marked(self.settings, context.run.run_id), lock.held(self.settings):
            yield self


@dg.resource(description="The process that validates; it loads Great Expectations while others work.")
def gate_worker_resource(_: dg.InitResourceContext) -> Iterator[GateWorker]:
    """A worker for the length of a run."""
    with gate_worker.started() as worker:
        yield worker
