"""What the offices published of the months that a text speaks of, held against the rows that it proposes.

Belongs here: leaving a sure row open that official months speak against, and with it the rows of its period where more
of them are spoken against than borne out. Does not belong here: reading a row (`grammar`), and saying that a text is
wrong (`check`): a figure far from the official one was more often read wrongly than printed wrongly, as the part for
the whole or for another period, and a person can tell.

What is compared is wide, so that neither a revision nor another definition leaves a right row open. A figure of which
no office published anything is left as it is.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final, TypeAlias

import duckdb

from korea_trade.intake import modality, reading
from korea_trade.intake.context import TOTAL
from korea_trade.intake.proposal import OPEN, SURE, Proposal
from korea_trade.intake.reading import Reading
from korea_trade.presentation import wording
from korea_trade.series import observed
from korea_trade.series.files import series_files
from korea_trade.statements import figure, period
from korea_trade.statements.figure import FigureError

# What part of an official level a print of it can be away: all trade by revisions, parts by what is counted, too.
_MOST_AWAY: Final = {"total": 0.03, "partner": 0.2, "item": 0.35}
# The archive differs twice as much from what was printed of months before this one, as it was revised for years.
_FIRM_SINCE: Final = date(2012, 1, 1)
_OF_OLDER: Final = 2
# The same of a rate in percentage points, and as a part of it. Parts are counted in one way in both periods, so that
# their rates are closer than their levels.
_MOST_POINTS_AWAY: Final = {"total": 2, "partner": 7, "item": 11}
_MOST_OF_RATE_AWAY: Final = 0.05
# The trade of the first days of a month is this far from the part that they are of thirty days, and the rate of twenty
# days so many points from that of the month. In labelled texts 130 windows of twenty days were at most 0.13 and 19
# points away; those of ten days 0.12 and 53 points, by a holiday, so that their rates tell nothing.
_MOST_OF_DAYS_AWAY: Final = 0.13
_MOST_POINTS_OF_DAYS_AWAY: Final = 20
_DAYS_WITH_A_RATE: Final = 20
# Months back to the period that a rate compares with; to the one before as many as it has itself.
_BASES: Final = {"yoy": 12, "mom": None}

# A subject of one kind with its flow, such as ("total", "all", "exports"), and the least and the most of a figure.
Cell: TypeAlias = tuple[str, str, str]
Range: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class Months:
    """The least and the most that the offices published of each cell in each month, in US dollars; a month is counted
    from year 0."""

    ranges: Mapping[Cell, Mapping[int, Range]]

    def level(self, cell: Cell, months: range) -> Range | None:
        """The sum over months, None if one of them was not published."""
        if cell == (*TOTAL, "balance"):
            exports, imports = (self.level((*TOTAL, flow), months) for flow in observed.FLOWS)
            return exports and imports and (exports[0] - imports[1], exports[1] - imports[0])
        known = self.ranges.get(cell, {})
        if not all(month in known for month in months):
            return None
        return sum(known[month][0] for month in months), sum(known[month][1] for month in months)


def read(path: Path, sources: Path, published: date | None = None) -> list[Reading]:
    """Each text of the file `path` as `reading.read` has it, with what the offices speak against left open."""
    months = load(sources)
    return [replace(each, rows=tuple(withheld(each.rows, months))) for each in reading.read(path, sources, published)]


def load(sources: Path) -> Months:
    """The official months of all trade, of items and of partners below `sources`.

    A file that breaks its form is passed over: gate 1 refuses it.
    """
    ranges: dict[Cell, dict[int, Range]] = {}
    files = series_files(sources)
    if not files:
        return Months(ranges)
    with duckdb.connect() as connection:
        for path in files:
            try:
                found = connection.execute(_RANGES.format(rows=observed.rows(path))).fetchall()
            except (duckdb.Error, OSError):
                continue
            for kind, key, flow, month, least, most in found:
                known = ranges.setdefault((kind, key, flow), {})
                other = known.get(month, (least, most))
                known[month] = min(least, other[0]), max(most, other[1])
    return Months(ranges)


_RANGES: Final = """
    select subject_kind, subject_id, flow, 12 * year(month) + month(month) - 1, min(value_usd), max(value_usd)
    from ({rows})
    where subject_kind <> 'item_partner' and coalesce(status, '') not in ('ten_days', 'twenty_days')
    group by all
