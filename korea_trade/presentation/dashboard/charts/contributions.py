"""What each item adds to the growth of all exports."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any, Final, Literal

import altair as alt

from korea_trade.presentation import wording
from korea_trade.presentation.dashboard import theme
from korea_trade.presentation.dashboard.chart import (
    TOOLTIP,
    Chart,
    Column,
    Drawing,
    Rows,
    below_each_other,
    specification,
)
from korea_trade.presentation.dashboard.charts import bars, months, names

_REST: Final = "rest"
_BREADTH: Final = 30
_STEP: Final = 17
_HUNDREDTH: Final = 0.01
_NO_SIGN: Final = "datum.value === 0 ? '0' : datum.label"
# On which side of nought a number stands beyond its bar, how it is aligned, and how far off.
_NUMBERS: Final[tuple[tuple[str, Literal["left", "right"], int], ...]] = ((">=", "left", 4), ("<", "right", -4))


def finding(rows: Rows) -> str:
    """The item that moved the first month shown most, beside the total."""
    month = rows[0]["month"]
    items = [row for row in rows if row["month"] == month and row["subject_id"] != _REST]
    most = max(items or rows, key=lambda row: abs(row["change_usd"]))
    total, change = most["total_change_usd"], most["change_usd"]
    told = f"{wording.month(month)}: {most['series'].lower()} {_moved(change)} while all exports {_moved(total)}"
    others = total - change
    is_turned = change * others < 0
    return f"{told}, so all else {_moved(others)}" if is_turned else told


def _moved(change: float) -> str:
    verb = "rose" if change > 0 else "fell"
    return f"{verb} by {wording.value(abs(change), 'USD', 1e7)}"


def _draw(rows: Rows) -> Drawing:
    domain = bars.with_room(rows, "value")
    panels = [(key, list(group)) for key, group in groupby(rows, key=lambda row: (row["period"], row["growth_text"]))]
    data = {f"rows{number}": [_placed(row) for row in own] for number, (_, own) in enumerate(panels)}
    drawn = []
    for number, (key, own) in enumerate(panels):
        order = [names.wrapped(row["series"], _BREADTH) for row in own]
        x = alt.X("value:Q", scale=alt.Scale(domain=domain), axis=_axis(has_title=number == len(panels) - 1))
        base = alt.Chart(alt.NamedData(name=f"rows{number}")).encode(
            x=x, y=alt.Y("name:N", sort=order, scale=alt.Scale(domain=order, padding=0.25), axis=names.axis())
        )
        chart = alt.layer(
            base.mark_bar(tooltip=TOOLTIP).encode(
                color=alt.Color("direction:N", scale=theme.DIRECTION_COLOUR, legend=None),
                description=alt.Description("description:N"),
            ),
            *(
                base.transform_filter(f"datum.value {side} 0")
                .mark_text(style="number", fontSize=10, align=align, dx=dx, aria=False)
                .encode(text=alt.Text("said:N"))
                for side, align, dx in _NUMBERS
            ),
        )
        title = {"text": key[0], "subtitle": key[1]}
        drawn.append({**specification(chart.properties(width="container", height=alt.Step(_STEP))), "title": title})
    return Drawing(below_each_other(drawn, 14), data)


def _axis(*, has_title: bool) -> alt.Axis:
    title = "Percentage points" if has_title else None
    return alt.Axis(
        title=title, labels=has_title, ticks=has_title, format="+~f", labelExpr=_NO_SIGN, grid=True, tickCount=4
    )


def _placed(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **months.plain(row),
        "name": names.wrapped(row["series"], _BREADTH),
        "direction": (row["value"] > 0) - (row["value"] < 0),
        "said": wording.change(row["value"], row["unit"], _HUNDREDTH).partition(wording.NBSP)[0],
    }


CONTRIBUTIONS: Final = Chart(
    name="contributions",
    subject="What each item adds to the growth of exports on the year, percentage points",
    note="The items and all other goods make up the growth of all exports. Official series throughout.",
    legend=("rise", "fall"),
    own_columns=(Column("change_text", "Change on the year, USD"), Column("growth_text", "Growth")),
    finding=finding,
    draw=_draw,
)
