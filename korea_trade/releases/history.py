"""Releases: complete, immutable folders of which one is published by an atomic switch.

Belongs here: finishing a release, switching, rolling back, pruning, and telling an intact release from a damaged one.
Does not belong here: making its content (`draft`), what it says of itself (`manifest`) and Dagster.

A draft is synced to disk and renamed to a release; `published` is a relative symbolic link that is replaced in one
step. A reader keeps the release it opened; every new connection sees the new one. Everything here is called under the
writer's lock.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from korea_trade.customs import catalogue, folders
from korea_trade.customs.catalogue import Catalogue
from korea_trade.errors import WarehouseError
from korea_trade.releases import layout
from korea_trade.releases import manifest as manifests
from korea_trade.releases.manifest import Customs, Manifest, ManifestError
from korea_trade.warehouse import fingerprint
from korea_trade.warehouse.disk import sync
from korea_trade.warehouse.settings import Settings

KEPT: Final = 10
# What a person does about a month of customs detail that is not whole.
MAKES_MONTHS_ANEW: Final = "`ktw customs build` makes the month anew, where its source files are still the same"
_UNFINISHED: Final = ".unfinished-"
_MOMENT: Final = "%Y%m%dT%H%M%SZ"
_ID: Final = re.compile(r"^(\d{8}T\d{6}Z)-(\d\d)$")
_LAST_NUMBER: Final = 99


class ReleaseError(WarehouseError):
    """What was asked of the releases cannot be done."""


@dataclass(frozen=True)
class _Finished:
    """A folder of a release, whose name is the id."""

    folder: Path

    @property
    def release_id(self) -> str:
        return self.folder.name


@dataclass(frozen=True)
class Release(_Finished):
    """A finished release: its folder and what its manifest says."""

    manifest: Manifest

    @property
    def database(self) -> Path:
        return self.folder / layout.DATABASE

    @property
    def order(self) -> tuple[int, str]:
        """Its place among all releases; those of an earlier version have no number and follow each other by id."""
        return (self.manifest.sequence, self.release_id)


@dataclass(frozen=True)
class Damaged(_Finished):
    """A finished release that cannot be trusted any more: its folder, and what is wrong with it."""

    flaw: str

    def __str__(self) -> str:
        return f"release {self.release_id} is damaged: {self.flaw}"


class Unlinked(Damaged):
    """What stands in the place of the link to the published release: a copy that follows links makes a folder of it."""

    def __init__(self, folder: Path) -> None:
        remedy = "remove it, then `ktw rollback` publishes the newest release"
        super().__init__(folder, f"it is no link to a release, as a copy that follows links leaves it; {remedy}")

    def __str__(self) -> str:
        return f"{self.folder} cannot be used: {self.flaw}"


def next_id(settings: Settings, now: datetime) -> str:
    """The id of a release that is made `now`, in UTC: later in the order of names than every release there is.

    Where the clock stands behind the last release, because it was set back or was ahead once, the id goes on from that
    one, so that a listing of the folder shows the order too. `created` in the manifest tells the clock.
    """
    moment, number = now.strftime(_MOMENT), 0
    found = filter(None, (_ID.match(path.name) for path in settings.releases.glob("*")))
    last, last_number = max((match.groups() for match in found), default=("", ""))
    if last >= moment:
        moment, number = last, int(last_number) + 1
        if number > _LAST_NUMBER:
            after = datetime.strptime(last, _MOMENT).replace(tzinfo=UTC) + timedelta(seconds=1)
            moment, number = after.strftime(_MOMENT), 0
    return f"{moment}-{number:02d}"


def next_sequence(settings: Settings) -> int:
    """The number of the next release, above that of every intact one."""
    return 1 + max((release.manifest.sequence for release in all_releases(settings)), default=0)


def kept(settings: Settings) -> list[Release | Damaged]:
    """Every finished release: the damaged ones, whose place is not known, then the intact ones, the oldest first."""
    found = [read(folder) for folder in sorted(settings.releases.glob("[!.]*")) if folder.is_dir()]
    return sorted(found, key=lambda release: release.order if isinstance(release, Release) else (-1, ""))


def all_releases(settings: Settings) -> list[Release]:
    """Every intact release, the oldest first."""
    return [release for release in kept(settings) if isinstance(release, Release)]


def pointed_to(settings: Settings) -> Release | Damaged | None:
    """What the link `published` leads readers to, None if there is no link."""
    if not os.path.lexists(settings.published):
        return None
    return read(settings.published.resolve()) if settings.published.is_symlink() else Unlinked(settings.published)


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
    if current is None or current.manifest.content != content:
        return None
    return current if current.manifest.presentation_version == fingerprint.presentation_version() else None


def read(folder: Path) -> Release | Damaged:
    """The release or draft in `folder`, or what is wrong with it."""
    try:
        manifest = manifests.read(folder)
        found = checksum(folder / layout.DATABASE)
    except OSError as error:
        missing = Path(error.filename).name if folder.is_dir() else "its folder"
        return Damaged(folder, f"{missing} cannot be read ({error.strerror})")
    except ManifestError as error:
        return Damaged(folder, str(error))
    # A release of an earlier version names no checksum.
    if manifest.database_sha256 not in ("", found):
        return Damaged(folder, f"{layout.DATABASE} is not the file that was released")
    flaw = manifest.customs and _flaw(folder, manifest.customs)
    return Damaged(folder, flaw) if flaw else Release(folder, manifest)


def month_folders(customs: Customs, store: Path) -> list[Path]:
    """The folders of these months in the folder of the store, in their order."""
    places = Catalogue(store)
    return [places.month_folder(date.fromisoformat(month), key) for month, key in sorted(customs.months.items())]


def _flaw(folder: Path, customs: Customs) -> str | None:
    """What is wrong with the customs detail of a release, by the store beside the releases, wherever that was moved."""
    try:
        if checksum(folder / layout.CUSTOMS) != customs.database_sha256:
            return f"{layout.CUSTOMS} is not the file that was released"
    except OSError as error:
        return f"{layout.CUSTOMS} cannot be read ({error.strerror})"
    flaws = map(folders.flaw, month_folders(customs, catalogue.place(folder.parents[1])))
    found = next(filter(None, flaws), None)
    return found and f"{found}; {MAKES_MONTHS_ANEW}"


def checksum(path: Path) -> str:
    """SHA-256 of a database file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def finish(settings: Settings, draft: Release) -> Release:
    """Makes a release of the complete `draft` and publishes it."""
    release_id = draft.manifest.release_id
    _switching(settings).symlink_to(release_id)
    for path in (*draft.folder.rglob("*"), draft.folder):
        sync(path)
    release = Release(settings.releases / release_id, draft.manifest)
    os.rename(draft.folder, release.folder)
    sync(settings.releases)
    switch(settings, release)
    _switching(settings).unlink()
    return release


