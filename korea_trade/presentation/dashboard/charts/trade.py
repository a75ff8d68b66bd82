"""Exports, imports and balance by month, and the goods and partners whose levels the press prints."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, Final

import altair as alt

from korea_trade.presentation import wording
from korea_trade.presentation.dashboard.chart import Chart, Drawing, Rows
from korea_trade.presentation.dashboard.charts import months


def finding(rows: Rows) -> str:
    """What the latest month brought that all flows are known of, else the latest of all."""
    by_month: dict[date, dict[str, Mapping[str, Any]]] = {}
    for row in rows:
        by_month.setdefault(row["month"], {}).setdefault(row["flow"], row)
    latest = max(by_month, key=lambda month: (len(by_month[month]), month))
    told = by_month[latest]
    parts = [f"{flow} {told[flow]['value_text']}" for flow in ("exports", "imports") if flow in told]
    if "balance" in told:
        balance = told["balance"]
        text = balance["value_text"].removeprefix(wording.MINUS)
        parts.append(f"a {'surplus' if balance['value'] >= 0 else 'deficit'} of {text}")
    return f"{wording.month(latest)}: {wording.join(parts)}"


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


TRADE: Final = Chart(
    name="trade",
    subject="Exports, imports and balance by month, USD bn",
    note=(
        "The line is what the office has now, the marks upon it are what the press printed, each in the interval that "
        "rounds to the print or follows from prints. Five years; where a stretch is shaded, nobody has a figure."
    ),
    legend=("official", "stated", "derived", "corrected", "gap", "unequal"),
    own_columns=(),
    finding=finding,
    draw=partial(_draw_values, height=130),
    is_whole=True,
)


def levels_finding(rows: Rows) -> str:
    """The largest value of the latest month, of the partners and of the goods: no good is ranked among countries."""
    return "; ".join(_largest([row for row in rows if row["subject_kind"] == kind]) for kind in _kinds(rows))


def _kinds(rows: Rows) -> list[str]:
    return list(dict.fromkeys(row["subject_kind"] for row in rows))


def _largest(rows: Rows) -> str:
    latest = max(row["month"] for row in rows)
    largest = max((row for row in rows if row["month"] == latest), key=lambda row: row["value"])
    return f"{wording.month(latest)}: {largest['series']} {largest['value_text']}"


LEVELS: Final = Chart(
    name="levels",
    subject="Goods and partners by month, USD bn",
    note="Only goods and partners whose level an article prints; lines are official. A square is a corrected misprint.",
    legend=("official", "stated", "derived", "corrected", "gap", "unequal"),
    own_columns=(),
    finding=levels_finding,
    draw=partial(_draw_values, height=84),
)
