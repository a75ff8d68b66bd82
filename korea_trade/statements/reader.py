"""Reads one source table from its CSV files: as text first, then typed by the declaration.

Belongs here: the structure of a file (encoding, header, lines, types, key) and the columns that follow from a row
alone: the figure as read, the days of a period, the file and line. Does not belong here: whether the data are right
(vocabularies, double entry, references), which is gate 1.

A table is read whole or refused whole, and a refusal names every culprit. A byte-order mark, CRLF line ends, blank
lines and another order of the columns are handled; everything else that the declaration does not foresee is refused.
"""

from __future__ import annotations

import csv
import io
import math
import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import pandas as pd

from korea_trade.errors import WarehouseError
from korea_trade.statements import figure, period
from korea_trade.statements.declaration import Column, ColumnType, SourceTable
from korea_trade.statements.files import source_files, source_name, table_files

PROVENANCE: Final = {"source_file": "VARCHAR", "source_line": "BIGINT"}
READING: Final = {
    "read_value": "DOUBLE",
    "read_lower": "DOUBLE",
    "read_upper": "DOUBLE",
    "read_lower_closed": "BOOLEAN",
    "read_upper_closed": "BOOLEAN",
    "read_problem": "VARCHAR",
}
_SQL_TYPES: Final[dict[ColumnType, str]] = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "date": "DATE",
    "boolean": "BOOLEAN",
    "period": "VARCHAR",
}
_DTYPES: Final = {
    "VARCHAR": "string",
    "BIGINT": "Int64",
    "DOUBLE": "Float64",
    "BOOLEAN": "boolean",
    "DATE": "date32[pyarrow]",
}
_BIGINT: Final = 2**63
# More than that is a pasted text, or quotes that were never closed.
_LONGEST_CELL: Final = 131_072
# Unicode categories: control, format (zero width, direction), line and paragraph separators.
_INVISIBLE: Final = {"Cc", "Cf", "Zl", "Zp"}


@dataclass(frozen=True)
class Problem:
    """One culprit: where it stands, what was found, which rule it breaks, and what to do about it."""

    file: str
    rule: str
    remedy: str
    line: int | None = None
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        column = "" if self.column is None else f", column {self.column}"
        value = "" if self.value is None else f", value {self.value!r}"
        return f"{place}{column}{value}: {self.rule}; {self.remedy}"


