"""`ktw series`.

Belongs here: telling what a file of an office holds, and taking it in when that is asked for. Does not belong here: how
it is read and judged (`korea_trade.series`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from korea_trade.errors import WarehouseError
from korea_trade.warehouse.settings import Settings
from orchestration.commands import published

if TYPE_CHECKING:
    from korea_trade.series.delivery import Delivery
    from korea_trade.series.table import Figure

# More of one kind is no longer read by a person.
_SHOWN: Final = 20


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--known-from",
    metavar="DAY",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Since when the figures of the files were known: the day of the download. Today by default.",
)
@click.option("--accept", is_flag=True, help="Take in what is new; without it nothing is written.")
def series(files: Sequence[Path], known_from: datetime | None, accept: bool) -> None:
    """Say what each FILE of an office holds: what it would add, revise or refuse. With --accept it is taken in.

    A file is recognised by its content: CSV, xls, xlsx, XML or JSON as ECOS, KOSIS, K-stat, the customs service and the
    data portal give them. The exit code is 1 if anything of a file is refused or has a name that no list knows.
    """
    from korea_trade.series import delivery

    settings = Settings.from_environment()
    day = delivery.today()
    known = known_from.date() if known_from else day
    read = {file: _delivered(file, settings.sources, known, day) for file in dict.fromkeys(files)}
    disagreeing = delivery.disagreements([each for each in read.values() if not isinstance(each, WarehouseError)])
    is_clean = True
    has_taken_in = False
    for file in files:
        # What was taken in may be what the next file gives.
        found = _delivered(file, settings.sources, known, day) if has_taken_in else read[file]
        if isinstance(found, WarehouseError):
            click.echo(f"{found}\n  nothing of it is taken in")
            is_clean = False
            continue
        problems = disagreeing.get(file, [])
        found = replace(found, refused=(*found.refused, *problems))
        click.echo("\n".join(told(found)))
        is_clean = is_clean and found.is_clean
        if problems or not found.content:
            click.echo("  nothing of it is taken in")
        elif accept:
            delivery.take_in(found)
            has_taken_in = True
            click.echo(taken_in(found, settings))
        else:
            click.echo("  nothing is taken in yet; --accept takes in what is not refused")
    if not is_clean:
        raise click.exceptions.Exit(1)


def _delivered(file: Path, sources: Path, known_from: date, today: date) -> Delivery | WarehouseError:
    """What is in a file, or why it cannot be read."""
    from korea_trade.series import delivery

    try:
        return delivery.deliver(file, sources, known_from, today)
    except WarehouseError as error:
        return error


def taken_in(delivery: Delivery, settings: Settings) -> str:
    """Where a delivery that was taken in stands now."""
    return f"  taken in as {delivery.target.relative_to(settings.sources)}; `{published.own_name()} build` uses it"


def told(delivery: Delivery, *, with_names: bool = True) -> Iterator[str]:
    """The delivery in lines: what it is, then what becomes of its figures; `with_names` also those that are unknown."""
    layouts = ", ".join(f"{each.title} [{each.name}]" for each in delivery.layouts)
    yield f"{delivery.path.name}: {layouts}"
    yield f"  {delivery.kind}; by {', '.join(dict.fromkeys(each.definition for each in delivery.layouts))}"
    for notice in delivery.notices:
        yield f"  {notice}"
    yield (
        f"  {len(delivery.added)} to add, {len(delivery.refined)} to refine, {len(delivery.revised)} to revise, "
        f"{len(delivery.equal)} known as they are, {len(delivery.refused)} refused, "
        f"{len(delivery.unknown)} unknown names"
    )
    if delivery.added:
        yield f"  add      {', '.join(_spans([*delivery.added]))}"
    if delivery.refined:
        yield f"  refine   {', '.join(_spans([*delivery.refined]))}: the same figures with more digits"
    yield from _some(
        [
            f"  revise   line {each.figure.line}: {_named(each.figure)} {each.figure.month:%Y-%m} "
            f"from {each.before_usd:,.0f} ({each.place}) to {each.figure.value_usd:,.0f}"
            for each in delivery.revised
        ]
    )
    yield from _some([f"  refuse   {problem}" for problem in delivery.refused])
    yield from (
        f"  unknown  {name.kind} {name.name!r} in {_counted(len(lines))} from line {min(lines)} on; {name.remedy}"
        for name, lines in (delivery.unknown if with_names else ())
    )


def _spans(figures: list[Figure]) -> Iterator[str]:
    """The series of `figures`, each with its first and last month."""
    by_name: dict[str, list[Figure]] = {}
    for figure in figures:
        by_name.setdefault(_named(figure), []).append(figure)
    for name, each in by_name.items():
        months = sorted(figure.month for figure in each)
        yield f"{name} {months[0]:%Y-%m} to {months[-1]:%Y-%m} ({len(each)})"


def _named(figure: Figure) -> str:
    days = {"ten_days": "first 10 days", "twenty_days": "first 20 days"}.get(figure.status)
    return " ".join(filter(None, (figure.flow, figure.item, figure.partner, days)))


def _counted(rows: int) -> str:
    return "1 row" if rows == 1 else f"{rows} rows"


def _some(lines: list[str]) -> list[str]:
    more = [f"  … and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    return lines[:_SHOWN] + more
