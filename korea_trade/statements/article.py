"""Articles as paragraphs and sentences, so that a locator can be followed and a sentence hashed.

Belongs here: cutting a text into articles, paragraphs and sentences, and the hash of a sentence. Does not belong here:
what one publisher puts around its articles (`korea_trade.statements.layouts`), what the sentences say, and the
comparison with the source tables (`korea_trade.statements.verification`).

A text is plain: per article a title line, an address line and the body. The host of the address is the publisher, and
its layout tells which lines are no body. Whitespace is collapsed and NBSP is a space. Paragraph 0 is the title, the
others are the body's lines.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from korea_trade.statements import layout
from korea_trade.statements.layout import Layout

_ADDRESS: Final = re.compile(r"https?://\S+")
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


@dataclass(frozen=True)
class Article:
    """One article as printed: its title is also its first sentence."""

    publisher: str
    sentences: tuple[Sentence, ...]

    @property
    def title(self) -> str:
        return self.sentences[0].text

    @property
    def line(self) -> int:
        return self.sentences[0].line


def articles(path: Path) -> list[Article]:
    """The articles in the text file `path`, in print order. Raises ValueError if it holds none."""
    numbered = enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1)
    lines = [(number, " ".join(words)) for number, line in numbered if (words := line.split())]
    titles = [at - 1 for at, (_, line) in enumerate(lines) if _ADDRESS.fullmatch(line) and at > 0]
    if not titles:
        raise ValueError("no article found: an article is a title line, an address line and a body")
    before: Layout | None = None
    found: list[Article] = []
    for start, end in pairwise([*titles, len(lines)]):
        (number, title), (_, address) = lines[start : start + 2]
        publisher = urlsplit(address).hostname or ""
        own = layout.of(publisher)
        # Where the file before ended without a line end, its footer and the title stand on one line.
        title = behind_footer(before or own, title, number)
        kept = body(own, lines[start + 2 : end])
        sentences = [
            Sentence(paragraph, sentence, text, number)
            for paragraph, (number, line) in enumerate(kept, start=1)
            for sentence, text in enumerate(split(line), start=1)
        ]
        found.append(Article(publisher, (Sentence(0, 1, title, number), *sentences)))
        before = own
    return found


def behind_footer(layout: Layout, title: str, number: int) -> str:
    for footer in layout.footers:
        if match := footer.match(title):
            behind = title[match.end() :].strip()
            if not behind:
                raise ValueError(
                    f"line {number}: a footer stands where the title should; put the title on its own line"
                )
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
