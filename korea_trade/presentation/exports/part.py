"""The exports as a part of a release.

Belongs here: what a run tells of them. Does not belong here: making them (`package`).
"""

from pathlib import Path

from korea_trade.presentation.exports import package
from korea_trade.presentation.parts import Made
from korea_trade.warehouse.settings import Settings


def write(release: Path, _: Settings) -> Made:
    """Makes all exports of `release` in its folder."""
    made = package.write(release)
    return Made(
        {
            "workbook": made.workbook,
            "data_package": made.descriptor,
            "csv_files": len(made.csv),
            "bytes": made.bytes,
        }
    )
