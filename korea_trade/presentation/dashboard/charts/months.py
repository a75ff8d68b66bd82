"""Values by month, a panel a series: points with the interval that each is known in, and the months without a value.

Belongs here: the month axis, gaps, and panels below each other. A line joins only months that follow each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final

import altair as alt

from korea_trade.presentation.dashboard import theme
from korea_trade.presentation.dashboard.chart import TOOLTIP, Drawing, Rows, below_each_other, specification
from korea_trade.presentation.dashboard.charts import disputed

# Quarters are named, the year stands under its first month and under the first label.
_LABEL: Final = (
    "[utcFormat(datum.value, '%b'), utcmonth(datum.value) == 0 || datum.index == 0 ? utcFormat(datum.value, '%Y') : '']"
)
_LEFT: Final = 44
# In months; beyond it quarters have no room for their names.
_LONG: Final = 40


def following(month: date) -> date:
    """The first day of the next month."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def runs(months: Iterable[date]) -> list[list[date]]:
    """`months` in order, in runs of those that follow each other."""
    found: list[list[date]] = []
    for month in sorted(set(months)):
        if found and following(found[-1][-1]) == month:
            found[-1].append(month)
        else:
            found.append([month])
    return found


def gaps(months: Iterable[date], first: date, end: date) -> list[tuple[date, date]]:
    """The stretches from `first` to before `end` that `months` leaves out, each with its first day and its end."""
    edges = [(first, first), *((run[0], following(run[-1])) for run in runs(months)), (end, end)]
    return [(left[1], right[0]) for left, right in pairwise(edges) if left[1] < right[0]]


def axis(title: str | None = None, *, labels: bool = True, step: int = 3) -> alt.Axis:
    """The axis of months, of which every `step` has a tick."""
    return alt.Axis(
        title=title,
        labels=labels,
        tickCount=alt.TimeIntervalStep(interval="month", step=step),
        labelExpr=_LABEL,
        labelOverlap=True,
        labelFlush=False,
        format="",
    )


def scale(first: date, end: date) -> alt.Scale:
    """The scale of all months from `first` to before `end`."""
    # An expression, because Vega-Lite spells a plain domain differently for x and for x2 and then warns of a conflict.
    return alt.Scale(type="utc", domain=alt.ExprRef(f"[{_milliseconds(first)}, {_milliseconds(end)}]"))


def _milliseconds(day: date) -> int:
    """The start of `day` in UTC, as JavaScript counts time."""
    return (day - date(1970, 1, 1)).days * 86_400_000


def position(row: Mapping[str, Any]) -> str:
    """The middle of the month: a month is a stretch, not a moment."""
    month: date = row["month"]
    return date(month.year, month.month, 16).isoformat()


def panels(
    rows: Rows,
    *,
    y: str,
    unit: str,
    y_scale: alt.Scale,
    y_format: str,
    interval: tuple[str, str] | None,
    height: int,
    text: str = "value_text",
    ticks: Sequence[float] | None = None,
) -> Drawing:
    """`rows` by month, a panel for each `series` in their order; `y` in `unit`, with the bounds in `interval`.

    The last point of each panel has `text` beside it.
    """
    first, end = min(row["month"] for row in rows), following(max(row["month"] for row in rows))
    names = list(dict.fromkeys(row["series"] for row in rows))
    step = 3 if span(first, end) <= _LONG else 6
    data: dict[str, list[dict[str, Any]]] = {"nought": [{}]}
    drawn = []
    for number, name in enumerate(names):
        own = [row for row in rows if row["series"] == name]
        is_last = number == len(names) - 1
        data[f"rows{number}"], data[f"gaps{number}"] = _values(own), _gaps(own, first, end)
        x = alt.X("at:T", scale=scale(first, end), axis=axis("Month" if is_last else None, labels=is_last, step=step))
        y_axis = alt.Axis(
            title=f"{name}, {unit}",
            titleX=-_LEFT,
            values=list(ticks) if ticks else alt.Undefined,
            tickCount=alt.Undefined if ticks else 4,
            format=y_format,
            minExtent=_LEFT,
            maxExtent=_LEFT,
        )
        values = [row[y] for row in own]
        layers = [
            *_ground(f"gaps{number}", x, has_zero=min(values) < 0 < max(values)),
            *_marks(f"rows{number}", x, alt.Y(f"{y}:Q", scale=y_scale, axis=y_axis), interval, text),
        ]
        drawn.append(specification(alt.layer(*layers).properties(width="container", height=height)))
    return Drawing(below_each_other(drawn, 16), data)


