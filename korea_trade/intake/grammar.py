"""What the sentences of a text say about Korea's trade, as proposed rows.

Belongs here: going through a text sentence by sentence, figure by figure, and what holds for the whole of it. Does not
belong here: words (`lexicon`), whose trade a text speaks of (`country`), of when it speaks
(`reported`), what a bare word means in it (`meant`), tokens and topics (`tokens`), how a figure is
read (`rules`, `roles`), what keeps a row open (`doubts`), what no rule reads (`accounting`), and the row (`proposal`).

A row is `sure` if one rule reads it whole: topic, direction and period are known, no unknown word lies between them.
Everything else is `open`: what is understood of it is filled in, and a person decides. Nothing is guessed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from korea_trade.intake import (
    accounting,
    claims,
    country,
    counts,
    differences,
    doubts,
    meant,
    modality,
    orders,
    paces,
    periods,
    quantities,
    reported,
    roles,
    rules,
    spans,
    tables,
    tokens,
)
from korea_trade.intake.context import BY_CUSTOMS, SECTOR, TOTAL, Carried, Place, Scope, clause_of, codes_of
from korea_trade.intake.lexicon import Lexicon
from korea_trade.intake.periods import Known
from korea_trade.intake.proposal import OPEN, SURE, Proposal, named, new
from korea_trade.intake.token import Token, Topic
from korea_trade.statements.article import Sentence
from korea_trade.statements.texts import Text

# The doubts that go where each subject of a topic has a figure of its own in one clause, or all have the same one.
_SEVERAL: Final = ("several subjects", "several subjects of another clause")
_EACH: Final = re.compile(r"\b(?:both|each)\b", re.IGNORECASE)
# "Each rose 5 percent and" a number that no form reads: there is one for each of them.
_A_NUMBER_BESIDE: Final = re.compile(
    rf",? and (?:about |some |nearly )?(?:\d|{quantities.WORDS.pattern})", re.IGNORECASE
)
_TOGETHER: Final = re.compile(r"\b(?:combined|together|total|sum|aggregate|simultaneous\w*)\b", re.IGNORECASE)
# Where a paragraph turns from what is traded to with whom.
_BY_PLACE: Final = re.compile(
    r"\bby (?:export )?(?:region|destination|country|nation|market|partner|trading partner)|region(?:al|ally)\b|"
    r"geographic|(?:export )?destinations?\b|export markets?\b|"
    r"\bcountries with (?:increas|decreas|ris|fall|grow|declin)",
    re.IGNORECASE,
)
_BY_ITEM: Final = re.compile(
    r"\bby (?:major |key |main )?(?:export )?(?:item|product|goods|sector|segment|category|categories|industry)\b",
    re.IGNORECASE,
)
UNKNOWN: Final = ("unknown", "")
# Where trade is counted otherwise than by customs.
_PAYMENTS: Final = re.compile(r"current account", re.IGNORECASE)
_OTHER_ACCOUNTS: Final = re.compile(
    r"gross domestic product|\bGDP\b|terms[- ]of[- ]trade|(?:value|volume|price) index", re.IGNORECASE
)
_VOLUME: Final = re.compile(
    r"\b(?:in terms of|by|in) (?:volume|quantity|weight)\b|\bvolume (?:growth|terms|basis)\b", re.IGNORECASE
)


def propose(text: Text, words: Lexicon, article_id: str, published: date | None) -> list[Proposal]:
    """The rows that `text` proposes, in its order; each figure, rank and direction of it is in one of them."""
    year = _year_of(text, published)
    known = Known(published, year)
    read = list(_read(text, words, known))
    head = [sentence.text for sentence, _ in read[:4]]
    heads = [one.topic if one.code == "T" else None for _, each in read[:2] if (one := _first_topic(each))]
    is_of_other_accounts = any(map(_OTHER_ACCOUNTS.search, head))
    is_of_payments = not is_of_other_accounts and any(map(_PAYMENTS.search, head[:1]))
    is_of_other_accounts |= not is_of_payments and any(map(_PAYMENTS.search, head))
    scope = Scope(
        article_id=article_id,
        known=known,
        is_korean=country.is_korea(text.address, read, words),
        reported=reported.of(read, published, "TX" if is_of_payments else "T"),
        has_base_year=_has_base_year(read),
        is_of_total=is_of_payments or _is_of_total(read),
        is_of_sector=set(_first_subjects(read[:2])) == {SECTOR},
        about=meant.subject_of(heads),
        is_bilateral=meant.is_bilateral(heads),
        sign=meant.sign_of(heads),
        kind=next((kind for kind, _ in _first_subjects(read)), ""),
        is_of_unknown=not is_of_payments and set(_first_subjects(read[:2])) == {UNKNOWN},
        is_of_payments=is_of_payments,
        is_of_other_accounts=is_of_other_accounts,
        is_in_dollars=_is_in_dollars([token for _, each in read for token in each]),
        rates_of_numbers=frozenset(counts.rates_of_numbers(read)),
    )
    carried = Carried(period=scope.reported)
    of_tables = tables.of(read, scope)
    rows: list[Proposal] = []
    for sentence, found in read:
        each = spans.resolved(found, scope.reported)
        if told := of_tables.get((sentence.paragraph, sentence.sentence)):
            rows += [*told, *accounting.left_over(sentence, each, [], told, article_id, words)]
            continue
        carried.begin(sentence.paragraph, scope.reported)
        carried.foreseen |= reported.foreseen(each, published)
        carried.first_kind = "partner" if _BY_PLACE.search(sentence.text) else carried.first_kind
        carried.first_kind = "item" if _BY_ITEM.search(sentence.text) else carried.first_kind
        rows += _of_sentence(sentence, each, scope, carried, words)
    return named(rows)


def _read(text: Text, words: Lexicon, known: Known) -> Iterator[tuple[Sentence, list[Token]]]:
    """The sentences with their tokens; a name alone has the flow of one before it in its paragraph, or of the last."""
    flow, paragraph = "", -1
    last: Topic | None = None
    for sentence in text.sentences:
        if sentence.paragraph != paragraph:
            flow = last.flow if last and last.flow in ("exports", "imports") else ""
        each = tokens.of(sentence.text, words, known, flow, last)
        last = next((one.topic if one.code == "T" else None for one in reversed(each) if one.code in "TX"), None)
        heads = [token.topic.flow for token in each if token.code == "T" and token.topic]
        flow = heads[-1] if heads and heads[-1] in ("exports", "imports") else flow
        paragraph = sentence.paragraph
        yield sentence, each


def _has_base_year(read: Sequence[tuple[Sentence, Sequence[Token]]]) -> bool:
    """Whether growth on the year is ever named, or no other: reports of trade tell nothing else without a word."""
    codes = "".join(codes_of(each) for _, each in read)
    return "B" in codes or not re.search("[bq]", codes)


def _is_in_dollars(each: Sequence[Token]) -> bool:
    """Whether tokens print amounts in dollars and in no other currency."""
    amounts = [token for token in each if token.code in "Mm" and token.kind != "bare_amount"]
    return bool(amounts) and all(token.unit == "USD" for token in amounts)


def _year_of(text: Text, published: date | None) -> int | None:
    """The year of months without one where nobody knows the day of publication: the only one, or the latest, that the
    text names."""
    if published:
        return None
    years = [
        int(year)
        for each in text.sentences
        for year in re.findall(r"(?<![\d.,$])(?:19|20)\d\d(?![\d,%]|\.\d)", each.text)
    ]
    return max(years) if years else None


def _first_subjects(read: Sequence[tuple[Sentence, Sequence[Token]]]) -> list[tuple[str, str]]:
    """What the first topics of the first sentences are about; "sales" alone can be anybody's."""
    first = [_first_topic(each) for _, each in read[:3]]
    return [one.topic.parts[0][1] if one.code == "T" else UNKNOWN for one in first if one and one.topic]


