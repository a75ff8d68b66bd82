"""The manifest of a release, `manifest.json`: what it holds, what it was made from, and who judged it.

Belongs here: its fields, reading and writing it. Does not belong here: what follows from it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from korea_trade.errors import WarehouseError
from korea_trade.releases import layout

T = TypeVar("T")


class ManifestError(WarehouseError):
    """`manifest.json` does not say what a manifest says; the message names the field."""


@dataclass(frozen=True)
class Check:
    """How many checks of one judge passed and failed, in which run."""

    passed: int
    failed: int
    run_id: str


@dataclass(frozen=True)
class Table:
    """A table or view: its number of rows, and its columns with their DuckDB types."""

    rows: int
    columns: Mapping[str, str]


class Rows(NamedTuple):
    """The rows of a table in the release before and in this one, None where it was or is not there."""

    before: int | None
    after: int | None


@dataclass(frozen=True)
class Customs:
    """Customs detail: the key of each month by its first day, in the store in `folder`, and the definitions of items.

    `database_sha256` is that of the file of views.
    """

    folder: str
    months: Mapping[str, str]
    items: tuple[Mapping[str, Any], ...]
    database_sha256: str = field(default="", compare=False)


@dataclass(frozen=True)
class Difference:
    """What differs from the release `release_id`: statements by kind of change, rows by table, what was acknowledged
    since, a sentence each, and months of customs detail by kind of change."""

    release_id: str
    statements: Mapping[str, int]
    rows: Mapping[str, Rows]
    acknowledged: tuple[str, ...] = ()
    customs_months: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Manifest:
    """All that a release says of itself.

    `sequence` counts the releases of a data folder, whatever the clock says. `content` is the hash of what the marts
    hold, `sources` the SHA-256 of each source file, `checks` the verdicts by judge, `parts` the parts that are whole,
    `acknowledged` the changes of published rows that were ever acknowledged, `customs` its customs detail. A release of
    an earlier version has the number 0 and may lack the last fields.
    """

    release_id: str
    sequence: int
    run_id: str
    created: str
    content: str
    tables: Mapping[str, Table]
    checks: Mapping[str, Check]
    difference: Difference | None
    macros: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    code_version: str = ""
    presentation_version: str = ""
    database_sha256: str = ""
    acknowledged: tuple[str, ...] = ()
    customs: Customs | None = None

    @property
    def statements(self) -> int:
        """The number of statements."""
        return self.tables["fct_statement"].rows

    @property
    def rows(self) -> int:
        """The rows of all tables together."""
        return sum(table.rows for table in self.tables.values())

    def with_parts(self, *parts: str) -> Manifest:
        """The same with these parts."""
        return replace(self, parts=parts)


def read(folder: Path) -> Manifest:
    """The manifest in `folder`. Raises OSError if there is none, ManifestError if it says something else."""
    try:
        content = json.loads((folder / layout.MANIFEST).read_text(encoding="utf-8"))
    except ValueError as error:
        raise ManifestError(f"{layout.MANIFEST} is no JSON ({error})") from error
    try:
        return _parsed(content, folder.name)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ManifestError(f"{layout.MANIFEST} does not say what a manifest says ({error})") from error


def write(folder: Path, manifest: Manifest) -> None:
    """Puts the manifest into `folder` in one step, so that a killed run leaves no half of it."""
    content = asdict(manifest)
    if manifest.difference is not None:
        content["difference"]["rows"] = {name: rows._asdict() for name, rows in manifest.difference.rows.items()}
    unfinished = folder / f"{layout.MANIFEST}.unfinished"
    unfinished.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    os.replace(unfinished, folder / layout.MANIFEST)


def _parsed(content: Mapping[str, Any], folder_name: str) -> Manifest:
    tables = {
        name: Table(_of(int, entry["rows"]), dict(entry.get("columns", {})))
        for name, entry in content["tables"].items()
    }
    _of(int, content["tables"]["fct_statement"]["rows"])  # a release without statements is none
    checks = {
        judge: Check(_of(int, entry["passed"]), _of(int, entry["failed"]), entry.get("run_id", ""))
        for judge, entry in content["checks"].items()
    }
    return Manifest(
        release_id=content.get("release_id", folder_name),
        sequence=_of(int, content.get("sequence", 0)),
        run_id=_of(str, content["run_id"]),
        created=_of(str, content["created"]),
        content=_of(str, content["content"]),
        tables=tables,
        checks=checks,
        difference=_difference(content["difference"]),
        macros=tuple(content.get("macros", ())),
        sources=dict(content.get("sources", {})),
        parts=tuple(content.get("parts", ())),
        code_version=content.get("code_version", ""),
        presentation_version=content.get("presentation_version", ""),
        database_sha256=content.get("database_sha256", ""),
        acknowledged=tuple(content.get("acknowledged", ())),
        customs=_customs(content.get("customs")),
    )


def _customs(content: Mapping[str, Any] | None) -> Customs | None:
    if content is None:
        return None
    return Customs(
        _of(str, content["folder"]),
        {str(date.fromisoformat(month)): _of(str, key) for month, key in content["months"].items()},
        tuple(dict(item) for item in content["items"]),
        _of(str, content["database_sha256"]),
    )


def _difference(content: Mapping[str, Any] | None) -> Difference | None:
    if content is None:
        return None
    return Difference(
        content.get("release_id", ""),
        {kind: _of(int, count) for kind, count in content["statements"].items()},
        {name: Rows(_count(change["before"]), _count(change["after"])) for name, change in content["rows"].items()},
        tuple(content.get("acknowledged", ())),
        {kind: tuple(months) for kind, months in content.get("customs_months", {}).items()},
    )


def _count(value: Any) -> int | None:
    return None if value is None else _of(int, value)


def _of(kind: type[T], value: Any) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
