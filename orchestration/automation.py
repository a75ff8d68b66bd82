"""The jobs, and what starts them without anyone asking: the schedule and the sensors.

Belongs here: when the warehouse is built and when texts are taken in. Does not belong here: how, which is the assets
and their checks.
"""

import hashlib
from typing import Final

import dagster as dg

from korea_trade.intake import keeping
from korea_trade.releases import success
from korea_trade.warehouse import fingerprint
from korea_trade.warehouse.settings import Settings
from orchestration.assets import customs, fetched, proposals
from orchestration.resources import Folders

_UNCHANGED: Final = "Neither the sources nor the code changed since the last successful run."

BUILD_AND_PUBLISH: Final = dg.define_asset_job(
    "build_and_publish",
    selection=dg.AssetSelection.all() - dg.AssetSelection.groups(proposals.GROUP, fetched.GROUP, customs.GROUP),
    description="Ingest, three gates, dbt and release: the same as Materialize all, but for what comes in.",
)
FETCH_AND_BUILD: Final = dg.define_asset_job(
    "fetch_and_build",
    selection=dg.AssetSelection.all() - dg.AssetSelection.groups(proposals.GROUP, customs.GROUP),
    description="Asks the offices for their newest figures, where a key is set, and then builds and publishes.",
)
TAKE_IN = dg.define_asset_job(
    "take_in",
    selection=dg.AssetSelection.groups(proposals.GROUP),
    description="Reads the texts of the inbox and proposes their rows, for a person to decide on.",
)


@dg.schedule(
    job=FETCH_AND_BUILD,
    cron_schedule="30 9 * * *",
    execution_timezone="Asia/Seoul",
    description="Every day at 09:30 in Seoul, after the ministry's 09:00 release; a day without a change is skipped.",
)
def daily(folders: Folders) -> dg.RunRequest | dg.SkipReason:
    """One run a day if sources or code differ from those of the last successful run, or an office is to be asked."""
    if not Settings.from_environment().keys and success.is_answered(folders.settings):
        return dg.SkipReason(_UNCHANGED)
    return dg.RunRequest(tags={"ktw/fingerprint": fingerprint.current(folders.settings)})


@dg.sensor(
    job=BUILD_AND_PUBLISH,
    minimum_interval_seconds=60,
    description="Builds when a source file changed; asks once for each state of the sources, also if that build fails.",
)
def source_change(folders: Folders) -> dg.RunRequest | dg.SkipReason:
    """One run for each state after a success: the run key keeps one that failed from being tried every minute."""
    if success.is_answered(folders.settings):
        return dg.SkipReason(_UNCHANGED)
    now = fingerprint.current(folders.settings)
    before = success.last(folders.settings)
    return dg.RunRequest(run_key=f"{now} after {before and before.at}", tags={"ktw/fingerprint": now})


@dg.sensor(
    job=TAKE_IN,
    minimum_interval_seconds=60,
    description="Takes in the texts of the inbox when one came or changed; asks once for each state of the inbox.",
)
def inbox_change(folders: Folders) -> dg.RunRequest | dg.SkipReason:
    """One run for each state of the inbox."""
    checksums = keeping.inbox_checksums(folders.settings)
    if not checksums:
        return dg.SkipReason("The inbox is empty.")
    return dg.RunRequest(run_key=hashlib.sha256(repr(checksums).encode()).hexdigest())
