"""A file is written whole or not at all, also where the process is killed or the machine goes off meanwhile.

Belongs here: writing a file and a table as CSV. Does not belong here: what is in them.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from korea_trade.warehouse.disk import sync


def write(path: Path, content: str) -> None:
    """Puts `content` into `path`: whoever opens it finds what was there before, or all of the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    sync(path.parent)


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Puts `rows` into the CSV file `path`; a cell that a row lacks is empty."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write(path, stream.getvalue())


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file as texts; a file that is not there has none."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{name: cell or "" for name, cell in row.items() if name} for row in csv.DictReader(file)]
