"""What programs that load a lot do about garbage: they look for it rarely, and leave it behind when they end.

Belongs here: both. Does not belong here: who wants it.

What Dagster, dbt and Great Expectations load lives as long as the process. Looking through it at Python's own pace
takes a tenth of a build's processor time, and finds so little that the build needs no less memory. Taking it apart at
the end takes two seconds, and the operating system does it at once.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from typing import NoReturn


def collect_rarely() -> None:
    """Lets this process make two hundred thousand objects before it looks which of them nobody needs."""
    gc.set_threshold(200_000, 50, 100)


def end_without_collecting(code: int) -> NoReturn:
    """Ends the process after what libraries asked for at its end, and leaves its memory to the operating system."""
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads the output has enough
        pass
    except OSError as error:
        print(f"Error: the end of the output is lost: {error}", file=sys.stderr)
        code = code or 1
    os._exit(code)
