"""A layout of series that is wrong is refused by its file, column and key, with what the key takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from korea_trade.errors import WarehouseError
from korea_trade.series import layout, names

WHOLE = "title: A\ndefinition: customs\ncolumns:\n  - {holds: month}\n  - {holds: value, flow: exports}\n"


def test_a_whole_layout_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(WHOLE, encoding="utf-8")
    [found] = layout.layouts(tmp_path)
    assert [each.holds for each in found.columns] == ["month", "value"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (
            WHOLE.replace("title", "titel"),
            "there is no key 'titel'; the keys are title, definition, columns, office, unit",
        ),
        (WHOLE.replace("customs", "custom"), "definition, value 'custom': it is one of customs, mti_codes"),
        (WHOLE + "unit: thousand\n", "unit, value 'thousand': it is a whole number"),
        (WHOLE + "codes: sitc\n", "codes, value 'sitc': it is one of hs, mti"),
        (WHOLE.replace("columns", "column"), "there is no key 'column'; the keys are"),
        ("title: A\ndefinition: customs\n", "the key 'columns' is missing"),
        ("title: A\ndefinition: customs\ncolumns: month\n", "columns, value 'month': it is a list"),
        ("", "it holds no keys; they are title"),
        (WHOLE.replace("holds: month", "holds: months"), "column 1, holds, value 'months': it is one of month, year"),
        (WHOLE.replace("holds: month", "hold: month"), "column 1: there is no key 'hold'; the keys are holds, heading"),
        (WHOLE.replace("{holds: month}", "month"), "column 1: it holds no keys; they are holds"),
        (
            WHOLE.replace("flow: exports", "flow: export"),
            "column 2, flow, value 'export': it is one of exports, imports",
        ),
        (WHOLE.replace("holds: month", "holds: month, heading: '('"), "column 1, heading, value '(': it is no regular"),
        (
            WHOLE.replace("holds: month", "holds: key, heading: a, must: '['"),
            "column 1, must, value '[': it is no regular expression",
        ),
        (
            WHOLE.replace("holds: month", "holds: month, must: '1'"),
            "column 1: it holds month, and only one that holds key",
        ),
        (
            WHOLE.replace("holds: month", "holds: month, flow: exports"),
            "column 1: it holds month, and only one that holds v",
        ),
    ],
)
def test_a_layout_that_is_wrong_is_refused_by_its_place(tmp_path: Path, wrong: str, message: str) -> None:
    (tmp_path / "a.yml").write_text(wrong, encoding="utf-8")
    with pytest.raises(WarehouseError) as refusal:
        layout.layouts(tmp_path)
    place, _, said = str(refusal.value).partition("a.yml")
    assert place == "series/layouts/"
    assert said.lstrip(":, ").startswith(message)


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        (
            "mti:\n  831: semiconductors\n",
            "codes.yml, mti, 831: the code is a number; quote it, so that it keeps its zeros",
        ),
        (
            'mti:\n  "831": chips\n',
            "codes.yml, mti, '831', value 'chips': it is no item of items.csv; correct it or add",
        ),
    ],
)
def test_a_code_that_no_table_can_have_or_of_no_item_is_refused(
    tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch, codes: str, message: str
) -> None:
    (tmp_path / "codes.yml").write_text(codes, encoding="utf-8")
    monkeypatch.setattr(names, "CODES", tmp_path / "codes.yml")
    with pytest.raises(WarehouseError) as refusal:
        names.load(sources)
    assert str(refusal.value).startswith(message)
