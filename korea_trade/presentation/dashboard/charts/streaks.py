"""Runs of months on a time axis, with what is known of their ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import altair as alt

from korea_trade.presentation import wording
from korea_trade.presentation.dashboard import theme
from korea_trade.presentation.dashboard.chart import TOOLTIP, Chart, Column, Drawing, Rows, specification
from korea_trade.presentation.dashboard.charts import months, names

_MARKS: Final = ["known", "unknown", "disputed", "open"]
_SHAPES: Final = ["M0,-1L0,1", "circle", "cross", "triangle-right"]
_LANES: Final = [1, -1]
_ROOM_FOR_LENGTH: Final = 3


def finding(rows: Rows) -> str:
    """The longest runs that go on as far as anything is known of their series."""
    still = [row for row in rows if row["is_open"]]
    if not still:
        longest = max(rows, key=lambda row: row["length"])
        return f"No run goes on as far as known; the longest lasted {longest['value_text']}: {longest['series']}"
    length = max(row["length"] for row in still)
    leading = [f"{row['series']} ({row['what']})" for row in still if row["length"] == length]
    months_long = wording.value(length, "months")
    go_on = "run goes on" if len(still) == 1 else "runs go on"
    return f"{len(still)} {go_on} as far as is known; longest, at {months_long}: {wording.join(leading)}"


def _draw(rows: Rows) -> Drawing:
    # A run that began long ago enters the picture at its left edge, with an open end.
    first = max(min(row["start_month"] for row in rows), _years_before(max(row["end_month"] for row in rows), 3))
    end = max(row["end_day"] for row in rows)
    shown = [_placed(row, first) for row in rows]
    order = list(dict.fromkeys(row["name"] for row in shown))
    scale = months.scale(first, end)
    axis = months.axis("Month")
    base = alt.Chart(alt.NamedData(name="rows")).encode(
        y=alt.Y("name:N", sort=order, scale=alt.Scale(domain=order, paddingInner=0.25), axis=names.axis()),
        # Rises in the upper lane of a row, falls in the lower: colour is not all that tells them apart.
        yOffset=alt.YOffset("direction:O", sort=[1, 0, -1], scale=alt.Scale(domain=_LANES)),
    )
    # On a phone a month is narrower than a ring of the usual size.
    edge_size = alt.ExprRef(f"clamp(pow(width / {months.span(first, end)} * 0.45, 2), 9, 44)")
    colour = alt.Color("direction:N", scale=theme.DIRECTION_COLOUR, legend=None)
    bars = base.mark_bar(height=12, tooltip=TOOLTIP).encode(
        x=alt.X("from:T", scale=scale, axis=axis),
        x2=alt.X2("end_day:T"),
        color=colour,
        description=alt.Description("description:N"),
    )
    inside = base.mark_text(style="on-strong", aria=False).encode(
        x=alt.X("at:T", scale=scale, axis=axis), text=alt.Text("short:N")
    )
    edges = [
        base.mark_point(style="edge", aria=False, size=edge_size, filled=True).encode(
            x=alt.X(f"{place}:T", scale=scale, axis=axis),
            shape=alt.Shape(f"{mark}:N", scale=alt.Scale(domain=_MARKS, range=_SHAPES), legend=None),
        )
        for place, mark in (("from", "start_mark"), ("end_day", "end_mark"))
    ]
    chart = alt.layer(bars, *edges, inside).properties(width="container", height=alt.Step(13, **{"for": "offset"}))
    return Drawing(specification(chart), {"rows": shown})


def _years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, 1)


def _placed(row: Mapping[str, Any], first: date) -> dict[str, Any]:
    start, end = max(row["start_month"], first), row["end_day"]
    has_room = (end - start).days > 28 * _ROOM_FOR_LENGTH
    return {
        **months.plain(row),
        "name": names.wrapped(row["series"]),
        "from": start.isoformat(),
        "at": (start + (end - start) / 2).isoformat(),
        "short": f"{names.TRIANGLES[row['direction']]} {row['length']}" if has_room else "",
    }


STREAKS: Final = Chart(
    name="streaks",
    subject="Runs of months in a row, by series",
    note=(
        "At most 40 series, those with the longest present runs first. Rises lie in the upper lane of a row, falls in "
        "the lower; the number in a bar is its length in months so far. "
        "A bar ends in a stroke where the text tells the end or the "
        "sign turns, in a ring where nobody reported the month beyond, "
        "in an arrow where it goes on as far as its series is known."
    ),
    legend=("rise", "fall", "known", "unknown", "open"),
    own_columns=(
        Column("evidence", "Evidence"),
        Column("what", "Of"),
        Column("start_edge", "Start is known by"),
        Column("end_edge", "End is known by"),
        Column("stated_length", "Length as stated"),
        Column("witness_count", "Witnesses"),
        Column("months_since_opposite", "Months since the opposite"),
    ),
    finding=finding,
    draw=_draw,
)
