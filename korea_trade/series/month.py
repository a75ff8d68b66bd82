"""How offices write a month, and the first days of one.

Belongs here: every notation of a month in a cell, and what it says of the part of the month. Does not belong here: the
months of articles (`korea_trade.statements.period`).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from korea_trade.series import words

_NAMES: Final = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_ABBREVIATED: Final = rf"({'|'.join(_NAMES)})[a-z]*\.?"
# The year may stand in a row of headings above the month.
_SEPARATOR: Final = r"\s?([-./_]|년( \|)?|\|)\s?"
_END: Final = r"\s?(월(분)?|month)?"
_YEAR: Final = r"(?P<year>\d{4})"
_MONTH: Final = r"(?P<month>1[0-2]|0?[1-9])"
_DAY: Final = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_FIRST: Final = r"0?1"
_TO: Final = r"\s?(~|∼|〜|-|–|to)\s?"
_WHOLE: Final = (
    rf"{_YEAR}{_SEPARATOR}{_MONTH}{_END}",
    rf"{_YEAR}\.\s?{_MONTH}\.",
    rf"{_YEAR}(?P<month>1[0-2]|0[1-9])",
    rf"{_YEAR}[\s-]?M{_MONTH}",
    # A spreadsheet writes the first or the last day for the month.
    rf"{_YEAR}[-./]{_MONTH}[-./]({_FIRST}|(?P<last>28|29|30|31))\.?([ T]00:00(:00)?)?",
    rf"{_YEAR}(?P<month>1[0-2]|0[1-9])01",
    rf"(?P<name>[A-Za-z]{{3,9}})\.?[-, ]+{_YEAR}",
    rf"{_YEAR}[-, ]+(?P<name>[A-Za-z]{{3,9}})\.?",
    r"(?P<name>[A-Za-z]{3})[-'](?P<short>\d{2})",
    rf"'?(?P<short>\d{{2}})(\.|/|년)\s?{_MONTH}{_END}",
    rf"(?P<month>1[0-2]|0?[1-9])[./-]{_YEAR}",
)
_DAYS: Final = (
    rf"{_YEAR}{_SEPARATOR}{_MONTH}(\s?월분?|\s?[.\-/]|\s?(?=\()| )\s?\(?{_FIRST}일?{_TO}{_DAY}일?\)?",
    rf"{_YEAR}{_SEPARATOR}{_MONTH}{_SEPARATOR}{_FIRST}{_TO}{_YEAR.replace('year', 'year_to')}"
    rf"{_SEPARATOR}{_MONTH.replace('month', 'month_to')}{_SEPARATOR}{_DAY}",
    rf"{_YEAR}{_SEPARATOR}{_MONTH}{_SEPARATOR}{_FIRST}{_TO}{_MONTH.replace('month', 'month_to')}{_SEPARATOR}{_DAY}",
    rf"{_YEAR}(?P<month>1[0-2]|0[1-9])01{_TO}(?P<year_to>\d{{4}})(?P<month_to>1[0-2]|0[1-9])(?P<day>\d{{2}})",
    rf"{_YEAR}\s?년\s?{_MONTH}\s?월\s?{_FIRST}\s?일?{_TO}{_MONTH.replace('month', 'month_to')}\s?월\s?{_DAY}\s?일?",
    rf"(?P<name>[A-Za-z]{{3,9}})\.?\s{_FIRST}{_TO}{_DAY},?\s{_YEAR}",
    rf"first {_DAY} days of (?P<name>[A-Za-z]{{3,9}})\.?,?\s{_YEAR}",
)
# Behind numbers that count something else than days: months, ranks, goods.
_COUNTED: Final = "[월위개번류]"
_DAYS_WITHIN: Final = [
    re.compile(rf"(?<![\w.]){notation}(?!\s?(\d|{_COUNTED}|[./-]\s?\d))", re.IGNORECASE) for notation in _DAYS
]
# First days of a month within a text, with or without their year.
_FIRST_DAYS: Final = re.compile(
    rf"[상중하]순|first (10|ten|20|twenty) days|{_ABBREVIATED}\s{_FIRST}{_TO}[12]0\b"
    rf"|(?<![\d~∼])(1[0-2]|0?[1-9])\s?[월./]\s?{_FIRST}\s?일?{_TO}((1[0-2]|0?[1-9])\s?[월./]\s?)?[12]0\s?일?(?!\d|\s?{_COUNTED})",
    re.IGNORECASE,
)
_YEAR_ALONE: Final = re.compile(r"(?P<year>(19|20)\d{2})\s?년?|'(?P<short>\d{2})\s?년?")
_MONTH_ALONE: Final = re.compile(rf"{_MONTH}\s?월|(?P<name>[A-Za-z]{{3,9}})\.?")
# A month within a text, which is no day and no end of a span.
_WITHIN: Final = re.compile(
    rf"(?<![\d.\-/~∼])(({_YEAR}|'\d{{2}})\s?(년\s?(1[0-2]|0?[1-9])\s?월|[.\-/]\s?(1[0-2]|0?[1-9])(?!\d)(\s?월)?)(?!\s?[.\-/~∼(]*\s?\d{{1,2}}(일|[~∼.,()\s-]|$))"
    rf"|(?<!\d )\b{_ABBREVIATED},?\s\d{{4}}\b)",
    re.IGNORECASE,
)
_SPAN: Final = re.compile(
    rf"[~∼〜]|까지|분기|반기|연간|quarter|half|\b[QH][1-4]\b|(\b(to|through|until|since|from|and)|[&–-])\s*{_ABBREVIATED}",
    re.IGNORECASE,
)
_PARTS: Final = r"([1-4]\s?/\s?4(\s?분기)?|Q[1-4]|[1-4]Q|[1-4]\s?분기|H[12]|[12]H|상반기|하반기)"
_LONGER: Final = re.compile(
    rf"\d{{4}}\s?년?|'\d{{2}}\s?년?|{_PARTS}|'?\d{{2,4}}\D?\s?{_PARTS}|{_PARTS}[\s'.]*\d{{2,4}}\s?년?"
    # Months from one to another, and the months of a year up to one. Two hyphens make a day.
    rf"|(?!\d{{4}}-\d{{1,2}}-\d{{1,2}}$)(\d{{4}}\s?[-./년]?)?\s?\(?\s?(0?[1-9]|1[0-2])\s?월?\s?[~∼〜-]\s?(\d{{4}}\s?[-./년]\s?)?(0?[1-9]|1[0-2])\s?월?\s?\)?"
    rf"|({_ABBREVIATED})\s?[~∼〜-]\s?({_ABBREVIATED})(\s?\d{{4}})?"
    rf"|\d{{4}}\s?년?\s?\(?(연간|누계|누적|합계|계|total)\)?|(annual|연간|누계|(월|연)?\s?평균|average).*",
    re.IGNORECASE,
)
_LOST_ZERO: Final = re.compile(r"\d{4}\.1")
_ZERO: Final = re.compile(r"\d{4}\.0[1-9]")
_NO_ZERO: Final = re.compile(r"\d{4}\.[2-9]")


@dataclass(frozen=True)
class Month:
    """The first day of a month, how many of its days are told of (all if None), and whether a mark says preliminary."""

    first: date
    days: int | None = None
    is_preliminary: bool = False


@lru_cache(maxsize=10_000)
def read(text: str, *, zeros: bool | None = None) -> Month | None:
    """The month that `text` writes, None if it writes none.

    `2023.1` is January where the column writes months without a zero, October where it writes them with one and a
    spreadsheet cut it off; `zeros` says which, and without it such a text is no month.
    """
    bare, is_preliminary = words.without_marks(text)
    # A spreadsheet writes a quotation mark before what it keeps as a text.
    bare = bare.removeprefix("'") if bare[1:5].isdecimal() else bare
    if _LOST_ZERO.fullmatch(bare):
        return None if zeros is None else Month(date(int(bare[:4]), 10 if zeros else 1, 1), None, is_preliminary)
    for notation in _WHOLE:
        if found := re.fullmatch(notation, bare, re.IGNORECASE):
            return _month(found.groupdict(), None, is_preliminary)
    for notation in _DAYS:
        if found := re.fullmatch(notation, bare, re.IGNORECASE):
            return _month(found.groupdict(), int(found["day"]), is_preliminary)
    return None


def writes_zeros(texts: Iterable[str]) -> bool | None:
    """Whether months with one digit have a zero before it in `texts`, None if these do not tell."""
    known = [text for text in texts if text]
    zeros, no_zeros = (any(form.match(text) for text in known) for form in (_ZERO, _NO_ZERO))
    no_zeros = any(_NO_ZERO.fullmatch(text) for text in known)
    return None if zeros == no_zeros else zeros


def is_longer(text: str) -> bool:
    """Whether `text` is a year, a part of one or some months in a row: a sum of months."""
    return read(text, zeros=True) is None and bool(_LONGER.fullmatch(words.without_marks(text)[0]))


def year_alone(text: str) -> str:
    """The year where `text` is one, else nothing."""
    found = _YEAR_ALONE.fullmatch(text)
    return (found["year"] or f"20{found['short']}") if found else ""


def is_alone(text: str) -> bool:
    """Whether `text` is a month without its year, such as `3월`."""
    return _alone(text) is not None


def of_year(year: str, text: str) -> str:
    """The month `text`, which may be a number alone, with the year `year`."""
    return f"{year.rstrip('년 ')}-{text.removesuffix('월').rstrip()}"


def with_year_of(before: str, text: str) -> str:
    """`text` with the year of the month `before` it, where it is a later month without one; else as it is."""
    first = read(before, zeros=True)
    number = _alone(text)
    return of_year(str(first.first.year), text) if first and number and number > first.first.month else text


def in_title(lines: list[str]) -> Month | None:
    """The one month, or its first days, that the lines above a table name; None if none, more, or months in a row."""
    of_days = set(_of_days(lines))
    if of_days:
        return of_days.pop() if len(of_days) == 1 else None
    if any(_SPAN.search(line) for line in lines):
        return None
    named = {read(found[0], zeros=True) for line in lines for found in _WITHIN.finditer(line)}
    return named.pop() if len(named) == 1 else None


def tells_days(line: str) -> bool:
    """Whether a line above a table says that it is of the first days of a month."""
    return any(each.days for each in _of_days([line])) or (not _of_days([line]) and bool(_FIRST_DAYS.search(line)))


def _of_days(lines: list[str]) -> list[Month]:
    """The months that the lines name by their days."""
    named = (found[0] for line in lines for form in _DAYS_WITHIN for found in form.finditer(line))
    return [month for text in named if (month := read(text, zeros=True))]


def _alone(text: str) -> int | None:
    """The number of a month that is written without its year."""
    found = _MONTH_ALONE.fullmatch(words.without_marks(text)[0])
    if not found:
        return None
    return int(found["month"]) if found["month"] else _NAMES.get(found["name"][:3].lower())


def _month(parts: dict[str, str | None], days: int | None, is_preliminary: bool) -> Month | None:
    year = int(parts["year"] or 0) if parts.get("year") else 2000 + int(parts["short"] or 0)
    number = _NAMES.get((parts["name"] or "")[:3].lower(), 0) if parts.get("name") else int(parts["month"] or 0)
    if not number or not 1900 <= year <= 2099:
        return None
    if parts.get("year_to") not in (None, parts.get("year")):
        return None
    if parts.get("month_to") and int(parts["month_to"] or 0) != number:
        return None
    last = calendar.monthrange(year, number)[1]
    if parts.get("last") not in (None, str(last)):
        return None
    if days is not None and days > last:
        return None
    return Month(date(year, number, 1), None if days in (None, last) else days, is_preliminary)
