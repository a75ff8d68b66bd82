"""Whether a run that Dagster takes for running still has a process.

Belongs here: the mark that a living run holds, and failing runs that lost theirs. Does not belong here: the writer's
lock (`resources`). A run that was killed cannot say so: it would stay started, and the pool of one writer would keep
every queued run waiting for it. The mark is a file lock, which the operating system gives back with the process.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import dagster as dg
from filelock import FileLock, Timeout

from korea_trade.warehouse.settings import Settings

# A run marks itself as its first step starts; one that is older and has no mark died before.
_SECONDS_TO_MARK: Final = 120
# What Dagster counts against the pool.
_ACTIVE: Final = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]


@contextmanager
def marked(settings: Settings, run_id: str) -> Iterator[None]:
    """The run `run_id` lives as long as the context."""
    mark = _mark(settings, run_id)
    mark.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(mark):
        yield
    mark.unlink(missing_ok=True)


def fail_dead_runs(instance: dg.DagsterInstance, settings: Settings) -> None:
    """Marks started runs whose process is gone as failed, so that nobody waits for them."""
    filters = dg.RunsFilter(statuses=_ACTIVE)
    for record in instance.get_run_records(filters):
        run_id = record.dagster_run.run_id
        if _is_dead(_mark(settings, run_id), record.start_time or record.create_timestamp.timestamp()):
            instance.report_run_failed(record.dagster_run, "The process of this run is gone: it was killed.")
            _mark(settings, run_id).unlink(missing_ok=True)


def _mark(settings: Settings, run_id: str) -> Path:
    return settings.dagster_home / "alive" / run_id


def _is_dead(mark: Path, since: float) -> bool:
    if not mark.exists():
        return time.time() - since > _SECONDS_TO_MARK
    try:
        with FileLock(mark, timeout=0):
            return True
    except Timeout:
        return False
