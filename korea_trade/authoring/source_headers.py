"""The CSV file of a declared source table that has none: its header, below which people enter rows.

Belongs here: the first line of a new file. Does not belong here: any row, and what a file that is there holds.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from korea_trade.statements import declaration
from korea_trade.statements.declaration import Declaration
from korea_trade.warehouse.settings import PROJECT

_SOURCES: Final = PROJECT / "sources"


def render(declared: Declaration) -> dict[str, str]:
    """The header of each table by the name of its file."""
    return {
        table.file_name: ",".join(column.name for column in table.columns) + "\n" for table in declared.tables.values()
    }


def differences(sources: Path = _SOURCES) -> list[str]:
    """The files that are missing."""
    return sorted(f"sources/{name}" for name in render(declaration.load()) if not (sources / name).exists())


def write(sources: Path = _SOURCES) -> None:
    for name, header in render(declaration.load()).items():
        if not (sources / name).exists():
            (sources / name).write_text(header, encoding="utf-8")
