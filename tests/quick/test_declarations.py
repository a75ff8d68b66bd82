"""A file of declarations that cannot be read, or an entry that is not whole, is refused with its place and remedy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from korea_trade import declarations
from korea_trade.errors import WarehouseError
from korea_trade.statements import declaration, units


@dataclass(frozen=True)
class Thing:
    name: str
    label: str
    marks: tuple[str, ...] = ()


def test_what_a_file_holds_is_given(tmp_path: Path) -> None:
    assert declarations.content(written(tmp_path, "a: [1, 2]\n"), "a.yml") == {"a": [1, 2]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [1\nb: 2\n", "a.yml:2 is no YAML: did not find expected"),
        ("a: \x00\n", "a.yml is no YAML: unacceptable character"),
        ("a: 1\na: 2\n", "a.yml: a is there twice, in the mapping that starts on line 1"),
    ],
)
def test_a_file_that_is_no_yaml_is_refused_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(WarehouseError) as refusal:
        declarations.content(written(tmp_path, text), "a.yml")
    assert str(refusal.value).startswith(message)


def test_an_entry_with_the_keys_of_its_kind_passes() -> None:
    assert declarations.check({"label": "A", "marks": []}, Thing, "a.yml, x", given=["name"]) == {
        "label": "A",
        "marks": [],
    }


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"label": "A", "mark": []}, "a.yml, x: there is no key 'mark'; the keys are label, marks"),
        ({"marks": []}, "a.yml, x: the key 'label' is missing"),
        ({"label": "A", "name": "x"}, "a.yml, x: there is no key 'name'; the keys are label, marks"),
        (None, "a.yml, x: it holds no keys; they are label, marks"),
    ],
)
def test_an_entry_that_is_not_whole_is_refused_by_its_key(entry: object, message: str) -> None:
    with pytest.raises(WarehouseError) as refusal:
        declarations.check(entry, Thing, "a.yml, x", given=["name"])
    assert str(refusal.value) == message


def test_a_unit_with_an_unknown_key_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "_FILE", written(tmp_path, "tonnes: {marks_aftr: [t]}\n"))
    with pytest.raises(
        WarehouseError, match=r"^a\.yml, tonnes: there is no key 'marks_aftr'; the keys are marks_before"
    ):
        units.load.__wrapped__()


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{kind: statment, description: A}", "zz, kind, value 'statment': it is one of statement, reference"),
        ("{kind: statement}", "zz: the key 'description' is missing"),
        ("{kind: reference, description: A, columns: []}", "zz: the key 'key' is missing"),
        ("{kind: statement, description: A, hold: {}}", "zz: there is no key 'hold'"),
        ("{kind: statement, description: A, holds: {measure: [a]}}", "zz, holds: there is no key 'measure'"),
        (
            "{kind: statement, description: A, columns: [{name: a, type: string}]}",
            "columns: the key 'description' is missing",
        ),
        (
            "{kind: statement, description: A, columns: [{name: a, type: string, description: A, vocabulary: colour}]}",
            "zz, columns, a, vocabulary, value 'colour': it is one of unit, flow",
        ),
        (
            "{kind: statement, description: A, holds: {units: [furlong]}}",
            "zz, holds, units, value 'furlong': it is one of USD",
        ),
        (
            "{kind: statement, description: A, holds: {subject_kinds: [ship]}}",
            "zz, holds, subject_kinds, value 'ship': it is one of total",
        ),
        ("{kind: statement, description: A, mart: {name: fct_a}}", "zz, mart: the key 'description' is missing"),
    ],
)
def test_a_table_that_is_not_whole_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str, message: str
) -> None:
    declared = declaration.DECLARATION_FILE.read_text(encoding="utf-8")
    monkeypatch.setattr(declaration, "DECLARATION_FILE", written(tmp_path, f"{declared}  zz: {entry}\n"))
    with pytest.raises(WarehouseError) as refusal:
        declaration.load.__wrapped__()
    assert message in str(refusal.value)


def written(folder: Path, text: str) -> Path:
    path = folder / "a.yml"
    path.write_text(text, encoding="utf-8")
    return path


@dataclass(frozen=True)
class Typed:
    holds: Literal["month", "value"] = "month"
    times: int = 1
    unit: int | None = None
    heading: re.Pattern[str] | None = None
    optional: bool = False
    minimum: float = 0
    marks: tuple[str, ...] = ()


def test_values_of_the_types_of_the_fields_pass() -> None:
    entry = {
        "holds": "value",
        "times": 1000,
        "unit": None,
        "heading": "a",
        "optional": True,
        "minimum": 1,
        "marks": ["a"],
    }
    assert declarations.check(entry, Typed, "a.yml") == entry


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"holds": "months"}, "a.yml, holds, value 'months': it is one of month, value"),
        ({"times": "thousand"}, "a.yml, times, value 'thousand': it is a whole number"),
        ({"times": True}, "a.yml, times, value True: it is a whole number"),
        ({"unit": "1"}, "a.yml, unit, value '1': it is a whole number"),
        ({"heading": 2023}, "a.yml, heading, value 2023: it is a regular expression"),
        ({"optional": "yes"}, "a.yml, optional, value 'yes': it is true or false"),
        ({"marks": "a"}, "a.yml, marks, value 'a': it is a list"),
    ],
)
def test_a_value_of_another_type_is_refused_by_its_key(entry: object, message: str) -> None:
    with pytest.raises(WarehouseError) as refusal:
        declarations.check(entry, Typed, "a.yml")
    assert str(refusal.value) == message


def test_a_text_that_is_no_regular_expression_is_refused_with_its_place() -> None:
    assert declarations.pattern("a|b", "a.yml").fullmatch("b")
    with pytest.raises(WarehouseError, match=r"a\.yml, heading, value '\(': it is no regular expression \(missing"):
        declarations.pattern("(", "a.yml, heading")
