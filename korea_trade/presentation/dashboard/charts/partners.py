"""The two countries that buy most, on one axis: who leads, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import altair as alt

from korea_trade.presentation import wording
from korea_trade.presentation.dashboard import theme
from korea_trade.presentation.dashboard.chart import TOOLTIP, Chart, Drawing, Rows, specification
from korea_trade.presentation.dashboard.charts import months

_STYLES: Final = ("official", "second")
_HEIGHT: Final = 230
# Pixels that the scale leaves above and below all values, and that a label stands off what it must not cross.
_ROOM: Final = 14
_OFF: Final = 13
# Months that a label beside the last one reaches back over, on a phone.
_REACH: Final = 30


def finding(rows: Rows) -> str:
    """Who leads in the last month, and since which month without a break; where both print alike, neither does."""
    values: dict[str, dict[date, Mapping[str, Any]]] = {}
    for row in rows:
        values.setdefault(row["series"], {}).setdefault(row["month"], row)
    if len(values) == 1:
        return f"Exports to {next(iter(values))}"
    (one, ones), (other, others) = values.items()
    shared = sorted(ones.keys() & others.keys())
    if not shared:
        return f"Exports to {one} and to {other}"
    leads = [_lead(ones[month], others[month]) for month in shared]
    if leads[-1] == 0:
        return f"{one} and {other} level in {wording.month(shared[-1])}, at {ones[shared[-1]]['value_text']}"
    leader, behind = (one, other) if leads[-1] > 0 else (other, one)
    since = len(leads)
    while since and leads[since - 1] == leads[-1]:
        since -= 1
    if since == 0:
        return f"{leader} ahead of {behind} in every month shown, since {wording.month(shared[0])}"
    before = shared[since - 1]
    level = f"; level in {wording.month(before)}, at {ones[before]['value_text']}" if leads[since - 1] == 0 else ""
    if len(leads) - since == 1:
        return f"{leader} ahead of {behind} in {wording.month(shared[since])}{level}"
    count = wording.count(len(leads) - since, "month")
    return f"{leader} ahead of {behind} for {count}, since {wording.month(shared[since])}{level}"


def _lead(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """1 where the first is ahead, -1 where the other is; 0 where both figures read alike: rounding is no knowledge."""
    if one["value_text"] == other["value_text"]:
        return 0
    return 1 if one["value"] > other["value"] else -1


def _draw(rows: Rows) -> Drawing:
    first, end = min(row["month"] for row in rows), months.following(max(row["month"] for row in rows))
    names = list(dict.fromkeys(row["series"] for row in rows))
    last = max(row["month"] for row in rows)
    data: dict[str, list[dict[str, Any]]] = {}
    layers = []
    y = alt.Y(
        "value_bn:Q", scale=alt.Scale(zero=False, nice=True, padding=_ROOM), axis=alt.Axis(title="USD bn", titleX=-30)
    )
    for number, name in enumerate(names):
        own = [row for row in rows if row["series"] == name]
        said = next((row for row in own if row["month"] == last), None)
        data[f"rows{number}"] = [
            {
                **months.plain(row),
                "at": months.position(row),
                "is_solid": int(row["basis"] != "derived"),
                "said": f"{name} {row['value_text']}" if row is said else "",
            }
            for row in own
        ]
        base = alt.Chart(alt.NamedData(name=f"rows{number}")).encode(
            x=alt.X("at:T", scale=months.scale(first, end), axis=months.axis("Month", step=6)), y=y
        )
        above = said is not None and said["value"] == max(row["value"] for row in rows if row["month"] == last)
        layers += [
            base.transform_filter("datum.basis == 'official'").mark_line(style=_STYLES[number % 2], aria=False),
            base.transform_filter("datum.basis == 'official'")
            .mark_point(style=_STYLES[number % 2], size=12, filled=True, opacity=1, tooltip=TOOLTIP)
            .encode(description=alt.Description("description:N")),
            base.transform_filter("datum.basis != 'official'")
            .mark_point(size=64, strokeWidth=1.75, tooltip=TOOLTIP)
            .encode(**theme.basis_encoding(), description=alt.Description("description:N")),
            base.transform_filter("datum.said != ''")
            .mark_text(style="number", align="right", dy=_off(rows, said, above=above) if said else 0, dx=4, aria=False)
            .encode(text=alt.Text("said:N")),
        ]
    chart = alt.layer(*layers).resolve_scale(shape="shared").properties(width="container", height=_HEIGHT)
    return Drawing(specification(chart), data)


def _off(rows: Rows, said: Mapping[str, Any], *, above: bool) -> float:
    """How far in pixels the label of the last value stands off it: beyond both lines as far back as it reaches."""
    values: list[float] = [row["value"] for row in rows]
    near: list[float] = [row["value"] for row in rows if months.span(row["month"], said["month"]) <= _REACH]
    last: float = said["value"]
    beyond = max(near) - last if above else last - min(near)
    pixels = beyond * (_HEIGHT - 2 * _ROOM) / ((max(values) - min(values)) or 1) + _OFF
    return -pixels if above else pixels


PARTNERS: Final = Chart(
    name="partners",
    subject="Exports to the two countries that buy most, by month, USD bn",
    note="Lines are official, the larger marks are prints of the press. The axis does not begin at nought.",
    legend=("official", "stated", "derived", "corrected", "unequal"),
    own_columns=(),
    finding=finding,
    draw=_draw,
)
