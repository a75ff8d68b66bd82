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
_MARKS: Final = {re.sub(r"\s", "", mark).upper(): unit.name for unit in units.load().values() for mark in unit.marks}
# Powers of ten. The short ones stand behind a mark only: "$525M".
_SCALES: Final = {
    "THOUSAND": 3, "MILLION": 6, "MLN": 6, "MIL": 6, "MN": 6, "M": 6, "BN": 9, "BIL": 9, "BLN": 9, "BILLION": 9, "B": 9,
    "TRILLION": 12, "TRLN": 12, "TN": 12, "만": 4, "억": 8, "조": 12,
}  # fmt: skip


def _spaced(mark: str) -> str:
    """The mark with a blank or a hyphen between its words: "4.5-per-cent"."""
    return r"[\s-]".join(map(re.escape, mark.split()))


def _any_of(field: str) -> str:
    """A pattern of the marks of all units, longer ones first; a blank may stand before a sign, as in "US $"."""
    marks = sorted((mark for unit in units.load().values() for mark in getattr(unit, field)), key=len, reverse=True)
    return "|".join(re.sub(r"(?<=[A-Za-z.])(?=\\\$)", r"\\s?", _spaced(mark)) for mark in marks)


# "▲" and its kin are how Korean tables print a minus.
_SIGN: Final = "[+\\-−–▲△▼▽]"
_NUMBER: Final = re.compile(
    rf"(?P<lead>{_SIGN})?(?P<before>{_any_of('marks_before')})?\s*(?P<sign>{_SIGN})?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3},\d{1,2}|\d+(?:\.\d+)?)(?P<ordinal>st|nd|rd|th)?"
    rf"(?:[\s-]*(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})(?![A-Za-z]))?[\s-]*(?P<after>"
    rf"{_any_of('marks_after')})?",
    re.IGNORECASE | re.ASCII,  # without ASCII, letters such as "İ" pass for ones that no unit has
)
# What a language that counts in other powers prints as one amount: "1 billion and 10 million dollars" is 1.010 billion.
_TWO_SCALES: Final = re.compile(
    r"(?P<whole>(?<![\d.,])\d{1,3}) (?P<scale>billion|trillion) (?:and )?(?P<rest>\d{1,3}) (?P<next>million|billion)\b",
    re.IGNORECASE | re.ASCII,
)
# A line of a table names the unit of its numbers at its head: "($ billion) 44.10 46.74" is 46.74 billion dollars, and
# "(% growth vs yr ago) -1.5" -1.5 percent.
_OF_A_LINE: Final = re.compile(
    r"\((?:in )?(?:(?P<mark>(?:US)?\s?\$)\s?(?P<scale>billion|million|bln|bn|mln)|%[^()]*)\)"
    rf"(?:[\s|]+{_SIGN}?[\d.,]+)*?[\s|]+(?P<sign>{_SIGN})?(?P<digits>\d[\d.,]*)",
    re.IGNORECASE | re.ASCII,
)
_UNITS_OF_TEN: Final = "one two three four five six seven eight nine".split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_CARDINALS: Final = (
    {
        word: number
        for number, word in enumerate(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen".split()
        )
    }
    | {tens: number * 10 for number, tens in enumerate(_TENS, start=2)}
    | {
        f"{tens}-{unit}": ten * 10 + one
        for ten, tens in enumerate(_TENS, start=2)
        for one, unit in enumerate(_UNITS_OF_TEN, start=1)
    }
    | {"single": 1}
)
# As broadcasters print it: "13-point-42 billion", "five-point-one percent", "18-and-a-half percent".
_SPOKEN_POINT: Final = re.compile(
    rf"\b(?P<whole>\d+|{'|'.join(sorted(_CARDINALS, key=len, reverse=True))})[\s-](?:point[\s-]"
    rf"(?P<rest>\d+|(?:zero|oh|{'|'.join(_UNITS_OF_TEN)})(?:-(?:zero|oh|{'|'.join(_UNITS_OF_TEN)}))*)"
    r"|and[\s-]a[\s-]half)(?![\w-])",
    re.IGNORECASE,
)
# A number in words before what it counts: "eleven percent", "eight billion dollars".
_SPELLED: Final = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(_CARDINALS, key=len, reverse=True))})"
    r"(?=[\s-](?:(?:thousand|million|billion|trillion) (?:\w|\.)|percent\b|per[\s-]cent\b|pct\b))",
    re.IGNORECASE,
)
_FIRST_ORDINALS: Final = dict(
    zip(
        "one two three five eight nine twelve".split(),
        "first second third fifth eighth ninth twelfth".split(),
        strict=True,
    )
)


