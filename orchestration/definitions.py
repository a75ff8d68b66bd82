"""The code location: everything that the Dagster UI shows, put together.

Belongs here: putting together. Does not belong here: any part. The dbt manifest is parsed when the code location is
loaded and the project has changed, never when this module is imported.
"""

from __future__ import annotations

from typing import Any

import dagster as dg

from korea_trade.modelling import dbt_manifest
from korea_trade.warehouse.settings import Settings
from orchestration import checks
from orchestration.assets import customs, fetched, models, postgres, proposals, release, series
from orchestration.assets.source_tables import ingest
from orchestration.automation import BUILD_AND_PUBLISH, FETCH_AND_BUILD, TAKE_IN, daily, inbox_change, source_change
from orchestration.resources import Build, Folders, gate_worker_resource


@dg.definitions
def warehouse() -> dg.Definitions:
    """The warehouse that the environment names."""
    return build_definitions(Settings.from_environment())


def build_definitions(settings: Settings, **resources: Any) -> dg.Definitions:
    """The assets, checks, job, schedule and sensors of the warehouse of `settings`; `resources` replace its own.

    Puts the environment of this process in order, for dbt and Dagster read their paths from it.
    """
    settings.apply()
    manifest = dbt_manifest.prepared(settings)
    staging, marts = (models.assets(layer, manifest) for layer in models.LAYERS)
    observed_series = series.observed_series
    asked = []
    if settings.keys:
        observed_series = observed_series.map_asset_specs(lambda spec: spec.merge_attributes(deps=[fetched.KEY]))
        asked = [fetched.asset(settings)]
    served = [postgres.asset(settings.postgres)] if settings.postgres else []
    months = customs.assets(settings)
    mart_keys = sorted(key for key in marts.keys if key.path[0] == "marts")
    folders = {"sources": str(settings.sources), "data": str(settings.data)}
    return dg.Definitions(
        assets=[
            *(ingest, observed_series, staging, marts),
            release.release_draft(mart_keys),
            release.release_parts,
            release.release,
            proposals.asset(accepts_by_rule=settings.accepts_by_rule),
            *asked,
            *served,
            *months,
        ],
        asset_checks=[
            checks.check(checks.SOURCES, ingest.keys | observed_series.keys),
            checks.check(checks.STAGING, staging.keys),
            checks.check(checks.MARTS, marts.keys),
        ],
        jobs=[BUILD_AND_PUBLISH, FETCH_AND_BUILD, TAKE_IN, *([customs.BUILD_CUSTOMS] if months else [])],
        schedules=[daily],
        sensors=[source_change, inbox_change],
        resources={
            "folders": Folders(**folders),
            "build": Build(**folders),
            "gate_worker": gate_worker_resource,
        }
        | resources,
        executor=dg.in_process_executor,
    )
