"""The last asset: the release that readers see.

Belongs here: demanding the verdicts on the finished file and reporting the release in the UI. Does not belong here: how
a release is made (`releases`).
"""

from collections.abc import Sequence
from typing import Any, Final

import dagster as dg

from orchestration import home, progress, releases, verdicts, warehouse
from orchestration.ingest import OWNERS, POOL
from orchestration.resources import Build
from orchestration.settings import Settings
from orchestration.verdicts import RefusedError, Verdict

_LOG: Final = progress.logger("release")


def asset(marts: Sequence[dg.AssetKey]) -> dg.AssetsDefinition:
    """The asset `release`, downstream of all `marts`."""

    @dg.asset(
        name="release",
        group_name="release",
        deps=marts,
        kinds={"duckdb", "parquet"},
        owners=OWNERS,
        description="The published file that BI tools open: complete, audited, switched to in one step.",
        pool=POOL,
    )
    def release(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[None]:
        settings = build.settings

        def audit(content: str) -> Sequence[Verdict]:
            verdicts.demand(settings.build_database, (verdicts.MARTS_TESTS, verdicts.MARTS), content)
            return verdicts.standing(settings.build_database)

        with warehouse.opened(settings.build_database) as connection:
            sources = warehouse.sources_behind(connection, "marts")
        try:
            published, is_new = releases.publish(settings, context.run.run_id, sources, audit)
        except RefusedError as refusal:
            raise dg.Failure(str(refusal), allow_retries=False) from refusal
        if is_new:
            _LOG.info("published %s", published.release_id)
        else:
            _LOG.info("content equals that of %s: nothing new to publish", published.release_id)
        _prune(context.instance, settings)
        return dg.MaterializeResult(metadata=_metadata(published, is_new))

    return release


def _prune(instance: dg.DagsterInstance, settings: Settings) -> None:
    """Removes what is kept no longer; what cannot be removed must not fail a run that has published."""
    try:
        releases.prune(settings)
        home.prune(instance, settings)
    except OSError as error:
        _LOG.warning("old releases or runs cannot be removed (%s); the next run tries again", error)


def _metadata(release: releases.Release, is_new: bool) -> dict[str, Any]:
    tables = release.manifest["tables"]
    listing = "\n".join(f"| {name} | {table['rows']} |" for name, table in tables.items())
    return {
        "release_id": release.release_id,
        "published_anew": is_new,
        "file": dg.MetadataValue.path(str(release.database)),
        "tables": dg.MetadataValue.md(f"| table | rows |\n|---|---:|\n{listing}"),
        "checks": dg.MetadataValue.json(release.manifest["checks"]),
        "difference": dg.MetadataValue.json(release.manifest["difference"] or {}),
        "dagster/row_count": sum(table["rows"] for table in tables.values()),
    }