def _ordinal(cardinal: str) -> str:
    head, hyphen, last = cardinal.rpartition("-")
    return head + hyphen + _FIRST_ORDINALS.get(last, last.removesuffix("y") + ("ieth" if last.endswith("y") else "th"))


_ORDINALS: Final = {_ordinal(word): number for word, number in _CARDINALS.items() if word not in ("zero", "single")}
# Superlatives are ranks: the first from the top, or from the bottom, of what the statement names; of two things a
# comparative is one.
_SUPERLATIVES: Final = re.compile(
    r"\b(largest|highest|longest|biggest|smaller|most|main|leading|record|record-setting|record-breaking|"
    r"all-time (?:\w+ )?(?:high|low|peak|best)s?|(?:historic|new|fresh|monthly|annual|yearly) (?:high|low|peak)s?|"
    r"bottoming out|lowest|smallest|fewest|least|shortest|weakest|strongest|steepest|sharpest|"
    r"slowest|fastest|quickest|best|worst|poorest|greatest|heaviest)\b",
    re.IGNORECASE,
)
# "No. 1", "the number-two market".
_NUMBERED: Final = re.compile(r"(?:no\.\s?|#|number[\s-])(?P<place>\d+|[a-z]+)", re.ASCII)
# "One of the top three" holds the third place or a better one.
_TOP: Final = re.compile(r"top[\s-](?P<count>\w+)", re.IGNORECASE)
# A list tells its order by these words, and the places are counted in it.
_IN_ORDER: Final = re.compile(r"(?:closely )?(?:followed|trailed) by", re.IGNORECASE)
# "An 11-month low" and "a four-year high" count months and years.
_EXTREME: Final = re.compile(
    r"(?P<count>[\w-]+?)[\s-](?P<unit>month|year)s?[\s-](?:low|high|peak|trough)", re.IGNORECASE
)
_PARTS: Final = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
_FRACTION: Final = re.compile(rf"(?:(?P<count>\w+)[\s-])?(?P<part>{'|'.join(_PARTS)})s?")
# How many times as much; halved is half as much.
_RATIOS: Final = {
    "double": Decimal(2), "a double": Decimal(2), "twice": Decimal(2), "doubled": Decimal(2), "doubling": Decimal(2),
    "triple": Decimal(3), "tripled": Decimal(3), "tripling": Decimal(3), "threefold": Decimal(3), "twofold": Decimal(2),
    "quadruple": Decimal(4), "quadrupled": Decimal(4), "fourfold": Decimal(4), "fivefold": Decimal(5),
    "halved": Decimal("0.5"), "halving": Decimal("0.5"),
}  # fmt: skip
_TIMES: Final = re.compile(r"(?P<count>[\w.]+)[\s-](?:fold|times)", re.IGNORECASE)
_OUT_OF_TEN: Final = re.compile(r"(?P<count>\w+) (?:in|out of) ten", re.IGNORECASE)
# Growth as a multiple: "doubled" and "2-fold" are growth of 100 percent, "halved" a fall of 50, to the place of the
# multiple.
_FOLD: Final = re.compile(r"(?P<factor>[\w.]+?)(?:[\s-]?fold| times)", re.IGNORECASE)
_MULTIPLES: Final = {"doubled": Decimal(2), "tripled": Decimal(3), "quadrupled": Decimal(4), "halved": Decimal("0.5")}
# Fractions in words are as coarse as tenths: a third is [28.3, 38.3) percent.
_TENTH: Final = Decimal(10)
# "As many as a quarter" tops what is meant, which people round to the percent.
_PERCENT_ROUNDING: Final = Decimal("0.5")
# Stems that carry one direction wherever they stand, so that a mistyped sign shows; one that can carry either ("gap",
# "impact", "disruption") is in no list.
_DIRECTIONS: Final = {
    Decimal(1): re.compile(
        r"increas|\b(?:ris(?:e|es|en|ing)|rose|up|higher|grew|grow\w*|climb\w*|jump\w*|surg\w+|soar\w*|leap\w*|leapt|"
        r"spik\w+|swell\w*|swelled|added|advanc\w+|rebound\w*|rall(?:y|ied)|improv\w+|accelerat\w+|widen\w*|"
        r"edg(?:ed|ing) up|ballooned|hik\w+|quicken\w*|snowball\w*|rocket\w*)\b|\bgain|upward|positive|"
        r"expan|recover|bright|skyrocket|strengthen|stronger|robust|boost|greater|build up|liberali[sz]|intensif|"
        r"solidif|creation|topped|double|triple",
        re.IGNORECASE,
    ),
    Decimal(-1): re.compile(
        r"decreas|declin|\bfall|\bfell\b|\bdown\b|diminish|sluggish|slump|contract(?:ed|ion|ing)|reduc|fewer|aggravat|"
        r"eliminat|minimi[sz]|did not exceed|mounting pressure|\b(?:drop\w*|slid\w*|sank|sink\w*|"
        r"shrank|shrink\w*|shrunk|"
        r"lower\w*|los(?:t|s)|plung\w+|plummet\w*|tumbl\w+|div(?:ed|ing)|dove|dip(?:s|ped|ping)?|"
        r"eas(?:ed|ing)|narrow\w*|"
        r"slipp?\w*|slow(?:ed|ing|down|s)?|decelerat\w+|retreat\w*|weaken\w*|cool(?:ed|ing)|nosediv\w+|"
        r"crash\w*|collaps\w+|"
        r"halved|shed|tanked|downturn|setback)\b",
        re.IGNORECASE,
    ),
    ZERO: re.compile(r"\b(?:unchanged|flat|steady|little changed)\b", re.IGNORECASE),
}
# What was denied is no direction: "did not fall". What denies a rise and so tells of a fall stands in the lists above.
_DENIED: Final = re.compile(r"\b(?:not|never|no|without)\b|n[’']t\b", re.IGNORECASE)
_TELLING_DENIALS: Final = re.compile(r"did not exceed", re.IGNORECASE)
# Each qualifier says which side of the number the truth lies on.
_QUALIFIERS: Final = (
    (re.compile(r"(?:nearly|almost|close to|just (?:under|below|short of|shy of)|shy of|an? (?:near|almost))\s+", re.I),
     "just_below"),
    (re.compile(r"(?:(?:just|slightly|a little|little) (?:over|above|more than))\s+", re.I), "just_above"),
    (re.compile(r"(?:approx\.?|approximately|about|around|roughly|some|an estimated)\s+", re.IGNORECASE), "near"),
    (re.compile(r"(?:more than|over|exceed(?:s|ed|ing)?|above|surpass(?:es|ed|ing)?|"
                r"top(?=\s+(?:US\s?)?\$)|tops|topp(?:ed|ing)|cross(?:es|ed|ing)?|"
                r"in excess of)\s+(?:the\s+)?", re.IGNORECASE), "above"),
    (re.compile(r"(?:less than|under|fewer than|below)\s+", re.IGNORECASE), "below"),
    (re.compile(r"(?:at least|no less than)\s+", re.IGNORECASE), "at_least"),
    (re.compile(r"(?:up to|at most|no more than)\s+", re.IGNORECASE), "at_most"),
    # Stress on the size: no limit to a number, but a fraction in words is not meant to fall short of the truth.
    (re.compile(r"(?:as many as|as much as|as high as)\s+", re.IGNORECASE), "stressed"),
    (re.compile(r"(?:just|only|merely|a mere|a (?:new )?record(?:[- ]high)?|record|a whopping|a combined)\s+"
                r"(?!(?:high|low)$)", re.IGNORECASE), "exact"),
)  # fmt: skip
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


