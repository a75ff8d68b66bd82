"""That nothing of a text goes missing: every figure, number word, rank, record and direction is in a row.

Belongs here: the open rows for what no rule read, and the exceptions, digits that are no figure, each with its reason.
Does not belong here: reading a figure (`rules`, `roles`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from korea_trade.intake import lexicon, quantities, roles
from korea_trade.intake.lexicon import Lexicon
from korea_trade.intake.proposal import EXCEPTION, Proposal, new
from korea_trade.intake.taken import Taken
from korea_trade.intake.token import Token
from korea_trade.statements.article import Sentence

Span = tuple[int, int]

_DIGIT: Final = re.compile(r"\d+(?:[.,]\d+)*")
_LOOKED_AT: Final = {
    "O": "points of percent", "Z": "a run that ended", "K": "times as much", "N": "a count of members",
    "h": "a horizon",
    "H": "an extreme since long",
    "Q": "a rank", "R": "a record", "r": "a superlative", "m": "an amount in another currency",
}  # fmt: skip
# Words that say something in numbers or ranks, by the kind of the lexicon that knows them.
_TELLING: Final = (
    ("record", "a record"), ("superlative", "a superlative"), ("first_time", "a first time"), ("turned", "a turn"),
    ("threshold", "a threshold"),
)  # fmt: skip


def left_over(
    sentence: Sentence,
    each: Sequence[Token],
    told: Sequence[Span],
    rows: Sequence[Proposal],
    article_id: str,
    words: Lexicon,
) -> list[Proposal]:
    """Every figure, number word, rank, record and direction that no row accounts for, open; every other digit with its
    reason. Words of the clauses in `told` say what the rows say that were read there."""
    text = sentence.text
    out: list[Proposal] = []
    taken = Taken(len(text))
    for row in rows:
        taken.take(row.start, row.end)

    def leave_open(start: int, end: int, rule: str, theme: str = "", unit: str = "", value: str = "") -> None:
        if taken.is_free(start, end):
            out.append(replace(new(article_id, sentence, start, end), rule=rule, theme=theme, unit=unit, value=value))
            taken.take(start, end)

    for token in each:
        if token.code in _LOOKED_AT:
            value = roles.value(token.text, token.unit)
            leave_open(token.start, token.end, _LOOKED_AT[token.code], unit=token.unit, value=value)
    dates = [(token.start, token.end) for token in each if token.code in "YBbqj"]
    for match in [*_DIGIT.finditer(text), *quantities.WORDS.finditer(text)]:
        within = any(start <= match.start() and match.end() <= end for start, end in dates)
        if within and match[0][0].isdigit() and taken.is_free(*match.span()):
            row = new(article_id, sentence, *match.span())
            out.append(replace(row, theme="digit_exceptions", confidence=EXCEPTION, rule="part of a period or day"))
            taken.take(*match.span())
        elif not within:
            leave_open(*match.span(), "a number that no rule reads")
    for kind, rule in _TELLING:
        for match in (one for pattern in words.patterns[kind] for one in pattern.finditer(text)):
            if not any(start <= match.start() < end for start, end in told):
                leave_open(*match.span(), rule)
    for match in (one for pattern in words.patterns["direction"] for one in pattern.finditer(text)):
        if not any(start <= match.start() < end for start, end in told):
            sign = lexicon.key(words, "direction", match[0])
            leave_open(*match.span(), "a direction in words", "directions", "direction", sign)
    return out
