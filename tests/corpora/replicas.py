"""The articles of the project again and again: from other outlets on the same months, or some years earlier.

Belongs here: what becomes another article of a row: its ids, outlet, hashes and years. Does not belong here: building
the corpus. Copies on the same months say the same in the same words, so nothing in them is new but who says it.
"""

from __future__ import annotations

import csv
import hashlib
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from korea_trade.statements import declaration
from korea_trade.statements.declaration import SourceTable
from korea_trade.warehouse.settings import PROJECT

Row = dict[str, str]

_SOURCES: Final = PROJECT / "sources"
# An article in a key: alone, or at the head of a statement's.
_ARTICLE: Final = re.compile(r"\ba(\d+)(?=-p|$)")
# A year at the head of a date or of an end of a period.
_YEAR: Final = re.compile(r"(?<![\d-])\d{4}(?!\d)")
# The columns that name articles or statements.
_IDS: Final = frozenset({"article_id", "statement_id", "repeats", "reconciliation_id"})


def write(folder: Path, copies: int, *, years_apart: int = 0) -> Path:
    """Makes the folder of sources `folder`; each copy reports what happened `years_apart` before the one before."""
    shutil.copytree(_SOURCES, folder)
    if years_apart:
        # The official figures of those years are not those of the copies.
        shutil.rmtree(folder / "observed")
        _forget_dates_that_copies_give(folder)
    articles = len(_read("articles"))
    for table in declaration.load().tables.values():
        if all(column.name not in _IDS for column in table.columns):
            continue
        rows = [
            _copied(table, row, articles * copy, years_apart * copy) if copy else row
            for copy in range(copies)
            for row in _read(table.name)
        ]
        if table.name == "articles":
            # Who reports the same day comes after who is first in the corpus.
            for place, row in enumerate(sorted(rows, key=lambda row: (row["known_from"], int(row["known_order"]))), 1):
                row["known_order"] = str(place)
        _write(folder / table.file_name, rows, table)
    return folder


def _forget_dates_that_copies_give(folder: Path) -> None:
    """An agreement that entered into force once has no date in the list where each copy gives one of its own."""
    told = {row["subject_id"] for row in _read("agreements") if row["unit"] == "date"}
    undated = {"signed_on": "", "in_force_from": ""}
    tables = declaration.load().tables
    dated = [row | (undated if row["agreement_id"] in told else {}) for row in _read("trade_agreements")]
    _write(folder / "trade_agreements.csv", dated, tables["trade_agreements"])
    changes = [row for row in _read("changes") if row["changed_table"] != "trade_agreements"]
    _write(folder / "changes.csv", changes, tables["changes"])


def _copied(table: SourceTable, row: Row, articles: int, years: int) -> Row:
    """A row as another outlet gives it, whose articles come `articles` later in the list and are `years` older."""
    copy = dict(row)
    for column in (one for one in table.columns if one.name in row):
        name, text = column.name, row[column.name]
        if name in _IDS:
            copy[name] = _of_others(text, articles, years)
        elif column.type == "period" or name == "known_from":
            copy[name] = _earlier(text, years)
        elif name in ("article_no", "known_order"):
            copy[name] = str(int(text) + articles)
        elif name == "publisher":
            copy[name] = f"outlet-{articles}.example"
        elif name == "sentence_sha256":
            copy[name] = hashlib.sha256(f"{text} {articles}".encode()).hexdigest()
    # The day of a signing is that of the list, however old the article is that counts the years since.
    if row.get("reconciliation_id", "").startswith("anniversary|"):
        copy["right_side"] = str(int(row["right_side"]) - years)
    if row.get("unit") == "date":
        copy["value"] = str(int(row["value"][:4]) - years) + row["value"][4:]
        copy["figure"] = re.sub(r"\d{4}", lambda year: str(int(year.group()) - years), row["figure"])
    return copy


def _of_others(key: str, articles: int, years: int) -> str:
    """The key of an article or statement, or of a comparison: identity, period, statements in order, and version."""
    parts = key.split("|")
    for at, part in enumerate(parts):
        ids = [_ARTICLE.sub(lambda found: f"a{int(found[1]) + articles:02d}", one) for one in part.split("+")]
        parts[at] = _earlier(part, years) if at == 1 else "+".join(sorted(ids))
    return "|".join(parts)


def _earlier(days: str, years: int) -> str:
    moved = _YEAR.sub(lambda year: str(int(year.group()) - years), days)
    return moved.replace("-02-29", "-02-28") if years else moved


def _read(table: str) -> list[Row]:
    with (_SOURCES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(file: Path, rows: Sequence[Row], table: SourceTable) -> None:
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, [column.name for column in table.columns], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
