"""What the sentences of a text say about Korea's trade, as proposed rows.

Belongs here: the rules that bind a figure to its topic, direction and period, and what is carried from clause to clause.
Does not belong here: words (`lexicon`), tokens and topics (`tokens`), periods (`periods`), and the row (`proposal`).

A rule is a regular expression over the codes of `tokens.CODES`, on what stands left and right of the figure in its
clause. A row is `sure` if one rule reads it whole: topic, direction and period are known, and no unknown word lies
between them. Everything else is `open`: what is understood of it is filled in, and a person decides. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from korea_trade.intake import lexicon, periods, quantities, tokens
from korea_trade.intake.lexicon import Lexicon
from korea_trade.intake.periods import Known
from korea_trade.intake.proposal import EXCEPTION, OPEN, SURE, Proposal, named, new
from korea_trade.intake.texts import Text
from korea_trade.intake.tokens import Token, Topic
from korea_trade.statements import figure
from korea_trade.statements.article import Sentence
from korea_trade.statements.figure import FigureError

# Nothing but what is understood: no unknown word, no other topic.
_PLAIN: Final = r"[^TXWxGk|]*"


@dataclass(frozen=True)
class Rule:
    """How a figure of one code is read: what stands left and right of it, and the role that it then has."""

    name: str
    code: str
    left: re.Pattern[str]
    right: re.Pattern[str]
    role: str


def _rule(name: str, code: str, left: str, right: str, role: str) -> Rule:
    return Rule(name, code, re.compile(left + r"$"), re.compile("^" + right), role)


# The first rule that fits reads the figure.
RULES: Final = (
    _rule("rate in brackets behind its period", "P", r"Y\(", r"\)", "unread"),
    _rule("rate in brackets", "P", r"T[BbY]*\(D?y?", r"(?:,?tM)?[BbY]*\)", "rate_in_brackets"),
    _rule("share of a flow", "P", r"s[@ut]?", r"o?[Yk]*T", "share"),
    _rule("rate after an earlier one", "P", r"[ac]p?[BbYo]*", r"", "prior_rate"),
    _rule("rate before its direction", "P", r"[^sn]*", r"[BbdY]*D", "rate_before"),
    _rule("rate after its direction", "P", r"D[BbYdk]*[yo@]?[BbY]*", r"", "rate_after"),
    _rule("next rate of a list", "P", r"D[BbYdk]*[yo@]?P[B]?(?:[,&]+P[B]?)*[,&]+", r"", "next_rate"),
    _rule("level in brackets behind its period", "M", r"[YB]\(", r"\)", "level_of_period"),
    _rule("level in brackets", "M", r"T\(", r"[,)]", "level"),
    _rule("level in brackets behind its rate", "M", r"\(D[BbY]*y?P[BbY]*,?t", r"\)", "level"),
    _rule("change behind by", "M", r"D[BbYP,]*y", r"", "change"),
    _rule("change of a direction", "M", r"D[BbY]*o", r"", "change"),
    _rule("base of a comparison", "M", r"[cF][pR]*(?:To)?", r"", "base"),
    _rule("next base of a comparison", "M", r"[cF][pR]*M[oBbY]+[&,]+", r"[oBbY]", "base"),
    _rule("threshold", "M", r"v", r"", "threshold"),
    _rule("level behind to", "M", r"[DU][^TXWM|(]*t(?:Ro?)?", r"", "level"),
    _rule("next level of a list", "M", r"M(?:[,&]+M)*[,&]+", r"", "next_level"),
    _rule("level behind a verb", "M", r"L[BbYk,]*[o@t]?(?:Ro?)?", r"", "level"),
    _rule("level of a topic", "M", r"T[BbYko(]*[@t]?(?:Ro?)?", r"", "level"),
    _rule("level before its topic", "M", r"", r"o[Yk]*T", "level_before"),
    _rule("balance behind its amount", "M", r"(?:^|[^v])", r"k?T", "balance_before"),
    _rule("run of months", "S", r"", r"", "streak"),
    _rule("first in so long", "h", r"1o?", r"", "first_time"),
    _rule("highest in so long", "h", r"r[BbYd]*T?o?", r"", "highest_in"),
    _rule("record", "R", r"", r"", "record"),
    _rule("highest since", "r", r"", r"[BbYd]*T?[BbYd]*i[Yj]", "highest_since"),
)


Span = tuple[int, int]

_ICT: Final = ("item", "ict")
_THEMES: Final = {"total": "trade_totals", "item": "trade_by_item", "partner": "trade_by_partner"}


@dataclass
class _Carried:
    """What a clause can leave out because one before it said it."""

    topic: Topic | None = None
    period: str | None = None
    paragraph: int = -1
    # The last topic of this paragraph if it is a part of the whole: "exports" behind it can mean those of the part.
    part: Topic | None = None
    # Whether a sure row of this paragraph said the period.
    is_told: bool = False
    # Whether the paragraph before ended on a longer period that ends with the one that the text reports.
    is_mixed: bool = False


@dataclass(frozen=True)
class _Scope:
    """What holds for a whole text."""

    article_id: str
    known: Known
    is_korean: bool
    reported: str | None
    has_base_year: bool
    # Whether the first topic is the whole country's trade, and whether the text is about the balance of payments.
    is_of_total: bool
    is_of_payments: bool


def propose(text: Text, words: Lexicon, article_id: str, published: date | None) -> list[Proposal]:
    """The rows that `text` proposes, in its order; each figure, rank and direction of it is in one of them."""
    year = _year_of(text, published)
    known = Known(published, year)
    read = list(_read(text, words, known))
    scope = _Scope(
        article_id,
        known,
        _is_about_korea(read),
        _reported(read),
        any(token.code == "B" for _, each in read for token in each),
        _is_of_total(read),
        any("current account" in sentence.text.lower() for sentence, _ in read[:4]),
    )
    carried = _Carried(period=scope.reported)
    rows: list[Proposal] = []
    for sentence, each in read:
        if sentence.paragraph != carried.paragraph:
            carried.is_mixed = carried.is_mixed or _goes_on(carried.period, scope.reported)
            carried.paragraph, carried.period, carried.is_told = sentence.paragraph, scope.reported, False
            carried.part = None
        rows += _of_sentence(sentence, each, scope, carried, words)
    return named(rows)


def _read(text: Text, words: Lexicon, known: Known) -> Iterator[tuple[Sentence, list[Token]]]:
    """The sentences with their tokens; within a paragraph a name alone has the flow of the sentence before."""
    flow, paragraph = "", -1
    for sentence in text.sentences:
        flow = flow if sentence.paragraph == paragraph else ""
        each = tokens.of(sentence.text, words, known, flow)
        heads = [token.topic.flow for token in each if token.code == "T" and token.topic]
        flow = heads[-1] if heads and heads[-1] in ("exports", "imports") else flow
        paragraph = sentence.paragraph
        yield sentence, each


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


def _is_about_korea(read: Sequence[tuple[Sentence, Sequence[Token]]]) -> bool:
    """Whether the first trade that the text speaks of is Korea's: it names Korea, or its agencies, near its head."""
    korea = re.compile(r"korea|seoul|\bkcs\b|\bmotie\b|\bmotir\b", re.IGNORECASE)
    for sentence, each in read:
        if korea.search(sentence.text) or any(token.kind == "organisation" for token in each):
            return True
        if any(token.code == "x" for token in each):
            return False
    return False


