"""Reads a figure as printed ("$56.56 bn", "ninth", "approx. 67,000", "more than half") into a number and its bounds.

Belongs here: the second entry of the double entry. A compiler of the sources writes both `figure` and `value`; this
module reads `figure` alone, given the unit, and gate 1 compares. Does not belong here: which statement a figure is
part of, corrections, and bounds that follow from several statements together.

A printed number stands for every number that rounds to it: "$56.56 bn" is [56.555, 56.565) bn. A number of things,
months or years, a rank and a direction are exact. "more than" and its kin leave the other side open (None).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from korea_trade.statements import units

ZERO: Final = Decimal(0)


class FigureError(ValueError):
    """The figure is not of a form that its unit can have."""


@dataclass(frozen=True)
class Reading:
    """A number in full units with the bounds that its print implies; None is no bound on that side.

    `signed` tells that the print itself carries the sign ("-5.0%", "declined"); the magnitude "14.2%" does not.
    """

    value: Decimal
    lower: Decimal | None
    upper: Decimal | None
    lower_closed: bool = True
    upper_closed: bool = True
    signed: bool = False

    def mirrored(self) -> Reading:
        """The reading on the other side of zero: a decrease of "14.2%" means -14.2."""
        return Reading(
            value=-self.value,
            lower=None if self.upper is None else -self.upper,
            upper=None if self.lower is None else -self.lower,
            lower_closed=self.upper_closed,
            upper_closed=self.lower_closed,
            signed=self.signed,
        )


# What a mark beside the number says of its unit; a bare number has none.
_MARKS: Final = {mark.upper(): unit.name for unit in units.load().values() for mark in unit.marks}
_SCALES: Final = {"THOUSAND": 3, "MILLION": 6, "BN": 9, "BILLION": 9, "TRILLION": 12}


def _any_of(field: str) -> str:
    """A pattern of the marks of all units, longer ones first; a blank may stand before a sign, as in "US $"."""
    marks = sorted((mark for unit in units.load().values() for mark in getattr(unit, field)), key=len, reverse=True)
    return "|".join(re.sub(r"(?<=[A-Za-z])(?=\\)", r"\\s?", re.escape(mark)) for mark in marks)


_NUMBER: Final = re.compile(
    rf"(?P<lead>[+\-−–])?(?P<before>{_any_of('marks_before')})?\s*(?P<sign>[+\-−–])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<ordinal>st|nd|rd|th)?"
    rf"(?:\s*(?P<scale>thousand|million|bn|billion|trillion))?\s*(?P<after>{_any_of('marks_after')})?",
    re.IGNORECASE | re.ASCII,  # without ASCII, letters such as "İ" pass for ones that no unit has
)
_CARDINALS: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"single": 1}
_ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}
# Superlatives are ranks: the first from the top, or from the bottom, of what the statement names; of two things a
# comparative is one.
_SUPERLATIVES: Final = re.compile(
    r"\b(largest|highest|longest|biggest|smaller|most|main|leading|record|record-setting|all-time high|"
    r"bottoming out)\b",
    re.IGNORECASE,
)
# "One of the top three" holds the third place or a better one.
_TOP: Final = re.compile(r"top[\s-](?P<count>\w+)", re.IGNORECASE)
_FRACTIONS: Final = {
    "half": Decimal(50),
    "a half": Decimal(50),
    "a third": Decimal(100) / 3,
    "a quarter": Decimal(25),
    "three quarters": Decimal(75),
}
_RATIOS: Final = {"double": 2, "a double": 2, "twice": 2, "triple": 3}
_OUT_OF_TEN: Final = re.compile(r"(?P<count>\w+) (?:in|out of) ten", re.IGNORECASE)
# Growth as a multiple: "doubled" and "2-fold" are growth of 100 percent, to the place of the multiple.
_FOLD: Final = re.compile(r"(?P<factor>[\w.]+?)(?:[\s-]?fold| times)", re.IGNORECASE)
_MULTIPLES: Final = {"doubled": 2, "tripled": 3, "quadrupled": 4}
# Fractions in words are as coarse as tenths: "eight in ten" is [75, 85) percent.
_TENTH: Final = Decimal(10)
# "As many as a quarter" tops what is meant, which people round to the percent.
_PERCENT_ROUNDING: Final = Decimal("0.5")
# Stems that carry one direction wherever they stand, so that a mistyped sign shows; one that can carry either ("gap",
# "impact", "disruption") is in no list.
_DIRECTIONS: Final = {
    Decimal(1): re.compile(
        r"increas|\b(?:rise|rising|rose)\b|grow|\bgain|upward|positive|expan|recover|bright|skyrocket|"
        r"strengthen|stronger|robust|boost|greater|build up|liberali[sz]|intensif|solidif|creation",
        re.IGNORECASE,
    ),
    Decimal(-1): re.compile(
        r"decreas|declin|\bfall|\bfell\b|\bdown\b|diminish|sluggish|slump|contraction|reduc|fewer|aggravat|eliminat|"
        r"minimi[sz]|did not exceed|mounting pressure",
        re.IGNORECASE,
    ),
    ZERO: re.compile(r"\b(?:unchanged|flat)\b", re.IGNORECASE),
}
# Each qualifier says which side of the number the truth lies on.
_QUALIFIERS: Final = (
    (re.compile(r"(?:approx\.?|approximately|about|around|roughly|some)\s+", re.IGNORECASE), "near"),
    (
        re.compile(
            r"(?:more than|over|exceed(?:s|ed|ing)?|above|surpass(?:ed|ing)?|topp(?:ed|ing)|cross(?:ed|ing)?)\s+",
            re.IGNORECASE,
        ),
        "above",
    ),
    (re.compile(r"(?:less than|under|fewer than|below)\s+", re.IGNORECASE), "below"),
    (re.compile(r"(?:at least|no less than)\s+", re.IGNORECASE), "at_least"),
    (re.compile(r"(?:up to|at most|no more than)\s+", re.IGNORECASE), "at_most"),
    # Stress on the size: no limit to a number, but a fraction in words is not meant to fall short of the truth.
    (re.compile(r"(?:as many as|as much as)\s+", re.IGNORECASE), "stressed"),
)
_MONTH_NAMES: Final = {
    name: number
    for number, name in enumerate(
        "January February March April May June July August September October November December".split(), start=1
    )
}
_DATE_PARTS: Final = re.compile(
    rf"(?P<month>{'|'.join(_MONTH_NAMES)})|(?P<year>\b\d{{4}}\b)|(?P<day>\b\d{{1,2}}\b)|"
    r"(?P<relative>\b(?:last|this|next) year\b|\blast\b|\bthis\b|\bnext\b)",
    re.ASCII,
)
_ENTERED_DATE: Final = re.compile(r"(?P<year>\d{4})(?:(?P<month>\d{2})(?P<day>\d{2})?)?(?:\.0+)?", re.ASCII)


def read(figure: str, unit: str, value: Decimal) -> Reading:
    """What `figure` says in `unit`, with the sign and, for a date, the missing parts taken from the entered `value`.

    Text can print "14.2%" and mean a decrease, and "last January" without its year; only there does the second entry
    lean on the first. Raises FigureError if the figure is not of a form the unit can have.
    """
    if unit == "date":
        return _date(figure, value)
    if unit == "direction":
        return _direction(figure)
    text, side = _unqualified(" ".join(figure.split()))
    reading = _bounded(text, unit, side)
    return reading if reading.signed or value >= 0 else reading.mirrored()


def _unqualified(figure: str) -> tuple[str, str]:
    for pattern, side in _QUALIFIERS:
        if match := pattern.match(figure):
            return figure[match.end() :].strip(), side
    return figure, "exact"


def _bounded(text: str, unit: str, side: str) -> Reading:
    if unit == "rank" and (match := _TOP.fullmatch(text)) and (places := _CARDINALS.get(match["count"].lower())):
        return Reading(Decimal(places), Decimal(1), Decimal(places))
    value, step, signed = _number(text, unit)
    if side == "above":
        return Reading(value, value, None, lower_closed=False, signed=signed)
    if side == "below":
        return Reading(value, None, value, upper_closed=False, signed=signed)
    if side == "at_least":
        return Reading(value, value, None, signed=signed)
    if side == "at_most":
        return Reading(value, None, value, signed=signed)
    if side == "near":
        half = max(step, _last_digit(value)) / 2
        return Reading(value, value - half, value + half, signed=signed)
    if side == "stressed" and step == _TENTH and not re.search(r"\d", text):
        return Reading(value, value - step / 2, value + _PERCENT_ROUNDING, signed=signed)
    if step == 0:
        return Reading(value, value, value, signed=signed)
    # Halves round away from zero, so the closed end is the one nearer to zero; about zero itself neither end is.
    half = step / 2
    return Reading(value, value - half, value + half, lower_closed=value > 0, upper_closed=value < 0, signed=signed)


def _number(text: str, unit: str) -> tuple[Decimal, Decimal, bool]:
    """The value of `text`, the step it was rounded to (0 where exact), and whether its sign is printed."""
    if match := _NUMBER.fullmatch(text):
        return _digits(match, text, unit)
    words = text.lower()
    if unit == "percent" and words in _FRACTIONS:
        return _FRACTIONS[words], _TENTH, False
    if unit == "percent" and (match := _OUT_OF_TEN.fullmatch(words)) and match["count"] in _CARDINALS:
        return _CARDINALS[match["count"]] * _TENTH, _TENTH, False
    if unit == "percent" and (words in _MULTIPLES or _FOLD.fullmatch(words)):
        return _multiple(words)
    if unit == "ratio" and words in _RATIOS:
        return Decimal(_RATIOS[words]), ZERO, False
    if unit == "years" and words == "decade":
        return _TENTH, ZERO, False
    if units.load()[unit].exact:
        first = re.split(r"[\s-]", words, maxsplit=1)[0]
        if unit == "rank":
            if first in _ORDINALS:
                return Decimal(_ORDINALS[first]), ZERO, False
            if _SUPERLATIVES.search(words):
                return Decimal(1), ZERO, False
        elif (number := _CARDINALS.get(words, _ORDINALS.get(words))) is not None:
            return Decimal(number), ZERO, False
    raise FigureError(f"{text!r} is not a figure in the unit {unit}")


def _multiple(words: str) -> tuple[Decimal, Decimal, bool]:
    """The growth in percent that makes a level so many times what it was."""
    match = _FOLD.fullmatch(words)
    said = match["factor"] if match else words
    if (number := _MULTIPLES.get(said, _CARDINALS.get(said))) is None and not re.fullmatch(r"\d+(\.\d+)?", said):
        raise FigureError(f"{words!r} names no multiple")
    factor = Decimal(said if number is None else number)
    exponent = factor.as_tuple().exponent
    assert isinstance(exponent, int)
    return (factor - 1) * 100, 100 * Decimal(10) ** exponent, False


def _digits(match: re.Match[str], text: str, unit: str) -> tuple[Decimal, Decimal, bool]:
    marks = {_MARKS[re.sub(r"\s", "", mark).upper()] for mark in (match["before"], match["after"]) if mark}
    if marks != ({unit} if unit in _MARKS.values() else set()):
        printed = " and ".join(sorted(marks)) or "no unit"
        raise FigureError(f"{text!r} prints {printed}, but the statement's unit is {unit}")
    digits = Decimal(match["digits"].replace(",", ""))
    scale = Decimal(10) ** _SCALES[match["scale"].upper()] if match["scale"] else Decimal(1)
    signs = [sign for sign in (match["lead"], match["sign"]) if sign]
    if len(signs) > 1:
        raise FigureError(f"{text!r} prints two signs")
    value = digits * scale * (1 if signs in ([], ["+"]) else -1)
    exponent = digits.as_tuple().exponent
    assert isinstance(exponent, int)  # neither NaN nor infinity matches the pattern
    step = ZERO if units.load()[unit].exact and not match["scale"] else scale * Decimal(10) ** exponent
    return value, step, bool(signs)


def _last_digit(value: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 1,000 for 67,000."""
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(10) ** exponent


