"""The home of the Dagster instance: its settings in place before it is opened, its history kept short.

Belongs here: what is done to the instance's folder. Does not belong here: running anything.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import dagster as dg
import yaml
from filelock import FileLock

from korea_trade.warehouse import causes, progress
from korea_trade.warehouse.settings import PROJECT, Settings
from orchestration.instance import event_log

# Two months of daily runs; each leaves about five megabytes, pictures and column lineage among them.
RUNS_KEPT: Final = 60
_LOG: Final = progress.logger("start")
# The folders of the history, and the databases in each that all runs share.
_SHARED: Final = {"history": ("runs.db", "runs/index.db"), "schedules": ("schedules.db",)}


def prepare(settings: Settings) -> None:
    """Puts `dagster.yaml`, with our event log, into the home, and the environment in order for all that starts."""
    settings.apply()
    causes.allow_files()
    settings.dagster_home.mkdir(parents=True, exist_ok=True)
    unfinished = settings.dagster_home / f"dagster.yaml.{os.getpid()}"
    declared = yaml.safe_load((PROJECT / "dagster.yaml").read_text(encoding="utf-8"))
    unfinished.write_text(yaml.safe_dump(declared | event_log.storage(settings.dagster_home)), encoding="utf-8")
    os.replace(unfinished, settings.dagster_home / "dagster.yaml")


@contextmanager
def opened(settings: Settings) -> Iterator[dg.DagsterInstance]:
    """The instance of the prepared home; two that open an empty one at once would both make its tables.

    A history that is damaged is put aside and begun anew: no data are in it.
    """
    with FileLock(settings.dagster_home / "open.lock"):
        for folder, databases in _SHARED.items():
            if any(_is_damaged(settings.dagster_home / folder / database) for database in databases):
                _put_aside(settings.dagster_home / folder)
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


def _is_damaged(database: Path) -> bool:
    """Whether SQLite finds the file broken; one that another process holds is not."""
    if not database.exists():
        return False
    try:
        with closing(sqlite3.connect(database)) as connection:
            return bool(connection.execute("pragma quick_check(1)").fetchone() != ("ok",))
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:
        return True


def _put_aside(folder: Path) -> None:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = folder.with_name(f"{folder.name}.damaged-{moment}")
    os.rename(folder, aside)
    _LOG.warning("the history in %s is damaged: a new one is begun, and the old one is kept as %s", folder, aside.name)
