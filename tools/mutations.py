"""Seeded faults: how many wrong changes of the sources gate 1 lets through.

Belongs here: changing the sources in one place at a time, having the reader and gate 1 judge each, and counting by
kind. Does not belong here: the kinds (`tools.mutation_kinds`), a rule (`expectations.sources`), and any assertion;
docs/testing.md has the table.

    python -m tools.mutations [--each N] [--seed N] [--first-build] [--texts PATH] [--of WORD] [--verbose]

It compares with the published release of KTW_DATA_DIR, which must be one of the sources in KTW_SOURCES_DIR, or with
none, as a first build does. With the texts of the articles `ktw verify` judges too.
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
from pathlib import Path
from typing import Any, Final

import duckdb
import pandas as pd

from expectations import previous, sources
from expectations.suite import Batch, Expectation, Query
from expectations.validation import Judge
from korea_trade.intake import rereading
from korea_trade.series import observed
from korea_trade.series.files import SERIES_FOLDER, series_files
from korea_trade.statements import reader, verification
from korea_trade.statements.declaration import SourceTable
from korea_trade.warehouse.settings import Settings
from tools.mutation_kinds import DECLARATION, KINDS, Mutation, Row, Tables, is_series

SUITE: Final = sources.suite(DECLARATION)
_SUBJECTS: Final = (("items", "item_id"), ("partners", "partner_id"))


def main() -> None:
    """Prints the table of what was refused and what was accepted, by kind."""
    arguments = argparse.ArgumentParser(description="Counts the wrong changes of the sources that gate 1 lets through.")
    arguments.add_argument("--each", type=int, default=40, help="mutations of each kind")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--first-build", action="store_true", help="compare with no release")
    arguments.add_argument("--texts", type=Path, metavar="PATH", help="have `ktw verify` judge with these texts, too")
    arguments.add_argument("--of", default="", metavar="WORD", help="only the kinds whose names hold it")
    arguments.add_argument("--verbose", action="store_true", help="print each mutation that was accepted")
    chosen = arguments.parse_args()
    warnings.simplefilter("ignore")
    settings = Settings.from_environment()
    published = None if chosen.first_build else settings.published_database
    with _Gate(settings.sources, published, chosen.texts) as gate:
        print("| Kind | Tried | Accepted |\n|---|---:|---:|")
        total: Counter[str] = Counter()
        for kind, mutate in ((kind, mutate) for kind, mutate in KINDS.items() if chosen.of in kind):
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


class _Gate:
    """Reader and gate 1 on sources that are changed in memory. What a mutation leaves as it was is judged once."""

    def __init__(self, folder: Path, published: Path | None, texts: Path | None) -> None:
        self.tables: Tables = {
            **{name: _rows(folder / table.file_name, table) for name, table in DECLARATION.tables.items()},
            **{observed.name(path): _rows(path) for path in series_files(folder) if path.suffix == ".csv"},
        }
        self._published = published
        self._texts = texts
        self._folder = Path(tempfile.mkdtemp(prefix="ktw-mutations-"))
        self._connection = duckdb.connect()

    def __enter__(self) -> _Gate:
        self._connection.execute("attach ':memory:' as build")
        previous.attach(self._connection, self._published, SUITE.published)
        self._connection.execute("use build")
        self._connection.execute("create schema raw")
        for name, rows in self.tables.items():
            self._load(name, rows)
        if not any(map(is_series, self.tables)):
            self._connection.execute(f"create table raw.observed ({observed.SQL_COLUMNS})")
        self._judge = Judge(self._connection)
        # What compares with the last release first, for it finds the most.
        self._batches = sorted(SUITE.batches, key=lambda batch: batch.name != "changes of what was published")
        self._frames = {batch.name: self._frame(batch) for batch in self._batches}
        if found := [batch.name for batch in self._batches if self._is_broken(batch)]:
            raise SystemExit(f"the sources do not pass gate 1 as they are: {', '.join(found)}")
        if self._is_not_borne_out():
            raise SystemExit("the texts do not bear the sources out as they are: `ktw verify` tells where")
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        shutil.rmtree(self._folder)

    def refuses(self, tables: Tables, changed: tuple[str, ...]) -> bool:
        """Whether reader or gate 1 refuses `tables`, of which only those `changed` differ from what is right."""
        try:
            for name in changed:
                self._load(name, tables[name])
            return self._is_not_borne_out() or any(
                _reads(batch, changed) and not self._is_as_before(batch) and self._is_broken(batch)
                for batch in self._batches
            )
        except reader.SourceError:
            return True
        finally:
            for name in changed:
                self._load(name, self.tables[name])

    def _is_not_borne_out(self) -> bool:
        """Whether `ktw verify` has a finding."""
        if self._texts is None:
            return False
        return bool(verification.verify(self._texts, self._folder) or rereading.problems(self._texts, self._folder))

    def _load(self, name: str, rows: list[Row]) -> None:
        file = self._folder / (name if is_series(name) else DECLARATION.tables[name].file_name)
        file.parent.mkdir(exist_ok=True)
        with file.open("w", encoding="utf-8", newline="") as text:
            columns = list(self.tables[name][0]) if is_series(name) else _columns(DECLARATION.tables[name])
            writer = csv.DictWriter(text, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        if is_series(name):
            self._load_series()
        else:
            self._load_table(DECLARATION.tables[name])

    def _load_series(self) -> None:
        files = series_files(self._folder)
        items, partners = ([row[key] for row in self.tables[table]] for table, key in _SUBJECTS)
        if problems := [one for file in files for one in observed.problems(self._connection, file, items, partners)]:
            raise reader.SourceError(problems)
        self._connection.execute(f"create or replace table raw.observed ({observed.SQL_COLUMNS})")
        for file in files:
            self._connection.execute(f"insert into raw.observed {observed.rows(file)}")
        if problems := observed.duplicates(self._connection, "raw.observed"):
            raise reader.SourceError(problems)

    def _load_table(self, table: SourceTable) -> None:
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
    tables = {SERIES_FOLDER if is_series(name) else name for name in names}
    return any(re.search(rf"\braw\.{name}\b", text) for name in tables for text in texts)


def _columns(table: SourceTable) -> list[str]:
    return [column.name for column in table.columns]


def _rows(file: Path, table: SourceTable | None = None) -> list[Row]:
    """The rows of a file; a column that a source table has and the file lacks is empty in each."""
    absent = dict.fromkeys(_columns(table), "") if table else {}
    with file.open(encoding="utf-8-sig", newline="") as text:
        return [absent | row for row in csv.DictReader(text)]


if __name__ == "__main__":
    main()