def _first_topic(each: Sequence[Token]) -> Token | None:
    return next((one for one in each if one.code in "TX" and not one.is_weak), None)


def _is_of_total(read: Sequence[tuple[Sentence, Sequence[Token]]]) -> bool:
    """Whether the trade that the first sentences speak of is the whole country's."""
    title, lead = _first_subjects(read[:1]), _first_subjects(read[1:2])
    if title == [TOTAL] or lead == [UNKNOWN]:
        return title == [TOTAL]
    # A headline can tell of one item what the text then tells of the whole, if the text says that it is.
    subjects = _first_subjects(read)
    if title and title[0][0] == "item":
        topics = [one.topic for _, each in read[1:2] for one in each if one.code == "T" and one.topic]
        return title != [SECTOR] and lead == [TOTAL] and topics[0].is_whole
    return TOTAL in subjects[:1] or TOTAL in subjects[1:2]


def _is_of_another_time(iso: str, scope: Scope) -> bool:
    """Whether a period is some days of the one that the text reports, or a month of a longer one."""
    is_of_a_month = len(iso) == len("2024-03") and len(scope.reported or "") != len("2024-03")
    return (iso.count("-") > 2 or is_of_a_month) and iso != scope.reported


def _of_sentence(
    sentence: Sentence, each: list[Token], scope: Scope, carried: Carried, words: Lexicon
) -> Iterator[Proposal]:
    read: list[tuple[Proposal, Topic | None]] = []
    told: list[accounting.Span] = []
    codes = codes_of(each)
    for at, token in enumerate(each):
        is_figure = token.code in rules.CODES and (
            token.code not in rules.WORDS or rules.reading(token.code, clause_of(codes, at))
        )
        if is_figure or token.kind == "other_amount":
            row, topic = _of_figure(sentence, each, codes, at, scope, carried)
            read.append((row, topic))
            if row.confidence == SURE or row.is_compared:
                clause = clause_of(codes, at)
                told.append((each[clause.first].start, each[clause.last - 1].end))
        if token.code in "TX":
            carried.topic = token.topic if token.code == "T" else None
    if not re.search("[TX]", codes) and not any(row.confidence == SURE for row, _ in read):
        carried.topic = None  # the sentence is about something that no list has, and so is "it" in the next one
    if amounts := [token for token in each if token.code in "Mm" and token.kind != "bare_amount"]:
        carried.is_in_dollars = _is_in_dollars(amounts)
    if not re.search("[MPSRQrf]", codes) and any(_is_of_another_time(iso, scope) for iso in reported.own_periods(each)):
        carried.is_mixed = True
    carried.names_partner = carried.names_partner or any(_names_partner(one) for one in each)
    heads = [token.topic for token in each if token.code == "T" and token.topic]
    if heads and not (scope.about[0] == "item" and carried.part and heads[0].is_bare):
        carried.first_kind = carried.first_kind or heads[0].subjects[0][0]
        carried.part = heads[0] if heads[0].subjects[0] != TOTAL else None
        carried.is_single = len({str(head.parts) for head in heads}) == 1
    carried.is_of_volume = carried.is_of_volume or bool(_VOLUME.search(sentence.text))
    carried.is_of_both = carried.is_of_both or bool(scope.is_of_payments and BY_CUSTOMS.search(sentence.text))
    carried.opened = carried.opened or carried.period or ""
    if named := [token.topic for token in each if token.code in "TX" and token.topic]:
        carried.is_of_cells = any(topic.is_cell for topic in named)
    rows = [*_distributed(read, sentence.text), *counts.of(sentence, each, scope, carried)]
    rows = orders.with_orders(sentence, each, scope, carried, rows)
    rows = paces.with_paces(sentence, each, scope, carried, rows)
    before, rows = rows, differences.with_differences(sentence, each, scope, carried, rows)
    for row in (row for row, other in zip(rows, before, strict=True) if row is not other):
        if row.confidence == SURE or row.is_compared:
            clause = clause_of(codes, next(at for at, token in enumerate(each) if token.end >= row.end))
            told.append((each[clause.first].start, each[clause.last - 1].end))
    rows += accounting.left_over(sentence, each, told, rows, scope.article_id, words)
    return iter(sorted(rows, key=lambda row: (row.start, row.end)))


