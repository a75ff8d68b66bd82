"""A file of declarations that cannot be read, or an entry that is not whole, is refused with its place and remedy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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
