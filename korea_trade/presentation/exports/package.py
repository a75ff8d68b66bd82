"""The tables of a release as CSV with their descriptor, made together.

Belongs here: in which order they are made and where they lie. Does not belong here: either form, and the workbook,
which needs neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from korea_trade.presentation.exports import csv_files, data_package, tables


@dataclass(frozen=True)
class Exports:
    """The files that were made of one release."""

    csv: list[Path]
    descriptor: Path

    @property
    def bytes(self) -> int:
        """The size of all of them together."""
        return sum(file.stat().st_size for file in (*self.csv, self.descriptor))


def write(release: Path) -> Exports:
    """Makes the exports of `release`, a folder with korea_trade.duckdb, manifest.json and one Parquet file a table.

    Whatever CSV files it had before are replaced. Raises ExportError if something of the release is missing.
    """
    with tables.opened(release):  # nothing is removed for what is no release
        tables.manifest(release)
    folder = release / "exports"
    folder.mkdir(exist_ok=True)
    for file in folder.glob("*.csv"):
        file.unlink()
    return Exports(csv_files.write(release, folder), data_package.write(release))
