"""`ktw customs`.

Belongs here: bringing customs detail up to date and answering questions on it. Does not belong here: how
(`korea_trade.customs`).
"""

from __future__ import annotations

import click
import duckdb

from korea_trade.warehouse import progress
from korea_trade.warehouse.settings import Settings
from orchestration.commands import answers, interruption


@click.group()
def customs() -> None:
    """Trade by code, partner and month, from the files of sources/customs/: docs/scale.md."""


@customs.command()
def build() -> None:
    """Build the months that changed, and those that depend on them."""
    from korea_trade.customs import engine, store

    settings = Settings.from_environment()
    settings.apply()
    progress.show()
    built = store.bring_up_to_date(settings, engine.chosen(settings.engine, settings))
    click.echo(f"{len(built)} months built" if built else "nothing changed")


@customs.command()
@click.argument("query")
@click.option("--format", "form", type=click.Choice(answers.FORMATS), default="table", show_default=True)
def sql(query: str, form: str) -> None:
    """Print the answer to QUERY on fct_customs_month and fct_customs_reconciliation."""
    from korea_trade.customs import store

    interruption.end_from_a_thread()
    with duckdb.connect() as connection:
        store.open_for_reading(Settings.from_environment(), connection)
        if (answer := connection.sql(query)) is not None:
            answers.show(answer, form)