def _is_of_total(read: Sequence[tuple[Sentence, Sequence[Token]]]) -> bool:
    """Whether the trade that the first sentences speak of is the whole country's."""
    first = [next((one.topic for one in each if one.code in "TX"), None) for _, each in read[:3]]
    subjects = [topic.parts[0][1] for topic in first if topic]
    # A headline can tell of one item what the text then tells of the whole.
    return ("total", "all") in subjects[:1] or (subjects[:1] != [_ICT] and ("total", "all") in subjects[1:2])


def _reported(read: Sequence[tuple[Sentence, Sequence[Token]]]) -> str | None:
    """The period that the text reports: the first one that stands with a topic, no base of comparison."""
    body_first = [*read[1:6], *read[:1]]
    for _, each in body_first:
        codes = _codes(each)
        for at, token in enumerate(each):
            if token.code == "Y" and token.iso and not re.search(r"[caiFy(][po]*$", codes[:at]) and "T" in codes:
                return token.iso
    return None


def _codes(each: Sequence[Token]) -> str:
    return "".join(token.code for token in each)


def _of_sentence(
    sentence: Sentence, each: list[Token], scope: _Scope, carried: _Carried, words: Lexicon
) -> Iterator[Proposal]:
    told: list[Span] = []
    rows: list[Proposal] = []
    topics: list[Topic | None] = []
    codes = _codes(each)
    for at, token in enumerate(each):
        if token.code in "MPShRr" or token.kind == "other_amount":
            row, topic = _of_figure(sentence, each, codes, at, scope, carried)
            rows.append(row)
            topics.append(topic)
            if row.confidence == SURE:
                clause = _clause(codes, at)
                told.append((each[clause.first].start, each[clause.last - 1].end))
        if token.code in "TX":
            carried.topic = token.topic if token.code == "T" else None
    heads = [token.topic for token in each if token.code == "T" and token.topic]
    if heads:
        carried.part = heads[0] if heads[0].subjects[0][0] == "partner" else None
    rows = _distributed(rows, topics)
    rows += _breadth(sentence, each, scope, carried)
    rows += _left_over(sentence, each, told, rows, scope, words)
    return iter(sorted(rows, key=lambda row: (row.start, row.end)))


def _goes_on(period: str | None, reported: str | None) -> bool:
    """Whether what follows can still be of `period`: a year or quarter that ends with the month that the text reports,
    while a month before it is a remark."""
    if not period or not reported or period == reported:
        return False
    return periods.last_month(period) == periods.last_month(reported)


@dataclass(frozen=True)
class _Clause:
    """What stands around a figure, from one strong boundary to the next, and its topic."""

    first: int
    last: int
    left: str
    right: str
    topic_at: int | None


