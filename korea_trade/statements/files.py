"""Which files of the folder of sources are source tables.

Belongs here: telling a source file by its name, and how a name is printed. Does not belong here: reading one (`reader`)
and its checksum (`korea_trade.warehouse.fingerprint`), which both go by this.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

# How the names of files begin that a program keeps beside the one that it works on: `.#a.csv`, `._a.csv`, `~$a.csv`.
_OF_A_PROGRAM: Final = (".", "~$")


def is_of_a_program(path: Path) -> bool:
    """Whether an editor, an office program or the operating system left the file, which nobody entered anything in."""
    return path.name.startswith(_OF_A_PROGRAM)


def source_files(folder: Path) -> list[Path]:
    """The CSV files of `folder` in order, however their ending is written; an absent folder has none."""
    return sorted(path for path in folder.glob("*") if path.suffix.lower() == ".csv" and not is_of_a_program(path))


def printable(name: str) -> str:
    """`name` as it can be printed and stored: what is no text, or would break a line, is written as an escape."""
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in name)
