"""Official monthly series, read by DuckDB from the CSV and Parquet files of `sources/observed/`.

Belongs here: which files count, the structure of each, what a value must be, and the SQL that reads the rows. Does not
belong here: storing them (`orchestration.assets.series`), and the tables of statements, which
`korea_trade.statements.reader` reads in Python: these series may have millions of rows, so no row of theirs becomes a
Python object unless it is refused.
"""

from __future__ import annotations

import csv
import mmap
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import duckdb

from korea_trade.literals import quoted_to_read
from korea_trade.series import history
from korea_trade.series.files import SERIES_FOLDER, series_entries, series_files
from korea_trade.series.row_rule import RowRule
from korea_trade.statements import declaration
from korea_trade.statements.declaration import TOTAL_SUBJECT
from korea_trade.statements.files import printable
from korea_trade.statements.reader import Problem, csv_fault, header_problems

FLOWS: Final = ("exports", "imports")
# The columns of the raw table: their DuckDB types, and what they hold.
COLUMNS: Final = {
    "month": ("DATE", "First day of the month of trade"),
    "flow": ("VARCHAR", "Direction of trade: exports or imports"),
    "item_id": ("VARCHAR", "Item that is traded, empty for all items"),
    "partner_id": ("VARCHAR", "Partner that is traded with, empty for all partners"),
    "subject_kind": ("VARCHAR", "What the series is of: total, item, partner or item_partner"),
    "subject_id": ("VARCHAR", "The item, the partner, both with a slash between them, or all"),
    "value_usd": ("DOUBLE", "Value of trade in the month in full US dollars"),
    "source": ("VARCHAR", "Where the value was published, in the words of who entered it"),
    "definition": (
        "VARCHAR",
        "What the figure is by: customs, balance_of_payments, an edition of items, codes or a sum",
    ),
    "status": ("VARCHAR", "How firm the figure is, or how many days of the month it covers, empty if nothing says so"),
    "known_from": ("DATE", "Day from which the value was known"),
    "known_from_basis": ("VARCHAR", "Whether that day is stated, or inferred from when the offices publish"),
    "rounded_to_usd": ("DOUBLE", "Step in US dollars that the value is rounded to"),
    "source_file": ("VARCHAR", "Source file that holds the row"),
    "source_line": ("BIGINT", "Line of the CSV file, or row of the Parquet file counted from 1"),
}
# What of a file each column is read from; the place of a row is not in it.
FILE_COLUMNS: Final = {
    "month": ("month",),
    "flow": ("flow",),
    "item_id": ("item",),
    "partner_id": ("partner",),
    "subject_kind": ("item", "partner"),
    "subject_id": ("item", "partner"),
    "value_usd": ("value_usd",),
    "source": ("source",),
    "definition": ("definition", "item"),
    "status": ("status",),
    "known_from": ("known_from", "status", "month"),
    "known_from_basis": ("known_from",),
    "rounded_to_usd": ("rounded_to_usd",),
    "source_file": (),
    "source_line": (),
}
SQL_COLUMNS: Final = ", ".join(f"{name} {kind}" for name, (kind, _) in COLUMNS.items())
# More findings than a person reads help nobody.
_SHOWN: Final = 100
_REQUIRED: Final = ("month", "flow", "item", "partner", "value_usd", "source")
# A file may leave these out, and a cell of them may be empty.
OPTIONAL: Final = ("definition", "status", "known_from", "rounded_to_usd")
_NAMES: Final = (*_REQUIRED, *OPTIONAL)
_KEY: Final = "month, flow, item, partner, known_from"
# What a figure can be by. Press and series meet under `customs` and `ministry_items`, the definitions of the press,
# which a row follows that says nothing else.
DEFINITIONS: Final = (
    "customs", "ministry_items", "ministry_items_2026", "mti_codes", "hs_codes", "sum_of_countries",
    "balance_of_payments",
)  # fmt: skip
# The statuses, and on which day after the month began a figure of each is published.
_PUBLISHED: Final = {
    "ten_days": "interval 10 day",
    "twenty_days": "interval 20 day",
    "preliminary": "interval 1 month",
    "final": "interval 1 month + interval 14 day",
}
STATUSES: Final = tuple(_PUBLISHED)
_FIRST_YEAR, _LAST_YEAR = declaration.load().years
_YEARS: Final = f"between {_FIRST_YEAR} and {_LAST_YEAR}"
_MONTHS: Final = "[0-9]{4}-(0[1-9]|1[0-2])(-01)?"
_INTEGERS: Final = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
_NUMBERS: Final = ("DOUBLE", "FLOAT", "DECIMAL", *_INTEGERS, *(f"U{integer}" for integer in _INTEGERS))
# DuckDB would take a folder `flow=imports` anywhere above a file for the column of that name.
_FOLDERS_SAY_NOTHING: Final = "hive_partitioning = false"
# What no line may hold, for DuckDB would pass over it: the bytes, the rule and the remedy.
_PASSED_OVER: Final = (
    (b"\0", "the line holds a NUL character", "save the file as plain text in UTF-8"),
    (b"\n\n", "the line after this is blank", "remove it"),
    (b"\n\r", "the line after this is blank", "remove it"),
    (b"\r\r", "the line after this is blank", "remove it"),
)
# The same where the last column may not be empty.
_ENDS_WITH_COMMA: Final = tuple(
    (end, "the line ends with a comma", "remove the field too many, or cite the source of the value")
    for end in (b",\n", b",\r")
)
_NOT_UTF_8: Final = ("the file is not UTF-8", "save it with the encoding UTF-8")
_FIELDS: Final = "add or remove commas, quote texts with commas"
_QUOTES: Final = "close and double the quotes"
# A carriage return alone, as an old Mac ends lines, and the two ends of a line that are in use.
_OLD_MAC: Final = re.compile(rb"\r(?!\n)")
_CARRIAGE_RETURN: Final = "the line ends with a carriage return alone, as on an old Mac"
_LF: Final = re.compile(rb"(?<!\r)\n")
_CRLF: Final = re.compile(rb"\r\n")
_ONE_KIND: Final = "save the file with line ends of one kind, LF or CRLF"