def _values(rows: Rows) -> list[dict[str, Any]]:
    kinds = {is_official: _runs_of(rows, is_official=is_official) for is_official in (True, False)}
    last = max(row["month"] for row in rows)
    said = next(row for row in rows if row["month"] == last)
    # Where the office tells of a series, what the press prints are marks upon its line, and no line of their own.
    alone = not kinds[True]
    return [
        {
            **plain(row),
            "at": position(row),
            "run": kinds[row["basis"] == "official"][row["month"]] if alone or row["basis"] == "official" else number,
            "is_last": row is said,
            "is_solid": int(row["basis"] != "derived"),
        }
        for number, row in enumerate(rows)
    ]


def _runs_of(rows: Rows, *, is_official: bool) -> dict[date, int]:
    """The run of months that each month is in, of official figures or of all others."""
    known = (row["month"] for row in rows if (row["basis"] == "official") == is_official)
    return {month: number for number, run in enumerate(runs(known)) for month in run}


def _gaps(rows: Rows, first: date, end: date) -> list[dict[str, Any]]:
    return [
        {"from": left.isoformat(), "to": right.isoformat()}
        for left, right in gaps((row["month"] for row in rows), first, end)
    ]


def _ground(gaps_name: str, x: alt.X, *, has_zero: bool) -> Iterable[alt.Chart]:
    yield (
        alt.Chart(alt.NamedData(name=gaps_name))
        .mark_rect(style="gap", aria=False)
        .encode(x=alt.X("from:T", scale=x["scale"], axis=x["axis"]), x2=alt.X2("to:T"))
    )
    if has_zero:
        yield alt.Chart(alt.NamedData(name="nought")).mark_rule(style="zero", aria=False).encode(y=alt.YDatum(0))


def _marks(name: str, x: alt.X, y: alt.Y, interval: tuple[str, str] | None, text: str) -> Iterable[alt.Chart]:
    base = alt.Chart(alt.NamedData(name=name)).encode(x=x, y=y)
    for style, has in (("official", "=="), ("thread", "!=")):
        line = base.transform_filter(f"datum.basis {has} 'official'")
        yield line.mark_line(style=style, aria=False).encode(detail=alt.Detail("run:N"))
    if interval:
        low, high = (alt.Y(f"{bound}:Q", scale=y["scale"], axis=y["axis"]) for bound in interval)
        bar = base.encode(color=alt.Color("basis:N", scale=theme.BASIS_COLOUR, legend=None))
        yield bar.mark_rule(strokeWidth=2, aria=False).encode(y=low, y2=alt.Y2(interval[1]))
        for bound in (low, high):
            yield bar.mark_tick(orient="horizontal", size=9, thickness=1.5, aria=False).encode(y=bound)
    size = alt.ExprRef("datum.basis == 'official' ? 12 : 64")
    yield base.mark_point(size=size, strokeWidth=1.75, tooltip=TOOLTIP).encode(
        **theme.basis_encoding(), description=alt.Description("description:N")
    )
    last = base.transform_filter("datum.is_last")
    dx = disputed.shifted(6, -disputed.ROOM)
    yield last.mark_text(style="number", align="right", baseline="bottom", dx=dx, dy=-9, aria=False).encode(
        text=alt.Text(f"{text}:N")
    )
    yield disputed.sign(last, across=1, down=-16)


def plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """`row` as JSON can hold it, days in ISO form."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}


def span(first: date, end: date) -> int:
    """How many months lie from `first` to before `end`."""
    return (end.year - first.year) * 12 + end.month - first.month
