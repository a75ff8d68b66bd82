"""`ktw`, the command line for people who live in a terminal.

Belongs here: commands, their help, what they print and their exit codes. Does not belong here: what they do. Heavy
imports stand inside the commands that need them, so that "nothing changed" answers at once.
"""

from __future__ import annotations

import atexit
import os
import shlex
import signal
import sys
import webbrowser
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final, NoReturn

import click
import duckdb

from korea_trade.errors import WarehouseError
from korea_trade.presentation import parts
from korea_trade.presentation.parts import Part
from korea_trade.releases import history, success
from korea_trade.releases.history import Damaged, Release
from korea_trade.releases.manifest import Difference
from korea_trade.warehouse import fingerprint, lock, progress
from korea_trade.warehouse.settings import Settings

_EXAMPLE = "select month, exports_usd, balance_usd from fct_trade_month_latest order by month"

# 128 and the number of the signal, as a shell tells it.
_INTERRUPTED: Final = 130


class _Group(click.Group):
    """Tells in a sentence what a user can cause, and keeps the stack trace for what nobody should."""

    def invoke(self, ctx: click.Context) -> Any:
        # What is published holds more than ASCII, whatever the locale says.
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            _end_interrupted()
        except BrokenPipeError:  # whoever reads the output has enough, which click ends quietly
            raise
        except (OSError, duckdb.Error, WarehouseError) as error:
            raise click.ClickException(str(error)) from error


def _end_interrupted(*_: Any) -> NoReturn:
    """Says so and ends at once: threads of dbt may yet be at work in DuckDB, which no orderly end survives."""
    click.echo("\nInterrupted; `ktw status` tells what is published.", err=True)
    atexit._run_exitfuncs()
    os._exit(_INTERRUPTED)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="korea-trade-warehouse")
def main() -> None:
    """Korea Trade Warehouse: figures read in the press, each traceable to the sentence that printed it.

    KTW_SOURCES_DIR and KTW_DATA_DIR point everything at other folders than the project's sources/ and data/.
    """


@main.command()
def build() -> None:
    """Build everything and publish it, unless nothing changed.

    Ends with exit code 0 when the published release answers for the sources as they are, and 1 when a source, a gate
    or a model failed; then what was published before stays published.
    """
    settings = Settings.from_environment()
    current = history.published(settings)
    if current is not None and success.is_answered(settings):
        click.echo(f"Nothing changed since the last successful run; published is release {current.release_id}.")
        if settings.postgres:
            _serve(settings, settings.postgres)
        return
    # Raised inside an import, an interruption would come out as another error; Dagster takes over while it runs.
    signal.signal(signal.SIGINT, _end_interrupted)
    from orchestration.instance import run

    outcome = run.execute(settings)
    if not outcome.success:
        for failure in outcome.failures:
            click.echo(failure, err=True)
        click.echo(f"\n{_standing(history.pointed_to(settings), outcome.run_id)}.", err=True)
        pages = settings.data_docs / outcome.run_id
        click.echo(f"Run {outcome.run_id}{f'; Data Docs of its gates: {pages}' if pages.exists() else ''}", err=True)
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
    checks = release.manifest.checks.values()
    with _reader(settings) as connection:
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
        "query": f"{_own_name()} sql {shlex.quote(_EXAMPLE)}",
    }
    click.echo("")
    for name, value in lines.items():
        click.echo(f"{name:<11} {value}")


def _own_name() -> str:
    """How this command was called, as one would type it here."""
    called = Path(sys.argv[0]).absolute()
    return str(called.relative_to(Path.cwd())) if called.is_relative_to(Path.cwd()) else "ktw"


@main.command()
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
        if intact[-1].release_id > release.release_id:
            yield f"rolled back from {intact[-1].release_id}"
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


@main.command(name="releases")
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


def _description(release: Release) -> str:
    rows = release.manifest.statements
    change = _change(release.manifest.difference)
    return f"{release.release_id}  {release.manifest.created}  {rows} statements  {change}"


