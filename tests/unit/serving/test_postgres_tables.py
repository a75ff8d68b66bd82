"""What a table of a DuckDB file is in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from korea_trade.releases.history import ReleaseError
from korea_trade.serving import postgres_tables


@pytest.fixture
def file() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("varchar", "text"),
        ("bigint", "bigint"),
        ("integer", "integer"),
        ("hugeint", "numeric(39)"),
        ("double", "double precision"),
        ("decimal(18, 3)", "numeric(18,3)"),
        ("boolean", "boolean"),
        ("date", "date"),
        ("timestamp", "timestamp"),
        ("varchar[]", "text[]"),
        ("bigint[][]", "bigint[][]"),
        ("struct(a integer)", "jsonb"),
        ("struct(a integer)[]", "jsonb"),
    ],
)
def test_a_type_has_one_that_holds_all_of_its_values(file: duckdb.DuckDBPyConnection, kind: str, expected: str) -> None:
    file.execute(f"create table kept (it {kind})")

    [table] = postgres_tables.tables(file)

    assert table.definition("s").as_string() == f'create table "s"."kept" ("it" {expected} null)'


@pytest.mark.parametrize("kind", ["interval", "map(varchar, integer)", "time[]"])
def test_a_type_that_is_not_carried_over_is_told_with_table_and_column(
    file: duckdb.DuckDBPyConnection, kind: str
) -> None:
    file.execute(f"create table kept (it {kind})")

    with pytest.raises(ReleaseError, match=r"column it of kept has the type \S+"):
        postgres_tables.tables(file)


def test_constraints_stand_in_the_definition_and_a_table_comes_after_those_it_refers_to(
    file: duckdb.DuckDBPyConnection,
) -> None:
    file.execute("create table z (id integer primary key)")
    file.execute("create table a (b varchar not null unique, z integer references z (id), check (len(b) > 1))")

    first, second = [table.definition("s").as_string() for table in postgres_tables.tables(file)]

    assert first == 'create table "s"."z" ("id" integer not null, primary key ("id"))'
    assert '("b" text not null, "z" integer null, ' in second
    for constraint in (
        'unique ("b")',
        'foreign key ("z") references "s"."z" ("id") deferrable initially deferred',
        "check ((LENGTH(b) > 1))",
    ):
        assert constraint in second


def test_a_name_cannot_leave_its_quotes(file: duckdb.DuckDBPyConnection) -> None:
    file.execute('create table "odd""; drop table x" (it integer)')

    [table] = postgres_tables.tables(file)

    assert table.definition("s").as_string() == 'create table "s"."odd""; drop table x" ("it" integer null)'
