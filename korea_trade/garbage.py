"""How often Python looks for garbage in programs that load a lot.

Belongs here: the one setting of it. Does not belong here: who wants it.

What Dagster, dbt and Great Expectations load lives as long as the process. Looking through it at Python's own pace
takes a tenth of a build's processor time, and finds so little that the build needs no less memory.
"""

from __future__ import annotations

import gc


def collect_rarely() -> None:
    """Lets this process make two hundred thousand objects before it looks which of them nobody needs."""
    gc.set_threshold(200_000, 50, 100)
