"""What does not agree, with the arithmetic: the rows of `fct_reconciliation` that contradict or were revised.

Belongs here: both sides as people read them. Does not belong here: judging, which is the mart, and explaining, which is
`sources/reviewed_contradictions.csv`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

import duckdb

from korea_trade.presentation.dashboard import chart, wording
from korea_trade.presentation.dashboard.provenance import Citations

_RELATIONS: Final = {"meets": "=", "at_most": "≤", "at_least": "≥"}
# The one identity whose other side no figure prints.
_WHOLE: Final = "share_of_respondents"
# Two percentages are points apart.
_UNIT_OF_GAP: Final = {"percent": "percentage_point"}


@dataclass(frozen=True)
class Side:
    """One side of an identity: what it comes to, the interval, and the figures that it is made of."""

    value: str
    interval: str
    figures: Sequence[str]


@dataclass(frozen=True)
class Finding:
    """One instance of an identity that does not hold."""

    reconciliation_id: str
    about: str
    period: str
    left: Side
    relation: str
    right: Side
    gap: str
    articles: Sequence[int]


@dataclass(frozen=True)
class Group:
    """The findings that one explanation covers."""

    identity: str
    formula: str
    is_reviewed: bool
    explanation: str | None
    findings: Sequence[Finding]


def read(connection: duckdb.DuckDBPyConnection, citations: Citations) -> Mapping[str, Sequence[Group]]:
    """The groups by verdict, `contradicts` and `revision`; what nobody reviewed comes first."""
    rows = chart.read(connection, "contradictions")
    found: dict[str, list[Group]] = {"contradicts": [], "revision": []}
    for (verdict, identity, formula, is_reviewed, explanation), group in groupby(rows, key=_covered):
        findings = [_finding(row, citations) for row in group]
        found[verdict].append(Group(identity, formula, is_reviewed, explanation, findings))
    return found


def _covered(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["verdict"], row["identity"], row["formula"], row["is_reviewed"], row["explanation"]


def _finding(row: Mapping[str, Any], citations: Citations) -> Finding:
    unit = row["unit"]
    gap = row["gap"]
    before = ", as printed before correction" if row["version"] == "printed" else ""
    return Finding(
        reconciliation_id=row["reconciliation_id"],
        about=f"{row['series']}: {row['measure_label']}{before}",
        period=row["period_label"],
        left=_side(row, "left", citations),
        relation=_RELATIONS.get(row["relation"], row["relation"]),
        right=_side(row, "right", citations),
        gap=wording.value(gap, _UNIT_OF_GAP.get(unit, unit), abs(gap) / 100 if gap else None),
        articles=citations.articles(row["statement_ids"]),
    )


def _side(row: Mapping[str, Any], name: str, citations: Citations) -> Side:
    value, lower, upper = (row[f"{name}_{part}"] for part in ("value", "lower_bound", "upper_bound"))
    width = None if lower is None or upper is None else upper - lower
    return Side(
        value=wording.value(value, row["unit"], width or (abs(value) / 1e4 if value and value % 1 else None)),
        interval=wording.bounds(lower, upper, row["unit"]),
        figures=[
            *(["nearest whole number of respondents"] if name == "right" and row["identity_id"] == _WHOLE else []),
            *citations.figures(row[f"{name}_statement_ids"]),
        ],
    )
