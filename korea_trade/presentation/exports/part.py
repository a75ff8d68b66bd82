"""The exports and the workbook as parts of a release.

Belongs here: what a run tells of them. Does not belong here: making them (`package`, `workbook`).
"""

from pathlib import Path

from korea_trade.presentation.exports import package, workbook
from korea_trade.presentation.parts import Made
from korea_trade.warehouse.settings import Settings


def write(release: Path, _: Settings) -> Made:
    """Makes the CSV files and the descriptor of `release` in its folder."""
    made = package.write(release)
    return Made(
        {
            "data_package": made.descriptor,
            "csv_files": len(made.csv),
            "bytes": made.bytes,
        }
    )


def write_workbook(release: Path, _: Settings) -> Made:
    """Makes the workbook of `release` in its folder."""
    made = workbook.write(release)
    return Made({"workbook": made, "bytes": made.stat().st_size})