def _clause(codes: str, at: int) -> _Clause:
    first = max(codes.rfind("|", 0, at), codes.rfind(".", 0, at)) + 1
    ends = [end for end in (codes.find("|", at), codes.find(".", at)) if end >= 0]
    last = min(ends) if ends else len(codes)
    left = codes[first:at]
    # What a closed bracket speaks of is no topic of what stands behind it.
    outside = re.sub(r"\([^()]*\)", lambda match: " " * len(match[0]), left)
    topic = max(outside.rfind("T"), outside.rfind("X"))
    return _Clause(first, last, left, codes[at + 1 : last], None if topic < 0 else first + topic)


def _of_figure(
    sentence: Sentence, each: list[Token], codes: str, at: int, scope: _Scope, carried: _Carried
) -> tuple[Proposal, Topic | None]:
    """The row of the figure at `at`, and its topic where one is known."""
    token = each[at]
    row = new(scope.article_id, sentence, token.start, token.end)
    row = replace(row, unit=token.unit, value=_value(row.figure, token.unit))
    if token.kind == "other_amount":
        return replace(row, rule="an amount in a currency that no table holds"), None
    clause = _clause(codes, at)
    rule = next(
        (
            one
            for one in RULES
            if one.code == token.code and one.left.search(clause.left) and one.right.search(clause.right)
        ),
        None,
    )
    if rule is None and token.code in "hRr":
        return replace(row, rule=_LOOKED_AT[token.code]), None
    if rule is None:
        return replace(row, rule=f"no rule reads it: {clause.left}<{token.code}>{clause.right}"), None
    topic, is_elided = _topic_of(each, clause, rule, at, carried)
    row = replace(row, rule=rule.name)
    if topic is None:
        return _guarded(row, "nobody says of what"), None
    row = _ROLES[rule.role](row, topic, each, codes, at, clause, scope, carried)
    doubts = [
        *([row.note] if row.note else []),
        *_doubts(row, topic, is_elided, each, codes, at, clause, scope, carried),
    ]
    if doubts:
        return replace(row, confidence=OPEN, note="; ".join(doubts)), topic
    if "Y" in codes[clause.first : clause.last] and rule.role in ("rate_before", "rate_after", "level", "streak"):
        carried.period, carried.is_told, carried.is_mixed = row.period, True, False
        if row.theme == "streaks":
            carried.period = periods.last_month(row.period)
    return row, topic


# Where a figure can stand before what it is about: "a 0.4 percent decline in car exports", "the ninth month in which
# exports grew".
_TOPIC_BEHIND: Final = {
    "level_before": re.compile("o[Yk]*[TX]"),
    "balance_before": re.compile("k?[TX]"),
    "rate_before": re.compile("[BbdY]*Do[Yk]*[TX]"),
    "streak": re.compile(",?[kLBbdYowpD]*[TX]"),
    "record": re.compile("k?[TX]"),
}


def _topic_of(
    each: Sequence[Token], clause: _Clause, rule: Rule, at: int, carried: _Carried
) -> tuple[Topic | None, bool]:
    behind = _TOPIC_BEHIND.get(rule.role)
    if behind and behind.match(clause.right) and (rule.role != "streak" or clause.topic_at is None):
        found = next(one for one in each[at + 1 : clause.last] if one.code in "TX")
        return (found.topic if found.code == "T" else None), False
    if rule.role == "base" and clause.left.endswith("To"):
        return each[at - 2].topic, False
    if clause.topic_at is not None:
        found = each[clause.topic_at]
        return (found.topic if found.code == "T" else None), False
    # Elided: the clause starts with a verb, or with a word that stands for the topic before.
    return carried.topic, True


