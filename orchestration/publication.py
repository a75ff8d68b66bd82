"""The last assets: the draft of a release, the parts made from it, and the release that readers see.

Belongs here: demanding the verdicts on the finished file, and telling the UI what was made. Does not belong here: how a
draft is made (`draft`), how it becomes a release (`releases`), and what a part shows (`presentation`).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import dagster as dg

from orchestration import draft, home, progress, releases, site, verdicts, warehouse
from orchestration.ingest import OWNERS, POOL
from orchestration.releases import Release, ReleaseError
from orchestration.resources import Build
from orchestration.settings import Settings
from orchestration.verdicts import RefusedError, Verdict
from presentation import layout

_DRAFT: Final = dg.AssetKey("release_draft")


def release_draft(marts: Sequence[dg.AssetKey]) -> dg.AssetsDefinition:
    """The asset `release_draft`, downstream of all `marts`."""

    @dg.asset(
        key=_DRAFT,
        group_name="release",
        deps=marts,
        kinds={"duckdb", "parquet"},
        owners=OWNERS,
        description="The file that readers will open, complete and audited, where no reader looks yet.",
        pool=POOL,
    )
    def made(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[None]:
        settings = build.settings
        try:
            new = draft.make(settings, context.run.run_id, _sources(settings), _audit(settings))
        except RefusedError as refusal:
            raise dg.Failure(str(refusal), allow_retries=False) from refusal
        if new is None:
            return dg.MaterializeResult(metadata={"new": False})
        progress.logger("draft").info("%d tables for %s", len(new.manifest["tables"]), new.manifest["release_id"])
        return dg.MaterializeResult(metadata={"new": True, **_metadata(new)})

    return made


def part(
    name: str,
    description: str,
    kinds: set[str],
    write: Callable[[Settings, Path], Mapping[str, dg.MetadataValue[Any]]],
    *,
    page: str | None = None,
    after: Sequence[dg.AssetsDefinition] = (),
) -> dg.AssetsDefinition:
    """The asset `name`: a part of the release that `write` puts into the folder of the draft.

    `write` returns what the UI shows of it. Where nothing new is to be published there is nothing to make. `page` is
    the file of the release that shows it; a part comes `after` those that it reads or leads to.
    """

    @dg.asset(
        name=name,
        group_name="release",
        deps=[_DRAFT, *(part.key for part in after)],
        kinds=kinds,
        owners=OWNERS,
        description=description,
        metadata=site.link(page) if page else None,
        pool=POOL,
    )
    def made(build: Build) -> dg.MaterializeResult[None]:
        standing = draft.standing(build.settings)
        if standing is None:
            return dg.MaterializeResult(metadata={"new": False})
        metadata = draft.add(standing, name, partial(write, build.settings))
        progress.logger(name).info("made for %s", standing.manifest["release_id"])
        return dg.MaterializeResult(metadata={"new": True, **metadata})

    return made


def release(parts: Sequence[dg.AssetsDefinition]) -> dg.AssetsDefinition:
    """The asset `release`, downstream of the draft and of its `parts`, without which there is no release."""
    keys = [part.key for part in parts]

    @dg.asset(
        name="release",
        group_name="release",
        deps=[_DRAFT, *keys],
        kinds={"duckdb"},
        owners=OWNERS,
        description="The published file that BI tools open, and its parts: switched to in one step.",
        metadata=site.link(layout.ENTRY),
        pool=POOL,
    )
    def made(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[None]:
        settings = build.settings
        content = verdicts.content(settings.build_database, "marts")
        try:
            published, is_new = draft.publish(
                settings, _sources(settings), content, [key.to_user_string() for key in keys], _audit(settings)
            )
        except (RefusedError, ReleaseError) as refusal:
            raise dg.Failure(str(refusal), allow_retries=False) from refusal
        log = progress.logger("release")
        if is_new:
            log.info("published %s", published.release_id)
        else:
            log.info("content equals that of %s: nothing new to publish", published.release_id)
        _prune(context.instance, settings)
        return dg.MaterializeResult(
            metadata={
                "release_id": published.release_id,
                "published_anew": is_new,
                "file": dg.MetadataValue.path(str(settings.published_database)),
                **_metadata(published),
            }
        )

    return made


def _sources(settings: Settings) -> dict[str, str]:
    with warehouse.opened(settings.build_database) as connection:
        return warehouse.sources_behind(connection, "marts")


def _audit(settings: Settings) -> draft.Audit:
    """Demands that gate 3 and the tests of the marts passed this very content, and gives all verdicts behind it."""

    def audit(content: str) -> Sequence[Verdict]:
        verdicts.demand(settings.build_database, (verdicts.MARTS_TESTS, verdicts.MARTS), content)
        return verdicts.standing(settings.build_database)

    return audit


def _prune(instance: dg.DagsterInstance, settings: Settings) -> None:
    """Removes what is kept no longer; what cannot be removed must not fail a run that has published."""
    try:
        releases.prune(settings)
        home.prune(instance, settings)
    except OSError as error:
        progress.logger("release").warning("what is old cannot be removed (%s); the next run tries again", error)


def _metadata(release: Release) -> dict[str, Any]:
    tables = release.manifest["tables"]
    listing = "\n".join(f"| {name} | {table['rows']} |" for name, table in tables.items())
    return {
        "tables": dg.MetadataValue.md(f"| table | rows |\n|---|---:|\n{listing}"),
        "checks": dg.MetadataValue.json(release.manifest["checks"]),
        "difference": dg.MetadataValue.json(release.manifest["difference"] or {}),
        "dagster/row_count": sum(table["rows"] for table in tables.values()),
    }
