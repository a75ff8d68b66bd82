"""How many of how many rose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import altair as alt

from presentation.dashboard import wording
from presentation.dashboard.chart import TOOLTIP, Chart, Column, Drawing, Rows, specification
from presentation.dashboard.charts import months

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
    shown = [
        {**months.plain(row), "row": number, "nought": 0, "said": f"{_counted(row)} rose"}
        for number, row in enumerate(rows)
    ]
    most = max(row["universe_size"] or row["value"] for row in rows)
    base = alt.Chart(alt.NamedData(name="rows")).encode(y=alt.Y("row:O", axis=None))
    scale = alt.Scale(domain=[0, most * 1.28], nice=False)
    axis = alt.Axis(title="Members that rose, of all members", tickMinStep=1, tickCount=8, format="d", grid=True)
    counted = alt.X("value:Q", scale=scale, axis=axis)
    size = alt.X("universe_size:Q", scale=scale, axis=axis)
    chart = alt.layer(
        base.mark_bar(style="track", height=16, yOffset=9, aria=False).encode(x=size, x2=alt.X2("nought")),
        base.mark_bar(style="rise", height=16, yOffset=9, tooltip=TOOLTIP).encode(
            x=counted, x2=alt.X2("nought"), description=alt.Description("description:N")
        ),
        base.mark_text(style="name", align="left", baseline="bottom", dy=-3, aria=False).encode(
            x=alt.value(0), text=alt.Text("label:N")
        ),
        base.mark_text(style="number", align="left", baseline="middle", dx=7, yOffset=9, aria=False)
        .encode(x=alt.X("beyond:Q", scale=scale, axis=axis), text=alt.Text("said:N"))
        .transform_calculate(beyond="max(datum.value, datum.universe_size)"),
    ).properties(width="container", height=alt.Step(_STEP))
    return Drawing(specification(chart), {"rows": shown})


BREADTH: Final = Chart(
    name="breadth",
    subject="How many of how many rose on the year, number of members",
    note="The filled part rose; the outline is the whole universe that the article counts in.",
    legend=(),
    own_columns=(Column("universe_size", "Of how many"), Column("universe_size_basis", "Size is known by")),
    finding=finding,
    draw=_draw,
)
