"""Of when a text speaks: the period that it reports, and the ones to come that it forecasts.

Belongs here: which of the periods of a text is its own. Does not belong here: the forms of periods (`periods`), and the
period of a figure (`context.Place`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from korea_trade.intake import periods
from korea_trade.intake.context import NOT_OWN, clause_of, codes_of
from korea_trade.intake.token import Token
from korea_trade.statements.article import Sentence

# What is forecast stands behind the word: "expects exports to rise", "are expected to fall"; "as expected" is none.
_FORECAST: Final = re.compile("f[^|.,DLUMP]*[TXt]")
_DASHES_OF_DAYS: Final = len("2024-03-01/2024-03-20".split("-")) - 1
_LEADS: Final = 2
_HEADING: Final = re.compile(r"[WkpgoFw,]*Y[WkpgoFw,.]*")


def of(read: Sequence[tuple[Sentence, Sequence[Token]]], published: date | None, topics: str = "T") -> str | None:
    """The period that the text reports: the first one near its head that stands with one of `topics`, is over, and is
    no base;
    else that of a heading; else the month before it came out, if the text names it further down."""
    is_of_days = False
    for at, (_, each) in enumerate((*read[1:6], *read[:1])):
        told = _before_a_forecast(each)
        for iso in own_periods(told, topics):
            if is_of_days and iso.count("-") < _DASHES_OF_DAYS:
                continue
            if published is None or (periods.has_ended(iso, published) and not _is_long_over(iso, published)):
                return iso
        is_of_days = is_of_days or (at < _LEADS and published is not None and _is_of_days(told, published))
    for iso in (iso for _, each in read[:4] for iso in _of_a_heading(each)):
        if published and periods.has_ended(iso, published):
            return iso
    if is_of_days:
        return None
    before = periods.shifted(periods.month(published.year, published.month), -1) if published else None
    return before if any(before in own_periods(each, topics) for _, each in read) else None


def foreseen(each: Sequence[Token], published: date | None) -> set[str]:
    """The periods to come that a sentence names in a clause with a word of forecast."""
    codes = codes_of(each)
    return {
        one.iso
        for at, one in enumerate(each)
        if one.code == "Y" and one.iso and published and not periods.has_ended(one.iso, published)
        if "f" in codes[(clause := clause_of(codes, at)).first : clause.last] and not re.search(NOT_OWN, codes[:at])
    }


def _is_of_days(each: Sequence[Token], published: date) -> bool:
    """Whether a sentence with a topic tells of days that nobody can count, or of a month that goes on: "in early May,
    exports fell", "exports fell this month"; what it says of them holds for no month before."""
    codes = codes_of(each)
    return "T" in codes and any(
        one.code == "Y" and not one.key and not re.search(NOT_OWN, codes[:at]) and _is_open(one.iso, published)
        for at, one in enumerate(each)
    )


def _is_open(iso: str | None, published: date) -> bool:
    return not iso or iso == periods.month(published.year, published.month)


def _before_a_forecast(each: Sequence[Token]) -> Sequence[Token]:
    """The tokens up to where somebody forecasts something: "exports rose in June and are expected to fall in July"."""
    forecast = _FORECAST.search(codes_of(each))
    return each[: forecast.start()] if forecast else each


def _is_long_over(iso: str, published: date) -> bool:
    """Whether a period was over for so long that nobody reports it any more: some days for half a year, others for a
    year and a half."""
    last = periods.last_month(iso)
    months = -18 if last else -6
    return (last or iso.rpartition("/")[2]) < (
        periods.shifted(periods.month(published.year, published.month), months) or ""
    )


def _of_a_heading(each: Sequence[Token]) -> list[str]:
    """The period of a line that tells nothing else: "June 1-20", "data for the first 20 days of June"."""
    if not _HEADING.fullmatch(codes_of(each)):
        return []
    return [one.iso for one in each if one.code == "Y" and one.iso]


def own_periods(each: Sequence[Token], topics: str = "T") -> list[str]:
    """The periods of a sentence with one of `topics` that no other period is compared with."""
    codes = codes_of(each)
    if not re.search(f"[{topics}]", codes):
        return []
    return [
        one.iso for at, one in enumerate(each) if one.code == "Y" and one.iso and not re.search(NOT_OWN, codes[:at])
    ]
