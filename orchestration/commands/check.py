"""`ktw check`.

Belongs here: reading the file, asking the published release, and printing the answer. Does not belong here: the
comparing (`korea_trade.intake.check`).
"""

from __future__ import annotations

import json
from pathlib import Path

import click
import duckdb

from korea_trade.warehouse.settings import Settings
from orchestration.commands import interruption, published


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON; docs/check.md describes its keys.")
@click.option(
    "--html", "page", type=click.Path(path_type=Path), metavar="PAGE", help="Write one page with the text marked."
)
def check(file: Path, as_json: bool, page: Path | None) -> None:
    """Hold the text in FILE against the published release, without taking it in.

    Each figure is supported, contradicted, revised or undecidable, with the arithmetic and the figures behind it.
    Nothing is written to the warehouse. Ends with 1 if something is contradicted.
    """
    settings = Settings.from_environment()
    release = published.release(settings)
    interruption.end_from_a_thread()
    # The rest of the command line does not wait for what only this command needs.
    from korea_trade.intake import reading
    from korea_trade.intake.check import page as pages
    from korea_trade.intake.check import report, terminal, verdicts

    texts = reading.read(file, settings.sources)
    try:
        with published.reader(settings) as connection:
            reports = [report.of(one, connection) for one in texts]
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise click.ClickException(
            f"release {release.release_id} lacks what a check asks for; `ktw build` makes one of this version ({error})"
        ) from error
    if page:
        _write(page, pages.render(reports, release.release_id))
    if as_json:
        click.echo(json.dumps(report.document(reports, release.release_id), ensure_ascii=False, indent=2))
    else:
        for one in reports:
            click.echo("\n".join(terminal.lines(one, release.release_id)))
        if page:
            click.echo(f"page        {page}")
    if any(finding.verdict == verdicts.CONTRADICTED for one in reports for finding in one.findings):
        raise click.exceptions.Exit(1)


def _write(page: Path, content: str) -> None:
    try:
        page.write_text(content, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(
            f"{page}: {error.strerror}; name a file in a folder that can be written to"
        ) from error
