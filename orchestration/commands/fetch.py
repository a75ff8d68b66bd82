"""`ktw fetch`.

Belongs here: asking the offices, telling what came, and taking it in when that is asked for. Does not belong here: how
an office is asked (`korea_trade.series.fetching`).
"""

from __future__ import annotations

from datetime import datetime

import click

from korea_trade.series.offices import OFFICES
from korea_trade.warehouse.settings import Settings, SettingsError
from orchestration.commands import series


@click.command()
@click.option(
    "--since",
    metavar="MONTH",
    type=click.DateTime(["%Y-%m"]),
    help="First month to ask for: by default January of last year, for older figures are hardly revised.",
)
@click.option("--accept", is_flag=True, help="Take in what is new; without it the sources stay as they are.")
def fetch(since: datetime | None, accept: bool) -> None:
    """Ask an office for its newest figures. It needs a key, in KTW_DATA_PORTAL_KEY or KTW_ECOS_KEY.

    The answers are kept in fetched/ in the data folder, and go through the layouts like any FILE of `series`. The exit
    code is 1 if an answer did not come or anything of it is refused.
    """
    from korea_trade.series import delivery, fetching

    settings = Settings.from_environment()
    if not settings.keys:
        variables = " or ".join(office.variable for office in OFFICES)
        raise SettingsError(f"no key is set, so no office is asked; put the key of one into {variables}")
    today = delivery.today()
    first = since.date() if since else fetching.january_before(today)
    is_clean = True
    for each in fetching.fetch(settings.keys, settings.fetched, settings.sources, first, today, settings.offices):
        if each.delivery is None:
            click.echo(each.problem)
            is_clean = False
            continue
        click.echo("\n".join(series.told(each.delivery, with_names=False)))
        # An office tells of every country, and lists need not.
        is_clean = is_clean and not each.delivery.refused
        if not each.is_new:
            click.echo("  nothing of it is new")
        elif accept:
            delivery.take_in(each.delivery)
            click.echo(series.taken_in(each.delivery, settings))
        else:
            click.echo("  nothing is taken in yet; --accept takes in what is not refused")
    if not is_clean:
        raise click.exceptions.Exit(1)
