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

from korea_trade.presentation.provenance import Citations

Rows = Sequence[Mapping[str, Any]]

# A mark that stands for a row hands the whole row to the page, which shows the chart's columns of it.
TOOLTIP: Final = alt.TooltipContent("data")
QUERIES: Final = Path(__file__).with_name("queries")


@dataclass(frozen=True)
class Drawing:
    """A drawn chart in Vega-Lite, and the data that it names: kept apart, for Altair copies what a chart holds."""

    specification: Mapping[str, Any]
    data: Mapping[str, Sequence[Mapping[str, Any]]]


def specification(drawn: alt.LayerChart | alt.FacetChart) -> dict[str, Any]:
    """`drawn` in Vega-Lite, without a configuration: page and pictures bring their own."""
    found: dict[str, Any] = drawn.to_dict(validate=False)
    found.pop("config", None)
    return found


def below_each_other(panels: Sequence[Mapping[str, Any]], spacing: int) -> dict[str, Any]:
    """Specifications of panels as that of one chart."""
    return {"$schema": alt.SCHEMA_URL, "vconcat": list(panels), "spacing": spacing}


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
    Column("disputed", "Contradicted by"),
)


@dataclass(frozen=True)
class Chart:
    """One chart: the rows of `queries/<name>.sql`, said in a sentence and drawn, one mark a row.

    One that `is_whole` has the width of the page to itself.
    """

    name: str
    subject: str
    note: str
    legend: tuple[str, ...]
    own_columns: tuple[Column, ...]
    finding: Callable[[Rows], str]
    draw: Callable[[Rows], Drawing]
    is_whole: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """What tooltip and table show, in their order."""
        return (*_VALUE, *self.own_columns, *_PROVENANCE)

    def rows(self, connection: duckdb.DuckDBPyConnection, citations: Citations) -> Rows:
        """The rows of the chart in an open release, with their provenance and their place in the page."""
        rows = read(connection, self.name)
        return [{**citations.attach(row), "href": f"#{self.name}-{number}"} for number, row in enumerate(rows, start=1)]

    def specification(self, rows: Rows) -> dict[str, Any]:
        """The chart of `rows`, of which there must be some, in Vega-Lite."""
        drawing = self.draw(rows)
        return {**drawing.specification, "datasets": dict(drawing.data)}


def read(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    """The rows of `queries/<query>.sql`."""
    answer = connection.execute((QUERIES / f"{query}.sql").read_text(encoding="utf-8"))
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
