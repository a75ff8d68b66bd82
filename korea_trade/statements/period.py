"""Periods as the sources write them, in ISO form.

Belongs here: the forms `2021`, `2022-H1`, `2024-Q1`, `2024-03`, `2022-06-27`, the span `2022-03/2023-04`, and their
first and last day. Does not belong here: what was said about a period, and calendar arithmetic over months, which is
SQL over `dim_period`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_FORMS: Final = {
    "year": re.compile(r"(?P<year>\d{4})", re.ASCII),
    "half": re.compile(r"(?P<year>\d{4})-H(?P<part>[12])", re.ASCII),
    "quarter": re.compile(r"(?P<year>\d{4})-Q(?P<part>[1-4])", re.ASCII),
    "month": re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})", re.ASCII),
    "day": re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII),
}
_MONTHS_IN: Final = {"year": 12, "half": 6, "quarter": 3, "month": 1}


@dataclass(frozen=True)
class Period:
    """A stretch of days: `frequency` (year, half, quarter, month, day or span) and both days inclusive."""

    frequency: str
    first_day: date
    last_day: date


def parse(text: str) -> Period:
    """The period written as `text`. Raises ValueError, saying why, for anything that is not one."""
    start, slash, end = text.partition("/")
    if not slash:
        return _plain(text)
    first, last = _plain(start), _plain(end)
    if first.frequency != last.frequency:
        raise ValueError(f"the span {text!r} runs from a {first.frequency} to a {last.frequency}")
    if first.first_day > last.first_day:
        raise ValueError(f"the span {text!r} ends before it starts")
    return Period("span", first.first_day, last.last_day)


def _plain(text: str) -> Period:
    for frequency, form in _FORMS.items():
        if match := form.fullmatch(text):
            return _of(frequency, {name: int(part) for name, part in match.groupdict().items()}, text)
    raise ValueError(f"{text!r} is no period: write 2021, 2022-H1, 2024-Q1, 2024-03, 2022-06-27 or 2022-03/2023-04")


def _of(frequency: str, parts: dict[str, int], text: str) -> Period:
    try:
        if frequency == "day":
            day = date(parts["year"], parts["month"], parts["day"])
            return Period(frequency, day, day)
        months = _MONTHS_IN[frequency]
        first_month = parts["month"] if "month" in parts else (parts.get("part", 1) - 1) * months + 1
        last_month = first_month + months - 1
        return Period(
            frequency,
            date(parts["year"], first_month, 1),
            date(parts["year"], last_month, calendar.monthrange(parts["year"], last_month)[1]),
        )
    except ValueError as error:
        raise ValueError(f"{text!r} is not in the calendar") from error
