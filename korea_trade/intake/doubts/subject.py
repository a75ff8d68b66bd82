"""Doubts about what a figure is about, and about whom.

Belongs here: a topic that stands elsewhere, several of them, a part that can be taken for the whole, and somebody
else's trade. Does not belong here: finding the topic (`rules.topic_of`, `tokens`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from korea_trade.intake import roles
from korea_trade.intake.context import SECTOR, TOTAL, Place
from korea_trade.intake.proposal import Proposal
from korea_trade.intake.rules import Rule

# Korea buys it crude: "exports of oil and chemical products" are of what was made of it.
_REFINED: Final = (("exports", ("item", "crude_oil")), ("exports", ("item", "oil")))
# What compares Korea with others: "faster than any other nation, including Zembla (3 percent)".
_OTHERS: Final = re.compile(
    r"\b(?:any|all|most|the|than) other (?:nation|countr|econom|exporter|major)|\bunlike\b|\brivals?\b", re.IGNORECASE
)
_OF_KOREA: Final = re.compile(r"(?:south |s\. )?korea(?:n\b|[’']s\b)|the (?:country|nation)[’']s\b", re.IGNORECASE)
_IN_A_PLACE: Final = re.compile(r"\b(?:[Ii]n|[Aa]t|[Aa]cross|[Tt]hrough)\b(?P<place>[^,]*),")


def of(row: Proposal, rule: Rule, place: Place) -> Iterator[str]:
    """The doubts about the subject of a row."""
    yield from _of_the_text(row, place)
    if place.is_elided:
        yield from _of_what_was_left_out(rule, place)
    yield from _of_several(row, rule, place)
    yield from _of_a_part(row, place)
    if place.clause.topic_at is not None:
        yield from _of_another(place, place.clause.topic_at)


def _of_the_text(row: Proposal, place: Place) -> Iterator[str]:
    clause, scope = place.clause, place.scope
    if not scope.is_korean:
        yield "the text is not about Korea"
    if scope.is_of_unknown and not place.is_by_customs and not _is_told_of_korea(place):
        yield "the text is about something that no list names"
    if not row.flow:
        yield "no flow is named"
    if any(part in _REFINED for part in place.topic.parts):
        yield "perhaps of what is made of it"
    if clause.topic_at is not None and place.each[clause.topic_at].is_weak and not scope.is_of_total:
        yield "perhaps not of foreign trade"


def _is_told_of_korea(place: Place) -> bool:
    """Whether the topic itself says that it is the country's with a partner: "Korea's exports to Zembla", "trade with
    Zembla"."""
    topic_at = place.clause.topic_at
    if topic_at is None or place.topic.subjects[0][0] != "partner" or place.is_elided:
        return False
    named = place.sentence[place.each[topic_at].start : place.each[topic_at].end]
    return place.topic.flow in ("trade", "balance") or bool(_OF_KOREA.match(named))


def _of_what_was_left_out(rule: Rule, place: Place) -> Iterator[str]:
    """A topic that another clause names."""
    between = place.codes[place.start : place.at].removeprefix("d" if place.topic.is_daily else "")
    is_named = bool(re.search(r"[TX]", place.codes[: place.at]))
    if re.match(r"[^&,DLp(wU@yYV]", between or "W") and rule.role is not roles.rate_in_brackets:
        yield "what it is about stands elsewhere"
    if place.clause.first == 0 and not is_named and not re.match(r".?p|[DLV]", between):
        yield "what it is about stands in another sentence"
    if place.clause.first > 0 and not is_named and re.search("[dWeG]", place.codes[: place.clause.first]):
        yield "what it is about stands in another clause"
    # "Exports from the zither sector rose; setting a record for a second year": of what limits the topic there.
    at = next((at for at in reversed(range(place.at)) if place.each[at].topic is place.topic), place.at)
    if re.match("[Fo@w]k?[exW]", place.codes[at + 1 : place.clause.first]):
        yield "a name stands near that no topic holds"
    if not place.carried.is_single and not is_named:
        yield "the sentence before speaks of several things"
    they = r"\b(?:those|these)\b" if place.carried.is_single else r"\b(?:those|these|they)\b"
    if re.search(they, place.text(place.clause.first, place.at)):
        yield "several things are meant"


