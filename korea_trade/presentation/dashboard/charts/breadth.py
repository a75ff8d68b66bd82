"""How many of how many rose."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any, Final

import altair as alt

from korea_trade.presentation.dashboard import wording
from korea_trade.presentation.dashboard.chart import (
    TOOLTIP,
    Chart,
    Column,
    Drawing,
    Rows,
    below_each_other,
    specification,
)
from korea_trade.presentation.dashboard.charts import months

_STEP: Final = 44


def finding(rows: Rows) -> str:
    """The counts of the latest month."""
    latest = max(row["month"] for row in rows)
    said = [f"{row['value']} of {_lowered(row['series'])}" for row in rows if row["month"] == latest]
    return f"{wording.month(latest)}: {wording.join(said)} rose"


def _lowered(label: str) -> str:
    return "the" + label[3:] if label.startswith("The ") else label


def _counted(row: Mapping[str, Any]) -> str:
    return str(row["value"]) if row["universe_size"] is None else f"{row['value']} of {row['universe_size']}"


def _draw(rows: Rows) -> Drawing:
    groups = [(month, list(group)) for month, group in groupby(rows, key=lambda row: row["month"])]
    most = max(row["universe_size"] or row["value"] for row in rows)
    looks = [specification(_panel(most, has_axis=has_axis)) for has_axis in (False, True)]
    panels = [
        {**looks[number == len(groups) - 1], "data": {"name": f"rows{number}"}, "title": wording.month(month)}
        for number, (month, _) in enumerate(groups)
    ]
    return Drawing(below_each_other(panels, 12), {f"rows{at}": _values(group) for at, (_, group) in enumerate(groups)})


def _values(rows: Rows) -> list[dict[str, Any]]:
    return [
        {
            **months.plain(row),
            "row": number,
            "nought": 0,
            "said": f"{_counted(row)} rose",
            "beyond": max(row["value"], row["universe_size"] or 0),
        }
        for number, row in enumerate(rows)
    ]


def _panel(most: int, *, has_axis: bool) -> alt.LayerChart | alt.FacetChart:
    base = alt.Chart(alt.NamedData(name="rows")).encode(y=alt.Y("row:O", axis=None))
    scale = alt.Scale(domain=[0, most * 1.4], nice=False)
    axis = alt.Axis(
        title="Members that rose, of all members" if has_axis else None,
        labels=has_axis,
        ticks=has_axis,
        tickMinStep=1,
        tickCount=8,
        format="d",
        grid=True,
    )
    counted, size, beyond = (
        alt.X(f"{field}:Q", scale=scale, axis=axis) for field in ("value", "universe_size", "beyond")
    )
    return alt.layer(
        base.mark_bar(style="track", height=16, yOffset=9, aria=False).encode(x=size, x2=alt.X2("nought")),
        base.mark_bar(style="rise", height=16, yOffset=9, tooltip=TOOLTIP).encode(
            x=counted, x2=alt.X2("nought"), description=alt.Description("description:N")
        ),
        base.mark_text(
            style="name", align="left", baseline="bottom", dy=-3, limit=alt.ExprRef("width"), aria=False
        ).encode(x=alt.value(0), text=alt.Text("series:N")),
        base.mark_text(style="number", align="left", baseline="middle", dx=7, yOffset=9, aria=False).encode(
            x=beyond, text=alt.Text("said:N")
        ),
    ).properties(width="container", height=alt.Step(_STEP))


BREADTH: Final = Chart(
    name="breadth",
    subject="How many of how many rose on the year, number of members",
    note="The filled part rose; the outline is the whole universe that the article counts in.",
    legend=(),
    own_columns=(Column("universe_size", "Of how many"), Column("universe_size_basis", "Size is known by")),
    finding=finding,
    draw=_draw,
)
