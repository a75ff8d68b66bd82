"""The units, read from `units.yml` beside this file.

Belongs here: a unit as the rest of the code sees it. Does not belong here: any fact about one unit (it stands in the
YAML), and reading a figure (`figure`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from korea_trade import declarations

_FILE: Final = Path(__file__).with_name("units.yml")


@dataclass(frozen=True)
class Unit:
    """One unit; what each field means stands at the head of units.yml."""

    name: str
    marks_before: tuple[str, ...] = ()
    marks_after: tuple[str, ...] = ()
    exact: bool = False
    whole: bool = False
    minimum: int | None = None
    values: tuple[int, ...] = ()
    of_any: bool = False
    difference: str = ""
    before: str = ""
    after: str = ""
    after_one: str = ""
    scaled: bool = False
    separated: bool = False
    words: tuple[str, ...] = ()
    described_as: str = ""

    @property
    def marks(self) -> tuple[str, ...]:
        """All that a figure may print beside its number."""
        return self.marks_before + self.marks_after


@cache
def load() -> dict[str, Unit]:
    """Every unit by its name, in the order of the file."""
    content = declarations.content(_FILE, _FILE.name)
    return {name: _unit(name, entry) for name, entry in content.items()}


def _unit(name: str, entry: dict[str, object]) -> Unit:
    said = declarations.check(entry, Unit, f"{_FILE.name}, {name}", given=["name"])
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in said.items()}
    return Unit(name, **fields)
