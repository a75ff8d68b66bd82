"""Doubts that the words around a figure raise.

Belongs here: words that nobody knows, forecasts, comparisons, and figures of something else than value. Does not belong
here: whose figure it is (`subject`) and of when (`period`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from korea_trade.intake import counts, modality
from korea_trade.intake.context import TOTAL, Place
from korea_trade.intake.proposal import Proposal
from korea_trade.intake.rules import Rule

_RANGE: Final = re.compile(r"\bbetween\s*$", re.IGNORECASE)
_DIFFERENCE: Final = re.compile(
    r"(?:higher|lower|more|less|larger|smaller|up|down) than|(?:higher|lower|larger|smaller|bigger|more|less)$"
)
# Trade of a month or year is not less; what is smaller is the price of a unit.
_LEAST_DOLLARS: Final = 100_000
_MOST_DOLLARS_OF_A_MONTH: Final = 200_000_000_000
_WITHIN_A_MONTH: Final = re.compile(r"(\d{4}-\d\d)(?:-\d\d/\1-\d\d)?")

# "Topped the $50 billion mark".
_MARK: Final = re.compile(r"\bthe\s+(?:US\s?)?\$", re.IGNORECASE)


def of(row: Proposal, rule: Rule, place: Place) -> Iterator[str]:
    """The doubts that words raise about a row."""
    yield from _unknown(row, place)
    if modality.of(rule, place) is None:
        yield "a forecast or plan"
    yield from _of_what_is_counted(row, place)
    yield from _of_a_comparison(row, rule, place)
    yield from _of_its_size(row)
    code, before = place.codes[place.at], place.codes[: place.at]
    is_to_another = place.codes[place.at + 1 : place.at + 3] == f"t{code}" and not re.search("[FD][^|,]*$", before)
    if is_to_another or _RANGE.search(place.sentence[: place.each[place.at].start]):
        yield "a range, perhaps"
    if "(" in place.codes[: place.at].rpartition(")")[2] and not rule.is_in_brackets:
        yield "it stands in brackets"


def _unknown(row: Proposal, place: Place) -> Iterator[str]:
    codes, at = place.codes, place.at
    # "According to the Zembla Institute, Korea posted $5 billion of exports": the words before say who said so.
    first = place.start
    owner = codes.rfind("k", first, at) if place.clause.topic_at is None else -1
    if owner > 0 and codes[owner - 1] not in "oFtw@y&":
        first = owner
    if unknown := [one.text for one in place.each[first:at] if one.code in "WxGg"]:
        yield f"unknown between: {' '.join(unknown)}"
    # "Exports rose, led by ships, up 90 percent": what was passed over between commas can be meant.
    if row.theme != "streaks" and re.search(r"[MP][^T]*,,[BbY]*D[^T,]*$", codes[place.start : at]):
        yield "perhaps of what stands between commas"
    if row.unit in ("USD", "percent") and (behind := re.match(r"[BbYd]*(?:D[BbY]*)?o(W+)", codes[at + 1 :])):
        yield f"unknown behind: {place.text(at + 1 + behind.start(1), at + 1 + behind.end())}"


def _of_what_is_counted(row: Proposal, place: Place) -> Iterator[str]:
    clause, inside = place.clause, place.inside
    is_elsewhere = row.paragraph == 0 and row.value.lstrip("-") in place.scope.rates_of_numbers
    if row.unit == "percent" and (is_elsewhere or counts.NUMBER_OF_THINGS.match(place.words_behind)):
        yield "of a number of things, not of their value"
    # "Exports rose to 23,000 units, up 5 percent"; an amount behind them is told of the value again.
    if re.search("I[^M]*$", place.codes[place.start : place.at]) and row.unit != "USD":
        yield "of a number of things, not of their value"
    first = place.each[clause.first - 1].end if clause.first else 0
    before = place.sentence[first : place.each[place.at].start]
    beside = place.codes[place.start : place.at] + re.split("[&T|]", place.codes[place.at + 1 :])[0]
    is_of_volume = place.carried.is_of_volume or re.search(r"\bvolumes?\b", before, re.IGNORECASE)
    if row.unit == "percent" and "M" not in beside and is_of_volume and not place.topic.is_daily:
        yield "perhaps of the volume"
    is_bare = place.each[place.at].kind == "bare_amount"
    if is_bare and not (
        place.carried.is_in_dollars or place.scope.is_in_dollars or any(one.kind == "amount" for one in place.each)
    ):
        yield "no currency is told"
    if not place.topic.is_daily and ("d" in inside or _is_based_on_a_daily_average(place)):
        yield "a daily average is near"
    others = [one for one in place.each[clause.first : clause.last] if one.code == "G"]
    is_of_others = any(not (place.scope.is_of_sector and one.text.lower() == "ict trade") for one in others)
    if is_of_others or (place.scope.is_of_other_accounts and not place.is_by_customs):
        yield "perhaps counted otherwise: services, volume, the balance of payments"
    if place.scope.is_of_payments and not place.topic.definition and not place.is_by_customs:
        yield from _of_payments(place)


def _of_payments(place: Place) -> Iterator[str]:
    """In a text about the balance of payments a bare surplus is the one of the current account, and behind a sentence
    by customs nobody knows how trade is counted."""
    if place.topic.flow == "balance":
        yield "perhaps the balance of another account"
    if place.carried.is_of_both and place.topic.subjects == (TOTAL,):
        yield "counted by customs or by the balance of payments"


def _is_based_on_a_daily_average(place: Place) -> bool:
    """Whether the clause begins with the daily average that its topic is: "based on daily exports, exports rose"."""
    if place.clause.topic_at is None:
        return False
    before = place.each[place.clause.first : place.clause.topic_at]
    is_only_named = not re.search("[DLMPU]", place.codes[place.clause.first : place.clause.topic_at])
    return is_only_named and any(one.code == "T" and one.topic and one.topic.is_daily for one in before)


def _of_a_comparison(row: Proposal, rule: Rule, place: Place) -> Iterator[str]:
    codes, at = place.codes, place.at
    # A rate or level of another time or of a forecast stands behind such words, and only their own rules read it.
    before = codes[place.clause.first : at]
    if not rule.is_of_another_time and re.search(r"[ca](?:(?!&L)[^,|])*$|[Fcav][pR]*T[^,|]*$", before):
        yield "a comparison is near"
    is_beside = row.measure == "value" and _DIFFERENCE.match(place.text(at + 1, at + 2))
    if row.measure == "value" and row.theme != "records" and _MARK.search(row.figure):
        yield "a mark that was passed, perhaps at another time"
    if row.figure.lower().startswith("up to "):
        yield "at most, or a rise to it"
    is_over = re.match(r"(?:more than|over)\b", row.figure) and row.unit == "USD"
    is_size = codes[at - 1 : at] == "T" or (codes[at - 2 : at] == "To" and place.topic.flow != "balance")
    if is_over and is_size:
        yield "a size, perhaps"  # "exports of ships over $100 million rose"
    if is_beside or (is_over and codes[at + 1 : at + 2] in ("B", "c")):
        yield "a difference, perhaps"


def _of_its_size(row: Proposal) -> Iterator[str]:
    if not row.value:
        yield "the figure is not read"
        return
    size = abs(float(row.value))
    if row.unit == "USD" and size < _LEAST_DOLLARS:
        yield "a price, perhaps"
    is_of_a_month = row.measure == "value" and _WITHIN_A_MONTH.fullmatch(row.period)
    if is_of_a_month and row.unit == "USD" and size > _MOST_DOLLARS_OF_A_MONTH:
        yield "more than trade of a month"
