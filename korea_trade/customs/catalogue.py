"""The catalogue of the store: which months it holds, what each was made from, and where the files are.

Belongs here: reading and writing the catalogue, the places of files, and removing those that no entry names. Does not
belong here: making a file (`details`, `months`).

A file is named by what it was made from and never changes; the catalogue is replaced in one step, after all files that
it names are on disk. So readers have one state of the store or the next, and a run that follows one that was killed
finds what that one finished by its name.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

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
    """What the store in `folder` holds, each month by its first day."""

    folder: Path
    files: dict[str, SourceFile] = field(default_factory=dict)
    details: dict[date, Detail] = field(default_factory=dict)
    months: dict[date, Month] = field(default_factory=dict)

    @property
    def unfinished(self) -> Path:
        """Where files are made: on the disk of the store, and no part of it."""
        return self.folder / _UNFINISHED

    def detail_file(self, month: date, key: str) -> Path:
        return self.folder / "detail" / f"{month:%Y-%m}-{key}.parquet"

    def month_folder(self, month: date, key: str) -> Path:
        """A folder, for some engines write several files."""
        return self.folder / "months" / f"{month:%Y-%m}-{key}"

    def begin(self) -> None:
        """Makes room for what is to be made; what a killed run left there is of no use."""
        shutil.rmtree(self.unfinished, ignore_errors=True)
        self.unfinished.mkdir(parents=True)

    def save(self) -> None:
        """Makes this the state of the store."""
        self.folder.mkdir(parents=True, exist_ok=True)
        content = {
            "files": {name: asdict(file) for name, file in sorted(self.files.items())},
            "details": {str(month): asdict(detail) for month, detail in sorted(self.details.items())},
            "months": {str(month): asdict(built) for month, built in sorted(self.months.items())},
        }
        unfinished = self.folder / f"{_NAME}.{os.getpid()}"
        unfinished.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        _sync(unfinished)
        os.replace(unfinished, self.folder / _NAME)
        _sync(self.folder)

    def clear(self) -> None:
        """Removes what no entry names: what was replaced, and what a killed run left behind."""
        named = {self.detail_file(month, detail.key) for month, detail in self.details.items()}
        named |= {self.month_folder(month, built.key) for month, built in self.months.items()}
        for path in (*self.folder.glob("detail/*"), *self.folder.glob("months/*"), *self.folder.glob(f"{_NAME}.*")):
            if path not in named:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.rmtree(self.unfinished, ignore_errors=True)


def load(settings: Settings) -> Catalogue:
    """The state of the store; an empty one where there is none, or where it cannot be read and is made anew."""
    folder = settings.data / "customs"
    try:
        content: dict[str, Any] = json.loads((folder / _NAME).read_text(encoding="utf-8"))
        found = Catalogue(
            folder,
            {name: SourceFile(**file | {"months": tuple(file["months"])}) for name, file in content["files"].items()},
            {date.fromisoformat(month): Detail(**detail) for month, detail in content["details"].items()},
            {date.fromisoformat(month): Month(**built) for month, built in content["months"].items()},
        )
    except (OSError, ValueError, TypeError, KeyError):
        return Catalogue(folder)
    # What somebody removed is made anew.
    found.details = {m: each for m, each in found.details.items() if found.detail_file(m, each.key).exists()}
    found.months = {m: each for m, each in found.months.items() if found.month_folder(m, each.key).exists()}
    return found


def take_in(made: Path, place: Path) -> None:
    """Moves a finished file or folder to its place, once all of it is on disk."""
    if place.exists():  # made from the same
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    for path in [*made.iterdir(), made] if made.is_dir() else [made]:
        _sync(path)
    os.replace(made, place)
    _sync(place.parent)


def key(*parts: object) -> str:
    """The key of what is made from these."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
