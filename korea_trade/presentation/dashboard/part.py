"""The dashboard as a part of a release.

Belongs here: what a run tells of it. Does not belong here: making it (`page`).
"""

from pathlib import Path

from korea_trade.presentation.dashboard import page
from korea_trade.presentation.parts import Made
from korea_trade.warehouse.settings import Settings


def write(release: Path, settings: Settings) -> Made:
    """Makes the dashboard of `release` in its folder, and pictures of some of its charts."""
    made = page.write(release, settings.drawings)
    return Made({"file": made.path}, made.pictures)
