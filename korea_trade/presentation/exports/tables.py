"""The tables of a release as its database describes them.

Belongs here: opening the database of a release, and what its catalogue says of tables and views: description, columns
with their units, key, number of rows. Does not belong here: any form that they are written in, and which columns name
the rows of another table (`references`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import duckdb

from korea_trade.errors import WarehouseError
from korea_trade.presentation.exports import unit
from korea_trade.presentation.exports.unit import Unit
from korea_trade.releases import layout
from korea_trade.releases import manifest as manifests
from korea_trade.releases.manifest import Manifest, ManifestError

_NUMBERS: Final = ("BIGINT", "INTEGER", "DOUBLE")

_COLUMNS: Final = """
    select table_name, column_name, data_type, coalesce(comment, ''), not is_nullable
    from duckdb_columns()
    where database_name = current_database() and schema_name = 'main' and not internal
    order by table_name, column_index
"""
_TABLES: Final = """
    select table_name, coalesce(comment, '') from duckdb_tables()
    where database_name = current_database() and schema_name = 'main' and not internal
    union all
    select view_name, coalesce(comment, '') from duckdb_views()
    where database_name = current_database() and schema_name = 'main' and not internal
    order by 1
"""
_KEYS: Final = """
    select table_name, constraint_column_names from duckdb_constraints()
    where database_name = current_database() and schema_name = 'main' and constraint_type = 'PRIMARY KEY'
"""


class ExportError(WarehouseError):
    """A release cannot be exported; the message says what of it is missing or unknown."""


@dataclass(frozen=True)
class Column:
    """One column: its type in the words of DuckDB, and whether it is never empty."""

    name: str
    type: str
    description: str
    required: bool

    @property
    def is_list(self) -> bool:
        return self.type.endswith("]")

    @cached_property
    def unit(self) -> Unit:
        """What its numbers are in, as its description says; nothing for what is no number."""
        return unit.of(self.description) if self.type in _NUMBERS else unit.NONE


@dataclass(frozen=True)
class Table:
    """One table or view: the names of its key, none for a view, and how many rows it has."""

    name: str
    description: str
    columns: Sequence[Column]
    key: Sequence[str]
    rows: int

    @property
    def query(self) -> str:
        """All rows in an order that depends on nothing but them, lists as JSON text."""
        columns = (
            f'to_json("{each.name}") as "{each.name}"' if each.is_list else f'"{each.name}"' for each in self.columns
        )
        return f'select {", ".join(columns)} from "{self.name}" order by all'


def manifest(release: Path) -> Manifest:
    """What manifest.json says of the release. Raises ExportError if it is not there or says something else."""
    try:
        return manifests.read(release)
    except (OSError, ManifestError) as error:
        raise ExportError(f"{release} is no release: its manifest.json cannot be read ({error})") from error


@contextmanager
def opened(release: Path, *writable: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that only reads the database of `release`, and reaches no other file than those in `writable`.

    Raises ExportError if the database is not there or cannot be opened.
    """
    try:
        connection = duckdb.connect(str(release / layout.DATABASE), read_only=True)
    except duckdb.Error as error:
        raise ExportError(f"{release} is no release: its {layout.DATABASE} cannot be opened ({error})") from error
    with connection:
        connection.execute("set allowed_directories = ?", [[f"{folder}/" for folder in writable]])
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        yield connection


def read(connection: duckdb.DuckDBPyConnection) -> list[Table]:
    """Every table and view of the release, by name."""
    columns: dict[str, list[Column]] = {}
    for table, *column in connection.execute(_COLUMNS).fetchall():
        columns.setdefault(table, []).append(Column(*column))
    keys = dict(connection.execute(_KEYS).fetchall())
    return [
        Table(name, description, columns[name], keys.get(name, ()), _count(connection, name))
        for name, description in connection.execute(_TABLES).fetchall()
    ]


def _count(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    row = connection.execute(f'select count(*) from "{name}"').fetchone()
    assert row is not None  # an aggregate without groups has one row
    return int(row[0])