class SourceError(WarehouseError):
    """The file cannot be read as the source table it should hold; `problems` names every culprit."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class _Record:
    """One row as text, by column, with its file and the line on which it starts."""

    file: str
    line: int
    cells: dict[str, str]


def sql_types(table: SourceTable) -> dict[str, str]:
    """The columns that `read` returns, in order, with their DuckDB types."""
    types = {column.name: _SQL_TYPES[column.type] for column in table.columns}
    for column in table.columns:
        if column.type == "period":
            types |= {f"{column.name}_frequency": "VARCHAR"}
            types |= {f"{column.name}_first_day": "DATE", f"{column.name}_last_day": "DATE"}
    return types | (READING if table.double_entry else {}) | PROVENANCE


def file_columns(table: SourceTable) -> dict[str, tuple[str, ...]]:
    """The columns of the file behind each column that `read` returns; the place of a row has none."""
    behind: dict[str, tuple[str, ...]] = dict.fromkeys(sql_types(table), ())
    for column in table.columns:
        behind[column.name] = (column.name,)
        if column.type == "period":
            behind |= {f"{column.name}_{part}": (column.name,) for part in ("frequency", "first_day", "last_day")}
    return behind | (dict.fromkeys(READING, table.double_entry) if table.double_entry else {})


def read(table: SourceTable, folder: Path) -> pd.DataFrame:
    """The rows of `table` in `folder`, one column an entry of `sql_types(table)`, NA where a cell is empty.

    Raises SourceError if the file is missing or breaks the declaration.
    """
    records: list[_Record] = []
    unreadable: list[Problem] = []
    for path in table_files(folder, table.name):
        try:
            records += _records(table, source_name(folder, path), _text(path, source_name(folder, path)))
        except SourceError as error:
            unreadable += error.problems
    if unreadable:
        raise SourceError(unreadable)
    typed, problems = _typed(table, records)
    problems += [*_key_problems(table, records), *_stray_rows(table, records)]
    if problems:
        raise SourceError(sorted(problems, key=lambda problem: (problem.file, problem.line or 0)))
    for column in table.columns:
        if column.type == "period":
            typed |= _days(column.name, typed[column.name])
    if table.double_entry:
        typed |= _readings(*(typed[name] for name in table.double_entry))
    typed["source_file"] = [record.file for record in records]
    typed["source_line"] = [record.line for record in records]
    return pd.DataFrame({name: pd.Series(typed[name], dtype=_DTYPES[kind]) for name, kind in sql_types(table).items()})


def records(table: SourceTable, folder: Path) -> list[dict[Hashable, Any]]:
    """The same rows as dictionaries; an empty cell is None."""
    frame = read(table, folder)
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def undeclared(tables: Iterable[SourceTable], folder: Path) -> list[Problem]:
    """CSV files below `folder` that no table is read from: a slip of the name would lose them silently."""
    read = {path for table in tables for path in table_files(folder, table.name)}
    return [
        Problem(source_name(folder, path), "no source table is read from this file", "correct its name or remove it")
        for path in source_files(folder)
        if path not in read
    ]


def header_problems(
    file_name: str, declared: Sequence[str], header: Sequence[str], line: int | None
) -> Iterator[Problem]:
    """Columns that `header` lacks, has too many or has twice; a header that stands on no line has none."""
    if not {name.strip().strip("\ufeff").lower() for name in header} & {name.lower() for name in declared}:
        rule = f"this is no header: it names no column of the file, such as {declared[0]}"
        yield Problem(file_name, rule, "write the header above the rows, and part the fields with commas", line)
        return
    for name in declared:
        if name not in header:
            yield Problem(file_name, "the column is missing", "add it to the header and every line", line, name)
    for at, name in enumerate(header):
        if name not in declared:
            rule = f"the column {name!r} is not declared"  # quoted: a stray space or invisible character shows
            yield Problem(file_name, rule, "remove it or correct its name", line)
        elif name in header[:at]:
            yield Problem(file_name, "the column stands twice", "remove one of the two", line, name)


def csv_fault(error: csv.Error) -> tuple[str, str]:
    """The rule that a line breaks which is no CSV, and the remedy."""
    if "field limit" in str(error):
        return f"a cell holds more than {_LONGEST_CELL:,} characters", "shorten it, or close the quotes before it"
    return f"the line is no CSV ({error})", "close and double the quotes"


def _text(path: Path, name: str) -> str:
    if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe or a device, which may never end
        raise SourceError([Problem(name, "this is no file", "put the file itself in its place")])
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise SourceError([Problem(name, "the file is missing", f"restore it in {path.parent}")]) from None
    except OSError as error:
        rule = f"the file cannot be read ({error.strerror})"
        raise SourceError([Problem(name, rule, "make it a file that can be read")]) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        byte = f"byte 0x{content[error.start]:02x}"
        raise SourceError(
            [Problem(name, "the file is not UTF-8", "save it with the encoding UTF-8", line, value=byte)]
        ) from error
    if not text.strip():
        raise SourceError([Problem(name, "the file is empty", "restore it with its header line")])
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise SourceError([Problem(name, "the line holds a NUL character", "save the file as plain text", line)])
    return text


def _records(table: SourceTable, name: str, text: str) -> list[_Record]:
    """The rows as text, after the header and the length of every row have been found right."""
    csv.field_size_limit(_LONGEST_CELL)
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[_Record] = []
    problems: list[Problem] = []
    header: list[str] | None = None
    start = 1
    try:
        for cells in lines:
            if header is None and cells:
                header = cells
                declared = [one.name for one in table.columns if one.default is None or one.name in header]
                problems += header_problems(name, declared, header, start)
                if not set(header) & set(declared):
                    raise SourceError(problems)  # what follows is no row of it either
            elif header is not None and cells:
                if len(cells) != len(header):
                    rule = f"the line has {len(cells)} fields where the header has {len(header)}"
                    remedy = "add or remove commas, quote texts with commas"
                    problems.append(Problem(name, rule, remedy, start))
                written = dict(zip(header, cells, strict=False))
                records.append(_Record(name, start, written | _defaults(table, written)))
            start = lines.line_num + 1
    except csv.Error as error:
        problems.append(Problem(name, *csv_fault(error), start))
    if problems:
        raise SourceError(problems)
    return records


def _defaults(table: SourceTable, written: dict[str, str]) -> dict[str, str]:
    """What stands in the columns that have a default and that a row leaves out or empty."""
    return {one.name: one.default for one in table.columns if one.default is not None and not written.get(one.name)}


def _integer(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]+", text) or not -_BIGINT <= int(text) < _BIGINT:
        raise ValueError("no integer")
    return int(text)


def _number(text: str) -> float:
    if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", text) or math.isinf(float(text)):
        raise ValueError("no number")
    return float(text)


def _date(text: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("no date")
    return date.fromisoformat(text)


def _period(text: str) -> str:
    period.parse(text)
    return text


# What a text of each type becomes, and what to write where it becomes nothing.
_READERS: Final[dict[ColumnType, tuple[Callable[[str], Any], str]]] = {
    "string": (str, "write a text"),
    "integer": (_integer, "write a whole number without separators, such as 12"),
    "number": (_number, "write a number without separators, unit or exponent, such as -14.2"),
    "date": (_date, "write a day of the calendar as 2023-01-02"),
    "boolean": ({"true": True, "false": False}.__getitem__, "write true or false"),
    "period": (_period, "write 2021, 2022-H1, 2024-Q1, 2024-03, 2022-06-27 or 2022-03/2023-04"),
}


def _typed(table: SourceTable, records: list[_Record]) -> tuple[dict[str, list[Any]], list[Problem]]:
    typed: dict[str, list[Any]] = {}
    problems: list[Problem] = []
    for column in table.columns:
        # Most values of a column come again and again; each is judged once.
        right: dict[str, Any] = {"": None}
        cells: list[Any] = []
        for record in records:
            text = record.cells[column.name]
            if text not in right:
                value, found = cell(column, text)
                if not found:
                    right[text] = value
                problems += [
                    Problem(record.file, rule, remedy, record.line, column.name, text) for rule, remedy in found
                ]
            cells.append(right.get(text))
        typed[column.name] = cells
    return typed, problems


def cell(column: Column, text: str) -> tuple[Any, list[tuple[str, str]]]:
    """What a text becomes, and the rules that it breaks, each with its remedy."""
    convert, remedy = _READERS[column.type]
    value, found = None, []
    try:
        value = convert(text)
    except (ValueError, KeyError):
        found.append((f"the value is not of the type {column.type}", remedy))
    if text != text.strip():
        found.append(("the value begins or ends with white space", "remove it"))
    if invisible := _invisible(text.strip()):
        found.append((f"the value holds the invisible character U+{ord(invisible):04X}", "remove it"))
    if not unicodedata.is_normalized("NFC", text):
        found.append(("the value has letters that are put together from parts", "type it anew, or save it as NFC"))
    return value, found


def _invisible(text: str) -> str | None:
    """The first character of `text` that nobody sees: control and format characters, line ends apart."""
    if text.isascii() and text.isprintable():
        return None
    return next((one for one in text if one not in "\r\n" and unicodedata.category(one) in _INVISIBLE), None)


def _key_problems(table: SourceTable, records: list[_Record]) -> Iterator[Problem]:
    name = ", ".join(table.key)
    first: dict[tuple[str, ...], _Record] = {}
    for record in records:
        key = tuple(record.cells[part] for part in table.key)
        text = ", ".join(key)
        if not all(key):
            yield Problem(record.file, "the key is empty", "give the row a key of its own", record.line, name, text)
        elif key in first:
            other = first[key]
            place = f"on line {other.line}" if other.file == record.file else f"in {other.file}:{other.line}"
            rule = f"the key stands already {place}"
            yield Problem(record.file, rule, "give the row a key of its own or remove it", record.line, name, text)
        first.setdefault(key, record)


def _stray_rows(table: SourceTable, records: list[_Record]) -> Iterator[Problem]:
    """Rows of another article in a file of a folder, which is named for the article whose rows it holds."""
    if all(column.name != "article_id" for column in table.columns):
        return
    for record in records:
        article = record.cells["article_id"]
        if record.file != table.file_name and record.file != f"{table.name}/{article}.csv":
            rule = "the file is not named for the article of the row"
            remedy = f"move the row to {table.name}/{article}.csv, or correct its article"
            yield Problem(record.file, rule, remedy, record.line, "article_id", article)


def _days(name: str, texts: list[str | None]) -> dict[str, list[Any]]:
    parsed = {text: period.parse(text) for text in set(texts) if text is not None}
    periods = [None if text is None else parsed[text] for text in texts]
    return {
        f"{name}_frequency": [one and one.frequency for one in periods],
        f"{name}_first_day": [one and one.first_day for one in periods],
        f"{name}_last_day": [one and one.last_day for one in periods],
    }


def _readings(figures: list[str | None], values: list[float | None], units: list[str | None]) -> dict[str, list[Any]]:
    readings = [_reading(*entry) for entry in zip(figures, values, units, strict=True)]
    return {name: [reading.get(name) for reading in readings] for name in READING}


@lru_cache(maxsize=100_000)
def _reading(printed: str | None, value: float | None, unit: str | None) -> dict[str, Any]:
    if printed is None or value is None or unit is None:
        return {"read_problem": "figure, value or unit is empty"}
    try:
        reading = figure.read(printed, unit, Decimal(str(value)))
    except figure.FigureError as error:
        return {"read_problem": str(error)}
    return {
        "read_value": float(reading.value),
        "read_lower": None if reading.lower is None else float(reading.lower),
        "read_upper": None if reading.upper is None else float(reading.upper),
        "read_lower_closed": reading.lower_closed,
        "read_upper_closed": reading.upper_closed,
    }
