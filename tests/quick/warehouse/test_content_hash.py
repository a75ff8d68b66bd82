"""What counts as the content of a schema: rows in any order, and definitions wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from korea_trade.warehouse.build_database import content_hash

MADE = """
    create schema if not exists {schema};
    create table {schema}.months as from (values (1, 'a'), (2, 'b')) as rows_ (number, note);
    create view {schema}.latest as
    select max(number) as number, list_filter([1, 2], lambda x: x > 1) as more from {schema}.months;
    create macro {schema}.as_of(day) as table select *, day::date as day from {schema}.months;
"""


@pytest.fixture
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(
            f"create schema raw; create table raw.rows as select 1 as number; {MADE.format(schema='marts')}"
        )
        yield connection


@pytest.mark.parametrize(
    "change",
    [
        "update marts.months set note = 'c' where number = 1",
        "insert into marts.months from marts.months limit 1",
        "alter table marts.months rename note to remark",
        "alter table marts.months alter number type bigint",
        "create or replace view marts.latest as select min(number) as number from marts.months",
        "drop view marts.latest",
        "create or replace macro marts.as_of(day) as table select * from marts.months",
        "create view marts.beside as from raw.rows",
    ],
)
def test_a_change_of_rows_columns_or_definitions_is_another_content(
    database: duckdb.DuckDBPyConnection, change: str
) -> None:
    before = content_hash(database, "marts")
    database.execute(change)
    assert content_hash(database, "marts") != before


def test_the_order_of_rows_is_no_content(database: duckdb.DuckDBPyConnection) -> None:
    before = content_hash(database, "marts")
    database.execute("create or replace table marts.months as from marts.months order by number desc")
    assert content_hash(database, "marts") == before


def test_what_is_copied_into_another_schema_of_another_database_has_the_same_content(
    database: duckdb.DuckDBPyConnection,
) -> None:
    with duckdb.connect() as other:
        other.execute(MADE.format(schema="main"))
        assert content_hash(other, "main") == content_hash(database, "marts")


def test_a_view_that_reads_another_schema_counts_by_its_rows_too(database: duckdb.DuckDBPyConnection) -> None:
    database.execute("create view marts.beside as from raw.rows")
    before = content_hash(database, "marts")
    database.execute("update raw.rows set number = 2")
    assert content_hash(database, "marts") != before


def test_a_definition_that_cannot_be_taken_apart_counts_by_its_letters(database: duckdb.DuckDBPyConnection) -> None:
    database.execute('create view marts.odd ("number AS told") as select number from marts.months')
    before = content_hash(database, "marts")
    database.execute('create or replace view marts.odd ("number AS told") as select number + 1 from marts.months')
    assert content_hash(database, "marts") != before
