"""Articles as paragraphs and sentences, so that a locator can be followed and a sentence hashed.

Belongs here: cutting the lines of an article into paragraphs and sentences, and the hash of a sentence. Does not belong
here: reading a file (`texts`), what one publisher puts around its articles (`korea_trade.statements.layouts`), what the
sentences say, and the comparison with the source tables (`korea_trade.statements.verification`).

The layout of the publisher tells which lines are no body. Whitespace is collapsed and NBSP is a space. Paragraph 0 is
the title, the others are the body's lines.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from korea_trade.statements.layout import Layout

# Whose stop ends no sentence: "U.S.", "S. Korea", "approx. 67,000", "No. 1", "Jan. 1".
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:[A-Z]\.)+|\b(?:approx|No|Nos|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|St|vs|cf|etc|Inc|Co|Corp|Ltd|Bros|Jr|Sr|Fig|Vol|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.|\b[ap]\.m\.|\b[ei]\.[ge]\.)$",
    re.ASCII,
)
# A sentence ends at a full stop, question or exclamation mark, with its closing quote or bracket, before a capital or a
# quote. The blank can have gone missing where the next word is plainly one ("in 2023.Exports rose").
_SENTENCE_END: Final = re.compile(
    r"(?<=[.?!])(?P<quote>[”’\"\)]?)(?:\s+(?=[“‘\"]?[A-Z])|(?<=[a-z0-9%\)”’\"][.?!])(?=[“‘\"]?[A-Z][a-z]*[\s,]))"
)
# A heading in capitals that lost its line: "TRADE SURPLUSExports rose".
_GLUED_HEADING: Final = re.compile(r"[A-Z][A-Z’' -]{7,}[A-Z](?=[A-Z][a-z])")

# A line of a file with its number.
Line = tuple[int, str]


@dataclass(frozen=True)
class Sentence:
    """One sentence with its locator: paragraph 0 is the title, sentences count from 1 in their paragraph.

    `line` is the line of the file, for people; the locator does not change when blank lines come or go.
    """

    paragraph: int
    sentence: int
    text: str
    line: int

    @property
    def sha256(self) -> str:
        """SHA-256 of the sentence in UTF-8, whitespace collapsed and NBSP as space."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def behind_footer(layout: Layout, title: str) -> str:
    """The title that stands behind a footer on one line, or as it is. Raises ValueError for a footer alone."""
    for footer in layout.footers:
        if match := footer.match(title):
            behind = title[match.end() :].strip()
            if not behind:
                raise ValueError("a footer stands where the title should")
            return behind
    return title


def body(layout: Layout, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of an article that are text of it."""
    is_above = True
    for number, line in lines:
        if any(pattern.fullmatch(line) for pattern in layout.ends):
            return
        is_above = is_above and any(pattern.fullmatch(line) for pattern in layout.headers)
        if not is_above and not any(pattern.fullmatch(line) for pattern in layout.footers):
            yield number, line


def split(paragraph: str) -> list[str]:
    """The sentences of a paragraph, whitespace collapsed."""
    heading = _GLUED_HEADING.match(paragraph)
    start = heading.end() if heading else 0
    ends = [
        match
        for match in _SENTENCE_END.finditer(paragraph, start)
        if not _ABBREVIATION.search(paragraph, 0, match.start()) and not _is_of_an_address(paragraph, match)
    ]
    cuts = [0, *([start] if heading else []), *(match.end() for match in ends), len(paragraph)]
    return [sentence for first, last in pairwise(cuts) if (sentence := paragraph[first:last].strip())]


def _is_of_an_address(paragraph: str, end: re.Match[str]) -> bool:
    """Whether the stop, which no blank follows, is one of several in a word: "www.example.Com"."""
    word = paragraph[: end.start() - 1].split(" ")[-1]
    return not end.group().endswith(" ") and bool(re.search(r"[/@]|[A-Za-z]\.", word))
