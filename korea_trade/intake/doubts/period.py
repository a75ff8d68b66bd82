"""Doubts about the time of a figure.

Belongs here: a period that is not known, is not over, or can be another one than the row says. Does not belong here:
finding the period (`Place.period`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from korea_trade.intake import claims, earlier, modality, periods, roles
from korea_trade.intake.context import Place
from korea_trade.intake.proposal import Proposal
from korea_trade.intake.rules import Rule

# What refers to a period that was named before.
_THAT_PERIOD: Final = re.compile(
    r"\b(?:during|in|over|for) (?:the|this|that) (?:cited|measured|same|said|given|reporting) "
    r"(?:period|span|time ?frame)(?! (?:last|a|of|in|the|one|\d))",
    re.IGNORECASE,
)
_RECORD_OF_YEARS: Final = re.compile(r"\b(?:annual|yearly)(?: \w+)? (?:record|high|peak)", re.IGNORECASE)
_SEVERAL_MONTHS: Final = re.compile(r"\d{4}-\d\d/\d{4}-\d\d")
_SPAN: Final = re.compile(r"\b(?:week|through|early|mid|late)\b", re.IGNORECASE)
# Roles that find their period behind "since" themselves.
_OF_THEN: Final = (
    claims.streak,
    claims.extreme,
    claims.first_time,
    roles.level_of_period,
    earlier.earlier_record,
    earlier.level_since,
)
_OF_ITS_TIME: Final = (
    roles.rate_before,
    roles.rate_after,
    roles.level,
    roles.level_beside_won,
    roles.level_with_partner,
    roles.balance_before,
)
# "Rose 5 percent a month", "on average", "two years ago".
_OF_SEVERAL: Final = re.compile(
    r"[^,;(]{0,60}?\b(?:on average|(?:every|each|per|a) (?:month|quarter|year)\b(?!-)(?! (?:ago|earlier|before|prior))"
    r"|(?:two|three|four|five|ten|several|many|\d+) years (?:ago|earlier|before))",
    re.IGNORECASE,
)
_ON_AVERAGE: Final = re.compile(r"\bon average\b", re.IGNORECASE)
_PLUPERFECT: Final = re.compile(r"\bhad\b")
_APPOSITION: Final = r"(?:[acF][^|TX]*|Y)[PM][^PM|TX,]*,[^PM|TX,]*$"
# The time of a base without a word that compares with it.
_BARE_BASE: Final = re.compile(r"(?:an?|one|the) (?:year|month|quarter|previous|preceding|prior)", re.IGNORECASE)
_THEN: Final = re.compile(
    r"(?:during|in|at|for|over) the (?:same|corresponding).*\b(?:last|previous|prior|year|ago|earlier|before)\b",
    re.IGNORECASE,
)
# "Over" compares: "rose to $5 billion over the same period last year".
_ONLY_THEN: Final = re.compile(rf"(?!over){_THEN.pattern}|{_BARE_BASE.pattern}", re.IGNORECASE)


def of(row: Proposal, rule: Rule, place: Place) -> Iterator[str]:
    """The doubts about the period of a row."""
    yield from _of_its_end(row, place)
    yield from _of_a_sum(row, place)
    yield from _of_years(row, place)
    yield from _of_another_time(row, rule, place)
    yield from _of_a_forecast(row, rule, place)
    yield from _of_what_was_said_before(row, rule, place)


def _of_its_end(row: Proposal, place: Place) -> Iterator[str]:
    published = place.scope.known.published
    if not row.period:
        yield "the period is not known"
    elif row.modality == modality.ACTUAL and published and not periods.has_ended(row.period, published):
        yield "the period has not ended"


def _of_a_sum(row: Proposal, place: Place) -> Iterator[str]:
    is_known = re.fullmatch(r"\d{4}", row.period) or row.period in _said(place)
    is_sum = place.topic.is_cumulative and (re.fullmatch(r"\d{4}-\d\d", row.period) or not is_known)
    is_as_of = row.theme != "streaks" and "as of" in place.text(place.clause.first, place.clause.last)
    beside = (
        place.codes[place.clause.first : place.at] + re.split("[,T]", place.codes[place.at + 1 : place.clause.last])[0]
    )
    # "On a cumulative basis, exports were $5 billion, while imports were $4 billion".
    is_before = "u" in place.codes[: place.clause.first] and row.period not in _said(place)
    # "For the first five months of this year, the accumulated surplus came to $5 billion".
    is_told = bool(_SEVERAL_MONTHS.fullmatch(row.period)) and place.codes[place.clause.first :].startswith("Y")
    if is_sum or ("u" in beside and not is_told) or is_before or is_as_of:
        yield "a sum of several months is near"


def _of_years(row: Proposal, place: Place) -> Iterator[str]:
    """A record of years ("an annual record of $5 billion") is none of a month."""
    near = place.sentence[max(0, row.start - len("annual record-high figure of ")) : row.start]
    if row.unit == "USD" and _RECORD_OF_YEARS.search(near) and not re.fullmatch(r"\d{4}", row.period):
        yield "of which years"


def _of_another_time(row: Proposal, rule: Rule, place: Place) -> Iterator[str]:
    before = place.codes[place.clause.first : place.at]
    is_of_then = rule.role in _OF_THEN
    if not is_of_then and re.search(r"i(?:(?!&a)[^,|])*$|i[YoBb]*,?w(?:(?!,&)[^|])*$", before):
        yield "it tells of an earlier time"
    # "An improvement from January's 18.5 percent, the largest fall since 2009": of January.
    if rule.role in (claims.extreme, claims.record) and re.search(_APPOSITION, before):
        yield "it tells of an earlier time"
    when = [here for here in range(place.clause.first + 1, place.at) if place.each[here].text.lower() == "when"]
    if when and not re.search("Y,?$", place.codes[: when[-1]]) and "Y" not in place.codes[when[-1] : place.at]:
        yield "it tells of the time that when refers to"
    # "After a gain in May, when they hit $5 billion": of May.
    if when and not is_of_then and _is_behind_another_period(row, place, when[-1]):
        yield "it tells of the time that when refers to"
    start = place.each[place.clause.first - 1].end if place.clause.first else 0
    is_mean = _ON_AVERAGE.search(place.sentence, start, place.each[place.at].start)
    is_of_several = is_mean or _OF_SEVERAL.match(place.words_behind)
    if rule.role not in _OF_THEN and not place.topic.is_daily and is_of_several:
        yield "of several periods, or of another one"
    said = _said(place)
    boundary = place.each[place.clause.first - 1].text.lower() if place.clause.first else ""
    if boundary == "before" and row.period not in said:
        yield "it tells of a later time"
    if rule.role in _OF_ITS_TIME and _is_of_the_base(place, row, said):
        yield "it tells of the time that is compared with"
    right = place.codes[place.at + 1 : place.clause.last]
    if row.unit in ("USD", "percent") and (re.match("o?h,", before) or re.match("[BbYdo]*h", right)):
        yield "of several periods, or of another one"  # "fell 5 percent in the past three months"
    if re.search(r"Tw?j[^|]*$", before):
        yield "of one day"
    if "z" in place.inside and re.search(r"Y[,&]+Y", place.inside):
        yield "respectively, of several periods"
    if row.theme == "records" and row.period.count("-") > 2 and row.period not in said:
        yield "of some days or of the month before"


def _is_behind_another_period(row: Proposal, place: Place, when: int) -> bool:
    """Whether "when" stands right behind a period that is not the one of the row."""
    told = re.search("(Y),?$", place.codes[place.clause.first : when])
    is_other = told is not None and place.each[place.clause.first + told.start()].iso != row.period
    return is_other and not re.search("Y|,&", place.codes[when : place.at])


def _of_a_forecast(row: Proposal, rule: Rule, place: Place) -> Iterator[str]:
    if row.modality == modality.ACTUAL:
        return
    period = row.period.rpartition("/")[2] if row.theme == "streaks" else row.period
    told = _said(place) | _said_of_a_forecast_before(place) | place.carried.foreseen_alone
    if not rule.is_of_a_forecast and period not in told:
        yield "of when the forecast is stands elsewhere"
    published = place.scope.known.published
    if row.period and published and _is_before(row.period, f"{published:%Y-%m}", 2):
        yield "a forecast of a time that is over"


def _said_of_a_forecast_before(place: Place) -> set[str | None]:
    """The periods of the forecast in the clause before: "exports in June are seen falling, while imports are seen
    rising"."""
    first = place.codes.rfind("|", 0, max(0, place.clause.first - 1)) + 1
    before = place.each[first : place.clause.first]
    return {one.iso for one in before if one.code == "Y"} if any(one.code == "f" for one in before) else set()


