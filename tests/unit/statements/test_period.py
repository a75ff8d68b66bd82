"""Periods: each form names its days, and nothing else is a period."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from korea_trade.statements import period


@pytest.mark.parametrize(
    ("text", "frequency", "first_day", "last_day"),
    [
        ("2021", "year", date(2021, 1, 1), date(2021, 12, 31)),
        ("2022-H1", "half", date(2022, 1, 1), date(2022, 6, 30)),
        ("2022-H2", "half", date(2022, 7, 1), date(2022, 12, 31)),
        ("2024-Q1", "quarter", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-Q4", "quarter", date(2024, 10, 1), date(2024, 12, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", "month", date(2023, 2, 1), date(2023, 2, 28)),
        ("2022-06-27", "day", date(2022, 6, 27), date(2022, 6, 27)),
        ("2022-03/2023-04", "span", date(2022, 3, 1), date(2023, 4, 30)),
        ("2011/2021", "span", date(2011, 1, 1), date(2021, 12, 31)),
        ("2024-03/2024-03", "span", date(2024, 3, 1), date(2024, 3, 31)),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(
    text: str, frequency: str, first_day: date, last_day: date
) -> None:
    assert period.parse(text) == period.Period(frequency, first_day, last_day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24-03",
        "2024-3",
        "2024-Q5",
        "2024-H0",
        "2024-H3",
        "2024-q1",
        "March 2024",
        " 2024",
        "2024\n",
        "2024/",
        "/2024",
    ],
)
def test_another_form_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match="is no period: write 2021"):
        period.parse(text)


@pytest.mark.parametrize("text", ["2024-00", "2024-13", "2023-02-29", "2024-04-31", "0000", "0000-01"])
def test_a_period_outside_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not in the calendar"):
        period.parse(text)


@pytest.mark.parametrize("text", ["２０２１", "2024-0٣"])
def test_digits_of_other_scripts_are_refused_since_sql_could_not_read_them(text: str) -> None:
    with pytest.raises(ValueError, match="is no period"):
        period.parse(text)


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        period.parse("2023-04/2022-03")


def test_a_span_of_two_frequencies_is_refused() -> None:
    with pytest.raises(ValueError, match="from a month to a year"):
        period.parse("2022-03/2023")


@given(st.dates(), st.dates())
def test_a_span_of_days_holds_both_of_them(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert period.parse(f"{first}/{last}") == period.Period("span", first, last)


@given(st.text(alphabet="0123456789-/HQ", max_size=22) | st.text())
def test_any_text_is_a_period_in_order_or_a_value_error(text: str) -> None:
    try:
        parsed = period.parse(text)
    except ValueError:
        return
    assert parsed.first_day <= parsed.last_day
