"""Which files below the folder of sources belong to source tables.

Belongs here: telling a source file, and the files of one table, by place and name. Does not belong here: reading one
(`reader`) and its checksum (`korea_trade.warehouse.fingerprint`), which both go by this.

A table is a file `<table>.csv`, a folder `<table>/` of files with the same header, or both, so that the rows of one
article can be reviewed, moved and withdrawn alone. Hidden files are what editors and other systems leave behind: the
lock of an open file (`.#items.csv`), the shadow of one that was copied from a Mac (`._items.csv`). They are no sources.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

# Folders beside the tables: what is in them has rules of its own.
_OTHER_FOLDERS: Final = frozenset({"observed", "inbox", "decisions"})


def is_hidden(path: Path) -> bool:
    return path.name.startswith(".")


def source_files(folder: Path) -> list[Path]:
    """The CSV files of `folder` and its tables in order, however their ending is written; an absent folder has none."""
    below = [path for path in _visible(folder) if path.is_dir() and path.name not in _OTHER_FOLDERS]
    return [path for place in (folder, *below) for path in _visible(place) if path.suffix.lower() == ".csv"]


def table_files(folder: Path, table: str) -> list[Path]:
    """The files of one table: `<table>.csv`, if it is there or the table has no other, and those of its folder."""
    single = folder / f"{table}.csv"
    several = [path for path in _visible(folder / table) if path.suffix == ".csv"]
    return [single, *several] if single.exists() or not several else several


def source_name(folder: Path, path: Path) -> str:
    """How a source file is called in findings, checksums and rows: `items.csv`, `streaks/a11.csv`."""
    return path.relative_to(folder).as_posix()


def _visible(folder: Path) -> list[Path]:
    """In the order of the numbers in their names, for `a100` comes after `a11`."""
    return sorted((path for path in folder.glob("*") if not is_hidden(path)), key=_order)


def _order(path: Path) -> list[tuple[int, int, str]]:
    parts = re.findall(r"[0-9]+|[^0-9]+", path.name)
    return [(0, int(part), part) if part.isdecimal() and part.isascii() else (1, 0, part) for part in parts]
