"""What the words mean that all offices use in their tables; the words stand in `words.yml`.

Belongs here: units, figures, blanks, sums, footnotes and flows in a cell. Does not belong here: months (`month`), and
names of items and partners (`names`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

_FILE: Final = Path(__file__).with_name("words.yml")
_BRACKETS: Final = re.compile(r"\s*[(\[]([^()\[\]]*(\([^()]*\))?[^()\[\]]*)[)\]]\s*$")
# Marks of what is preliminary or estimated.
_PRELIMINARY: Final = frozenset({"p", "e"})
_WINDOW: Final = re.compile(r"(1\s?[~-]\s?)?(\d{1,2})\s?(d|일|days?)(간)?", re.IGNORECASE)


@dataclass(frozen=True)
class Figure:
    """A figure as written: its number, the place value of its last digit, and whether a mark says preliminary."""

    number: Decimal
    step: Decimal
    is_preliminary: bool


def unit(text: str) -> int | None:
    """How many US dollars the unit named in `text` is; 0 for those of another currency, None if it names none."""
    return next((usd for pattern, usd in _units() if pattern.search(text)), None)


def without_unit(heading: str) -> str:
    """`heading` without the unit in brackets at its end."""
    found = _BRACKETS.search(heading)
    return heading[: found.start()] if found and unit(found[1]) is not None else heading


def figure(text: str) -> Figure | None:
    """The figure in a cell, None if it is none."""
    if not (found := _pattern("number").fullmatch(text.replace("\N{NO-BREAK SPACE}", ""))):
        return None
    written = found["number"]
    number = Decimal(written.replace(",", ""))
    decimals = written.partition(".")[2]
    # A program writes a whole number with a point and a zero.
    step = Decimal(1) if not decimals.strip("0") and decimals in {"", "0"} else Decimal(1).scaleb(-len(decimals))
    is_negative = found["sign"] not in {"", "+"}
    return Figure(-number if is_negative else number, step, (found["mark"] or "").lower().strip("()") in _PRELIMINARY)


def is_blank(text: str) -> bool:
    """Whether a cell of figures holds none."""
    return _is("blank", text)


def is_total(text: str) -> bool:
    """Whether `text` names the sum of all."""
    return _is("total", text)


def is_footnote(text: str) -> bool:
    """Whether a row that begins with `text` stands below the table."""
    return _is("footnote", text)


def is_passed_over(heading: str) -> bool:
    """Whether a column holds no level of trade in dollars, in any layout."""
    return _is("passed_over", heading)


def is_balance(heading: str) -> bool:
    """Whether a column holds exports less imports."""
    return _is("balance", without_unit(heading))


def flow(text: str) -> str | None:
    """The flow that `text` names, None for none, such as a balance."""
    bare = without_unit(text)
    return next((flow for flow, pattern in _content()["flows"].items() if _compiled(pattern).fullmatch(bare)), None)


def window(days: int) -> str | None:
    """The status of figures of the first `days` days of a month, None if no office publishes such."""
    status: str | None = _content()["windows"].get(days)
    return status


def days(text: str) -> int | None:
    """How many days a cell such as `10d` or `1~20일` tells of."""
    found = _WINDOW.fullmatch(text)
    return int(found[2]) if found else None


def _is(kind: str, text: str) -> bool:
    return _pattern(kind).fullmatch(text) is not None


def _pattern(kind: str) -> re.Pattern[str]:
    return _compiled(_content()[kind])


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _units() -> list[tuple[re.Pattern[str], int]]:
    return [(_compiled(each["pattern"]), each["usd"]) for each in _content()["units"]]


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content
