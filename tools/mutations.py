"""Seeded faults: how many wrong changes of the sources gate 1 lets through.

Belongs here: changing the sources in one place at a time, as a slip of a hand, a spreadsheet or a merge would, having
the reader and gate 1 judge each, and counting by kind. Does not belong here: a rule (`expectations.sources`), and any
assertion; docs/testing.md has the table.

    python -m tools.mutations [--each N] [--seed N] [--first-build] [--verbose]

It compares with the published release of KTW_DATA_DIR, which must be one of the sources in KTW_SOURCES_DIR, or with
none, as a first build does. No mutation means the same as what it changes.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import shutil
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import duckdb
import pandas as pd

from expectations import previous, sources
from expectations.suite import Batch, Expectation, Query
from expectations.validation import Judge
from korea_trade.series import observed
from korea_trade.statements import declaration, reader
from korea_trade.statements import figure as figures
from korea_trade.statements.declaration import SourceTable
from korea_trade.warehouse.settings import Settings

Row = dict[str, str]
Tables = dict[str, list[Row]]
# Changes `tables` in place and returns the names of those that it changed, none where the row has nothing to change.
Mutation = Callable[[Tables, random.Random], tuple[str, ...]]

DECLARATION: Final = declaration.load()
SUITE: Final = sources.suite(DECLARATION)
_THEMES: Final = [table.name for table in DECLARATION.statement_tables]
_LISTS: Final = [
    table.name
    for table in DECLARATION.reference_tables
    if table.published is not None and table.name not in ("corrections",)
]


def main() -> None:
    """Prints the table of what was refused and what was accepted, by kind."""
    arguments = argparse.ArgumentParser(description="Counts the wrong changes of the sources that gate 1 lets through.")
    arguments.add_argument("--each", type=int, default=40, help="mutations of each kind")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--first-build", action="store_true", help="compare with no release")
    arguments.add_argument("--verbose", action="store_true", help="print each mutation that was accepted")
    chosen = arguments.parse_args()
    warnings.simplefilter("ignore")
    settings = Settings.from_environment()
    published = None if chosen.first_build else settings.published_database
    with _Gate(settings.sources, published) as gate:
        print("| Kind | Tried | Accepted |\n|---|---:|---:|")
        total: Counter[str] = Counter()
        for kind, mutate in KINDS.items():
            accepted = []
            for number in range(chosen.each):
                chance = random.Random(f"{chosen.seed} {kind} {number}")  # noqa: S311
                tables, changed = _mutated(gate.tables, mutate, chance)
                if not gate.refuses(tables, changed):
                    accepted.append(_difference(gate.tables, tables, changed))
            total.update(tried=chosen.each, accepted=len(accepted))
            print(f"| {kind} | {chosen.each} | {len(accepted)} |", flush=True)
            if chosen.verbose:
                for difference in accepted:
                    print(f"    {difference}", flush=True)
        print(f"| **all** | {total['tried']} | {total['accepted']} |")


def _mutated(tables: Tables, mutate: Mutation, chance: random.Random) -> tuple[Tables, tuple[str, ...]]:
    while True:
        copy = {name: [dict(row) for row in rows] for name, rows in tables.items()}
        if changed := mutate(copy, chance):
            return copy, changed


def _difference(before: Tables, after: Tables, changed: tuple[str, ...]) -> list[Any]:
    return [
        (name, *sorted(set(map(tuple, map(dict.items, after[name]))) ^ set(map(tuple, map(dict.items, before[name])))))
        for name in changed
    ]


# The kinds of mutations. Each takes a place at random and makes another, plausible entry of it.


def _digit(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """Figure and value together say another number."""
    name, row = _statement(tables, chance)
    digits = [at for at, one in enumerate(row["figure"]) if one.isdigit()]
    if not digits or row["unit"] == "date":
        return ()
    at = chance.choice(digits)
    other = chance.choice([one for one in "123456789" if one != row["figure"][at]])
    return _printed(name, row, row["figure"][:at] + other + row["figure"][at + 1 :])


def _neighbours(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """Two neighbouring digits of figure and value change places."""
    name, row = _statement(tables, chance)
    pairs = [match.start() for match in re.finditer(r"(?=(\d)(?!\1)\d)", row["figure"])]
    if not pairs or row["unit"] == "date":
        return ()
    at = chance.choice(pairs)
    text = row["figure"]
    return _printed(name, row, text[:at] + text[at + 1] + text[at] + text[at + 2 :])


def _precision(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """A spreadsheet pads a decimal, or drops a zero."""
    name, row = _statement(tables, chance)
    if match := re.search(r"\d+\.\d+", row["figure"]):
        padded = match[0][:-1] if match[0].endswith("0") and chance.random() < 0.5 else f"{match[0]}0"
        row["figure"] = row["figure"].replace(match[0], padded)
        return (name,)
    return ()


def _sign(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """The value has the other sign, and the figure too where it prints one."""
    name, row = _statement(tables, chance)
    if row["unit"] in ("date", "direction", "rank") or float(row["value"]) == 0:
        return ()
    row["value"] = row["value"][1:] if row["value"].startswith("-") else f"-{row['value']}"
    row["figure"] = row["figure"].translate(str.maketrans("+-−", "-++"))
    return (name,)


def _value_alone(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """The value is ten times as large, without the figure."""
    name, row = _statement(tables, chance)
    if row["unit"] in ("date", "direction") or float(row["value"]) == 0:
        return ()
    row["value"] = f"{float(row['value']) * 10:.15g}"
    return (name,)


def _period(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """Another year, or another month of the year."""
    name, row = _statement(tables, chance)
    row["period"] = _shifted(row["period"], chance)
    return (name,)


def _reference_period(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    name, row = _statement(tables, chance)
    if not row["reference_period"]:
        return ()
    row["reference_period"] = _shifted(row["reference_period"], chance)
    return (name,)


def _subject(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    name, row = _statement(tables, chance)
    if row["subject_kind"] == "total":
        return ()
    table, key = DECLARATION.subjects[row["subject_kind"]].split(".")
    return _other(name, row, "subject_id", [one[key] for one in tables[table]], chance)


def _column(column: str) -> Mutation:
    """One closed column says another of its terms."""

    def mutate(tables: Tables, chance: random.Random) -> tuple[str, ...]:
        name, row = _statement(tables, chance)
        declared = next(one for one in DECLARATION.tables[name].columns if one.name == column)
        if declared.vocabulary:
            return _other(name, row, column, list(DECLARATION.vocabularies[declared.vocabulary]), chance)
        assert declared.references is not None
        table, key = declared.references.split(".")
        return _other(name, row, column, [one[key] for one in tables[table]], chance)

    return mutate


def _theme_column(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """A column that a theme has for itself says what it says in another row."""
    name, row = _statement(tables, chance)
    shared = {column.name for column in DECLARATION.tables["trade_totals"].columns}
    own = [column.name for column in DECLARATION.tables[name].columns if column.name not in shared]
    if not own:
        return ()
    column = chance.choice(own)
    return _other(name, row, column, [one[column] for one in tables[name]], chance)


def _rows_swapped(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """Two statements of one theme and unit exchange figure and value."""
    name, row = _statement(tables, chance)
    others = [one for one in tables[name] if one["unit"] == row["unit"] and one["figure"] != row["figure"]]
    if not others:
        return ()
    other = chance.choice(others)
    for column in ("figure", "value"):
        row[column], other[column] = other[column], row[column]
    return (name,)


def _place(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """The statement has the hash of another sentence."""
    name, row = _statement(tables, chance)
    return _other(name, row, "sentence_sha256", [one["sentence_sha256"] for one in tables[name]], chance)


def _row_removed(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    name, row = _statement(tables, chance)
    tables[name].remove(row)
    return (name,)


def _row_again(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """The row stands there a second time under a new id."""
    name, row = _statement(tables, chance)
    if row["repeats"]:
        return ()
    tables[name].append(row | {"statement_id": f"{row['statement_id']}-again"})
    return (name,)


def _row_moved(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """The row stands in the table of another theme with the same columns."""
    name, row = _statement(tables, chance)
    others = [other for other in _THEMES if other != name and tables[other] and tables[other][0].keys() == row.keys()]
    if not others:
        return ()
    other = chance.choice(others)
    tables[name].remove(row)
    tables[other].append(row)
    return (name, other)


def _list_cell(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """A cell of a published list, no part of its key, says what it says in another row, or nothing."""
    name = chance.choice(_LISTS)
    table = DECLARATION.tables[name]
    columns = [one.name for one in table.columns if not one.remark and one.name not in (*table.key, *_UNPUBLISHED)]
    if not columns or not tables[name]:
        return ()
    row, column = chance.choice(tables[name]), chance.choice(columns)
    return _other(name, row, column, ["", *(one[column] for one in tables[name])], chance)


def _list_rows_swapped(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """Two rows of a published list exchange their keys."""
    name = chance.choice(_LISTS)
    table = DECLARATION.tables[name]
    if len(tables[name]) < 2:
        return ()
    one, other = chance.sample(tables[name], 2)
    changed = {column.name for column in table.columns} - set(table.key) - set(_UNPUBLISHED)
    if all(one[column] == other[column] for column in changed):
        return ()
    for column in table.key:
        one[column], other[column] = other[column], one[column]
    return (name,)


def _list_row_removed(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    name = chance.choice(_LISTS)
    if not tables[name]:
        return ()
    tables[name].remove(chance.choice(tables[name]))
    return (name,)


def _correction(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """The corrected figure and value say another number."""
    row = chance.choice(tables["corrections"])
    digits = [at for at, one in enumerate(row["corrected_figure"]) if one.isdigit()]
    at = chance.choice(digits)
    other = chance.choice([one for one in "123456789" if one != row["corrected_figure"][at]])
    text = row["corrected_figure"]
    row["corrected_figure"] = text[:at] + other + text[at + 1 :]
    row["corrected_value"] = _read(row["corrected_figure"], row["unit"], row["corrected_value"])
    return ("corrections",)


# What a release does not show, so that no reader sees a change of it.
_UNPUBLISHED: Final = (
    *("plausible_least", "plausible_most"),
    *("name", "paragraph", "sentence", "sentence_sha256"),
    *("known_from_note",),
)

KINDS: Final[dict[str, Mutation]] = {
    "another digit in figure and value": _digit,
    "two digits of figure and value exchanged": _neighbours,
    "another number of decimals": _precision,
    "the other sign": _sign,
    "value without figure": _value_alone,
    "another period": _period,
    "another reference period": _reference_period,
    "another subject": _subject,
    "another kind of subject": _column("subject_kind"),
    "another flow": _column("flow"),
    "another measure": _column("measure"),
    "another unit": _column("unit"),
    "another certainty": _column("certainty"),
    "another entry in a column of the theme": _theme_column,
    "figures of two rows exchanged": _rows_swapped,
    "the hash of another sentence": _place,
    "a row removed": _row_removed,
    "a row again under a new id": _row_again,
    "a row in the table of another theme": _row_moved,
    "another entry in a published list": _list_cell,
    "keys of two rows of a list exchanged": _list_rows_swapped,
    "a row of a list removed": _list_row_removed,
    "another digit in a correction": _correction,
}


def _statement(tables: Tables, chance: random.Random) -> tuple[str, Row]:
    name = chance.choice([name for name in _THEMES for _ in tables[name]])
    return name, chance.choice(tables[name])


def _other(name: str, row: Row, column: str, terms: list[str], chance: random.Random) -> tuple[str, ...]:
    others = sorted({term for term in terms if term != row[column]})
    if not others:
        return ()
    row[column] = chance.choice(others)
    return (name,)


def _shifted(period: str, chance: random.Random) -> str:
    months = re.findall(r"-(0[1-9]|1[0-2])\b", period)
    if months and "/" not in period and chance.random() < 0.5:
        other = chance.choice([month for month in range(1, 13) if month != int(months[0])])
        return re.sub(r"-(0[1-9]|1[0-2])\b", f"-{other:02d}", period, count=1)
    years = chance.choice([-2, -1, 1, 2])
    return re.sub(r"\b(\d{4})\b", lambda match: str(int(match[1]) + years), period)


def _printed(name: str, row: Row, figure: str) -> tuple[str, ...]:
    """`row` with another figure, and the value that the figure says; nothing if it says the same or nothing."""
    before, row["figure"] = row["figure"], figure
    try:
        value = _read(figure, row["unit"], row["value"])
    except ValueError:
        return ()
    if figure == before or float(value) == float(row["value"]):
        return ()
    row["value"] = value
    return (name,)


def _read(figure: str, unit: str, value: str) -> str:
    return f"{float(figures.read(figure, unit, Decimal(value)).value):.15g}"


class _Gate:
    """Reader and gate 1 on sources that are changed in memory. What a mutation leaves as it was is judged once."""

    def __init__(self, folder: Path, published: Path | None) -> None:
        self.tables: Tables = {name: _rows(folder, table) for name, table in DECLARATION.tables.items()}
        self._published = published
        self._folder = Path(tempfile.mkdtemp(prefix="ktw-mutations-"))
        self._connection = duckdb.connect()

    def __enter__(self) -> _Gate:
        self._connection.execute("attach ':memory:' as build")
        previous.attach(self._connection, self._published, SUITE.published)
        self._connection.execute("use build")
        self._connection.execute("create schema raw")
        self._connection.execute(f"create table raw.observed ({observed.SQL_COLUMNS})")
        for table in DECLARATION.tables.values():
            self._load(table, self.tables[table.name])
        self._judge = Judge(self._connection)
        # What compares with the last release first, for it finds the most.
        self._batches = sorted(SUITE.batches, key=lambda batch: batch.name != "changes of what was published")
        self._frames = {batch.name: self._frame(batch) for batch in self._batches}
        if found := [batch.name for batch in self._batches if self._is_broken(batch)]:
            raise SystemExit(f"the sources do not pass gate 1 as they are: {', '.join(found)}")
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        shutil.rmtree(self._folder)

    def refuses(self, tables: Tables, changed: tuple[str, ...]) -> bool:
        """Whether reader or gate 1 refuses `tables`, of which only those `changed` differ from what is right."""
        try:
            for name in changed:
                self._load(DECLARATION.tables[name], tables[name])
            return any(
                _reads(batch, changed) and not self._is_as_before(batch) and self._is_broken(batch)
                for batch in self._batches
            )
        except reader.SourceError:
            return True
        finally:
            for name in changed:
                self._load(DECLARATION.tables[name], self.tables[name])

    def _load(self, table: SourceTable, rows: list[Row]) -> None:
        with (self._folder / table.file_name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [column.name for column in table.columns], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        frame = reader.read(table, self._folder)
        columns = ", ".join(f"{name} {kind}" for name, kind in reader.sql_types(table).items())
        self._connection.execute(f"create or replace table raw.{table.name} ({columns})")
        self._connection.register("rows", frame)
        self._connection.execute(f"insert into raw.{table.name} by name select * from rows")

    def _frame(self, batch: Batch) -> tuple[pd.DataFrame, list[Any]]:
        return self._connection.sql(batch.sql).df(), [self._list(each) for each in batch.expectations]

    def _list(self, expectation: Expectation) -> Any:
        values = expectation.kwargs.get("value_set")
        return sorted(self._connection.sql(values.sql).fetchall()) if isinstance(values, Query) else None

    def _is_as_before(self, batch: Batch) -> bool:
        frame, lists = self._frame(batch)
        before, lists_before = self._frames[batch.name]
        return lists == lists_before and frame.equals(before)

    def _is_broken(self, batch: Batch) -> bool:
        return any(result.outcome != "passed" for result in self._judge.results(batch))


def _reads(batch: Batch, names: tuple[str, ...]) -> bool:
    """Whether the batch or one of its lists reads one of the tables."""
    lists = [value for each in batch.expectations for value in each.kwargs.values() if isinstance(value, Query)]
    texts = [batch.sql, *(one.sql for one in lists)]
    return any(re.search(rf"\braw\.{name}\b", text) for name in names for text in texts)


def _rows(folder: Path, table: SourceTable) -> list[Row]:
    """The rows of a source table; a column that the file does not have is empty in each."""
    absent = {column.name: "" for column in table.columns}
    with (folder / table.file_name).open(encoding="utf-8-sig", newline="") as text:
        return [absent | row for row in csv.DictReader(text)]


if __name__ == "__main__":
    main()