def _doubts(
    row: Proposal, topic: Topic, is_elided: bool, each: Sequence[Token], codes: str, at: int, clause: _Clause,
    scope: _Scope, carried: _Carried,
) -> Iterator[str]:  # fmt: skip
    """What a person should look at; a row without a doubt is sure."""
    start = clause.first if clause.topic_at is None else clause.topic_at + 1
    between = codes[start:at]
    if not scope.is_korean:
        yield "the text is not about Korea"
    if not topic.flow:
        yield "no flow is named"
    if re.search(r"[WxGg]", between):
        words = [one.text for one in each[start:at] if one.code in "WxGg"]
        yield f"unknown between: {' '.join(words)}"
    ends = [end for end in (codes.find(",", at), clause.last) if end >= 0]
    if "f" in codes[clause.first : min(ends)]:
        yield "a forecast or plan"
    if is_elided and re.match(r"^[^&,DLp(wU@yY]", between or "W") and row.rule != "rate in brackets":
        yield "what it is about stands elsewhere"
    if is_elided and clause.first == 0 and not re.search(r"p|^D|^L", between[:2]) and _sentence_starts(codes, at):
        yield "what it is about stands in another sentence"
    if (
        topic.is_one
        and codes[at] == "S"
        and (re.search(r"S[,&]+$", codes[:at]) or re.match(r"[,&]+S", codes[at + 1 :]))
    ):
        yield "several runs"
    if not topic.is_one:
        yield "several subjects"
    elif row.rule.startswith("next"):
        yield "several figures of one subject"
    here = codes[clause.first : clause.last]
    if "z" in here and "e" in codes[clause.first : at]:
        yield "respectively, of names that no topic holds"
    if "d" in here and not topic.is_daily:
        yield "a daily average is near"
    if "G" in here or scope.is_of_payments:
        yield "services or the balance of payments are near"
    # A rate or level of another time or of a forecast stands behind such words, and only their own rules read it.
    if row.rule not in _COMPARING and re.search(r"[ca][^,|]*$|[Fcav][pR]*T[^,|]*$", codes[clause.first : at]):
        yield "a comparison is near"
    if topic.subjects == (("total", "all"),) and not is_elided:
        first = 0 if topic.flow in ("balance", "trade") else clause.first
        others = [one.topic for one in each[first : clause.topic_at or at] if one.code == "T" and one.topic]
        is_behind = (
            any(one.subjects[0][0] == "partner" for one in others) or "X" in codes[first : clause.topic_at or at]
        )
        is_of_part = carried.part is not None and carried.part.flow == topic.flow
        if is_behind or is_of_part or not scope.is_of_total:
            yield "perhaps not of the whole country"
    if (
        row.theme == "records"
        and row.rule != "first in so long"
        and re.search(r"r[^h]*D[^h]*$|r[^i]*D[^i]*i", codes[clause.first : clause.last])
    ):
        yield "an extreme of a change"
    if "u" in here or "j" in codes[clause.first : at] and "as of" in _text_of(each, clause):
        yield "a sum of several months is near"
    if re.match(r"[BbYo]*(?:t|F|w)k?[eWXT]", codes[at + 1 :]) and re.search(
        r"^(?:with|to|from|for)$", next((one.text.lower() for one in each[at + 1 :] if one.code in "tFw"), "")
    ):
        yield "a partner stands behind the figure"
    if "(" in codes[:at].rpartition(")")[2] and "brackets" not in row.rule:
        yield "it stands in brackets"
    is_of_then = row.theme in ("streaks", "records") or row.rule == "level in brackets behind its period"
    if not is_of_then and re.search(r"i[^,|]*$", codes[start:at]):
        yield "it tells of an earlier time"
    said = {each[here].iso for here in range(clause.first, clause.last) if codes[here] == "Y"}
    if carried.is_mixed and row.period not in said and row.theme != "streaks":
        yield "another period was spoken of before"
    period = periods.last_month(row.period) if row.theme == "streaks" else row.period
    is_told = period == scope.reported or (carried.is_told and period == carried.period and row.theme != "streaks")
    if period and not is_told and period not in said and row.rule not in _COMPARING:
        yield "the period stands in another clause"
    if row.period and scope.known.published and not periods.has_ended(row.period, scope.known.published):
        yield "the period has not ended"
    if not row.period:
        yield "the period is not known"
    if (
        row.paragraph == 0
        and scope.reported
        and row.period != scope.reported
        and "/" not in row.period.partition("-")[0]
    ):
        # A headline is short: "in June" can be the first twenty days of it.
        if scope.reported.startswith(row.period) or not row.period:
            yield "a headline says less than the text"
    if not row.value:
        yield "the figure is not read"


def _text_of(each: Sequence[Token], clause: _Clause) -> str:
    return " ".join(token.text.lower() for token in each[clause.first : clause.last])


def _sentence_starts(codes: str, at: int) -> bool:
    return not re.search(r"[TX]", codes[:at])


def _value(text: str, unit: str) -> str:
    if not unit:
        return ""
    try:
        value = figure.read(text, unit, Decimal(0)).value
    except (FigureError, KeyError):
        return ""
    return f"{value.normalize():f}" if value == value.to_integral_value() else f"{value.normalize():f}"


def _guarded(row: Proposal, doubt: str) -> Proposal:
    return replace(row, confidence=OPEN, note=doubt)


def _filled(row: Proposal, topic: Topic, theme_of: str = "") -> Proposal:
    kind, key = topic.subjects[0] if topic.is_one else ("", "")
    theme = theme_of or _THEMES.get(kind, "")
    return replace(
        row, theme=theme, flow=topic.flow, subject_kind=kind, subject_id=key, modality="actual", confidence=SURE
    )


# What stands before a period that is not the one of the figure: a base, a since, a bracket.
_NOT_OWN: Final = r"[caiFvy(][po]*$|[cF][pR]*M[oBb]*$"


def _period_of(each: Sequence[Token], codes: str, at: int, clause: _Clause, carried: _Carried) -> str:
    """The period of a figure: said in its clause before it, else behind it before the next figure, else carried."""
    if attached := re.match(r"[Bb]?o?(Y)", codes[at + 1 : clause.last]):
        return each[at + attached.end()].iso or ""
    for here in range(at - 1, clause.first - 1, -1):
        if codes[here] == "Y" and not re.search(r"[caiFvy(][po]*$|[ca][^TMPYXD]*$", codes[clause.first : here]):
            return each[here].iso or ""
    for here in range(at + 1, clause.last):
        if codes[here] in ("MPSTXacwiF(yv" if codes[at] != "S" else "MPSXaciF(y"):
            break
        if codes[here] == "Y":
            return each[here].iso or ""
    first = next((here for here in range(at) if codes[here] == "Y" and not re.search(_NOT_OWN, codes[:here])), None)
    if first is not None:
        return each[first].iso or ""
    return carried.period or ""