def _of_several(row: Proposal, rule: Rule, place: Place) -> Iterator[str]:
    codes, at = place.codes, place.at
    if not place.topic.is_one:
        # Only figures of the clause that names the subjects can go to them one each.
        yield "several subjects of another clause" if place.is_elided else "several subjects"
    elif (
        (codes[at] == "P" and "z" in place.inside and re.match("[,&]+P", codes[at + 1 :]))
        or rule.is_next
        or re.search(r"S[,&]+S", codes[max(0, at - 3) : at + 4] if codes[at] == "S" else "")
    ):
        yield "several figures of one subject"
    if "z" in place.inside and "e" in codes[place.clause.first : at]:
        yield "respectively, of names that no topic holds"
    # "Exports ($57 billion) and imports ($52 billion) rose 3 percent and fell 2 percent, respectively".
    if (
        not rule.is_in_brackets
        and "z" in place.inside
        and re.search(r"T[^|DL]*[,&][^|DLw]*T[^|]*$", codes[place.clause.first : at])
    ):
        yield "respectively, of several topics"


def _of_a_part(row: Proposal, place: Place) -> Iterator[str]:
    """A part that can be taken for the whole: of an item to a partner, of one industry."""
    topic, scope = place.topic, place.scope
    kind = topic.subjects[0][0]
    is_of_items = scope.kind == "item" and not scope.is_of_total
    if kind == "partner" and (is_of_items or place.carried.first_kind == "item"):
        yield "perhaps of one item alone"
    if kind == "partner" and _OTHERS.search(place.sentence[: place.each[place.at].start]):
        yield "perhaps of what others trade"
    if place.carried.is_of_cells or any(one.topic and one.topic.is_cell for one in place.each[: place.at]):
        yield "perhaps of one item with one partner"
    if kind == "item" and (scope.kind == "partner" or _is_behind_a_partner(place) or _is_in_a_paragraph_of_one(place)):
        yield "perhaps of one partner alone"
    is_total = topic.subjects == (TOTAL,) and row.subject_kind == "total"
    if is_total and not place.is_elided and _is_perhaps_a_part(place):
        yield "perhaps not of the whole country"
    if _is_a_name_near(row, place):
        yield "a name stands near that no topic holds"
    if topic.flow == "balance" and _is_in_trade_behind(row, place):
        yield "perhaps of the trade that stands behind"
    if is_total and _is_before_a_partner(place):
        yield "a partner stands behind the figure"


def _is_in_trade_behind(row: Proposal, place: Place) -> bool:
    """Whether the balance is that of some trade behind it that the row does not tell: "a $3 billion deficit in farm
    trade with Zembla"."""
    own = place.clause.topic_at if place.clause.topic_at is not None else place.at
    for at in (own, place.at, place.at + 1 if place.codes[place.at + 1 : place.at + 2] == "T" else place.at):
        behind = re.match("o[kW]*[TX]", place.codes[at + 1 :])
        told = place.each[at + behind.end()] if behind else None
        if behind is None or told is None or told.topic is None or told.topic.flow != "trade":
            continue
        is_plain = told.code == "T" and "W" not in behind[0]
        if not is_plain or told.topic.subjects != ((row.subject_kind, row.subject_id),):
            return True
    return False


def _is_a_name_near(row: Proposal, place: Place) -> bool:
    """Whether a name that no topic holds can be what the figure is about: "exports to China fell, with chips down"."""
    codes, at, clause, topic = place.codes, place.at, place.clause, place.topic
    if (row.subject_kind, row.subject_id) != topic.subjects[0]:
        return False  # a rule gave the figure to the name
    # "Exports of semiconductor chips", "of information technology (IT)": the same once more.
    own = {key for _, key in topic.subjects}
    if any(one.code == "e" and one.key not in own for one in place.each[place.start : at]):
        return True
    behind = re.match(r"[BbY]*D[BbYo]*k?e", codes[at + 1 :])
    if behind and place.each[at + behind.end()].key not in own:
        return True  # "a 3 percent fall in car exports and 4 percent lower for ships"
    if row.theme == "shares" and topic.subjects[0][0] != "partner":
        return "e" in codes[clause.first : at]
    if topic.subjects != (TOTAL,):
        return bool(re.search(r"(?:^|[,&])[tow]k?e(?:[,&]+e)*,", codes[clause.first : place.start]))
    if clause.first and place.each[clause.first - 1].text == ":" and "e" in codes[: clause.first]:
        return True  # "trade with China: exports $9 billion"
    # A name before "Korea's exports" belongs to something else.
    first = clause.topic_at if topic.is_whole and clause.topic_at is not None else clause.first
    return "e" in codes[first : place.start] or bool(re.match(r"[BbYoL]*k?e", codes[at + 1 :]))


