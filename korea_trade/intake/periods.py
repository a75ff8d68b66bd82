"""Periods as people write them ("last month", "the first 20 days of June"), in the ISO form of the sources.

Belongs here: finding such words in a sentence and counting from the day of publication. Does not belong here: the ISO
forms (`korea_trade.statements.period`), and what happened in a period (`grammar`).

A month without a year is the latest such month that had begun when the text came out; a quarter or half likewise.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from korea_trade.intake.taken import Taken

_NAMES: Final = "january february march april may june july august september october november december".split()
# "May" and "march" are words too; a month is written with a capital, or in capitals.
MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_YEAR: Final = r"(?:19|20)\d\d"
_OF: Final = r"(?:,| of| in)?\s+"
_WHICH: Final = r"(?:(?P<rel>last|this|the same|the previous|next) year)"
_NUMBERS: Final = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
} | {"twenty": 20, "20": 20, "10": 10}
_ORDINALS: Final = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "last": 0,
}

_WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
# The months with which a part of a year begins and ends.
_PARTS: Final = {
    ("01", "03"): "-Q1", ("04", "06"): "-Q2", ("07", "09"): "-Q3", ("10", "12"): "-Q4",
    ("01", "06"): "-H1", ("07", "12"): "-H2", ("01", "12"): "",
}  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What the periods of a sentence are counted from: the day of publication, None where nobody knows it, and the
    year that the text is about where it names one."""

    published: date | None
    year: int | None = None


@dataclass(frozen=True)
class Found:
    """A period in a sentence: where it stands, and what it is; `iso` is None where the text alone does not tell."""

    start: int
    end: int
    iso: str | None
    is_day: bool = False
    # The month with which a span ends that begins nobody says where: "until January".
    last: str = ""
    # Whether the year is inferred: "the second half" is the latest one, or of a forecast the next one.
    is_bare: bool = False


def month(year: int, number: int) -> str:
    return f"{year:04d}-{number:02d}"


