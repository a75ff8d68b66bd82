"""Gate 1 against the last release: what was published changes only where it is acknowledged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from expectations import sources
from expectations.validation import Result
from korea_trade.statements import declaration

DECLARATION = declaration.load()
SUITE = sources.suite(DECLARATION)
CHANGES = "changes of what was published"
CORRECTED = "a05-p8-s1-semiconductors-value"

Change = Callable[..., Path]
Judge = Callable[..., list[Result]]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, ingested: Path) -> Path:
    """A release of the sources of the project, with what it shows of them under the names that it has there."""
    file = tmp_path_factory.mktemp("published") / "korea_trade.duckdb"
    shared = [column.name for column in DECLARATION.tables["trade_totals"].columns if column.name != "value"]
    union = " union all ".join(
        f"""
        select
            '{table.name}' as theme, {", ".join(shared)}, value as printed_value, s.source_file, s.source_line,
            c.corrected_value is not null as is_corrected,
            coalesce(c.corrected_value, value) as value,
            coalesce(c.lower_bound, read_lower) as lower_bound,
            coalesce(c.upper_bound, read_upper) as upper_bound
        from build.raw.{table.name} as s
        left join corrections as c using (statement_id)
        """
        for table in DECLARATION.statement_tables
    )
    corrections = """
        select statement_id, corrected_value, read_lower as lower_bound, read_upper as upper_bound
        from build.raw.corrections
    """
    with duckdb.connect(file) as connection:
        connection.execute(f"attach '{ingested}' as build (read_only)")
        connection.execute(f"create table fct_statement as with corrections as ({corrections}) {union}")
        connection.execute("""
            create table fct_stated_streak as
            select *, threshold as threshold_usd, status = 'ended' as is_ended from build.raw.streaks
        """)
        for table in DECLARATION.tables.values():
            if table.published and table.published.relation.isidentifier():
                columns = ", ".join(sorted({*table.key, *(one.name for one in table.columns if one.name != "value")}))
                rows = f"select {columns} from build.raw.{table.name}"
                connection.execute(f"create table if not exists {table.published.relation} as {rows}")
    return file


def named(results: list[Result]) -> list[tuple[str | None, int | None, str, str | None]]:
    return [(one.file, one.line, one.column, one.value) for result in results for one in result.findings]


def test_sources_that_are_as_they_were_published_pass(judge: Judge, ingested: Path, published: Path) -> None:
    results = judge(SUITE, ingested, published=published)
    assert [result for result in results if result.outcome != "passed"] == []


def test_without_a_release_nothing_has_changed(judge: Judge, change: Change, ingested: Path) -> None:
    assert named(judge(SUITE, change(ingested, "update raw.trade_totals set period = '2020'"), batch=CHANGES)) == []


# What is wrong, and file, line, column and value of what is found.
FAULTS = {
    "another period": (
        "update raw.bilateral_trade set period = '2022' where statement_id = 'a10-p3-s3-balance-2021'",
        [("bilateral_trade.csv", "period", "2022, published as 2021")],
    ),
    "two shares that change places": (
        "update raw.shares set figure = if(figure = '80%', '11%', '80%'), value = if(value = 80, 11, 80) "
        "where statement_id in ('a02-p2-s2-aircraft-share', 'a02-p2-s2-services-share')",
        [
            ("shares.csv", "figure", "11%, published as 80%"),
            ("shares.csv", "value", "11, published as 80"),
            ("shares.csv", "figure", "80%, published as 11%"),
            ("shares.csv", "value", "80, published as 11"),
        ],
    ),
    "a decimal that a spreadsheet pads": (
        "update raw.trade_by_item set figure = '+35.70%' where statement_id = 'a01-p4-s1-semiconductors-yoy'",
        [("trade_by_item.csv", "figure", "+35.70%, published as +35.7%")],
    ),
    "a column of a theme": (
        "update raw.streaks set status = 'ended' where statement_id = 'a03-p11-s2-surplus-streak'",
        [("streaks.csv", "status", "ended, published as open")],
    ),
    "a column of a theme that is filled": (
        "update raw.shares set partition_id = 'parts' where statement_id = 'a07-p12-s4-seoul-share'",
        [("shares.csv", "partition_id", "parts, published as nothing")],
    ),
    "a certainty": (
        "update raw.events set certainty = 'garbled' where statement_id = 'a07-p4-s1-release'",
        [("events.csv", "certainty", "garbled, published as stated")],
    ),
    "the label of a list": (
        "update raw.items set label = 'Boats' where item_id = 'ships'",
        [("items.csv", "label", "Boats, published as Ships")],
    ),
    "a row that a list has lost": (
        "delete from raw.partner_blocs where partner_id = 'vietnam'",
        [("partner_blocs.csv", "bloc_id", "nothing, published as asean in the row asean, vietnam")],
    ),
    "a correction that says something else": (
        "update raw.corrections set corrected_value = 6390000000",
        [("corrections.csv", "corrected_value", "6390000000, published as 6380000000")],
    ),
    "a correction that is withdrawn": (
        "delete from raw.corrections",
        [("corrections.csv", "statement_id", f"nothing, published as {CORRECTED} in the row {CORRECTED}")],
    ),
    "two articles that change their order": (
        "update raw.articles set known_order = if(known_order = 1, 2, 1) where known_order in (1, 2)",
        [
            ("articles.csv", "known_order", "2, published as 1"),
            ("articles.csv", "known_order", "1, published as 2"),
        ],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_change_of_what_was_published_is_named_by_file_column_and_both_values(
    judge: Judge, change: Change, ingested: Path, published: Path, fault: str
) -> None:
    sql, expected = FAULTS[fault]
    found = named(judge(SUITE, change(ingested, sql), batch=CHANGES, published=published))
    assert sorted((file, column, value) for file, _, column, value in found) == sorted(expected)


def test_a_statement_that_moves_to_another_table_is_named(
    judge: Judge, change: Change, ingested: Path, published: Path
) -> None:
    key = "a03-p2-s4-exports-value"
    moved = f"insert into raw.trade_by_item by name from raw.trade_totals where statement_id = '{key}'"
    gone = f"delete from raw.trade_totals where statement_id = '{key}'"
    found = named(judge(SUITE, change(ingested, moved, gone), batch=CHANGES, published=published))
    assert [(column, value) for _, _, column, value in found] == [("table", "trade_by_item, published as trade_totals")]


def test_a_finding_names_the_line_where_the_row_stands_now(
    judge: Judge, change: Change, ingested: Path, published: Path
) -> None:
    sql = "update raw.items set label = 'Boats', source_line = 99 where item_id = 'ships'"
    (result,) = judge(SUITE, change(ingested, sql), batch=CHANGES, published=published)
    assert str(result.findings[0]).startswith(
        "items.csv:99, column label, value Boats, published as Ships: was published otherwise; "
        "restore it, or acknowledge the change in changes.csv"
    )


def test_a_note_may_change(judge: Judge, change: Change, ingested: Path, published: Path) -> None:
    sql = "update raw.trade_totals set note = 'another'; update raw.articles set known_from_note = 'another'"
    assert named(judge(SUITE, change(ingested, sql), batch=CHANGES, published=published)) == []


def test_what_is_new_changes_nothing_and_an_article_between_two_keeps_their_order(
    judge: Judge, change: Change, ingested: Path, published: Path
) -> None:
    later = "update raw.articles set known_order = known_order + 1 where known_order > 4"
    new = """
        insert into raw.articles
        select * replace ('a11' as article_id, 11 as article_no, 5 as known_order)
        from raw.articles where article_no = 1
    """
    assert named(judge(SUITE, change(ingested, later, new), batch=CHANGES, published=published)) == []


def acknowledged(published: str | None, now: str | None, day: str = "2024-05-01", column: str = "label") -> str:
    """An entry of `changes.csv` for the label of the ships."""
    cells = ", ".join("null" if cell is None else f"'{cell}'" for cell in (published, now))
    return (
        f"insert into raw.changes values ('items', 'ships', '{column}', {cells}, '{day}', 'a test', 'changes.csv', 2)"
    )


RENAMED = "update raw.items set label = 'Boats' where item_id = 'ships'"


def test_an_acknowledged_change_passes(judge: Judge, change: Change, ingested: Path, published: Path) -> None:
    database = change(ingested, RENAMED, acknowledged("Ships", "Boats"))
    assert named(judge(SUITE, database, batch=CHANGES, published=published)) == []
    assert named(judge(SUITE, database, batch="acknowledged changes", published=published)) == []


@pytest.mark.parametrize(
    "entry",
    [
        acknowledged("Vessels", "Boats"),
        acknowledged("Ships", "Barges"),
        acknowledged("Ships", "Boats", column="scheme"),
    ],
)
def test_another_acknowledgement_than_that_of_the_change_does_not_help(
    judge: Judge, change: Change, ingested: Path, published: Path, entry: str
) -> None:
    assert len(named(judge(SUITE, change(ingested, RENAMED, entry), batch=CHANGES, published=published))) == 1


def test_a_row_of_a_list_that_goes_is_acknowledged_by_the_first_column_of_its_key(
    judge: Judge, change: Change, ingested: Path, published: Path
) -> None:
    gone = "delete from raw.partner_blocs where partner_id = 'vietnam'"
    entry = """
        insert into raw.changes values
        ('partner_blocs', 'asean, vietnam', 'bloc_id', 'asean', null, '2024-05-01', 'a test', 'changes.csv', 2)
    """
    database = change(ingested, gone, entry)
    assert named(judge(SUITE, database, batch=CHANGES, published=published)) == []
    assert named(judge(SUITE, database, batch="acknowledged changes", published=published)) == []


@pytest.mark.parametrize(
    ("entry", "column", "value"),
    [
        (acknowledged("Ships", "Boats"), "new_value", "Boats, but Ships stands there"),
        (acknowledged("Ships", "Ships"), "new_value", "Ships"),
        (acknowledged("Ships", "Boats", column="colour"), "changed_column", "colour of items"),
    ],
)
def test_an_acknowledgement_of_what_is_not_there_is_named(
    judge: Judge, change: Change, ingested: Path, entry: str, column: str, value: str
) -> None:
    found = named(judge(SUITE, change(ingested, entry), batch="acknowledged changes"))
    assert ("changes.csv", 2, column, value) in found


def test_only_the_last_acknowledgement_of_a_cell_is_its_guard(judge: Judge, change: Change, ingested: Path) -> None:
    entries = [acknowledged("Ships", "Boats"), acknowledged("Boats", "Ships", "2024-06-01")]
    assert named(judge(SUITE, change(ingested, *entries), batch="acknowledged changes")) == []


def test_a_release_of_an_earlier_version_is_compared_as_far_as_it_goes(
    judge: Judge, change: Change, ingested: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old.duckdb"
    with duckdb.connect(old) as connection:
        connection.execute("""
            create table fct_statement as
            select 'trade_totals' as theme, 'trade_totals.csv' as source_file,
                'a01-p1-s1-exports-value' as statement_id, '2023-03' as period
        """)
    found = named(judge(SUITE, ingested, batch=CHANGES, published=old))
    assert [(column, value) for _, _, column, value in found] == [("period", "2024-03, published as 2023-03")]
