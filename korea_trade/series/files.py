"""Which files of the folder of sources hold official series.

Belongs here: telling such a file by its place and name. Does not belong here: reading one (`observed`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from korea_trade.statements.files import is_of_a_program

SERIES_FOLDER: Final = "observed"


def series_files(folder: Path) -> list[Path]:
    """The CSV and Parquet files of official series below `folder`, in order; without their folder there are none."""
    return sorted(path for path in series_entries(folder) if path.suffix in {".csv", ".parquet"})


def series_entries(folder: Path) -> list[Path]:
    """All that somebody put into the folder of series below `folder`, whatever its name, in order."""
    return sorted(path for path in (folder / SERIES_FOLDER).glob("*") if not is_of_a_program(path))
