"""An office's file as rows of texts, whatever it was saved as.

Belongs here: telling what a file is by its first bytes, its encoding and delimiter, and the readers of each kind. Does
not belong here: what any text means (`table`).

Nothing is converted: a code keeps its zeros, `NA` stays a text, and a number of a workbook is written with the digits
that it holds. Records of XML and JSON become rows below a row of their names; a record has the number of its row.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

import lxml.html
import python_calamine
from defusedxml import DefusedXmlException, ElementTree
from lxml import etree

from korea_trade.errors import WarehouseError
from korea_trade.statements.files import printable

_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
# What is no table, whatever its name says.
_NO_TABLES: Final = {b"%PDF": "a PDF", b"\x1f\x8b": "an archive", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture"}
# The first that reads the whole file: cp949 reads almost any bytes, so it comes last.
_ENCODINGS: Final = ("utf-8-sig", "cp949")
# The part of a file in a western encoding that are no plain letters.
_FEW_ACCENTS: Final = 0.02
_UTF_16: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_DELIMITERS: Final = "\t;|,"
_GAP: Final = re.compile(r"\s{2,}")
_STROKES: Final = re.compile(r"\s*[-+=:─┼]{3,}\s*|\s*")
# A page may begin with comments, as may any XML, and with a declaration that is none of XML.
_HTML: Final = re.compile(
    r"(<\?xml[^>]*>|<!--.*?-->|<!doctype html[^>]*>|\s)*+<(html|head|meta|body|table|style|div)\b", re.I | re.S
)
# A title may stand in angle brackets too.
_XML: Final = re.compile(r"<[?!a-z_]")
# How Excel of 2003 writes a workbook as XML.
_SPREADSHEET: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"
# Rows that tell how a table is cut; further ones cost time.
_SAMPLE: Final = 200
_LARGEST: Final = 100_000_000
_RAISED: Final = re.compile(r"(?<=\S)[\u00b2\u00b3\u00b9\u2070-\u207e\u2460-\u2473]+")
# How a word processor writes the mark that stands for a century.
_QUOTES: Final = str.maketrans("\u2018\u2019\u00b4`", "''''")
_FIGURE: Final = re.compile(r"\W?[\d,.]+\W*")
# Lines before a table of a page that may say what it is of.
_MOST_LINES: Final = 10
# Columns or rows that one cell of a page spans at most.
_MOST_SPANNED: Final = 1_000
# How the offices say in the body of an answer that it is none, by the name of the field, and how that it is one.
_ERRORS: Final = {"resultCode": "resultMsg", "returnReasonCode": "returnAuthMsg", "CODE": "MESSAGE", "err": "errMsg"}
_COUNTS: Final = ("totalCount", "list_total_count")
_NO_ERRORS: Final = frozenset({"0", "00", "000", "INFO-000"})


class UnreadableError(WarehouseError):
    """The file cannot be read as a table; the message says why and what to do."""

    def __init__(self, path: Path, rule: str, remedy: str) -> None:
        super().__init__(f"{printable(path.name)}: {rule}; {remedy}")


class NoRecordsError(UnreadableError):
    """The answer of an office is whole and holds no record."""


class OfficeError(UnreadableError):
    """The office answered with an error: its code, and what it said."""

    def __init__(self, path: Path, code: str, message: str) -> None:
        self.code = code
        self.said = f"{code} {message}".strip()
        super().__init__(path, f"the office answered with an error ({self.said})", "ask it again")


@dataclass(frozen=True)
class Row:
    """The cells of a row, and its line in the file: of a workbook the row of its sheet, of records their number."""

    line: int
    cells: tuple[str, ...]

    def cell(self, at: int) -> str:
        """The cell in the column `at`, empty where the row is shorter."""
        return self.cells[at] if at < len(self.cells) else ""

    @property
    def is_blank(self) -> bool:
        """Whether no cell says anything."""
        return not any(self.cells)


@dataclass(frozen=True)
class Grid:
    """One table of a file; `kind` says what it was saved as, `sheet` is the name of its sheet."""

    kind: str
    rows: tuple[Row, ...]
    sheet: str | None = None
    notices: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """How the table is told from others of its file."""
        return f"sheet {self.sheet!r}" if self.sheet else f"table of the {self.kind} in line {self.rows[0].line}"


def read(path: Path) -> list[Grid]:
    """The tables of the file `path`: one, or one a sheet of a workbook."""
    try:
        if path.stat().st_size > _LARGEST:
            raise UnreadableError(
                path, "the file is larger than 100 MB", "write it in the form of sources/observed/README.md"
            )
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            path, f"the file cannot be read ({error.strerror})", "name a file that can be read"
        ) from error
    return parsed(path, content)


def parsed(path: Path, content: bytes) -> list[Grid]:
    """The tables in `content`, that of the file `path`."""
    if content.startswith(_WORKBOOKS):
        return _workbook(path, content)
    if kind := next((kind for start, kind in _NO_TABLES.items() if content.startswith(start)), None):
        raise UnreadableError(path, f"the file is {kind}, whatever its name says", "save the table as CSV or xlsx")
    text, encoding = _text(path, content)
    start = text.lstrip()[:15].lower()
    if not start:
        raise UnreadableError(path, "the file is empty", "save it again from the office's page")
    if _HTML.match(text):
        return _web_page(path, text)
    if _XML.match(start):
        return _xml(path, text)
    if start.startswith(("{", "[")):
        return [_json(path, text)]
    return [_delimited(path, text, encoding)]


def plain(text: str) -> str:
    """`text` as it is compared: full-width characters plain, invisible ones gone, white space single.

    A raised number is one of a footnote, and would be a digit of the figure before it.
    """
    known = unicodedata.normalize("NFKC", _RAISED.sub("", text)).translate(_QUOTES)
    return " ".join(
        "".join(one for one in known if unicodedata.category(one) not in {"Cf", "Cc"} or one in "\t\n").split()
    )


def _text(path: Path, content: bytes) -> tuple[str, str]:
    encodings: tuple[str, ...] = _ENCODINGS
    if content[:2] in _UTF_16:
        encodings = ("utf-16",)
    elif b"\0" in content[:200]:
        # The upper half of a digit or comma is 0: where most zeros stand tells the order.
        odd, even = content[1:200:2].count(0), content[:200:2].count(0)
        encodings = ("utf-16-le",) if odd > even else ("utf-16-be",)
    for encoding in encodings:
        try:
            # A program may set the mark of UTF-8 before what it writes in cp949.
            bare = content.removeprefix(codecs.BOM_UTF8) if encoding == "cp949" else content
            return bare.decode(encoding), encoding.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
    # A western program writes the accents of a few names so; what has more of them is another encoding, or broken.
    if sum(byte > 127 for byte in content) < _FEW_ACCENTS * len(content):
        with contextlib.suppress(UnicodeDecodeError):
            return content.decode("cp1252"), "cp1252"
    raise UnreadableError(path, "the file is neither UTF-8, UTF-16 nor cp949", "save it with one of these encodings")


def _delimited(path: Path, text: str, encoding: str) -> Grid:
    if "\0" in text:
        raise UnreadableError(path, "the file holds NUL characters and is no text", "save the table as CSV or xlsx")
    delimiter = _delimiter(text)
    if _spaced(text, delimiter):
        return Grid(f"text in {encoding}, divided by spaces", tuple(_spaced_rows(text)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if not _is_drawn(cells):
                rows.append(Row(line, tuple(map(plain, cells))))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(path, f"line {line} is no CSV ({error})", "close and double the quotes") from error
    name = {"\t": "tab", ",": "comma", ";": "semicolon", "|": "bar"}[delimiter]
    return Grid(f"text in {encoding}, divided by {name}", _without_numbers(rows))


def _without_numbers(rows: list[Row]) -> tuple[Row, ...]:
    """The rows without a first column that has no heading and does nothing but number them, as a program adds one."""
    filled = [row for row in rows if not row.is_blank]
    numbers = [row.cell(0) for row in filled[1:]]
    is_numbered = numbers and any(numbers == [str(at + first) for at in range(len(numbers))] for first in (0, 1))
    if not is_numbered or filled[0].cell(0):
        return tuple(rows)
    return tuple(replace(row, cells=row.cells[1:]) for row in rows)


def _delimiter(text: str) -> str:
    """The delimiter that cuts most lines into equally many cells; of those, the first of the list."""
    best = max(_DELIMITERS, key=lambda each: _agreement(_cut(text, each)))
    return best if _agreement(_cut(text, best)) else ","


def _cut(text: str, delimiter: str) -> Iterable[list[str]]:
    return csv.reader((line for line in text.splitlines()[:_SAMPLE] if line.strip()), delimiter=delimiter)


def _agreement(lines: Iterable[list[str]]) -> int:
    """How many lines have as many cells as most, and more than one."""
    counts = Counter(map(len, lines))
    counts.pop(1, None)
    return max(counts.values(), default=0)


def _spaced(text: str, delimiter: str) -> bool:
    """Whether spaces cut more lines into equally many cells than the delimiter: figures have commas too."""
    lines = [_GAP.split(line.strip()) for line in text.splitlines()[:_SAMPLE]]
    return _agreement(lines) > _agreement(_cut(text, delimiter))


def _spaced_rows(text: str) -> Iterator[Row]:
    """The rows of a text whose columns are aligned; one with an empty cell, which leaves no trace, is kept uncut."""
    lines = text.splitlines()
    cut = [_GAP.split(line.strip()) for line in lines]
    width = Counter(len(cells) for cells in cut if len(cells) > 1).most_common(1)[0][0]
    for number, (line, cells) in enumerate(zip(lines, cut, strict=True), start=1):
        if not _is_drawn(cells):
            yield Row(number, tuple(map(plain, cells if len(cells) == width else [line])))


def _is_drawn(cells: list[str]) -> bool:
    """Whether a line is none of the table but one drawn below its headings."""
    return any(map(str.strip, cells)) and all(_STROKES.fullmatch(cell) for cell in cells)


def _workbook(path: Path, content: bytes) -> list[Grid]:
    try:
        workbook = python_calamine.load_workbook(io.BytesIO(content))
        sheets = [(name, workbook.get_sheet_by_name(name)) for name in workbook.sheet_names]
        return [Grid("workbook", tuple(_sheet_rows(sheet)), name) for name, sheet in sheets]
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        remedy = "save it again without a password, and unpack it if it is an archive"
        raise UnreadableError(path, f"the workbook cannot be read ({error})", remedy) from error


def _sheet_rows(sheet: python_calamine.CalamineSheet) -> Iterator[Row]:
    """The rows of a sheet; what a merged cell says stands in each of its cells."""
    rows = [[plain(_cell(cell)) for cell in cells] for cells in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for line in range(top, min(bottom + 1, len(rows))):
            for at in range(left, min(right + 1, len(rows[line]))):
                rows[line][at] = rows[line][at] or _spread(rows[top][left])
    for line, cells in enumerate(rows, start=1):
        yield Row(line, tuple(cells))


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value)


def _web_page(path: Path, text: str) -> list[Grid]:
    """The tables of a page, which some offices save with the name of a workbook."""
    # The text is decoded already: what a page says of its encoding would be believed again.
    page = lxml.html.document_fromstring(text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    for raised in page.xpath("//sup"):
        raised.drop_tree()
    grids = list(_page_tables(page))
    if not grids:
        raise UnreadableError(
            path, "the file is a web page without a table, whatever its name says", "save the table as CSV or xlsx"
        )
    return grids


def _page_tables(page: Any) -> Iterator[Grid]:
    """The tables of a page of more than one row and column, each below the lines that stand before it."""
    lines: list[Row] = []
    inside: set[Any] = set()
    for node in page.iter(etree.Element):
        if node in inside or node.tag in ("head", "style", "script"):
            inside.update(node)
        elif node.tag == "table" and not node.xpath(".//table") and _is_wide(rows := _page_rows(node)):
            inside.update(node)
            lines += [Row(0, (plain(caption.text_content()),)) for caption in node.xpath("./caption")]
            yield Grid("web page", (*lines[-_MOST_LINES:], *rows))
            lines = []
        elif text := plain(node.text or ""):
            lines.append(Row(0, (text,)))


def _is_wide(rows: tuple[Row, ...]) -> bool:
    return len(rows) > 1 and any(len(set(filter(None, row.cells))) > 1 for row in rows)


def _page_rows(table: Any) -> tuple[Row, ...]:
    """The rows of a table of a page; what a cell says that spans rows or columns stands in each of them."""
    cells: dict[tuple[int, int], str] = {}
    rows = table.xpath(".//tr")
    for line, row in enumerate(rows):
        at = 0
        for cell in row.xpath("./td|./th"):
            while (line, at) in cells:
                at += 1
            down, right = min(_span(cell.get("rowspan")), len(rows) - line), _span(cell.get("colspan"))
            text = plain(cell.text_content())
            cells |= {(line + below, at + beside): _spread(text) for below in range(down) for beside in range(right)}
            cells[line, at] = text
    width = max((at + 1 for _, at in cells), default=0)
    return tuple(Row(line + 1, tuple(cells.get((line, at), "") for at in range(width))) for line in range(len(rows)))


def _spread(text: str) -> str:
    """What a cell that spans others says in these: a figure would be counted twice."""
    return "" if _FIGURE.fullmatch(text) else text


def _span(text: str | None) -> int:
    return min(int(text), _MOST_SPANNED) if text and text.isdecimal() and int(text) else 1


def _xml(path: Path, text: str) -> list[Grid]:
    try:
        # The declaration may name an encoding that the text is no longer in.
        root = ElementTree.fromstring(text.lstrip(), forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnreadableError(path, "the XML declares a document type or entities", "remove the declaration") from error
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableError(path, f"the XML is broken ({error})", "fetch it again") from error
    if root.tag == f"{_SPREADSHEET}Workbook":
        return [_spreadsheet(sheet) for sheet in root.iter(f"{_SPREADSHEET}Worksheet")]
    groups: dict[tuple[int, str], list[dict[str, str]]] = {}
    for parent in root.iter():
        for child in parent:
            if len(child) and not any(len(leaf) for leaf in child):
                groups.setdefault((id(parent), child.tag), []).append(_leaves(child))
    told = {leaf.tag: leaf.text or "" for leaf in root.iter() if not len(leaf)}
    return [_records(path, "XML", [group for (_, tag), group in groups.items() if _may_hold_records(tag)], told)]


def _spreadsheet(sheet: Element) -> Grid:
    """A sheet of a workbook that is XML; empty cells are left out in it, and the next one tells its number."""
    rows = []
    for line, row in enumerate(sheet.iter(f"{_SPREADSHEET}Row"), start=1):
        cells: list[str] = []
        for cell in row.iter(f"{_SPREADSHEET}Cell"):
            at = int(cell.get(f"{_SPREADSHEET}Index", len(cells) + 1)) - 1
            spanned = int(cell.get(f"{_SPREADSHEET}MergeAcross", 0))
            text = plain("".join(cell.itertext()))
            cells += [""] * (at - len(cells)) + [text] + [_spread(text)] * spanned
        rows.append(Row(line, tuple(cells)))
    return Grid("workbook as XML", tuple(rows), sheet.get(f"{_SPREADSHEET}Name"))


def _may_hold_records(name: str) -> bool:
    """Where an answer holds no records, its head is what is left: it says why."""
    return "header" not in name.lower()


def _leaves(element: Element) -> dict[str, str]:
    return {leaf.tag: leaf.text or "" for leaf in element}


def _json(path: Path, text: str) -> Grid:
    try:
        content = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(path, f"the JSON is broken ({error})", "fetch it again") from error
    lists: list[list[dict[str, str]]] = []
    told: dict[str, str] = {}
    waiting: list[Any] = [content]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            told |= {name: str(each) for name, each in value.items() if isinstance(each, str)}
            waiting += value.values()
            # What was XML once has no list around a single record.
            lists += [
                [_texts(each)]
                for name, each in value.items()
                if isinstance(each, dict) and _may_hold_records(name) and _is_flat(each)
            ]
        elif isinstance(value, list):
            objects = [each for each in value if isinstance(each, dict)]
            if objects and all(map(_is_flat, objects)):
                lists.append(list(map(_texts, objects)))
            else:
                waiting += value
    return _records(path, "JSON", lists, told)


def _is_flat(record: dict[str, Any]) -> bool:
    return not any(isinstance(leaf, (dict, list)) for leaf in record.values())


def _texts(record: dict[str, Any]) -> dict[str, str]:
    return {name: "" if leaf is None else str(leaf) for name, leaf in record.items()}


def _records(path: Path, kind: str, groups: list[list[dict[str, str]]], told: dict[str, str]) -> Grid:
    """The table of the largest of `groups` of records; what tells their number is none of them."""
    for code, message in _ERRORS.items():
        if code in told and told[code].strip() not in _NO_ERRORS:
            raise OfficeError(path, told[code].strip(), told.get(message, ""))
    records = max((group for group in groups if not any(name in group[0] for name in _COUNTS)), key=len, default=[])
    if not records:
        raise NoRecordsError(path, f"the {kind} holds no records", "save it again from the office's page")
    names = list(dict.fromkeys(name for record in records for name in record))
    rows = [Row(0, tuple(map(plain, names)))]
    rows += [
        Row(number, tuple(plain(record.get(name, "")) for name in names))
        for number, record in enumerate(records, start=1)
    ]
    total = next((told[name] for name in _COUNTS if name in told), "")
    part = f"the answer holds {len(records)} of {total} records"
    is_part = total.isdecimal() and int(total) > len(records)
    return Grid(kind, tuple(rows), notices=(part,) if is_part else ())
