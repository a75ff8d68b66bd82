"""Gate 3: marts that agree pass, and each identity names the statement, by file and line, that breaks it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations import marts
from expectations.validation import Result
from korea_trade.statements import declaration

DECLARATION = declaration.load()
SUITE = marts.suite(DECLARATION)

Change = Callable[..., Path]
Judge = Callable[..., list[Result]]

# An invented month and an invented composition: a balance, a run of three months, two halves that add to 99 percent.
TABLES = [
    "create schema staging",
    "create schema marts",
    """
    create table marts.fct_statement (
        theme varchar, statement_id varchar, source_file varchar, source_line bigint, figure varchar, value double,
        lower_bound double, upper_bound double, unit varchar, first_day date, last_day date,
        article_id varchar default 'a01', is_repeat boolean default false
    )
    """,
    """
    insert into marts.fct_statement (
        theme, source_file, statement_id, source_line, figure, value, lower_bound, upper_bound, unit,
        first_day, last_day
    ) values
        ('trade_totals', 'trade_totals.csv', 'balance', 2, '$2 bn', 2e9, 1.5e9, 2.5e9, 'USD', '2024-3-1', '2024-3-31'),
        ('streaks', 'streaks.csv', 'run', 2, 'three', 3, 3, 3, 'months', '2024-01-01', '2024-03-31'),
        ('shares', 'shares.csv', 'one_half', 2, '50%', 50, 49.5, 50.5, 'percent', '2024-01-01', '2024-12-31'),
        ('shares', 'shares.csv', 'other_half', 3, '49%', 49, 48.5, 49.5, 'percent', '2024-01-01', '2024-12-31')
    """,
    *(
        f"create table staging.stg_{table.name} as from marts.fct_statement where theme = '{table.name}'"
        for table in DECLARATION.statement_tables
    ),
    "create table staging.stg_retractions (statement_id varchar)",
    """
    create table marts.fct_trade_month as
    select 'balance' as balance_statement_id, 2e9 as balance_usd, 1.5e9 as balance_lower_bound,
        2.5e9 as balance_upper_bound, null as exports_statement_id, 9e9 as exports_usd, 8.9e9 as exports_lower_bound,
        9.1e9 as exports_upper_bound, null as imports_statement_id, null as imports_usd, null as imports_lower_bound,
        null as imports_upper_bound
    """,
    *(
        f"""
        create table marts.{mart} (
            value_statement_id varchar, value_usd double, value_lower_bound double, value_upper_bound double
        )
        """
        for mart in ("fct_item_month", "fct_partner_month")
    ),
    """
    create table marts.fct_reconciliation as
    select * from (values
        ('balance|2024-03|balance', 'holds', false, 2e9, 2e9, 0, 'USD', 'balance', 'balance'),
        ('halves|2024|one_half+other_half', 'contradicts', true, 100, 99, 0.5, 'percent', '', 'one_half, other_half')
    ) as instance (
        reconciliation_id, verdict, is_reviewed, left_value, right_value, gap, unit, left_statement_ids, statement_ids
    )
    """,
    """
    alter table marts.fct_reconciliation add column left_lower_bound double;
    alter table marts.fct_reconciliation add column left_upper_bound double;
    alter table marts.fct_reconciliation add column right_lower_bound double;
    alter table marts.fct_reconciliation add column right_upper_bound double;
    alter table marts.fct_reconciliation add column identity_id varchar;
    alter table marts.fct_reconciliation add column flow varchar;
    alter table marts.fct_reconciliation add column subject_kind varchar;
    alter table marts.fct_reconciliation add column subject_id varchar;
    alter table marts.fct_reconciliation add column period varchar
    """,
    """
    create table marts.fct_observed_month as
    select 'exports' as flow, 'total' as subject_kind, 'all' as subject_id, date '2024-03-01' as month,
        'observed/totals.csv' as source_file, 7 as source_line
    """,
    """
    create table staging.stg_reviewed_contradictions as
    select 'halves|2024|one_half+other_half' as reconciliation_id, 100::double as left_side, 99::double as right_side,
        'reviewed_contradictions.csv' as source_file, 2 as source_line
    """,
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Staging and marts with the few columns that the gate reads."""
    database = tmp_path_factory.mktemp("built") / "build.duckdb"
    with duckdb.connect(database) as connection:
        for sql in TABLES:
            connection.execute(sql)
    return database


