"""Layouts: how a file of customs detail is told and read, one file a layout in `layouts/`.

Belongs here: what a layout can say, and finding the one that a file has. Does not belong here: any fact about one
layout (it stands in its YAML file), and reading rows (`delivery`).

A file is told by its headings, never by its name. A column holds one thing, of one flow where flows stand beside each
other; `times` is what its figures are multiplied by, and a row that has one of the `sums` for a month or a code is a
sum and passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from korea_trade import declarations

_FOLDER: Final = Path(__file__).with_name("layouts")
MEASURES: Final = ("value_usd", "weight_kg", "declarations")
KEY: Final = ("month", "code", "partner", "flow")
Holds = Literal["month", "code", "partner", "flow", "value_usd", "weight_kg", "declarations", "nothing"]


@dataclass(frozen=True)
class Column:
    """A column of a layout: what its heading is, what it holds, and of which flow."""

    heading: re.Pattern[str]
    holds: Holds
    flow: Literal["exports", "imports"] | None = None
    times: int = 1
    optional: bool = False


@dataclass(frozen=True)
class Layout:
    """A layout by the name of its file."""

    name: str
    title: str
    columns: tuple[Column, ...]
    sums: str = ""


@dataclass(frozen=True)
class Recognised:
    """A layout, and the column of it that each heading of a file is of."""

    layout: Layout
    columns: dict[str, Column]

    @property
    def flows(self) -> list[str | None]:
        """The flows that stand beside each other, or None alone where a column names the flow."""
        return list(dict.fromkeys(each.flow for each in self.columns.values() if each.holds == "value_usd"))

    def heading(self, holds: str, flow: str | None) -> str | None:
        """The heading of what holds that, of the flow if there are several."""
        found = (name for name, each in self.columns.items() if each.holds == holds and each.flow in (flow, None))
        return next(found, None)


def recognised(headings: Sequence[str]) -> Recognised | str:
    """The layout that these headings are of, else in what the nearest differs."""
    found = [_compared(layout, headings) for layout in layouts()]
    whole = [each for each, differences in found if not differences]
    if whole:
        return whole[0]
    nearest, differences = min(found, key=lambda each: len(each[1]))
    return f"{nearest.layout.name} ({nearest.layout.title}): {'; '.join(differences)}"


@cache
def layouts(folder: Path = _FOLDER) -> tuple[Layout, ...]:
    """All layouts, in the order of their names."""
    return tuple(_read(path) for path in sorted(folder.glob("*.yml")))


def _compared(layout: Layout, headings: Sequence[str]) -> tuple[Recognised, list[str]]:
    columns = {
        heading: column
        for heading in headings
        for column in layout.columns
        if column.heading.fullmatch(heading.strip())
    }
    differences = [f"it has no column {heading!r}" for heading in headings if heading not in columns]
    differences += [
        f"the file has no column {column.heading.pattern}"
        for column in layout.columns
        if not column.optional and column not in columns.values()
    ]
    differences += [f"the column {heading!r} stands twice" for heading in columns if headings.count(heading) > 1]
    found = Recognised(layout, columns)
    if not differences and not found.flows:
        differences.append("the file has no column of values")
    return found, differences


def _read(path: Path) -> Layout:
    place = f"customs/layouts/{path.name}"
    content = declarations.check(declarations.content(path, place), Layout, place, given=["name"])
    columns = [_column(each, f"{place}, column {at}") for at, each in enumerate(content["columns"], start=1)]
    declarations.pattern(content.get("sums", ""), f"{place}, sums")
    return Layout(name=path.stem, **content | {"columns": tuple(columns)})


def _column(content: Any, place: str) -> Column:
    said = declarations.check(content, Column, place)
    return Column(**said | {"heading": declarations.pattern(said["heading"], f"{place}, heading", re.IGNORECASE)})