def shifted(iso: str, months: int) -> str | None:
    """The period of the same form some months away, for a month, quarter, half, year or ten- and twenty-day window."""
    if match := re.fullmatch(r"(\d{4})-(\d\d)", iso):
        at = int(match[1]) * 12 + int(match[2]) - 1 + months
        return month(at // 12, at % 12 + 1)
    if match := re.fullmatch(r"(\d{4})(-[QH]\d)?", iso):
        return f"{int(match[1]) + months // 12}{match[2] or ''}" if months % 12 == 0 else None
    if match := re.fullmatch(r"(\d{4}-\d\d)(-\d\d)?/(\d{4}-\d\d)(-\d\d)?", iso):
        first, last = shifted(match[1], months), shifted(match[3], months)
        return f"{first}{match[2] or ''}/{last}{match[4] or ''}"
    return None


def last_month(iso: str) -> str | None:
    """The month in which a period ends, None for a day or a window of days."""
    if match := re.fullmatch(r"(\d{4})-(\d\d)", iso):
        return iso
    if match := re.fullmatch(r"(?:\d{4}-\d\d/)(\d{4}-\d\d)", iso):
        return match[1]
    if match := re.fullmatch(r"(\d{4})-Q(\d)", iso):
        return month(int(match[1]), int(match[2]) * 3)
    if match := re.fullmatch(r"(\d{4})-H(\d)", iso):
        return month(int(match[1]), int(match[2]) * 6)
    if re.fullmatch(r"\d{4}", iso):
        return f"{iso}-12"
    return None


def month_before(iso: str) -> str:
    """The month before the one in which a period ends, empty where the period is none."""
    last = last_month(iso) or iso.rpartition("/")[2][: len("2024-03")]
    return shifted(last, -1) or ""


def _number(name: str) -> int:
    return next(at for at, full in enumerate(_NAMES, start=1) if full.startswith(name[:3].lower()))


def _latest(number: int, known: Known) -> int | None:
    """The year of the latest such month that had begun by the day of publication."""
    if known.published is None:
        return known.year
    return known.published.year - (number > known.published.month)


def _years(match: re.Match[str], known: Known) -> int | None:
    parts = match.groupdict()
    if parts.get("year"):
        return int(parts["year"])
    base = known.published.year if known.published else None
    if parts.get("rel") and base is not None:
        return base + {"last": -1, "the previous": -1, "this": 0, "next": 1}.get(parts["rel"].lower(), 0)
    return None


def _of_month(match: re.Match[str], known: Known) -> str | None:
    number = _number(match["month"])
    relative = (match.groupdict().get("rel") or "").lower()
    if relative == "the same" or (not match["year"] and relative and known.published is None):
        return None
    year = _years(match, known)
    if year is None:
        year = _latest(number, known)
    return None if year is None else month(year, number)


def _window(match: re.Match[str], known: Known) -> str | None:
    of = match.groupdict().get("month")
    first, last = int(match["first"] or 1), _NUMBERS.get((match["last"] or "").lower()) or int(match["last"])
    if of:
        number = _number(of)
        year = _years(match, known) or _latest(number, known)
    elif known.published:
        number, year = known.published.month, known.published.year
        if re.search(r"(?:last|previous) month", match[0], re.IGNORECASE):
            number, year = (12, year - 1) if number == 1 else (number - 1, year)
    else:
        return None
    if year is None or not 1 <= first <= last <= calendar.monthrange(year, number)[1]:
        return None
    if (first, last) == (1, calendar.monthrange(year, number)[1]):
        return month(year, number)
    return f"{month(year, number)}-{first:02d}/{month(year, number)}-{last:02d}"


def _to_weekday(match: re.Match[str], known: Known) -> str | None:
    """From a day of a month to the last such weekday before the text came out: "from June 1 to Thursday"."""
    if known.published is None:
        return None
    ago = (known.published.weekday() - _WEEKDAYS.index(match["weekday"].lower())) % 7
    last = known.published - timedelta(days=ago)
    first = date(_latest(_number(match["month"]), known) or 0, _number(match["month"]), int(match["first"]))
    # On a Friday nobody knows which Friday is meant.
    return f"{first}/{last}" if ago and first < last and first.month == last.month else None


def _days(match: re.Match[str], known: Known) -> str | None:
    """From a day of one month, the first if none is told, to a day of another: "Jan. 1 to Dec. 28"."""
    first, last = _number(match["month"]), _number(match["until"])
    year = _years(match, known) or _latest(last, known)
    if year is None or first >= last:
        return None
    days = date(year, first, int(match["first"] or 1)), date(year, last, int(match["last"]))
    return f"{days[0]}/{days[1]}"


def _part(match: re.Match[str], known: Known) -> str | None:
    kind = match["kind"][0].upper()
    which = _ORDINALS.get((match["which"] or "").lower())
    year = _years(match, known)
    if not which or (kind == "H" and which > 2):
        return None
    if year is None and known.published:
        length = 3 if kind == "Q" else 6
        begun = (which - 1) * length + 1
        is_this = re.search(r"\bthis year$", match[0], re.IGNORECASE)
        year = known.published.year - (begun > known.published.month and not is_this)
    if year is None:
        year = known.year
    return None if year is None else f"{year}-{kind}{which}"


def _first_months(match: re.Match[str], known: Known) -> str | None:
    word = match["count"].lower()
    count = _NUMBERS.get(word) or (int(word) if word.isdecimal() else 0)
    if not 1 <= count <= 12:
        return None
    year = _years(match, known)
    if year is None:
        year = known.published.year - (count > known.published.month) if known.published else known.year
    if year is None:
        return None
    return whole(month(year, 1), month(year, count)) or f"{year}-01/{month(year, count)}"


def _months(match: re.Match[str], known: Known) -> str | None:
    first, last = _number(match["month"]), _number(match["until"])
    year = _years(match, known) or _latest(last, known)
    if year is None or first >= last:
        return None
    return whole(month(year, first), month(year, last)) or f"{month(year, first)}/{month(year, last)}"


def _end_of_year(match: re.Match[str], known: Known) -> str | None:
    number = 1 if match["which"].lower() == "first" else 12
    year = _years(match, known) or _latest(number, known)
    return None if year is None else month(year, number)


def _last_month(match: re.Match[str], known: Known) -> str | None:
    return shifted(month(known.published.year, known.published.month), -1) if known.published else None


def _this_month(match: re.Match[str], known: Known) -> str | None:
    return month(known.published.year, known.published.month) if known.published else None


def _relative_year(match: re.Match[str], known: Known) -> str | None:
    year = _years(match, known)
    return None if year is None else str(year)


def _of_day(match: re.Match[str], known: Known) -> str | None:
    """One day dates a release or an event; no figure of trade is of one day."""
    return None


def _open_span(match: re.Match[str], known: Known) -> str | None:
    """A span whose first or last day is not told."""
    return None


def _last_of(match: re.Match[str], known: Known) -> str:
    """The month with which an open span ends, empty where its form does not name it."""
    return (_of_month(match, known) if "month" in match.groupdict() else None) or ""


def _months_to(match: re.Match[str], known: Known) -> str | None:
    """So many months that end with one: "the three months to June"."""
    count = _NUMBERS.get(match["count"].lower()) or int(match["count"])
    last = _of_month(match, known)
    first = shifted(last, 1 - count) if last else None
    if first is None or last is None or count < 2:
        return None
    return whole(first, last) or f"{first}/{last}"


def whole(first: str, last: str) -> str | None:
    """The quarter, half or year that some months are."""
    part = _PARTS.get((first[5:], last[5:])) if last[:4] == first[:4] else None
    return None if part is None else f"{first[:4]}{part}"


def has_ended(iso: str, published: date) -> bool:
    """Whether a period was over when the text came out."""
    # A text that is dated west of Korea can be out a day before the day of its figures.
    published += timedelta(days=1)
    last = iso.rpartition("/")[2]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", last):
        return date.fromisoformat(last) <= published
    end = last_month(last)
    return end is not None and end < month(published.year, published.month)


def coming(one: Found, published: date) -> Found:
    """A period of a forecast: where nobody tells the year and it is long over, the next one is meant."""
    is_over = one.is_bare and one.iso and last_month(one.iso)
    if not is_over or (last_month(one.iso or "") or "") >= (shifted(month(published.year, published.month), -2) or ""):
        return one
    return replace(one, iso=shifted(one.iso or "", 12))


def _whole_year(match: re.Match[str], known: Known) -> str | None:
    """The year that was over when the text came out, or was about to be."""
    if known.published is None:
        return None if known.year is None else str(known.year)
    return str(known.published.year - (known.published.month < 12))


def _in_digits(match: re.Match[str], known: Known) -> str | None:
    return f"{match['year']}-{match['month']}"


def _plain_year(match: re.Match[str], known: Known) -> str | None:
    return match["year"]


_TAIL: Final = rf"(?:{_OF}(?:(?P<year>{_YEAR})|{_WHICH}))?"
_AND: Final = re.compile(r"\s?(?:,|and|or|,? and)\s")
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Known], str | None]], ...]] = tuple(
    (re.compile(pattern, flags), read)
    for pattern, flags, read in (
        (rf"\b(?:[Ff]rom )?(?P<month>{MONTH})\s?(?P<first>[0-3]?\d)(?:st)?\s?(?:-|–|—|~|to|through)\s?"
         rf"(?:(?P=month)\s?)?(?P<last>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\.\d|\s*(?:percent|%|billion)){_TAIL}",
         0, _window),
        (rf"\b[Bb]etween (?P<month>{MONTH})\s?(?P<first>[0-3]?\d) and (?:(?P=month)\s?)?(?P<last>[0-3]?\d)\b{_TAIL}",
         0, _window),
        (rf"\b(?:[Ff]rom |[Bb]etween )?(?P<month>{MONTH})\s?(?P<first>[0-3]?\d)?\s?(?:-|–|—|~|to|through|and)\s?"
         rf"(?P<until>{MONTH})\s?(?P<last>[0-3]?\d)\b(?!\.\d|\s*(?:percent|%|billion)){_TAIL}", 0, _days),
        (rf"\b(?:[Ff]rom |[Bb]etween )?(?P<month>{MONTH})\s?(?P<first>[0-3]?\d)\s?(?:-|–|—|to|through|until|and)\s?"
         rf"(?P<weekday>{'|'.join(one.capitalize() for one in _WEEKDAYS)})\b", 0, _to_weekday),
        # A day that ends a span which begins nobody says where.
        (rf"\b(?i:through|up to|until|till|by|as of|to|ending|ended) {MONTH}\s?[0-3]?\d\b(?:,? {_YEAR})?",
         0, _open_span),
        (rf"\b(?:[Ff]rom {MONTH} )?(?:through|to|until|till) the (?:first|second|third|fourth|last) week of {MONTH}", 0,
         _open_span),
        (r"\bmid-?year\b", re.IGNORECASE, _open_span),
        (r"\b(?:early|mid|late)[- ](?:this|last) month|\b(?:last|this|the previous) week\b"
         r"|\bfirst (?:two|three) weeks of (?:the|this|last) month", re.IGNORECASE, _open_span),
        (rf"\b(?i:early|mid|late)[- ]{MONTH}|\b(?i:first (?:half|two weeks|three weeks) of) {MONTH}"
         rf"|\bthe year to {MONTH}", 0, _open_span),
        (rf"(?<!for )\b(?P<count>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|1[0-2])[- ]months?"
         rf"(?: period)? (?:to|through|until|ended|ending|up to)(?: in)? (?P<month>{MONTH}){_TAIL}", 0, _months_to),
        (rf"\bfirst (?P<last>10|20|ten|twenty|[12]?\d)[ -]days?(?: of)? (?P<first>)?(?:the month of )?(?:(?P<month>"
         rf"{MONTH}){_TAIL}|(?:this|the|last) month)",
         re.IGNORECASE, _window),
        (rf"\b(?:for|in|over|during) the (?P<last>10|20|ten|twenty|1[0-9]) days (?P<first>)?(?:of|in) "
         rf"(?P<month>{MONTH}){_TAIL}", re.IGNORECASE, _window),
        (rf"\bfrom (?:the )?(?P<first>\d\d?)(?:st|nd|rd|th)? (?:to|through) (?:the )?(?P<last>\d\d?)(?:st|"
         rf"nd|rd|th)? of (?:(?P<month>{MONTH}){_TAIL}|(?:this|last|the previous) month\b)", 0, _window),
        (rf"\b(?:[Ff]rom )?(?:the )?(?P<first>1)st (?:to|through|until) (?:the )?(?P<last>10|20)th,?(?: of)? "
         rf"(?:(?P<month>{MONTH}){_TAIL}|[Tt]his [Mm]onth\b)", 0, _window),
        (rf"\b(?:until|through|up to|till|by) the (?P<last>10|20)th of (?P<first>)?"
         rf"(?:(?P<month>{MONTH}){_TAIL}|this month\b)",
         re.IGNORECASE, _window),
        (rf"\b{MONTH}\s?[0-3]?\d(?:st|nd|rd|th)?\b(?:,? {_YEAR})?|\b[0-3]?\d(?:st|nd|rd|th)? (?:of )?{MONTH}(?:,? "
         rf"{_YEAR})?", 0, _of_day),
        (rf"\bbetween (?P<month>{MONTH}) and (?P<until>{MONTH}){_TAIL}", 0, _months),
        (r"\b(?:for|in|over|during) the (?:whole|full|entire) year\b(?! of)", re.IGNORECASE, _whole_year),
        (rf"\b(?:[Ff]rom )?(?P<month>{MONTH})\s?(?:-to-|-|–|—|to|through|thru)\s?(?P<until>{MONTH})(?: period)?{_TAIL}",
         0, _months),
        # "Up through October" begins where nobody says.
        (rf"\b(?i:through|up to|until|till) (?:the end of )?(?P<month>{MONTH}){_TAIL}", 0, _open_span),
        (rf"\b(?i:by|as of|at) the end of (?P<month>{MONTH}){_TAIL}", 0, _open_span),
        (r"\b(?P<which>first|second|third|fourth)[- ](?P<kind>half|quarter) of (?:the|this) year\b",
         re.IGNORECASE, _part),
        (rf"\b(?P<which>first|second|third|fourth|last|1st|2nd|3rd|4th)[- ](?P<kind>quarter|half){_TAIL}",
         re.IGNORECASE, _part),
        (rf"\b(?P<kind>[QH])(?P<which>[1-4])\b{_TAIL}", 0, _part),
        (rf"\b(?P<which>[1-4])(?P<kind>[QH])\b{_TAIL}", 0, _part),
        (rf"\b(?P<year>{_YEAR})(?:'s|’s)? (?P<which>first|second|third|fourth)[- ](?P<kind>quarter|"
         rf"half)", re.IGNORECASE, _part),
        (rf"\b(?:first|initial|opening) (?P<count>two|three|four|five|six|seven|eight|nine|ten|eleven|"
         rf"[2-9]|1[01]) months(?: of the year\b)?{_TAIL}",
         re.IGNORECASE, _first_months),
        (rf"\b(?P<which>first|last|final) month of (?:(?P<year>{_YEAR})|the year|{_WHICH})",
         re.IGNORECASE, _end_of_year),
        (rf"\b(?P<month>{MONTH}){_TAIL}", 0, _of_month),
        (rf"\b(?P<year>{_YEAR})[-.](?P<month>0[1-9]|1[0-2])\b", 0, _in_digits),
        # The month of which year the text tells elsewhere.
        (r"\bthe (?:same|corresponding) (?:month|period|time|quarter)(?: of| in)? (?:last|the previous) year",
         re.IGNORECASE, _open_span),
        # Some days of the month before.
        (r"\bthe (?:same|corresponding) (?:period|time|days)(?: of| in)? (?:last|the previous) month",
         re.IGNORECASE, _open_span),
        (r"\blast month(?:'s|’s)?", re.IGNORECASE, _last_month),
        (r"\bthis month(?:'s|’s)?", re.IGNORECASE, _this_month),
        (rf"\b{_WHICH}(?:'s|’s)?", re.IGNORECASE, _relative_year),
        (rf"(?<![\d.,$])\b(?P<year>{_YEAR})\b(?![\d,]*\d|\s?(?:%|percent|billion|million|won|dollars))",
         0, _plain_year),
    )
)  # fmt: skip


