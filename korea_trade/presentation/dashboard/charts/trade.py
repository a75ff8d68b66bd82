"""Exports, imports and balance by month, and how exactly each is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, Final

import altair as alt

from korea_trade.presentation.dashboard import wording
from korea_trade.presentation.dashboard.chart import Chart, Drawing, Rows
from korea_trade.presentation.dashboard.charts import months


def finding(rows: Rows) -> str:
    """What the latest month brought."""
    latest: date = max(row["month"] for row in rows)
    told = {row["flow"]: row for row in rows if row["month"] == latest}
    parts = [f"{flow} {told[flow]['value_text']}" for flow in ("exports", "imports") if flow in told]
    if "balance" in told:
        balance = told["balance"]
        text = balance["value_text"].removeprefix(wording.MINUS)
        parts.append(f"a {'surplus' if balance['value'] >= 0 else 'deficit'} of {text}")
    return f"{wording.month(latest)}: {wording.join(parts)}"


def precision_finding(rows: Rows) -> str:
    """From where to where the widths of the intervals reach."""
    least, most = (pick(rows, key=lambda row: row["half_width_mn"]) for pick in (min, max))
    return f"A month’s figure is known to {_half_width(least)} at best, to {_half_width(most)} at worst"


def _draw_values(rows: Rows, height: int) -> Drawing:
    return months.panels(
        rows,
        y="value_bn",
        unit="USD bn",
        y_scale=alt.Scale(zero=False, nice=True, padding=14),
        y_format="~f",
        interval=("lower_bn", "upper_bn"),
        height=height,
    )


def _draw_precision(rows: Rows) -> Drawing:
    said = [{**row, "said": _half_width(row)} for row in rows]
    return months.panels(
        said,
        y="half_width_mn",
        unit="± USD million",
        y_scale=alt.Scale(type="log", domain=_decades(rows)),
        y_format=",~f",
        interval=None,
        height=90,
        text="said",
        ticks=[10.0**power for power in range(-3, 7)],
    )


def _half_width(row: Mapping[str, Any]) -> str:
    half = (row["upper_bound"] - row["lower_bound"]) / 2
    return f"±\u2060{wording.value(half, 'USD', half / 5)}"


def _decades(rows: Rows) -> list[float]:
    """Powers of ten around the widths, so that each has room."""
    widths = [row["half_width_mn"] for row in rows]
    low, high = 1.0, 10.0
    while low > min(widths):
        low /= 10
    while high < max(widths) * 1.2:
        high *= 10
    return [low, high]


TRADE: Final = Chart(
    name="trade",
    subject="Exports, imports and balance by month, USD bn",
    note=(
        "Each value stands in the interval that rounds to what was printed, or that follows from what was printed; "
        "most intervals are thinner than the mark. Shaded months are reported by nobody."
    ),
    legend=("stated", "derived", "corrected", "interval", "gap", "unequal"),
    own_columns=(),
    finding=finding,
    draw=partial(_draw_values, height=124),
)
PRECISION: Final = Chart(
    name="precision",
    subject="Half the width of each month’s interval, USD million",
    note=(
        "A print in whole billions leaves a hundred times more open than one in tens of millions. "
        "The scale is logarithmic."
    ),
    legend=("stated", "derived", "corrected", "gap"),
    own_columns=(),
    finding=precision_finding,
    draw=_draw_precision,
)


def levels_finding(rows: Rows) -> str:
    """The largest value of the latest month of a single good or partner."""
    latest = max(row["month"] for row in rows)
    largest = max((row for row in rows if row["month"] == latest), key=lambda row: row["value"])
    return f"{largest['series']} lead the goods and partners of {wording.month(latest)} with {largest['value_text']}"


LEVELS: Final = Chart(
    name="levels",
    subject="Goods and partners by month, USD bn",
    note="Only goods and partners whose level an article prints. A square is a misprint that was corrected.",
    legend=("stated", "derived", "corrected", "interval", "gap", "unequal"),
    own_columns=(),
    finding=levels_finding,
    draw=partial(_draw_values, height=84),
)
