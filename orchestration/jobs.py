"""The job that builds and publishes everything.

Belongs here: the job. Does not belong here: when it runs (`schedules`, `sensors`).
"""

from __future__ import annotations

from typing import Final

import dagster as dg

BUILD_AND_PUBLISH: Final = dg.define_asset_job(
    "build_and_publish",
    selection=dg.AssetSelection.all(),
    description="Ingest, three gates, dbt and release: the same as Materialize all.",
)
