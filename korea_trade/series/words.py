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

from korea_trade import declarations

_FILE: Final = Path(__file__).with_name("words.yml")
_BRACKETS: Final = re.compile(r"\s*[(\[]([^()\[\]]*(\([^()]*\))?[^()\[\]]*)[)\]]\s*$")
_BEHIND: Final = re.compile(r"(?: \| |\s?/\s?|_|\s)((?:[^|/\s]|\s(?=\S{1,8}$)){1,20})$")
_WINDOW: Final = re.compile(r"(1\s?[~-]\s?)?(\d{1,2})\s?(d|일|days?)(간)?", re.IGNORECASE)


@dataclass(frozen=True)
class Figure:
    """A figure as written: its number, the place value of its last digit, and whether a mark says preliminary."""

    number: Decimal
    step: Decimal
    is_preliminary: bool


def unit(text: str) -> int | None:
    """How many US dollars the unit named in `text` is; 0 for those of another currency, None if it names none."""
    text = text.replace("_", " ")
    return next((usd for pattern, usd in _units() if pattern.search(text)), None)


def without_unit(heading: str) -> str:
    """`heading` without the basis of valuation, and without the unit at its end, in brackets or behind a stroke."""
    heading = _pattern("basis").sub("", heading)
    for place in (_BRACKETS, _BEHIND):
        found = place.search(heading)
        if found and unit(found[1]) is not None:
            return heading[: found.start()].rstrip(" |")
    return heading


def has_heading(holds: str) -> bool:
    """Whether the headings of a column that holds this are the same in all tables."""
    return holds in _content()["headings"]


def heading(holds: str) -> str:
    """The pattern of the headings of a column that holds this."""
    pattern: str = _content()["headings"][holds]
    return pattern


def flow_heading(flow: str) -> str:
    """The pattern of the headings of a column of that flow."""
    pattern: str = _content()["flows"]["customs"][flow]
    return pattern


def is_amount(heading: str) -> bool:
    """Whether a heading says no more than that its column holds amounts."""
    return _compiled(_content()["headings"]["value"]).fullmatch(heading) is not None


def title_flow(lines: list[str], *, of_amounts: bool) -> str | None:
    """The one flow that the lines above a table name, each alone; None if they name none, both, or no level of it.

    Where the headings say `of_amounts`, the lines may name rates as well.
    """
    if not of_amounts and any(_pattern("no_level").search(line) for line in lines):
        return None
    patterns = {flow: _compiled(pattern) for flow, pattern in _content()["titles"].items()}
    named = [{flow for flow, pattern in patterns.items() if pattern.search(line)} for line in lines]
    alone = set().union(*(flows for flows in named if len(flows) == 1))
    return alone.pop() if len(alone) == 1 else None


def is_other_level(line: str) -> bool:
    """Whether a line above a table says that it holds no trade of a month by customs."""
    return _pattern("other_level").search(line) is not None


def is_of_publication(line: str) -> bool:
    """Whether a line above a table is of when it was written, and not of what it holds."""
    return _pattern("publication").search(line) is not None


def figure(text: str) -> Figure | None:
    """The figure in a cell, None if it is none."""
    bare, is_preliminary = without_marks(text)
    found = _pattern("number").fullmatch(bare)
    # A bracket behind a number alone is one of a footnote, whose number would be taken for digits.
    if not found or (found["sign"] == "(") != bool(found["closed"]):
        return None
    written = found["pointed"].replace(".", "") if found["pointed"] else re.sub("[, ']", "", found["number"])
    number = Decimal(written)
    is_negative = found["sign"] not in {"", "+"}
    if found["power"]:
        step = max(Decimal(1), Decimal(1).scaleb(int(number.as_tuple().exponent)))
        return Figure(-number if is_negative else number, step, is_preliminary)
    decimals = written.partition(".")[2]
    # A program writes a whole number with a point and a zero.
    step = Decimal(1) if not decimals.strip("0") and decimals in {"", "0"} else Decimal(1).scaleb(-len(decimals))
    return Figure(-number if is_negative else number, step, is_preliminary)


def without_marks(text: str) -> tuple[str, bool]:
    """`text` without the marks before or behind it that say how firm it is, and whether one says preliminary."""
    is_preliminary = False
    marks = _content()["marks"]
    for place in (rf"\s*({marks['behind']})$", rf"^({marks['before']})\s*"):
        if found := _compiled(place).search(text):
            text = text[: found.start()] + text[found.end() :]
            is_preliminary |= _compiled(marks["preliminary"]).search(found[0]) is not None
    return text, is_preliminary


def is_blank(text: str) -> bool:
    """Whether a cell of figures holds none."""
    return _is("blank", without_marks(text)[0])


def is_total(text: str) -> bool:
    """Whether `text` names the sum of all."""
    return _is("total", text)


def is_subtotal(text: str) -> bool:
    """Whether `text` names the sum of some."""
    return _is("subtotal", text)


def is_footnote(text: str, *, has_figures: bool) -> bool:
    """Whether a row that begins with `text` stands below the table; beside figures a mark alone does not say so."""
    return _is("remark", text) or (not has_figures and _is("footnote", text))


def states_unit(text: str) -> bool:
    """Whether a line above or below a table says in which unit it is."""
    return _pattern("unit_line").search(text) is not None


def is_passed_over(heading: str) -> bool:
    """Whether a column holds no level of trade in dollars, in any layout."""
    return _is("passed_over", heading)


def is_balance(heading: str) -> bool:
    """Whether a column holds exports less imports."""
    return _is("balance", without_unit(heading))


def flow(text: str, definition: str = "customs") -> str | None:
    """The flow that `text` names by the definition, None for none, such as a balance."""
    bare = without_unit(text)
    patterns = _content()["flows"].get(definition, _content()["flows"]["customs"])
    return next((flow for flow, pattern in patterns.items() if _compiled(pattern).fullmatch(bare)), None)


def window(days: int) -> str | None:
    """The status of figures of the first `days` days of a month, None if no office publishes such."""
    status: str | None = _content()["windows"].get(days)
    return status


def windows() -> frozenset[str]:
    """The statuses of figures of the first days of a month."""
    return frozenset(_content()["windows"].values())


def is_preliminary(text: str) -> bool:
    """Whether a cell that says how firm the figures of its row are says preliminary."""
    return _compiled(_content()["marks"]["preliminary"]).match(text) is not None


def korea() -> str:
    """The pattern of how a column of reporting countries names Korea."""
    pattern: str = _content()["korea"]
    return pattern


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
    return declarations.pattern(pattern, _FILE.name, re.IGNORECASE)


@cache
def _units() -> list[tuple[re.Pattern[str], int]]:
    return [(_compiled(each["pattern"]), each["usd"]) for each in _content()["units"]]


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = declarations.content(_FILE, _FILE.name)
    return content
