"""A place for customs detail, and an engine that runs the SQL of the model without starting dbt for each history.

Belongs here: what tests of customs detail share. Does not belong here: what months must say (`customs_history`).
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from korea_trade.customs.engine import Step, run
from korea_trade.warehouse.settings import PROJECT, Settings
from tools import dbt_sql

_SOURCES = ("detail", "month_before", "year_ago", "item_code", "calendar")
_SQL = dbt_sql.model("customs_month", dict(zip(_SOURCES, _SOURCES, strict=True)))


def place(folder: Path) -> Settings:
    """Sources with reference lists and without detail, and an empty store."""
    sources = folder / "sources"
    (sources / "customs").mkdir(parents=True)
    shutil.copy(PROJECT / "sources" / "items.csv", sources)
    for name in ("items", "item_codes", "concordance"):
        shutil.copy(PROJECT / "sources" / "customs" / f"{name}.csv", sources / "customs")
    return Settings(sources=sources, data=folder / "data")


def direct(steps: Sequence[Step]) -> None:
    """DuckDB, with SQL that plain Jinja made of the model."""
    run(_SQL, steps)