def find(sentence: str, known: Known) -> list[Found]:
    """The periods that `sentence` names, in order, none within another."""
    found: list[Found] = []
    taken = Taken(len(sentence))
    for pattern, read in _FORMS:
        for match in pattern.finditer(sentence):
            if taken.is_free(*match.span()):
                # "may" and "march" in small letters are no months.
                text = match[0].lower()
                name = match.groupdict().get("month") or ""
                if (name and not name.isdecimal() and name[0].islower()) or text == "the same year":
                    continue
                try:
                    iso = read(match, known)
                except (ValueError, TypeError):
                    iso = None
                last = _last_of(match, known) if read is _open_span else ""
                parts = match.groupdict()
                is_bare = read in (_part, _of_month, _months) and not parts.get("year") and not parts.get("rel")
                found.append(Found(match.start(), match.end(), iso, read is _of_day, last, is_bare))
                taken.take(*match.span())
    return _in_order(sentence, sorted(found, key=lambda one: one.start))


def _in_order(sentence: str, found: list[Found]) -> list[Found]:
    """The periods with the months of a list in order: in November, "November and December" is still to come."""
    out = found[:1]
    for one in found[1:]:
        before = out[-1]
        is_list = _AND.fullmatch(sentence, before.end, one.start) and re.fullmatch(MONTH, sentence[one.start : one.end])
        first, then = before.iso or "", one.iso or ""
        is_month = len(first) == len(then) == len("2024-03")
        is_late = is_list and is_month and then < first and then[5:] > first[5:]
        later = shifted(then, 12) if is_late else None
        out.append(replace(one, iso=later) if later else one)
    return out
