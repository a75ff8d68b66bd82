"""What the tests of the gates share: a database as ingest leaves it, and judging it after a change."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from expectations.suite import Expectation, Suite
from expectations.validation import Result, validate
from korea_trade.series import observed
from korea_trade.statements import declaration, reader

SOURCES = Path(declaration.__file__).parents[2] / "sources"

# Blocks that fit tables of a few rows: the file is a tenth of its usual size, and every test copies it.
BLOCK_SIZE = "16384"

Change = Callable[..., Path]
Judge = Callable[..., list[Result]]
WithWrongCopies = Callable[..., Path]


@pytest.fixture(scope="session")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources of the project in schema `raw`, for no test to change."""
    database = tmp_path_factory.mktemp("ingested") / "build.duckdb"
    with duckdb.connect(database, config={"default_block_size": BLOCK_SIZE}) as connection:
        connection.execute("create schema raw")
        for table in declaration.load().tables.values():
            columns = ", ".join(f"{name} {kind}" for name, kind in reader.sql_types(table).items())
            connection.register("rows", reader.read(table, SOURCES))
            connection.execute(f"create table raw.{table.name} ({columns})")
            connection.execute(f"insert into raw.{table.name} by name select * from rows")
        connection.execute(f"create table raw.observed ({observed.SQL_COLUMNS})")
    return database


@pytest.fixture(scope="session")
def change(tmp_path_factory: pytest.TempPathFactory) -> Change:
    """A copy of a database in which the SQL has been run."""

    def changed(database: Path, *sql: str) -> Path:
        copy = tmp_path_factory.mktemp("changed") / "build.duckdb"
        shutil.copy(database, copy)
        with duckdb.connect(copy) as connection:
            for statement in sql:
                connection.execute(statement)
        return copy

    return changed


@pytest.fixture(scope="session")
def with_wrong_copies(change: Change) -> WithWrongCopies:
    """A copy of a database where each of `wrong` (SQL of an update) has a copy of one right row of a table for itself.

    The copies stand on lines of their own, from `first_line` on.
    """

    def changed(database: Path, table: str, wrong: Iterable[str], first_line: int) -> Path:
        sql = [
            f"""
            insert into {table} select * replace ({at} as source_line) from {table} where source_line = 2;
            update {table} set {each} where source_line = {at}
            """
            for at, each in enumerate(wrong, start=first_line)
        ]
        return change(database, *sql)

    return changed


@pytest.fixture(scope="session")
def judge() -> Judge:
    """What became of the expectations of a suite that `chosen` picks, by default of all."""

    def judged(
        suite: Suite,
        database: Path,
        chosen: Callable[[Expectation], bool] = lambda _: True,
        batch: str | None = None,
        published: Path | None = None,
    ) -> list[Result]:
        picked = [
            replace(each, expectations=expectations)
            for each in suite.batches
            if batch in (None, each.name) and (expectations := [one for one in each.expectations if chosen(one)])
        ]
        return [result for of_batch in validate(suite, picked, database, published) for result in of_batch]

    return judged
