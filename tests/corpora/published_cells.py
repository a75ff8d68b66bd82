"""A release of a few cells, in memory, for tests of what is held against one.

Belongs here: the tables that `korea_trade.intake.check` reads, with only the columns that it reads. The identities and
derivations are those that the dbt project declares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Final

import duckdb
import yaml

from korea_trade.statements import figure, period
from korea_trade.warehouse.settings import DBT_PROJECT

_TABLES: Final = """
    create table dim_article (
        article_id varchar, article_no bigint, known_order bigint, title varchar, publisher varchar
    );
    create table dim_subject (subject_kind varchar, subject_id varchar, label varchar);
    create table dim_measure (measure_id varchar, label varchar, change_of varchar, lag_months bigint);
    create table dim_identity (identity_id varchar, label varchar, formula varchar, is_revisable boolean);
    create table dim_derivation (derivation_id varchar, label varchar, formula varchar);
    create table fct_statement (
        statement_id varchar, article_id varchar, paragraph bigint, sentence bigint, figure varchar, value double,
        unit varchar, theme varchar, measure varchar, flow varchar, subject_kind varchar, subject_id varchar,
        first_day date, last_day date, certainty varchar, modality varchar, definition varchar, is_corrected boolean
    );
    create table fct_bound (
        statement_id varchar, article_id varchar, known_from date, bound_kind varchar, version varchar, measure varchar,
        unit varchar, flow varchar, subject_kind varchar, subject_id varchar, period varchar, first_day date,
        last_day date, definition varchar, base_id varchar, cohort varchar, counted_direction bigint, value double,
        lower_bound double, upper_bound double, lower_closed boolean, upper_closed boolean
    );
    create table fct_derived_cell (
        article_id varchar, known_from date, measure varchar, unit varchar, flow varchar, subject_kind varchar,
        subject_id varchar, period varchar, first_day date, last_day date, base_id varchar, value double,
        lower_bound double, upper_bound double, lower_closed boolean, upper_closed boolean, statement_ids varchar
    );
    create table fct_series_vintage (
        flow varchar, subject_kind varchar, subject_id varchar, month date, definition varchar, covers varchar,
        vintage_no bigint, figure_no bigint, known_from date, known_until date, value_usd double, lower_bound double,
        upper_bound double
    );
    create table fct_series_revision (
        subject_kind varchar, revised_count bigint, largest_revision_percent double,
        mean_absolute_revision_percent double
    );
    create table bridge_partner_bloc (bloc_id varchar, partner_id varchar);
    create table fct_streak (
        flow varchar, subject_kind varchar, subject_id varchar, condition varchar, threshold_usd double,
        direction bigint, frequency varchar, start_month date, end_month date, start_is_exact boolean,
        article_ids varchar, statement_ids varchar
    );
    create table dim_partner (partner_id varchar, partner_kind varchar);
    create table dim_item (item_id varchar, scheme varchar, is_group boolean);
    create table fct_record (statement_id varchar, claim varchar, scope varchar);
    create table fct_reconciliation (
        identity_id varchar, verdict varchar, version varchar, left_statement_ids varchar
    );
    insert into dim_measure values
        ('value', 'Value of trade', null, null), ('yoy', 'Growth on the year', 'value', 12),
        ('mom', 'Growth on the month', 'value', 1), ('yoy_change', 'Change on the year', 'value', 12),
        ('share', 'Share of a base', null, null);
    insert into dim_subject values
        ('total', 'all', 'The whole country'), ('item', 'ships', 'Ships'), ('partner', 'china', 'China');
