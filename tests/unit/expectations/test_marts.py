"""Gate 3: marts that agree pass, and each identity names the statement, by file and line, that breaks it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from expectations import marts
from expectations.validation import Result
from statements import declaration

DECLARATION = declaration.load()
SUITE = marts.suite(DECLARATION)

Change = Callable[..., Path]
Judge = Callable[..., list[Result]]

# An invented month and an invented composition: two levels and a balance, a run of three months, two halves.
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
        2.5e9 as balance_upper_bound, 9e9 as exports_usd, 8.95e9 as exports_lower_bound, 9.05e9 as exports_upper_bound,
        7e9 as imports_usd, 6.95e9 as imports_lower_bound, 7.05e9 as imports_upper_bound
    """,
    """
    create table marts.fct_share as
    select statement_id, 'halves' as partition_id from marts.fct_statement where theme = 'shares'
    """,
    """
    create table marts.fct_direction_month as
    select 'exports of tin' as series_id, date '2024-03-01' as month, false as is_contradictory, 'run' as statement_ids
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


@pytest.mark.parametrize(
    "wrong",
    [
        "balance_lower_bound = 2.2e9",
        "balance_upper_bound = 1.8e9, balance_lower_bound = 1.7e9",
        "imports_upper_bound = 6e9, imports_lower_bound = 5.9e9",
    ],
)
def test_a_balance_that_is_not_exports_less_imports_is_named(
    judge: Judge, change: Change, built: Path, wrong: str
) -> None:
    results = judge(SUITE, change(built, f"update marts.fct_trade_month set {wrong}"), batch="balance")
    assert found(results) == [("trade_totals.csv", 2, "balance_usd", "2000000000")]


def test_a_balance_within_rounding_of_exports_less_imports_passes(judge: Judge, change: Change, built: Path) -> None:
    sql = "update marts.fct_trade_month set balance_lower_bound = 2.1e9, balance_upper_bound = 2.2e9"
    (result,) = judge(SUITE, change(built, sql), batch="balance")
    assert result.outcome == "passed"


@pytest.mark.parametrize("wrong", ["lower_bound = 60, upper_bound = 61", "lower_bound = 40, upper_bound = 41"])
def test_shares_that_do_not_add_to_the_whole_are_named(judge: Judge, change: Change, built: Path, wrong: str) -> None:
    sql = f"update marts.fct_statement set {wrong} where statement_id = 'one_half'"
    assert found(judge(SUITE, change(built, sql), batch="partitions")) == [("shares.csv", 2, "partition_id", "halves")]


def test_a_share_said_twice_counts_once(judge: Judge, change: Change, built: Path) -> None:
    again = """
        insert into marts.fct_statement
        select * replace ('again' as statement_id, true as is_repeat) from marts.fct_statement
        where statement_id = 'one_half'
    """
    (result,) = judge(
        SUITE, change(built, again, "insert into marts.fct_share values ('again', 'halves')"), batch="partitions"
    )
    assert result.outcome == "passed"


@pytest.mark.parametrize(("wrong", "value"), [("value = 4", "4"), ("first_day = '2023-12-01'", "3")])
def test_a_run_that_is_longer_or_shorter_than_its_period_is_named(
    judge: Judge, change: Change, built: Path, wrong: str, value: str
) -> None:
    sql = f"update marts.fct_statement set {wrong} where statement_id = 'run'"
    results = judge(SUITE, change(built, sql), batch="streak lengths")
    assert found(results) == [("streaks.csv", 2, "stated_length", value)]


def test_a_month_that_goes_up_and_down_names_its_witnesses(judge: Judge, change: Change, built: Path) -> None:
    sql = "update marts.fct_direction_month set is_contradictory = true, statement_ids = 'run, fall'"
    results = judge(SUITE, change(built, sql), batch="directions")
    assert found(results) == [(None, None, "witnesses", "exports of tin 2024-03 by run, fall")]


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


def test_a_retraction_accounts_for_no_loss_of_another_theme(
    judge: Judge, change: Change, built: Path, published: Path
) -> None:
    lost = "delete from marts.fct_statement where theme = 'streaks'"
    retracted = "insert into staging.stg_retractions values ('balance')"
    results = judge(SUITE, change(built, lost, retracted), batch="size against the last release", published=published)
    assert found(results) == [(None, None, "sizes", "streaks: 0 now, 1 published, 0 of them retracted")]


def test_a_retraction_accounts_for_a_statement_fewer(
    judge: Judge, change: Change, built: Path, published: Path
) -> None:
    lost = "delete from marts.fct_statement where theme = 'streaks'"
    retracted = "insert into staging.stg_retractions values ('run')"
    (result,) = judge(SUITE, change(built, lost, retracted), batch="size against the last release", published=published)
    assert result.outcome == "passed"


@pytest.mark.parametrize("table", ["fct_trade_month", "fct_share", "fct_direction_month"])
def test_a_mart_that_is_missing_is_an_error_of_its_check_and_of_no_other(
    judge: Judge, change: Change, built: Path, table: str
) -> None:
    results = judge(SUITE, change(built, f"drop table marts.{table}"))
    (errored,) = (result for result in results if result.outcome != "passed")
    assert errored.outcome == "errored"
    assert table in (errored.error or "")


def test_a_column_of_another_type_is_an_error_of_its_check(judge: Judge, change: Change, built: Path) -> None:
    sql = "alter table marts.fct_trade_month alter balance_lower_bound type varchar using 'a lot'"
    (result,) = judge(SUITE, change(built, sql), batch="balance")
    assert (result.outcome, result.findings) == ("errored", ())
    assert result.error