_RULES: Final = (
    RowRule(
        "month",
        "month is null",
        f"the value is no month from {_FIRST_YEAR}-01 to {_LAST_YEAR}-12",
        "write it as 2023-01",
    ),
    RowRule(
        "flow",
        f"flow is null or flow not in {FLOWS}",
        f"the value is none of {', '.join(FLOWS)}",
        "write one of them",
    ),
    RowRule(
        "item",
        "item_id is not null and item_id not in (select unnest($items))",
        "the item is not listed in items.csv",
        "correct it, list it, or leave it empty for all items",
    ),
    RowRule(
        "partner",
        "partner_id is not null and partner_id not in (select unnest($partners))",
        "the partner is not listed in partners.csv",
        "correct it, list it, or leave it empty for all partners",
    ),
    RowRule(
        "value_usd",
        "value_usd is null or not isfinite(value_usd)",
        "the value is not of the type number",
        "write full US dollars without separators, unit or exponent, such as 56560000000",
    ),
    RowRule(
        "value_usd", "value_usd < 0", "the value is negative", "enter a level of trade as positive"
    ),
    RowRule("source", "source is null", "the source is empty", "cite where the value was published"),
    RowRule(
        "definition",
        f"definition not in {DEFINITIONS}",
        f"the value is none of {', '.join(DEFINITIONS)}",
        "write one of them, or leave it empty for the definition of the press",
    ),
    RowRule(
        "status",
        f"status not in {STATUSES}",
        f"the value is none of {', '.join(STATUSES)}",
        "write one of them, or leave it empty",
    ),
    RowRule(
        "known_from",
        "month is not null and (known_from is null or known_from <= month)",
        "the value is no day after the month began",
        "write the day from which the figure was known as 2023-02-01, or leave it empty",
    ),
    RowRule(
        "rounded_to_usd",
        "rounded_to_usd is null or not rounded_to_usd >= 1",
        "the value is no number from 1 on",
        "write the step of rounding in US dollars, such as 1000, or leave it empty",
    ),
    RowRule(
        "source",
        r"source <> trim(source) or regexp_matches(source, '[\r\n]')",
        "the value begins or ends with white space, or breaks its line",
        "remove it",
    ),
)  # fmt: skip


