"""What the tests of reading share: the day and the lead of their text, and what its rows tell.

Belongs here: what several of these tests name. Does not belong here: the fixture that proposes the rows (`conftest`).
"""

from __future__ import annotations

from datetime import date

from korea_trade.intake.proposal import SURE, Proposal

PUBLISHED = date(2030, 7, 1)
LEAD = "South Korea's exports rose 5.1 percent in June from a year earlier, data showed."


def told(rows: list[Proposal], confidence: str = SURE) -> list[tuple[str, ...]]:
    """Of the rows behind the lead: figure, value, measure, flow, subject and period."""
    return [
        (row.figure, row.value, row.measure, row.flow, row.subject_id, row.period)
        for row in rows
        if row.paragraph > 1 and row.confidence == confidence and row.theme not in ("directions", "")
    ]
