"""What a figure of another time says: the base of a comparison, an earlier rate, an earlier record.

Belongs here: filling the columns of a row whose period is not the one of its topic. Does not belong here: figures
of the time that is told of (`roles`), and which role a figure has (`rules`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from korea_trade.intake import periods
from korea_trade.intake.context import OWNS, Place
from korea_trade.intake.proposal import Proposal
from korea_trade.intake.roles import filled, guarded, level, of_balance, signed

_SAME: Final = re.compile(
    r"the (?:same|corresponding) (?:month|period|time|quarter)(?: of| in)? (?:last|the previous) year", re.IGNORECASE
)


def prior_rate(row: Proposal, place: Place) -> Proposal:
    """ "Following a 14.4 percent decline the previous month", "after a decline of 14.4 percent in May": the period is
    the one that the words behind it say."""
    is_behind = re.search(r"Do$|aDy?$", place.codes[: place.at]) is not None
    sign = place.sign_before if is_behind else place.sign_behind
    row = replace(filled(row, place.topic), measure="yoy")
    if sign is not None:
        row = signed(row, sign)
    moved = "" if is_behind else "[dB]*D"
    behind = re.match(rf"{moved}[^MPSTX|WD]*?([Yb])", place.codes[place.at + 1 : place.clause.last])
    before = place.each[place.at - 1]
    # "After the previous month's 14.4 percent decline".
    is_owned = before.code in "bY" and place.has_a_rate(place.at - 1)
    if not (behind or is_owned) or sign is None or place.topic.is_daily or place.topic.flow == "balance":
        return guarded(row, "an earlier rate whose period is not told")
    found = before if is_owned or not behind else place.each[place.at + behind.end()]
    main = place.main_period
    period = found.iso if found.code == "Y" else periods.shifted(main, -1) if main else None
    if found.code == "b" and main and len(main) != 7:
        period = None
    return replace(row, period=period or "", reference_period=(periods.shifted(period, -12) or "") if period else "")


def base(row: Proposal, place: Place) -> Proposal:
    """ "Compared with $52.1 billion a year earlier": the level of the period that is compared with."""
    row = replace(filled(row, place.topic), measure="daily_value" if place.topic.is_daily else "value")
    behind = re.match(r"[LDo,T]*([BbY])", place.codes[place.at + 1 : place.clause.last])
    main = place.main_period
    if not behind and place.base == "B":
        # "Exports rose 3 percent on-year to $5 billion from $4 billion".
        return of_balance(replace(row, period=periods.shifted(main, -12) or ""), place)
    if not behind:
        return guarded(row, "the period of the base is not told")
    found = place.each[place.at + behind.end()]
    if found.code == "Y":
        # "Compared with $5 billion in the same month last year": a year before what is told of.
        is_year_ago = not found.iso and main and _SAME.match(found.text)
        period = periods.shifted(main, -12) if is_year_ago else found.iso
        if period and re.fullmatch(r"\d{4}", period) and len(main) > 4:
            period = periods.shifted(main, (int(period) - int(main[:4])) * 12)
    else:
        period = periods.shifted(main, -12 if found.code == "B" else -1) if main else None
    return of_balance(replace(row, period=period or ""), place)


def base_of_period(row: Proposal, place: Place) -> Proposal:
    """ "Compared with a May surplus of $3 billion": the level of the period before it."""
    row = replace(filled(row, place.topic), measure="daily_value" if place.topic.is_daily else "value")
    before = [one for one in place.each[place.clause.first : place.at] if one.code == "Y"]
    return of_balance(replace(row, period=before[-1].iso or ""), place)


def earlier_record(row: Proposal, place: Place) -> Proposal:
    """ "Above the previous record of $5 billion set in May 2028", "the highest since $5 billion in May 2028", "the
    previous record, from May 2028, was $5 billion"."""
    around = [*place.each[place.at + 1 : place.clause.last], *place.each[place.clause.first : place.at]]
    told = next(one for one in around if one.code == "Y")
    return replace(level(row, place), period=told.iso or "")


def level_of_base(row: Proposal, place: Place) -> Proposal:
    """ "Compared with the previous month's $7.99 billion"."""
    word = place.each[place.at - 1]
    row = replace(filled(row, place.topic), measure="daily_value" if place.topic.is_daily else "value")
    if not OWNS.match(place.sentence, word.end):
        return guarded(row, "the period of the base is not told")
    main = place.main_period
    period = periods.shifted(main, -12 if word.code == "B" else -1) if main else None
    return of_balance(replace(row, period=period or ""), place)


def level_since(row: Proposal, place: Place) -> Proposal:
    """ "The highest since May 2028, when it hit $4 billion": of the time behind "since"."""
    since = max(place.codes.rfind(code, 0, place.at) for code in "iV")
    told = next(one for one in place.each[since:] if one.code == "Y").iso or ""
    if len(told) != len("2028") or len(place.scope.reported or "") == len(told):
        return replace(level(row, place), period=told)
    # "The smallest for the first ten months since 2023, when it was": of the same months then.
    own = place.each[since - 1].iso or "" if place.codes[since - 1] == "Y" else ""
    period = periods.shifted(own, 12 * (int(told) - int(own[: len(told)]))) if own else None
    row = replace(level(row, place), period=period or told)
    return row if period else guarded(row, "of which part of the year")


def level_beside(row: Proposal, place: Place) -> Proposal:
    """ "After rising 7 percent in May to $5 billion": of the time of the rate before it."""
    after = place.codes.rindex("a", 0, place.at)
    behind = re.match("o?(Y)", place.codes[place.at + 1 : place.clause.last])
    end = place.at + behind.end() if behind else place.at
    told = {one.iso for one in place.each[after : end + 1] if one.code == "Y"}
    row = replace(level(row, place), period=(told.pop() or "") if len(told) == 1 else "")
    # "Rose after falling in May to $5 billion" can be to that amount; a year is named right before its own.
    is_own = "M" in place.codes[place.clause.first : after] or re.fullmatch(r"\d{4}", row.period)
    return row if is_own and row.period else guarded(row, "an earlier level whose period is not told")
