"""A checked text as lines for a terminal.

Belongs here: which findings a reader of a terminal sees, and in which order. Does not belong here: the words for one
comparison (`arithmetic`).
"""

from __future__ import annotations

from collections.abc import Iterator

from korea_trade.intake.check import arithmetic, verdicts
from korea_trade.intake.check.report import Report
from korea_trade.intake.check.verdicts import Finding


def lines(report: Report, release_id: str) -> Iterator[str]:
    """What a terminal shows of a report: the counts, then each figure that was read, what is wrong first."""
    text, known = report.reading.text, report.reading.known_from
    counts = verdicts.counted(report.findings)
    yield f"text        {text.file}: {text.title}"
    yield f"known from  {known or 'unknown: the text tells no day, so any difference may be a revision'}"
    yield f"release     {release_id}"
    yield f"figures     {', '.join(f'{count} {verdict}' for verdict, count in counts.items())}"
    if report.unread:
        yield f"            {report.unread} of the undecidable were not read whole; --json and --html list them"
    for finding in report.ranked:
        if not finding.is_unread:
            yield ""
            yield from _finding(finding, report)


def _finding(finding: Finding, report: Report) -> Iterator[str]:
    row = finding.row
    yield f"{finding.verdict}: “{row.figure}” ({arithmetic.place(row)}), {report.words.about(row)}"
    if finding.reason:
        yield f"  {finding.reason}"
    for one in finding.speaking:
        yield f"  {report.words.sentence(one)}"
    if nearest := report.words.print_of(finding):
        yield f"  Nearest figure that would hold: {nearest}"
    if finding.repeats:
        yield f"  The same was published before: {finding.repeats}"