def name(path: Path) -> str:
    """How a file of series is called in findings, checksums and rows."""
    return f"{SERIES_FOLDER}/{printable(path.name)}"


def undeclared(sources: Path) -> list[Problem]:
    """What stands in the folder and would not be read: a slip of the name would lose it silently."""
    read = {*series_files(sources), sources / SERIES_FOLDER / "README.md"}
    return [
        Problem(name(path), "no series is read from this", "name it .csv or .parquet, or remove it")
        for path in series_entries(sources)
        if path not in read
    ]


def problems(connection: duckdb.DuckDBPyConnection, path: Path, items: list[str], partners: list[str]) -> list[Problem]:
    """What keeps the file `path` from being read, at most as much of each kind as a person reads.

    `items` and `partners` are the keys of the reference lists.
    """
    if not path.name.isprintable() or "\\" in path.name:
        rule = "the name holds a character that is no text, is invisible or is a backslash"
        return [Problem(name(path), rule, "rename the file")]
    if path.exists() and not path.is_file():
        return [Problem(name(path), "the file cannot be read (it is no file)", "make it a file that can be read")]
    try:
        found = _csv_problems(path) if path.suffix == ".csv" else _parquet_problems(connection, path)
        return found or _row_problems(connection, path, items, partners)
    except OSError as error:
        rule = f"the file cannot be read ({error.strerror})"
        return [Problem(name(path), rule, "make it a file that can be read")]
    except duckdb.Error as error:
        rule = f"the file is no {path.suffix[1:].upper()} ({str(error).splitlines()[0]})"
        return [Problem(name(path), rule, "write it anew")]


def rows(path: Path) -> str:
    """SQL that yields the rows of a file without problems, with the columns of the raw table."""
    return f"select {', '.join(COLUMNS)} from ({_read(path)})"


def duplicates(connection: duckdb.DuckDBPyConnection, table: str) -> list[Problem]:
    """Rows of `table` that give a cell another value on the same day, or stand twice in one file.

    Two files may hold one figure, each rounded in its own way.
    """
    days = "if(status in ('ten_days', 'twenty_days'), status, null)"
    key = f"flow, subject_kind, subject_id, definition, month, known_from, {days}"
    found = connection.execute(
        f"""
        with keyed as (
            select *, hash({key}) as key
            from {table}
        ),
        twice as (
            select key
            from keyed
            group by key
            having count(*) > 1
        ),
        compared as (
            select
                *,
                first_value(concat_ws(':', source_file, source_line)) over same_key as first_place,
                first_value(source_file) over same_key as first_file,
                first_value(value_usd) over same_key as first_value,
                first_value(rounded_to_usd) over same_key as first_step,
                row_number() over same_key as place
            from keyed
            semi join twice using (key)
            window same_key as (
                partition by key
                order by rounded_to_usd, source_file, source_line
                rows between unbounded preceding and unbounded following
            )
        )
        select
            source_file,
            source_line,
            concat_ws(
                ', ', strftime(month, '%Y-%m'), flow, coalesce(item_id, ''), coalesce(partner_id, ''), known_from
            ),
            first_place,
            source_file = first_file
        from compared
        where
            place > 1
            and (
                source_file = first_file
                or {history.is_another_figure("value_usd", "rounded_to_usd", "first_value", "first_step")}
            )
        order by source_file, source_line
        limit {_SHOWN}
        """
    ).fetchall()
    remedies = ("remove one of the two, or say in known_from from when each was known", "remove one of the two")
    return [
        Problem(file, f"the key stands already in {first}", remedies[is_same], line, _KEY, value)
        for file, line, value, first, is_same in found
    ]