def _of_figure(
    sentence: Sentence, each: list[Token], codes: str, at: int, scope: Scope, carried: Carried
) -> tuple[Proposal, Topic | None]:
    """The row of the figure at `at`, and its topic where one is known."""
    token = each[at]
    row = new(scope.article_id, sentence, token.start, token.end)
    row = replace(row, unit=token.unit, value=roles.value(row.figure, token.unit))
    if token.kind == "other_amount":
        return replace(row, rule="an amount in a currency that no table holds"), None
    clause = clause_of(codes, at)
    rule = rules.reading(token.code, clause)
    if rule is None:
        return replace(row, rule=f"no rule reads it: {clause.left}<{token.code}>{clause.right}"), None
    topic, is_elided = rules.topic_of(rule, each, clause, at, carried)
    row = replace(row, rule=rule.name)
    if topic is None:
        return roles.guarded(row, "nobody says of what"), None
    there = next((here for here in range(clause.first, clause.last) if each[here].topic is topic), clause.topic_at)
    topic = meant.topic(topic, sentence.text, each, there, scope, carried)
    place = Place(each, codes, at, clause, topic, is_elided, scope, carried, sentence.text)
    told = modality.of(rule, place)
    if told != modality.ACTUAL and not rule.is_of_a_forecast:
        place = replace(place, carried=carried.of_a_forecast())
    row = replace(rule.role(row, place), modality=told or modality.UNCLEAR, definition=place.definition)
    if rule.is_of_another_time and told == modality.ACTUAL and _is_expected(row, place):
        row = replace(row, modality=modality.UNCLEAR)
    notes = [*([row.note] if row.note else []), *doubts.of(row, rule, place)]
    is_of_its_time = not place.is_in_a_remark and rule.role in (
        roles.rate_before, roles.rate_after, roles.level, roles.balance_before, claims.streak
    )  # fmt: skip
    if notes:
        is_told = "Y" in place.inside and not re.search("[acFi]", codes[clause.first : at])
        if is_of_its_time and is_told and row.theme != "streaks" and row.period not in ("", carried.period):
            carried.period, carried.is_told = row.period, False
        return replace(
            row, confidence=OPEN, note="; ".join(notes), is_compared=row.is_compared and not notes[1:]
        ), topic
    if "Y" in place.inside and is_of_its_time:
        carried.period = _end_of_a_run(row.period) if row.theme == "streaks" else row.period
        carried.is_told, carried.is_mixed = True, False
    carried.is_of_all |= topic.is_whole and topic.subjects == (TOTAL,) and topic.flow in ("exports", "imports")
    return row, topic