def _direction(figure: str) -> Reading:
    said = {sign for sign, words in _DIRECTIONS.items() if words.search(figure)}
    if len(said) != 1:
        raise FigureError(f"{figure!r} names {'several directions' if said else 'no direction'}")
    (sign,) = said
    return Reading(sign, sign, sign, signed=True)


def _date(figure: str, value: Decimal) -> Reading:
    """A date is the integer of its ISO digits (2017, 202206, 20230102); printed parts are compared, others trusted."""
    entered = _ENTERED_DATE.fullmatch(f"{value:f}")
    if entered is None:
        raise FigureError(f"{value} is no date: write 2017, 202206 or 20230102")
    printed: dict[str, str] = {}
    relative = False
    for match in _DATE_PARTS.finditer(figure):
        if match["relative"]:
            relative = True
        elif match["month"]:
            printed["month"] = f"{_MONTH_NAMES[match['month']]:02d}"
        else:
            part = "year" if match["year"] else "day"
            printed[part] = match[part].zfill(2)
    if not printed and not relative:
        raise FigureError(f"{figure!r} names no date")
    parts = {name: part for name, part in entered.groupdict().items() if part}
    if finer := printed.keys() - parts.keys():
        raise FigureError(f"{figure!r} prints a {min(finer)}, which the entered {value} leaves out")
    read_parts = parts | printed
    try:
        date(int(read_parts["year"]), int(read_parts.get("month", 1)), int(read_parts.get("day", 1)))
    except ValueError as error:
        raise FigureError(f"{figure!r}, entered as {value}, is not in the calendar") from error
    number = Decimal("".join(read_parts.values()))
    return Reading(number, number, number, signed=True)


__all__ = ["FigureError", "Reading", "read"]
