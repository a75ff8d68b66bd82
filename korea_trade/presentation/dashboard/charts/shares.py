"""Parts of a whole: answers of surveys and compositions, each on the base that it is a share of."""

from __future__ import annotations

from functools import partial
from typing import Final

from korea_trade.presentation.dashboard.chart import Chart, Column, Drawing, Rows
from korea_trade.presentation.dashboard.charts import bars, disputed


def surveys_finding(rows: Rows) -> str:
    """The answer that most gave."""
    most = max(rows, key=lambda row: row["value"])
    return f"“{most['label']}” is the commonest answer of all surveys, {disputed.said(most)}"


def shares_finding(rows: Rows) -> str:
    """The largest share."""
    most = max(rows, key=lambda row: row["value"])
    base = most["series"][:1].lower() + most["series"][1:]
    return f"Largest share: {most['label']}, {disputed.said(most)} of {base}"


_UNIT: Final = "Percent of the base"


def _draw_surveys(rows: Rows) -> Drawing:
    based = [{**row, "of": f"Base: {row['base']}"} for row in rows]
    return bars.shares(based, unit=_UNIT, grouping=["series", "of"])


SURVEYS: Final = Chart(
    name="surveys",
    subject="Answers of surveys by question, percent of the base",
    note="Options of a question may overlap.",
    legend=("stated", "corrected", "unequal"),
    own_columns=(
        Column("series", "Question"),
        Column("base", "Base"),
        Column("base_certainty", "Base is"),
        Column("base_size", "Size of the base"),
    ),
    finding=surveys_finding,
    draw=_draw_surveys,
)
SHARES: Final = Chart(
    name="shares",
    subject="Compositions, percent of the base named above each group",
    note="Groups are not sums: regions hold provinces, and a list may leave the rest of its base out.",
    legend=("stated", "corrected", "unequal"),
    own_columns=(Column("series", "Base"), Column("period", "Period")),
    finding=shares_finding,
    draw=partial(bars.shares, unit=_UNIT, grouping=["series"]),
)
