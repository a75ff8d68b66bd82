"""Layouts: how a table of an office is told and read, one file a layout in `layouts/`.

Belongs here: what a layout can say, and finding the one that a table has. Does not belong here: any fact about one
layout (it stands in its YAML file), and reading the rows (`table`).

A table is told by its headings, never by the name of its file: each heading is one that the layout lists, and each
column that it does not call optional is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, get_args

from korea_trade import declarations
from korea_trade.errors import WarehouseError
from korea_trade.series import month, words
from korea_trade.series.grid import Grid, Row

_FOLDER: Final = Path(__file__).with_name("layouts")
# Stands between the headings of two rows.
_JOINED: Final = " | "
# Lines above the headings: more is no head of a table.
_MOST_ABOVE: Final = 40

Holds = Literal[
    "month", "year", "month_of_year", "window", "item", "item_code", "partner", "partner_code", "flow", "unit", "value",
    "key", "nothing",
]  # fmt: skip


@dataclass(frozen=True)
class Column:
    """A column of a layout: what its heading is, and what it holds.

    The heading of a column of values may name its month or item in a group; the text of a group `month` is a month.
    `must` is what every cell of a key is.
    """

    heading: re.Pattern[str]
    holds: Holds
    flow: str | None = None
    must: re.Pattern[str] | None = None
    optional: bool = False


@dataclass(frozen=True)
class Layout:
    """How the tables of one page or service of an office are cut, and what their figures are.

    `unit` is what 1 stands for in US dollars where the table does not say; `heads` is the number of rows of headings;
    `rounded_to` the step in US dollars that figures with all their digits are rounded to; `codes` the list of
    `codes.yml` that its codes are of.
    """

    name: str
    title: str
    office: str
    definition: str
    columns: tuple[Column, ...]
    unit: int | None = None
    heads: int = 1
    rounded_to: int = 1
    codes: str | None = None


@dataclass(frozen=True)
class Heading:
    """A heading of a table, and the column of the layout that it is of; None for one that is passed over."""

    at: int
    text: str
    column: Column | None
    match: re.Match[str] | None


@dataclass(frozen=True)
class Recognised:
    """A table and its layout: the lines above its headings, the headings, and the rows below them."""

    layout: Layout
    above: tuple[Row, ...]
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Difference:
    """How a table misses a layout: headings that the layout does not know, and columns that the table does not have."""

    layout: Layout
    line: int
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    found: int

    def __str__(self) -> str:
        parts = []
        if self.missing:
            parts.append(f"there is no column {' nor '.join(map(repr, self.missing))}")
        if self.unknown:
            parts.append(f"the layout has no column {' nor '.join(map(repr, self.unknown))}")
        return f"{self.layout.name} ({self.layout.title}): " + "; ".join(parts or ["no column holds a value"])


def layouts(folder: Path = _FOLDER) -> tuple[Layout, ...]:
    """All layouts, in the order of their names."""
    return _layouts(folder)


def recognised(grid: Grid, known: tuple[Layout, ...]) -> Recognised | Difference | None:
    """The table with the layout that explains most of its headings, else the nearest; None if it has no headings."""
    found: list[Recognised] = []
    missed: list[Difference] = []
    for layout in known:
        for result in _attempts(grid, layout):
            (found if isinstance(result, Recognised) else missed).append(result)  # type: ignore[arg-type]
    if found:
        return max(found, key=lambda each: sum(heading.column is not None for heading in each.headings))
    return max(missed, key=lambda each: each.found - len(each.missing) - len(each.unknown), default=None)


def _attempts(grid: Grid, layout: Layout) -> Iterator[Recognised | Difference]:
    rows = grid.rows
    # The name of a sheet may state what stands in others above the table.
    title = (Row(0, (grid.sheet,)),) if grid.sheet else ()
    for at in range(min(len(rows) - layout.heads + 1, _MOST_ABOVE)):
        if rows[at].is_blank:
            continue
        result = _attempt(layout, title + rows[:at], rows[at : at + layout.heads], rows[at + layout.heads :])
        if isinstance(result, Recognised):
            yield result
            return
        if result.found:
            yield result


def _attempt(
    layout: Layout, above: tuple[Row, ...], heads: tuple[Row, ...], rows: tuple[Row, ...]
) -> Recognised | Difference:
    headings = tuple(_heading(layout, at, text) for at, text in enumerate(_texts(heads)))
    used = [heading.column for heading in headings if heading.column]
    below = [row for row in rows if not row.is_blank]
    unknown = tuple(
        heading.text or f"without a heading ({heading.at + 1})"
        for heading in headings
        if heading.column is None
        and not _is_passed_over(heading)
        and (heading.text or any(row.cell(heading.at) for row in below))
    )
    missing = [column.heading.pattern for column in layout.columns if not column.optional and column not in used]
    if layout.columns and not any(column.holds == "value" for column in used):
        missing.append("of values")
    for column in dict.fromkeys(used):
        texts = [heading.text for heading in headings if heading.column is column]
        if len(texts) > 1 and not column.heading.groupindex and column.holds != "nothing":
            missing.append(f"{texts[0] or 'without a heading'} only once")
    for heading in headings:
        if heading.column and (must := heading.column.must):
            others = {text for row in below if (text := row.cell(heading.at)) and not must.fullmatch(text)}
            missing += [f"{heading.text} = {must.pattern} (it has {text!r})" for text in sorted(others)[:1]]
    if unknown or missing:
        # A layout that knows an empty heading, or any month, would be near to everything.
        found = sum(
            bool(heading.column and heading.text and "month" not in heading.column.heading.groupindex)
            for heading in headings
        )
        return Difference(layout, heads[-1].line, unknown, tuple(missing), found)
    return Recognised(layout, above, headings, rows)


def _is_passed_over(heading: Heading) -> bool:
    """Whether a column holds no figure of a month in dollars, in any layout: a rate, a number, or a sum of months."""
    parts = heading.text.split(_JOINED)
    return any(words.is_passed_over(part) or month.is_longer(words.without_unit(part)) for part in parts)


def _texts(heads: tuple[Row, ...]) -> list[str]:
    """The headings: of two rows joined, where a heading of the first stands for what is right of it.

    A heading that stands in both is one.
    """
    width = max(len(row.cells) for row in heads)
    texts = [""] * width
    for number, row in enumerate(heads):
        group = ""
        for at in range(width):
            group = row.cell(at) or (group if number < len(heads) - 1 and at >= _first_group(heads) else "")
            texts[at] = _JOINED.join(dict.fromkeys(filter(None, (texts[at], group))))
    return texts


def _first_group(heads: tuple[Row, ...]) -> int:
    """The first column that the second row of headings says something of: a group is never left of it."""
    return next((at for at, text in enumerate(heads[-1].cells) if text), 0)


def _heading(layout: Layout, at: int, text: str) -> Heading:
    bare = words.without_unit(text)
    for column in layout.columns:
        for each in (text, bare):
            if (match := column.heading.fullmatch(each)) and _names_its_month(match):
                return Heading(at, text, column, match)
    return Heading(at, text, None, None)


def _names_its_month(match: re.Match[str]) -> bool:
    return "month" not in match.groupdict() or month.read(match["month"], zeros=True) is not None


@cache
def _layouts(folder: Path) -> tuple[Layout, ...]:
    return tuple(_read(path) for path in sorted(folder.glob("*.yml")))


def _read(path: Path) -> Layout:
    content: dict[str, Any] = declarations.content(path, f"layouts/{path.name}")
    try:
        columns = tuple(_column(path, each) for each in content.pop("columns"))
        return Layout(name=path.stem, columns=columns, **content)
    except (TypeError, KeyError, AttributeError, re.error) as error:
        raise WarehouseError(f"layouts/{path.name}: the layout cannot be read ({error})") from error


def _column(path: Path, content: dict[str, Any]) -> Column:
    if content["holds"] not in get_args(Holds):
        raise WarehouseError(
            f"layouts/{path.name}: a column holds {', '.join(get_args(Holds))}, not {content['holds']!r}"
        )
    patterns = {key: re.compile(content[key], re.IGNORECASE) for key in ("heading", "must") if key in content}
    return Column(**(content | patterns))