@pytest.fixture
def published(tmp_path: Path, built: Path) -> Path:
    """The last release, with the same statements."""
    file = tmp_path / "published.duckdb"
    with duckdb.connect(file) as connection:
        connection.execute(f"attach '{built}' as build (read_only)")
        connection.execute("create table fct_statement as from build.marts.fct_statement")
    return file


def found(results: list[Result]) -> list[tuple[str | None, int | None, str, str | None]]:
    return [(finding.file, finding.line, finding.column, finding.value) for one in results for finding in one.findings]


def test_marts_that_agree_pass(judge: Judge, built: Path, published: Path) -> None:
    assert {result.outcome for result in judge(SUITE, built)} == {"passed"}
    assert {result.outcome for result in judge(SUITE, built, published=published)} == {"passed"}


@pytest.mark.parametrize("column", ["balance_usd", "balance_lower_bound", "balance_upper_bound"])
def test_a_month_that_shows_another_value_than_its_statement_is_named(
    judge: Judge, change: Change, built: Path, column: str
) -> None:
    sql = f"update marts.fct_trade_month set {column} = {column} + 1"
    [(file, line, named, _)] = found(judge(SUITE, change(built, sql), batch="values of months"))
    assert (file, line, named) == ("trade_totals.csv", 2, "value_usd")


def test_a_contradiction_that_nobody_has_reviewed_is_named_with_both_sides(
    judge: Judge, change: Change, built: Path
) -> None:
    sql = "update marts.fct_reconciliation set is_reviewed = false"
    [(file, line, _, value)] = found(judge(SUITE, change(built, sql), batch="contradictions"))
    assert (file, line) == ("shares.csv", 2)
    assert value == "halves|2024|one_half+other_half: 100.0 against 99.0, 0.5 percent apart"


def test_a_contradiction_with_an_official_figure_names_the_line_of_both(
    judge: Judge, change: Change, built: Path
) -> None:
    sql = (
        "update marts.fct_reconciliation set is_reviewed = false, identity_id = 'level_against_series', "
        "flow = 'exports', subject_kind = 'total', subject_id = 'all', period = '2024-03'"
    )
    [(file, line, _, value)] = found(judge(SUITE, change(built, sql), batch="contradictions"))
    assert (file, line) == ("shares.csv", 2)
    assert str(value).endswith(", official figure of observed/totals.csv:7")


def test_the_place_of_a_contradiction_is_that_of_its_claim(judge: Judge, change: Change, built: Path) -> None:
    sql = "update marts.fct_reconciliation set is_reviewed = false, left_statement_ids = 'other_half'"
    [(file, line, _, _)] = found(judge(SUITE, change(built, sql), batch="contradictions"))
    assert (file, line) == ("shares.csv", 3)


def test_a_reviewed_contradiction_that_has_vanished_is_named(judge: Judge, change: Change, built: Path) -> None:
    sql = "update marts.fct_reconciliation set verdict = 'holds'"
    results = judge(SUITE, change(built, sql), batch="reviewed contradictions")
    assert found(results) == [
        ("reviewed_contradictions.csv", 2, "reconciliation_id", "halves|2024|one_half+other_half")
    ]


@pytest.mark.parametrize(
    ("side", "given"), [("left", "100, but 41.4 stands there"), ("right", "99, but 41.4 stands there")]
)
def test_a_review_covers_the_values_that_were_reviewed_and_no_others(
    judge: Judge, change: Change, built: Path, side: str, given: str
) -> None:
    sql = f"update marts.fct_reconciliation set {side}_value = 41.4 where is_reviewed"
    results = judge(SUITE, change(built, sql), batch="reviewed contradictions")
    assert found(results) == [("reviewed_contradictions.csv", 2, f"{side}_side", given)]


