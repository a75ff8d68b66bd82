"""Which of two is larger: "the United States overtook China as the largest export market", "chips exceeded cars".

Belongs here: finding the two names, which of them is said to be ahead, in what and when. Does not belong here: ranks of
one name among all (`claims`), and whether it is so (`check`).

No table holds an order of two, so that such a row stays open for a person; it is complete enough to be compared. What
stands around the two is read over only where it can limit neither of them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from korea_trade.intake.claims import RANKED
from korea_trade.intake.context import Carried, Scope, period_told
from korea_trade.intake.proposal import OPEN, Proposal, new
from korea_trade.intake.token import Token
from korea_trade.statements.article import Sentence

NOTE: Final = "an order of two, which no table holds"
# What says that the first of two is ahead, or behind it, by the words of its tokens.
_AHEAD: Final = re.compile(
    r"(?:overt(?:ook|ak(?:es?|ing))|surpass(?:ed|es|ing)?|exceed(?:ed|s|ing)?|topp(?:ed|ing)|outstripp(?:ed|ing)"
    r"|eclips(?:ed|ing)|replac(?:ed|ing)|displac(?:ed|ing)|supplant(?:ed|ing)|outrank(?:ed|ing)"
    r"|(?:edg|nos|push)(?:ed|ing) (?:out|past|ahead of)|took over from|taking over from"
    r"|(?:mov|pull|inch|climb|leap(?:frogg)?)(?:ed|ing) (?:past|ahead of|above)|ahead of|above"
    r"|(?:larger|higher|greater|bigger|more) than)",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    r"(?:(?:smaller|lower|less) than|(?:fell|falling|slipped|slipping) (?:behind|below)|behind|below|trail(?:ed|ing)"
    r"|lagg(?:ed|ing)(?: behind)?|g(?:ave|iving) way to"
    r"|(?:overtaken|surpassed|exceeded|topped|eclipsed|replaced|displaced|supplanted) by)",
    re.IGNORECASE,
)
# What makes it another order than one of levels, or none that was reached.
_ANOTHER: Final = re.compile(
    r"\b(?:growth|grew|pace|rates?|faster|slower|shares?|surplus\w*|deficits?|balance|gains?|losses|tariffs?|not|never"
    r"|nearly|almost|close to|about to|fail\w*|without|if|averag\w+|volumes?|cumulative|combined|together|both|when"
    r"|until|before|had)\b|n[’']t\b",
    re.IGNORECASE,
)
# Up to the second name, and behind it, in codes; `N` is a name or what is shipped to or of it, `A` what says the order.
_BEFORE: Final = re.compile(r"(?:[oYkBb]|L(?![^A]*P))*(?:[LDPMtoYBby@R]*,)?A")
_BESIDE: Final = re.compile(
    r"(?:o?Y)?(?:,?(?:w|t)W?k?(?P<rank>r|v)TW?)?(?:o?Y)?(?:[wtoBY]*L?M)?(?:o?Y)?,?(?:[.|;1]|,?$|,[wDFTk&])"
)


def with_orders(
    sentence: Sentence, each: Sequence[Token], scope: Scope, carried: Carried, rows: Sequence[Proposal]
) -> list[Proposal]:
    """The rows of a sentence, with one for each order of two in it; it replaces the open rows of its words."""
    return with_these(rows, _orders(sentence, each, scope, carried))


def with_these(rows: Sequence[Proposal], orders: Iterable[Proposal]) -> list[Proposal]:
    """The rows with each of the orders in place of the open rows of its words, but where another is read whole."""
    out = list(rows)
    for order in orders:
        if any(_overlap(order, row) and row.confidence != OPEN for row in out):
            continue
        out = [row for row in out if not _overlap(order, row)] + [order]
    return out


def _overlap(one: Proposal, other: Proposal) -> bool:
    return one.start < other.end and other.start < one.end


def _orders(sentence: Sentence, each: Sequence[Token], scope: Scope, carried: Carried) -> Iterator[Proposal]:
    names = [at for at, token in enumerate(each) if _subject(token)[0]]
    for first, second in itertools.pairwise(names):
        kind, key = _subject(each[first])
        other_kind, rival = _subject(each[second])
        between = sentence.text[each[first].end : each[second].start]
        told = [(sign, match) for sign, pattern in ((1, _AHEAD), (-1, _BEHIND)) for match in pattern.finditer(between)]
        if kind != other_kind or key == rival or not told:
            continue
        sign, match = max(told, key=lambda one: len(one[1][0]))
        start = each[first].end + match.start()
        codes = _codes(each[first + 1 : second], (start, start + len(match[0])))
        beside = _BESIDE.match("".join(one.code for one in each[second + 1 :]))
        if not _BEFORE.fullmatch(codes) or beside is None or _is_of_something_else(sentence, each, first, second):
            continue
        yield _order(
            sentence, each, scope, carried, first=first, second=second, sign=sign, place=(start, start + len(match[0])),
            rank=None if beside["rank"] is None else second + 1 + beside.start("rank"),
        )  # fmt: skip


def _subject(token: Token) -> tuple[str, str]:
    """Kind and key of the country or item that a token names, or of which it tells what is shipped."""
    if token.code == "e":
        return token.kind, token.key
    is_level = token.code == "T" and token.topic and token.topic.is_one and not (
        token.topic.is_daily or token.topic.is_cumulative or token.topic.is_cell
    )  # fmt: skip
    kind, key = token.topic.subjects[0] if is_level and token.topic else ("", "")
    return (kind, key) if kind in RANKED else ("", "")


def _codes(each: Sequence[Token], told: tuple[int, int]) -> str:
    """The codes of tokens, with one `A` for those that say the order."""
    return re.sub("A+", "A", "".join("A" if one.start < told[1] and told[0] < one.end else one.code for one in each))


def _is_of_something_else(sentence: Sentence, each: Sequence[Token], first: int, second: int) -> bool:
    begin = max((one.end for one in each[:first] if one.code in "|."), default=0)
    said = sentence.text[begin : each[second].end]
    return bool(_ANOTHER.search(said)) or any(one.code in "fXgx" and one.start >= begin for one in each[:second])


def _order(
    sentence: Sentence, each: Sequence[Token], scope: Scope, carried: Carried, *,
    first: int, second: int, sign: int, place: tuple[int, int], rank: int | None,
) -> Proposal:  # fmt: skip
    ahead, behind = (first, second) if sign > 0 else (second, first)
    kind, key = _subject(each[ahead])
    row = new(scope.article_id, sentence, *(place if rank is None else (each[rank].start, each[rank].end)))
    flows = {
        one.topic.flow for one in (each[first], each[second], *(each[rank + 1 : rank + 2] if rank else ()))
        if one.topic and one.topic.flow
    }  # fmt: skip
    is_ranked = rank is not None and RANKED[kind].match(sentence.text[each[rank].end :]) is not None
    period = period_told(each, carried)
    row = replace(
        row, theme="records", claim="highest", measure="value", value="1", unit="rank", subject_kind=kind,
        subject_id=key, flow=flows.pop() if len(flows) == 1 else "", period=period,
        scope="among_subjects" if is_ranked else "in_list",
        rule=NOTE, note=NOTE, rival_id=_subject(each[behind])[1],
    )  # fmt: skip
    is_whole = row.flow in ("exports", "imports") and period and (rank is None or is_ranked)
    return replace(row, is_compared=bool(is_whole))
