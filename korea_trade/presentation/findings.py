"""What the comparisons of figures found, with the arithmetic: the rows of `fct_reconciliation` as people read them.

Belongs here: the one query and the one wording for a finding, which dashboard, documentation and docs/findings.md
share. Does not belong here: judging, which is the mart, and explaining, which is
`sources/reviewed_contradictions.csv`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import duckdb

from korea_trade.presentation import wording
from korea_trade.presentation.provenance import Citations
from korea_trade.statements import units

QUERIES: Final = Path(__file__).with_name("queries")
# Every verdict, and what an instance with it does, of one and of several.
VERDICTS: Final = {
    "holds": ("holds as printed", "hold as printed"),
    "within_rounding": ("holds within rounding", "hold within rounding"),
    "revision": ("shows a revision", "show a revision"),
    "contradicts": ("contradicts", "contradict"),
    "untestable": ("cannot be decided", "cannot be decided"),
}
_RELATIONS: Final = {"meets": "=", "at_most": "≤", "at_least": "≥"}
_COUNTED: Final = """
    select coalesce(identity.label, identity_id) as identity, verdict, count(*)
    from fct_reconciliation left join dim_identity as identity using (identity_id)
    group by all
"""
# The one identity whose other side no figure prints.
_WHOLE: Final = "share_of_respondents"
# The one identity whose sides are months, counted from the first of the calendar.
_MONTH: Final = "streak_start"
# How the identities end whose other side is an official figure.
_OFFICIAL: Final = "_against_series"


@dataclass(frozen=True)
class Side:
    """One side of an identity: what it comes to, the interval, and the figures that it is made of."""

    value: str
    interval: str
    figures: Sequence[str]

    def __str__(self) -> str:
        if not self.value:
            return self.interval or "no limit"
        return self.value if self.interval in ("", "exact") else f"{self.value} ({self.interval})"


@dataclass(frozen=True)
class Finding:
    """One instance of an identity, what came of it, and the articles (by number) and statements behind it."""

    reconciliation_id: str
    verdict: str
    identity: str
    formula: str
    about: str
    period: str
    left: Side
    relation: str
    right: Side
    gap: str
    would_hold: str
    articles: Sequence[int]
    statement_ids: str
    cause_statement_id: str | None
    is_reviewed: bool
    explanation: str | None


@dataclass(frozen=True)
class Group:
    """The findings of one verdict that one explanation covers, or that nobody explained and one slip may be behind."""

    is_reviewed: bool
    explanation: str | None
    findings: Sequence[Finding]

    @cached_property
    def identity(self) -> str:
        """The identities that tell it, the most important first."""
        return "; ".join(dict.fromkeys(finding.identity for finding in self.findings))

    @cached_property
    def formula(self) -> str:
        """What each of them wants."""
        return "; ".join(dict.fromkeys(finding.formula for finding in self.findings))

    @cached_property
    def articles(self) -> list[int]:
        """The numbers of all articles behind the group, in order."""
        return sorted({number for finding in self.findings for number in finding.articles})


@dataclass(frozen=True)
class Findings:
    """The instances of a release: how many there are, and those that a page tells one by one.

    `counted` is by identity and verdict. `told` has what nobody reviewed first, then is in the order of importance.
    """

    counted: Mapping[tuple[str, str], int]
    told: Sequence[Finding]

    def of(self, verdict: str) -> Sequence[Finding]:
        """The instances with `verdict`, which must be one of those that are told."""
        return [finding for finding in self.told if finding.verdict == verdict]

    def groups(self, verdict: str) -> Sequence[Group]:
        """The same, those with one explanation together; without one those of one cause, or of one identity."""
        groups: dict[tuple[bool, str | None, str], list[Finding]] = defaultdict(list)
        for one in self.of(verdict):
            cause = "" if one.explanation else one.cause_statement_id or one.identity
            groups[one.is_reviewed, one.explanation, cause].append(one)
        return [Group(reviewed, explanation, findings) for (reviewed, explanation, _), findings in groups.items()]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many instances have each verdict, none left out."""
        found: Counter[str] = Counter()
        for (_, verdict), count in self.counted.items():
            found[verdict] += count
        return {verdict: found[verdict] for verdict in VERDICTS}

    @property
    def total(self) -> int:
        """How many instances there are."""
        return sum(self.counted.values())


