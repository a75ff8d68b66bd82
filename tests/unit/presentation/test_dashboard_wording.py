"""Numbers as people read them: as exact as they are known and no more."""

from __future__ import annotations

from datetime import date

import pytest

from korea_trade.presentation.dashboard import wording


def spaced(text: str) -> str:
    """`text` with plain blanks and minus signs, as one types it."""
    return text.replace(wording.NBSP, " ").replace(wording.MINUS, "-")


@pytest.mark.parametrize(
    ("number", "unit", "width", "text"),
    [
        (56_560_000_000, "USD", 10_000_000, "$56.56 bn"),
        (58_823_529_411.8, "USD", 1_200_000_000, "$59 bn"),
        (57_832_167_832.2, "USD", 79_000_000, "$57.83 bn"),
        (-2_620_000_000, "USD", 10_000_000, "-$2.62 bn"),
        (638_000, "USD", 1, "$638,000"),
        (14_400_000_000, "KRW", 100_000_000, "KRW 14.4 bn"),
        (3.1, "percent", 0.1, "3.1 %"),
        (25, "percent", 1, "25 %"),
        (-10.0, "percent", 0.1, "-10.0 %"),
        (1, "months", None, "1 month"),
        (9, "months", None, "9 months"),
        (253_058, "count", 0, "253,058"),
        (-1, "direction", None, "fall"),
        (None, "USD", None, ""),
    ],
)
def test_a_value_has_as_many_decimals_as_its_interval_tells_apart(number, unit, width, text) -> None:
    assert spaced(wording.value(number, unit, width)) == text


@pytest.mark.parametrize(
    ("lower", "upper", "unit", "text"),
    [
        (56_555_000_000, 56_565_000_000, "USD", "$56.555 bn to $56.565 bn"),
        (3.05, 3.15, "percent", "3.05 % to 3.15 %"),
        (22, 22, "count", "exact"),
        (50, None, "percent", "at least 50 %"),
        (None, 5, "years", "at most 5 years"),
        (None, None, "direction", ""),
    ],
)
def test_bounds_say_what_is_left_open(lower, upper, unit, text) -> None:
    assert spaced(wording.bounds(lower, upper, unit)) == text


def test_a_change_has_its_sign() -> None:
    assert spaced(wording.change(3.1, "percent", 0.1)) == "+3.1 %"
    assert spaced(wording.change(-3.1, "percent", 0.1)) == "-3.1 %"


def test_a_figure_of_a_title_has_no_sentence() -> None:
    assert spaced(wording.locator(7, 0, 1)) == "article 7, title"
    assert spaced(wording.locator(7, 3, 1)) == "article 7, paragraph 3, sentence 1"


def test_months_are_named_and_things_counted() -> None:
    assert wording.month(date(2024, 3, 1)) == "March 2024"
    assert [wording.count(number, "gap") for number in (0, 1, 2)] == ["no gaps", "1 gap", "2 gaps"]
    assert [wording.join(words) for words in ([], ["a"], ["a", "b", "c"])] == ["", "a", "a, b and c"]
