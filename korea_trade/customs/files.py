"""Which files of the folder of sources hold customs detail, and what they are called.

Belongs here: telling such a file by its place and name. Does not belong here: reading one (`delivery`, `reference`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from korea_trade.statements.files import is_of_a_program, printable

FOLDER: Final = "customs"
# Reference lists beside the detail.
ITEMS, ITEM_CODES, CONCORDANCE = "items", "item_codes", "concordance"
_NOT_DETAIL: Final = {*(f"{name}.csv" for name in (ITEMS, ITEM_CODES, CONCORDANCE)), "README.md"}


def detail_files(sources: Path) -> list[Path]:
    """The CSV and Parquet files of customs detail, in order; without their folder there are none."""
    return [path for path in _entries(sources) if path.suffix in {".csv", ".parquet"}]


def undeclared(sources: Path) -> list[Path]:
    """What stands in the folder and would not be read."""
    return [path for path in _entries(sources) if path.suffix not in {".csv", ".parquet"}]


def name(path: Path) -> str:
    """How a file is called in findings."""
    return f"{FOLDER}/{printable(path.name)}"


def _entries(sources: Path) -> list[Path]:
    found = (sources / FOLDER).glob("*")
    return sorted(path for path in found if not is_of_a_program(path) and path.name not in _NOT_DETAIL)
