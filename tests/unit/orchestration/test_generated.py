"""The files that are generated are what their generators write, and the dictionary says what a reader needs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration import dbt_sources, dictionary
from orchestration.settings import Settings
from statements import declaration
from statements.declaration import Column, Mart


def test_what_dbt_knows_of_the_source_tables_is_current() -> None:
    assert dbt_sources.differences() == [], "run `python -m orchestration.dbt_sources`"


def test_a_theme_that_names_its_mart_needs_nothing_else() -> None:
    declared = declaration.load()
    own = Column("line", "string", "Products that the tariff is on", references="items.item_id")
    events = declared.tables["events"]
    tariffs = replace(
        events,
        name="tariffs",
        columns=(*events.columns[:-2], own),
        mart=Mart("fct_tariff", "One row a tariff"),
        reaches=("fct_tariff.statement_id",),
    )
    files = dbt_sources.render(replace(declared, tables={**declared.tables, "tariffs": tariffs}))
    model = yaml.safe_load(files["models/marts/declared/fct_tariff.yml"])["models"][0]
    names = [column["name"] for column in model["columns"]]
    assert names == [*declared.statement_mart_columns, "line"]
    assert "to: ref('dim_item'), field: item_id" in files["models/marts/declared/fct_tariff.yml"]
    assert "own=['line']" in files["models/marts/declared/fct_tariff.sql"]
    assert '"fct_tariff.statement_id"' in files["macros/declared/statement_witnesses.sql"]
    assert '"tariffs"' in files["macros/declared/statement_themes.sql"]
    assert "ref('fct_tariff')" in files["models/marts/_exposures.yml"]


def test_the_data_dictionary_is_current(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KTW_DATA_DIR", str(tmp_path))
    settings = Settings.from_environment()
    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)
    written = dictionary.DICTIONARY_FILE.read_text(encoding="utf-8")
    assert written == dictionary.current(settings), "run `python -m orchestration.dictionary`"


def test_a_key_is_said_once() -> None:
    column = _column("statement_id", constraints=["primary_key", "not_null"])
    tests = [_test("unique", "statement_id"), _test("not_null", "statement_id")]
    assert "| `statement_id` | VARCHAR | What it is | key |" in dictionary.render(_manifest(column, *tests))


def test_a_key_of_several_columns_stands_above_them() -> None:
    combination = _test("unique_combination", None, columns=["month", "article_id"])
    text = dictionary.render(_manifest(_column("month"), combination, key=["month", "article_id"]))
    assert "Key: `month`, `article_id`." in text
    assert "together are unique" not in text


def test_a_reference_leads_to_its_target() -> None:
    reference = _test("relationships", "item_id", to="ref('dim_item')", field="item_id")
    assert "| → [dim_item](#dim_item).item_id |" in dictionary.render(_manifest(_column("item_id"), reference))


def test_a_closed_list_is_spelled_out() -> None:
    terms = _test("accepted_values", "direction", values=[-1, 0, 1])
    assert "| one of `-1`, `0`, `1` |" in dictionary.render(_manifest(_column("direction"), terms))


def test_the_parameters_of_a_macro_stand_in_a_table() -> None:
    manifest = _manifest(_column("month"))
    manifest["nodes"][_MODEL]["config"] = {"meta": {"parameters": {"d": "Last day that counts"}}}
    assert "| Parameter | Description |\n| --- | --- |\n| `d` | Last day that counts |" in dictionary.render(manifest)


def test_a_description_cannot_break_its_table() -> None:
    column = _column("month", description="One line\nand a bar | in it")
    assert "| One line and a bar \\| in it |" in dictionary.render(_manifest(column))


_MODEL = "model.korea_trade.fct_example"


def _manifest(column: dict[str, Any], *tests: dict[str, Any], key: list[str] | None = None) -> dict[str, Any]:
    """A manifest of one mart with one column."""
    model = {
        "unique_id": _MODEL,
        "name": "fct_example",
        "resource_type": "model",
        "schema": "marts",
        "description": "One row an example",
        "config": {},
        "constraints": [{"type": "primary_key", "columns": key}] if key else [],
        "columns": {column["name"]: column},
    }
    nodes = {_MODEL: model} | {test["name"]: test for test in tests}
    return {"sources": {}, "nodes": nodes, "unit_tests": {}}


def _column(name: str, *, description: str = "What it is", constraints: list[str] | None = None) -> dict[str, Any]:
    types = [{"type": each} for each in constraints or []]
    return {"name": name, "data_type": "VARCHAR", "description": description, "constraints": types}


def _test(kind: str, column: str | None, **arguments: Any) -> dict[str, Any]:
    return {
        "name": f"{kind}_{column}",
        "resource_type": "test",
        "schema": "tests",
        "attached_node": _MODEL,
        "column_name": column,
        "test_metadata": {"name": kind, "kwargs": arguments},
    }
