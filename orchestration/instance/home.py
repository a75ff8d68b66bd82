"""The home of the Dagster instance: its settings in place before it is opened, its history kept short.

Belongs here: what is done to the instance's folder. Does not belong here: running anything.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import dagster as dg
from filelock import FileLock

from korea_trade.warehouse.settings import PROJECT, Settings

# Two months of daily runs; each leaves about five megabytes, pictures and column lineage among them.
RUNS_KEPT: Final = 60


def prepare(settings: Settings) -> None:
    """Puts `dagster.yaml` into the home and the environment in order, for this process and those it starts."""
    settings.apply()
    settings.dagster_home.mkdir(parents=True, exist_ok=True)
    unfinished = settings.dagster_home / f"dagster.yaml.{os.getpid()}"
    shutil.copyfile(PROJECT / "dagster.yaml", unfinished)
    os.replace(unfinished, settings.dagster_home / "dagster.yaml")


@contextmanager
def opened(settings: Settings) -> Iterator[dg.DagsterInstance]:
    """The instance of the prepared home; two that open an empty one at once would both make its tables."""
    with FileLock(settings.dagster_home / "open.lock"):
        instance = dg.DagsterInstance.get()
        instance.get_runs_count()
    with instance:
        yield instance


def prune(instance: dg.DagsterInstance, settings: Settings) -> None:
    """Forgets all but the latest runs, and the Data Docs pages of those forgotten."""
    for record in instance.get_run_records(limit=None)[RUNS_KEPT:]:
        if record.dagster_run.is_finished:
            instance.delete_run(record.dagster_run.run_id)
            shutil.rmtree(settings.data_docs / record.dagster_run.run_id, ignore_errors=True)
