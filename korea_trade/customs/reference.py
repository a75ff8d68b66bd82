"""The reference lists of customs detail: which codes make an item, and what codes of earlier editions became.

Belongs here: reading these lists, and what is right in them. Does not belong here: their columns (`reference.yml`), and
what is computed with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import pandas as pd

from korea_trade import declarations
from korea_trade.customs import files
from korea_trade.statements import declaration, reader
from korea_trade.statements.declaration import Column, SourceTable
from korea_trade.statements.reader import Problem, SourceError

_FILE: Final = Path(__file__).with_name("reference.yml")


@dataclass(frozen=True)
class Reference:
    """The lists as frames, empty where there is no file."""

    items: pd.DataFrame
    item_codes: pd.DataFrame
    concordance: pd.DataFrame

    def definitions(self) -> list[dict[str, Any]]:
        """The items by codes, a row each, as JSON has them."""
        rows = self.items[["item_id", "tolerance_percent", "source", "note"]].astype(object)
        return [
            {str(name): value for name, value in row.items()}
            for row in rows.where(rows.notna(), None).to_dict("records")
        ]


def read(sources: Path) -> Reference:
    """The lists of the folder of customs detail. Raises SourceError with everything that is wrong in them."""
    frames: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    for name, table in _tables().items():
        try:
            frames[name] = _frame(table, sources / files.FOLDER)
        except SourceError as error:
            problems += error.problems
    if not problems:
        listed = set(reader.read(declaration.load().tables["items"], sources)["item_id"])
        problems = [*_unlisted(frames[files.ITEMS], listed, "items.csv")]
        defined = set(frames[files.ITEMS]["item_id"])
        problems += _unlisted(frames[files.ITEM_CODES], defined, f"{files.FOLDER}/items.csv")
        problems += _meant_twice(frames[files.CONCORDANCE])
    if problems:
        raise SourceError(problems)
    return Reference(**frames)


@cache
def _tables() -> dict[str, SourceTable]:
    content: dict[str, Any] = declarations.content(_FILE, _FILE.name)
    return {
        name: SourceTable(
            name=name,
            kind="reference",
            description=entry["description"],
            key=tuple(entry["key"]),
            columns=tuple(
                Column(**declarations.check(each, Column, f"{_FILE.name}, {name}")) for each in entry["columns"]
            ),
            double_entry=None,
            may_be_empty=True,
        )
        for name, entry in content.items()
    }


def _frame(table: SourceTable, folder: Path) -> pd.DataFrame:
    if not (folder / table.file_name).exists():
        return pd.DataFrame({name: pd.Series(dtype="object") for name in reader.sql_types(table)})
    frame = reader.read(table, folder)
    problems = [
        _problem(row, column.name, f"the value is not of the form {column.pattern}", "correct it")
        for column in table.columns
        if column.pattern
        for row in _rows(frame)
        if not re.fullmatch(column.pattern, row[column.name])
    ]
    if problems:
        raise SourceError(problems)
    return frame


def _unlisted(frame: pd.DataFrame, listed: set[str], where: str) -> list[Problem]:
    return [
        _problem(row, "item_id", f"the item is not listed in {where}", "correct it or list it")
        for row in _rows(frame)
        if row["item_id"] not in listed
    ]


def _meant_twice(concordance: pd.DataFrame) -> list[Problem]:
    """Rows that give a code a second meaning in one month, or end before they begin."""
    problems = []
    last: dict[str, dict[str, Any]] = {}
    for row in _rows(concordance.sort_values(["code", "first_month"])):
        before = last.get(row["code"])
        if row["last_month"] < row["first_month"]:
            problems.append(_problem(row, "last_month", "the last month is before the first", "correct one of the two"))
        elif before is not None and row["first_month"] <= before["last_month"]:
            rule = f"line {before['source_line']} says what the code became in that month"
            problems.append(_problem(row, "first_month", rule, "let it begin later"))
        last[row["code"]] = row
    return problems


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _problem(row: dict[str, Any], column: str, rule: str, remedy: str) -> Problem:
    file = f"{files.FOLDER}/{row['source_file']}"
    return Problem(file, rule, remedy, int(row["source_line"]), column, str(row[column]))
