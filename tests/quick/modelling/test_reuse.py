"""Which models have to be made: those that were not made of what they read now, as soon as that is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from korea_trade.modelling.reuse import Reuse
from korea_trade.warehouse import fingerprint

# Each model and what it reads, in the order in which they are made: a note reaches no number.
READS = {
    "model.statements": {"source.rows"},
    "model.numbers": {"model.statements"},
    "model.sums": {"model.numbers"},
    "model.notes": {"model.statements"},
    "model.latest": {"model.numbers"},
    "model.shown": {"model.latest"},
    "model.as_of": {"model.notes"},
}
KINDS = {"model.latest": "view", "model.as_of": "table_macro"}
SQL = {
    "model.statements": "create or replace table main.statements as from main.rows",
    "model.numbers": "create or replace table main.numbers as select number from main.statements",
    "model.sums": "create or replace table main.sums as select sum(number) as number from main.numbers",
    "model.notes": "create or replace table main.notes as select note from main.statements",
    "model.latest": "create or replace view main.latest as select max(number) as number from main.numbers",
    "model.shown": "create or replace table main.shown as from main.latest",
    "model.as_of": "create or replace macro main.as_of(day) as table select note, day from main.notes",
}
MANIFEST: dict[str, Any] = {
    "nodes": {
        model: {
            "schema": "main",
            "alias": model.split(".")[1],
            "depends_on": {"nodes": sorted(reads)},
            "config": {"materialized": KINDS.get(model, "table")},
        }
        for model, reads in READS.items()
    },
    "sources": {"source.rows": {"schema": "main", "identifier": "rows"}},
}


@pytest.fixture
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        _execute(connection, "create table main.rows as select 1 as number, 'first' as note")
        yield connection


def _execute(database: duckdb.DuckDBPyConnection, *statements: str) -> None:
    for statement in statements:
        database.execute(statement)


def _build(database: duckdb.DuckDBPyConnection) -> list[set[str]]:
    """What was made, run by run of dbt."""
    kept = Reuse(database, MANIFEST, READS)
    runs = []
    while due := kept.due():
        runs.append(due)
        _execute(database, *(SQL[model] for model in READS if model in due))
        kept.note(due)
    assert set(kept.standing()) == set(READS)
    return runs


def test_what_was_never_made_is_made_in_one_run(database: duckdb.DuckDBPyConnection) -> None:
    assert _build(database) == [set(READS)]


def test_nothing_is_made_where_nothing_changed(database: duckdb.DuckDBPyConnection) -> None:
    _build(database)

    assert _build(database) == []


def test_a_change_goes_as_far_as_something_comes_out_otherwise(database: duckdb.DuckDBPyConnection) -> None:
    _build(database)
    _execute(database, "update main.rows set note = 'second'")

    assert _build(database) == [{"model.statements"}, {"model.numbers", "model.notes"}, {"model.as_of"}]


def test_what_somebody_changed_by_hand_is_made_anew(database: duckdb.DuckDBPyConnection) -> None:
    _build(database)
    _execute(database, "update main.numbers set number = 7")

    assert _build(database) == [{"model.numbers"}]


@pytest.mark.parametrize(
    ("statement", "made"),
    [
        ("create or replace view main.latest as select 9 as number", "model.latest"),
        ("create or replace macro main.as_of(day) as table select 'by hand' as note", "model.as_of"),
        ("drop view main.latest", "model.latest"),
        ("drop macro table main.as_of", "model.as_of"),
    ],
)
def test_a_view_or_macro_that_somebody_changed_is_made_anew(
    database: duckdb.DuckDBPyConnection, statement: str, made: str
) -> None:
    _build(database)
    _execute(database, statement)

    assert _build(database) == [{made}]


def test_what_reads_a_view_is_made_anew_when_what_the_view_reads_comes_out_otherwise(
    database: duckdb.DuckDBPyConnection,
) -> None:
    _build(database)
    _execute(database, "update main.rows set number = 2")

    assert _build(database) == [
        {"model.statements"},
        {"model.numbers", "model.notes"},
        {"model.sums", "model.latest"},
        {"model.shown"},
    ]
    assert database.execute("from main.shown").fetchall() == [(2,)]


def test_a_table_that_is_gone_is_made_with_what_it_reads(database: duckdb.DuckDBPyConnection) -> None:
    _build(database)
    _execute(database, "drop table main.sums", "update main.rows set number = 2")

    assert _build(database) == [
        {"model.statements"},
        {"model.numbers", "model.notes", "model.sums"},
        {"model.latest"},
        {"model.shown"},
    ]


def test_what_other_code_made_is_made_anew(
    database: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    _build(database)
    monkeypatch.setattr(fingerprint, "models_version", lambda: "another")

    assert _build(database) == [set(READS)]
    assert _build(database) == []


def test_after_a_model_failed_only_what_does_not_hang_on_it_stands(database: duckdb.DuckDBPyConnection) -> None:
    _build(database)
    _execute(database, "update main.rows set number = 2")
    kept = Reuse(database, MANIFEST, READS)

    assert kept.due() == {"model.statements"}
    kept.note(())

    assert kept.standing() == []
