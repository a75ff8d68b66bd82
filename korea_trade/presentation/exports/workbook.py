"""The release as one Excel workbook: what it is, what is in it, and a sheet for each table.

Belongs here: the sheets, how a value of some type and unit looks in Excel, and what does not fit into it. Does not
belong here: what the columns mean (their descriptions) and how descriptions name units (`unit`).

A table that Excel does not take whole is left out and the contents say so; a text that no cell takes is told of in its
place; nothing is ever cut. Text is written as
text, whatever it begins with, so that none becomes a formula. The same release makes the same file.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import duckdb
import xlsxwriter
from xlsxwriter.utility import quote_sheetname

from korea_trade.presentation import parts
from korea_trade.presentation.exports import citation, tables
from korea_trade.presentation.exports.tables import Column, ExportError, Table
from korea_trade.releases.manifest import Manifest
from korea_trade.statements import units

# A sheet takes 1,048,576 rows, but so many of a dozen columns keep a release waiting for more than a minute.
MOST_ROWS: Final = 100_000
_MOST_COLUMNS: Final = 16_384
_MOST_LINKS: Final = 65_530
_LONGEST_TEXT: Final = 32_767
_LONGEST_NAME: Final = 31
# The first day that Excel counts as everybody else does, for it has a 29 February 1900.
_FIRST_DAY: Final = date(1900, 3, 1)
# Excel knows floating point numbers only, which hold every integer up to here.
_LARGEST_INTEGER: Final = 2**53

# Money and counts get separators of thousands, all else is as it is: 35.7 percent stays 35.7.
_NUMBER_FORMATS: Final = {name: "#,##0" for name, unit in units.load().items() if unit.separated}
_STYLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "title": {"bold": True, "font_size": 14},
    "header": {"bold": True, "bg_color": "#DDE6F0", "bottom": 1},
    "description": {"text_wrap": True, "valign": "top", "font_size": 8, "font_color": "#595959"},
    "unit": {"italic": True, "font_color": "#595959"},
    "text": {"text_wrap": True, "valign": "top"},
    "link": {"hyperlink": True, "indent": 1},
    "date": {"num_format": "yyyy-mm-dd", "align": "left"},
    **{number_format: {"num_format": number_format} for number_format in _NUMBER_FORMATS.values()},
}
_NARROWEST, _WIDEST = 14, 48
# The height of a line in points, and how many characters of its size go into a unit of width.
_LINE, _PER_WIDTH = 15, 1
_SMALL_LINE, _SMALL_PER_WIDTH = 11.5, 1.25
_ABOUT, _DESCRIPTIONS, _UNITS, _HEADER, FIRST_ROW = range(1, 6)

_CONTENTS: Final = "Contents"
_STATEMENTS: Final = "Statements"
# What a reader needs to find a figure in print, with the tables that describe it.
_STATEMENT_COLUMNS: Final = (
    *(("fct_statement", name) for name in ("statement_id", "figure", "value", "unit", "measure", "flow")),
    *(("fct_statement", name) for name in ("subject_kind", "subject_id", "period", "certainty")),
    *(("dim_article", name) for name in ("article_id", "title", "publisher", "known_from")),
    *(("fct_statement", name) for name in ("paragraph", "sentence")),
)
# What links lead to, by the end of the name of a column: the sheet whose first column is that key.
_TARGETS: Final = {"statement_id": _STATEMENTS, "article_id": "dim_article"}

_READ_ME_WIDTH: Final = 110
_READ_ME: Final = (
    ("What this is", citation.ABOUT),
    (
        "Contents",
        "The sheet Contents lists all tables. The first rows of a sheet tell what a row is, what each column is and in "
        "which unit; below them stands the header with the filters.",
    ),
    (
        "Tracing",
        "A statement_id leads to the sheet Statements: the figure as printed, the article, the paragraph (0 is the "
        "title) and the sentence. An article_id leads to the sheet dim_article.",
    ),
    (
        "Units",
        "Money is in full US dollars or won, never mixed. Percentages are as printed: 35.7 is 35.7 %. A difference of "
        "two percentages is in percentage points. “as unit” means that the column of that name gives the unit of each "
        "row. Decreases and deficits are negative; directions are 1, 0 and -1. A month is its first day.",
    ),
    (
        "Bounds",
        "A printed number stands for all numbers that round to it: lower_bound and upper_bound are the ends of that "
        "interval. An empty end is without limit.",
    ),
    (
        "Basis",
        "stated: printed so; corrected: printed otherwise and corrected for a recorded reason; derived: follows from "
        "printed figures, with bounds of its own.",
    ),
    ("Empty cells", "Not known, or not applicable: the description of the column says which."),
    ("Precision", "Numbers are kept to 16 digits and shown to fewer. The CSV and Parquet files keep every digit."),
)


@dataclass(frozen=True)
class _Sheet:
    """One table as it is drawn: the name of its sheet, and the query for its rows."""

    name: str
    table: Table
    query: str


@dataclass(frozen=True)
class _Book:
    """A workbook under way: its styles by name, and the places that links lead to by sheet and key."""

    workbook: xlsxwriter.Workbook
    styles: Mapping[str, Any]
    places: Mapping[str, Mapping[str, str]]


def write(release: Path, most_rows: int = MOST_ROWS) -> Path:
    """Writes the workbook of `release` into its folder of exports; a table of more than `most_rows` is only told of."""
    manifest = tables.manifest(release)
    file = release / parts.WORKBOOK.entry
    file.parent.mkdir(exist_ok=True)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with tables.opened(release) as connection, xlsxwriter.Workbook(file, options) as workbook:
        workbook.set_properties(
            {
                "title": f"Korea Trade Warehouse, release {manifest.release_id}",
                "created": datetime.fromisoformat(manifest.created),
                "comments": citation.TERMS,
            }
        )
        found = sorted(tables.read(connection), key=_place)
        obstacles = {table.name: _obstacle(table, most_rows) for table in found}
        sheets = _sheets([table for table in found if not obstacles[table.name]])
        styles = {name: workbook.add_format(dict(style)) for name, style in _STYLES.items()}
        book = _Book(workbook, styles, _places(connection, sheets))
        _draw_read_me(book, manifest, citation.articles(connection))
        _draw_contents(book, found, {sheet.table.name: sheet.name for sheet in sheets}, obstacles)
        for sheet in sheets:
            _draw(book, sheet, connection.execute(sheet.query).fetchall())
    return file


def _place(table: Table) -> tuple[bool, int, str]:
    """What most people want first: the latest values, facts, then what facts refer to."""
    kinds = ("fct", "dim", "bridge")
    kind = table.name.split("_")[0]
    return not table.name.endswith("_latest"), kinds.index(kind) if kind in kinds else len(kinds), table.name


def _obstacle(table: Table, most_rows: int) -> str:
    """Why `table` cannot be a sheet, empty if it can."""
    if table.rows > most_rows:
        return f"{table.rows:,} rows are more than the {most_rows:,} of a sheet"
    if len(table.columns) > _MOST_COLUMNS:
        return f"{len(table.columns):,} columns are more than the {_MOST_COLUMNS:,} of a sheet"
    return ""


def _sheets(fitting: Sequence[Table]) -> list[_Sheet]:
    """The statements with their articles, then a sheet for each table."""
    named = zip(sheet_names([table.name for table in fitting]), fitting, strict=True)
    sheets = [_Sheet(name, table, table.query) for name, table in named]
    by_name = {table.name: table for table in fitting}
    return [_statements(by_name), *sheets] if {"fct_statement", "dim_article"} <= set(by_name) else sheets


def _statements(by_name: Mapping[str, Table]) -> _Sheet:
    described = {(table.name, column.name): column for table in by_name.values() for column in table.columns}
    missing = [f"{table}.{column}" for table, column in _STATEMENT_COLUMNS if (table, column) not in described]
    if missing:
        raise ExportError(f"statements cannot be traced without {', '.join(missing)}")
    table = Table(
        _STATEMENTS,
        "One row per statement: the figure as printed, and where the article, its paragraph and its sentence print it",
        [described[each] for each in _STATEMENT_COLUMNS],
        ("statement_id",),
        by_name["fct_statement"].rows,
    )
    columns = ", ".join(f"{table}.{column}" for table, column in _STATEMENT_COLUMNS)
    order = "dim_article.article_no, fct_statement.paragraph, fct_statement.sentence, fct_statement.statement_id"
    query = f"select {columns} from fct_statement inner join dim_article using (article_id) order by {order}"
    return _Sheet(_STATEMENTS, table, query)


def sheet_names(names: Sequence[str]) -> list[str]:
    """A name that Excel takes for each of `names`: one too long ends in its number among all."""
    return [
        name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - len(f'~{at}')]}~{at}"
        for at, name in enumerate(names, start=1)
    ]


def _places(connection: duckdb.DuckDBPyConnection, sheets: Iterable[_Sheet]) -> dict[str, dict[str, str]]:
    """The cell of each key that links lead to, by the sheet that has it."""
    return {
        sheet.name: {
            key: f"internal:{quote_sheetname(sheet.name)}!A{row}"
            for row, (key, *_) in enumerate(connection.execute(sheet.query).fetchall(), start=FIRST_ROW + 1)
        }
        for sheet in sheets
        if sheet.name in _TARGETS.values()
    }


def _draw_read_me(book: _Book, manifest: Manifest, articles: Iterable[citation.Article]) -> None:
    sheet = book.workbook.add_worksheet("Read me")
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, _READ_ME_WIDTH)
    sheet.write_string(0, 0, "Korea Trade Warehouse", book.styles["title"])
    lines = [
        ("Release", f"{manifest.release_id}, created {manifest.created}"),
        *_READ_ME,
        ("Licence", citation.TERMS),
        *(("Article", str(article)) for article in articles),
    ]
    for row, (head, text) in enumerate(lines, start=2):
        sheet.set_row(row, _LINE * math.ceil(len(text) / (_READ_ME_WIDTH * _PER_WIDTH)))
        sheet.write_string(row, 0, head, book.styles["text"])
        sheet.write_string(row, 1, text, book.styles["text"])


def _draw_contents(book: _Book, found: Iterable[Table], names: Mapping[str, str], obstacles: Mapping[str, str]) -> None:
    sheet = book.workbook.add_worksheet(_CONTENTS)
    sheet.write_string(0, 0, _CONTENTS, book.styles["title"])
    head = (("Table", 28), ("What a row is", 90), ("Key", 40), ("Rows", 10), ("Remark", 60))
    for column, (text, width) in enumerate(head):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, text, book.styles["header"])
    sheet.freeze_panes(2, 1)
    for row, table in enumerate(found, start=2):
        if table.name in names:
            sheet.write_url(row, 0, f"internal:{quote_sheetname(names[table.name])}!A1", None, table.name)
        else:
            sheet.write_string(row, 0, table.name)
        sheet.write_string(row, 1, table.description)
        sheet.write_string(row, 2, ", ".join(table.key))
        sheet.write_number(row, 3, table.rows, book.styles["#,##0"])
        if obstacle := obstacles[table.name]:
            sheet.write_string(
                row, 4, f"No sheet: {obstacle}. The table is in {table.name}.csv and {table.name}.parquet"
            )


def _draw(book: _Book, drawn: _Sheet, rows: Sequence[Sequence[Any]]) -> None:
    """One table: title and description, then of each column the description, the unit and the name, then the rows."""
    sheet = book.workbook.add_worksheet(drawn.name)
    columns = drawn.table.columns
    widths = [_width(column, [values[at] for values in rows]) for at, column in enumerate(columns)]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    lines = (len(each.description) / (width * _SMALL_PER_WIDTH) for each, width in zip(columns, widths, strict=True))
    sheet.write_url(0, 0, f"internal:{quote_sheetname(_CONTENTS)}!A1", book.styles["title"], drawn.table.name)
    sheet.write_string(_ABOUT, 0, drawn.table.description)
    sheet.set_row(_DESCRIPTIONS, _SMALL_LINE * (1 + math.ceil(max(lines))))
    for row, style, texts in (
        (_DESCRIPTIONS, "description", [column.description for column in columns]),
        (_UNITS, "unit", [str(column.unit) for column in columns]),
        (_HEADER, "header", [column.name for column in columns]),
    ):
        for at, text in enumerate(texts):
            sheet.write_string(row, at, text, book.styles[style])
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.autofilter(_HEADER, 0, max(_HEADER + len(rows), FIRST_ROW), len(columns) - 1)
    places = _links(book, drawn)
    unit_at = _unit_columns(columns)
    for row, values in enumerate(rows, start=FIRST_ROW):
        for at, value in enumerate(values):
            if isinstance(value, str) and (place := places.get(at, {}).get(value)):
                sheet.write_url(row, at, place, book.styles["link"], value)
            else:
                unit = values[unit_at[at]] if at in unit_at else columns[at].unit.name
                _write(sheet, row, at, value, unit, book.styles)


def _links(book: _Book, drawn: _Sheet) -> dict[int, Mapping[str, str]]:
    """Where the keys in each column lead to; nowhere in a sheet of more links than Excel takes."""
    links = {
        at: book.places[target]
        for at, column in enumerate(drawn.table.columns)
        for key, target in _TARGETS.items()
        if (column.name == key or column.name.endswith(f"_{key}")) and target in book.places and target != drawn.name
    }
    return links if len(links) * drawn.table.rows < _MOST_LINKS else {}


def _unit_columns(columns: Sequence[Column]) -> dict[int, int]:
    """For each column whose unit another one names, by their places, that one."""
    places = {column.name: at for at, column in enumerate(columns)}
    return {at: places[column.unit.column] for at, column in enumerate(columns) if column.unit.column in places}


def _write(sheet: Any, row: int, at: int, value: Any, unit: str, styles: Mapping[str, Any]) -> None:
    """One value as what it is; what Excel would show as another value, as text."""
    match value:
        case None:
            pass
        case bool():
            sheet.write_boolean(row, at, value)
        case int() | float() if math.isfinite(value) and (isinstance(value, float) or abs(value) <= _LARGEST_INTEGER):
            sheet.write_number(row, at, value, styles.get(_NUMBER_FORMATS.get(unit, "")))
        case date() if value >= _FIRST_DAY:
            sheet.write_datetime(row, at, value, styles["date"])
        case _:
            sheet.write_string(row, at, _fitting(str(value)))


def _fitting(text: str) -> str:
    """`text`, or where the whole of it is if a cell does not take it."""
    if len(text) <= _LONGEST_TEXT:
        return text
    return f"A text of {len(text):,} characters, too long for a cell: the CSV and Parquet files of the table have it"


def _width(column: Column, values: Sequence[Any]) -> int:
    """Wide enough for the name beside the button of its filter and for every value, within reason."""
    longest = max((len(_shown(value)) for value in values), default=0)
    return min(max(_NARROWEST, len(column.name) + 3, longest + 2), _WIDEST)


def _shown(value: Any) -> str:
    """About what a value looks like, to tell how wide it is."""
    match value:
        case None:
            return ""
        case float():
            return f"{value:,.15g}"
        case _:
            return str(value)