def _is_of_the_base(place: Place, row: Proposal, said: set[str | None]) -> bool:
    """Whether the figure is of the time of the base: "a year earlier, exports fell", "exports had fallen"."""
    topic_at = place.clause.topic_at
    if topic_at is None:
        return False
    # "Imports in the same period fell, and exports rose": the base stands with a topic of its own.
    head = re.split("[TX]", place.codes[place.clause.first : topic_at])[0]
    before = " ".join(one.text for one in place.each[place.clause.first :][: len(head)] if one.code in "Bbq")
    # "Exports, down 3 percent a month ago, rose", "stood at $5 billion in the same period last year".
    behind = re.match(r"(?:\([^()]*\)|\))?[od]*([Bbq])", place.codes[place.at + 1 :])
    if behind and _ONLY_THEN.match(place.each[place.at + behind.end()].text):
        return True
    had = _PLUPERFECT.search(place.sentence, place.each[topic_at].end, place.each[place.at].start)
    return bool(_BARE_BASE.match(before) or _THEN.match(before)) or (had is not None and row.period not in said)


def _of_what_was_said_before(row: Proposal, rule: Rule, place: Place) -> Iterator[str]:
    scope, carried, said = place.scope, place.carried, _said(place)
    is_run = row.theme == "streaks"
    if carried.is_mixed and row.period not in said and not is_run:
        yield "another period was spoken of before"
    period = periods.last_month(row.period) if is_run else row.period
    said_alone = re.sub("F[po]*Y", "", place.inside)
    if (
        row.unit == "USD"
        and re.search("F[po]*Y", place.inside)
        and "Y" not in said_alone
        and row.reference_period not in [one.iso for one in place.each[place.at :] if one.iso]
        and not rule.is_of_another_time
    ):
        yield "of a span that begins then"
    spans = [one for one in place.each[place.clause.first : place.clause.last] if one.code == "Y" and not one.iso]
    spans = [one for one in spans if not one.key]
    if any(_SPAN.search(one.text) for one in spans) and row.period not in said and not rule.is_of_another_time:
        yield "of a span that nobody can read"
    is_earlier = carried.earlier not in ("", row.period) and row.period not in said and not carried.is_told
    if is_earlier and not (scope.reported or "").startswith(carried.earlier) and _THAT_PERIOD.search(place.sentence):
        yield "the period is perhaps the one that was spoken of before"
    # The clause says when a run began, or it ended with the last whole month of what is told of some days.
    is_of_days = (scope.reported or "").count("-") > 2 and period == periods.month_before(scope.reported or "")
    if is_run and (row.period.partition("/")[0] in said or is_of_days):
        return
    is_told = period == scope.reported or (carried.is_told and period == carried.period and not is_run)
    is_told = is_told or (row.modality != modality.ACTUAL and period in carried.foreseen_alone)
    if period and not is_told and period not in said and not rule.is_of_another_time:
        yield "the period stands in another clause"
    # "Exports fell in May. The figure of $5 billion is the highest for June".
    if period and scope.reported in said and period not in said and not rule.is_of_another_time and not is_run:
        yield "the clause names another period"
    # "Came to $5 billion, up 3 percent for May 2029", in a report of May 2030: perhaps the base.
    is_behind = period not in {one.iso for one in place.each[place.clause.first : place.at]}
    is_year_before = bool(period) and is_behind and period == periods.shifted(scope.reported or "", -12)
    if is_year_before and re.search("[MP]", place.codes[place.start : place.at]) and not rule.is_of_another_time:
        yield "perhaps of the base"
    is_passed = period and scope.reported and _is_before(period, scope.reported, 12)
    if is_passed and period not in said and not rule.is_of_another_time:
        yield "an earlier time was spoken of before"
    # A headline is short: "in June" can be the first twenty days of it.
    is_short = row.period != scope.reported and (scope.reported or "").startswith(row.period)
    is_of_a_sum = "/" in row.period and row.period.count("-") == 2 and row.period not in said and not is_run
    if row.paragraph == 0 and scope.reported and row.period and (is_short or is_of_a_sum):
        yield "a headline says less than the text"


def _is_before(period: str, other: str, months: int) -> bool:
    """Whether a period had ended more than so many months before another one."""
    last, end = (periods.last_month(one) or one.rpartition("/")[2][: len("2024-03")] for one in (period, other))
    return last < (periods.shifted(end, -months) or "")


def _said(place: Place) -> set[str | None]:
    """The periods that the clause of the figure names, and the months with which it says that a span ends."""
    named = [one for one in place.each[place.clause.first : place.clause.last] if one.code == "Y"]
    return {one.iso for one in named} | {one.key for one in named if one.key}