def alone(printed: str) -> re.Pattern[str]:
    """Finds where a text has `printed`, not as a part of a longer number."""
    return re.compile(rf"(?<!\d)(?<!\d[.,]){re.escape(printed)}(?!\d)(?![.,]\d)")


def is_part(one: str, other: str) -> bool:
    """Whether one of two prints has the other in it: "$45.6 bn", "45.6"; an empty one is in none."""
    shorter, longer = sorted((one.lower(), other.lower()), key=len)
    return bool(shorter) and alone(shorter).search(longer) is not None


def read(figure: str, unit: str, value: Decimal) -> Reading:
    """What `figure` says in `unit`, with the sign and, for a date, the missing parts taken from the entered `value`.

    Text can print "14.2%" and mean a decrease, and "last January" without its year; only there does the second entry
    lean on the first. Raises FigureError if the figure is not of a form the unit can have.
    """
    if unit == "date":
        return _date(figure, value)
    if unit == "direction":
        return _direction(figure)
    text, side = _unqualified(_plain(figure))
    if unit == "rank" and side == "exact":
        text = _plain(figure)  # "a record high" stresses no number, it is the rank
    if unit == "rank" and _IN_ORDER.fullmatch(text):
        return _place(text, value)
    reading = _bounded(text, unit, side)
    return reading if reading.signed or value >= 0 else reading.mirrored()


