"""Which of two moved faster: "exports to India grew faster than those to Japan", "imports fell less than exports".

Belongs here: finding the two things and which is said to be ahead in growth. Does not belong here: which of two is
larger (`orders`), and whether it is so (`check`).

No table holds such an order, so the row stays open for a person; it is complete enough to be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from korea_trade.intake.context import TOTAL, Carried, Scope, codes_of, period_told
from korea_trade.intake.orders import with_these
from korea_trade.intake.proposal import OPEN, Proposal, new
from korea_trade.intake.token import Token
from korea_trade.statements.article import Sentence

NOTE: Final = "an order of two rates, which no table holds"
_MORE: Final = r"(?:faster|quicker|more(?: (?:quickly|sharply|strongly|rapidly|steeply))?)"
_LESS: Final = r"(?:slower|less(?: (?:quickly|sharply|strongly|rapidly|steeply))?|more slowly)"
_PACE: Final = r"at a (?:much )?{} (?:pace|rate|clip)"
# Between the direction and the second name.
_FASTER: Final = re.compile(
    rf"\s(?:(?:much |far |even )?{_MORE}|{_PACE.format('(?:faster|quicker|sharper|steeper|stronger)')}) than\s",
    re.IGNORECASE,
)
_SLOWER: Final = re.compile(
    rf"\s(?:(?:much |far |even )?{_LESS}|{_PACE.format('(?:slower|milder|gentler|weaker)')}) than\s", re.IGNORECASE
)
_OUTGREW: Final = re.compile(r"\s((?:have |has )?outgr[eo]wn?)\s(?:the )?", re.IGNORECASE)
# What makes it another order than one of growth on the year, or none that was reached.
_ANOTHER: Final = re.compile(
    r"\b(?:month|quarter|average\w*|daily|volumes?|prices?|shares?|cumulative|combined|not|never|nearly|almost|if"
    r"|would|could|may|might|will|should|expected|likely|until|before|had|since)\b|n[’']t\b"
)


def with_paces(
    sentence: Sentence, each: Sequence[Token], scope: Scope, carried: Carried, rows: Sequence[Proposal]
) -> list[Proposal]:
    """The rows of a sentence, with one for each order of two rates in it."""
    return with_these(rows, _paces(sentence, each, scope, carried))


def _paces(sentence: Sentence, each: Sequence[Token], scope: Scope, carried: Carried) -> Iterator[Proposal]:
    told = re.fullmatch(r"[oYk,]*(T)[oYk]*(D)?[^TXD]*?(T)[oYk]*[.]?", codes_of(each))
    if told is None or not scope.has_base_year or _ANOTHER.search(sentence.text):
        return
    first, second = each[told.start(1)], each[told.start(3)]
    of, rival = _of(first), _of(second)
    said = _said(sentence.text, first, each[told.start(2)] if told[2] else None, second)
    if of is None or rival is None or of == rival or said is None:
        return
    same_flow, same_subject = of[0] == rival[0], of[1:] == rival[1:]
    if not same_flow and not (same_subject and of[1:] == TOTAL):
        return
    start, end, is_ahead = said
    (flow, kind, key), behind = (of, rival) if is_ahead else (rival, of)
    period = period_told(each, carried)
    yield replace(
        new(scope.article_id, sentence, start, end),
        theme="records", claim="highest", measure="yoy", value="1", unit="rank", flow=flow, subject_kind=kind,
        subject_id=key, period=period, scope="in_list", rule=NOTE, note=NOTE, confidence=OPEN,
        rival_id=behind[2] if same_flow else behind[0], is_compared=bool(period),
    )  # fmt: skip


def _said(text: str, first: Token, moved: Token | None, second: Token) -> tuple[int, int, bool] | None:
    """Where the order stands in the sentence, and whether the first of the two is ahead; None if there is no order."""
    if moved is None:
        outgrew = _OUTGREW.fullmatch(text, first.end, second.start)
        return outgrew and (*outgrew.span(1), True)
    between = text[moved.end : second.start]
    is_faster = _FASTER.match(between)
    compared = is_faster or _SLOWER.match(between)
    if compared is None or moved.key not in ("1", "-1") or between[compared.end() :].strip() not in ("", "the"):
        return None
    # What fell faster has the lower growth.
    return moved.start, moved.end + compared.end() - len(" than "), bool(is_faster) == (moved.key == "1")


def _of(token: Token) -> tuple[str, str, str] | None:
    """Flow, kind and key of what a topic is about, None where it is of no single series."""
    topic = token.topic
    if topic is None or not topic.is_one or topic.is_daily or topic.is_cumulative or topic.is_cell:
        return None
    if topic.flow not in ("exports", "imports"):
        return None
    return topic.flow, *topic.subjects[0]
