"""A checked text as one page: the text with each figure marked by its verdict, and the arithmetic below.

Belongs here: cutting the sentences at their figures, and rendering. Does not belong here: layout and style, which are
the template's. The page asks nothing of any host.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from korea_trade.intake.check import verdicts
from korea_trade.intake.check.report import Report
from korea_trade.intake.check.verdicts import Finding
from korea_trade.presentation.look import templates


@dataclass(frozen=True)
class Piece:
    """A stretch of a sentence; with its verdict and the number of its finding where it is a figure."""

    text: str
    verdict: str = ""
    number: int = 0


def render(reports: Sequence[Report], release_id: str) -> str:
    """The page of all `reports` as HTML."""
    return (
        templates.environment(Path(__file__).parent)
        .get_template("page.html.j2")
        .render(
            release_id=release_id,
            verdicts=verdicts.VERDICTS,
            texts=[_text(number, report) for number, report in enumerate(reports, start=1)],
        )
    )


def _text(number: int, report: Report) -> dict[str, object]:
    ranked = report.ranked
    numbers = {one.row.statement_id: at for at, one in enumerate(ranked, start=1)}
    sentences = report.reading.text.sentences
    by_place = {
        (each.paragraph, each.sentence): _in_sentence(report, each.paragraph, each.sentence) for each in sentences
    }
    return {
        "number": number,
        "reading": report.reading,
        "counts": verdicts.counted(report.findings),
        "unread": report.unread,
        "words": report.words,
        "findings": list(enumerate(ranked, start=1)),
        "paragraphs": [
            [list(_pieces(each.text, by_place[each.paragraph, each.sentence], numbers)) for each in paragraph]
            for _, paragraph in groupby(sentences, key=lambda each: each.paragraph)
        ],
    }


def _in_sentence(report: Report, paragraph: int, sentence: int) -> list[Finding]:
    return [one for one in report.findings if (one.row.paragraph, one.row.sentence) == (paragraph, sentence)]


def _pieces(text: str, findings: Sequence[Finding], numbers: dict[str, int]) -> Iterator[Piece]:
    """The sentence cut at its figures; of figures that overlap the first, and of one place the longest, is marked."""
    at = 0
    for one in sorted(findings, key=lambda one: (one.row.start, -one.row.end)):
        start, end = one.row.start, one.row.end
        if start < at or end <= start:
            continue
        yield Piece(text[at:start])
        yield Piece(text[start:end], one.verdict, numbers[one.row.statement_id])
        at = end
    yield Piece(text[at:])
