"""The store of customs detail as a whole: brought up to date with its sources, and read.

Belongs here: the order of the parts, and the relations that readers see. Does not belong here: any of the parts.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import duckdb
from filelock import FileLock

from korea_trade.customs import catalogue, details, files, months, reference
from korea_trade.customs.catalogue import Catalogue
from korea_trade.customs.engine import Engine
from korea_trade.errors import WarehouseError
from korea_trade.literals import quoted, quoted_to_read
from korea_trade.warehouse.settings import Settings

_MONTH: Final = Path(__file__).with_name("fct_customs_month.sql")
_RECONCILIATION: Final = Path(__file__).with_name("reconciliation.sql")


class EmptyError(WarehouseError):
    """The store holds no month to read."""


def bring_up_to_date(settings: Settings, engine: Engine) -> list[date]:
    """Makes the store what the sources say, and returns the months that were built.

    Raises SourceError if a file is at fault; then the store stays as it was. One build at a time, beside any other run.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    with FileLock(settings.data / "customs.lock"):
        store = catalogue.load(settings)
        store.begin()
        lists = reference.read(settings.sources)
        details.bring_up_to_date(store, settings.sources, lists)
        return months.bring_up_to_date(store, lists.item_codes, engine)


def is_asked_for(settings: Settings) -> bool:
    """Whether there is customs detail, or was."""
    return bool(files.detail_files(settings.sources)) or bool(catalogue.load(settings).details)


def open_for_reading(settings: Settings, connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the marts of customs detail views of `connection`: `fct_customs_month` and, beside what is published,
    `fct_customs_reconciliation`."""
    store = catalogue.load(settings)
    if not store.months:
        raise EmptyError(
            "no month of customs detail is built; put files into sources/customs/, then `ktw customs build`"
        )
    connection.execute(f"create view customs_month as {rows(store)}")
    connection.execute(f"create view fct_customs_month as {_MONTH.read_text(encoding='utf-8')}")
    if settings.published_database.exists():
        frame = reference.read(settings.sources).items[["item_id", "tolerance_percent", "source", "note"]]
        connection.register("customs_item", frame)
        connection.execute(f"attach '{quoted(settings.published_database)}' as published (read_only)")
        connection.execute(f"create view fct_customs_reconciliation as {_RECONCILIATION.read_text(encoding='utf-8')}")


def rows(store: Catalogue) -> str:
    """SQL that yields every row of every month."""
    folders = [store.month_folder(month, built.key) for month, built in sorted(store.months.items())]
    paths = ", ".join(f"'{quoted_to_read(folder)}/*.parquet'" for folder in folders)
    return f"from read_parquet([{paths}], hive_partitioning = false)"