def read(connection: duckdb.DuckDBPyConnection, citations: Citations, verdicts: Sequence[str]) -> Findings:
    """The findings of an open release, with its `citations`; those with one of `verdicts` are told one by one."""
    connection.execute((QUERIES / "series_name.sql").read_text(encoding="utf-8"))
    counted = connection.execute(_COUNTED).fetchall()
    answer = connection.execute((QUERIES / "findings.sql").read_text(encoding="utf-8"), {"verdicts": list(verdicts)})
    names = [column[0] for column in answer.description or ()]
    return Findings(
        {(identity, verdict): count for identity, verdict, count in counted},
        [_finding(dict(zip(names, row, strict=True)), citations) for row in answer.fetchall()],
    )


def _finding(row: Mapping[str, Any], citations: Citations) -> Finding:
    before = ", as printed before correction" if row["version"] == "printed" else ""
    return Finding(
        reconciliation_id=row["reconciliation_id"],
        verdict=row["verdict"],
        identity=row["identity"],
        formula=wording.formula(row["formula"] or ""),
        about=f"{row['series']}: {row['measure_label']}{before}",
        period=row["period_label"],
        left=_side(row, "left", citations),
        relation=_RELATIONS.get(row["relation"], row["relation"]),
        right=_side(row, "right", citations),
        gap=_gap(row),
        would_hold=_would_hold(row),
        articles=citations.articles(row["statement_ids"]),
        statement_ids=row["statement_ids"],
        cause_statement_id=row["cause_statement_id"],
        is_reviewed=row["is_reviewed"],
        explanation=row["explanation"],
    )


def _side(row: Mapping[str, Any], name: str, citations: Citations) -> Side:
    value, lower, upper = (row[f"{name}_{part}"] for part in ("value", "lower_bound", "upper_bound"))
    figures = citations.figures(row[f"{name}_statement_ids"])
    if name == "right" and row["identity_id"] == _WHOLE:
        figures = ["nearest whole number of respondents", *figures]
    is_official = name == "right" and row["identity_id"].endswith(_OFFICIAL)
    if is_official:
        figures = ["official series", *figures]
    if row["identity_id"] == _MONTH:
        return Side(wording.month_number(value) if value and value > 0 else "", "", figures)
    width = None if lower is None or upper is None else upper - lower
    if is_official:
        width = _finer_than_the_print(row)
    return Side(
        value=wording.value(value, row["unit"], width or (abs(value) / 1e4 if value and value % 1 else None)),
        interval=wording.bounds(lower, upper, row["unit"]),
        figures=figures,
    )


def _finer_than_the_print(row: Mapping[str, Any]) -> float | None:
    """A tenth of what the print leaves open: an official figure is told with one digit more, not with all it has."""
    lower, upper = row["left_lower_bound"], row["left_upper_bound"]
    return None if lower is None or upper is None else (upper - lower) / 10


def _gap(row: Mapping[str, Any]) -> str:
    gap, unit = row["gap"], row["unit"]
    if gap:
        return wording.value(gap, units.load()[unit].difference or unit, abs(gap) / 100)
    # No distance is left, and no number either: an end that touches belongs to one interval alone.
    return "the ends touch, but one is left out" if row["verdict"] in ("contradicts", "revision") else "none"


def _would_hold(row: Mapping[str, Any]) -> str:
    """The one print, or base, with which the claim would hold; empty where nothing is wrong or several would."""
    if row["fitting_base"]:
        return f"of “{row['fitting_base']}”"
    value = row["consistent_value"]
    if value is None:
        return ""
    if row["identity_id"] == _MONTH:
        return wording.month_number(value)
    lower, upper = row["left_lower_bound"], row["left_upper_bound"]
    return wording.value(value, row["unit"], upper - lower if lower is not None and upper is not None else None)
