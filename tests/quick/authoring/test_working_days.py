"""Working days of Korea: as the ministry states them, or implies by the daily averages that it prints."""

from __future__ import annotations

import pytest

from korea_trade.authoring import working_days


@pytest.mark.parametrize(
    ("year", "month", "days"),
    [
        (2024, 3, 22.5),
        (2023, 3, 24.0),
        (2024, 2, 20.5),  # the lunar new year
        (2023, 10, 21.0),  # a temporary holiday
        (2025, 1, 20.0),  # another
        (2023, 5, 21.5),  # Workers' Day and a substitute holiday
    ],
)
def test_a_month_has_the_working_days_that_the_ministry_counts(year: int, month: int, days: float) -> None:
    assert working_days.days(year, month) == days


def test_the_file_is_what_the_calendar_says() -> None:
    assert working_days.differences() == []
