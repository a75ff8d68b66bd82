"""What a sentence puts between a topic and its verb, and what says nothing of the figure: remarks, examples, brackets.

Belongs here: which tokens can be left out for a rule to read. Does not belong here: words in the order that rules read
(`paraphrase`), and which words make one token (`tokens`, `lexicon.yml`).
"""

from __future__ import annotations

import re
from typing import Final

from korea_trade.intake.token import Token

_NAMING: Final = re.compile(
    r"\W*(?:which|who|an?|the|one of|another|its|their|our|(?:south )?korea[’']s|asia[’']s|the (?:country|nation)[’']s)"
    r"\s"
    r"(?!.*(?:exclud|except|adjust|measur|averag|volume|terms|basis|without))",
    re.IGNORECASE | re.DOTALL,
)
_REMARK: Final = "[^,;|().TXMmPOSZKNhHDUYjR1i]"
# "Devices such as phones fell": an example between a topic and its verb.
_EXAMPLE: Final = re.compile(r"T(?=(W[wW][We]{1,3})[DLU])")
_INSERTED: Final = re.compile(rf"T,{_REMARK}*W{_REMARK}*,(?=[DLU])")
# What says how a daily average was counted: "daily exports, considering the number of working days, rose".
_COUNTED: Final = re.compile("T(,?d[Wo]{1,5},?)(?=[DL])")
# A bracket that tells no figure, and limits nothing.
_BRACKET: Final = re.compile(rf"(?<=[TYBb])\((?![otyF@w]){_REMARK[:-1]}GxeEkdu]+\)")
_LIMITS: Final = re.compile(
    r"exclud|except|without|only|alone|part|adjust|averag|volume|terms|unit|index|price|forecast|estimat|won\b",
    re.IGNORECASE,
)


def without(sentence: str, each: list[Token]) -> list[Token]:
    """The tokens without a remark between a topic and its verb: "exports, which make up half of output, rose".

    A remark that names the topic otherwise says nothing of what the verb tells, unless it has a figure, a period or a
    movement of its own; one that limits the topic ("excluding ships") stays.
    """
    codes = "".join(token.code for token in each)
    examples = {
        at
        for match in _EXAMPLE.finditer(codes)
        if sentence[each[match.start(1)].start : each[match.start(1) + 1].end].lower() == "such as"
        for at in range(*match.span(1))
    }
    gone = examples | {
        at
        for match in _INSERTED.finditer(codes)
        if _NAMING.match(sentence[each[match.start() + 1].start : each[match.end() - 1].end])
        for at in range(match.start() + 1, match.end())
    }
    gone |= {
        at
        for match in _COUNTED.finditer(codes)
        if (topic := each[match.start()].topic) and topic.is_daily
        for at in range(*match.span(1))
    }
    gone |= {
        at
        for match in _BRACKET.finditer(codes)
        if not _LIMITS.search(sentence, each[match.start()].start, each[match.end() - 1].end)
        for at in range(*match.span())
    }
    return [token for at, token in enumerate(each) if at not in gone]