def _change(difference: Difference | None) -> str:
    """What differs from the release before: statements by kind of change, and the rows of every other table."""
    if difference is None:
        return "compared with no release"
    statements = [f"{count} {kind}" for kind, count in difference.statements.items() if count]
    tables = [
        f"{name} {_rows(change.before)} → {_rows(change.after)}"
        for name, change in difference.rows.items()
        if name != "fct_statement"
    ]
    return "; ".join([", ".join(statements) or "no statement differs", *tables])


def _rows(count: int | None) -> str:
    return "none" if count is None else f"{count} rows"


@main.command()
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


@main.command()
def postgres() -> None:
    """Serve the published release from the PostgreSQL server that KTW_POSTGRES names.

    A build does so by itself; this is for after a rollback, or once a server answers again. KTW_POSTGRES is a
    connection string of libpq, as in "service=warehouse" or "postgresql://ktw@host/database".
    """
    settings = Settings.from_environment()
    if not settings.postgres:
        raise click.UsageError("KTW_POSTGRES names no server; `ktw postgres --help` says how it does")
    progress.show()
    _serve(settings, settings.postgres)


def _serve(settings: Settings, server: str) -> None:
    from korea_trade.serving import postgres

    with lock.held(settings):
        release = history.published(settings)
        if release is None:
            raise click.ClickException(f"nothing intact is published in {settings.data}; `ktw status` says what to do")
        served = postgres.serve(release, server)
    click.echo(f"PostgreSQL {'serves' if served.is_new else 'already serves'} {release.release_id}: {served.place}")


@main.command()
@click.argument("query")
def sql(query: str) -> None:
    """Print the answer to QUERY on the published file, as a table; the file is opened read-only."""
    settings = Settings.from_environment()
    if not query.strip():
        raise click.UsageError("QUERY is empty; try: " + shlex.join([_own_name(), "sql", _EXAMPLE]))
    _show(settings, query)


@main.command()
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
    _published(settings)
    with _reader(settings) as connection:
        answer = connection.sql(query)
        if answer is not None:
            answer.show(max_rows=10_000, max_width=10_000)


def _published(settings: Settings) -> Release:
    """The published release, without which there is nothing to look at."""
    release = history.pointed_to(settings)
    if isinstance(release, Damaged):
        raise click.ClickException(f"{release}; run `ktw build` or `ktw rollback`")
    if release is None:
        raise click.ClickException(f"nothing is published in {settings.data}; `ktw status` says what to do")
    return release


def _reader(settings: Settings) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the published file that can reach no other file and no host."""
    return duckdb.connect(str(settings.published_database), read_only=True, config={"enable_external_access": "false"})


@main.command()
def dashboard() -> None:
    """Open the dashboard of the published release in the browser, and print where it is."""
    _open_page(Settings.from_environment(), parts.DASHBOARD)


@main.command()
def docs() -> None:
    """Open the documentation of the published release in the browser, and print where it is."""
    _open_page(Settings.from_environment(), parts.DOCUMENTATION)


def _open_page(settings: Settings, part: Part) -> None:
    """Prints where `part` of the published release is, and opens it where there is a browser."""
    release = _published(settings)
    if not (release.folder / part.entry).exists():
        raise click.ClickException(f"release {release.release_id} has no {part.entry}; `ktw build` makes one that has")
    place = settings.published / part.entry
    click.echo(place)
    webbrowser.open(place.as_uri())


@main.command()
@click.option(
    "--port", default=3000, type=click.IntRange(1, 65534), show_default=True, help="Port of the web page on 127.0.0.1."
)
@click.option(
    "--site-port",
    type=click.IntRange(1, 65535),
    help="Port of the pages of the published release, next to --port if not given.",
)
def ui(port: int, site_port: int | None) -> None:
    """Start the Dagster web page and daemon and the pages of the release on loopback; Ctrl-C ends all."""
    from orchestration.instance import server

    sys.exit(server.serve(Settings.from_environment(), port, site_port or port + 1))


if __name__ == "__main__":
    main()