def _place(text: str, value: Decimal) -> Reading:
    if value < 1 or value % 1:
        raise FigureError(f"{text!r} tells the order of a list, whose places are 1, 2 and so on")
    return Reading(value, value, value)


def _plain(figure: str) -> str:
    """The figure with single blanks and without the brackets around it, its point and its number in words as digits."""
    text = " ".join(figure.split())
    if match := _OF_A_LINE.fullmatch(text):
        unit = (match["mark"], f" {match['scale']}") if match["mark"] else ("", "%")
        return f"{match['sign'] or ''}{unit[0]}{match['digits']}{unit[1]}"
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    text = _SPOKEN_POINT.sub(_spoken, text)
    text = _TWO_SCALES.sub(_in_the_larger_scale, text)
    return _SPELLED.sub(lambda match: str(_CARDINALS[match[0].lower()]), text)


def _in_the_larger_scale(match: re.Match[str]) -> str:
    if (match["scale"].lower(), match["next"].lower()) not in (("billion", "million"), ("trillion", "billion")):
        return match[0]
    return f"{match['whole']}.{match['rest'].zfill(3)} {match['scale']}"


def _spoken(match: re.Match[str]) -> str:
    numbers = _CARDINALS | {"oh": 0}
    words = match["rest"].lower().split("-") if match["rest"] else ["five"]
    whole, *rest = (word if word.isdecimal() else str(numbers[word]) for word in (match["whole"].lower(), *words))
    return f"{whole}.{''.join(rest)}"


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
    if side == "just_below":
        return Reading(value, value - max(step, _last_digit(value)), value, upper_closed=False, signed=signed)
    if side == "just_above":
        return Reading(value, value, value + max(step, _last_digit(value)), lower_closed=False, signed=signed)
    if side == "near":
        half = max(step, _last_digit(value)) / 2
        return Reading(value, value - half, value + half, signed=signed)
    if side == "exact" and step == _TENTH and _OUT_OF_TEN.fullmatch(text.lower()):
        # People count tens out as well as they round them: of 85.5 percent "eight in ten" did.
        return Reading(value, value - step / 2, value + step, upper_closed=False, signed=signed)
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
    if unit == "percent" and (part := _FRACTION.fullmatch(words)):
        return _fraction(part, text), _TENTH, False
    if unit == "percent" and (match := _OUT_OF_TEN.fullmatch(words)) and match["count"] in _CARDINALS:
        return _CARDINALS[match["count"]] * _TENTH, _TENTH, False
    if unit == "percent" and (words in _MULTIPLES or _FOLD.fullmatch(words)):
        return _multiple(words)
    if unit == "ratio" and words in _RATIOS:
        return _RATIOS[words], ZERO, False
    if unit == "ratio" and (match := _TIMES.fullmatch(words)):
        return _times(match["count"], text)
    if unit == "years" and words == "decade":
        return _TENTH, ZERO, False
    if units.load()[unit].exact and (number := _counted(words, unit)) is not None:
        return Decimal(number), ZERO, False
    raise FigureError(f"{text!r} is not a figure in the unit {unit}")


