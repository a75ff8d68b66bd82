"""What is published, for the commands that look at it.

Belongs here: the published release and a connection to its file that only reads. Does not belong here: what a command
prints of it.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Final

import click
import duckdb

from korea_trade.releases import history, reading
from korea_trade.releases.history import Damaged, Release
from korea_trade.warehouse.settings import PROJECT, Settings

EXAMPLE: Final = "select month, exports_usd, balance_usd from fct_trade_month_latest order by month"


def release(settings: Settings) -> Release:
    """The published release, without which there is nothing to look at."""
    found = history.pointed_to(settings)
    if isinstance(found, Damaged):
        raise click.ClickException(f"{found}; run `ktw build` or `ktw rollback`")
    if found is None:
        raise click.ClickException(f"nothing is published in {settings.data}; `ktw status` says what to do")
    return found


def reader(settings: Settings) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the published file that can reach no other file and no host."""
    release(settings)
    return reading.opened(settings.published_database)


def customs_reader(settings: Settings) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the published customs detail, with the tables of its release as `published`."""
    found = release(settings)
    if (detail := found.manifest.customs) is None:
        raise click.ClickException(
            f"release {found.release_id} has no customs detail; put files into sources/customs/, "
            "then `ktw customs build`"
        )
    return reading.opened_with_customs(found.folder, Path(detail.folder))


def example(settings: Settings) -> str:
    """A query that answers something, as one would type it here, on the same data."""
    elsewhere = [] if settings.data == PROJECT / "data" else [f"KTW_DATA_DIR={shlex.quote(str(settings.data))}"]
    return " ".join([*elsewhere, shlex.join([own_name(), "sql", EXAMPLE])])


def own_name() -> str:
    """How this command was called, as one would type it here."""
    try:
        called, here = Path(sys.argv[0]).absolute(), Path.cwd()
    except FileNotFoundError:  # the folder one stands in was removed
        return "ktw"
    return str(called.relative_to(here)) if called.is_relative_to(here) else "ktw"
