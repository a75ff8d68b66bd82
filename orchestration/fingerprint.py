"""One hash over everything a release follows from: the source files and the code.

Belongs here: which files count, and their checksums. Does not belong here: when a hash is compared with which
(command line, schedule and sensor do). It imports nothing heavy, so that "nothing changed" costs a hash and no more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from orchestration.settings import PROJECT, Settings
from statements.files import series_files, source_files

_CODE: Final = (
    "statements/**/*.py",
    "statements/**/*.yml",
    "expectations/**/*.py",
    "expectations/**/*.j2",
    "presentation/**/*",
    "orchestration/**/*.py",
    "dbt_project/*.yml",
    "dbt_project/macros/**/*",
    "dbt_project/models/**/*",
    "dbt_project/tests/**/*",
    "uv.lock",
)
# What the pages and files of a release follow from, besides its marts.
_PRESENTATION: Final = (
    "presentation/**/*",
    "orchestration/documentation.py",
    "orchestration/dbt_docs.py",
    "orchestration/lineage.py",
    "dbt_project/models/**/*.yml",
)


def source_checksums(settings: Settings) -> dict[str, str]:
    """SHA-256 of each source file by its name, series with their folder before it; an absent folder has none."""
    return _checksums(settings.sources, [*source_files(settings.sources), *series_files(settings.sources)])


def code_version() -> str:
    """SHA-256 over all code that decides what a release holds."""
    return _matching(_CODE)


def presentation_version() -> str:
    """SHA-256 over the code that makes the pages and files of a release from its marts, and over the descriptions."""
    return _matching(_PRESENTATION)


def current(settings: Settings) -> str:
    """SHA-256 over sources and code as they stand: equal fingerprints make equal releases."""
    return _digest({"code": code_version(), **source_checksums(settings)})


def _matching(patterns: Iterable[str]) -> str:
    files = (path for pattern in patterns for path in PROJECT.glob(pattern) if "__pycache__" not in path.parts)
    return _digest(_checksums(PROJECT, files))


def _checksums(folder: Path, files: Iterable[Path]) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): _sha256(path) for path in sorted(files) if path.is_file()}


def _sha256(path: Path) -> str:
    """In pieces, for a file of series may be larger than memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest(checksums: Mapping[str, str]) -> str:
    lines = (f"{name} {checksum}\n" for name, checksum in sorted(checksums.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()
