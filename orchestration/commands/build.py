"""`ktw build`.

Belongs here: the command and its summary. Does not belong here: running the job (`orchestration.run`).
"""

from __future__ import annotations

import sys

import click

from korea_trade.presentation import parts
from korea_trade.releases import history, success
from korea_trade.releases.history import Damaged, Release
from korea_trade.warehouse.settings import Settings
from orchestration.commands.postgres import serve
from orchestration.commands.releases import acknowledged


@click.command()
def build() -> None:
    """Build everything and publish it, unless nothing changed.

    Ends with exit code 0 when what is published was made from the sources as they are, and 1 when a source, a gate
    or a model failed; then what was published before stays published.
    """
    settings = Settings.from_environment()
    current = history.published(settings)
    if current is not None and success.is_answered(settings):
        click.echo(f"Nothing changed since the last successful run; published is release {current.release_id}.")
        if settings.postgres:
            serve(settings, settings.postgres)
        return
    from orchestration import run

    outcome = run.execute(settings)
    if not outcome.success:
        for failure in outcome.failures:
            click.echo(failure, err=True)
        click.echo(f"\n{_standing(history.pointed_to(settings), outcome.run_id)}.", err=True)
        pages = settings.data_docs / outcome.run_id
        docs = f"; Data Docs of its gates: {pages}" if pages.exists() else ""
        if outcome.run_id:
            click.echo(f"Run {outcome.run_id}{docs}", err=True)
        sys.exit(1)
    release = history.published(settings)
    assert release is not None  # a successful run published one or found one
    _summarize(settings, release, is_new=release.manifest.run_id == outcome.run_id)


def _standing(release: Release | Damaged | None, run_id: str) -> str:
    """What readers see after the run `run_id` failed."""
    if release is None:
        return "Not published; nothing was before"
    if isinstance(release, Damaged):
        return f"Not published; {release}"
    if release.manifest.run_id == run_id:
        return f"Published is release {release.release_id}; the run failed after that"
    return f"Not published; release {release.release_id} stays"


def _summarize(settings: Settings, release: Release, *, is_new: bool) -> None:
    from orchestration.commands import published

    checks = release.manifest.checks.values()
    with published.reader(settings) as connection:
        counts = connection.execute(
            "select (select count(*) from dim_article), (select count(*) from fct_statement)"
        ).fetchone()
    assert counts is not None  # an aggregate without groups has one row
    lines = {
        "articles": counts[0],
        "statements": counts[1],
        "checks": f"{sum(one.passed for one in checks)} passed, {sum(one.failed for one in checks)} failed",
        "release": f"{release.release_id} ({'new' if is_new else 'content unchanged, nothing new published'})",
        "published": settings.published_database,
        "dashboard": settings.published / parts.DASHBOARD.entry,
        "query": published.example(settings),
    }
    click.echo("")
    for name, value in lines.items():
        click.echo(f"{name:<11} {value}")
    for change in acknowledged(release) if is_new else ():
        click.echo(f"{'changed':<11} {change}")
