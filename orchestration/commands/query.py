"""`ktw sql` and `ktw metrics`.

Belongs here: asking the published file and printing the answer. Does not belong here: what a metric is
(`korea_trade.modelling.metrics`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import click
import duckdb

from korea_trade.releases import reading
from korea_trade.warehouse.settings import Settings
from orchestration.commands import answers, interruption, published

_FORMAT: Final = click.option(
    "--format",
    "form",
    type=click.Choice(answers.FORMATS),
    default="table",
    show_default=True,
    help="How the answer is printed; only a table cuts long texts.",
)


@click.command()
@click.argument("query")
@_FORMAT
def sql(query: str, form: str) -> None:
    """Print the answer to QUERY on the published file, as a table or in another format; it is opened read-only."""
    settings = Settings.from_environment()
    interruption.end_from_a_thread()
    with published.reader(settings) as connection:
        if not (asked := len(connection.extract_statements(query))):
            raise click.UsageError(f"QUERY is empty; try: {published.example(settings)}")
        if asked > 1:
            raise click.UsageError(f"QUERY holds {asked} queries; ask one at a time")
        # None where it gives no rows to print.
        if (answer := connection.sql(_without_its_end(query))) is not None:
            answers.show(answer, form)


def _without_its_end(query: str) -> str:
    """The one query of `query` without a semicolon: to show its answer DuckDB takes it for a part of another query."""
    characters = query.encode()
    for at, _ in duckdb.tokenize(query):
        if characters[at : at + 1] == b";":
            characters = characters[:at] + b" " + characters[at + 1 :]
    return characters.decode()


@click.command()
@_FORMAT
def tables(form: str) -> None:
    """List the tables and views of the published file, with their rows and what they hold."""
    settings = Settings.from_environment()
    with published.reader(settings) as connection:
        found = connection.execute(
            """
            select table_name, comment from duckdb_tables() where not internal
            union all select view_name, comment from duckdb_views() where not internal
            order by table_name
            """
        ).fetchall()
        counted = [
            f"select '{name}' as name, (select count(*) from \"{name}\") as rows, "
            f"'{(comment or '').replace(chr(39), chr(39) * 2)}' as description"
            for name, comment in found
        ]
        answers.show(connection.sql(" union all ".join(counted)), form)


@click.command()
@click.argument("names", metavar="[METRIC]...", nargs=-1)
@click.option("--by", metavar="DIMENSIONS", default="", help="Dimensions to add to the answer, separated by commas.")
@click.option("--where", metavar="CONDITION", help="A condition in SQL on the columns of the answer.")
@click.option("--from", "first", metavar="PERIOD", help="From when on: 2023, 2023-Q1 or 2023-01.")
@click.option("--to", "last", metavar="PERIOD", help="Until when, the period included.")
@_FORMAT
@click.option("--sql", "only_sql", is_flag=True, help="Print the SQL instead of its answer.")
def metrics(
    names: Sequence[str], by: str, where: str | None, first: str | None, last: str | None, form: str, only_sql: bool
) -> None:
    """List the metrics, or print the figures of each METRIC on the published file, as a table.

    One row is one figure, with the bounds that its print leaves it: what tells the figures of a metric apart is always
    in the answer, for no figure of the press may be added to another. A month that nobody reported is no row, and a
    quarter or year is answered by its months.
    """
    from korea_trade.modelling.metrics import MetricError, days, defined

    settings = Settings.from_environment()
    settings.apply()
    known = defined(settings)
    if not names:
        for metric in known.all():
            click.echo(f"{metric.name}: {metric.label}, in {metric.unit}")
            click.echo(f"    {metric.description}")
            also = f"; also {', '.join(metric.further)}" if metric.further else ""
            click.echo(f"    by {', '.join(metric.grain)}{also}")
        return
    try:
        query = known.sql(names, [name.strip() for name in by.split(",") if name.strip()], where, *days(first, last))
    except MetricError as error:
        raise click.ClickException(str(error)) from error
    if only_sql:
        click.echo(query)
        return
    interruption.end_from_a_thread()
    is_of_customs = any(metric.is_of_customs for metric in known.named(names))
    with published.customs_reader(settings) if is_of_customs else published.reader(settings) as connection:
        answer = reading.answer(connection, query)
        answers.show(answer, form)
        if not answer.limit(1).fetchall():
            click.echo(f"Nobody reported a figure of {' or '.join(names)} that this asks for.", err=True)
