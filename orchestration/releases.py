"""Releases: complete, immutable folders of which one is published by an atomic switch.

Belongs here: finishing a release, switching, rolling back, pruning, remembering the last success, and telling an intact
release from a damaged one. Does not belong here: making its content (`draft`) and Dagster (`publication`).

A draft is synced to disk and renamed to a release; `published` is a relative symbolic link that is replaced in one
step. A reader keeps the release it opened; every new connection sees the new one. Everything here is called under the
writer's lock.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from orchestration import fingerprint
from orchestration.settings import Settings

KEPT: Final = 10
DATABASE_NAME: Final = "korea_trade.duckdb"
_UNFINISHED: Final = ".unfinished-"


class ReleaseError(RuntimeError):
    """What was asked of the releases cannot be done."""


@dataclass(frozen=True)
class Release:
    """A finished release: its folder and what its manifest says."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def release_id(self) -> str:
        return self.folder.name

    @property
    def database(self) -> Path:
        return self.folder / DATABASE_NAME


@dataclass(frozen=True)
class Damaged:
    """A finished release that cannot be trusted any more: its folder, and what is wrong with it."""

    folder: Path
    flaw: str

    @property
    def release_id(self) -> str:
        return self.folder.name

    def __str__(self) -> str:
        return f"release {self.release_id} is damaged: {self.flaw}"


def kept(settings: Settings) -> list[Release | Damaged]:
    """Every finished release, intact or not, the oldest first."""
    return [read(folder) for folder in sorted(settings.releases.glob("[!.]*")) if folder.is_dir()]


def all_releases(settings: Settings) -> list[Release]:
    """Every intact release, the oldest first."""
    return [release for release in kept(settings) if isinstance(release, Release)]


def pointed_to(settings: Settings) -> Release | Damaged | None:
    """What the link `published` leads readers to, None if there is no link."""
    if not os.path.lexists(settings.published):
        return None
    return read(settings.published.resolve())


def published(settings: Settings) -> Release | None:
    """The release that readers see, None if there is none or it is damaged."""
    release = pointed_to(settings)
    return release if isinstance(release, Release) else None


def compared_with(settings: Settings) -> Release | None:
    """The release that the next one must not fall behind: the published one, else the newest that is intact."""
    return published(settings) or next(reversed(all_releases(settings)), None)


def published_says(settings: Settings, content: str) -> Release | None:
    """The published release if its marts have this content hash and its pages are those that the code makes now."""
    current = published(settings)
    if current is None or current.manifest["content"] != content:
        return None
    return current if current.manifest.get("presentation_version") == fingerprint.presentation_version() else None


def read(folder: Path) -> Release | Damaged:
    """The release or draft in `folder`, or what is wrong with it."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        found = checksum(folder / DATABASE_NAME)
    except OSError as error:
        missing = Path(error.filename).name if folder.is_dir() else "its folder"
        return Damaged(folder, f"{missing} cannot be read ({error.strerror})")
    except ValueError as error:
        return Damaged(folder, f"manifest.json is no JSON ({error})")
    if not _is_manifest(manifest):
        return Damaged(folder, "manifest.json does not say what a manifest says")
    # A release of an earlier version names no checksum.
    if manifest.get("database_sha256", found) != found:
        return Damaged(folder, f"{DATABASE_NAME} is not the file that was released")
    return Release(folder, manifest)


def checksum(path: Path) -> str:
    """SHA-256 of a database file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _is_manifest(content: Any) -> bool:
    """Whether `content` has all that is read of a manifest."""
    try:
        texts = [content["run_id"], content["created"], content["content"]]
        counts = [content["tables"]["fct_statement"]["rows"]]
        counts += [table["rows"] for table in content["tables"].values()]
        counts += [check[outcome] for check in content["checks"].values() for outcome in ("passed", "failed")]
        difference = content["difference"] or {"statements": {}, "rows": {}}
        counts += difference["statements"].values()
        changes = [(change["before"], change["after"]) for change in difference["rows"].values()]
    except (KeyError, TypeError, AttributeError):
        return False
    counts += [count for change in changes for count in change if count is not None]
    return all(isinstance(text, str) for text in texts) and all(isinstance(count, int) for count in counts)


