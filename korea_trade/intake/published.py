"""What the published release says of the rows that a text proposes, for whoever decides on them.

Belongs here: holding a text that was taken in against the release, once for each state of both. Does not belong here:
the comparing (`check`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

import duckdb

from korea_trade.intake import keeping
from korea_trade.intake.check import report, verdicts
from korea_trade.intake.check.report import Report
from korea_trade.intake.check.verdicts import Finding
from korea_trade.intake.keeping import Kept
from korea_trade.intake.reading import Reading
from korea_trade.releases import reading
from korea_trade.warehouse.settings import Settings

_KEPT_IN_MEMORY: Final = 64


@dataclass(frozen=True)
class Said:
    """What became of a row beside the release: the verdict of the check, and why, a sentence each."""

    verdict: str
    sentences: tuple[str, ...]

    @property
    def is_against(self) -> bool:
        return self.verdict == verdicts.CONTRADICTED

    def __str__(self) -> str:
        return " ".join((f"{self.verdict.capitalize()}.", *self.sentences))


def about(settings: Settings, kept: Kept) -> Mapping[str, Said]:
    """What the release says of each row, by its statement id; nothing where nothing is published."""
    try:
        database = settings.published_database.resolve(strict=True)
    except OSError:
        return {}
    return _about(settings, kept.article_id, keeping.state(settings, kept.article_id), database)


@lru_cache(_KEPT_IN_MEMORY)
def _about(settings: Settings, article_id: str, _: int, database: Path) -> Mapping[str, Said]:
    kept = keeping.load(settings, article_id)
    known_from = kept.article.get("known_from")
    text = Reading(
        kept.text,
        article_id,
        kept.is_listed,
        date.fromisoformat(known_from) if known_from else None,
        kept.article.get("known_from_basis", ""),
        kept.rows,
    )
    try:
        with reading.opened(database) as release:
            told = report.of(text, release)
    except duckdb.Error:  # of another version, which has other tables: a build makes one that can be asked
        return {}
    return {one.row.statement_id: _said(one, told) for one in told.findings if not one.is_unread}


def _said(finding: Finding, told: Report) -> Said:
    nearest = told.words.print_of(finding)
    return Said(
        finding.verdict,
        (
            *([f"{finding.reason[0].upper()}{finding.reason[1:]}."] if finding.reason else []),
            *dict.fromkeys(told.words.sentence(one) for one in finding.speaking),
            *([f"Nearest figure that would hold: {nearest}."] if nearest else []),
            *([f"The same was published before: {finding.repeats}."] if finding.repeats else []),
        ),
    )
