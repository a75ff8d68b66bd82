"""`ktw dashboard`, `ktw docs` and `ktw ui`.

Belongs here: opening and serving pages. Does not belong here: what they show.
"""

from __future__ import annotations

import sys
import webbrowser

import click

from korea_trade.presentation import parts
from korea_trade.presentation.parts import Part
from korea_trade.warehouse import progress
from korea_trade.warehouse.settings import Settings
from orchestration.commands import published


@click.command()
def dashboard() -> None:
    """Open the dashboard of the published release in the browser, and print where it is."""
    _open_page(Settings.from_environment(), parts.DASHBOARD)


@click.command()
def docs() -> None:
    """Open the documentation of the published release in the browser, and print where it is."""
    _open_page(Settings.from_environment(), parts.DOCUMENTATION)


def _open_page(settings: Settings, part: Part) -> None:
    """Prints where `part` of the published release is, and opens it where there is a browser."""
    release = published.release(settings)
    if not (release.folder / part.entry).exists():
        raise click.ClickException(f"release {release.release_id} has no {part.entry}; `ktw build` makes one that has")
    place = settings.published / part.entry
    click.echo(place)
    webbrowser.open(place.as_uri())


@click.command()
@click.option(
    "--port", default=3000, type=click.IntRange(1, 65534), show_default=True, help="Port of the web page on 127.0.0.1."
)
@click.option(
    "--site-port",
    type=click.IntRange(1, 65535),
    help="Port of the pages of the published release, next to --port if not given.",
)
@click.option(
    "--review-port",
    type=click.IntRange(1, 65535),
    help="Port of the page on which texts are reviewed, next to that of the release if not given.",
)
def ui(port: int, site_port: int | None, review_port: int | None) -> None:
    """Start the Dagster web page and daemon, the release and the review of texts on loopback; Ctrl-C ends all."""
    settings = Settings.from_environment()
    progress.show()
    from orchestration.instance import server

    site_port = site_port or port + 1
    sys.exit(server.serve(settings, port, site_port, review_port or site_port + 1))
