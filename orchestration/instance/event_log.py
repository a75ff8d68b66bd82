"""The event log of the Dagster instance in SQLite, with connections that are kept open.

Belongs here: how the log is stored. Does not belong here: what is told (`orchestration.metadata`) and how long it is
kept (`orchestration.instance.home`).

A build tells about a thousand events. Dagster makes a SQLAlchemy engine for each of them, connects, prepares the
statement and throws all three away, asks how the log is laid out, and waits for the disk at each commit: two thirds of
the time of an event.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.sql import create_engine
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

# Each run has a file of its own; the web page opens those of many runs, a build its own and the index.
_FILES_KEPT_OPEN: Final = 8
# After this a connection is made anew, so that a folder that was removed or put aside is not written on.
_SECONDS_KEPT_OPEN: Final = 1


def storage(dagster_home: Path) -> dict[str, Any]:
    """The entry of `dagster.yaml` that puts the log where Dagster would put it in that home."""
    return {
        "event_log_storage": {
            "module": __name__,
            "class": PooledSqliteEventLogStorage.__name__,
            "config": {"base_dir": str(dagster_home / "history" / "runs")},
        }
    }


class PooledSqliteEventLogStorage(SqliteEventLogStorage):
    """Dagster's own storage, where the engine of a file and the knowledge of its layout outlive the event."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._engines: OrderedDict[str, Engine] = OrderedDict()
        self._found: set[tuple[str, str]] = set()
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]
    ) -> PooledSqliteEventLogStorage:
        """This class, where Dagster's own names itself."""
        return cls(inst_data=inst_data, **config_value)

    def has_table(self, table_name: str) -> bool:
        return self._has("table", table_name, super().has_table)

    def has_asset_key_col(self, column_name: str) -> bool:
        return self._has("column", column_name, super().has_asset_key_col)

    def has_secondary_index(self, name: str) -> bool:
        return self._has("index", name, super().has_secondary_index)

    def _has(self, kind: str, name: str, look: Callable[[str], bool]) -> bool:
        """Whether the log has a part of this name, which it then keeps."""
        if (kind, name) not in self._found and look(name):
            self._found.add((kind, name))
        return (kind, name) in self._found

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._db_lock:
            engine = self._engine(shard)
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            with engine.begin() as connection:
                yield connection

    def dispose(self) -> None:
        for engine in self._engines.values():
            engine.dispose()
        self._engines.clear()
        super().dispose()

    def _engine(self, shard: str) -> Engine:
        if shard not in self._engines:
            engine = create_engine(
                self.conn_string_for_shard(shard),
                connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS},
                pool_recycle=_SECONDS_KEPT_OPEN,
            )
            event.listen(engine, "connect", _without_waiting)
            self._engines[shard] = engine
        self._engines.move_to_end(shard)
        while len(self._engines) > _FILES_KEPT_OPEN:
            _, oldest = self._engines.popitem(last=False)
            oldest.dispose()
        return self._engines[shard]


def _without_waiting(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    """Lets a commit wait for no disk: a power cut may lose the last events of a log, and breaks nothing."""
    connection.execute("pragma synchronous = normal")
