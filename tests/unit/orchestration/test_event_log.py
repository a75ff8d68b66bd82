"""The event log: Dagster's own files, written without a new connection for each event."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.storage.event_log import SqliteEventLogStorage
from sqlalchemy import Engine, event

from korea_trade.warehouse.settings import Settings
from orchestration.instance import home
from orchestration.instance.event_log import PooledSqliteEventLogStorage

_ASSETS = 20


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    settings = Settings(tmp_path / "sources", tmp_path / "data")
    for name in settings.environment():
        monkeypatch.setenv(name, "")  # what `prepare` writes over it is undone
    home.prepare(settings)
    return settings


@pytest.fixture
def instance(settings: Settings) -> Iterator[dg.DagsterInstance]:
    with home.opened(settings) as instance:
        yield instance


@dg.multi_asset(specs=[dg.AssetSpec(f"asset_{number}") for number in range(_ASSETS)])
def many() -> Iterator[dg.MaterializeResult[None]]:
    for number in range(_ASSETS):
        yield dg.MaterializeResult(asset_key=f"asset_{number}")


def test_dagster_reads_what_was_written(instance: dg.DagsterInstance, settings: Settings) -> None:
    run = dg.materialize([many], instance=instance)

    history = SqliteEventLogStorage(str(settings.dagster_home / "history" / "runs"))
    told = [
        entry.dagster_event.event_type_value for entry in history.get_logs_for_run(run.run_id) if entry.dagster_event
    ]
    assert isinstance(instance.event_log_storage, PooledSqliteEventLogStorage)
    assert told.count("ASSET_MATERIALIZATION") == _ASSETS
    assert told[-1] == "PIPELINE_SUCCESS"  # Dagster's old name of it
    assert instance.get_latest_materialization_event(dg.AssetKey("asset_7")) is not None


def test_events_share_a_connection(instance: dg.DagsterInstance) -> None:
    opened: list[str] = []

    def note(connection: sqlite3.Connection, _: object) -> None:
        opened.append(Path(connection.execute("pragma database_list").fetchone()[2]).name)

    event.listen(Engine, "connect", note)
    try:
        run = dg.materialize([many], instance=instance)
    finally:
        event.remove(Engine, "connect", note)

    assert 0 < opened.count(f"{run.run_id}.db") < _ASSETS


def test_a_log_keeps_few_files_open(instance: dg.DagsterInstance) -> None:
    for _ in range(10):
        dg.materialize([many], instance=instance)

    storage = instance.event_log_storage
    assert isinstance(storage, PooledSqliteEventLogStorage)
    assert len(storage._engines) <= 8
