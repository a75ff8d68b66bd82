"""`ktw customs`.

Belongs here: bringing customs detail up to date and answering questions on what is published of it. Does not belong
here: how (`korea_trade.customs`, `korea_trade.releases`).
"""

from __future__ import annotations

import click

from korea_trade.releases import history, reading
from korea_trade.warehouse import progress
from korea_trade.warehouse.settings import Settings
from orchestration.commands import answers, interruption, published, releases


@click.group()
def customs() -> None:
    """Trade by code, partner and month, from the files of sources/customs/: docs/scale.md."""


@customs.command()
def build() -> None:
    """Build the months that changed, and those that depend on them, and publish them beside the published tables."""
    from korea_trade.customs import engine
    from korea_trade.releases import amendment

    settings = Settings.from_environment()
    settings.apply()
    progress.show()
    built, release = amendment.bring_up_to_date(settings, engine.chosen(settings.engine, settings))
    click.echo(f"{len(built)} months built" if built else "nothing changed")
    if release is not None:
        click.echo(f"Published is release {release.release_id}: {releases.change(release.manifest.difference)}.")
    elif history.published(settings) is None:
        click.echo("Nothing is published beside which they could be; `ktw build` publishes them with the tables.")


@customs.command()
@click.argument("query")
@click.option("--format", "form", type=click.Choice(answers.FORMATS), default="table", show_default=True)
def sql(query: str, form: str) -> None:
    """Print the answer to QUERY on the published fct_customs_month and fct_customs_reconciliation.

    The tables of the release are there as `published`, such as published.dim_item.
    """
    interruption.end_from_a_thread()
    with published.customs_reader(Settings.from_environment()) as connection:
        answers.show(reading.answer(connection, query), form)
