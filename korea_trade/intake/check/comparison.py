"""Comparing the claims of a text with a release.

Belongs here: the relations that the queries read, running them, and their rows as comparisons. Does not belong here:
an identity (each is a file of `identities/`), the limits of a verdict (variables of the dbt project), and what all
comparisons of one claim come to (`verdict`).

The arithmetic of intervals is that of the published comparisons, the same macros in the same file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import duckdb
import jinja2
import yaml

from korea_trade.intake.check import claims
from korea_trade.intake.check.claims import Claim
from korea_trade.warehouse.settings import DBT_PROJECT

_FOLDER: Final = Path(__file__).parent
IDENTITIES: Final = tuple(sorted(file.stem for file in (_FOLDER / "identities").glob("*.sql")))
SAME_CELL: Final = "same_cell"
STREAK: Final = "streak_start"
RANK: Final = "rank_against_levels"
# What an order of two alone is an instance of.
OF_TWO: Final = "of two"
PLACE: Final = "record_against_series"
FIRST: Final = "first_time_against_months"


@dataclass(frozen=True)
class Source:
    """One figure on the right side of a comparison; `origin` is statement, derived, official or text.

    A disputed one is contradicted by other figures of the release; `slack` is how far an official one may be revised.
    """

    role: str
    origin: str
    statement_ids: tuple[str, ...]
    known_from: date | None
    bound_kind: str
    measure: str
    unit: str
    flow: str
    subject_kind: str
    subject_id: str
    period: str
    value: float | None
    lower: float | None
    upper: float | None
    slack: float | None
    is_disputed: bool


@dataclass(frozen=True)
class Comparison:
    """One identity that a claim takes part in: the claim on the left, what follows from its sources on the right."""

    claim_id: str
    identity_id: str
    label: str
    formula: str
    relation: str
    instance: str
    unit: str
    left: tuple[float | None, float | None, float | None]
    right: tuple[float | None, float | None, float | None]
    gap: float
    step: float
    verdict: str
    is_at_home: bool
    is_of_two_days: bool
    consistent_value: float | None
    sources: tuple[Source, ...]

    @property
    def is_direct(self) -> bool:
        """Whether somebody prints, or the official series holds, the very figure that is claimed."""
        return self.identity_id == SAME_CELL and all(
            one.origin in ("statement", "official") and one.bound_kind == "print" for one in self.sources
        )

    @property
    def companions(self) -> frozenset[str]:
        """The other claims of the text that take part."""
        return frozenset(key for one in self.sources if one.origin == "text" for key in one.statement_ids)


def run(
    release: duckdb.DuckDBPyConnection, found: Iterable[Claim], article_id: str, known_from: date | None
) -> list[Comparison]:
    """Each comparison of a claim with `release`, and with the other claims of the text that are sure.

    `article_id` is the article that the text is or would become, which is no evidence for itself. Only temporary tables
    are written.
    """
    templates = _templates()
    columns = ", ".join(f"{name} {kind}" for name, kind in claims.COLUMNS.items())
    release.execute(f"create or replace temp table claim ({columns})")
    rows = [[claim.columns[name] for name in claims.COLUMNS] for claim in found]
    if rows:
        release.executemany(f"insert into claim values ({', '.join('?' for _ in claims.COLUMNS)})", rows)
    for name in ("claim_bound", "subject", "official_figure"):
        release.execute(templates.get_template(f"{name}.sql").render())
    release.execute(templates.get_template("fact.sql").render(), {"article_id": article_id})
    release.execute(templates.get_template("official_level.sql").render(), {"known_from": known_from})
    release.execute(templates.get_template("official_sign.sql").render())
    query = templates.get_template("judged.sql").render(identities=IDENTITIES)
    answer = release.execute(query, {"article_id": article_id, "known_from": known_from})
    names = [column[0] for column in answer.description or ()]
    return [_comparison(dict(zip(names, row, strict=True))) for row in answer.fetchall()]


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([_FOLDER, DBT_PROJECT / "macros"]),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 SQL, from nothing but files of the project
    )
    declared = yaml.load((DBT_PROJECT / "dbt_project.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)["vars"]
    environment.globals["var"] = declared.__getitem__
    return environment


def _comparison(row: dict[str, Any]) -> Comparison:
    left, right = row["left_bounds"], row["right_bounds"]
    return Comparison(
        claim_id=row["claim_id"],
        identity_id=row["identity_id"],
        label=row["label"],
        formula=row["formula"],
        relation=row["relation"],
        instance=row["instance"],
        unit=row["unit"],
        left=(row["left_value"], left["lower"], left["upper"]),
        right=(row["right_value"], right["lower"], right["upper"]),
        gap=row["gap"],
        step=row["step"],
        verdict=row["verdict"],
        is_at_home=row["is_at_home"],
        is_of_two_days=row["is_of_two_days"],
        consistent_value=row["consistent_value"],
        sources=tuple(_source(role, source) for role, source in zip(row["roles"], row["sources"], strict=True)),
    )


def _source(role: str, source: dict[str, Any]) -> Source:
    return Source(role=role, **source | {"statement_ids": tuple(source["statement_ids"])})


def repeats(release: duckdb.DuckDBPyConnection, article_id: str) -> dict[str, str]:
    """For each claim of the last `run` the earliest published statement of the same fact, where there is one."""
    query = _templates().get_template("repeats.sql").render()
    return dict(release.execute(query, {"article_id": article_id}).fetchall())


def other_definitions(release: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """For each claim of the last `run` of which the offices give figures by other definitions alone, by which."""
    return dict(release.execute(_templates().get_template("other_definition.sql").render()).fetchall())
