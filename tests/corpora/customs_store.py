"""A place for customs detail, and an engine that runs the SQL of the model without starting dbt for each history.

Belongs here: what tests of customs detail share. Does not belong here: what months must say (`customs_history`).
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb

from korea_trade.customs.engine import Step
from korea_trade.literals import quoted
from korea_trade.warehouse.settings import PROJECT, Settings
from tools import dbt_sql

_INPUTS = ("detail", "month_before", "year_ago", "item_code")
_SQL = dbt_sql.model("customs_month", {name: name for name in (*_INPUTS, "calendar")})


def place(folder: Path) -> Settings:
    """Sources with reference lists and without detail, and an empty store."""
    sources = folder / "sources"
    (sources / "customs").mkdir(parents=True)
    shutil.copy(PROJECT / "sources" / "items.csv", sources)
    for name in ("items", "item_codes", "concordance"):
        shutil.copy(PROJECT / "sources" / "customs" / f"{name}.csv", sources / "customs")
    return Settings(sources=sources, data=folder / "data")


def direct(steps: Sequence[Step]) -> None:
    """What the materialization does with DuckDB, in a connection of its own."""
    with duckdb.connect() as connection:
        for step in steps:
            said = step.variables()
            for name in _INPUTS:
                path = str(said[name]).replace("'", "''")
                connection.execute(f"create or replace temporary view {name} as from read_parquet('{path}')")
            connection.execute(
                f"create or replace temporary view calendar as "
                f"select date '{step.month}' as month, {step.follows_month_before} as follows_month_before"
            )
            connection.execute(f"copy ({_SQL}) to '{quoted(step.into)}/part-0.parquet'")
