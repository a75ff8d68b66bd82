"""All exports of a release, made together.

Belongs here: which forms there are, in which order they are made and where they lie. Does not belong here: any form.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from korea_trade.presentation import parts
from korea_trade.presentation.exports import csv_files, data_package, tables, workbook


@dataclass(frozen=True)
class Exports:
    """The files that were made of one release."""

    csv: list[Path]
    workbook: Path
    descriptor: Path

    @property
    def bytes(self) -> int:
        """The size of all of them together."""
        return sum(file.stat().st_size for file in (*self.csv, self.workbook, self.descriptor))


def write(release: Path) -> Exports:
    """Makes the exports of `release`, a folder with korea_trade.duckdb, manifest.json and one Parquet file a table.

    Whatever exports it had before are replaced. Raises ExportError if something of the release is missing.
    """
    with tables.opened(release):  # nothing is removed for what is no release
        tables.manifest(release)
    folder = (release / parts.EXPORTS.entry).parent
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return Exports(csv_files.write(release, folder), workbook.write(release), data_package.write(release))
