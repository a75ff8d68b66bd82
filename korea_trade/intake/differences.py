"""What is said of two levels together: how far apart they are, and what they come to.

Belongs here: "$1.4 billion more than a year earlier", "up $1.4 billion on the year", "$1.2 billion more than in March",
"exceeded imports by $5 billion", "combined exports and imports", as rows of the change, the balance or the sum. Does
not belong here: a rise "by" an amount on the year (`rules`), and which of two is larger (`orders`).

No table holds a change on the month in dollars, so such a row stays open for a person; it is complete enough to be
compared.

An amount of which the words behind it say that it is a difference is no level, whatever a rule made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from korea_trade.intake import periods, roles
from korea_trade.intake.context import TOTAL, Carried, Scope, codes_of, period_told
from korea_trade.intake.proposal import OPEN, SURE, Proposal
from korea_trade.intake.token import Token
from korea_trade.statements.article import Sentence

# Right behind an amount: what it is more or less than.
_THAN: Final = r"(?:(?: (?:in|for) [A-Z]\w+)? (?:than|from)\b|(?=[.,;]|$))"
_MORE: Final = re.compile(
    rf"\s(?:(?P<more>(?:more|higher|larger|greater|bigger|wider){_THAN}|(?:above|ahead of)\b)"
    rf"|(?:less|lower|smaller|fewer|narrower){_THAN}|(?:below|under|short of|shy of)\b)",
    re.IGNORECASE,
)
# Right before an amount that a level or rate has led to: "to $56 billion, up $1.4 billion".
_LED: Final = re.compile(
    r",(?: (?:which|that) (?:was|is))? (?:(?P<up>up|an? (?:increase|rise|gain|jump) of)"
    r"|(?P<down>down|an? (?:decrease|drop|fall|decline) of)|or|an? )?\s?(?:about |some |around |roughly )?$",
    re.IGNORECASE,
)
_TOGETHER: Final = re.compile(
    r"\b(?:combined|(?:sum|total|aggregate)(?: value| amount)? of)(?: the)?\s*(?:total )?$", re.IGNORECASE
)
# One word for the balance, with its two flows: "exports exceeded imports".
_APART: Final = re.compile(r"(?:exports|imports)$", re.IGNORECASE)
_TWO_WAY: Final = re.compile("two-way", re.IGNORECASE)
_BOTH: Final = [("exports", TOTAL), ("imports", TOTAL)]
_A_DIFFERENCE: Final = "a difference, perhaps"
_SEVERAL: Final = "several subjects"


def with_differences(
    sentence: Sentence, each: Sequence[Token], scope: Scope, carried: Carried, rows: Sequence[Proposal]
) -> list[Proposal]:
    """The rows of a sentence; amounts that tell of two levels say what they tell."""
    codes = codes_of(each)
    out: list[Proposal] = []
    for row in rows:
        at = next((at for at, token in enumerate(each) if token.code == "M" and token.end == row.end), None)
        read = (
            [] if at is None or row.unit != "USD" else list(_read(sentence, each, codes, at, row, out, scope, carried))
        )
        out.append(read[0] if read else row)
    return out


def _read(
    sentence: Sentence, each: Sequence[Token], codes: str, at: int, row: Proposal, before: Sequence[Proposal],
    scope: Scope, carried: Carried,
) -> Iterator[Proposal]:  # fmt: skip
    yield from _of_both(sentence, each, codes, at, row, scope, carried)
    behind = _MORE.match(sentence.text, row.end)
    led = _LED.search(sentence.text[: row.start])
    last = before[-1] if before else None
    if led and not row.theme and last and last.confidence == SURE and last.theme in _THEMES:
        sign = (1 if behind["more"] else -1) if behind else 1 if led["up"] else -1 if led["down"] else _sign(last)
        between = codes[_at(each, last) + 1 : at]
        if sign and last.measure in ("value", "yoy") and re.fullmatch("[oYkBb]*,[D&LRo]*", between):
            of = {name: getattr(last, name) for name in ("theme", "flow", "subject_kind", "subject_id", "period")}
            yield from filter(None, [_change(replace(row, **of), each, at, sign, carried)])
    if behind:
        yield _change(_own(row), each, at, 1 if behind["more"] else -1, carried) or replace(
            row, confidence=OPEN, note=_A_DIFFERENCE
        )


_THEMES: Final = ("trade_totals", "trade_by_partner", "trade_by_item")


def _at(each: Sequence[Token], row: Proposal) -> int:
    return next(at for at, token in enumerate(each) if token.end >= row.end)


def _sign(row: Proposal) -> int:
    """The direction of a rate: "rose 3 percent, or $1.4 billion"."""
    return 0 if row.measure != "yoy" else -1 if row.value.startswith("-") else 1


def _own(row: Proposal) -> Proposal:
    """The row without the doubt that it may be what it is now read as."""
    return replace(row, note="" if row.note == _A_DIFFERENCE else row.note)


def _change(row: Proposal, each: Sequence[Token], at: int, sign: int, carried: Carried) -> Proposal | None:
    """The row as a change on the year or month, None where it is on another base or not told of what."""
    bases = "".join(one.code for one in each[at + 1 :] if one.code in "BbqFca")
    period, months = row.period, {"B": 12, "b": 1}.get(bases.lstrip("c")[:1])
    if named := re.match(r"[cF]?o?(Y)", codes_of(each[at + 1 :])):
        # "More than in April": that is the base, and the period stands before the amount or was spoken of.
        period = period_told(each[:at], carried)
        base = each[at + named.end()].iso
        months = next((back for back in (1, 12) if base and base == periods.shifted(period, -back)), None)
    if months is None or row.note or not row.subject_id or not period or row.measure not in ("", "value"):
        return None
    value = row.value.lstrip("-")
    if row.flow == "balance" and row.value.startswith("-"):
        return None  # "the deficit was $2 billion more"
    row = replace(
        row, measure="yoy_change", value=value if sign > 0 else f"-{value}", confidence=SURE, period=period,
        reference_period=periods.shifted(period, -months) or "", rule="difference from a base",
    )  # fmt: skip
    return row if months == 12 else roles.on_the_month(row)


def _of_both(
    sentence: Sentence, each: Sequence[Token], codes: str, at: int, row: Proposal, scope: Scope, carried: Carried
) -> Iterator[Proposal]:
    """The balance or the sum of all exports and imports."""
    more = _MORE.match(sentence.text, row.end)
    if (row.confidence == SURE and not more) or not scope.is_of_total:
        return
    period = period_told(each, carried)
    told = replace(
        row, theme="trade_totals", measure="value", subject_kind="total", subject_id="all", period=period, note="",
        confidence=SURE, rule="two flows together",
    )  # fmt: skip
    topics = [one.topic.parts if one.topic and one.code in "TX" else [] for one in each]
    if not period:
        return
    apart = re.search(r"T[oY]*y$", codes[:at])
    of_both = each[apart.start()] if apart else None
    if of_both and of_both.topic and of_both.topic.parts == [("balance", TOTAL)] and _APART.search(of_both.text):
        yield _as_balance(told, of_both.topic.sign == 1)
    over = re.search(r"T(?P<over>[vc])T[oY]*y$|TL?$", codes[:at])
    # "Rose to $60 billion, exceeding imports by $5 billion".
    over = over or re.search(r"T[^TX|;]*(?:,(?P<over>v)T[oY]*y|[,LW])$", codes[:at])
    if over and over["over"] and _are_both(topics[over.start()], topics[over.start("over") + 1]):
        is_above = re.match("exceed|surpass|topp", each[over.start("over")].text, re.IGNORECASE)
        yield _as_balance(told, (topics[over.start()] == _BOTH[:1]) == bool(is_above))
    behind = re.match(r"[cv]?T(?:[oY.,]|$)", codes[at + 1 :])
    if more and over and behind and _are_both(topics[over.start()], topics[at + behind[0].index("T") + 1]):
        yield _as_balance(told, (topics[over.start()] == _BOTH[:1]) == bool(more["more"]))
    both = re.search(r"([TX])[oYkLBb@]*$", codes[:at])
    topic = each[both.start(1)] if both else None
    if topic and topics[each.index(topic)] == _BOTH and _SEVERAL in row.note and _is_told(sentence, topic):
        yield replace(told, flow="trade")
    is_two_way = topic is not None and topic.code == "X" and _TWO_WAY.match(topic.text) is not None
    if topic and is_two_way and topics[each.index(topic)] == [("trade", TOTAL)] and not carried.names_partner:
        yield replace(told, flow="trade")


def _are_both(one: Sequence[tuple[str, tuple[str, str]]], other: Sequence[tuple[str, tuple[str, str]]]) -> bool:
    return len(one) == 1 and sorted([*one, *other]) == _BOTH


def _as_balance(row: Proposal, is_surplus: bool) -> Proposal:
    return replace(row, flow="balance", value=row.value if is_surplus else f"-{row.value}")


def _is_told(sentence: Sentence, topic: Token) -> bool:
    """Whether "combined" or "the sum of" stands at the head of a topic of both, or right before it."""
    first = re.search(r"\bexports\b|\bimports\b|\bshipments\b", sentence.text[topic.start :], re.IGNORECASE)
    return first is not None and bool(_TOGETHER.search(sentence.text[: topic.start + first.start()]))