def _csv_problems(path: Path) -> list[Problem]:
    """What is wrong with the file as text, as far as DuckDB would not tell."""
    with path.open("rb") as file:
        first = file.readline()
    if _OLD_MAC.search(first):
        return [Problem(name(path), _CARRIAGE_RETURN, _ONE_KIND, 1)]
    try:
        header = next(csv.reader([first.decode("utf-8-sig")]))
    except UnicodeDecodeError:
        return [Problem(name(path), *_NOT_UTF_8, 1)]
    except csv.Error as error:
        return [Problem(name(path), *csv_fault(error), 1)]
    if not header:
        return [Problem(name(path), "the file is empty, or its first line is", "begin it with its header line")]
    columns = _columns(header)
    if found := list(header_problems(name(path), columns, header, 1)):
        return found
    if tuple(header) != columns:
        return [Problem(name(path), "the columns stand in another order", f"order them: {', '.join(columns)}", 1)]
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        end = len(content)
        while content[end - 1] in b"\r\n":
            end -= 1
        found = [
            Problem(name(path), rule, remedy, _line(content, at))
            for bytes_, rule, remedy in (*_PASSED_OVER, *(() if columns[-1] in OPTIONAL else _ENDS_WITH_COMMA))
            if (at := content.find(bytes_, 0, end + 1)) >= 0 and at < end
        ]
        for other, rule in _other_ends(first):
            if not found and (end_of_line := other.search(content)):
                found.append(Problem(name(path), rule, _ONE_KIND, _line(content, end_of_line.start())))
        return found


def _columns(header: Iterable[str]) -> tuple[str, ...]:
    """The columns that a file with `header` should have, in order."""
    given = set(header)
    return (*_REQUIRED, *(column for column in OPTIONAL if column in given))


def _line(content: mmap.mmap, at: int) -> int:
    return content[:at].count(b"\n") + 1


def _other_ends(first: bytes) -> tuple[tuple[re.Pattern[bytes], str], ...]:
    """What ends a line otherwise than the line `first` ends, and the rule that it breaks."""
    other = _LF if first.endswith(b"\r\n") else _CRLF
    return (_OLD_MAC, _CARRIAGE_RETURN), (other, "the line ends in another way than the first")


def _parquet_problems(connection: duckdb.DuckDBPyConnection, path: Path) -> list[Problem]:
    described = connection.execute(f"describe from {_parquet(path)}").fetchall()
    types = {column: kind for column, kind, *_ in described}
    found = list(header_problems(name(path), _columns(types), list(types), None))
    for column, kind in types.items():
        wanted = _parquet_types(column)
        if column in _NAMES and not kind.startswith(wanted):
            rule = f"the column is of the type {kind}"
            found.append(Problem(name(path), rule, f"write it with the type {wanted[0]}", column=column))
    return found


def _parquet_types(column: str) -> tuple[str, ...]:
    numbers, days = (
        dict.fromkeys(("value_usd", "rounded_to_usd"), _NUMBERS),
        dict.fromkeys(("month", "known_from"), ("DATE",)),
    )
    return {**numbers, **days}.get(column, ("VARCHAR",))


def _row_problems(
    connection: duckdb.DuckDBPyConnection, path: Path, items: list[str], partners: list[str]
) -> list[Problem]:
    connection.execute("drop table if exists rejected_lines; drop table if exists rejecting_scans")
    broken = connection.execute(
        f"""
        select source_line, {", ".join(f"{column}_read" for column in _NAMES)}, {", ".join(r.broken for r in _RULES)}
        from ({_read(path, rejects=True)})
        where {" or ".join(f"({rule.broken})" for rule in _RULES)}
        order by source_line
        limit {_SHOWN}
        """,
        {"items": items, "partners": partners},
    ).fetchall()
    # A line without all fields moves the numbers of those behind it: the file has to be in shape first.
    if path.suffix == ".csv" and (found := _rejected(connection, path)):
        return found
    found = []
    for line, *cells in broken:
        values = dict(zip(_NAMES, cells, strict=False))
        for rule, is_broken in zip(_RULES, cells[len(_NAMES) :], strict=True):
            if is_broken:
                found.append(Problem(name(path), rule.rule, rule.remedy, line, rule.column, values[rule.column] or ""))
    return found


