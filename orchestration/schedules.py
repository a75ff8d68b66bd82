"""The daily schedule.

Belongs here: when the warehouse is built without anyone asking. Does not belong here: how.
"""

import dagster as dg

from orchestration import fingerprint, releases
from orchestration.jobs import BUILD_AND_PUBLISH
from orchestration.resources import Folders


@dg.schedule(
    job=BUILD_AND_PUBLISH,
    cron_schedule="30 9 * * *",
    execution_timezone="Asia/Seoul",
    description="Every day at 09:30 in Seoul, after the ministry's 09:00 release; a day without a change is skipped.",
)
def daily(folders: Folders) -> dg.RunRequest | dg.SkipReason:
    """One run a day if sources or code differ from those of the last successful run."""
    if releases.is_answered(folders.settings):
        return dg.SkipReason("Neither the sources nor the code changed since the last successful run.")
    return dg.RunRequest(tags={"ktw/fingerprint": fingerprint.current(folders.settings)})
