"""Where the figures of a release come from and under which terms it can be used, in words.

Belongs here: the citation of each article and the sentences on the licence, which every form of the exports repeats.
Does not belong here: where in an article a figure stands (`fct_statement`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import duckdb

LICENCE_ID: Final = "Apache-2.0"
LICENCE_TITLE: Final = "Apache License 2.0"
LICENCE_URL: Final = "https://www.apache.org/licenses/LICENSE-2.0"
ABOUT: Final = "Figures of Korean trade as press articles print them, each traceable to the sentence that prints it."
TERMS: Final = (
    "The code, and with it the labels, notes and definitions, which are the compiler's own words, are under the Apache "
    "License 2.0. The figures are facts; the licence claims nothing of the articles that print them. No sentence of an "
    "article is part of this release: titles serve as citation, a figure is given as printed with the place where it "
    "stands and the SHA-256 of its sentence."
)


@dataclass(frozen=True)
class Article:
    """One article: the day from which its figures were public, and whether the text states that day."""

    article_id: str
    title: str
    publisher: str
    reference_period: str
    known_from: date
    known_from_basis: str

    def __str__(self) -> str:
        return (
            f"{self.article_id}: “{self.title}”, {self.publisher}, on {self.reference_period}, figures public from "
            f"{self.known_from.isoformat()} ({self.known_from_basis})"
        )


def articles(connection: duckdb.DuckDBPyConnection) -> list[Article]:
    """All articles in the order of the corpus."""
    rows = connection.execute(
        "select article_id, title, publisher, reference_period, known_from, known_from_basis "
        "from dim_article order by article_no"
    ).fetchall()
    return [Article(*row) for row in rows]
