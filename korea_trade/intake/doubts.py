"""What a person should look at before a row counts: the doubts that keep it open.

Belongs here: every doubt that does not depend on the role of a figure, each in one sentence. Does not belong here: what
a role misses (`roles`). A doubt costs a row that is right; a missing one costs the trust in all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from korea_trade.intake import modality, periods, roles
from korea_trade.intake.context import TOTAL, Place
from korea_trade.intake.proposal import Proposal
from korea_trade.intake.rules import Rule

# Trade of a month or year is not less; what is smaller is the price of a unit.
_NUMBER_OF_THINGS: Final = re.compile(
    r"(?:\s[\w-]+){0,5}?\sto (?:[a-z]+ ){0,2}[\d,]+ (?:units|vehicles|cars|tons|tonnes|metric|barrels|sets|pieces)\b"
)
_LEAST_DOLLARS: Final = 100_000
_MOST_DOLLARS: Final = 200_000_000_000


def of(row: Proposal, rule: Rule, place: Place) -> Iterator[str]:
    """The doubts about a row that `rule` read at `place`; a row without one is sure."""
    yield from _of_topic(row, rule, place)
    yield from _of_words(row, rule, place)
    yield from _of_period(row, rule, place)
    if not row.value:
        yield "the figure is not read"


def _of_topic(row: Proposal, rule: Rule, place: Place) -> Iterator[str]:
    codes, at, clause, topic, scope = place.codes, place.at, place.clause, place.topic, place.scope
    between = codes[place.start : at]
    if not scope.is_korean:
        yield "the text is not about Korea"
    if scope.is_of_unknown:
        yield "the text is about something that no list names"
    if not row.flow:
        yield "no flow is named"
    if place.is_elided and re.match(r"[^&,DLp(wU@yY]", between or "W") and rule.role is not roles.rate_in_brackets:
        yield "what it is about stands elsewhere"
    if (
        place.is_elided
        and clause.first == 0
        and not re.search(r"[TX]", codes[:at])
        and not re.match(r".?p|[DL]", between)
    ):
        yield "what it is about stands in another sentence"
    if place.is_elided and not place.carried.is_single and not re.search(r"[TX]", codes[:at]):
        yield "the sentence before speaks of several things"
    is_weak = clause.topic_at is not None and place.each[clause.topic_at].is_weak
    if is_weak and not scope.is_of_total:
        yield "perhaps not of foreign trade"
    is_of_partner = topic.subjects[0][0] == "partner"
    if is_of_partner and (scope.is_of_item or place.carried.first_kind == "item"):
        yield "perhaps of one item alone"
    if topic.subjects[0][0] == "item" and _is_behind_a_partner(place):
        yield "perhaps of one partner alone"
    if not topic.is_one:
        yield "several subjects"
    elif rule.is_next or re.search(r"S[,&]+S", codes[max(0, at - 3) : at + 4] if codes[at] == "S" else ""):
        yield "several figures of one subject"
    if "z" in place.inside and "e" in codes[clause.first : at]:
        yield "respectively, of names that no topic holds"
    is_named = row.subject_kind != "total"
    if topic.subjects == (TOTAL,) and not is_named and not place.is_elided and _is_perhaps_a_part(place):
        yield "perhaps not of the whole country"
    # A name before "Korea's exports" belongs to something else.
    near = clause.topic_at if topic.is_whole and clause.topic_at is not None else clause.first
    if topic.subjects == (TOTAL,) and not is_named and ("e" in codes[near:at] or re.match(r"[BbY]*e", codes[at + 1 :])):
        yield "a name stands near that no topic holds"
    they = r"\b(?:those|these)\b" if place.carried.is_single else r"\b(?:those|these|they)\b"
    if place.is_elided and re.search(they, place.text(clause.first, at)):
        yield "several things are meant"
    if clause.topic_at is not None and _is_of_an_owner_before(place, clause.topic_at):
        yield "perhaps of the owner named before"
    if clause.topic_at is not None and _is_of_what_the_sentence_is_about(place, clause.topic_at):
        yield "perhaps of what the sentence is about"
    if clause.topic_at is not None and re.search(r"s[^|]*Po[Yk]*$", codes[clause.first : clause.topic_at]):
        yield "perhaps of the part, not of the whole"
    if row.theme == "shares" and place.topic.subjects[0][0] != "partner" and "e" in codes[clause.first : at]:
        yield "a name stands near that no topic holds"
    if clause.topic_at is not None and _is_of_a_remark(place, clause.topic_at):
        yield "what it is about stands in a remark"
    if clause.topic_at is not None and _is_of_another(place):
        yield "perhaps of what stands before which"
    if not is_named and _is_before_a_partner(place):
        yield "a partner stands behind the figure"


def _is_perhaps_a_part(place: Place) -> bool:
    """Whether "exports" can mean those to a partner, or those of the one thing that the text is about."""
    topic, clause, at = place.topic, place.clause, place.clause.topic_at or place.at
    if topic.is_national:
        return False
    if topic.is_whole and place.scope.is_of_total:
        return False
    first = 0 if topic.flow in ("balance", "trade") else clause.first
    others = [one.topic for one in place.each[first : place.at] if one.code == "T" and one.topic and one.topic != topic]
    is_behind_a_part = "X" in place.codes[first:at] or any(
        one.subjects[0][0] == "partner" or (one.subjects[0][0] == "item" and one.flow in ("", topic.flow))
        for one in others
    )
    part = place.carried.part
    is_definite = place.sentence[place.each[at].start :].lower().startswith(f"the {place.each[at].text.lower()}")
    is_meant = part is not None and part.flow == topic.flow and (part.subjects[0][0] == "partner" or is_definite)
    return is_behind_a_part or is_meant or not place.scope.is_of_total


def _is_behind_a_partner(place: Place) -> bool:
    """Whether a name stands alone in a sentence that spoke of a partner: "exports to Japan fell, though cars rose"."""
    alone = next(
        (one for one in reversed(place.each[: place.at]) if one.code == "T" and one.topic is place.topic), None
    )
    if alone is None or not alone.key:
        return False
    before = (one.topic for one in place.each if one.end <= alone.start and one.code == "T" and one.topic)
    return any(one.subjects[0][0] == "partner" for one in before)


def _is_of_another(place: Place) -> bool:
    """Whether "which" stands for something between the topic and the figure: "exports, led by cars, which rose"."""
    for here in range(place.start, place.at):
        if place.each[here].text.lower() in ("which", "who", "whose", "that"):
            if re.search(r"M[oYBb]*,?$", place.codes[place.start : here]):
                return False  # "exports were $5 billion, which is an increase of 3 percent"
            return any(code != "," for code in place.codes[place.start : here]) or _has_gap(place, here)
    return False


def _has_gap(place: Place, here: int) -> bool:
    """Whether words that were passed over stand between the topic and the token `here`."""
    if place.clause.topic_at is None:
        return False
    return place.each[here].start - place.each[place.clause.topic_at].end > len(", which")


def _is_of_an_owner_before(place: Place, topic_at: int) -> bool:
    """Whether "its exports" are those of somebody else: "Germany's exports rose, and its imports fell"."""
    words = place.sentence[place.each[topic_at].start :].lower()
    return words.startswith(("its ", "their ")) and bool(re.search("[xXe]", place.codes[:topic_at]))


def _is_of_what_the_sentence_is_about(place: Place, topic_at: int) -> bool:
    """Whether the exports are those of an unknown subject before: "the toy industry did well, with exports rising"."""
    before = place.codes[place.clause.first : topic_at]
    is_beside = topic_at > 0 and place.each[topic_at - 1].text.lower() == "with"
    return is_beside and place.topic.subjects == (TOTAL,) and "W" in before and not re.search("[TXk]", before)


def _is_of_a_remark(place: Place, topic_at: int) -> bool:
    """Whether the topic stands in a relative clause that a comma has closed: "crude, which leads imports, stood at"."""
    segment = re.split(",", place.codes[place.clause.first : topic_at])[-1]
    return segment.startswith("w") and "," in place.codes[topic_at : place.at]


def _is_before_a_partner(place: Place) -> bool:
    """Whether "to China" or "with Zembla" stands behind the figure; "with imports growing" is a clause of its own."""
    link = re.match(r"[BbYo]*[tFw]k?([eWT])", place.codes[place.at + 1 :])
    if not link or _first_link(place) not in ("with", "to", "from", "for"):
        return False
    name = place.each[place.at + link.end()]
    if name.code == "T":
        return bool(name.key)
    return name.code == "e" or name.text[0].isupper() or place.topic.flow in ("balance", "trade")


def _first_link(place: Place) -> str:
    return next((one.text.lower() for one in place.each[place.at + 1 :] if one.code in "tFw"), "")


def _of_words(row: Proposal, rule: Rule, place: Place) -> Iterator[str]:
    codes, at, clause, inside = place.codes, place.at, place.clause, place.inside
    if unknown := [one.text for one in place.each[place.start : at] if one.code in "WxGg"]:
        yield f"unknown between: {' '.join(unknown)}"
    if modality.of(rule, place) is None:
        yield "a forecast or plan"
    if row.unit == "percent" and _NUMBER_OF_THINGS.match(place.words_behind):
        yield "of a number of things, not of their value"
    before = place.sentence[place.each[clause.first - 1].end if clause.first else 0 : place.each[at].start]
    if row.unit == "percent" and "M" not in inside and re.search(r"\bvolumes?\b", before, re.IGNORECASE):
        yield "perhaps of the volume"
    if row.unit in ("USD", "percent") and (behind := re.match(r"[BbY]*o(W+)", codes[at + 1 :])):
        yield f"unknown behind: {place.text(at + 1 + behind.start(1), at + 1 + behind.end())}"
    if "d" in inside and not place.topic.is_daily:
        yield "a daily average is near"
    if "G" in inside or place.scope.is_of_payments:
        yield "services or the balance of payments are near"
    # A rate or level of another time or of a forecast stands behind such words, and only their own rules read it.
    if not rule.is_of_another_time and re.search(r"[ca][^,|]*$|[Fcav][pR]*T[^,|]*$", codes[clause.first : at]):
        yield "a comparison is near"
    following = place.text(at + 1, at + 2)
    if row.measure == "value" and re.match(
        r"(?:higher|lower|more|less|larger|smaller|up|down) than|(?:higher|lower)$", following
    ):
        yield "a difference, perhaps"
    if re.match(r"(?:more than|over)\b", row.figure) and codes[at + 1 : at + 2] in ("B", "c") and row.unit == "USD":
        yield "a difference, perhaps"
    if row.unit == "USD" and row.value and abs(float(row.value)) < _LEAST_DOLLARS:
        yield "a price, perhaps"
    if (
        row.measure == "value"
        and re.fullmatch(r"\d{4}-\d\d", row.period)
        and row.value
        and abs(float(row.value)) > _MOST_DOLLARS
    ):
        yield "more than trade of a month"
    if "(" in codes[:at].rpartition(")")[2] and not rule.is_in_brackets:
        yield "it stands in brackets"


def _of_period(row: Proposal, rule: Rule, place: Place) -> Iterator[str]:
    codes, at, clause, scope, carried = place.codes, place.at, place.clause, place.scope, place.carried
    if not row.period:
        yield "the period is not known"
    elif (
        row.modality == modality.ACTUAL
        and scope.known.published
        and not periods.has_ended(row.period, scope.known.published)
    ):
        yield "the period has not ended"
    is_sum = place.topic.is_cumulative and re.fullmatch(r"\d{4}-\d\d", row.period)
    is_as_of = row.theme != "streaks" and "as of" in place.text(clause.first, clause.last)
    if is_sum or "u" in place.inside or is_as_of:
        yield "a sum of several months is near"
    is_of_then = rule.role in (roles.streak, roles.extreme, roles.first_time, roles.level_of_period)
    if not is_of_then and re.search(r"i[^,|]*$|i[YoBb]*,?w[^|]*$", codes[clause.first : at]):
        yield "it tells of an earlier time"
    said = {place.each[here].iso for here in range(clause.first, clause.last) if codes[here] == "Y"}
    is_run = row.theme == "streaks"
    if "z" in place.inside and re.search(r"Y[,&]+Y", place.inside):
        yield "respectively, of several periods"
    if row.modality != modality.ACTUAL and not rule.is_of_a_forecast and row.period not in said:
        yield "of when the forecast is stands elsewhere"
    if row.theme == "records" and row.period.count("-") > 2 and row.period not in said:
        yield "of some days or of the month before"
    if carried.is_mixed and row.period not in said and not is_run:
        yield "another period was spoken of before"
    period = periods.last_month(row.period) if is_run else row.period
    is_told = period == scope.reported or (carried.is_told and period == carried.period and not is_run)
    if period and not is_told and period not in said and not rule.is_of_another_time:
        yield "the period stands in another clause"
    # A headline is short: "in June" can be the first twenty days of it.
    is_short = row.period != scope.reported and (scope.reported or "").startswith(row.period)
    is_of_a_sum = "/" in row.period and row.period.count("-") == 2 and row.period not in said and not is_run
    if row.paragraph == 0 and scope.reported and row.period and (is_short or is_of_a_sum):
        yield "a headline says less than the text"
