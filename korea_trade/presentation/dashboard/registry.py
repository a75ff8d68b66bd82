"""Which charts the dashboard has, in which order, under which headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from korea_trade.presentation.dashboard.chart import Chart
from korea_trade.presentation.dashboard.charts.breadth import BREADTH
from korea_trade.presentation.dashboard.charts.firms import FIRMS, GROWTH, SURVIVAL
from korea_trade.presentation.dashboard.charts.growth import BY_ITEM, BY_PARTNER
from korea_trade.presentation.dashboard.charts.lengths import LENGTHS
from korea_trade.presentation.dashboard.charts.shares import SHARES, SURVEYS
from korea_trade.presentation.dashboard.charts.streaks import STREAKS
from korea_trade.presentation.dashboard.charts.trade import LEVELS, PRECISION, TRADE


@dataclass(frozen=True)
class Section:
    """A heading with its charts, or with a part of the page of its own in the template `partial`.

    `whole` names the marts that hold all months of which the charts show the latest: their CSV files lead back.
    """

    name: str
    heading: str
    charts: tuple[Chart, ...] = ()
    partial: str | None = None
    whole: tuple[str, ...] = ()


_MONTHS: Final = ("fct_trade_month_latest", "fct_item_month_latest", "fct_partner_month_latest")
SECTIONS: Final = (
    Section("levels", "Trade by month", (TRADE, LEVELS, PRECISION), whole=_MONTHS),
    Section("growth", "Growth on the year", (BY_ITEM, BY_PARTNER), whole=(*_MONTHS, "fct_direction_month")),
    Section("runs", "Runs and breadth", (STREAKS, LENGTHS, BREADTH), whole=("fct_streak", "fct_breadth")),
    Section("contradictions", "What does not agree", partial="contradictions.html.j2"),
    Section("firms", "Trading firms", (FIRMS, GROWTH, SURVIVAL)),
    Section("parts", "Surveys and shares", (SURVEYS, SHARES)),
)
CHARTS: Final = tuple(chart for section in SECTIONS for chart in section.charts)
# What is shown where there is no page, such as the metadata of a run: small, and most of the story.
PICTURES: Final = (TRADE, BY_ITEM, BY_PARTNER, STREAKS, BREADTH, FIRMS)