def _sign(each: Sequence[Token], codes: str, at: int, clause: _Clause, is_before: bool) -> int | None:
    if is_before:
        found = next((one for one in each[at + 1 : clause.last] if one.code == "D"), None)
    else:
        found = next((each[here] for here in range(at - 1, clause.first - 1, -1) if codes[here] == "D"), None)
    return int(found.key) if found else None


def _signed(row: Proposal, sign: int) -> Proposal:
    if not row.value or row.value.startswith("-"):
        return row
    return replace(row, value=row.value if sign > 0 else f"-{row.value}" if Decimal(row.value) else row.value)


def _base_of(codes: str, at: int, clause: _Clause) -> str:
    """The code of the base that a rate is on: the nearest behind it, else before it in its clause."""
    behind = re.match(r"[^MPSTX|]*?([Bbq])", codes[at + 1 : clause.last])
    if behind:
        return behind[1]
    before = re.search(r"([Bbq])[^BbqTX]*$", codes[clause.first : at])
    return before[1] if before else ""


def _as_rate(row: Proposal, topic: Topic, sign: int | None, each, codes, at, clause, scope, carried) -> Proposal:  # type: ignore[no-untyped-def]
    row = _filled(row, topic)
    base = _base_of(codes, at, clause)
    measure = {"b": "mom", "q": "growth"}.get(base, "yoy")
    period = _period_of(each, codes, at, clause, carried)
    reference = ""
    if base == "B" and period:
        reference = periods.shifted(period, -12) or ""
    elif base == "b" and period:
        reference = periods.shifted(period, -1) or ""
    row = replace(row, measure=measure, period=period, reference_period=reference)
    if topic.is_daily:
        row = replace(row, measure="daily_yoy")
    if topic.flow == "balance":
        return _guarded(row, "a rate of a balance")
    if topic.is_daily and base in ("b", "q"):
        return _guarded(row, "the base of a daily average")
    if sign is None and not row.value.startswith("-") and not re.match(r"[(]?[+]", row.figure):
        return _guarded(row, "no direction is told")
    if sign is not None:
        row = _signed(row, sign)
    against = re.match(r"[^MPSTX|]*?F[po]*(Y)", codes[at + 1 : clause.last])
    if against and each[at + against.end()].iso != periods.shifted(period, -12):
        return _guarded(row, "the base is another period")
    if base == "q":
        return _guarded(row, "the base is a quarter or another period")
    if not base and not scope.has_base_year:
        return _guarded(row, "the base is not told")
    return row


def _rate_before(row, topic, each, codes, at, clause, scope, carried) -> Proposal:  # type: ignore[no-untyped-def]
    return _as_rate(row, topic, _sign(each, codes, at, clause, True), each, codes, at, clause, scope, carried)


def _rate_after(row, topic, each, codes, at, clause, scope, carried) -> Proposal:  # type: ignore[no-untyped-def]
    return _as_rate(row, topic, _sign(each, codes, at, clause, False), each, codes, at, clause, scope, carried)


def _rate_in_brackets(row, topic, each, codes, at, clause, scope, carried) -> Proposal:  # type: ignore[no-untyped-def]
    inside = next((one for one in each[at - 2 : at] if one.code == "D"), None)
    sign = int(inside.key) if inside else None
    if sign is None and not re.match(r"[(]?[+\-−–▲△]", row.figure):
        # A list shares the verb before it, or the one behind it.
        sign = _sign(each, codes, at, clause, False)
        behind = {one.key for one in each[at + 1 : clause.last] if one.code == "D"}
        if sign is None and len(behind) == 1:
            sign = int(behind.pop())
        elif sign is not None and behind - {str(sign)}:
            row = _as_rate(row, topic, sign, each, codes, at, clause, scope, carried)
            return _guarded(row, "the list has two directions")
    return _as_rate(row, topic, sign, each, codes, at, clause, scope, carried)


def _prior_rate(row, topic, each, codes, at, clause, scope, carried) -> Proposal:  # type: ignore[no-untyped-def]
    """ "Following a 14.4 percent decline the previous month": the period is the one that the words behind it say."""
    sign = _sign(each, codes, at, clause, True)
    row = replace(_filled(row, topic), measure="yoy")
    if sign is not None:
        row = _signed(row, sign)
    behind = re.match(r"[dB]*D[^MPSTX|WD]*?([Yb])", codes[at + 1 : clause.last])
    if not behind or sign is None or topic.is_daily or topic.flow == "balance":
        return _guarded(row, "an earlier rate whose period is not told")
    found = each[at + behind.end()]
    main = _period_of(each, codes, clause.topic_at or clause.first, clause, carried) or carried.period or ""
    period = found.iso if found.code == "Y" else periods.shifted(main, -1) if main else None
    if found.code == "b" and main and len(main) != 7:
        period = None
    return replace(row, period=period or "", reference_period=(periods.shifted(period, -12) or "") if period else "")


def _level(row, topic, each, codes, at, clause, scope, carried) -> Proposal:  # type: ignore[no-untyped-def]
    row = _filled(row, topic)
    measure = "value_krw" if row.unit == "KRW" else "daily_value" if topic.is_daily else "value"
    row = replace(row, measure=measure, period=_period_of(each, codes, at, clause, carried))
    return _of_balance(row, topic, each, codes, at, clause)


