"""A layout of customs detail that is wrong is refused by its file, column and key, with what the key takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from korea_trade.customs import layout
from korea_trade.errors import WarehouseError

WHOLE = "title: A\ncolumns:\n  - {heading: month, holds: month}\n  - {heading: usd, holds: value_usd, times: 1000}\n"


def test_a_whole_layout_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(WHOLE, encoding="utf-8")
    [found] = layout.layouts(tmp_path)
    assert [(each.holds, each.times) for each in found.columns] == [("month", 1), ("value_usd", 1000)]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (WHOLE.replace("title", "titel"), ": there is no key 'titel'; the keys are title, columns, sums"),
        (WHOLE + "sums: '('\n", ", sums, value '(': it is no regular expression"),
        (WHOLE.replace("holds: month", "holds: months"), ", column 1, holds, value 'months': it is one of month, code"),
        (WHOLE.replace("times: 1000", "times: thousand"), ", column 2, times, value 'thousand': it is a whole number"),
        (
            WHOLE.replace("heading: month", "heading: '['"),
            ", column 1, heading, value '[': it is no regular expression",
        ),
        (
            WHOLE.replace("heading: month", "head: month"),
            ", column 1: there is no key 'head'; the keys are heading, holds",
        ),
        (WHOLE.replace(", times: 1000", ", flow: out"), ", column 2, flow, value 'out': it is one of exports, imports"),
    ],
)
def test_a_layout_that_is_wrong_is_refused_by_its_place(tmp_path: Path, wrong: str, message: str) -> None:
    (tmp_path / "a.yml").write_text(wrong, encoding="utf-8")
    with pytest.raises(WarehouseError) as refusal:
        layout.layouts(tmp_path)
    assert str(refusal.value).startswith(f"customs/layouts/a.yml{message}")
