"""The catalogue of the store: which months it holds, what each was made from, and where the files are.

Belongs here: reading and writing the catalogue, the places of folders, and removing those that nobody names. Does not
belong here: making one (`details`, `months`), and what a folder holds (`folders`).

A folder is named by what it was made from and never changes; the catalogue is replaced in one step, after all folders
that it names are on disk. So whoever reads it has one state of the store or the next, and a run that follows one that
was killed finds what that one finished by its name.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from korea_trade.customs import folders
from korea_trade.warehouse.disk import sync
from korea_trade.warehouse.settings import Settings

_NAME: Final = "catalogue.json"
_UNFINISHED: Final = ".unfinished"


@dataclass(frozen=True)
class Detail:
    """The detail of a month: the key of what it was made from, and a digest of its rows."""

    key: str
    digest: str


@dataclass(frozen=True)
class Month:
    """A month that was built: the key of what it was made from, and a digest of what the next month knows of it."""

    key: str
    state: str


@dataclass(frozen=True)
class SourceFile:
    """A source file as it was read: how the file system tells it, its SHA-256, and the months that it holds."""

    seen: str
    sha256: str
    months: tuple[str, ...]


@dataclass
class Catalogue:
    """What the store in `folder` holds, each month by its first day, and the definitions of items that it goes by."""

    folder: Path
    files: dict[str, SourceFile] = field(default_factory=dict)
    details: dict[date, Detail] = field(default_factory=dict)
    months: dict[date, Month] = field(default_factory=dict)
    items: list[dict[str, Any]] = field(default_factory=list)

    @property
    def unfinished(self) -> Path:
        """Where files are made: on the disk of the store, and no part of it."""
        return self.folder / _UNFINISHED

    def detail_folder(self, month: date, key: str) -> Path:
        return self.folder / "detail" / f"{month:%Y-%m}-{key}"

    def month_folder(self, month: date, key: str) -> Path:
        return self.folder / "months" / f"{month:%Y-%m}-{key}"

    def begin(self) -> None:
        """Makes room for what is to be made, and lets go what is no longer whole, so that it is made anew."""
        shutil.rmtree(self.unfinished, ignore_errors=True)
        self.unfinished.mkdir(parents=True)
        self.details = {
            m: each for m, each in self.details.items() if not folders.flaw(self.detail_folder(m, each.key))
        }
        self.months = {m: each for m, each in self.months.items() if not folders.flaw(self.month_folder(m, each.key))}

    def save(self) -> None:
        """Makes this the state of the store."""
        self.folder.mkdir(parents=True, exist_ok=True)
        content = {
            "files": {name: asdict(file) for name, file in sorted(self.files.items())},
            "details": {str(month): asdict(detail) for month, detail in sorted(self.details.items())},
            "months": {str(month): asdict(built) for month, built in sorted(self.months.items())},
            "items": self.items,
        }
        unfinished = self.folder / f"{_NAME}.{os.getpid()}"
        unfinished.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        sync(unfinished)
        os.replace(unfinished, self.folder / _NAME)
        sync(self.folder)

    def clear(self, kept: Iterable[Mapping[date, str]]) -> None:
        """Removes what neither this nor anyone of those who keep months names; `kept` are theirs, by their keys."""
        named = {self.detail_folder(month, detail.key) for month, detail in self.details.items()}
        named |= {self.month_folder(month, built.key) for month, built in self.months.items()}
        named |= {self.month_folder(month, key) for months in kept for month, key in months.items()}
        for path in (*self.folder.glob("detail/*"), *self.folder.glob("months/*"), *self.folder.glob(f"{_NAME}.*")):
            if path not in named:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.rmtree(self.unfinished, ignore_errors=True)


def place(data: Path) -> Path:
    """The folder of the store in the folder of the data."""
    return data / "customs"


def load(settings: Settings) -> Catalogue:
    """The state of the store; an empty one where there is none, or where it cannot be read and is made anew."""
    folder = place(settings.data)
    try:
        content: dict[str, Any] = json.loads((folder / _NAME).read_text(encoding="utf-8"))
        return Catalogue(
            folder,
            {name: SourceFile(**file | {"months": tuple(file["months"])}) for name, file in content["files"].items()},
            {date.fromisoformat(month): Detail(**detail) for month, detail in content["details"].items()},
            {date.fromisoformat(month): Month(**built) for month, built in content["months"].items()},
            list(content["items"]),
        )
    except (OSError, ValueError, TypeError, KeyError):
        return Catalogue(folder)


def lock(settings: Settings, seconds: float = -1) -> FileLock:
    """The lock of whoever builds months or removes them."""
    settings.data.mkdir(parents=True, exist_ok=True)
    return FileLock(settings.data / "customs.lock", timeout=seconds)


def clear(settings: Settings, kept: Iterable[Mapping[date, str]]) -> None:
    """Removes what neither the store names nor any of the `kept`; while months are built, that is left for later."""
    with contextlib.suppress(Timeout), lock(settings, seconds=0):
        load(settings).clear(kept)


def key(*parts: object) -> str:
    """The key of what is made from these."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
