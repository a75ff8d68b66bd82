"""Numbers and months as people read them.

Belongs here: how a value of a unit, an interval, a month or a locator is spelled. Does not belong here: which values
are shown, and sentences of a chart.
"""

from __future__ import annotations

import math
from datetime import date
from typing import Final

MINUS: Final = "\N{MINUS SIGN}"
# A number and its unit stay on one line.
NBSP: Final = "\N{NO-BREAK SPACE}"

_SCALES: Final = ((1e12, " trillion"), (1e9, " bn"), (1e6, " million"), (1.0, ""))
_DIRECTIONS: Final = {1: "rise", 0: "unchanged", -1: "fall"}
_CURRENCIES: Final = {"USD": "$", "KRW": f"KRW{NBSP}"}
_ENDINGS: Final = {
    "percent": f"{NBSP}%",
    "percentage_point": f"{NBSP}points",
    "months": f"{NBSP}months",
    "years": f"{NBSP}years",
}


def value(number: float | None, unit: str, width: float | None = None) -> str:
    """`number` in `unit` with as many decimals as an interval of `width` (in the same unit) lets be told apart.

    Without a width, or with none, the number is exact and keeps what digits it has. Empty for no number.
    """
    if number is None:
        return ""
    if unit == "direction":
        return _DIRECTIONS[int(number)]
    if unit in _CURRENCIES:
        scale, name = next(one for one in _SCALES if abs(number) >= one[0] or one[0] == 1.0)
        digits = _digits(number / scale, width / scale if width else None)
        return _minus(number) + _CURRENCIES[unit] + digits + name.replace(" ", NBSP)
    digits = _digits(number, width)
    ending = _ENDINGS.get(unit, "")
    return _minus(number) + digits + (ending.removesuffix("s") if digits == "1" and unit != "percent" else ending)


def change(number: float, unit: str, width: float | None = None) -> str:
    """`number` in `unit` with its sign, a plus included."""
    return ("+" if number > 0 else "") + value(number, unit, width)


def bounds(lower: float | None, upper: float | None, unit: str) -> str:
    """The interval from `lower` to `upper` in `unit`, each with one decimal more than the interval needs."""
    if lower is None and upper is None:
        return ""
    if lower == upper:
        return "exact"
    if lower is None or upper is None:
        known = upper if lower is None else lower
        return ("at most " if lower is None else "at least ") + value(known, unit)
    tenth = (upper - lower) / 10
    return f"{value(lower, unit, tenth)} to {value(upper, unit, tenth)}"


def month(day: date) -> str:
    """March 2024."""
    return f"{day:%B %Y}"


def locator(article_no: int, paragraph: int, sentence: int) -> str:
    """Where a figure stands; paragraph 0 is the title."""
    place = "title" if paragraph == 0 else f"paragraph{NBSP}{paragraph}, sentence{NBSP}{sentence}"
    return f"article{NBSP}{article_no}, {place}"


def count(number: int, singular: str) -> str:
    """18 contradictions, 1 contradiction, no contradictions."""
    return f"{number or 'no'} {singular}{'' if number == 1 else 's'}"


def join(words: list[str]) -> str:
    """One, two and three."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _minus(number: float) -> str:
    return MINUS if number < 0 else ""


def _digits(number: float, width: float | None) -> str:
    if not width:
        return f"{abs(number):,.10g}" if number % 1 else f"{abs(number):,.0f}"
    # 0.1 and 0.0999… are the same width.
    decimals = max(0, math.ceil(-math.log10(width) - 1e-6))
    return f"{abs(number):,.{decimals}f}"
