"""What is published about the cell of a proposed row: who says the same, and whose figure cannot be true beside it.

Belongs here: the comparison of one figure with the published ones of its cell. Does not belong here: identities between
cells, which the marts ask when the row is in.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

import duckdb

from korea_trade.releases import reading
from korea_trade.statements import figure
from korea_trade.statements.figure import FigureError, Reading

_CELL: Final = ("measure", "flow", "subject_kind", "subject_id", "period", "unit")
_SAID: Final = f"""
    select statement_id, article_no, figure, lower_bound, upper_bound
    from fct_statement
    where {" and ".join(f"{column} = $" + column for column in _CELL)}
        and coalesce(reference_period, $reference_period) = $reference_period
        and theme = $theme and article_id <> $article_id
    order by known_from, statement_id
"""


@dataclass(frozen=True)
class Said:
    """A published statement about the same cell; `agrees` tells that one number can be both."""

    statement_id: str
    article_no: int
    figure: str
    agrees: bool

    def __str__(self) -> str:
        verb = "agrees with" if self.agrees else "differs from"
        return f"{verb} {self.figure} of article {self.article_no} ({self.statement_id})"


class Published:
    """The published statements; none where nothing is published, or nothing that can be read."""

    def __init__(self, database: Path) -> None:
        self._connection: duckdb.DuckDBPyConnection | None = None
        if database.exists():
            try:
                self._connection = reading.opened(database)
            except duckdb.Error:
                self._connection = None

    def __enter__(self) -> Published:
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            with closing(self._connection):
                pass

    def about(self, row: Mapping[str, str]) -> list[Said]:
        """What others say about the cell of `row`, the oldest first."""
        if self._connection is None or not all(row.get(column) for column in _CELL):
            return []
        try:
            read = figure.read(row["figure"], row["unit"], Decimal(row["value"]))
        except (FigureError, InvalidOperation, KeyError):
            return []
        names = (*_CELL, "reference_period", "theme", "article_id")
        found = self._connection.execute(_SAID, {name: row.get(name, "") for name in names}).fetchall()
        return [
            Said(statement_id, number, printed, _meet(read, lower, upper))
            for statement_id, number, printed, lower, upper in found
        ]


def _meet(read: Reading, lower: float | None, upper: float | None) -> bool:
    below = read.upper is not None and lower is not None and float(read.upper) < lower
    above = read.lower is not None and upper is not None and float(read.lower) > upper
    return not below and not above