def switch(settings: Settings, release: Release) -> None:
    """Makes `release` the one that readers see, in one step. Raises ReleaseError if no link can take the place."""
    if isinstance(there := pointed_to(settings), Unlinked):
        raise ReleaseError(str(there))
    link = settings.data / f".published-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(release.folder.relative_to(settings.data), target_is_directory=True)
    os.replace(link, settings.published)
    sync(settings.data)


def prune(settings: Settings) -> None:
    """Removes all but the latest intact releases and the published one; a damaged one is left to its owner.

    With them go the months of customs detail that none of those left names, and neither does the store.
    """
    current = settings.published.resolve()
    for release in all_releases(settings)[:-KEPT]:
        if release.folder != current:
            doomed = release.folder.with_name(f"{_UNFINISHED}{release.release_id}")
            os.rename(release.folder, doomed)  # killed from here on, it is no release any more
            shutil.rmtree(doomed)
    catalogue.clear(settings, _months_named(settings))


def _months_named(settings: Settings) -> Iterator[Mapping[date, str]]:
    """The months that each release names, a damaged one too as far as its manifest can be read."""
    for folder in settings.releases.glob("[!.]*"):
        with contextlib.suppress(OSError, ManifestError):
            if customs := manifests.read(folder).customs:
                yield {date.fromisoformat(month): key for month, key in customs.months.items()}


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
    earlier = [release for release in intact if current is None or _is_before(release, current)]
    if not earlier:
        where = "" if current is None else " before the published one"
        raise ReleaseError(f"there is no intact release{where}; {_listing(intact)}")
    return earlier[-1]


def _is_before(release: Release, other: Release | Damaged) -> bool:
    """Whether `release` was made before the `other`; a damaged one has kept nothing but its id."""
    if isinstance(other, Release):
        return release.order < other.order
    return release.release_id < other.release_id


def _named(settings: Settings, release_id: str, intact: list[Release]) -> Release:
    release = next((one for one in kept(settings) if one.release_id == release_id), None)
    if isinstance(release, Release):
        return release
    fault = f"there is no release {release_id!r}" if release is None else str(release)
    raise ReleaseError(f"{fault}; {_listing(intact)}")


def _listing(intact: list[Release]) -> str:
    return f"the intact releases are: {', '.join(release.release_id for release in intact) or 'none'}"


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