def _balance_before(row, topic, each, codes, at, clause, scope, carried) -> Proposal:  # type: ignore[no-untyped-def]
    row = _level(row, topic, each, codes, at, clause, scope, carried)
    return row if topic.sign is not None else _guarded(row, "an amount before its topic")


def _of_balance(row, topic, each, codes, at, clause) -> Proposal:  # type: ignore[no-untyped-def]
    if topic.flow != "balance":
        return row
    if topic.sign is None and not row.value.startswith("-"):
        return _guarded(row, "surplus or deficit is not told")
    return _signed(row, topic.sign or 1)


def _level_of_period(row, topic, each, codes, at, clause, scope, carried) -> Proposal:  # type: ignore[no-untyped-def]
    row = replace(_filled(row, topic), measure="value", period=each[at - 2].iso or "")
    return _of_balance(row, topic, each, codes, at, clause)


def _base(row, topic, each, codes, at, clause, scope, carried) -> Proposal:  # type: ignore[no-untyped-def]
    """ "Compared with $52.1 billion a year earlier": the level of the period that is compared with."""
    row = replace(_filled(row, topic), measure="daily_value" if topic.is_daily else "value")
    behind = re.match(r"[LDo,]*([BbY])", codes[at + 1 : clause.last])
    main = _period_of(each, codes, clause.topic_at or clause.first, clause, carried) or carried.period or ""
    if not behind:
        return _guarded(row, "the period of the base is not told")
    found = each[at + behind.end()]
    if found.code == "Y":
        period = found.iso
        if period and re.fullmatch(r"\d{4}", period) and len(main) > 4:
            period = period + main[4:] if "/" not in main else None
    else:
        period = periods.shifted(main, -12 if found.code == "B" else -1) if main else None
    return _of_balance(replace(row, period=period or ""), topic, each, codes, at, clause)


def _change(row, topic, each, codes, at, clause, scope, carried) -> Proposal:  # type: ignore[no-untyped-def]
    row = replace(_filled(row, topic), measure="yoy_change", period=_period_of(each, codes, at, clause, carried))
    sign = _sign(each, codes, at, clause, False)
    base = _base_of(codes, at, clause)
    if sign is None or topic.flow == "balance" or base != "B":
        return _guarded(row, "a change whose base is not told")
    return replace(_signed(row, sign), reference_period=periods.shifted(row.period, -12) or "" if row.period else "")


def _threshold(row, topic, each, codes, at, clause, scope, carried) -> Proposal:  # type: ignore[no-untyped-def]
    row = replace(_filled(row, topic), measure="value", period=_period_of(each, codes, at, clause, carried))
    return _guarded(row, "a threshold that was passed, no level")


def _share(row, topic, each, codes, at, clause, scope, carried) -> Proposal:  # type: ignore[no-untyped-def]
    whole = next((one for one in each[at + 1 : clause.last] if one.code == "T"), None)
    period = _period_of(each, codes, at, clause, carried)
    row = replace(_filled(row, topic, "shares"), measure="share", period=period, base_certainty="stated")
    if whole is None or whole.topic is None or whole.topic.subjects != (("total", "all"),):
        return _guarded(row, "the whole is not told")
    if topic.flow and whole.topic.flow != topic.flow:
        return _guarded(row, "the whole is of another flow")
    return replace(
        row, flow=whole.topic.flow, base_id=f"korea_{whole.topic.flow}_{re.sub('[^0-9a-z]', '_', period.lower())}"
    )


def _streak(row, topic, each, codes, at, clause, scope, carried) -> Proposal:  # type: ignore[no-untyped-def]
    """A run of months: its direction is that of the clause, or the sign of the balance."""
    text = " ".join(token.text for token in each[clause.first : at])
    row = replace(_filled(row, topic, "streaks"), measure="value", status="open")
    left = codes[clause.first if clause.topic_at is None else clause.topic_at : at]
    sign = _sign(each, codes, at, clause, False)
    behind = re.match(r",?[kLBbdYowp]*(?:T[^,|TX]*?)?D", codes[at + 1 : clause.last])
    if topic.sign is not None:
        sign, condition = topic.sign, "sign"
        if re.search("D", left) or behind:
            return _guarded(row, "a run of a balance that moves")
    else:
        condition = "growth"
        if behind:
            sign = _sign(each, codes, at, clause, True)
    end = periods.last_month(_period_of(each, codes, at, clause, carried) or "")
    row = replace(row, condition=condition, direction="" if sign is None else str(sign))
    if sign in (None, 0) or row.unit != "months" or end is None or topic.flow == "trade":
        return _guarded(row, "the run is not told whole")
    if topic.flow == "balance" and topic.sign is None:
        return _guarded(row, "surplus or deficit is not told")
    if re.search(r"[iaR]|[Zz]", codes[clause.first : at]) or re.search(r"\bhad\b[^,]*$", text):
        return _guarded(row, "perhaps a run that ended")
    first = periods.shifted(end, 1 - int(row.value)) if row.value.isdecimal() else None
    return replace(row, period=f"{first}/{end}" if first != end else end)


