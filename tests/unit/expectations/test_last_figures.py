"""Gate 1 against the last release: an official figure that was published stays, or its file is acknowledged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from expectations import sources
from expectations.validation import Result
from korea_trade.statements import declaration

SUITE = sources.suite(declaration.load())
BATCH = "official figures that were published"
COLUMNS = "flow, subject_kind, subject_id, month, definition, status, known_from, value_usd"

Change = Callable[..., Path]
Judge = Callable[..., list[Result]]


def row(month: str, value: float, line: int, known_from: str = "2024-04-15", step: float = 1000) -> str:
    return f"""
        insert into raw.observed values (
            '{month}-01', 'exports', null, null, 'total', 'all', {value}, 'an office', 'customs', 'final',
            '{known_from}', 'stated', {step}, 'observed/a.csv', {line}
        )
    """


@pytest.fixture(scope="module")
def with_series(change: Change, ingested: Path) -> Path:
    return change(ingested, row("2024-01", 54_700_000, 2), row("2024-02", 52_000_000, 3))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, with_series: Path) -> Path:
    """A release of these figures and nothing else."""
    file = tmp_path_factory.mktemp("published") / "korea_trade.duckdb"
    with duckdb.connect(file) as connection:
        connection.execute(f"attach '{with_series}' as build (read_only)")
        connection.execute("create table fct_statement (theme varchar, source_file varchar, statement_id varchar)")
        connection.execute(f"""
            create table fct_series_vintage as
            select {COLUMNS}, value_usd - rounded_to_usd / 2 as lower_bound, source_file from build.raw.observed
        """)
    return file


def acknowledged(published: int, standing: int, file: str = "observed/a.csv") -> str:
    return (
        f"insert into raw.changes values ('observed', '{file}', 'figures', '{published}', '{standing}', "
        "'2024-05-01', 'a test', 'changes.csv', 2)"
    )


ONE_WRONG = "update raw.observed set value_usd = 57400000 where source_line = 2"
WAS_ONE_WRONG = "54700000 to the step 1000 for exports of total all in 2024-01 by customs, known from 2024-04-15"

FAULTS = {
    "two digits exchanged": (
        ONE_WRONG,
        [("observed/a.csv", 2, f"57400000 to the step 1000, published as {WAS_ONE_WRONG}")],
    ),
    "another step of rounding": (
        "update raw.observed set rounded_to_usd = 10000 where source_line = 2",
        [("observed/a.csv", 2, f"54700000 to the step 10000, published as {WAS_ONE_WRONG}")],
    ),
    "another month": (
        "update raw.observed set month = '2023-01-01' where source_line = 2",
        [("observed/a.csv", None, f"nothing, published as {WAS_ONE_WRONG}")],
    ),
    "a file that is gone": (
        "delete from raw.observed where source_line = 2",
        [("observed/a.csv", None, f"nothing, published as {WAS_ONE_WRONG}")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_published_figure_that_changed_is_named_with_both_values(
    judge: Judge, change: Change, with_series: Path, published: Path, fault: str
) -> None:
    sql, expected = FAULTS[fault]
    results = judge(SUITE, change(with_series, sql), batch=BATCH, published=published)
    found = [(one.file, one.line, one.value) for result in results for one in result.findings]
    told = " (2 figures of the file were published, 1 still stand)"
    assert found == [(file, line, f"{value}{told}") for file, line, value in expected]


RIGHT = {
    "as they were published": [],
    "a revision of a later day": [row("2024-01", 54_900_000, 9, known_from="2024-05-15")],
    "a month more": [row("2024-03", 56_500_000, 4)],
    "in another file and place": ["update raw.observed set source_file = 'observed/b.csv', source_line = 7"],
    "acknowledged": [ONE_WRONG, acknowledged(2, 1)],
}


@pytest.mark.parametrize("kind", RIGHT)
def test_what_stays_is_added_to_or_is_acknowledged_passes(
    judge: Judge, change: Change, with_series: Path, published: Path, kind: str
) -> None:
    database = change(with_series, *RIGHT[kind])
    for batch in (BATCH, "acknowledged changes"):
        assert [result for result in judge(SUITE, database, batch=batch, published=published) if result.findings] == []


@pytest.mark.parametrize("entry", [acknowledged(2, 0), acknowledged(3, 1), acknowledged(2, 1, "observed/b.csv")])
def test_another_acknowledgement_does_not_help(
    judge: Judge, change: Change, with_series: Path, published: Path, entry: str
) -> None:
    results = judge(SUITE, change(with_series, ONE_WRONG, entry), batch=BATCH, published=published)
    assert [result.outcome for result in results] == ["failed"]


def test_a_release_without_series_is_compared_as_far_as_it_goes(
    judge: Judge, with_series: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old.duckdb"
    with duckdb.connect(old) as connection:
        connection.execute("create table fct_statement (theme varchar, source_file varchar, statement_id varchar)")
    results = judge(SUITE, with_series, batch=BATCH, published=old)
    assert [result.outcome for result in results] == ["passed"]
