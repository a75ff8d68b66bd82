"""Articles as paragraphs and sentences, so that a locator can be followed and a sentence hashed.

Belongs here: cutting an article file into articles, paragraphs and sentences, and the hash of a sentence. Does not
belong here: what the sentences say, and the comparison with the source tables (`korea_trade.statements.verification`).

An article file is plain text: per article a title line, an address line, the body, and a footer line with the name of
the site. Whitespace is collapsed and NBSP is a space. Paragraph 0 is the title, the others are the body's lines.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

_ADDRESS: Final = re.compile(r"https?://\S+")
_FOOTER: Final = re.compile(r"\S+\.\w+ \| .+")
# A sentence ends at a full stop, question or exclamation mark, with its closing quote, before a capital or a quote;
# the stop of "U.S." ends none.
_SENTENCE_END: Final = re.compile(r"(?<!U\.S\.)(?<=[.?!])(?P<quote>[”’\"]?)\s+(?=[“‘\"]?[A-Z])")


@dataclass(frozen=True)
class Sentence:
    """One sentence with its locator: paragraph 0 is the title, sentences count from 1 in their paragraph.

    `line` is the line of the file, for people; the locator does not change when blank lines come or go.
    """

    article_no: int
    paragraph: int
    sentence: int
    text: str
    line: int

    @property
    def sha256(self) -> str:
        """SHA-256 of the sentence in UTF-8, whitespace collapsed and NBSP as space."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def sentences(path: Path) -> Iterator[Sentence]:
    """Every sentence of the articles in `path`, in print order. Raises ValueError if the file holds no article."""
    numbered = enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1)
    lines = [(number, " ".join(words)) for number, line in numbered if (words := line.split())]
    titles = [at - 1 for at, (_, line) in enumerate(lines) if _ADDRESS.fullmatch(line) and at > 0]
    if not titles:
        raise ValueError(f"{path}: no article found: an article is a title line, an address line and a body")
    for article_no, (start, end) in enumerate(pairwise([*titles, len(lines)]), start=1):
        number, title = lines[start]
        yield Sentence(article_no, 0, 1, title, number)
        body = [(number, line) for number, line in lines[start + 2 : end] if not _FOOTER.fullmatch(line)]
        for paragraph, (number, line) in enumerate(body, start=1):
            for sentence, text in enumerate(_split(line), start=1):
                yield Sentence(article_no, paragraph, sentence, text, number)


def _split(paragraph: str) -> list[str]:
    return _SENTENCE_END.sub(r"\g<quote>\n", paragraph).split("\n")
