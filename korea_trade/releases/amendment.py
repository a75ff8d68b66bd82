"""A release of other months of customs detail: with the tables and pages of the published one, and nothing built anew.

Belongs here: bringing customs detail up to date and publishing what changed in it. Does not belong here: building
months (`korea_trade.customs`), and a release of other tables (`draft`).

Months are built beside any other run; the writer's lock is held for the moment of publishing.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import date

from korea_trade.customs import store
from korea_trade.customs.engine import Engine
from korea_trade.releases import customs, draft, history, layout, manifest
from korea_trade.releases.history import Release
from korea_trade.releases.manifest import Customs, Difference
from korea_trade.warehouse import lock
from korea_trade.warehouse.settings import Settings


def bring_up_to_date(settings: Settings, engine: Engine) -> tuple[list[date], Release | None]:
    """Builds the months that changed and publishes them; returns them, and the release if there is a new one."""
    built = store.bring_up_to_date(settings, engine)
    with lock.held(settings):
        release = publish(settings)
        history.prune(settings)
    return built, release


def publish(settings: Settings) -> Release | None:
    """Publishes the months of the store beside the tables that are published; None if that makes no new release.

    It makes none where nothing is published, and none where the newest release has these months: one that was rolled
    back is not published again by itself. Called under the writer's lock.
    """
    draft.discard(settings)
    base = history.published(settings)
    now = customs.of_store(settings)
    if base is None or now in (base.manifest.customs, history.all_releases(settings)[-1].manifest.customs):
        return None
    try:
        return history.finish(settings, _drafted(settings, base, now))
    except BaseException:
        draft.discard(settings)
        raise


def _drafted(settings: Settings, base: Release, now: Customs | None) -> Release:
    """The release `base` once more, with the months of `now`."""
    folder = draft.place(settings)
    own = shutil.ignore_patterns(layout.MANIFEST, layout.CUSTOMS)
    shutil.copytree(base.folder, folder, copy_function=_link, ignore=own)
    same = dict.fromkeys(("added", "removed", "changed"), 0)
    months = customs.difference(base.manifest.customs, now)
    made = replace(
        base.manifest,
        **draft.identity(settings),
        customs=now and customs.write(now, folder),
        difference=Difference(base.release_id, same, {}, customs_months=months),
    )
    manifest.write(folder, made)
    return Release(folder, made)


def _link(source: str, target: str) -> None:
    """What is published never changes: two releases may share it."""
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target)
