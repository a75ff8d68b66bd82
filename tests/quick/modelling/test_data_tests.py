"""The data tests of the dbt project, asked on the build database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from korea_trade.modelling import data_tests
from korea_trade.modelling.data_tests import Result

MODEL = "model.korea_trade.fct_made"
OTHER = "model.korea_trade.fct_other"


@pytest.fixture
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create table fct_made as select unnest([1, 2, 2]) as value")
        yield connection


def _manifest(sql: str, reads: tuple[str, ...] = (MODEL,), **config: str) -> dict[str, Any]:
    test = {
        "resource_type": "test",
        "name": "values_hold",
        "depends_on": {"nodes": [*reads, "source.korea_trade.raw.articles"]},
        "compiled_code": sql,
        "config": {"fail_calc": "count(*)", "warn_if": "!= 0"} | config,
    }
    models = {model: {"resource_type": "model"} for model in (MODEL, OTHER)}
    return {"nodes": models | {"test.values_hold": test}}


def _asked(database: duckdb.DuckDBPyConnection, manifest: dict[str, Any]) -> Result:
    (result,) = data_tests.asked(database, data_tests.concerning(manifest, {MODEL}, ()))
    return result


def test_a_test_whose_query_finds_no_row_passes(database: duckdb.DuckDBPyConnection) -> None:
    assert _asked(database, _manifest("select value from fct_made where value > 2 -- none is")).passed


def test_a_test_that_fails_tells_the_rows_that_fail_it(database: duckdb.DuckDBPyConnection) -> None:
    result = _asked(database, _manifest("select value from fct_made where value > 1"))

    assert not result.passed
    assert result.complaint == "the test values_hold failed: {'value': 2}; {'value': 2}"


def test_a_test_that_allows_some_rows_passes_with_so_many(database: duckdb.DuckDBPyConnection) -> None:
    manifest = _manifest("select value from fct_made where value > 1", fail_calc="sum(value)", warn_if="> 4")

    assert _asked(database, manifest).passed


def test_a_test_that_cannot_be_asked_has_not_passed(database: duckdb.DuckDBPyConnection) -> None:
    result = _asked(database, _manifest("select value from fct_other"))

    assert not result.passed
    assert result.complaint.startswith("the test values_hold could not be asked: Catalog Error")


def test_a_test_reads_models_and_not_sources(database: duckdb.DuckDBPyConnection) -> None:
    (test,) = data_tests.concerning(_manifest("select 1", reads=(OTHER, MODEL)), {MODEL}, ())

    assert test.models == (OTHER, MODEL)


def test_a_test_of_a_model_that_was_not_made_is_not_asked() -> None:
    manifest = _manifest("select 1", reads=(OTHER, MODEL))

    assert not data_tests.concerning(manifest, {MODEL}, {OTHER})
    assert not data_tests.concerning(manifest, (), ())
