"""One hash over everything a release follows from: the source files and the code.

Belongs here: which files count, and their checksums. Does not belong here: when a hash is compared with which
(command line, schedule and sensor do). It imports nothing heavy, so that "nothing changed" costs a hash and no more.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from korea_trade.series.files import series_files
from korea_trade.statements.files import source_files
from korea_trade.warehouse.settings import DBT_PROJECT, PROJECT, Settings

# What a release follows from besides its sources: all of these, whatever file is in them.
_ROOMS: Final = ("korea_trade", "expectations", "orchestration", "dbt_project", "uv.lock")
# The pages and files of a release follow from its marts and from all of that but the rooms above `presentation`.
_NO_PAGE_FOLLOWS_FROM: Final = ("korea_trade/serving", "korea_trade/authoring", "orchestration")
# What tools leave in a room: no part of the code.
_LEFT_BEHIND: Final = frozenset({"__pycache__", "target", "logs", "dbt_packages"})


def source_checksums(settings: Settings) -> dict[str, str]:
    """SHA-256 of each source file by its name, series with their folder before it; an absent folder has none."""
    files = [*source_files(settings.sources), *series_files(settings.sources)]
    return {path.relative_to(settings.sources).as_posix(): _source_sha256(path) for path in files if path.is_file()}


def checksums(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """SHA-256 of the files of `folder` with these names that are there."""
    return _checksums(folder, [folder / name for name in names])


def code_version() -> str:
    """SHA-256 over all code that decides what a release holds."""
    return _digest(_code())


def presentation_version() -> str:
    """SHA-256 over the code that makes the pages and files of a release from its marts, and over the descriptions."""
    code = _code()
    return _digest({name: code[name] for name in code if not name.startswith(_NO_PAGE_FOLLOWS_FROM)})


def models_version() -> str:
    """SHA-256 over the dbt project."""
    return _digest({name: checksum for name, checksum in _code().items() if name.startswith(f"{DBT_PROJECT.name}/")})


def current(settings: Settings) -> str:
    """SHA-256 over sources and code as they stand: equal fingerprints make equal releases."""
    return _digest({"code": code_version(), **source_checksums(settings)})


def _code() -> dict[str, str]:
    """The SHA-256 of each file of the rooms, by its place in the project."""
    with os.scandir(PROJECT) as entries:
        files = list(_files(entry for entry in entries if entry.name in _ROOMS))
    return {file.path.removeprefix(f"{PROJECT}/"): _of_state(file.path, *_state(file)) for file in files}


def _files(entries: Iterable[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
    """Every file in some places; hidden ones belong to an editor or to the operating system."""
    for entry in entries:
        if entry.name in _LEFT_BEHIND or entry.name.startswith("."):
            continue
        if entry.is_dir():
            with os.scandir(entry) as inside:
                yield from _files(inside)
        elif entry.is_file():
            yield entry


def _state(file: os.DirEntry[str]) -> tuple[int, int, int]:
    """What changes when somebody writes the file."""
    stat = file.stat()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


@lru_cache(maxsize=4096)
def _of_state(path: str, *_: int) -> str:
    """The SHA-256 of a file of code as long as it stays as it is: a build asks for it a dozen times."""
    return _sha256(Path(path))


def _checksums(folder: Path, files: Iterable[Path]) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): _sha256(path) for path in sorted(files) if path.is_file()}


def _source_sha256(path: Path) -> str:
    """What cannot be read counts as another content, so that the next run meets it and tells of it."""
    try:
        return _sha256(path)
    except OSError as error:
        return f"unreadable: {error.strerror}"


def _sha256(path: Path) -> str:
    """In pieces, for a file of series may be larger than memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest(checksums: Mapping[str, str]) -> str:
    lines = (f"{name} {checksum}\n" for name, checksum in sorted(checksums.items()))
    return hashlib.sha256("".join(lines).encode(errors="surrogateescape")).hexdigest()  # a name may be no UTF-8
