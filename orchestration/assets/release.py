"""The last assets: the draft of a release, the parts made from it, and the release that readers see.

Belongs here: demanding the verdicts on the finished file, and telling the UI what was made. Does not belong here: how a
draft is made and becomes a release (`korea_trade.releases`), and what a part shows (`korea_trade.presentation`).
"""

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from typing import Final

import dagster as dg

from korea_trade.presentation import parts, wording
from korea_trade.presentation.parts import Made, Part
from korea_trade.releases import draft, history
from korea_trade.releases.history import Release
from korea_trade.warehouse import build_database, progress, second_process, verdicts
from korea_trade.warehouse.settings import Settings
from korea_trade.warehouse.verdicts import Verdict
from orchestration import metadata
from orchestration.failures import told
from orchestration.instance import home
from orchestration.resources import POOL, PUBLISHERS, Build

# The ministry reports each month, and a day without a change publishes nothing: only a month without any is late.
_FRESHNESS: Final = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=45), warn_window=timedelta(days=35))
_DRAFT: Final = dg.AssetKey("release_draft")


def release_draft(marts: Sequence[dg.AssetKey]) -> dg.AssetsDefinition:
    """The asset `release_draft`, downstream of all `marts`."""

    @dg.asset(
        key=_DRAFT,
        group_name="release",
        deps=marts,
        kinds={"duckdb", "parquet"},
        owners=PUBLISHERS,
        description="The file that readers will open, complete and audited, where no reader looks yet.",
        pool=POOL,
    )
    def made(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[None]:
        settings = build.settings
        with told():
            new = draft.make(settings, context.run.run_id, _sources(settings), _audit(settings))
        if new is None:
            return dg.MaterializeResult(metadata={"new": False})
        tables = wording.count(len(new.manifest.tables), "table")
        progress.logger("draft").info("%s for %s", tables, new.manifest.release_id)
        return dg.MaterializeResult(metadata={"new": True, **metadata.of_release(new)})

    return made


@dg.multi_asset(
    name="release_parts",
    specs=[
        dg.AssetSpec(
            one.name,
            group_name="release",
            deps=[_DRAFT],
            kinds=set(one.kinds),
            owners=PUBLISHERS,
            description=one.title,
            metadata=metadata.link(one.entry) if one.entry.endswith(".html") else None,
        )
        for one in parts.PARTS
    ],
    can_subset=True,
    pool=POOL,
)
def release_parts(context: dg.AssetExecutionContext, build: Build) -> Iterator[dg.MaterializeResult[None]]:
    """The parts of the release besides its tables. Where nothing new is to be published there is nothing to make."""
    wanted = [one for one in parts.PARTS if dg.AssetKey(one.name) in context.selected_asset_keys]
    with told():
        standing = draft.standing(build.settings)
        results = {} if standing is None else _made(wanted, standing, build.settings)
    for one in wanted:
        yield dg.MaterializeResult(one.name, metadata={"new": standing is not None, **results.get(one, {})})


def _made(wanted: Sequence[Part], standing: Release, settings: Settings) -> dict[Part, metadata.Shown]:
    """Puts the parts into the draft, with a process beside this one; what the UI shows of each."""
    shown = {}
    making = [one for one in parts.AS_MADE if one in wanted]
    untold = deque(making)

    def finished(one: Part, made: Made) -> None:
        shown[one] = metadata.of_part(made, settings, standing)
        # Told in one order, whichever process was faster.
        while untold and untold[0] in shown:
            progress.logger(untold.popleft().name).info("made for %s", standing.manifest.release_id)

    with draft.adding(standing, [one.name for one in wanted]) as folder:
        second_process.share(making, partial(Part.write, release=folder, settings=settings), finished)
    return shown


@dg.asset(
    name="release",
    group_name="release",
    deps=[_DRAFT, *(one.name for one in parts.PARTS)],
    kinds={"duckdb"},
    owners=PUBLISHERS,
    description="The published file that BI tools open, and its parts: switched to in one step.",
    freshness_policy=_FRESHNESS,
    metadata=metadata.link(parts.DOCUMENTATION.entry),
    pool=POOL,
)
def release(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[None]:
    """The release that readers see; without all of its parts there is none."""
    settings = build.settings
    content = verdicts.content(settings.build_database, "marts")
    with told():
        _demand(settings, content)
        published, is_new = draft.publish(settings, _sources(settings), content, [one.name for one in parts.PARTS])
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
            **metadata.of_release(published),
        }
    )


def _sources(settings: Settings) -> dict[str, str]:
    with build_database.opened(settings.build_database) as connection:
        return build_database.sources_behind(connection, "marts")


def _demand(settings: Settings, content: str) -> None:
    """Demands that gate 3 and the tests of the marts passed this very content."""
    verdicts.demand(settings.build_database, (verdicts.MARTS_TESTS, verdicts.MARTS), content)


def _audit(settings: Settings) -> draft.Audit:
    """Demands the verdicts on the finished file, and gives all those behind it."""

    def audit(content: str) -> Sequence[Verdict]:
        _demand(settings, content)
        return verdicts.standing(settings.build_database)

    return audit


def _prune(instance: dg.DagsterInstance, settings: Settings) -> None:
    """Removes what is kept no longer; what cannot be removed must not fail a run that has published."""
    try:
        history.prune(settings)
        home.prune(instance, settings)
    except OSError as error:
        progress.logger("release").warning("what is old cannot be removed (%s); the next run tries again", error)
