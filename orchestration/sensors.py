"""The sensor on the source files.

Belongs here: noticing a change. Does not belong here: what is built from it.
"""

import dagster as dg

from orchestration import fingerprint, releases
from orchestration.jobs import BUILD_AND_PUBLISH
from orchestration.resources import Folders


@dg.sensor(
    job=BUILD_AND_PUBLISH,
    minimum_interval_seconds=60,
    description="Builds when a source file changed; asks once for each state of the sources, also if that build fails.",
)
def source_change(folders: Folders) -> dg.RunRequest | dg.SkipReason:
    """One run for each state after a success: the run key keeps one that failed from being tried every minute."""
    if releases.is_answered(folders.settings):
        return dg.SkipReason("Neither the sources nor the code changed since the last successful run.")
    now = fingerprint.current(folders.settings)
    success = releases.last_success(folders.settings)
    return dg.RunRequest(run_key=f"{now} after {success and success.at}", tags={"ktw/fingerprint": now})
