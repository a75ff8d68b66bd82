"""Trading firms: how many, how their number changed, and how long they last."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from korea_trade.presentation.dashboard.chart import Chart, Column, Rows
from korea_trade.presentation.dashboard.charts import bars, disputed

_PERIOD: Final = Column("period", "Year")


def finding(rows: Rows) -> str:
    """The largest group of the latest year."""
    latest = max(row["period"] for row in rows)
    largest = max((row for row in rows if row["period"] == latest), key=lambda row: row["value"])
    return f"{largest['value_text']} {_lowered(largest['label'])} in {latest}{disputed.doubt(largest)}"


def growth_finding(rows: Rows) -> str:
    """The groups that gained and lost most."""
    gained, lost = (pick(rows, key=lambda row: row["value"]) for pick in (max, min))
    if gained["value"] <= 0 or lost["value"] >= 0:
        strongest = max(rows, key=lambda row: abs(row["value"]))
        return f"{strongest['label']} changed most: {disputed.said(strongest)}"
    most, least = f"{gained['label']} gained most", f"{_lowered(lost['label'])} lost most"
    return f"{most}, {disputed.said(gained)}; {least}, {disputed.said(lost)}"


def survival_finding(rows: Rows) -> str:
    """The lowest and the highest rate."""
    highest, lowest = (pick(rows, key=lambda row: row["value"]) for pick in (max, min))
    return (
        f"Who trades on: from {disputed.said(lowest)} ({_told(lowest)}) to {disputed.said(highest)} ({_told(highest)})"
    )


def _told(row: Mapping[str, Any]) -> str:
    years = row["horizon_years"]
    return f"{_lowered(row['label'])} after {years} year{'' if years == 1 else 's'}"


def _lowered(label: str) -> str:
    return label[:1].lower() + label[1:]


FIRMS: Final = Chart(
    name="firms",
    subject="Firms that trade, by group and year, number of firms",
    note="A firm that both exports and imports counts once among the trading firms. Groups overlap.",
    legend=("stated", "corrected", "unequal"),
    own_columns=(_PERIOD,),
    finding=finding,
    draw=partial(bars.grouped, x="value", unit="Number of firms", grouping=["period"]),
)
GROWTH: Final = Chart(
    name="firm_growth",
    subject="Change in the number of firms on the year, percent",
    note="Growth of each group as the article states it.",
    legend=("stated", "corrected", "unequal"),
    own_columns=(_PERIOD,),
    finding=growth_finding,
    draw=partial(bars.grouped, x="value", unit="Percent on the year", grouping=["period"]),
)
SURVIVAL: Final = Chart(
    name="firm_survival",
    subject="Firms that still trade after one and after five years, percent",
    note="By flow and by the item that a firm trades.",
    legend=("stated", "corrected", "unequal"),
    own_columns=(Column("series", "Of"),),
    finding=survival_finding,
    draw=partial(bars.shares, unit="Percent of the firms", grouping=["series"]),
)