"""


def withheld(rows: Sequence[Proposal], months: Months) -> Iterator[Proposal]:
    """The rows, with what the offices speak against left open and what official months allow in its note."""
    told = [(row, _told(row, months) if row.confidence == SURE else None) for row in rows]
    wrong = _doubtful_periods(told)
    for row, said in told:
        if said:
            yield replace(row, confidence=OPEN, note=said)
        elif row.confidence == SURE and row.period in wrong:
            yield replace(row, confidence=OPEN, note="official months speak against other figures of this period")
        else:
            yield row


def _doubtful_periods(told: Sequence[tuple[Proposal, str | None]]) -> set[str]:
    """The periods of which more is spoken against than borne out, and not a single figure alone.

    A figure that the text repeats counts once.
    """
    against = Counter(period for *_, period, _ in {row.cell for row, said in told if said})
    borne_out = Counter(period for *_, period, _ in {row.cell for row, said in told if said == ""})
    return {one for one, count in against.items() if count > max(1, borne_out[one])}


def _told(row: Proposal, months: Months) -> str | None:
    """What official months say against a row: nothing if they bear it out, None if they do not know."""
    is_stated = row.modality == modality.ACTUAL and row.certainty == "stated"
    if not is_stated or row.definition or row.subject_kind not in _MOST_AWAY:
        return None
    try:
        span = period.parse(row.period)
    except ValueError:
        return None  # of a form that the sources do not have; gate 1 tells
    over = range(_number(span.first_day), _number(span.last_day) + 1)
    last = calendar.monthrange(span.last_day.year, span.last_day.month)[1]
    is_whole = (span.first_day.day, span.last_day.day) == (1, last)
    days = None if is_whole else span.last_day.day
    if days and (span.first_day.day > 1 or len(over) > 1):
        return None
    if row.measure == "value" and row.unit == "USD":
        return _against_level(row, months, over, days)
    if row.unit == "percent" and row.measure in _BASES and row.flow != "balance":
        return _against_rate(row, months, over, days)
    if row.theme == "streaks" and row.unit == "months" and row.condition in ("growth", "sign") and row.direction:
        return _against_run(row, months, over)
    return None


def _against_level(row: Proposal, months: Months, over: range, days: int | None) -> str | None:
    bounds = _bounds(row, months, over)
    if bounds is None or (days and row.flow == "balance"):
        return None
    least, most = bounds
    if days:
        least, most = least * (days / 30 - _MOST_OF_DAYS_AWAY), most * (days / 30 + _MOST_OF_DAYS_AWAY)
    if not _meets(row, (least, most)):
        return _sentence((least, most), "USD")
    # A part of which nobody knows more than its whole can be anything.
    return "" if months.level((row.subject_kind, row.subject_id, row.flow), over) else None


def _against_rate(row: Proposal, months: Months, over: range, days: int | None) -> str | None:
    bounds = _rates(row, months, over, _BASES[row.measure] or len(over))
    if bounds is None or (days and (days < _DAYS_WITH_A_RATE or row.subject_kind != "total")):
        return None
    beyond = _MOST_POINTS_OF_DAYS_AWAY if days else 0
    least, most = bounds[0] - beyond, bounds[1] + beyond
    return "" if _meets(row, (least, most)) else _sentence((least, most), "percent")


def _meets(row: Proposal, bounds: Range) -> bool:
    """Whether a number that the figure can stand for is within `bounds`: "more than $60 billion" is without end."""
    try:
        printed = figure.read(row.figure, row.unit, Decimal(row.value))
    except FigureError:
        return True
    if printed.value != Decimal(row.value):
        printed = printed.mirrored()
    return (printed.lower is None or float(printed.lower) <= bounds[1]) and (
        printed.upper is None or float(printed.upper) >= bounds[0]
    )


def _sentence(bounds: Range, unit: str) -> str:
    return f"official months allow {wording.bounds(*bounds, unit)}"


def _bounds(row: Proposal, months: Months, over: range) -> Range | None:
    """Between what a level may be by official months, of a part at least as a part of the whole."""
    known = months.level((row.subject_kind, row.subject_id, row.flow), over)
    whole = months.level((*TOTAL, "exports" if row.flow == "balance" else row.flow), over)
    away = _MOST_AWAY[row.subject_kind] * _older(over)
    if known and whole and row.flow == "balance":
        # It is small beside what it is the difference of, and revised as that is.
        return known[0] - away * whole[1], known[1] + away * whole[1]
    if known:
        return known[0] * (1 - away), known[1] * (1 + away)
    if whole is None:
        return None
    most = whole[1] * (1 + _MOST_AWAY["total"] * _older(over))
    return (-most if row.flow == "balance" else 0.0), most


def _rates(row: Proposal, months: Months, over: range, lag: int) -> Range | None:
    """Between what a rate may be by official months, in percent."""
    cell = (row.subject_kind, row.subject_id, row.flow)
    now, then = months.level(cell, over), months.level(cell, range(over.start - lag, over.stop - lag))
    if not now or not then or not then[0] > 0:
        return None
    least, most = 100 * (now[0] / then[1] - 1), 100 * (now[1] / then[0] - 1)
    slack = _MOST_POINTS_AWAY[row.subject_kind] * _older(over) + _MOST_OF_RATE_AWAY * max(abs(least), abs(most))
    return least - slack, most + slack


def _older(over: range) -> int:
    return 1 if over.start >= _number(_FIRM_SINCE) else _OF_OLDER


def _against_run(row: Proposal, months: Months, over: range) -> str | None:
    """A month of the run whose rate or balance has the other sign by more than it may be away."""
    sign = int(row.direction)
    told = [
        _rates(row, months, range(month, month + 1), 12)
        if row.condition == "growth"
        else _bounds(row, months, range(month, month + 1))
        for month in over
    ]
    for month, bounds in zip(over, told, strict=True):
        if bounds and max(sign * bounds[0], sign * bounds[1]) < 0:
            return f"official months speak against {month // 12}-{month % 12 + 1:02d}"
    return None if None in told else ""


def _number(day: date) -> int:
    return 12 * day.year + day.month - 1
