"""How far the press lies from the office."""

from __future__ import annotations

from functools import partial
from typing import Final

from korea_trade.presentation import wording
from korea_trade.presentation.dashboard.chart import Chart, Column, Rows
from korea_trade.presentation.dashboard.charts import bars

# In percent of the official figure.
_NEAR: Final = 0.5


def finding(rows: Rows) -> str:
    """How many figures are near, and which is furthest."""
    near = sum(abs(row["percent"]) <= _NEAR for row in rows)
    furthest = max(rows, key=lambda row: abs(row["value"]))
    return (
        f"{near} of {wording.count(len(rows), 'figure')} of the press lie within {_NEAR:g} % of what the office has; "
        f"furthest: {furthest['label']}, {furthest['value_text']}"
    )


DISTANCE: Final = Chart(
    name="distance",
    subject="Figures of the press less the official ones of the same definition, USD million",
    note=(
        "The press prints what is known on its day, the office revises it. Goods stand here only where the official "
        "series is by the list that the ministry used then."
    ),
    legend=("stated", "corrected", "unequal"),
    own_columns=(Column("official_text", "Official"),),
    finding=finding,
    draw=partial(bars.grouped, x="value_mn", unit="Press less office, USD million"),
)
