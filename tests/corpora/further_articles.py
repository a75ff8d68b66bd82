"""Articles made for a test, beside those of the project.

Belongs here: what makes a short dictionary a row of a source file. Does not belong here: what is right of it.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from korea_trade.statements import declaration

_ARTICLE = {
    "title": "Made for a test",
    "publisher": "corpus.example",
    "subject_agency": "A ministry",
    "known_from_basis": "stated",
    "known_from_note": "Made for a test",
}
_STATEMENT = {
    "paragraph": 1,
    "sentence": 1,
    "sentence_sha256": hashlib.sha256(b"A sentence made for a test.").hexdigest(),
    "subject_kind": "total",
    "subject_id": "all",
    "certainty": "stated",
}


def add(sources: Path, known_from: str, statements: Iterable[Mapping[str, Any]]) -> str:
    """Adds an article with `statements`, each its theme, slug and columns, to the folder `sources`; returns its id."""
    articles = _read(sources, "articles")
    number = len(articles) + 1
    article_id = f"a{number:02d}"
    articles.append(
        _ARTICLE
        | {"article_id": article_id, "article_no": number, "reference_period": known_from[:4], "known_from": known_from}
        | {"known_order": number}
    )
    # Of one day the article that was there before stays before.
    articles.sort(key=lambda row: (row["known_from"], int(row["known_order"])))
    for place, row in enumerate(articles, 1):
        row["known_order"] = place
    _write(sources, "articles", articles)
    for said in statements:
        own = {name: value for name, value in said.items() if name not in {"theme", "slug"}}
        ids = {"statement_id": f"{article_id}-p1-s1-{said['slug']}", "article_id": article_id}
        _write(sources, said["theme"], [*_read(sources, said["theme"]), _STATEMENT | ids | own])
    return article_id


def _read(sources: Path, table: str) -> list[dict[str, Any]]:
    with (sources / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(sources: Path, table: str, rows: list[dict[str, Any]]) -> None:
    columns = [column.name for column in declaration.load().tables[table].columns]
    with (sources / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
