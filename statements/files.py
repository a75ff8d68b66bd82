"""Which files of the folder of sources count.

Belongs here: telling a source file by its name. Does not belong here: reading one (`reader`) and its checksum
(`orchestration.fingerprint`), which both go by this.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

SERIES_FOLDER: Final = "observed"


def source_files(folder: Path) -> list[Path]:
    """The CSV files of `folder` in order, however their ending is written; an absent folder has none."""
    return sorted(path for path in folder.glob("*") if path.suffix.lower() == ".csv")


def series_files(folder: Path) -> list[Path]:
    """The CSV and Parquet files of official series below `folder`, in order; without their folder there are none."""
    return sorted(path for path in (folder / SERIES_FOLDER).glob("*") if path.suffix in {".csv", ".parquet"})
