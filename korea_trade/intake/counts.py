"""Counts: of members ("seven of the 15 major items rose"), and of things that were shipped ("to 23,000 units").

Belongs here: the rows of the former, and which rates are of the latter. Does not belong here: figures that a rule reads
(`rules`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from korea_trade.intake import periods, roles
from korea_trade.intake.context import TOTAL, Carried, Clause, Place, Scope, codes_of
from korea_trade.intake.proposal import OPEN, SURE, Proposal, new
from korea_trade.intake.token import Token, Topic
from korea_trade.statements.article import Sentence

_COUNTED: Final = re.compile(
    r"(?P<members>\w+)\s+(?:out\s+)?of\s+(?:the\s+|its\s+|our\s+|(?:South\s+)?Korea[’']s\s+|the\s+(?:country|nation)[’']s\s+)?"
    r"(?:(?:top|main|major|key|export)\s+)*(?P<size>\w+)\s+(?:of\s+(?:the\s+|its\s+|(?:South\s+)?Korea[’']s\s+))?(?:(?:top|main|major|key|export|flagship)\s+)*"
    r"(?P<what>items|products|categories|sectors|markets|regions|destinations|countries)",
    re.IGNORECASE,
)
# The other way round: "of the country's 15 major export items, four products rose".
_OF_WHICH: Final = re.compile(
    r"\bof (?:the |its |(?:South )?Korea[’']s |the (?:country|nation)[’']s )(?P<size>\w+) "
    r"(?:(?:top|main|major|key|export|flagship) )*(?P<what>items|products|categories|sectors|markets|regions|"
    r"destinations|countries), (?:only |just )?(?P<members>\w+)\b(?! (?:percent|%|billion|\w+ (?:percent|billion)))",
    re.IGNORECASE,
)
# What a rate led to where it is of no value: "rose 5 percent to 23,000 units".
NUMBER_OF_THINGS: Final = re.compile(
    r"(?:\s[\w-]+){0,5}?\sto (?:[a-z]+ ){0,2}(?:[\d,]+ (?:units|vehicles|cars|tons|tonnes|metric|barrels|sets|pieces)\b"
    r"|\d{1,3}(?:,\d{3})+(?!\.?\d| (?:[mb]illion|[mb]ln|dollars|US|won)))"
)
_ALL: Final = Topic("exports", (TOTAL,))
# Universes whose members and size are known; another one is for a person.
_UNIVERSES: Final = {("items", "15"): "major_items_15", ("markets", "9"): "major_markets_9"}


def rates_of_numbers(read: Iterable[tuple[Sentence, Sequence[Token]]]) -> Iterator[str]:
    """The values, without their signs, of the rates that a text tells of a number of things."""
    for sentence, each in read:
        for token in each:
            if token.code == "P" and NUMBER_OF_THINGS.match(sentence.text[token.end :]):
                yield roles.value(token.text, token.unit).lstrip("-")


def of(sentence: Sentence, each: Sequence[Token], scope: Scope, carried: Carried) -> list[Proposal]:
    """The two rows of each count, of its members and of its universe."""
    out: list[Proposal] = []
    for match in (*_COUNTED.finditer(sentence.text), *_OF_WHICH.finditer(sentence.text)):
        members, size = roles.value(match["members"], "count"), roles.value(match["size"], "count")
        if not members or not size:
            continue
        what = "items" if match["what"].lower() in ("items", "products", "categories", "sectors") else "markets"
        universe = _UNIVERSES.get((what, size), "")
        signs = {one.key for one in each if one.code == "D"}
        at = next((at for at, one in enumerate(each) if one.start >= match.start()), len(each) - 1)
        whole = Clause(0, len(each), "", "", None)
        period = Place(each, codes_of(each), at, whole, _ALL, False, scope, carried, sentence.text).period()
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
        place: dict[str, Any] = {"figure": second.figure, "start": second.start, "end": second.end}
        out.append(replace(common, **place, measure="universe_size", value=size, confidence=confidence))
    return out
