"""`ktw sql` and `ktw metrics`.

Belongs here: asking the published file and printing the answer. Does not belong here: what a metric is
(`korea_trade.modelling.metrics`).
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence

import click

from korea_trade.warehouse.settings import Settings
from orchestration.commands import published


@click.command()
@click.argument("query")
def sql(query: str) -> None:
    """Print the answer to QUERY on the published file, as a table; the file is opened read-only."""
    settings = Settings.from_environment()
    if not query.strip():
        raise click.UsageError("QUERY is empty; try: " + shlex.join([published.own_name(), "sql", published.EXAMPLE]))
    _show(settings, query)


@click.command()
@click.argument("names", metavar="[METRIC]...", nargs=-1)
@click.option("--by", metavar="DIMENSIONS", default="", help="Dimensions to add to the answer, separated by commas.")
@click.option("--where", metavar="CONDITION", help="A condition in SQL on the columns of the answer.")
@click.option("--from", "first", metavar="PERIOD", help="From when on: 2023, 2023-Q1 or 2023-01.")
@click.option("--to", "last", metavar="PERIOD", help="Until when, the period included.")
@click.option("--sql", "only_sql", is_flag=True, help="Print the SQL instead of its answer.")
def metrics(
    names: Sequence[str], by: str, where: str | None, first: str | None, last: str | None, only_sql: bool
) -> None:
    """List the metrics, or print the figures of each METRIC on the published file, as a table.

    One row is one figure: what tells the figures of a metric apart is always in the answer, for no figure of the press
    may be added to another. A month that nobody reported is no row.
    """
    from korea_trade.modelling.metrics import MetricError, days, defined

    settings = Settings.from_environment()
    settings.apply()
    known = defined(settings)
    if not names:
        for metric in known.all():
            click.echo(f"{metric.name}: {metric.label}, in {metric.unit}")
            click.echo(f"    {metric.description}")
            click.echo(f"    by {', '.join(metric.grain)}; also {', '.join(metric.further)}")
        return
    try:
        query = known.sql(names, [name.strip() for name in by.split(",") if name.strip()], where, *days(first, last))
    except MetricError as error:
        raise click.ClickException(str(error)) from error
    if only_sql:
        click.echo(query)
    else:
        _show(settings, query)


def _show(settings: Settings, query: str) -> None:
    published.release(settings)
    with published.reader(settings) as connection:
        answer = connection.sql(query)
        if answer is not None:
            answer.show(max_rows=10_000, max_width=10_000)
