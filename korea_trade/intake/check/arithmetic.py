"""The arithmetic of a finding in words: what is claimed, what follows from which figures, and the gap between them.

Belongs here: sentences about comparisons. Does not belong here: where they are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import duckdb

from korea_trade.intake.check.comparison import Comparison, Source
from korea_trade.intake.check.verdicts import Finding
from korea_trade.intake.proposal import Proposal
from korea_trade.presentation import provenance, wording
from korea_trade.presentation.provenance import Citations
from korea_trade.statements import period, units

_RELATIONS: Final = {"meets": "should meet", "at_most": "can be at most", "at_least": "is at least"}
# What a row of these themes says is no value of its measure.
_CLAIMS: Final = {"streaks": "A run", "records": "A record"}
# Narrower than this part of a number no reader sees an interval.
_EXACT: Final = 1e-6
_MOST_CITED: Final = 4
_KINDS: Final = {
    "limit": "a limit", "run": "a run", "before_run": "the month before a run", "after_run": "the month after a run",
    "word": "a direction in words", "record": "a record", "record_reference": "the month that a record goes back to",
}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """The names of a release: of subjects and measures, and the places of its statements."""

    citations: Citations
    subjects: Mapping[tuple[str, str], str]
    measures: Mapping[str, str]
    rows: Mapping[str, Proposal]

    def about(self, row: Proposal) -> str:
        """What a row is about, as people say it: "Value of trade: exports of Semiconductors in March 2024"."""
        subject = self.subjects.get((row.subject_kind, row.subject_id), row.subject_id)
        of = {"total": "", "item": f" of {subject}"}.get(row.subject_kind, f", {subject},")
        flow = "" if row.flow in ("none", "") else row.flow
        if not (row.measure and row.subject_id):
            return ""
        what = _CLAIMS.get(row.theme) or self.measures.get(row.measure, row.measure)
        return f"{what}: {flow}{of} in {spelled(row.period)}"

    def print_of(self, finding: Finding) -> str:
        """The nearest figure that would hold, empty where there is none or several."""
        if finding.nearest is None:
            return ""
        step = next((one.step for one in finding.speaking), None)
        return wording.value(finding.nearest, finding.row.unit, step)

    def sentence(self, one: Comparison) -> str:
        """One comparison: both sides with their bounds, the formula, and the figures behind the right side."""
        left, right = _side(one.left, one.unit), _side(one.right, one.unit)
        formula = "" if one.is_direct or _is_alone(one) else f" ({wording.formula(one.formula)})"
        ends = {
            "holds": "It holds as printed.",
            "within_rounding": "It holds within rounding.",
            "revised": f"No number fits both: {_gap(one)}, which a revision between two days can be.",
            "disputed": "No number fits both, but what stands behind it is itself contradicted, or revised by more.",
            "contradicts": f"No number fits both: {_gap(one)}.",
        }
        sources = "; ".join(self.source(each, is_named=not _is_alone(one)) for each in one.sources)
        claimed = f"claimed {left}, which {_RELATIONS[one.relation]} {right}, from {sources}"
        return f"{one.label}{formula}: {claimed}. {ends[one.verdict]}"

    def source(self, one: Source, *, is_named: bool) -> str:
        """One figure of the right side with where it is printed."""
        role = f"{one.role} " if is_named else ""
        kind = f"{_KINDS[one.bound_kind]}, " if one.bound_kind in _KINDS else ""
        side = _side((one.value, one.lower, one.upper), one.unit) if is_named else ""
        shown = f"{role}{side}".strip()
        return f"{shown}{' in ' if shown else ''}{spelled(one.period)} ({kind}{self.cited(one)})"

    def cited(self, one: Source) -> str:
        """Where a figure is printed: in the release, in the text itself, or in an official series."""
        if one.origin == "official":
            return "official series"
        if one.origin == "text":
            row = self.rows[one.statement_ids[0]]
            return f"“{row.figure}” in this text, {place(row)}"
        known = f", known from {one.known_from.isoformat()}" if one.known_from else ""
        keys = [key for key in one.statement_ids if key in self.citations.statements]
        told = "; ".join(self.citations.figures(", ".join(keys[:_MOST_CITED])))
        more = f" and {len(keys) - _MOST_CITED} more" if len(keys) > _MOST_CITED else ""
        return f"{'derived from ' if one.origin == 'derived' else ''}{told}{more}{known}"


def read(release: duckdb.DuckDBPyConnection, rows: Mapping[str, Proposal]) -> Words:
    """The names of an open release, with the `rows` of the text by their statement ids."""
    subjects = {
        (kind, key): label
        for kind, key, label in release.execute("select subject_kind, subject_id, label from dim_subject").fetchall()
    }
    measures = dict(release.execute("select measure_id, label from dim_measure").fetchall())
    return Words(provenance.read(release), subjects, measures, rows)


def place(row: Proposal) -> str:
    """Where a figure stands in the text."""
    return "title" if row.paragraph == 0 else f"paragraph {row.paragraph}, sentence {row.sentence}"


def spelled(text: str) -> str:
    """A period as people say it, or as it stands where it has another form than a month."""
    try:
        found = period.parse(text)
    except ValueError:
        return text or "no period"
    if found.frequency == "month":
        return wording.month(found.first_day)
    if found.frequency == "span":
        return f"{_end(found.first_day, text)} to {_end(found.last_day, text)}"
    return text


def _end(day: date, text: str) -> str:
    return wording.month(day) if len(text.partition("/")[0]) == len("2024-03") else day.isoformat()


def _is_alone(one: Comparison) -> bool:
    """Whether the right side is a single figure as it is, and no result of several."""
    return len(one.sources) == 1 and one.sources[0].role in ("the same", "run", "run so far", "total", "month")


def _side(side: tuple[float | None, float | None, float | None], unit: str) -> str:
    value, lower, upper = side
    width = None if lower is None or upper is None else upper - lower
    if value is not None and lower == upper:
        return wording.value(value, unit)
    if value and width is not None and width < _EXACT * abs(value):
        return wording.value(value, unit, 10 * _EXACT * abs(value))
    between = wording.bounds(lower, upper, unit)
    if value is None:
        return between or "any number"
    return f"{wording.value(value, unit, width or abs(value) / 1e4 or None)} ({between or 'no limit'})"


def _gap(one: Comparison) -> str:
    unit = units.load()[one.unit].difference or one.unit
    if not one.gap:
        return "the ends touch, but one is left out"
    return f"they are {wording.value(one.gap, unit, one.gap / 100)} apart"
