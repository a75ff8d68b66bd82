"""Periods in words, counted from the day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from korea_trade.intake import periods
from korea_trade.intake.periods import Known


@pytest.mark.parametrize(
    ("words", "published", "isos"),
    [
        ("in June", "2030-07-01", ["2030-06"]),
        ("from June 1 to Thursday", "2030-06-22", ["2030-06-01/2030-06-20"]),
        ("from June 1 to Thursday", "2030-06-20", [None]),
        ("for the 10 days in June", "2030-06-11", ["2030-06-01/2030-06-10"]),
        ("in November and December", "2030-11-26", ["2030-11", "2030-12"]),
        ("in December and January", "2031-02-01", ["2030-12", "2031-01"]),
        ("in June and May", "2030-07-01", ["2030-06", "2030-05"]),
        ("until the 20th of this month", "2030-06-21", ["2030-06-01/2030-06-20"]),
        ("from 1st to 20th this month", "2030-06-21", ["2030-06-01/2030-06-20"]),
        ("from January through the second week of June", "2030-07-01", [None]),
        ("in the fourth quarter of this year", "2030-07-01", ["2030-Q4"]),
        ("in the first five months of the year", "2030-06-01", ["2030-01/2030-05"]),
        ("in Q1 this year", "2030-07-01", ["2030-Q1"]),
        ("in 2H", "2030-02-01", ["2029-H2"]),
        ("from the 1st to the 20th of this month", "2030-07-21", ["2030-07-01/2030-07-20"]),
        ("from Jan. 1 to May 28", "2030-07-01", ["2030-01-01/2030-05-28"]),
        ("in December", "2030-01-01", ["2029-12"]),
        ("in June last year", "2030-07-01", ["2029-06"]),
        ("in June 2028", "2030-07-01", ["2028-06"]),
        ("last month", "2030-01-02", ["2029-12"]),
        ("in the first half of this year", "2030-07-01", ["2030-H1"]),
        ("in the second quarter", "2030-07-01", ["2030-Q2"]),
        ("in the fourth quarter", "2030-01-25", ["2029-Q4"]),
        ("in the first eleven months of 2029", "2030-01-01", ["2029-01/2029-11"]),
        ("in the January-June period", "2030-07-01", ["2030-H1"]),
        ("between January and May", "2030-06-01", ["2030-01/2030-05"]),
        ("in the June 1-10 period", "2030-06-11", ["2030-06-01/2030-06-10"]),
        ("in the first 20 days of this month", "2030-06-21", ["2030-06-01/2030-06-20"]),
        ("on June 3 they said that in May", "2030-06-03", [None, "2030-05"]),
        ("it may march on", "2030-06-03", []),
        ("paid $2029 for it", "2030-06-03", []),
        ("in the final month of 2029", "2030-01-01", ["2029-12"]),
        ("from June 1 to 20", "2030-06-21", ["2030-06-01/2030-06-20"]),
        ("June 1 to June 20", "2030-06-21", ["2030-06-01/2030-06-20"]),
        ("between June 1 and 10", "2030-06-11", ["2030-06-01/2030-06-10"]),
        ("for the three months to June", "2030-07-01", ["2030-Q2"]),
        ("in the 12 months ended in June", "2030-07-01", ["2029-07/2030-06"]),
        ("up to June 20", "2030-06-21", [None]),
        ("in early June", "2030-07-01", [None]),
        ("the same month last year", "2030-07-01", [None]),
    ],
)
def test_words_name_the_period_that_a_reader_of_the_day_would_take(
    words: str, published: str, isos: list[str | None]
) -> None:
    found = periods.find(words, Known(date.fromisoformat(published)))
    assert [one.iso for one in found] == isos


def test_a_month_of_an_undated_text_has_no_year() -> None:
    assert [one.iso for one in periods.find("in June", Known(None))] == [None]


@pytest.mark.parametrize(
    ("iso", "months", "shifted"),
    [("2030-01", -1, "2029-12"), ("2030-Q1", -12, "2029-Q1"), ("2030", -12, "2029"), ("2030-Q1", -1, None),
     ("2030-06-01/2030-06-20", -12, "2029-06-01/2029-06-20")],
)  # fmt: skip
def test_a_period_is_shifted_in_its_own_form(iso: str, months: int, shifted: str | None) -> None:
    assert periods.shifted(iso, months) == shifted
