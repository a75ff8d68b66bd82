"""The lengths of runs, the longest first."""

from __future__ import annotations

from functools import partial
from typing import Final

from korea_trade.presentation.dashboard.chart import Chart, Column, Rows
from korea_trade.presentation.dashboard.charts import bars


def finding(rows: Rows) -> str:
    """The longest run of all."""
    longest = rows[0]
    return f"Longest run known: {longest['series']}, {longest['value_text']} of {longest['what']}, {longest['span']}"


LENGTHS: Final = Chart(
    name="streak_lengths",
    subject="Runs of more than one month or year by length, months",
    note=(
        "The 20 longest at most, those that ended before the time axis of the runs by month begins included. "
        "A run whose ends are not both known may be longer."
    ),
    legend=("stated", "derived"),
    own_columns=(
        Column("evidence", "Evidence"),
        Column("span", "From and to"),
        Column("start_edge", "Start is known by"),
        Column("end_edge", "End is known by"),
        Column("length_rank", "Rank within its series"),
    ),
    finding=finding,
    draw=partial(bars.grouped, x="months", unit="Months"),
)
