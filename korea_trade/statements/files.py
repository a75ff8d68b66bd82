"""Which files below the folder of sources belong to source tables.

Belongs here: telling a source file, and the files of one table, by place and name, and how a name is printed. Does not
belong here: reading one (`reader`) and its checksum (`korea_trade.warehouse.fingerprint`), which both go by this.

A table is a file `<table>.csv`, a folder `<table>/` of files with the same header, or both, so that the rows of one
article can be reviewed, moved and withdrawn alone.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

# How the names of files begin that a program keeps beside the one that it works on: `.#a.csv`, `._a.csv`, `~$a.csv`.
_OF_A_PROGRAM: Final = (".", "~$")
# Folders beside the tables: what is in them has rules of its own.
_OTHER_FOLDERS: Final = frozenset({"observed", "customs", "inbox", "decisions"})


def is_of_a_program(path: Path) -> bool:
    """Whether an editor, an office program or the operating system left the file, which nobody entered anything in."""
    return path.name.startswith(_OF_A_PROGRAM)


def source_files(folder: Path) -> list[Path]:
    """The CSV files of `folder` and its tables in order, however their ending is written; an absent folder has none."""
    below = [path for path in _entered(folder) if path.is_dir() and path.name not in _OTHER_FOLDERS]
    return [path for place in (folder, *below) for path in _entered(place) if path.suffix.lower() == ".csv"]


def table_files(folder: Path, table: str) -> list[Path]:
    """The files of one table: `<table>.csv`, if it is there or the table has no other, and those of its folder."""
    single = folder / f"{table}.csv"
    several = [path for path in _entered(folder / table) if path.suffix == ".csv"]
    return [single, *several] if single.exists() or not several else several


def source_name(folder: Path, path: Path) -> str:
    """How a source file is called in findings, checksums and rows: `items.csv`, `streaks/a11.csv`."""
    return printable(path.relative_to(folder).as_posix())


def printable(name: str) -> str:
    """`name` as it can be printed and stored: what is no text, or would break a line, is written as an escape."""
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in name)


def _entered(folder: Path) -> list[Path]:
    """What somebody put there, in the order of the numbers in the names, for `a100` comes after `a11`."""
    return sorted((path for path in folder.glob("*") if not is_of_a_program(path)), key=_order)


def _order(path: Path) -> list[tuple[int, int, str]]:
    parts = re.findall(r"[0-9]+|[^0-9]+", path.name)
    return [(0, int(part), part) if part.isdecimal() and part.isascii() else (1, 0, part) for part in parts]
