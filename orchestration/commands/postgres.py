"""`ktw postgres`.

Belongs here: serving the published release from the server that the setting names, and saying where. Does not belong
here: how (`korea_trade.serving.postgres`).
"""

from __future__ import annotations

import click

from korea_trade.releases import history
from korea_trade.warehouse import lock, progress
from korea_trade.warehouse.settings import Settings


@click.command()
def postgres() -> None:
    """Serve the published release from the PostgreSQL server that KTW_POSTGRES names.

    A build does so by itself; this is for after a rollback, or once a server answers again. KTW_POSTGRES is a
    connection string of libpq, as in "service=warehouse" or "postgresql://ktw@host/database".
    """
    settings = Settings.from_environment()
    if not settings.postgres:
        raise click.UsageError("KTW_POSTGRES names no server; `ktw postgres --help` says how it does")
    progress.show()
    serve(settings, settings.postgres)


def serve(settings: Settings, server: str) -> None:
    """Has the PostgreSQL server `server` serve what is published, and says so."""
    from korea_trade.serving import postgres

    with lock.held(settings):
        release = history.published(settings)
        if release is None:
            raise click.ClickException(f"nothing intact is published in {settings.data}; `ktw status` says what to do")
        served = postgres.serve(release, server)
    click.echo(f"PostgreSQL {'serves' if served.is_new else 'already serves'} {release.release_id}: {served.place}")
