"""The asset behind the release, where the setting asks for it: the release as a PostgreSQL server serves it.

Belongs here: serving the published release in a run and showing where. Does not belong here: how
(`korea_trade.serving.postgres`).
"""

import dagster as dg

from korea_trade.releases import history
from korea_trade.serving import postgres
from korea_trade.serving.postgres import ServingError
from korea_trade.warehouse import progress
from orchestration.resources import POOL, PUBLISHERS, Build

_LOG = progress.logger("postgres")


def asset(server: str) -> dg.AssetsDefinition:
    """The asset `postgres`, downstream of the release; `server` is a connection string, which nothing shows."""

    @dg.asset(
        name="postgres",
        group_name="release",
        deps=[dg.AssetKey("release")],
        kinds={"postgres"},
        owners=PUBLISHERS,
        description="The tables of the published release in a PostgreSQL server, replaced in one transaction.",
        pool=POOL,
    )
    def served(build: Build) -> dg.MaterializeResult[None]:
        release = history.published(build.settings)
        if release is None:
            raise dg.Failure("no intact release is published that PostgreSQL could serve", allow_retries=False)
        try:
            outcome = postgres.serve(release, server)
        except ServingError as error:
            raise dg.Failure(
                f"{error} (release {release.release_id} is published; `ktw postgres` serves it later)",
                allow_retries=False,
            ) from error
        _LOG.info("%s %s", "serves" if outcome.is_new else "already serves", release.release_id)
        return dg.MaterializeResult(
            metadata={
                "release_id": release.release_id,
                "served_anew": outcome.is_new,
                "place": outcome.place,
                "dagster/row_count": release.manifest.rows,
            }
        )

    return served
