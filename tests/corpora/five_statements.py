"""One article with five statements, and the reference lists of the project: the smallest corpus that is one.

Exports, imports and balance of a month, the growth of the exports, and a run of three months. A test may add
statements, each a dictionary of its `theme`, its `slug` and its columns.
"""

from __future__ import annotations

import csv
import hashlib
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from korea_trade.statements import declaration
from korea_trade.statements.declaration import SourceTable
from korea_trade.warehouse.settings import PROJECT

_ARTICLE = {
    "article_id": "a01",
    "article_no": 1,
    "title": "Exports rise",
    "publisher": "corpus.example",
    "subject_agency": "A ministry",
    "reference_period": "2019-05",
    "known_from": "2019-06-01",
    "known_from_basis": "stated",
    "known_from_note": "Made for a test",
    "known_order": 1,
}
# Theme, slug, figure, value, unit, measure, flow, period, and the columns of the theme's own.
_STATEMENTS: tuple[tuple[str, str, str, float, str, str, str, str, dict[str, Any]], ...] = (
    ("trade_totals", "exports-value", "$45.6 bn", 45_600_000_000, "USD", "value", "exports", "2019-05", {}),
    ("trade_totals", "imports-value", "$43.2 bn", 43_200_000_000, "USD", "value", "imports", "2019-05", {}),
    ("trade_totals", "surplus-value", "$2.4 bn", 2_400_000_000, "USD", "value", "balance", "2019-05", {}),
    ("trade_totals", "exports-yoy", "3.1%", 3.1, "percent", "yoy", "exports", "2019-05", {}),
    (
        "streaks",
        "exports-streak",
        "third",
        3,
        "months",
        "value",
        "exports",
        "2019-03/2019-05",
        {"direction": 1, "condition": "growth", "status": "open"},
    ),
)


def write(folder: Path, also: Sequence[Mapping[str, Any]] = ()) -> Path:
    """Makes the folder of sources `folder` with the statements `also`, and returns it."""
    folder.mkdir(parents=True)
    (folder / "observed").mkdir()
    for table in declaration.load().tables.values():
        of_articles = any(column.name in {"article_id", "statement_id"} for column in table.columns)
        if table.kind == "reference" and not of_articles and not table.may_be_empty:
            shutil.copyfile(PROJECT / "sources" / table.file_name, folder / table.file_name)
        else:
            _write(folder / table.file_name, table, _rows(table, also))
    return folder


def _rows(table: SourceTable, also: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    if table.name == "articles":
        return [_ARTICLE]
    sha256 = hashlib.sha256(b"A sentence made for a test.").hexdigest()
    names = ("theme", "slug", "figure", "value", "unit", "measure", "flow", "period")
    said = [dict(zip(names, columns, strict=True)) | own for *columns, own in _STATEMENTS]
    return [
        {
            "statement_id": f"a01-p1-s1-{one['slug']}",
            "article_id": "a01",
            "paragraph": 1,
            "sentence": 1,
            "sentence_sha256": sha256,
            "subject_kind": "total",
            "subject_id": "all",
            "certainty": "stated",
        }
        | {name: value for name, value in one.items() if name not in {"theme", "slug"}}
        for one in (*said, *also)
        if one["theme"] == table.name
    ]


def _write(file: Path, table: SourceTable, rows: list[dict[str, Any]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, [column.name for column in table.columns], restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