def _claimed(row, topic, each, codes, at, clause, carried) -> Proposal:  # type: ignore[no-untyped-def]
    """What all claims of an extreme have in common; the extreme is of the level unless a direction stands with it."""
    row = replace(_filled(row, topic, "records"), measure="daily_value" if topic.is_daily else "value")
    row = replace(row, period=_period_of(each, codes, at, clause, carried))
    if topic.flow == "balance" and topic.sign is None:
        return _guarded(row, "surplus or deficit is not told")
    return row


def _first_time(row, topic, each, codes, at, clause, scope, carried) -> Proposal:  # type: ignore[no-untyped-def]
    row = replace(_claimed(row, topic, each, codes, at, clause, carried), claim="first_time", scope="since")
    if topic.flow != "balance":
        row = replace(row, measure="yoy")
        if _sign(each, codes, at, clause, False) is None:
            return _guarded(row, "of what it is the first is not told")
    return row


def _highest_in(row, topic, each, codes, at, clause, scope, carried) -> Proposal:  # type: ignore[no-untyped-def]
    word = next(each[here] for here in range(at - 1, clause.first - 1, -1) if codes[here] == "r")
    row = replace(_claimed(row, topic, each, codes, at, clause, carried), claim=_claim(word.text), scope="since")
    return _of_extreme(row, word, topic)


def _highest_since(row, topic, each, codes, at, clause, scope, carried) -> Proposal:  # type: ignore[no-untyped-def]
    row = replace(_claimed(row, topic, each, codes, at, clause, carried), claim=_claim(each[at].text), scope="since")
    since = next((one for one in each[at:] if one.code == "Y"), None)
    row = replace(row, value="1", unit="rank", reference_period=since.iso or "" if since else "")
    return _of_extreme(row, each[at], topic)


def _record(row, topic, each, codes, at, clause, scope, carried) -> Proposal:  # type: ignore[no-untyped-def]
    row = _claimed(row, topic, each, codes, at, clause, carried)
    low = bool(re.search(r"low|worst", each[at].text, re.IGNORECASE))
    row = replace(row, value="1", unit="rank", claim="lowest" if low else "highest", scope="all_time")
    if re.match(r"[BY]*D", codes[at + 1 : clause.last]):
        return _guarded(row, "a record of a change")
    if any(
        one.code == "Y" and one.iso and re.fullmatch(periods.MONTH, one.text) for one in each[at + 1 : at + 3]
    ) and re.search(r"\b(?:any|all|every|months?)\b", " ".join(one.text.lower() for one in each[at + 1 : at + 3])):
        row = replace(row, scope="same_month")
    if codes[at - 1 : at] == "Y" or re.search(
        r"previous|earlier|past|old|set in", " ".join(one.text.lower() for one in each[max(0, at - 1) : at + 2])
    ):
        return _guarded(row, "an earlier record")
    return row


def _claim(word: str) -> str:
    return "lowest" if re.search(r"low|small|few|least|weak|slow|worst|poor|short", word, re.IGNORECASE) else "highest"


def _of_extreme(row: Proposal, word: Token, topic: Topic) -> Proposal:
    if re.search(r"steep|sharp|fast|quick|slow|most|weak|strong", word.text, re.IGNORECASE):
        return _guarded(row, "an extreme of a change, perhaps")
    return row


_COMPARING: Final = ("base of a comparison", "rate after an earlier one")
_ROLES: Final = {
    "share": _share,
    "prior_rate": _prior_rate,
    "rate_before": _rate_before,
    "rate_after": _rate_after,
    "rate_in_brackets": _rate_in_brackets,
    "level": _level,
    "next_level": _level,
    "next_rate": _rate_after,
    "level_before": _level,
    "balance_before": _balance_before,
    "level_of_period": _level_of_period,
    "base": _base,
    "change": _change,
    "threshold": _threshold,
    "streak": _streak,
    "first_time": _first_time,
    "highest_in": _highest_in,
    "highest_since": _highest_since,
    "record": _record,
    "unread": lambda row, topic, *_: _guarded(_filled(row, topic), "of the period before it"),
}


def _distributed(rows: Sequence[Proposal], topics: Sequence[Topic | None]) -> list[Proposal]:
    """As many figures of one kind as their topic has subjects go to them, one each, in order: "rose 1.8 percent, 19.1
    percent and 51.2 percent, respectively"."""
    out = list(rows)
    for topic in {id(topic): topic for topic in topics if topic and not topic.is_one}.values():
        for unit in {row.unit for row in rows}:
            several = [
                at
                for at, row in enumerate(rows)
                if topics[at] is topic and row.unit == unit and "several subjects" in row.note
            ]
            if len(several) != len(topic.parts):
                continue
            for at, (flow, (kind, key)) in zip(several, topic.parts, strict=True):
                row = rows[at]
                theme = row.theme if row.theme not in ("", *_THEMES.values()) else _THEMES.get(kind, "")
                rest = [doubt for doubt in row.note.split("; ") if doubt != "several subjects"]
                row = replace(row, theme=theme, flow=flow, subject_kind=kind, subject_id=key, note="; ".join(rest))
                out[at] = replace(row, confidence=OPEN if rest else SURE, rule=f"{row.rule}, one each")
    return out


