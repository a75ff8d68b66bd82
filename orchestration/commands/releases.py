"""`ktw status`, `ktw releases` and `ktw rollback`.

Belongs here: what is published and kept, and going back. Does not belong here: how (`korea_trade.releases`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from korea_trade.releases import history, success
from korea_trade.releases.history import Damaged, Release, Unlinked
from korea_trade.releases.manifest import Difference
from korea_trade.warehouse import fingerprint, lock, progress
from korea_trade.warehouse.settings import Settings


@click.command()
def status() -> None:
    """Tell what is published, from which sources, and whether they changed since."""
    settings = Settings.from_environment()
    kept = history.kept(settings)
    for line in _published_lines(settings, kept):
        click.echo(line)
    for release in kept:
        if isinstance(release, Damaged):
            click.echo(f"damaged     {_damage(release)}")
    if history.published(settings) is not None:
        _tell_changes(settings)


def _published_lines(settings: Settings, kept: Sequence[Release | Damaged]) -> Iterator[str]:
    release = history.pointed_to(settings)
    intact = [one for one in kept if isinstance(one, Release)]
    if isinstance(release, Release):
        yield f"published   {release.release_id}, created {release.manifest.created}"
        if customs := release.manifest.customs:
            yield f"customs     {_months(sorted(customs.months))}"
        if intact[-1].order > release.order:
            yield f"rolled back from {intact[-1].release_id}"
    elif isinstance(release, Unlinked):
        yield f"Nothing is published: {release}."
    elif isinstance(release, Damaged):
        yield f"published   {release.release_id}, which is damaged: {release.flaw}"
        yield "            `ktw build` publishes anew, `ktw rollback` publishes the release before"
    elif intact:
        yield f"Nothing is published: {settings.published} is missing, although releases are kept."
        yield f"`ktw rollback` publishes the newest again, {intact[-1].release_id}; `ktw build` publishes anew."
    else:
        yield f"Nothing is published in {settings.data}; run `ktw build`."


def _damage(release: Damaged) -> str:
    return f"{release.release_id}: {release.flaw}; restore {release.folder} from a copy, or remove it"


def _tell_changes(settings: Settings) -> None:
    """Which of sources and code differ from what the last successful run read."""
    click.echo(f"file        {settings.published_database}")
    click.echo(f"sources     {settings.sources}")
    before = success.last(settings) or success.Success(code_version="", sources={})
    then, now = before.sources, fingerprint.source_checksums(settings)
    changes = [
        *(f"  changed  {name}" for name in sorted(then.keys() & now.keys()) if then[name] != now[name]),
        *(f"  new      {name}" for name in sorted(now.keys() - then.keys())),
        *(f"  missing  {name}" for name in sorted(then.keys() - now.keys())),
    ]
    if before.code_version != fingerprint.code_version():
        changes.append("  changed  the code")
    click.echo(
        "up to date: neither sources nor code changed" if not changes else "stale, since the last successful run:"
    )
    for change in changes:
        click.echo(change)


@click.command(name="releases")
def list_releases() -> None:
    """List the releases that are kept, the published one marked."""
    settings = Settings.from_environment()
    kept = history.kept(settings)
    if not kept:
        click.echo(f"There is no release in {settings.releases}; run `ktw build`.")
    current = history.pointed_to(settings)
    for release in kept:
        mark = "*" if current is not None and release.release_id == current.release_id else " "
        line = f"damaged  {_damage(release)}" if isinstance(release, Damaged) else _description(release)
        click.echo(f"{mark} {line}")
        for change in acknowledged(release) if isinstance(release, Release) else ():
            click.echo(f"      acknowledged  {change}")


def acknowledged(release: Release) -> Sequence[str]:
    """The changes of what was published before that `release` acknowledges, a sentence each."""
    difference = release.manifest.difference
    return () if difference is None else difference.acknowledged


def _description(release: Release) -> str:
    holds = f"{release.manifest.statements} statements"
    if customs := release.manifest.customs:
        holds += f", customs {_months(sorted(customs.months))}"
    return f"{release.release_id}  {release.manifest.created}  {holds}  {change(release.manifest.difference)}"


def change(difference: Difference | None) -> str:
    """What differs from the release before: statements by kind of change, the rows of every other table, and months of
    customs detail."""
    if difference is None:
        return "compared with no release"
    statements = [f"{count} {kind}" for kind, count in difference.statements.items() if count]
    tables = [
        f"{name} {_rows(change.before)} → {_rows(change.after)}"
        for name, change in difference.rows.items()
        if name != "fct_statement"
    ]
    customs = [f"customs {kind} {_months(months)}" for kind, months in difference.customs_months.items()]
    return "; ".join([", ".join(statements) or "no statement differs", *tables, *customs])


def _months(months: Sequence[str]) -> str:
    """How many these are, and from which to which."""
    first, last = months[0][:7], months[-1][:7]
    return f"{first}" if len(months) == 1 else f"{len(months)} months from {first} to {last}"


def _rows(count: int | None) -> str:
    return "none" if count is None else f"{count} rows"


@click.command()
@click.argument("release_id", required=False)
def rollback(release_id: str | None) -> None:
    """Publish an earlier release again: RELEASE_ID, or the one before the published, or the newest if none is.

    A release that was rolled back is not published again until sources or code change; name it here to go forward.
    """
    settings = Settings.from_environment()
    progress.show()
    with lock.held(settings):
        release = history.rollback(settings, release_id)
    click.echo(f"Published is release {release.release_id}.")
    if settings.postgres:
        click.echo("PostgreSQL serves what it served before; `ktw postgres` makes it serve this release.")
