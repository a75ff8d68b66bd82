"""A model, and a query, is short enough to hold in the head, and says each thing once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from korea_trade.warehouse.settings import DBT_PROJECT, PROJECT

MOST_LINES = 150
MOST_CHARACTERS = 160
# What columns are held to: that they are not empty, or single together.
Rule = tuple[str, frozenset[str]]


def test_no_model_and_no_query_has_more_than_150_lines() -> None:
    lengths = {
        path.relative_to(PROJECT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for folder in (DBT_PROJECT / "models", PROJECT / "korea_trade")
        for path in folder.rglob("*.sql")
    }
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_what_a_contract_enforces_is_not_tested_again() -> None:
    """A column that the database keeps from being empty, or a key that it keeps single, has no test of that."""
    assert [name for name, model in _models() if _enforced(model) & _tested(model)] == []


def _models() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((DBT_PROJECT / "models").rglob("*.yml")):
        for model in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader).get("models", []):
            yield model["name"], model


def _enforced(model: dict[str, Any]) -> set[Rule]:
    """What the constraints of a model hold."""
    constraints = [
        *((one["type"], one["columns"]) for one in model.get("constraints", [])),
        *(
            (one["type"], [column["name"]])
            for column in model.get("columns", [])
            for one in column.get("constraints", [])
        ),
    ]
    kinds = {"not_null": "not_null", "primary_key": "unique", "unique": "unique"}
    return {(kinds[kind], frozenset(columns)) for kind, columns in constraints if kind in kinds}


def _tested(model: dict[str, Any]) -> set[Rule]:
    """What the tests of a model hold, as its constraints would."""
    combinations = [test.get("unique_combination") for test in model.get("data_tests", [])]
    return {
        *(("unique", frozenset(one["arguments"]["columns"])) for one in combinations if one),
        *(
            (test, frozenset([column["name"]]))
            for column in model.get("columns", [])
            for test in column.get("data_tests", [])
            if isinstance(test, str)
        ),
    }


def test_no_description_of_a_model_has_a_line_over_160_characters() -> None:
    assert [
        f"{path.name}:{number}"
        for path in sorted((DBT_PROJECT / "models").rglob("*.yml"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > MOST_CHARACTERS
    ] == []
