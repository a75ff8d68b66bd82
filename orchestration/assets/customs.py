"""Customs detail in Dagster: one asset with a partition for each month, there if `sources/customs/` holds files.

Belongs here: partitions, and telling Dagster which months were built. Does not belong here: which months a change
reaches (`korea_trade.customs.months`), and publishing them (`korea_trade.releases.amendment`). A run of one partition
brings every month up to date, for one that was left behind would contradict the next; what is up to date costs nothing.
"""

import warnings
from datetime import date
from typing import Final

import dagster as dg

from korea_trade.customs import catalogue, engine, store
from korea_trade.releases import amendment
from korea_trade.warehouse import progress
from korea_trade.warehouse.settings import Settings
from orchestration.failures import told
from orchestration.resources import MODELLERS, Folders

GROUP: Final = "customs"
_KEY: Final = dg.AssetKey(["customs", "fct_customs_month"])
# Until the first run knows better.
_FIRST: Final = date(2000, 1, 1)

BUILD_CUSTOMS: Final = dg.define_asset_job(
    "build_customs",
    selection=dg.AssetSelection.groups(GROUP),
    description="Builds the months of customs detail that changed, and those that depend on them.",
)


def assets(settings: Settings) -> list[dg.AssetsDefinition]:
    """The asset of the months; none where there is no customs detail."""
    if not store.is_asked_for(settings):
        return []
    with warnings.catch_warnings():
        # Dagster calls its backfill policies beta; the version is locked.
        warnings.simplefilter("ignore", dg.BetaWarning)
        return [_months(settings)]


def _months(settings: Settings) -> dg.AssetsDefinition:
    first = min(catalogue.load(settings).details, default=_FIRST)

    @dg.asset(
        key=_KEY,
        group_name=GROUP,
        kinds={"duckdb", "parquet"},
        owners=MODELLERS,
        partitions_def=dg.MonthlyPartitionsDefinition(start_date=str(first), end_offset=1),
        # One run for all months of a backfill: each reads what the one before left.
        backfill_policy=dg.BackfillPolicy.single_run(),
        description="Value, growth, share, contribution, runs and records by code, partner and month, published.",
        # Of its own: months are built beside any other run, which only the moment of publishing waits for.
        pool=GROUP,
    )
    def fct_customs_month(context: dg.AssetExecutionContext, folders: Folders) -> dg.MaterializeResult[None]:
        with told():
            built, release = amendment.bring_up_to_date(
                folders.settings, engine.chosen(settings.engine, folders.settings)
            )
        asked = {date.fromisoformat(key) for key in context.partition_keys}
        for month in set(built) - asked:
            context.log_event(dg.AssetMaterialization(_KEY, partition=str(month)))
        held = catalogue.load(folders.settings).months
        log = progress.logger("customs")
        log.info("%d months built, %d held", len(built), len(held))
        if missing := sorted(asked - held.keys()):
            log.warning("no file holds %s", ", ".join(f"{month:%Y-%m}" for month in missing))
        if release is not None:
            log.info("published %s", release.release_id)
        return dg.MaterializeResult(
            metadata={"months_built": len(built), "months_held": len(held), "published_anew": release is not None}
        )

    return fct_customs_month
