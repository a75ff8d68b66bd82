"""Which charts the dashboard has, in which order, under which headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from korea_trade.presentation.dashboard.chart import Chart
from korea_trade.presentation.dashboard.charts.breadth import BREADTH
from korea_trade.presentation.dashboard.charts.contributions import CONTRIBUTIONS
from korea_trade.presentation.dashboard.charts.distance import DISTANCE
from korea_trade.presentation.dashboard.charts.firms import FIRMS, GROWTH, SURVIVAL
from korea_trade.presentation.dashboard.charts.growth import BY_ITEM, BY_PARTNER
from korea_trade.presentation.dashboard.charts.lengths import LENGTHS
from korea_trade.presentation.dashboard.charts.partners import PARTNERS
from korea_trade.presentation.dashboard.charts.revisions import REVISIONS
from korea_trade.presentation.dashboard.charts.shares import SHARES, SURVEYS
from korea_trade.presentation.dashboard.charts.streaks import STREAKS
from korea_trade.presentation.dashboard.charts.trade import LEVELS, TRADE


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


_MONTHS: Final = ("fct_month_known",)
SECTIONS: Final = (
    Section("months", "Trade by month", (TRADE, PARTNERS, CONTRIBUTIONS), whole=(*_MONTHS, "fct_contribution_month")),
    Section("contradictions", "What does not agree", partial="contradictions.html.j2"),
    Section("office", "Press and office", (DISTANCE, REVISIONS, LEVELS), whole=(*_MONTHS, "fct_series_triangle")),
    Section("growth", "Growth on the year", (BY_ITEM, BY_PARTNER), whole=(*_MONTHS, "fct_direction_month")),
    Section("runs", "Runs and breadth", (STREAKS, LENGTHS, BREADTH), whole=("fct_streak", "fct_breadth")),
    Section("trading-firms", "Trading firms", (FIRMS, GROWTH, SURVIVAL)),
    Section("parts", "Surveys and shares", (SURVEYS, SHARES)),
)
CHARTS: Final = tuple(chart for section in SECTIONS for chart in section.charts)
# The charts whose findings stand at the head of the page.
STORIES: Final = (TRADE, PARTNERS, CONTRIBUTIONS, DISTANCE)
# What is shown where there is no page, such as the metadata of a run: small, and most of the story.
PICTURES: Final = (TRADE, BY_ITEM, BY_PARTNER, STREAKS, BREADTH, FIRMS)
