"""The parts of a release besides its tables: what each is called, what a reader opens, and what writes it.

Belongs here: one `Part` for each, and how two processes share them; layout, assets, pages, documentation and the
command line read this list. Does not belong here: what a part shows, which is the module that its `writer` names. A
writer is named and not imported: the pages read this list too, and drawing libraries load only where a part is made.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from korea_trade.releases import layout
from korea_trade.warehouse.settings import Settings


@dataclass(frozen=True)
class File:
    """What a reader opens: its path in the folder of a release, always with `/`, its title, and what it is for."""

    path: str
    title: str
    purpose: str


@dataclass(frozen=True)
class Made:
    """What a run tells of a part that it made: files, numbers and lists by name, and pictures (PNG) by name."""

    facts: Mapping[str, Path | int | Sequence[str]]
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """A part of a release; `files` are those that a reader opens, the entry first.

    `writer` names a function `(release: Path, settings: Settings) -> Made` that puts the part into the folder
    `release`; `kinds` are the tools behind it, as badges show them.
    """

    name: str
    title: str
    files: tuple[File, ...]
    writer: str
    kinds: frozenset[str]

    @property
    def entry(self) -> str:
        """The path in the folder of a release that shows the part."""
        return self.files[0].path

    def write(self, release: Path, settings: Settings) -> Made:
        """Puts the part into the folder `release`, which holds the database and the manifest."""
        made: Made = pkgutil.resolve_name(self.writer)(release, settings)
        return made


WORKBOOK: Final = Part(
    "workbook",
    "Every table in one workbook, with units and sources.",
    (File("exports/korea_trade.xlsx", "Spreadsheet", "The tables for Excel and LibreOffice"),),
    "korea_trade.presentation.exports.part:write_workbook",
    frozenset({"excel"}),
)
EXPORTS: Final = Part(
    "exports",
    "Every table as CSV, and the Frictionless Data Package of all files, with units and sources.",
    (File("datapackage.json", "Data package", "The tables described for programs"),),
    "korea_trade.presentation.exports.part:write",
    frozenset({"csv"}),
)
DASHBOARD: Final = Part(
    "dashboard",
    "One page of charts that asks no host for anything; each mark leads to the sentence that printed its figure.",
    (File("dashboard.html", "Dashboard", "Charts of the figures, each with its source"),),
    "korea_trade.presentation.dashboard.part:write",
    frozenset({"altair"}),
)
DOCUMENTATION: Final = Part(
    "documentation",
    "Every table and column with where its values come from, dbt docs and the Data Docs of the gates, as pages.",
    (File("docs/index.html", "Documentation", "Every table and column, where it comes from, and who judged it"),),
    "korea_trade.presentation.documentation.part:write",
    frozenset({"html", "dbt", "greatexpectations"}),
)
# dbt's own page of the models, which lies beside the entry of the documentation.
DBT_DOCS: Final = "docs/models.html"
# None reads another, though it may lead there, and each is there where a reader is.
PARTS: Final = (WORKBOOK, EXPORTS, DASHBOARD, DOCUMENTATION)
# As a run makes them while a process beside it begins at the end: drawing needs nothing that the run has loaded.
AS_MADE: Final = (DOCUMENTATION, WORKBOOK, EXPORTS, DASHBOARD)
# What every release holds besides.
CORE: Final = (
    File(layout.DATABASE, "Database", "All tables in one DuckDB file"),
    File(layout.MANIFEST, "Manifest", "What the documentation says of the release, for programs"),
)


def files(*without: Part) -> tuple[File, ...]:
    """What a reader can open of a release, leaving out the parts `without`."""
    return (*(file for part in PARTS if part not in without for file in part.files), *CORE)
