"""Which files of the folder of sources are source tables.

Belongs here: telling a source file by its name. Does not belong here: reading one (`reader`) and its checksum
(`korea_trade.warehouse.fingerprint`), which both go by this.
"""

from __future__ import annotations

from pathlib import Path


def source_files(folder: Path) -> list[Path]:
    """The CSV files of `folder` in order, however their ending is written; an absent folder has none."""
    return sorted(path for path in folder.glob("*") if path.suffix.lower() == ".csv")
