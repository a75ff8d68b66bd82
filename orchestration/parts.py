"""The parts of a release as assets: what each is, who makes it, and what the UI shows of it.

Belongs here: one asset a part. Does not belong here: how a part comes into a release (`draft`, `publication`) and what
it holds (`presentation`).
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import dagster as dg

from orchestration import publication

_Shown = Mapping[str, dg.MetadataValue[Any]]


def _dashboard(release: Path) -> _Shown:
    from presentation import dashboard

    made = dashboard.write(release)
    return {"file": dg.MetadataValue.path(str(made.path))} | {
        name: dg.MetadataValue.md(f"![{name}](data:image/png;base64,{base64.b64encode(picture).decode()})")
        for name, picture in made.pictures.items()
    }


def _exports(release: Path) -> _Shown:
    from presentation import exports

    made = exports.write(release)
    return {
        "workbook": dg.MetadataValue.path(str(made.workbook)),
        "data_package": dg.MetadataValue.path(str(made.descriptor)),
        "csv_files": dg.MetadataValue.int(len(made.csv)),
        "bytes": dg.MetadataValue.int(made.bytes),
    }


PARTS: Final = (
    publication.part(
        "dashboard",
        "One page of charts that asks no host for anything; each mark leads to the sentence that printed its figure.",
        {"altair"},
        _dashboard,
    ),
    publication.part(
        "exports",
        "Every table as CSV and in one workbook, with units and sources, and their Frictionless Data Package.",
        {"csv", "excel"},
        _exports,
    ),
)
