"""A model is short enough to hold in the head, and says each thing once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from korea_trade.warehouse.settings import DBT_PROJECT

# Lists that `make generate` writes: a row an entry, nothing to hold in the head.
GENERATED = {"dim_identity", "dim_derivation", "int_working_days"}
MOST_LINES = 150
MOST_CHARACTERS = 160


def test_no_model_has_more_than_150_lines() -> None:
    lengths = {
        path.stem: len(path.read_text(encoding="utf-8").splitlines())
        for path in (DBT_PROJECT / "models").rglob("*.sql")
        if path.stem not in GENERATED
    }
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_what_a_contract_enforces_is_not_tested_again() -> None:
    """A column that the database keeps from being empty has no test that it is not."""
    assert [place for place, column in _columns() if _is_required(column) and "not_null" in column["data_tests"]] == []


def _columns() -> Iterator[tuple[str, dict[str, Any]]]:
    """The columns of all models that have tests, each by its place."""
    for path in sorted((DBT_PROJECT / "models").rglob("*.yml")):
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", []):
            for column in model.get("columns", []):
                if "data_tests" in column:
                    yield f"{model['name']}.{column['name']}", column


def _is_required(column: dict[str, Any]) -> bool:
    return {"type": "not_null"} in column.get("constraints", [])


def test_no_description_of_a_model_has_a_line_over_160_characters() -> None:
    assert [
        f"{path.name}:{number}"
        for path in sorted((DBT_PROJECT / "models").rglob("*.yml"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > MOST_CHARACTERS
    ] == []