def _fraction(match: re.Match[str], text: str) -> Decimal:
    count = {None: 1, "a": 1}.get(match["count"], _CARDINALS.get(match["count"] or ""))
    if count is None or count > _PARTS[match["part"]]:
        raise FigureError(f"{text!r} is no part of a whole")
    return Decimal(100) * count / _PARTS[match["part"]]


def _times(count: str, text: str) -> tuple[Decimal, Decimal, bool]:
    if count in _CARDINALS:
        return Decimal(_CARDINALS[count]), Decimal(1), False
    if not re.fullmatch(r"\d+(?:\.\d+)?", count, re.ASCII):
        raise FigureError(f"{text!r} is not a figure in the unit ratio")
    value = Decimal(count)
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return value, Decimal(10) ** exponent, False


def _counted(words: str, unit: str) -> int | None:
    """The whole number that `words` name in an exact unit; a rank may name what it ranks ("second-largest")."""
    if unit == "rank":
        if numbered := _NUMBERED.fullmatch(words):
            place = numbered["place"]
            return int(place) if place.isdecimal() else _CARDINALS.get(place)
        for end in range(len(parts := re.split(r"[\s-]", words)), 0, -1):
            head = "-".join(parts[:end])
            if head in _ORDINALS:
                return _ORDINALS[head]
            if digits := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", head, re.ASCII):
                return int(digits[1])
        return 1 if words == "top" or _SUPERLATIVES.search(words) else None
    if unit in ("months", "years"):
        if words == "back-to-back":
            return 2
        if (extreme := _EXTREME.fullmatch(words)) and extreme["unit"] in unit:
            words = extreme["count"]
    if words.isascii() and words.isdecimal():
        return int(words)
    return _CARDINALS.get(words, _ORDINALS.get(words))


def _multiple(words: str) -> tuple[Decimal, Decimal, bool]:
    """The change in percent, without its sign, that makes a level so many times what it was."""
    match = _FOLD.fullmatch(words)
    said = match["factor"] if match else words
    if (number := _MULTIPLES.get(said, _CARDINALS.get(said))) is None and not re.fullmatch(r"\d+(\.\d+)?", said):
        raise FigureError(f"{words!r} names no multiple")
    factor = Decimal(said if number is None else number)
    exponent = factor.as_tuple().exponent
    assert isinstance(exponent, int)
    return abs(factor - 1) * 100, 100 * Decimal(10) ** exponent, False


def _digits(match: re.Match[str], text: str, unit: str) -> tuple[Decimal, Decimal, bool]:
    marks = {_MARKS[re.sub(r"[\s-]", "", mark).upper()] for mark in (match["before"], match["after"]) if mark}
    # A currency that is carried from a number before is not printed again: "$56.6 billion, from 55.1 billion".
    is_carried = not marks and match["scale"] and units.load()[unit].scaled
    if marks != ({unit} if unit in _MARKS.values() else set()) and not is_carried:
        printed = " and ".join(sorted(marks)) or "no unit"
        raise FigureError(f"{text!r} prints {printed}, but the statement's unit is {unit}")
    # A comma before one or two digits parts no thousands, and a number of things has no such digits.
    point = re.sub(r",(?=\d\d?$)", ".", match["digits"])
    if point != match["digits"] and units.load()[unit].exact and not match["scale"]:
        raise FigureError(f"{text!r} is not a figure in the unit {unit}")
    if re.match(r"0[\d,]", point):
        raise FigureError(f"{text!r} begins with a zero, as no print does")
    digits = Decimal(point.replace(",", ""))
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
    if said and _DENIED.search(_TELLING_DENIALS.sub("", figure)):
        raise FigureError(f"{figure!r} denies a direction, which tells none")
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
