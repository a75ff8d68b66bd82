"""One file of customs detail: its rows as SQL, and what keeps it from being read.

Belongs here: telling columns by a layout, types, and what is right in a row of one file. Does not belong here: what two
files say of one month (`details`).

A CSV file becomes a Parquet file of texts first, line by line, so that both are read by the same SQL. No row of a
Parquet file becomes a Python object unless it is refused: it may have a hundred million.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from korea_trade.customs import files, layout
from korea_trade.customs.layout import KEY, MEASURES, Recognised
from korea_trade.literals import quoted_to_read
from korea_trade.series.row_rule import RowRule
from korea_trade.statements import declaration
from korea_trade.statements.reader import Problem

# More findings than a person reads help nobody.
SHOWN: Final = 100
_LINE: Final = "source_line"
# Lines above the headings of a table that an office gives.
_MOST_ABOVE: Final = 10
_BATCH: Final = 50_000
_ENCODINGS: Final = ("utf-8-sig", "cp949")
_FIRST_YEAR, _LAST_YEAR = declaration.load().years
_INTEGERS: Final = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")


_RULES: Final = (
    RowRule(
        "month",
        f"month is null or year(month) not between {_FIRST_YEAR} and {_LAST_YEAR}",
        f"the value is no month from {_FIRST_YEAR}-01 to {_LAST_YEAR}-12",
        "write it as 2024-03",
    ),
    RowRule(
        "code",
        "code is null or not regexp_full_match(code, '[0-9]{2}([0-9]{2}){0,4}')",
        "the value is no code with 2, 4, 6, 8 or 10 digits",
        "write it as text with all its digits; a spreadsheet cuts the zero before it",
    ),
    RowRule(
        "partner",
        "partner is null or not regexp_full_match(partner, '[A-Z]{2}')",
        "the value is no code of two letters",
        "write the partner by its code in ISO 3166-1, such as CN",
    ),
    RowRule(
        "flow",
        "flow is null or flow not in ('exports', 'imports')",
        "the value is none of exports, imports",
        "write one of them",
    ),
    RowRule(
        "value_usd",
        "value_usd is null",
        "the value is no whole number of US dollars that 64 bits hold",
        "write full US dollars, such as 56560000",
    ),
    *(
        RowRule(
            measure,
            f"{measure} is null and coalesce({measure}_read, '') <> ''",
            "the value is no whole number that 64 bits hold",
            "write a whole number, or leave it empty",
        )
        for measure in MEASURES[1:]
    ),
    *(
        RowRule(measure, f"{measure} < 0", "the value is negative", "enter what was traded as positive")
        for measure in MEASURES
    ),
)


@dataclass(frozen=True)
class Delivery:
    """A file that can be taken apart into columns: where its rows are as Parquet, and of which layout they are."""

    name: str
    parquet: Path
    found: Recognised
    types: dict[str, str]

    @property
    def rows(self) -> str:
        """SQL that yields its rows, typed, each with its line; a row for each flow that stands beside another."""
        return " union all ".join(self._of_flow(flow, beside="") for flow in self.found.flows)

    @property
    def _judged(self) -> str:
        as_read = "".join(f", {{{column}}} as {column}_read" for column in (*KEY, *MEASURES))
        return " union all ".join(self._of_flow(flow, beside=as_read) for flow in self.found.flows)

    def problems(self, connection: duckdb.DuckDBPyConnection) -> list[Problem]:
        """What is wrong in its rows, at most as much as a person reads."""
        broken = connection.execute(
            f"""
            select {_LINE}, {", ".join(f"{column}_read" for column in (*KEY, *MEASURES))},
                {", ".join(f"coalesce({rule.broken}, false)" for rule in _RULES)}
            from ({self._judged})
            where {" or ".join(f"({rule.broken})" for rule in _RULES)}
            order by {_LINE}
            limit {SHOWN}
            """
        ).fetchall()
        found: list[Problem] = []
        for line, *cells in broken:
            as_read = dict(zip((*KEY, *MEASURES), cells, strict=False))
            for rule, is_broken in zip(_RULES, cells[len(as_read) :], strict=True):
                if is_broken:
                    value = as_read[rule.column] or ""
                    found.append(Problem(self.name, rule.rule, rule.remedy, line, rule.column, value))
        return found

    def _of_flow(self, flow: str | None, *, beside: str) -> str:
        columns = {
            "month": self._month(),
            "code": self._text("code", flow),
            "partner": self._text("partner", flow),
            "flow": f"'{flow}'" if flow else self._text("flow", None),
            **{measure: self._number(measure, flow) for measure in MEASURES},
        }
        typed = ", ".join(f"{sql} as {name}" for name, sql in columns.items())
        as_read = {
            name: f"'{flow}'" if name == "flow" and flow else self._text(name, flow) for name in (*KEY, *MEASURES)
        }
        lines = "" if _LINE in self.types else f"file_row_number + 1 as {_LINE}, "
        option = "" if _LINE in self.types else ", file_row_number = true"
        source = f"read_parquet('{quoted_to_read(self.parquet)}', hive_partitioning = false{option})"
        sums = f" where not regexp_full_match({columns['code']}, '{self.found.layout.sums}')" if self._has_sums else ""
        sums += f" and not regexp_full_match({as_read['month']}, '{self.found.layout.sums}')" if self._has_sums else ""
        return f"select {typed}, {_LINE}{beside.format(**as_read)} from (select {lines}* from {source}){sums}"

    @property
    def _has_sums(self) -> bool:
        return bool(self.found.layout.sums)

    def _cell(self, holds: str, flow: str | None) -> tuple[str, str]:
        """The column that holds that, quoted, and its type; null where the file has none."""
        heading = self.found.heading(holds, flow)
        return ("null::varchar", "VARCHAR") if heading is None else (f'"{heading}"', self.types[heading])

    def _text(self, holds: str, flow: str | None) -> str:
        return f"trim({self._cell(holds, flow)[0]}::varchar)"

    def _month(self) -> str:
        cell, kind = self._cell("month", None)
        if kind == "DATE":
            return f"if(day({cell}) = 1, {cell}, null)"
        # To its ends, or `2024-1` would be found in `2024-10`.
        written = "'^([0-9]{4})[-./년]? ?(0?[1-9]|1[0-2])월?([-./]0?1)?$'"
        return (
            f"if(regexp_full_match(trim({cell}), {written}), "
            f"make_date(regexp_extract(trim({cell}), {written}, 1)::integer, "
            f"regexp_extract(trim({cell}), {written}, 2)::integer, 1), null)"
        )

    def _number(self, holds: str, flow: str | None) -> str:
        cell, kind = self._cell(holds, flow)
        heading = self.found.heading(holds, flow)
        times = self.found.columns[heading].times if heading else 1
        if kind in _INTEGERS:
            return f"try_cast({cell}::hugeint * {times} as bigint)"
        number = f"try_cast(replace(trim({cell}::varchar), ',', '') as decimal(24, 3)) * {times}"
        return f"if({number} = trunc({number}), try_cast(({number}) as bigint), null)"


def opened(path: Path, folder: Path) -> Delivery | list[Problem]:
    """The file `path` as a delivery, else what is wrong with it; `folder` takes what has to be written for it."""
    file = files.name(path)
    if not path.is_file():
        return [Problem(file, "the file cannot be read (it is no file)", "make it a file that can be read")]
    try:
        return _csv(path, folder) if path.suffix == ".csv" else _parquet(path)
    except OSError as error:
        rule = f"the file cannot be read ({error.strerror or error})"
        return [Problem(file, rule, "make it a file that can be read")]
    except (duckdb.Error, pa.ArrowException) as error:
        rule = f"the file is no {path.suffix[1:].upper()} ({str(error).splitlines()[0]})"
        return [Problem(file, rule, "deliver it anew")]


def _parquet(path: Path) -> Delivery | list[Problem]:
    types = _types(path)
    found = layout.recognised(list(types))
    if isinstance(found, str):
        return [_not_known(path, None, found)]
    floats = [name for name in found.columns if types[name] in ("DOUBLE", "FLOAT")]
    if floats:
        rule = f"the column is of the type {types[floats[0]]}, which does not hold every whole number"
        return [Problem(files.name(path), rule, "write it with the type BIGINT", column=floats[0])]
    return Delivery(files.name(path), path, found, types)


def _types(path: Path) -> dict[str, str]:
    described = duckdb.execute(f"describe from read_parquet('{quoted_to_read(path)}', hive_partitioning = false)")
    return {column: kind for column, kind, *_ in described.fetchall()}


def _csv(path: Path, folder: Path) -> Delivery | list[Problem]:
    file = files.name(path)
    encoding = _encoding(path)
    if encoding is None:
        return [Problem(file, "the file is neither UTF-8 nor cp949", "save it with the encoding UTF-8")]
    with path.open(encoding=encoding, newline="") as text:
        reader = csv.reader(text, strict=True)
        try:
            headings, found, line = _headings(reader)
            if isinstance(found, str):
                return [_not_known(path, line, found)]
            parquet = folder / f"{path.stem}.parquet"
            schema = pa.schema([(_LINE, pa.int64()), *((heading, pa.string()) for heading in headings)])
            problems: list[Problem] = []
            with pq.ParquetWriter(parquet, schema) as writer:
                for rows in _batches(reader, file, len(headings), problems):
                    writer.write_table(pa.table(list(zip(*rows, strict=True)), schema=schema))
            return problems or Delivery(file, parquet, found, dict.fromkeys(headings, "VARCHAR") | {_LINE: "BIGINT"})
        except csv.Error as error:
            rule = f"the line is no CSV ({error})"
            return [Problem(file, rule, "close and double the quotes", reader.line_num)]


def _encoding(path: Path) -> str | None:
    """The first of the encodings that the whole file is text in."""
    for encoding in _ENCODINGS:
        try:
            with path.open(encoding=encoding, newline="") as text:
                while text.read(1 << 20):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def _headings(reader: Iterator[list[str]]) -> tuple[list[str], Recognised | str, int]:
    """The first line that has a layout, else what the nearest of the first lines lacks, with its number."""
    nearest, line = "the file is empty", 1
    for at, cells in enumerate(reader):
        headings = [cell.strip() for cell in cells]
        found = layout.recognised(headings)
        number: int = reader.line_num  # type: ignore[attr-defined]  # of csv.reader
        if not isinstance(found, str):
            return headings, found, number
        if at == 0 or len(found) < len(nearest):
            nearest, line = found, number
        if at == _MOST_ABOVE:
            break
    return [], nearest, line


def _batches(
    reader: Iterator[list[str]], file: str, width: int, problems: list[Problem]
) -> Iterator[list[tuple[int | str, ...]]]:
    """The rows with their lines; a line of another width is a problem."""
    rows: list[tuple[int | str, ...]] = []
    for cells in reader:
        line: int = reader.line_num  # type: ignore[attr-defined]  # of csv.reader
        if not any(cells):
            continue
        if len(cells) == width:
            rows.append((line, *cells))
        elif len(problems) < SHOWN:
            rule = f"the line has {len(cells)} fields where the headings are {width}"
            problems.append(Problem(file, rule, "add or remove commas, quote texts with commas", line))
        if len(rows) == _BATCH:
            yield rows
            rows = []
    if rows:
        yield rows


def _not_known(path: Path, line: int | None, nearest: str) -> Problem:
    rule = f"no layout has these headings; the nearest is {nearest}"
    return Problem(
        files.name(path),
        rule,
        "save the table as the layout says, or add a layout in korea_trade/customs/layouts/",
        line,
    )
