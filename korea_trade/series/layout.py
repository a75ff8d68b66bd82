"""Layouts: how a table of an office is told and read, one file a layout in `layouts/`.

Belongs here: what a layout can say, and finding the one that a table has. Does not belong here: any fact about one
layout (it stands in its YAML file), and reading the rows (`table`).

A table is told by its headings, never by the name of its file: each heading is one that the layout lists, and each
column that it does not call optional is there. Headings stand in one row or in as many as three. What neither a heading
nor a row says, the flow or the month, is that of the lines above, if these name one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Literal

from korea_trade import declarations
from korea_trade.errors import WarehouseError
from korea_trade.series import month, words
from korea_trade.series.grid import Grid, Row

_FOLDER: Final = Path(__file__).with_name("layouts")
# Stands between the headings of two rows.
_JOINED: Final = " | "
# Lines above the headings: more is no head of a table.
_MOST_ABOVE: Final = 40
_MOST_HEADS: Final = 3
# The same of a table below another.
_MOST_TITLES: Final = 4

Holds = Literal[
    "month", "year", "month_of_year", "window", "item", "item_code", "partner", "partner_code", "flow", "unit", "power",
    "status", "reporter", "value", "key", "nothing",
]  # fmt: skip
Flow = Literal["exports", "imports"]
Definition = Literal["customs", "mti_codes", "hs_codes", "balance_of_payments"]
Names = Literal["month", "year", "month_of_year", "item"]
# What a heading has to be that names one of these.
_NAMED: Final[dict[Names, Callable[[str], bool]]] = {
    "month": lambda text: month.read(text, zeros=True) is not None,
    "year": lambda text: bool(month.year_alone(text)),
    "month_of_year": month.is_alone,
    "item": lambda text: not words.is_amount(text) and not words.is_passed_over(text),
}


@dataclass(frozen=True)
class Column:
    """A column of a layout: what it holds, and the patterns of its heading: those of `words.yml` or its own.

    The heading of a column of values may also name, in another row, what its figures are of (`names`); it stands in the
    group of that name. `must` is what the cells of a key are in the rows that are taken; that of a reporter is Korea.
    `told` is how a column is called that is not there.
    """

    headings: tuple[re.Pattern[str], ...]
    holds: Holds
    told: str
    flow: Flow | None = None
    names: Names | None = None
    must: re.Pattern[str] | None = None
    optional: bool = False


@dataclass(frozen=True)
class _Said:
    """A column as its file says it: `heading` and `must` are patterns."""

    holds: Holds
    heading: str | None = None
    flow: Flow | None = None
    names: Names | None = None
    must: str | None = None
    optional: bool = False


@dataclass(frozen=True)
class Layout:
    """How the tables of one page or service of an office are cut, and what their figures are.

    `unit` is what 1 stands for in US dollars where the table does not say; `rounded_to` the step in US dollars that
    figures with all their digits are rounded to; `codes` the list of `codes.yml` that its codes are of. A layout of any
    office names none.
    """

    name: str
    title: str
    definition: Definition
    columns: tuple[Column, ...]
    office: str | None = None
    unit: int | None = None
    rounded_to: int = 1
    codes: Literal["hs", "mti"] | None = None


@dataclass(frozen=True)
class Heading:
    """A heading of a table, and the column of the layout that it is of; None for one that is passed over."""

    at: int
    text: str
    column: Column | None
    match: re.Match[str] | None


@dataclass(frozen=True)
class Recognised:
    """A table and its layout: the lines above its headings, the headings, and the rows below them.

    `flow` and `month` are those of the lines above, where no heading and no row says them.
    """

    layout: Layout
    above: tuple[Row, ...]
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    flow: str | None = None
    month: month.Month | None = None


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
            parts.append(f"it has {' and '.join(self.missing)}")
        if self.unknown:
            parts.append(f"the layout has no column {' or '.join(map(repr, self.unknown))}")
        return f"{self.layout.name} ({self.layout.title}): " + "; ".join(parts or ["no column holds a value"])


def layouts(folder: Path = _FOLDER) -> tuple[Layout, ...]:
    """All layouts, in the order of their names."""
    return _layouts(folder)


def recognised(grid: Grid, known: tuple[Layout, ...]) -> tuple[Recognised, ...] | Difference | None:
    """The tables of the grid, each by the layout that explains most of its headings.

    Without any the nearest layout, None if it has no headings. A further table begins behind a blank row.
    """
    # The name of a sheet may state what stands in others above the table.
    title = (Row(0, (grid.sheet,)),) if grid.sheet else ()
    missed: list[Difference] = []
    first = _topmost(title, grid.rows, known, missed)
    if first is None:
        return max(missed, key=lambda each: each.found - len(each.missing) - len(each.unknown), default=None)
    found = [first]
    while (below := _behind_a_blank(title, found[-1].rows, known)) is not None:
        above, table = below
        found[-1] = replace(found[-1], rows=above)
        found.append(table)
    return tuple(found)


def _behind_a_blank(
    title: tuple[Row, ...], rows: tuple[Row, ...], known: tuple[Layout, ...]
) -> tuple[tuple[Row, ...], Recognised] | None:
    """The rows before the next table, and it; None if there is none."""
    for at, (before, row) in enumerate(pairwise(rows), start=1):
        if before.is_blank and not row.is_blank and (table := _topmost(title, rows[at:], known, [], _MOST_TITLES)):
            return rows[:at], table
    return None


def _topmost(
    title: tuple[Row, ...],
    rows: tuple[Row, ...],
    known: tuple[Layout, ...],
    missed: list[Difference],
    most_above: int = _MOST_ABOVE,
) -> Recognised | None:
    """The table with the topmost headings, by the layout and the rows of headings that explain most of them."""
    for at in range(min(len(rows), most_above)):
        if not _may_head(rows[at]):
            continue
        cuts = [at + heads for heads in range(min(_MOST_HEADS, len(rows) - at), 0, -1)]
        parts = [(title + rows[:at], rows[at:cut], rows[cut:]) for cut in cuts]
        results = [_attempt(layout, *each) for each in parts for layout in known]
        if found := [each for each in results if isinstance(each, Recognised)]:
            return max(found, key=_fit)
        missed += [each for each in results if isinstance(each, Difference) and each.found]
    return None


def _may_head(row: Row) -> bool:
    """Whether headings may begin in a row: none is a figure, and one alone is a title unless it heads a group.

    A row that states the unit is one only if all else in it are months or flows: the unit stands in its corner.
    """
    texts = {text for text in row.cells if text}
    if any(map(_is_figure, texts)):
        return False
    if words.states_unit(",".join(row.cells)):
        others = [text for text in row.cells[1:] if text]
        return len(others) > 1 and all(words.flow(text) or month.read(text, zeros=True) for text in others)
    return len(texts) > 1 or any(words.flow(text) or month.year_alone(text) for text in texts)


def _is_figure(text: str) -> bool:
    return words.figure(text) is not None and not month.year_alone(text) and month.read(text, zeros=True) is None


def _fit(table: Recognised) -> tuple[int, bool]:
    """How many headings the layout explains, and whether it is of one office."""
    return sum(heading.column is not None for heading in table.headings), table.layout.office is not None


def _attempt(
    layout: Layout, above: tuple[Row, ...], heads: tuple[Row, ...], rows: tuple[Row, ...]
) -> Recognised | Difference:
    headings = tuple(_heading(layout, at, text) for at, text in enumerate(_texts(heads)))
    used = [heading.column for heading in headings if heading.column]
    values = [column for column in used if column.holds == "value"]
    unknown = tuple(
        heading.text or f"without a heading ({heading.at + 1})"
        for heading in headings
        if heading.column is None
        and not _is_passed_over(heading)
        and (heading.text or any(row.cell(heading.at) for row in rows))
    )
    missing = [f"no column {column.told}" for column in layout.columns if not column.optional and column not in used]
    if not values:
        missing.append("no column of values")
    for column in dict.fromkeys(used):
        texts = [heading.text for heading in headings if heading.column is column]
        if len(texts) > 1 and not column.names and column.holds != "nothing":
            missing.append(f"more than one column {texts[0] or 'without a heading'!r}")
    for heading in headings:
        if heading.column and (must := heading.column.must):
            # Rows of something else are passed over, unless the table has no others.
            held = sorted({text for row in rows if (text := row.cell(heading.at))})
            if not any(map(must.fullmatch, held)):
                missing += [f"{text!r} in {heading.text}, not {must.pattern}" for text in held[:1]]
        if heading.column and heading.column.holds == "reporter" and _says_not_who(heading, headings, rows):
            missing.append(f"rows without {heading.text}")
    missing += [f"the line {text!r} above it" for row in above if words.is_other_level(text := _line(row))]
    flow, when = _of_title(above, headings)
    in_rows = [heading.at for heading in headings if heading.column and heading.column.holds == "flow"]
    if in_rows and not any(words.flow(row.cell(in_rows[0]), layout.definition) for row in rows):
        missing.append("no row of exports or imports")
    if not flow and not in_rows and not all(column.flow for column in values):
        missing.append("no word above it that says whether it is of exports or of imports")
    told = {named for column in used for named in (column.holds, column.names)}
    # A year beside it makes the month of a title the one of writing.
    if not {"month", "month_of_year"} & told and (not when or "year" in told):
        missing.append("no month")
    if unknown or missing:
        # A layout that knows an empty heading, or any month, would be near to everything.
        headed = [heading.column for heading in headings if heading.column and heading.text]
        found = sum(not column.names and column.holds != "nothing" for column in headed)
        return Difference(layout, heads[-1].line, unknown, tuple(missing), found)
    return Recognised(layout, above, headings, rows, flow, when)


def _says_not_who(reporter: Heading, headings: tuple[Heading, ...], rows: tuple[Row, ...]) -> bool:
    """Whether a row of figures does not tell whose trade they are."""
    values = [heading.at for heading in headings if heading.column and heading.column.holds == "value"]
    return any(not row.cell(reporter.at) and any(words.figure(row.cell(at)) for at in values) for row in rows)


def _of_title(above: tuple[Row, ...], headings: tuple[Heading, ...]) -> tuple[str | None, month.Month | None]:
    """The one flow and the one month that the lines above a table name; no flow where they name rates or weights."""
    lines = list(map(_line, above))
    values = [heading.text for heading in headings if heading.column and heading.column.holds == "value"]
    of_amounts = all(words.is_amount(words.without_unit(text).rpartition(_JOINED)[2]) for text in values)
    when = month.in_title([line for line in lines if not words.is_of_publication(line)])
    return words.title_flow(lines, of_amounts=of_amounts), when


def _line(row: Row) -> str:
    return " ".join(filter(None, row.cells))


def _is_passed_over(heading: Heading) -> bool:
    """Whether a column holds no figure of a month in dollars, in any layout: a rate, a number, or a sum of months."""
    parts = heading.text.split(_JOINED)
    # A year and a flow may stand in one cell.
    parts += [first for part in parts for first, _, last in [part.rpartition(" ")] if words.flow(last)]
    return any(
        words.is_passed_over(part) or words.is_total(part) or month.is_longer(words.without_unit(part))
        for part in parts
    )


def _texts(heads: tuple[Row, ...]) -> list[str]:
    """The headings: of some rows joined, where a heading of all but the last stands for what is right of it.

    A heading that stands in two is one. A month without its year has that of the month before it.
    """
    width = max(len(row.cells) for row in heads)
    texts = [""] * width
    for number, row in enumerate(heads):
        group, before = "", ""
        for at in range(width):
            if cell := row.cell(at):
                cell = month.with_year_of(before, cell)
                group = before = cell
            elif number == len(heads) - 1 or at < _first_group(heads):
                group = ""
            texts[at] = _JOINED.join(dict.fromkeys(filter(None, (texts[at], group))))
    return texts


def _first_group(heads: tuple[Row, ...]) -> int:
    """The first column that the second row of headings says something of: a group is never left of it."""
    return next((at for at, text in enumerate(heads[-1].cells) if text), 0)


def _heading(layout: Layout, at: int, text: str) -> Heading:
    # A unit that stands in the corner of a table is no heading.
    bare = "" if at == 0 and words.states_unit(text) else words.without_unit(text)
    for column in layout.columns:
        # What a unit in brackets is cut off with may say that the figures are of something else.
        if column.holds == "value" and words.is_other_level(text):
            continue
        for each in (text, bare):
            for pattern in column.headings:
                match = pattern.fullmatch(each)
                if match and (column.names is None or _NAMED[column.names](match[column.names])):
                    return Heading(at, text, column, match)
    return Heading(at, text, None, None)


@cache
def _layouts(folder: Path) -> tuple[Layout, ...]:
    return tuple(_read(path) for path in sorted(folder.glob("*.yml")))


def _read(path: Path) -> Layout:
    place = f"series/layouts/{path.name}"
    content = declarations.check(declarations.content(path, place), Layout, place, given=["name"])
    columns = [_column(each, f"{place}, column {at}") for at, each in enumerate(content["columns"], start=1)]
    return Layout(name=path.stem, **content | {"columns": tuple(columns)})


def _column(content: Any, place: str) -> Column:
    said = _Said(**declarations.check(content, _Said, place))
    if said.holds != "value" and (said.flow or said.names):
        raise WarehouseError(
            f"{place}: it holds {said.holds}, and only one that holds value has flow or names; remove it"
        )
    if said.must is not None and said.holds != "key":
        raise WarehouseError(f"{place}: it holds {said.holds}, and only one that holds key has must; remove it")
    if said.heading is None and not words.has_heading(said.holds):
        raise WarehouseError(f"{place}: the key 'heading' is missing; words.yml has none for {said.holds}")
    must = words.korea() if said.holds == "reporter" else said.must
    return Column(
        headings=tuple(declarations.pattern(each, f"{place}, heading", re.IGNORECASE) for each in _patterns(said)),
        holds=said.holds,
        told=f"of {said.holds} ({said.heading or words.heading(said.holds)})",
        flow=said.flow,
        names=said.names,
        must=None if must is None else declarations.pattern(must, f"{place}, must", re.IGNORECASE),
        optional=said.optional,
    )


def _patterns(said: _Said) -> list[str]:
    """What the heading of a column is; beside its flow it may say that it holds amounts, in its own row or the next."""
    amount = words.heading("value")
    own = said.heading
    if said.holds != "value":
        return [own if own is not None else words.heading(said.holds)]
    flow = own if own is not None else words.flow_heading(said.flow) if said.flow else ""
    named = f"(?P<{said.names}>.+?)" if said.names else ""
    also = rf"( \| ({amount}))?"
    # Above both flows may stand that they are trade.
    flow = rf"(({words.heading('trade')}) \| )?({flow})" if flow else ""
    if not named:
        return [rf"({flow or amount}){also}" if own is None else own]
    if not flow:
        return [named + also]
    # Both may stand in one cell.
    return [rf"{named}( \||) ({flow}){also}", rf"({flow})( \||) {named}{also}"]
