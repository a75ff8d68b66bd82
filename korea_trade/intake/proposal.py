"""A proposed row: a statement as the source tables want it, before a person has decided on it.

Belongs here: the row, its columns and its form as CSV. Does not belong here: where it comes from (`grammar`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from typing import IO, Final

from korea_trade.statements.article import Sentence

SURE: Final = "sure"
OPEN: Final = "open"
# Digits that are no figure: a row of digit_exceptions.csv, with the reason as its rule.
EXCEPTION: Final = "exception"


@dataclass(frozen=True)
class Proposal:
    """One row. `theme` is empty where nobody could tell what the figure says; `confidence` is `sure`, `open`, or
    `exception` for digits that are no figure; `start` and `end` are its place in the sentence, in characters.

    `is_compared` tells that an open row says all that a comparison needs, though no table holds it; `rival_id` is whom
    its subject is said to be ahead of.
    """

    theme: str
    statement_id: str
    article_id: str
    paragraph: int
    sentence: int
    sentence_sha256: str
    figure: str
    value: str = ""
    unit: str = ""
    measure: str = ""
    flow: str = ""
    subject_kind: str = ""
    subject_id: str = ""
    period: str = ""
    reference_period: str = ""
    certainty: str = "stated"
    modality: str = "actual"
    definition: str = ""
    repeats: str = ""
    note: str = ""
    entry: str = "rule"
    direction: str = ""
    condition: str = ""
    status: str = ""
    threshold: str = ""
    claim: str = ""
    scope: str = ""
    population_id: str = ""
    base_id: str = ""
    base_certainty: str = ""
    confidence: str = OPEN
    rule: str = ""
    start: int = 0
    end: int = 0
    rival_id: str = ""
    is_compared: bool = False

    @property
    def cell(self) -> tuple[str, ...]:
        """What the row gives a value for."""
        return (
            self.theme,
            self.measure,
            self.flow,
            self.subject_kind,
            self.subject_id,
            self.period,
            self.reference_period,
        )


# What no table holds.
_BESIDE: Final = ("start", "end", "rival_id", "is_compared")
COLUMNS: Final = tuple(field.name for field in fields(Proposal) if field.name not in _BESIDE)


def new(article_id: str, sentence: Sentence, start: int, end: int) -> Proposal:
    """An open row for the characters from `start` to `end` of a sentence."""
    return Proposal(
        theme="",
        statement_id="",
        article_id=article_id,
        paragraph=sentence.paragraph,
        sentence=sentence.sentence,
        sentence_sha256=sentence.sha256,
        figure=sentence.text[start:end],
        start=start,
        end=end,
    )


def named(rows: Iterable[Proposal]) -> list[Proposal]:
    """The rows with statement ids: place, subject, measure and a number where that is not enough."""
    taken: set[str] = set()
    out: list[Proposal] = []
    for row in rows:
        subject = row.subject_id if row.subject_id not in ("", "all") else row.flow
        words = "-".join(part for part in (subject, row.measure or "figure") if part)
        plain = f"{row.article_id}-p{row.paragraph}-s{row.sentence}-{re.sub(r'[^a-z0-9]+', '-', words.lower())}"
        name, number = plain, 2
        while name in taken:
            name, number = f"{plain}-{number}", number + 1
        taken.add(name)
        out.append(replace(row, statement_id=name))
    return out


def write_csv(rows: Iterable[Proposal], stream: IO[str]) -> None:
    """Writes the rows with their header: theme, the columns of the source tables, confidence and rule."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        values = asdict(row)
        writer.writerow([values[name] for name in COLUMNS])
