"""The reference lists as a reviewer sees them: what is listed, with what was decided to be added.

Belongs here: looking up keys, and the row that a key which is listed nowhere would have. Does not belong here: writing
a list (`acceptance`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from korea_trade.intake import whole_files
from korea_trade.statements import declaration
from korea_trade.statements.declaration import SourceTable
from korea_trade.statements.files import table_files

Row = Mapping[str, str]
# The total of a flow in a period, as the base of a share: "korea_exports_2024_03".
_TOTAL_OF_FLOW: Final = re.compile(r"korea_(?P<flow>exports|imports|trade)_(?P<period>[0-9]{4}(?:_[0-9a-z]+)*)")


@dataclass(frozen=True)
class Lists:
    """The reference lists of the folder `sources`, if asked without what the article `without` added to them; `added`
    holds rows that are not written yet, by list."""

    sources: Path
    added: Mapping[str, list[Row]] = field(default_factory=dict)
    without: str = ""
    _read: dict[str, list[Row]] = field(default_factory=dict)

    def rows(self, table: str) -> list[Row]:
        if table not in self._read:
            files = [path for path in table_files(self.sources, table) if path.stem != self.without]
            written = [row for path in files for row in whole_files.read_table(path)]
            self._read[table] = [*written, *self.added.get(table, [])]
        return self._read[table]

    def find(self, reference: str, value: str) -> Row | None:
        """The row whose column, given as table.column, holds `value`."""
        table, column = reference.split(".")
        return next((row for row in self.rows(table) if row.get(column) == value), None)


def key(table: SourceTable, row: Row) -> str:
    """The key of a row, its parts separated as `changes.csv` writes them."""
    return ", ".join(row.get(name, "") for name in table.key)


def proposed(reference: str, value: str) -> dict[str, str]:
    """The row that would list `value`, as far as it follows from the value; the rest is empty, for a person to say."""
    name, column = reference.split(".")
    table = declaration.load().tables[name]
    row = {each.name: "" for each in table.columns} | {column: value}
    label = value.replace("_", " ")
    if name == "populations" and (match := _TOTAL_OF_FLOW.fullmatch(value)):
        period = match["period"].replace("_", "-").upper()
        size = {"level_subject_kind": "total", "level_subject_id": "all", "level_flow": match["flow"]}
        return row | size | {"label": f"Total {match['flow']} of Korea in {period}", "population_kind": "trade_value"}
    if "label" in row:
        row["label"] = label[:1].upper() + label[1:]
    return row | ({"is_group": "false"} if "is_group" in row else {})
