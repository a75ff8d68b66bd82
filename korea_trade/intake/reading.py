"""What a file says: its texts, which articles they are, and the rows that they propose.

Belongs here: bringing text, article and grammar together. Does not belong here: any of the three, and what is done with
the rows.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from korea_trade.intake import grammar, lexicon
from korea_trade.intake.proposal import Proposal
from korea_trade.statements import declaration, reader, texts
from korea_trade.statements.texts import Text

_ID: Final = re.compile(r"a([0-9]+)")
_SAME_TIME: Final = timedelta(days=20)


@dataclass(frozen=True)
class Reading:
    """A text with the id of the article that it is, or would become, and its proposed rows.

    `is_known` tells that articles.csv has the article already. `known_from` is None where nothing tells the day.
    """

    text: Text
    article_id: str
    is_known: bool
    known_from: date | None
    known_from_basis: str
    rows: tuple[Proposal, ...]


def read(path: Path, sources: Path, published: date | None = None) -> list[Reading]:
    """Each text of the file `path` with its proposals; `published` is the day of texts that do not tell it.

    Raises TextError for a file that cannot be read, and SourceError where the list of articles cannot.
    """
    listed = reader.records(declaration.load().tables["articles"], sources)
    words = lexicon.load(sources)
    number = max((int(match[1]) for row in listed if (match := _ID.fullmatch(str(row["article_id"])))), default=0)
    found: list[Reading] = []
    for text in texts.read(path):
        row = _same(text, listed)
        if row is None:
            number += 1
            article_id, known_from, basis = f"a{number:02d}", text.published or published, text.published_basis
        else:
            article_id, known_from, basis = str(row["article_id"]), row["known_from"], str(row["known_from_basis"])
        rows = grammar.propose(text, words, article_id, known_from)
        found.append(Reading(text, article_id, row is not None, known_from, basis, tuple(rows)))
    return found


def _same(text: Text, listed: list[dict[Hashable, Any]]) -> Mapping[Hashable, Any] | None:
    """The row of the article that the text is, by title, and by publisher and day where both are known."""
    for row in listed:
        if (
            " ".join(str(row["title"]).split()) == text.title
            and _is_of_that_time(text, row["known_from"])
            and (
                not text.publisher
                or str(row["publisher"]) in (text.publisher, f"www.{text.publisher}")
                or text.publisher.endswith(str(row["publisher"]))
            )
        ):
            return row
    return None


def _is_of_that_time(text: Text, known_from: date | None) -> bool:
    """A title can come again each month; the day of an article may be inferred, and that of its print a later one."""
    return text.published is None or known_from is None or abs(text.published - known_from) <= _SAME_TIME
