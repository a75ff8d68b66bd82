"""Customs detail: its views lead to the files of the store, and whoever asks reaches these, reads them, and no more.

Belongs here: what the settings of a database in `assets/` cannot say. DuckDB applies those of a connection in an order
of its own, and what may be reached has to be said before the rest is closed; and it writes wherever it may read. Does
not belong here: the published file of the tables, which needs no other file and is shut by its settings.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, Final

import duckdb
import duckdb_engine
import home
from sqlalchemy import event
from sqlalchemy.engine import Engine

# The connections of a process to one file share their settings, and no settings can be changed once they are locked.
_ONE_AT_A_TIME: Final = threading.Lock()


class NoQueryError(Exception):
    """What was asked is not one query."""


class _Reader:
    """A cursor that lets queries through and nothing else, as `ktw customs sql` does in an environment of its own."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def execute(self, statement: str, *arguments: Any) -> None:
        """Raises NoQueryError for what is not one query. One with a pivot is put into another, to be known as one."""
        kinds = [each.type for each in duckdb.extract_statements(statement)]
        if kinds == [duckdb.StatementType.MULTI]:
            statement = f"from (\n{statement.rstrip().rstrip(';')}\n)"
        elif kinds != [duckdb.StatementType.SELECT]:
            raise NoQueryError("customs detail answers one query at a time, and nothing else")
        self._cursor.execute(statement, *arguments)

    def executemany(self, *_: Any) -> None:
        """No query is asked many times."""
        raise NoQueryError("customs detail answers one query at a time, and nothing else")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)


def guard() -> None:
    """From now on no connection to customs detail writes, changes a setting, or reads another file."""
    event.listen(Engine, "connect", _shut)


def _shut(connection: Any, _: Any) -> None:
    if not isinstance(connection, duckdb_engine.ConnectionWrapper):
        return
    [path] = connection.execute(
        "select path from duckdb_databases() where database_name = current_database()"
    ).fetchone()
    # The link was followed: the file lies in a folder of the releases.
    if path is None or not Path(path).match(f"{home.DATA.resolve()}/*/*/{home.published('customs').name}"):
        return
    with _ONE_AT_A_TIME:
        if connection.execute("select current_setting('lock_configuration')").fetchone() == (False,):
            connection.execute("set allowed_directories = $1", [[str(home.MONTHS.resolve())]])
            connection.execute("set enable_external_access = false")
            connection.execute("set lock_configuration = true")
    cursor = connection.cursor
    connection.cursor = lambda: _Reader(cursor())
