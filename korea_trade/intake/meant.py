"""What a bare "exports" or "the surplus" means in a text that is about one item, one partner or one sector.

Belongs here: the one subject of a text, and giving it to a topic that names nothing but a flow. Does not belong here:
topics that name their subject (`tokens`), and doubts about what is meant (`doubts`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from korea_trade.intake.context import SECTOR, TOTAL, Carried, Scope, codes_of
from korea_trade.intake.token import Token, Topic

_BILATERAL: Final = ("trade", "balance")
# "The exports", "their shipments" are those that were spoken of, and so are exports "in value terms".
_DEFINITE: Final = re.compile(
    r"\b(?:the|their|these|those|such)(?: total| overall| combined)?\s?$|\b(?:in value terms|in terms of value)\b",
    re.IGNORECASE,
)


# "The overall surplus" is the one with all partners.
_OVERALL: Final = re.compile(r"\b(?:overall|total|entire|whole|aggregate)\b[^,;]{0,20}$", re.IGNORECASE)


def subject_of(heads: Sequence[Topic | None]) -> tuple[str, str]:
    """The one item or partner that the first topics of a text are about, empty where there is none."""
    named = {topic.subjects if topic else () for topic in heads}
    only = next(iter(named)) if len(named) == 1 else ()
    return only[0] if len(only) == 1 and only[0] != TOTAL else ("", "")


def is_bilateral(heads: Sequence[Topic | None]) -> bool:
    """Whether they are about trade or the balance with one partner."""
    return subject_of(heads)[0] == "partner" and any(topic is not None and topic.flow in _BILATERAL for topic in heads)


def sign_of(heads: Sequence[Topic | None]) -> int | None:
    """The sign of the balance that they are about, None where they do not tell."""
    signs = {topic.sign for topic in heads if topic and topic.sign}
    return signs.pop() if len(signs) == 1 else None


def topic(own: Topic, sentence: str, each: Sequence[Token], at: int | None, scope: Scope, carried: Carried) -> Topic:
    """The topic `own` at `at`, with the subject of the text where it names nothing but a flow."""
    if own.subjects != (TOTAL,) or at is None or own.is_national:
        return own
    if scope.is_of_sector:
        return replace(own, subjects=(SECTOR,)) if own.is_bare and _is_first(codes_of(each), at) else own
    kind = scope.about[0]
    if kind == "partner" and scope.is_bilateral and own.flow == "balance" and not carried.is_of_all:
        is_other = (scope.sign and own.sign not in (None, scope.sign)) or _OVERALL.search(sentence[: each[at].end])
        return own if is_other else replace(own, subjects=(scope.about,))
    if kind == "item" and own.is_bare and _is_of_what_was_spoken_of(sentence, each, at, scope, carried):
        return replace(own, subjects=(scope.about,))
    return own


def _is_first(codes: str, at: int) -> bool:
    """Whether no name stands before it."""
    return not re.search("[keTXWxgG)]$", codes[:at])


def _is_of_what_was_spoken_of(sentence: str, each: Sequence[Token], at: int, scope: Scope, carried: Carried) -> bool:
    """Whether "the exports" follow those of the subject of the text in their paragraph."""
    before = next((one.topic for one in reversed(each[:at]) if one.code == "T"), carried.part)
    words = sentence[: each[at].end].removesuffix(each[at].text)
    return before is not None and before.subjects == (scope.about,) and bool(_DEFINITE.search(words))
