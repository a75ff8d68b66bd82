"""The unit of a column, read from the words of its description, so that no unit is written down twice.

Belongs here: how descriptions name units. Does not belong here: how a value in some unit is shown (`workbook`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Unit:
    """A unit by its name, or the column that names the unit of each row; both empty where there is none."""

    name: str = ""
    column: str = ""

    def __str__(self) -> str:
        return f"as {self.column}" if self.column else self.name


NONE: Final = Unit()

# The first that a description matches is its unit. dbt sees to it that every column has a description, and a test that
# every number that is no integer has a unit.
_WORDS: Final = tuple(
    (re.compile(words), unit)
    for words, unit in (
        (r"in the unit of (?P<column>\w+_unit)\b", NONE),
        (r"in the (?:row's unit|unit of the row)\b", Unit(column="unit")),
        (r"in full US dollars\b", Unit("USD")),
        (r"in percent\b", Unit("percent")),
        (r"^(?:Number of months or years|Months or years)\b", Unit(column="frequency")),
        (r"^Months\b", Unit("months")),
        (r"^Years\b", Unit("years")),
        (r"^Number of\b", Unit("count")),
        (r"^(?:Stated p|P)lace\b.*\b1 for the\b", Unit("rank")),
        (r"^Sign\b", Unit("direction")),
    )
)


def of(description: str) -> Unit:
    """The unit that `description` names, NONE if it names none."""
    for words, unit in _WORDS:
        if found := words.search(description):
            return Unit(column=found["column"]) if "column" in words.groupindex else unit
    return NONE