def _rejected(connection: duckdb.DuckDBPyConnection, path: Path) -> list[Problem]:
    """The lines that DuckDB could not take apart, each once."""
    lines = connection.execute(
        "select line, min_by(error_type::varchar, place), min_by(error_message, place) "
        "from (select *, coalesce(column_idx, 0) as place from rejected_lines) group by line order by line"
    ).fetchall()
    found = []
    for line, kind, message in lines:
        if kind in {"MISSING COLUMNS", "TOO MANY COLUMNS"}:
            fields = message.rpartition(" ")[2]
            rule, remedy = f"the line has {fields} fields where the header has {len(_given(path))}", _FIELDS
        elif kind == "INVALID ENCODING":
            rule, remedy = _NOT_UTF_8
        elif kind == "LINE SIZE OVER MAXIMUM":
            rule, remedy = "the line is longer than two million bytes", "shorten it, or close the quotes before it"
        else:
            rule, remedy = f"the line is no CSV ({message.splitlines()[0]})", _QUOTES
        found.append(Problem(name(path), rule, remedy, line))
    return found


def _given(path: Path) -> tuple[str, ...]:
    """The columns of a file in shape."""
    if path.suffix == ".csv":
        with path.open("rb") as file:
            return _columns(next(csv.reader([file.readline().decode("utf-8-sig")])))
    described = duckdb.execute(f"describe from {_parquet(path)}").fetchall()
    return _columns(column for column, *_ in described)


def _parquet(path: Path, *options: str) -> str:
    arguments = (f"'{quoted_to_read(path)}'", _FOLDERS_SAY_NOTHING, *options)
    return f"read_parquet({', '.join(arguments)})"


def _read(path: Path, *, rejects: bool = False) -> str:
    """SQL that yields the rows of a file: the columns of the raw table, and each column as it was read."""
    given = _given(path)
    absent = "".join(f", null::varchar as {column}" for column in OPTIONAL if column not in given)
    if path.suffix == ".csv":
        columns = ", ".join(f"'{column}': 'VARCHAR'" for column in given)
        options = f"columns = {{{columns}}}, header = true, auto_detect = false, strict_mode = true"
        options += f""", delim = ',', quote = '"', escape = '"', {_FOLDERS_SAY_NOTHING}"""
        if rejects:
            options += f", store_rejects = true, rejects_limit = {_SHOWN}"
            options += ", rejects_table = 'rejected_lines', rejects_scan = 'rejecting_scans'"
        lines = f"row_number() over () + 1 as source_line from read_csv('{quoted_to_read(path)}', {options})"
        month = (
            f"if(regexp_full_match(month, '{_MONTHS}') and left(month, 4)::integer {_YEARS}, "
            "try_cast(left(month, 7) || '-01' as date), null)"
        )
        value = "if(regexp_full_match(value_usd, '-?[0-9]+(\\.[0-9]+)?'), try_cast(value_usd as double), null)"
    else:
        lines = f"file_row_number + 1 as source_line from {_parquet(path, 'file_row_number = true')}"
        month = f"if(day(month) = 1 and year(month) {_YEARS}, month, null)"
        value = "value_usd::double"
    published = " ".join(f"when '{status}' then {after}" for status, after in _PUBLISHED.items())
    return f"""
        select
            {month} as month,
            flow,
            nullif(item, '') as item_id,
            nullif(partner, '') as partner_id,
            case
                when item_id is not null and partner_id is not null then 'item_partner'
                when item_id is not null then 'item'
                when partner_id is not null then 'partner'
                else 'total'
            end as subject_kind,
            coalesce(item_id || '/' || partner_id, item_id, partner_id, '{TOTAL_SUBJECT}') as subject_id,
            {value} as value_usd,
            nullif(source, '') as source,
            coalesce(nullif(read.definition, ''), if(item_id is null, 'customs', 'ministry_items')) as definition,
            nullif(read.status, '') as status,
            if(
                nullif(read.known_from::varchar, '') is null,
                ({month} + case read.status {published} else interval 1 month end)::date,
                try_cast(read.known_from as date)
            ) as known_from,
            if(nullif(read.known_from::varchar, '') is null, 'inferred', 'stated') as known_from_basis,
            try_cast(coalesce(nullif(read.rounded_to_usd::varchar, ''), '1') as double) as rounded_to_usd,
            '{name(path).replace("'", "''")}' as source_file,
            source_line,
            {", ".join(f"read.{column}::varchar as {column}_read" for column in _NAMES)}
        from (select *{absent}, {lines}) as read
    """
