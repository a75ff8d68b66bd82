"""What a chart is: a declaration of its question, its rows, its columns, its finding and how it is drawn.

Belongs here: the declaration, and reading its rows. Does not belong here: any single chart, which is a module of
`charts`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import altair as alt
import duckdb

from presentation.dashboard.provenance import Citations

Rows = Sequence[Mapping[str, Any]]
Drawing = alt.Chart | alt.LayerChart | alt.VConcatChart

QUERIES: Final = Path(__file__).with_name("queries")


@dataclass(frozen=True)
class Column:
    """A column of a chart's rows that tooltips and tables show."""

    name: str
    title: str


# What every mark tells. A chart's own columns stand between the value and its provenance.
_VALUE: Final = (Column("label", "What"), Column("value_text", "Value"), Column("bounds_text", "Interval"))
_PROVENANCE: Final = (
    Column("unit", "Unit"),
    Column("basis", "Basis"),
    Column("derivation", "Derived by"),
    Column("printed", "Printed as"),
    Column("article", "Article"),
)


@dataclass(frozen=True)
class Chart:
    """One chart: the rows of `queries/<name>.sql`, said in a sentence and drawn, one mark a row."""

    name: str
    subject: str
    note: str
    legend: tuple[str, ...]
    own_columns: tuple[Column, ...]
    finding: Callable[[Rows], str]
    draw: Callable[[Rows, Sequence[alt.Tooltip]], Drawing]

    @property
    def columns(self) -> tuple[Column, ...]:
        """What tooltip and table show, in their order."""
        return (*_VALUE, *self.own_columns, *_PROVENANCE)

    def rows(self, connection: duckdb.DuckDBPyConnection, citations: Citations) -> Rows:
        """The rows of the chart in an open release, with their provenance; days are in ISO form."""
        return [citations.attach(row) for row in read(connection, self.name)]

    def drawing(self, rows: Rows) -> Drawing:
        """The chart of `rows`, of which there must be some."""
        return self.draw(rows, [alt.Tooltip(field=one.name, type="nominal", title=one.title) for one in self.columns])


def read(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    """The rows of `queries/<query>.sql`."""
    answer = connection.execute((QUERIES / f"{query}.sql").read_text(encoding="utf-8"))
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
