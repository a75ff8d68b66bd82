"""Which files of the folder of sources hold official series, and how one is written.

Belongs here: telling such a file by its place and name, and writing one whole. Does not belong here: reading one
(`observed`), and what is in it (`delivery`).
"""

from __future__ import annotations

import os
import tempfile
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


def write_whole(path: Path, content: bytes) -> None:
    """Puts `content` into `path`, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)
