"""What a gate may read of the last release: its statements, its cells as text, and its official figures.

Belongs here: making them from the published file, whatever version of the code wrote it. Does not belong here: what is
compared with them.

`previous.statements` is the mart `fct_statement`, `previous.figures` that of the vintages of official series.
`previous.cells` has one row a column of a published row. What the file lacks is empty, so an older release is compared
as far as it goes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from korea_trade.errors import WarehouseError
from korea_trade.literals import quoted

# The list that the statements of all themes stand in, for a statement may change its table.
STATEMENTS: Final = "statements"

_CELLS: Final = (
    "create table previous.cells (list varchar, row_key varchar, column_name varchar, cell varchar, is_of_key boolean)"
)
_NO_STATEMENTS: Final = (
    "create view previous.statements as select '' as theme, '' as source_file, '' as statement_id where false"
)
# An official figure, by the columns that tell it from others; a gate compares them with those of `raw.observed`.
FIGURE: Final = {
    "flow": "varchar", "subject_kind": "varchar", "subject_id": "varchar", "month": "date", "definition": "varchar",
    "status": "varchar", "known_from": "date", "value_usd": "double", "lower_bound": "double",
}  # fmt: skip
_FIGURES: Final = f"select {', '.join(FIGURE)}, source_file from published.main.fct_series_vintage"
_NO_FIGURES: Final = (
    "create table previous.figures ("
    f"{', '.join(f'{name} {kind}' for name, kind in FIGURE.items())}, source_file varchar)"
)


@dataclass(frozen=True)
class PublishedCells:
    """Rows of one list in a release: its relation there, the SQL of their key, and that of the text of each column.

    The first column is the one that stands for the whole row.
    """

    list: str
    key: str
    relation: str
    columns: Mapping[str, str]


class PublishedError(WarehouseError):
    """The file of the last release cannot be read; its message says what to do."""


def attach(connection: duckdb.DuckDBPyConnection, published: Path | None, cells: Sequence[PublishedCells]) -> None:
    """Makes `previous` from the file `published`; without one it is there and empty."""
    connection.execute("attach ':memory:' as previous")
    connection.execute(_CELLS)
    if published is None:
        connection.execute(_NO_STATEMENTS)
        connection.execute(_NO_FIGURES)
        return
    try:
        connection.execute(f"attach '{quoted(published)}' as published (read_only)")
        connection.execute("create view previous.statements as from published.main.fct_statement")
        can_be_read = _can_be_read(connection, _FIGURES)
        connection.execute(f"create view previous.figures as {_FIGURES}" if can_be_read else _NO_FIGURES)
        connection.execute("use published")
        for each in cells:
            _insert(connection, each)
    except duckdb.Error as error:
        raise PublishedError(
            f"the published file {published} cannot be read ({error}); "
            f"publish another release with `ktw rollback`, or remove {published.parent}"
        ) from error


def _insert(connection: duckdb.DuckDBPyConnection, cells: PublishedCells) -> None:
    first = next(iter(cells.columns), None)
    for name, text in cells.columns.items():
        query = f"select '{cells.list}', {cells.key}, '{name}', {text}, {name == first} from {cells.relation}"
        if _can_be_read(connection, query):
            connection.execute(f"insert into previous.cells {query}")


def _can_be_read(connection: duckdb.DuckDBPyConnection, query: str) -> bool:
    try:
        connection.execute(f"select * from ({query}) limit 0")
    except (duckdb.BinderException, duckdb.CatalogException):
        return False
    return True