def finish(settings: Settings, draft: Release) -> Release:
    """Makes a release of the complete `draft` and publishes it."""
    release_id = draft.manifest["release_id"]
    _switching(settings).symlink_to(release_id)
    for path in (*draft.folder.rglob("*"), draft.folder):
        _sync(path)
    release = Release(settings.releases / release_id, draft.manifest)
    os.rename(draft.folder, release.folder)
    _sync(settings.releases)
    switch(settings, release)
    _switching(settings).unlink()
    return release


def switch(settings: Settings, release: Release) -> None:
    """Makes `release` the one that readers see, in one step."""
    link = settings.data / f".published-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(release.folder.relative_to(settings.data), target_is_directory=True)
    os.replace(link, settings.published)
    _sync(settings.data)


def prune(settings: Settings) -> None:
    """Removes all but the latest intact releases and the published one; a damaged one is left to its owner."""
    current = settings.published.resolve()
    for release in all_releases(settings)[:-KEPT]:
        if release.folder != current:
            doomed = release.folder.with_name(f"{_UNFINISHED}{release.release_id}")
            os.rename(release.folder, doomed)  # killed from here on, it is no release any more
            shutil.rmtree(doomed)


def _switching(settings: Settings) -> Path:
    """Points to a release from before it is finished until after it was switched to."""
    return settings.releases / ".switching"


def rollback(settings: Settings, release_id: str | None) -> Release:
    """Publishes a release again: the one named, else the one before the published, else the newest.

    Raises ReleaseError if there is no such release, or it is damaged.
    """
    remove_unfinished(settings)
    intact = all_releases(settings)
    release = _before_the_published(settings, intact) if release_id is None else _named(settings, release_id, intact)
    switch(settings, release)
    return release


def _before_the_published(settings: Settings, intact: list[Release]) -> Release:
    current = pointed_to(settings)
    earlier = [release for release in intact if current is None or release.release_id < current.release_id]
    if not earlier:
        where = "" if current is None else " before the published one"
        raise ReleaseError(f"there is no intact release{where}; {_listing(intact)}")
    return earlier[-1]


def _named(settings: Settings, release_id: str, intact: list[Release]) -> Release:
    release = next((one for one in kept(settings) if one.release_id == release_id), None)
    if isinstance(release, Release):
        return release
    fault = f"there is no release {release_id!r}" if release is None else str(release)
    raise ReleaseError(f"{fault}; {_listing(intact)}")


def _listing(intact: list[Release]) -> str:
    return f"the intact releases are: {', '.join(release.release_id for release in intact) or 'none'}"


@dataclass(frozen=True)
class Success:
    """What the last successful run answered for: the code version and the checksums of the sources that it read.

    `at` is its moment in ISO form; two that answer for the same are equal whenever they were.
    """

    code_version: str
    sources: dict[str, str]
    at: str = field(default="", compare=False)


def last_success(settings: Settings) -> Success | None:
    """The last run that published, or found nothing new to publish; None before the first.

    It outlives a rollback: what was rolled back is not published again by itself until sources or code change.
    """
    try:
        success = Success(**json.loads(_memory(settings).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):  # there is none, or it is damaged or of other code: build anew
        return None
    return success if isinstance(success.sources, dict) else None


def is_answered(settings: Settings) -> bool:
    """Whether a release is published, intact, and the last successful run answers for sources and code as they are."""
    success = last_success(settings)
    return published(settings) is not None and success == Success(
        fingerprint.code_version(), fingerprint.source_checksums(settings)
    )


def _memory(settings: Settings) -> Path:
    return settings.releases / "last_success.json"


def remember(settings: Settings, sources: dict[str, str]) -> None:
    """Notes that what is published answers for `sources` and the code as it is."""
    success = Success(fingerprint.code_version(), sources, datetime.now(UTC).isoformat())
    unfinished = _memory(settings).with_suffix(f".{os.getpid()}")
    unfinished.write_text(json.dumps(asdict(success), indent=2) + "\n", encoding="utf-8")
    _sync(unfinished)
    os.replace(unfinished, _memory(settings))


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_unfinished(settings: Settings) -> None:
    """What a killed run left behind, also a finished release that no reader has ever seen."""
    switching = _switching(settings)
    if switching.is_symlink():
        if switching.resolve() != settings.published.resolve():
            shutil.rmtree(switching.resolve(), ignore_errors=True)
        switching.unlink()
    for folder in settings.releases.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(folder)
    for file in (*settings.releases.glob("last_success.[0-9]*"), *settings.data.glob(".published-*")):
        file.unlink()
