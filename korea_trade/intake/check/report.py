"""A text held against a release: the findings with their words, as programs and as people want them.

Belongs here: bringing a text and a release together, and the form of the answer as JSON. Does not belong here: a page
(`page`) and what a terminal shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import duckdb

from korea_trade.intake.check import arithmetic, verdicts
from korea_trade.intake.check.arithmetic import Words
from korea_trade.intake.check.comparison import Comparison, Source
from korea_trade.intake.check.verdicts import Finding
from korea_trade.intake.proposal import SURE
from korea_trade.intake.reading import Reading

# What a finding takes over from the row that the text proposes.
_OF_THE_ROW: Final = (
    "figure", "value", "unit", "theme", "measure", "flow", "subject_kind", "subject_id", "period", "paragraph",
    "sentence", "start", "end", "confidence",
)  # fmt: skip


@dataclass(frozen=True)
class Report:
    """One text with a finding for each of its figures, in the order of the text."""

    reading: Reading
    findings: Sequence[Finding]
    words: Words

    @property
    def ranked(self) -> Sequence[Finding]:
        """What is wrong first, the weightiest before the rest."""
        return verdicts.by_importance(self.findings)

    @property
    def unread(self) -> int:
        """How many figures nobody could compare because what they say was not read whole."""
        return sum(one.is_unread for one in self.findings)


def of(reading: Reading, release: duckdb.DuckDBPyConnection) -> Report:
    """The report of a text against an open release, to which nothing is written."""
    rows = {row.statement_id: row for row in reading.rows}
    return Report(reading, verdicts.of(reading, release), arithmetic.read(release, rows))


def document(reports: Sequence[Report], release_id: str) -> dict[str, Any]:
    """The answer for programs; docs/check.md describes its keys."""
    return {"release": release_id, "texts": [_text(report) for report in reports]}


def _text(report: Report) -> dict[str, Any]:
    reading = report.reading
    return {
        "file": reading.text.file,
        "title": reading.text.title,
        "article_id": reading.article_id if reading.is_known else None,
        "known_from": reading.known_from.isoformat() if reading.known_from else None,
        "counts": dict(verdicts.counted(report.findings)),
        "unread": report.unread,
        "findings": [_finding(one, report.words) for one in report.ranked],
    }


def _finding(finding: Finding, words: Words) -> dict[str, Any]:
    row = finding.row
    return {
        "verdict": finding.verdict,
        **{name: getattr(row, name) for name in _OF_THE_ROW},
        "value": float(row.value) if row.value else None,
        "is_sure": row.confidence == SURE,
        "about": words.about(row),
        "reason": finding.reason,
        "nearest": finding.nearest,
        "nearest_printed": words.print_of(finding),
        "repeats": finding.repeats,
        "importance": round(finding.importance, 3),
        "comparisons": [_comparison(one, words) for one in finding.speaking],
        "further_comparisons": [_comparison(one, words) for one in finding.others],
    }


def _comparison(one: Comparison, words: Words) -> dict[str, Any]:
    return {
        "identity": one.identity_id,
        "formula": one.formula,
        "relation": one.relation,
        "verdict": one.verdict,
        "unit": one.unit,
        "left": _side(one.left),
        "right": _side(one.right),
        "gap": one.gap,
        "arithmetic": words.sentence(one),
        "sources": [_source(each) for each in one.sources],
    }


def _side(side: tuple[float | None, float | None, float | None]) -> dict[str, float | None]:
    return dict(zip(("value", "lower", "upper"), side, strict=True))


def _source(one: Source) -> dict[str, Any]:
    return {
        "role": one.role,
        "origin": one.origin,
        "statement_ids": list(one.statement_ids),
        "known_from": one.known_from.isoformat() if one.known_from else None,
        "period": one.period,
        "unit": one.unit,
        **_side((one.value, one.lower, one.upper)),
    }
