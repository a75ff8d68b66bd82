"""What a share says: of what it is a part, and when.

Belongs here: shares of exports and imports, with their whole as a population. Does not belong here: rates and levels
(`roles`), and which role a figure has (`rules`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from korea_trade.intake import periods
from korea_trade.intake.context import TOTAL, Place
from korea_trade.intake.proposal import Proposal
from korea_trade.intake.roles import filled, guarded

_ROUGHLY: Final = re.compile(
    r"about|around|some|roughly|nearly|almost|close to|more than|over|less than", re.IGNORECASE
)


def share(row: Proposal, place: Place) -> Proposal:
    whole = next((one for one in place.each[place.at + 1 : place.clause.last] if one.code == "T"), None)
    period = place.period()
    row = replace(filled(row, place.topic, "shares"), measure="share", period=period, base_certainty="stated")
    if whole is None or whole.topic is None or whole.topic.subjects != (TOTAL,):
        return guarded(row, "the whole is not told")
    if "Y" not in place.inside and _ROUGHLY.match(row.figure):
        return guarded(row, "a share in round figures, of no period")
    if "Y" not in place.inside and re.search(
        r"account(?:s)? for|makes? up|takes? up|represents?$", _verb_before(place)
    ):
        return guarded(row, "a share that stands, of no period")
    if whole.topic.flow not in ("exports", "imports") or (place.topic.flow and whole.topic.flow != place.topic.flow):
        return guarded(row, "the whole is of another flow")
    return replace(row, flow=whole.topic.flow, base_id=_whole_of(whole.topic.flow, period))


def earlier_share(row: Proposal, place: Place) -> Proposal:
    """ "Chips accounted for 32 percent of exports in May, compared with 26 percent a year earlier": of what the share
    before it is, a year before."""
    verb = place.codes.rindex("s", place.clause.first, place.at)
    parts = [one for one in place.each[place.clause.first : verb] if one.code in "TX"]
    part = parts[-1].topic if parts and parts[-1].code == "T" else None
    period = periods.shifted(place.period(place.codes.index("P", verb)), -12) or ""
    row = replace(filled(row, place.topic, "shares"), measure="share", period=period, base_certainty="stated")
    is_of_whole = (
        place.topic.subjects == (TOTAL,) and part is not None and part.is_one and part.flow == place.topic.flow
    )
    if not is_of_whole or part is None or not period or place.topic.flow not in ("exports", "imports"):
        return guarded(row, "the whole is not told")
    kind, key = part.subjects[0]
    return replace(row, subject_kind=kind, subject_id=key, base_id=_whole_of(place.topic.flow, period))


def share_of_a_name(row: Proposal, place: Place) -> Proposal:
    """ "China's share of exports fell to 18.4 percent from 19.5 percent a year earlier": of the name before it."""
    noun = place.codes.rindex("n", place.clause.first, place.at)
    name = next(place.each[at] for at in (noun - 1, noun + 1, noun + 2) if place.codes[at] == "e")
    period = place.period()
    if place.codes[place.at - 1] == "F":
        months = -12 if place.codes[place.at + 1] == "B" else -1
        period = periods.shifted(place.main_period, months) or ""
    row = replace(filled(row, place.topic, "shares"), measure="share", period=period, base_certainty="stated")
    row = replace(row, subject_kind=name.kind, subject_id=name.key)
    if place.topic.subjects != (TOTAL,) or place.topic.flow not in ("exports", "imports") or not period:
        return guarded(row, "the whole is not told")
    return replace(row, base_id=_whole_of(place.topic.flow, period))


def _whole_of(flow: str, period: str) -> str:
    """The key of the total of a flow as a population."""
    return f"korea_{flow}_{re.sub('[^0-9a-z]', '_', period.lower())}"


def _verb_before(place: Place) -> str:
    return next((one.text.lower() for one in reversed(place.each[: place.at]) if one.code == "s"), "")