def _is_expected(row: Proposal, place: Place) -> bool:
    """Whether a figure of an earlier time is of one that is not over, behind a forecast: "expected to fall in 2031,
    after rising in 2030", as told in 2030."""
    published = place.scope.known.published
    is_open = bool(row.period) and published is not None and not periods.has_ended(row.period, published)
    return is_open and "f" in place.codes[place.clause.first : place.at]


def _names_partner(token: Token) -> bool:
    return token.kind == "partner" or bool(token.topic and token.topic.subjects[0][0] == "partner")


def _end_of_a_run(period: str) -> str | None:
    """The month or year with which a run ends."""
    last = period.rpartition("/")[2]
    return last if re.fullmatch(r"\d{4}", last) else periods.last_month(period)


def _distributed(read: Sequence[tuple[Proposal, Topic | None]], sentence: str) -> list[Proposal]:
    """The rows, with those of several subjects shared out among them.

    As many figures of one kind as their topic has subjects go to them one each, in order: "rose 1.8 percent, 19.1
    percent and 51.2 percent, respectively". A single one that holds of each of them is a row of each.
    """
    out = [[row] for row, _ in read]
    for topic in {id(topic): topic for _, topic in read if topic and not topic.is_one}.values():
        for unit, several_note in itertools.product({row.unit for row, _ in read}, _SEVERAL):
            several = [
                at
                for at, (row, own) in enumerate(read)
                if own is topic and row.unit == unit and several_note in row.note.split("; ")
            ]
            if len(several) == len(topic.parts):
                for at, part in zip(several, topic.parts, strict=True):
                    out[at] = [_of_part(read[at][0], part, several_note)]
            elif len(several) == 1 and several_note == _SEVERAL[0] and _is_of_each(read[several[0]][0], sentence):
                out[several[0]] = [_of_part(read[several[0]][0], part, several_note) for part in topic.parts]
    return list(itertools.chain.from_iterable(out))


def _is_of_each(row: Proposal, sentence: str) -> bool:
    """Whether what a figure says of several subjects holds of each: a run, a record, "both rose 5 percent"."""
    if _TOGETHER.search(sentence) or _A_NUMBER_BESIDE.match(sentence, row.end):
        return False
    return row.theme in ("streaks", "records") or bool(_EACH.search(sentence))


def _of_part(row: Proposal, part: tuple[str, tuple[str, str]], several_note: str) -> Proposal:
    flow, (kind, key) = part
    theme = row.theme if row.theme not in ("", *roles.THEMES.values()) else roles.THEMES.get(kind, "")
    rest = [doubt for doubt in row.note.split("; ") if doubt != several_note]
    row = replace(row, theme=theme, flow=flow, subject_kind=kind, subject_id=key, note="; ".join(rest))
    return replace(row, confidence=OPEN if rest else SURE, rule=f"{row.rule}, one each")
