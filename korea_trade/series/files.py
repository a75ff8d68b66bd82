"""Which files of the folder of sources hold official series.

Belongs here: telling such a file by its place and name. Does not belong here: reading one (`observed`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from korea_trade.statements.files import is_hidden

SERIES_FOLDER: Final = "observed"


def series_files(folder: Path) -> list[Path]:
    """The CSV and Parquet files of official series below `folder`, in order; without their folder there are none."""
    files = (folder / SERIES_FOLDER).glob("*")
    return sorted(path for path in files if path.suffix in {".csv", ".parquet"} and not is_hidden(path))