def _is_behind_a_partner(place: Place) -> bool:
    """Whether the sentence spoke of a partner before: "exports to Japan fell, though cars rose", "exports to Japan fell
    as shipments of cars dropped"."""
    at = next((at for at in reversed(range(place.at)) if place.each[at].topic is place.topic), None)
    if at is None:
        return False
    # A name alone, or a clause that tells why, goes on with the partner; another clause can turn to something else.
    is_beside = re.search(r"[&w][^|,TX]*$", place.codes[place.clause.first : at])
    is_open = bool(place.each[at].key) or place.topic.subjects == (TOTAL,)
    first = 0 if is_open else place.clause.first if is_beside else at
    before = (one.topic for one in place.each[first:at] if one.code == "T" and one.topic)
    return any(one.subjects[0][0] == "partner" for one in before)


def _is_in_a_paragraph_of_one(place: Place) -> bool:
    """Whether the paragraph began with a partner, or told of one before a name alone: "Exports to Japan fell. Ships
    rose 3 percent"."""
    if place.carried.first_kind == "partner":
        return True
    part, at = place.carried.part, place.clause.topic_at
    is_named_alone = at is not None and bool(place.each[at].key) and place.each[at].kind == "topic"
    return is_named_alone and part is not None and part.subjects[0][0] == "partner"


def _is_perhaps_a_part(place: Place) -> bool:
    """Whether "exports" can mean those to a partner, or those of the one thing that the text is about."""
    topic, clause, at = place.topic, place.clause, place.clause.topic_at or place.at
    if topic.is_national or topic.definition or (place.is_by_customs and place.scope.is_of_payments):
        return False
    # "Trade with Zembla fell, with Korea's exports down": those to Zembla.
    bilateral = [one.topic for one in place.each[:at] if one.topic and one.topic.flow in ("trade", "balance")]
    if any(one.subjects[0][0] == "partner" for one in bilateral):
        return True
    words = place.sentence[place.each[at].start :].lower()
    if topic.is_whole and place.scope.is_of_total and not words.startswith("its "):
        return False
    first = 0 if topic.flow in ("balance", "trade") else clause.first
    others = [one.topic for one in place.each[first : place.at] if one.code == "T" and one.topic and one.topic != topic]
    is_behind_a_part = "X" in place.codes[first:at] or any(one.subjects[0] != TOTAL for one in others)
    part = place.carried.part
    is_definite = words.startswith(f"the {place.each[at].text.lower()}")
    # A sector is told with exports, imports and balance of its own.
    is_meant = part is not None and (
        part.subjects[0] == SECTOR or (part.flow == topic.flow and (part.subjects[0][0] == "partner" or is_definite))
    )
    return is_behind_a_part or _is_behind_a_partner(place) or is_meant or not place.scope.is_of_total


def _is_before_a_partner(place: Place) -> bool:
    """Whether "to China" or "with Zembla" stands behind the figure; "with imports growing" is a clause of its own."""
    link = re.match(r"[BbYo]*[tFw]k?([eWT])", place.codes[place.at + 1 :])
    first = next((one.text.lower() for one in place.each[place.at + 1 :] if one.code in "tFw"), "")
    if not link or "k" in link[0] or first not in ("with", "to", "from", "for"):
        return False
    name = place.each[place.at + link.end()]
    if name.code == "T":
        return bool(name.key)
    return name.code == "e" or name.text[0].isupper() or place.topic.flow in ("balance", "trade")


def _of_another(place: Place, topic_at: int) -> Iterator[str]:
    """Somebody or something else that the clause speaks of."""
    if _is_of_an_owner_before(place, topic_at):
        yield "perhaps of the owner named before"
    if _is_of_what_the_sentence_is_about(place, topic_at):
        yield "perhaps of what the sentence is about"
    if re.search(r"s[^|]*Po[Yk]*$", place.codes[place.clause.first : topic_at]):
        yield "perhaps of the part, not of the whole"
    if _is_of_who_recorded_it(place, topic_at):
        yield "perhaps of what the sentence is about"
    if _is_within_another(place, topic_at):
        yield "perhaps of the topic that this one only limits"
    if _is_of_a_remark(place, topic_at):
        yield "what it is about stands in a remark"
    if _is_of_what_stands_before_which(place, topic_at):
        yield "perhaps of what stands before which"


