"""The code location: everything that the Dagster UI shows, put together.

Belongs here: putting together. Does not belong here: any part. The dbt manifest is parsed when the code location is
loaded and the project has changed, never when this module is imported.
"""

from __future__ import annotations

import dagster as dg

from orchestration import gates, manifest, publication, serving, transform
from orchestration.ingest import ingest
from orchestration.jobs import BUILD_AND_PUBLISH
from orchestration.observed import observed_series
from orchestration.parts import PARTS
from orchestration.resources import Build, Folders, gate_worker_resource
from orchestration.schedules import daily
from orchestration.sensors import source_change
from orchestration.settings import Settings


@dg.definitions
def warehouse() -> dg.Definitions:
    """The assets, checks, job, schedule and sensor of the warehouse that the environment names."""
    settings = Settings.from_environment()
    settings.apply()
    staging, marts = (transform.assets(layer, manifest.prepared(settings)) for layer in transform.LAYERS)
    served = [serving.asset(settings.postgres)] if settings.postgres else []
    mart_keys = sorted(key for key in marts.keys if key.path[0] == "marts")
    return dg.Definitions(
        assets=[
            *(ingest, observed_series, staging, marts),
            publication.release_draft(mart_keys),
            *PARTS,
            publication.release(PARTS),
            *served,
        ],
        asset_checks=[
            gates.check(gates.SOURCES, ingest.keys | observed_series.keys),
            gates.check(gates.STAGING, staging.keys),
            gates.check(gates.MARTS, marts.keys),
        ],
        jobs=[BUILD_AND_PUBLISH],
        schedules=[daily],
        sensors=[source_change],
        resources={
            "folders": Folders(sources=str(settings.sources), data=str(settings.data)),
            "build": Build(sources=str(settings.sources), data=str(settings.data)),
            "gate_worker": gate_worker_resource,
        },
        executor=dg.in_process_executor,
    )
