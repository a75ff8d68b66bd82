"""Figures as articles print them, made from true numbers, so that a test knows what the print hides.

Belongs here: rounding and wording of a true number. Does not belong here: reading it back, which is
`korea_trade.statements.figure`, and what follows from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from random import Random
from typing import Final

from hypothesis import strategies as st

from korea_trade.statements.figure import Reading, read

# What stands before a rounded number, and how that number comes of the true one. Python's ROUND_HALF_UP is what
# articles do: halves go away from zero.
MEASURED: Final = {"": ROUND_HALF_UP, "approx. ": ROUND_HALF_UP}
LIMITS: Final = {"more than ": ROUND_FLOOR, "at least ": ROUND_FLOOR, "less than ": ROUND_CEILING}
_BILLION: Final = Decimal(10) ** 9


@dataclass(frozen=True)
class Print:
    """A true number and what an article makes of it."""

    truth: Decimal
    figure: str
    reading: Reading


def printed(truth: Decimal, unit: str, decimals: int, word: str = "") -> Print:
    """`truth` in US dollars, percent or as a count, printed to so many decimals."""
    scale = _BILLION if unit == "USD" else Decimal(1)
    step = Decimal(1).scaleb(-decimals)
    rounded = (truth / scale).quantize(step, (MEASURED | LIMITS)[word])
    if rounded * scale == truth and word in ("more than ", "less than "):
        rounded += step if word == "less than " else -step
    sign = "-" if rounded < 0 else ""
    figure = {"USD": f"{sign}${abs(rounded)} bn", "percent": f"{rounded}%", "count": f"{rounded}"}[unit]
    return Print(truth, word + figure, read(word + figure, unit, rounded * scale))


def levels(least: str = "-999", most: str = "999") -> st.SearchStrategy[Decimal]:
    """True levels in US dollars; many lie halfway between two prints."""
    billions = st.decimals(Decimal(least), Decimal(most), places=3)
    return billions.map(lambda level: level * _BILLION)


def prints(
    truths: st.SearchStrategy[Decimal], unit: str = "USD", words: tuple[str, ...] = tuple(MEASURED)
) -> st.SearchStrategy[Print]:
    return st.builds(printed, truths, st.just(unit), st.integers(0, 2), st.sampled_from(words))


def random_level(random: Random) -> Decimal:
    """A true level above zero, halfway between two prints as often as not."""
    return Decimal(random.randint(1_000, 99_999)).scaleb(-random.randint(1, 3)) * _BILLION