def _is_of_an_owner_before(place: Place, topic_at: int) -> bool:
    """Whether "its exports" are those of somebody else: "Germany's exports rose, and its imports fell", "smaller firms
    saw their exports rise", "unlike Zembla, whose exports rose"."""
    words = place.sentence[place.each[topic_at].start :].lower()
    before = place.codes[:topic_at]
    if words.startswith(("its ", "their ")):
        # "Korea saw its exports rise"; in "Korean shipbuilders" the country only says where they are.
        owners = [
            at for at, one in enumerate(place.each[:topic_at]) if one.code == "k" or (one.topic and one.topic.is_whole)
        ]
        others = max((at for at in range(topic_at) if before[at] in "xXe"), default=-1)
        if others >= 0 and place.codes[max(owners, default=0)] == "k":
            return others > max(owners)  # "Zembla wants Korea to cut its exports": Korea's
        return others >= 0 or ("W" in before and not re.search(r"k(?!W)", before))
    return topic_at > 0 and place.each[topic_at - 1].text.lower() == "whose" and not re.search("k[,(]*[|]$", before)


def _is_of_what_the_sentence_is_about(place: Place, topic_at: int) -> bool:
    """Whether the exports are those of an unknown subject before: "the toy industry did well, with exports rising"."""
    before = place.codes[place.clause.first : topic_at]
    if place.topic.subjects != (TOTAL,) or place.topic.is_whole or re.search("[TXkf]", before):
        return False
    beside = place.each[topic_at - 1] if topic_at else None
    if beside is not None and beside.text.lower() == "with" and "W" in before:
        return True
    # "The province posted exports of $6 billion"; what data show is the country's.
    is_object = re.search("[Wx]L?[@to]?$", before) and not re.match("show|see", beside.text.lower() if beside else "")
    return bool(is_object) or _is_in_an_unknown_place(place, topic_at)


def _is_of_who_recorded_it(place: Place, topic_at: int) -> bool:
    """Whether the exports are those of somebody who is not named: "as it recorded $9 billion in exports to Zembla"."""
    return re.search(r"[pW]L[RHBbYo]*M[oYk]*$", place.codes[place.clause.first : topic_at]) is not None


def _is_in_an_unknown_place(place: Place, topic_at: int) -> bool:
    """Whether the clause begins with a name that no list has: "in Ulsan, exports fell"."""
    first, last = place.clause.first, topic_at
    names = [one.text for one in place.each[first:last] if one.code == "W" and one.text[0].isupper()]
    named = _IN_A_PLACE.search(place.sentence, place.each[first].start, place.each[last].start)
    return named is not None and any(name in named["place"] for name in names)


def _is_within_another(place: Place, topic_at: int) -> bool:
    """Whether the topic only limits the one before it: "imports used for exports rose"."""
    within = re.search(r"T[^DLUMPSKRr,&(TX]*$", place.codes[place.clause.first : topic_at])
    around = place.each[place.clause.first + within.start()].topic if within else None
    return around is not None and {around.flow, place.topic.flow} == {"exports", "imports"}


def _is_of_a_remark(place: Place, topic_at: int) -> bool:
    """Whether the topic stands in a relative clause that a comma has closed: "crude, which leads imports, stood at"."""
    segment = re.split(",", place.codes[place.clause.first : topic_at])[-1]
    is_absolute = place.each[topic_at - len(segment)].text.lower() == "with"  # "with exports rising, reaching"
    return segment.startswith("w") and not is_absolute and "," in place.codes[topic_at : place.at]


def _is_of_what_stands_before_which(place: Place, topic_at: int) -> bool:
    """Whether "which" stands for something between the topic and the figure: "exports, led by cars, which rose"."""
    for here in range(place.start, place.at):
        if place.each[here].text.lower() in ("which", "who", "whose", "that"):
            if re.search(r"M[oYBb]*,?$", place.codes[place.start : here]):
                return False  # "exports were $5 billion, which is an increase of 3 percent"
            has_gap = place.each[here].start - place.each[topic_at].end > len(", which")
            return any(code != "," for code in place.codes[place.start : here]) or has_gap
    return False