"""
UNITS: Final = {"value": "USD", "yoy": "percent", "mom": "percent", "yoy_change": "USD", "share": "percent"}


@dataclass(frozen=True)
class Printed:
    """A statement of an article: "56.56" of exports is "$56.56 bn", a negative one of a rate a fall."""

    figure: str
    measure: str = "value"
    flow: str = "exports"
    subject: tuple[str, str] = ("total", "all")
    period: str = "2024-03"
    sign: int = 1
    known_from: date = date(2024, 4, 1)
    article_id: str = "a01"
    base_id: str | None = None
    is_disputed: bool = False


@dataclass(frozen=True)
class Run:
    """A run of months of growth or decline that the release knows."""

    first: str
    last: str
    direction: int = 1
    is_exact: bool = True


def release(
    printed: Sequence[Printed] = (),
    runs: Sequence[Run] = (),
    official: Sequence[tuple[str, float]] = (),
    official_imports: Sequence[tuple[str, float]] = (),
    official_of: Mapping[str, Sequence[tuple[str, float]]] = MappingProxyType({}),
) -> duckdb.DuckDBPyConnection:
    """A release with what is `printed`, `runs` of exports, and `official` levels by month, in dollars: of exports, of
    imports, and of exports to the partners `official_of`, all of them countries.
    """
    connection = duckdb.connect()
    connection.execute(_TABLES)
    for identity, label, formula, is_revisable in _declared("comparisons", "identities"):
        connection.execute("insert into dim_identity values (?, ?, ?, ?)", [identity, label, formula, is_revisable])
    for derivation, label, formula, _ in _declared("derivations", "derivations"):
        connection.execute("insert into dim_derivation values (?, ?, ?)", [derivation, label, formula])
    for number, article_id in enumerate(sorted({one.article_id for one in printed} | {"a09"}), start=1):
        connection.execute(
            "insert into dim_article values (?, ?, ?, 'Title', 'example.org')", [article_id, number, number]
        )
    for at, one in enumerate(printed, start=1):
        _print(connection, one, f"{one.article_id}-p{at}-s1-{one.flow}-{one.measure}")
    for run in runs:
        connection.execute(
            "insert into fct_streak values "
            "('exports', 'total', 'all', 'growth', null, ?, 'month', ?, ?, ?, '9', 'a09-p1-s1-run')",
            [run.direction, f"{run.first}-01", f"{run.last}-01", run.is_exact],
        )  # fmt: skip
    series = [("exports", "total", "all", official), ("imports", "total", "all", official_imports)]
    for partner, levels in official_of.items():
        connection.execute("insert into dim_partner values (?, 'country')", [partner])
        series.append(("exports", "partner", partner, levels))
    for flow, kind, subject, levels in series:
        for month, value in levels:
            connection.execute(
                "insert into fct_series_vintage values (?, ?, ?, ?, 'customs', 'month', 1, 1, ?, ?, ?, ?, ?)",
                [flow, kind, subject, f"{month}-01", date(2024, 4, 1), None, value, value, value],
            )
    return connection


def refined(against: duckdb.DuckDBPyConnection, day: date, value: float) -> duckdb.DuckDBPyConnection:
    """The release `against`, whose one figure of hundred million dollars has all its digits from `day` on."""
    against.execute(
        """
        update fct_series_vintage set known_until = $day, lower_bound = value_usd - 5e7, upper_bound = value_usd + 5e7;
        """,
        {"day": day},
    )
    against.execute(
        """
        insert into fct_series_vintage
        select
            * replace (
                2 as vintage_no, $day as known_from, null as known_until, $value as value_usd, $value as lower_bound,
                $value as upper_bound
            )
        from fct_series_vintage
        """,
        {"day": day, "value": value},
    )
    return against


def _print(connection: duckdb.DuckDBPyConnection, one: Printed, key: str) -> None:
    unit = UNITS[one.measure]
    read = figure.read(one.figure, unit, Decimal(one.sign))
    days = period.parse(one.period)
    kind, subject = one.subject
    connection.execute(
        "insert into fct_statement values "
        "(?, ?, 1, 1, ?, ?, ?, 'trade_totals', ?, ?, ?, ?, ?, ?, 'stated', 'actual', null, false)",
        [key, one.article_id, one.figure, float(read.value), unit, one.measure, one.flow, kind, subject,
         days.first_day, days.last_day],
    )  # fmt: skip
    ends = [None if end is None else float(end) for end in (read.lower, read.upper)]
    connection.execute(
        "insert into fct_bound values (?, ?, ?, ?, 'used', ?, ?, ?, ?, ?, ?, ?, ?, null, ?, null, null, ?, ?, ?, ?, ?)",
        [key, one.article_id, one.known_from, "limit" if None in ends else "print", one.measure, unit, one.flow, kind,
         subject, one.period, days.first_day, days.last_day, one.base_id, float(read.value), *ends, read.lower_closed,
         read.upper_closed],
    )  # fmt: skip
    if one.is_disputed:
        connection.execute("insert into fct_reconciliation values ('same_cell', 'contradicts', 'used', ?)", [key])


@cache
def _declared(folder: str, kind: str) -> list[tuple[str, str, str, bool]]:
    found: list[tuple[str, str, str, bool]] = []
    for file in sorted((DBT_PROJECT / "models" / "intermediate" / folder).glob("*.yml")):
        for model in yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)["models"]:
            for name, one in model["config"]["meta"][kind].items():
                found.append((name, one["label"], one["formula"], one.get("is_revisable", True)))
    return found