_COUNTED: Final = re.compile(
    r"(?P<members>\w+)\s+(?:out\s+)?of\s+(?:the\s+|its\s+|our\s+|(?:South\s+)?Korea[’']s\s+|the\s+(?:country|nation)[’']s\s+)?"
    r"(?:(?:top|main|major|key|export)\s+)*(?P<size>\w+)\s+(?:(?:top|main|major|key|export|flagship)\s+)*"
    r"(?P<what>items|products|categories|sectors|markets|regions|destinations|countries)",
    re.IGNORECASE,
)
_UNIVERSES: Final = {("items", "15"): "major_items_15", ("markets", "9"): "major_markets_9"}


def _breadth(sentence: Sentence, each: Sequence[Token], scope: _Scope, carried: _Carried) -> list[Proposal]:
    text: str = sentence.text
    out: list[Proposal] = []
    for match in _COUNTED.finditer(text):
        members, size = _value(match["members"], "count"), _value(match["size"], "count")
        if not members or not size:
            continue
        what = "items" if match["what"].lower() in ("items", "products", "categories", "sectors") else "markets"
        universe = _UNIVERSES.get((what, size), "")
        signs = {one.key for one in each if one.code == "D"}
        codes = _codes(each)
        whole = _Clause(0, len(each), "", "", None)
        before = next((at for at, one in enumerate(each) if one.start >= match.start()), len(each))
        period = _period_of(each, codes, before, whole, carried)
        common = replace(
            new(scope.article_id, sentence, *match.span("members")),
            theme="breadth", unit="count", flow="exports", subject_kind="population", subject_id=universe,
            population_id=universe, period=period, modality="actual", rule="members of a universe",
        )  # fmt: skip
        has_ended = bool(period) and (not scope.known.published or periods.has_ended(period, scope.known.published))
        is_sure = bool(universe) and len(signs) == 1 and has_ended and scope.is_korean
        confidence = SURE if is_sure else OPEN
        sign = signs.pop() if len(signs) == 1 else ""
        out.append(replace(common, measure="members", value=members, direction=sign, confidence=confidence))
        second = new(scope.article_id, sentence, *match.span("size"))
        out.append(
            replace(
                common,
                figure=second.figure,
                start=second.start,
                end=second.end,
                measure="universe_size",
                value=size,
                confidence=confidence,
            )
        )
    return out


_DIGIT: Final = re.compile(r"\d+(?:[.,]\d+)*")
_LOOKED_AT: Final = {
    "O": "points of percent", "Z": "a run that ended", "K": "times as much", "N": "a count of members", "h": "a horizon",
    "H": "an extreme since long", "R": "a record", "r": "a superlative", "m": "an amount in another currency",
}  # fmt: skip
# Words that say something in numbers or ranks, by the kind of the lexicon that knows them.
_TELLING: Final = (
    ("record", "a record"), ("superlative", "a superlative"), ("first_time", "a first time"), ("turned", "a turn"),
    ("threshold", "a threshold"),
)  # fmt: skip


def _left_over(
    sentence: Sentence,
    each: Sequence[Token],
    told: Sequence[Span],
    rows: Sequence[Proposal],
    scope: _Scope,
    words: Lexicon,
) -> list[Proposal]:
    """Every figure, number word, rank, record and direction that no row accounts for, open; every other digit with its
    reason. Words of the clauses in `told` say what the rows say that were read there."""
    text = sentence.text
    out: list[Proposal] = []
    spans = [(row.start, row.end) for row in rows]

    def is_free(start: int, end: int) -> bool:
        return not any(start < last and first < end for first, last in spans)

    def leave_open(start: int, end: int, rule: str, **columns: str) -> None:
        if is_free(start, end):
            out.append(replace(new(scope.article_id, sentence, start, end), rule=rule, **columns))
            spans.append((start, end))

    for token in each:
        if token.code in _LOOKED_AT:
            value = _value(token.text, token.unit)
            leave_open(token.start, token.end, _LOOKED_AT[token.code], unit=token.unit, value=value)
    dates = [(token.start, token.end) for token in each if token.code in "YBbqj"]
    for match in [*_DIGIT.finditer(text), *quantities.WORDS.finditer(text)]:
        within = any(start <= match.start() and match.end() <= end for start, end in dates)
        if within and match[0][0].isdigit() and is_free(*match.span()):
            row = new(scope.article_id, sentence, *match.span())
            out.append(replace(row, theme="digit_exceptions", confidence=EXCEPTION, rule="part of a period or day"))
            spans.append(match.span())
        elif not within:
            leave_open(*match.span(), "a number that no rule reads")
    for kind, rule in _TELLING:
        for match in (one for pattern in words.patterns[kind] for one in pattern.finditer(text)):
            if not any(start <= match.start() < end for start, end in told):
                leave_open(*match.span(), rule)
    for match in (one for pattern in words.patterns["direction"] for one in pattern.finditer(text)):
        if not any(start <= match.start() < end for start, end in told):
            sign = lexicon.key(words, "direction", match[0])
            columns = {"theme": "directions", "unit": "direction", "value": sign, "modality": ""}
            leave_open(*match.span(), "a direction in words", **columns)
    return out
