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

from orchestration import documentation, manifest, publication
from orchestration.settings import Settings
from presentation import layout

_Shown = Mapping[str, dg.MetadataValue[Any]]


def _dashboard(settings: Settings, release: Path) -> _Shown:
    from presentation.dashboard import page

    made = page.write(release)
    return {"file": _place(settings, release, made.path)} | {
        name: dg.MetadataValue.md(f"![{name}](data:image/png;base64,{base64.b64encode(picture).decode()})")
        for name, picture in made.pictures.items()
    }


def _exports(settings: Settings, release: Path) -> _Shown:
    from presentation import exports

    made = exports.write(release)
    return {
        "workbook": _place(settings, release, made.workbook),
        "data_package": _place(settings, release, made.descriptor),
        "csv_files": dg.MetadataValue.int(len(made.csv)),
        "bytes": dg.MetadataValue.int(made.bytes),
    }


def _documentation(settings: Settings, release: Path) -> _Shown:
    return documentation.write(release, settings, manifest.prepared(settings))


def _place(settings: Settings, release: Path, file: Path) -> dg.MetadataValue[Any]:
    """Where readers find what was written into the draft, once that is published."""
    return dg.MetadataValue.path(str(settings.published / file.relative_to(release)))


_EXPORTS: Final = publication.part(
    "exports",
    "Every table as CSV and in one workbook, with units and sources, and their Frictionless Data Package.",
    {"csv", "excel"},
    _exports,
)
_DASHBOARD: Final = publication.part(
    "dashboard",
    "One page of charts that asks no host for anything; each mark leads to the sentence that printed its figure.",
    {"altair"},
    _dashboard,
    page=layout.DASHBOARD,
    after=[_EXPORTS],
)
_DOCUMENTATION: Final = publication.part(
    "documentation",
    "Every table and column with where its values come from, dbt docs and the Data Docs of the gates, as pages.",
    {"html", "dbt", "greatexpectations"},
    _documentation,
    page=layout.ENTRY,
    after=[_EXPORTS, _DASHBOARD],
)
PARTS: Final = (_EXPORTS, _DASHBOARD, _DOCUMENTATION)