def test_the_side_of_a_review_that_has_no_value_is_its_limit(judge: Judge, change: Change, built: Path) -> None:
    limit = "update marts.fct_reconciliation set left_value = null, left_upper_bound = 100 where is_reviewed"
    assert found(judge(SUITE, change(built, limit), batch="reviewed contradictions")) == []
    moved = "update marts.fct_reconciliation set left_upper_bound = null where is_reviewed"
    assert found(judge(SUITE, change(built, limit, moved), batch="reviewed contradictions")) == [
        ("reviewed_contradictions.csv", 2, "left_side", "100, but nothing stands there")
    ]


def test_a_computed_side_is_compared_as_far_as_a_guard_is_written(judge: Judge, change: Change, built: Path) -> None:
    sql = "update marts.fct_reconciliation set right_value = 99 + 1e-9 where is_reviewed"
    assert found(judge(SUITE, change(built, sql), batch="reviewed contradictions")) == []


@pytest.mark.parametrize(
    ("side", "moved", "told"),
    [
        ("right", 99.09, []),
        ("right", 98.8, ["99, but 98.8 stands there"]),
        ("left", 100.05, ["100, but 100.05 stands there"]),
    ],
)
def test_an_official_side_may_be_revised_by_a_little_of_its_distance_to_the_print(
    judge: Judge, change: Change, built: Path, side: str, moved: float, told: list[str]
) -> None:
    official = "level_against_series|2024-03|one_half"
    reviewed = f"update staging.stg_reviewed_contradictions set reconciliation_id = '{official}'"
    now = f"update marts.fct_reconciliation set reconciliation_id = '{official}', {side}_value = {moved}"
    changed = change(built, reviewed, f"{now} where is_reviewed")
    results = found(judge(SUITE, changed, batch="reviewed contradictions"))
    assert [value for *_, value in results] == told


def test_a_statement_that_a_mart_loses_fails(judge: Judge, change: Change, built: Path) -> None:
    sql = "delete from marts.fct_statement where statement_id = 'other_half'"
    results = judge(SUITE, change(built, sql), batch="statements by theme")
    assert found(results) == [(None, None, "statements", "shares: 1 of 2 staged")]


def test_a_warehouse_without_a_statement_fails(judge: Judge, change: Change, built: Path) -> None:
    (result,) = judge(SUITE, change(built, "delete from marts.fct_statement"), batch="statements")
    assert result.outcome == "failed"


def test_fewer_statements_than_the_last_release_fail(
    judge: Judge, change: Change, built: Path, published: Path
) -> None:
    sql = "delete from marts.fct_statement where theme = 'streaks'"
    results = judge(SUITE, change(built, sql), batch="size against the last release", published=published)
    assert found(results) == [(None, None, "sizes", "streaks: 0 now, 1 published, 0 of them retracted")]


@pytest.mark.parametrize(
    ("retracted", "findings"),
    [
        pytest.param("run", [], id="of the theme"),
        pytest.param(
            "balance",
            [(None, None, "sizes", "streaks: 0 now, 1 published, 0 of them retracted")],
            id="of another theme",
        ),
    ],
)
def test_a_retraction_accounts_for_a_statement_fewer_of_its_theme_alone(
    judge: Judge, change: Change, built: Path, published: Path, retracted: str, findings: list[Any]
) -> None:
    lost = "delete from marts.fct_statement where theme = 'streaks'"
    told = f"insert into staging.stg_retractions values ('{retracted}')"
    results = judge(SUITE, change(built, lost, told), batch="size against the last release", published=published)
    assert [result.outcome for result in results] == ["failed" if findings else "passed"]
    assert found(results) == findings


@pytest.mark.parametrize("table", ["fct_trade_month", "fct_item_month"])
def test_a_mart_that_is_missing_is_an_error_of_its_check_and_of_no_other(
    judge: Judge, change: Change, built: Path, table: str
) -> None:
    results = judge(SUITE, change(built, f"drop table marts.{table}"))
    (errored,) = (result for result in results if result.outcome != "passed")
    assert errored.outcome == "errored"
    assert table in (errored.error or "")


def test_a_column_of_another_type_is_an_error_of_its_check(judge: Judge, change: Change, built: Path) -> None:
    sql = "alter table marts.fct_trade_month alter balance_usd type integer[] using [1]"
    (result,) = judge(SUITE, change(built, sql), batch="values of months")
    assert (result.outcome, result.findings) == ("errored", ())
    assert result.error
