"""The tables of a release as CSV, one file a table.

Belongs here: the form of the files. Does not belong here: what describes them (`data_package`).

The form is that of RFC 4180, in UTF-8 without a byte order mark: a header, commas, lines ending in CR LF, quotes where
a text needs them. Empty is null and `""` an empty text. Dates are ISO dates, numbers have as many digits as it takes to
read the same number back, lists are JSON.
"""

from __future__ import annotations

from pathlib import Path

from korea_trade.literals import quoted
from korea_trade.presentation.exports import tables


def write(release: Path, folder: Path) -> list[Path]:
    """Writes `<table>.csv` into `folder` for every table and view of `release`; returns the files."""
    files = []
    with tables.opened(release, folder) as connection:
        for table in tables.read(connection):
            file = folder / f"{table.name}.csv"
            connection.execute(f"copy ({table.query}) to '{quoted(file)}' (format csv, header, new_line '\r\n')")
            files.append(file)
    return files
