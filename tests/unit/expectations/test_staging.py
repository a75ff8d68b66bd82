"""Gate 2: staging that keeps every statement passes, and each rule names the file and the line that break it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from expectations import staging
from expectations.validation import Result
from korea_trade.statements import declaration

DECLARATION = declaration.load()
SUITE = staging.suite(DECLARATION)
STAGED_STATEMENTS = "staged statements"
WRONG_LINES = 1000  # where the wrong rows stand, behind every row of the sources

Change = Callable[..., Path]
Judge = Callable[..., list[Result]]
WithWrongCopies = Callable[..., Path]


@pytest.fixture(scope="module")
def staged(ingested: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every source table in schema `staging`, with the columns that the gate reads."""
    database = tmp_path_factory.mktemp("staged") / "build.duckdb"
    shutil.copy(ingested, database)
    interpreted = """
        value as printed_value, read_lower as lower_bound, read_upper as upper_bound,
        read_lower_closed as lower_closed, read_upper_closed as upper_closed, period_frequency as frequency,
        period_first_day as first_day, period_last_day as last_day, false as is_corrected
    """
    with duckdb.connect(database) as connection:
        connection.execute("create schema staging")
        for table in DECLARATION.statement_tables:
            connection.execute(
                f"create table staging.stg_{table.name} as select *, {interpreted} from raw.{table.name}"
            )
        for table in DECLARATION.reference_tables:
            connection.execute(f"create table staging.stg_{table.name} as from raw.{table.name}")
        connection.execute("create table staging.stg_observed as from raw.observed")
    return database


def test_staging_that_keeps_every_statement_passes(judge: Judge, staged: Path) -> None:
    results = judge(SUITE, staged)
    assert [result for result in results if result.outcome != "passed"] == []


# A rule, what is wrong with a row, and the column and the value that the finding shows.
WRONG_ROWS = [
    ("must not be empty", "printed_value = null", "printed_value", None),
    ("must not be empty", "value = null", "value", None),
    ("must not be empty", "unit = null", "unit", None),
    ("must not be empty", "frequency = null", "frequency", None),
    ("must not be empty", "first_day = null", "first_day", None),
    ("must not be empty", "last_day = null", "last_day", None),
    ("must be a unit", "unit = 'furlong'", "unit", "furlong"),
    ("must be a frequency", "frequency = 'week'", "frequency", "week"),
    ("must lie from 1900 to 2099", "first_day = '1899-12-31'", "period", "2024-03"),
    ("must lie from 1900 to 2099", "last_day = '2100-01-01'", "period", "2024-03"),
    ("must not precede the first day", "last_day = '2024-02-29'", "last_day", "2024-02-29"),
    ("must lie between its bounds", "lower_bound = value + 1", "value", "56600000000"),
    ("must lie between its bounds", "upper_bound = value - 1", "value", "56600000000"),
    ("must have an interval that is not empty", "lower_bound = upper_bound + 1", "figure", "$56.6 bn"),
    ("must have an interval that is not empty", "lower_bound = upper_bound", "figure", "$56.6 bn"),
    ("must be a whole number", "unit = 'count', value = 7.5", "value", "7.5"),
    ("must have a sign that its unit allows", "unit = 'direction', value = 2", "value", "2"),
    ("must have a sign that its unit allows", "unit = 'rank', value = 0", "value", "0"),
    ("must have a sign that its unit allows", "unit = 'months', value = -3", "value", "-3"),
    ("must have a sign that its unit allows", "unit = 'years', value = 0", "value", "0"),
    ("must have a sign that its unit allows", "unit = 'ratio', value = -2", "value", "-2"),
    ("must not be negative", "value = -value", "value", "-56600000000"),
    ("must be the printed value where nothing corrects it", "value = 1", "value", "1"),
]


@pytest.fixture(scope="module")
def wrong_rows(judge: Judge, with_wrong_copies: WithWrongCopies, staged: Path) -> list[Result]:
    """The verdict on the wrong rows, each a copy of one right row, all judged at once."""
    wrong = (wrong for _, wrong, _, _ in WRONG_ROWS)
    database = with_wrong_copies(staged, "staging.stg_trade_totals", wrong, WRONG_LINES)
    return judge(SUITE, database, batch=STAGED_STATEMENTS)


@pytest.mark.parametrize(
    ("at", "rule", "wrong", "column", "value"), [(WRONG_LINES + at, *row) for at, row in enumerate(WRONG_ROWS)]
)
def test_a_wrong_row_is_named_by_file_and_line(
    wrong_rows: list[Result], at: int, rule: str, wrong: str, column: str, value: str | None
) -> None:
    results = [each for each in wrong_rows if (each.rule, each.column) == (rule, column)]
    (finding,) = (each for result in results for each in result.findings if each.line == at)
    place = (finding.table, finding.file, finding.column, finding.value)
    assert place == ("trade_totals", "trade_totals.csv", column, value)


def test_no_right_row_is_named(wrong_rows: list[Result]) -> None:
    assert [str(one) for result in wrong_rows for one in result.findings if (one.line or 0) < WRONG_LINES] == []


def test_each_rule_has_a_wrong_row_that_fails_it() -> None:
    tested = {(rule, column) for rule, _, column, _ in WRONG_ROWS}
    (batch,) = (batch for batch in SUITE.batches if batch.name == STAGED_STATEMENTS)
    assert {(expectation.rule, expectation.column) for expectation in batch.expectations} == tested


@pytest.mark.parametrize(
    ("rule", "right"),
    [
        ("must have an interval that is not empty", "lower_bound = value, upper_bound = value, upper_closed = true"),
        ("must lie between its bounds", "lower_bound = null, upper_bound = null"),
        ("must not be negative", "value = -value, flow = 'balance'"),
        ("must be the printed value where nothing corrects it", "value = 1, is_corrected = true"),
    ],
)
def test_a_row_that_is_right_for_a_reason_passes(
    judge: Judge, change: Change, staged: Path, rule: str, right: str
) -> None:
    database = change(staged, f"update staging.stg_trade_totals set {right} where source_line = 2")
    (result,) = judge(SUITE, database, lambda one: one.rule == rule, batch=STAGED_STATEMENTS)
    assert result.outcome == "passed"


@pytest.mark.parametrize("name", ["streaks", "items"])
def test_a_row_that_was_lost_on_the_way_fails_and_names_its_file(
    judge: Judge, change: Change, staged: Path, name: str
) -> None:
    database = change(staged, f"delete from staging.stg_{name} where source_line = 2")
    (result,) = judge(SUITE, database, batch="rows staged")
    (finding,) = result.findings
    assert (result.outcome, finding.table, finding.file, finding.line) == ("failed", name, f"{name}.csv", None)


@pytest.mark.parametrize("sql", ["drop table staging.stg_streaks", "alter table staging.stg_streaks drop is_corrected"])
def test_what_cannot_be_read_is_an_error_of_the_check(judge: Judge, change: Change, staged: Path, sql: str) -> None:
    results = judge(SUITE, change(staged, sql), batch=STAGED_STATEMENTS)
    assert {result.outcome for result in results} == {"errored"}
    assert all(result.error and not result.findings for result in results)
