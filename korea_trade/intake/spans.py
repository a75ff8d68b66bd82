"""Spans of which a text says the end alone: "until the end of October".

Belongs here: telling where such a span begins, if the text does. Does not belong here: the forms of periods
(`periods`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from korea_trade.intake import periods
from korea_trade.intake.token import Token


def resolved(each: Sequence[Token], reported: str | None) -> list[Token]:
    """The tokens with the spans that begin with the year: as the one that the text reports, or as what it sums up."""
    is_sum = any(one.code == "u" or (one.topic and one.topic.is_cumulative) for one in each)
    return [_from_january(one, reported, is_sum) for one in each]


def _from_january(one: Token, reported: str | None, is_sum: bool) -> Token:
    if one.code != "Y" or one.iso or not one.key or one.key.endswith("-01"):
        return one
    first = f"{one.key[:4]}-01"
    span = periods.whole(first, one.key) or f"{first}/{one.key}"
    return replace(one, iso=span) if is_sum or span == reported else one
