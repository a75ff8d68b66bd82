"""Whose trade a text speaks of: Korea's, or that of another country or of a company.

Belongs here: the words that name Korea, its agencies and companies, and where they have to stand. Does not belong here:
what is told of the trade (`grammar`), and a single clause about somebody else (`doubts.subject`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from korea_trade.intake.lexicon import Lexicon
from korea_trade.intake.token import Token
from korea_trade.statements.article import Sentence

_KOREA: Final = re.compile(
    r"(?<!north )(?<!n\. )korea|seoul|fourth[- ]largest economy|\bkcs\b|\bmotie\b|\bmotir\b", re.IGNORECASE
)
_KOREAN_OUTLET: Final = re.compile(r"^https?://[^/]+\.kr(?:[:/]|$)")
# Korea as a partner or one of several; "exports from South Korea" are its own.
_PARTNER: Final = re.compile(
    r"(?:(?<!exports )(?<!shipments )\bfrom|\b(?:to|with|and|like|than|including)) (?:the )?"
    r"(?:south |s\. |republic of )?korea(?!n|[’']s)",
    re.IGNORECASE,
)
# Where a report was written says nothing of whose trade it is.
_DATELINE: Final = re.compile(r"^[A-Z][A-Z/,. ]+(?:, [A-Z][a-z]+\.? \d{1,2})?\s*\([A-Z][A-Za-z/ ]+\)\s*[-–—]*")
# Every country has such an agency.
_OF_ANY_COUNTRY: Final = re.compile(r"(?:trade|industry) ministry|customs agency", re.IGNORECASE)
_COMPANY: Final = re.compile(
    r"\(\s*\w{1,7}\.[A-Z]{1,2}\s*\)|\b(?:Inc|Corp|Co|Ltd|PLC|LLC|NV)\b|\b(?:Samsung|Hyundai|Kia|LG|SK [Hh]ynix|POSCO)\b"
)
# More than one country: "the Asian financial crisis".
_WIDER: Final = re.compile(r"asian|asia's|world|global trade|european", re.IGNORECASE)
# So many sentences about trade can come before one that says whose it is.
_MOST: Final = 3


def is_korea(address: str, read: Sequence[tuple[Sentence, Sequence[Token]]], words: Lexicon) -> bool:
    """Whether the first trade that the text speaks of is Korea's: near its head it names Korea or its agencies, or its
    address does, and no other country or company comes before them."""
    if _is_of_a_company(read):
        return False
    passed = 0
    for sentence, each in read:
        if _names_korea(sentence, each):
            return True
        is_of_trade = any(token.code in "TX" for token in each)
        # A name without trade, such as that of a photographer's company, says nothing of whose trade it is.
        is_of_others = any(token.code == "x" and not _WIDER.fullmatch(token.text) for token in each)
        if is_of_trade and (is_of_others or any(_is_of_a_country(sentence, one, words) for one in each)):
            return False
        passed += is_of_trade and sentence.paragraph > 0
        if passed > _MOST:
            break
    return bool(_KOREA.search(address) or _KOREAN_OUTLET.search(address))


def _names_korea(sentence: Sentence, each: Sequence[Token]) -> bool:
    text = _PARTNER.sub("", _DATELINE.sub("", sentence.text))
    return bool(_KOREA.search(text)) or any(
        token.kind == "organisation" and not _OF_ANY_COUNTRY.fullmatch(token.text) for token in each
    )


def _is_of_a_company(read: Sequence[tuple[Sentence, Sequence[Token]]]) -> bool:
    """Whether title or first sentence, captions left out, names a company, and neither the country's trade."""
    first = next((at for at, (sentence, _) in enumerate(read) if at and sentence.text.endswith(".")), 0)
    head = [read[0], read[first]]
    topics = [token.topic for _, each in head for token in each if token.code == "T" and token.topic]
    # Abroad "Korean imports" are those from Korea.
    is_national = any(topic.is_whole and topic.flow != "imports" for topic in topics)
    return not is_national and any(_COMPANY.search(sentence.text) for sentence, _ in head)


def _is_of_a_country(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """Whether a topic begins with the name of another country: "Vietnam's exports", "Chinese exports"."""
    names = (*words.patterns["partner"], *words.patterns["foreign"])
    return token.code == "X" and any(one.match(sentence.text, token.start) for one in names)
