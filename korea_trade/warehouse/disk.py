"""What is on disk, also after the power goes.

Belongs here: having something written out. Does not belong here: what is written, and in which order.
"""

from __future__ import annotations

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Has the file or folder `path` written out to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
