"""The draft of a release: the very file that readers will open, and the parts that are made from it.

Belongs here: assembling the draft from the marts of the build database, its manifest, taking the parts in, and
publishing what is complete. Does not belong here: releases that are finished (`history`) and what a part shows
(`korea_trade.presentation`).

A draft lies in a hidden folder beside the releases, which no reader looks into, until it is renamed to a release. There
is at most one; the next one replaces it. Everything here is called under the writer's lock.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict

from korea_trade.literals import quoted
from korea_trade.releases import assembly, customs, difference, history, layout, manifest, success
from korea_trade.releases.history import Damaged, Release, ReleaseError
from korea_trade.releases.manifest import Check, Manifest
from korea_trade.warehouse import build_database, fingerprint
from korea_trade.warehouse.settings import Settings
from korea_trade.warehouse.verdicts import Verdict

# Gets the content hash of a file and returns the verdicts on it; raises what stops a release.
Audit = Callable[[str], Sequence[Verdict]]


class Identity(TypedDict):
    """What tells a release from every other, and when it was drafted."""

    release_id: str
    sequence: int
    created: str


def make(settings: Settings, run_id: str, sources: dict[str, str], audit: Audit) -> Release | None:
    """Drafts a release of the marts of the build database, without its parts; None if the published one says the same.

    It has the months of customs detail that the store holds. `run_id` is the run that asks, `sources` the checksums of
    the files that the build database was loaded from. What `audit` raises leaves no draft behind.
    """
    discard(settings)
    folder = place(settings)
    folder.mkdir(parents=True)
    try:
        database = folder / layout.DATABASE
        assembly.assemble(settings.build_database, database)
        with build_database.opened(database, read_only=True) as connection:
            content = build_database.content_hash(connection, "main")
        verdicts = audit(content)
        months = customs.of_store(settings)
        current = history.published_says(settings, content)
        if current is not None and current.manifest.customs == months:
            discard(settings)
            return None
        draft = Manifest(
            **identity(settings),
            run_id=run_id,
            code_version=fingerprint.code_version(),
            presentation_version=fingerprint.presentation_version(),
            content=content,
            database_sha256=history.checksum(database),
            sources=sources,
            checks={verdict.judge: Check(verdict.passed, verdict.failed, verdict.run_id) for verdict in verdicts},
            **difference.describe(
                database,
                history.compared_with(settings),
                difference.acknowledged_changes(settings.build_database),
                months and customs.write(months, folder),
            ),
        )
        _export(database)
        manifest.write(folder, draft)
    except BaseException:
        discard(settings)
        raise
    return Release(folder, draft)


def standing(settings: Settings) -> Release | None:
    """The draft as it stands, None if there is none. Raises ReleaseError if it is damaged."""
    if not place(settings).exists():
        return None
    draft = history.read(place(settings))
    if isinstance(draft, Damaged):
        raise ReleaseError(f"the draft is damaged: {draft.flaw}; materialize release_draft again, or build everything")
    return draft


@contextmanager
def adding(draft: Release, parts: Sequence[str]) -> Iterator[Path]:
    """The folder of the draft, for `parts` to be put into; they are noted as there if that succeeds."""
    others = [other for other in draft.manifest.parts if other not in parts]
    manifest.write(draft.folder, draft.manifest.with_parts(*others))
    yield draft.folder
    manifest.write(draft.folder, draft.manifest.with_parts(*others, *parts))


def publish(settings: Settings, sources: dict[str, str], content: str, parts: Sequence[str]) -> tuple[Release, bool]:
    """Publishes the draft of the marts whose hash is `content`; returns what is published now and whether it is new.

    Where the published release says the same, it stays. `sources` are the checksums of the files behind the marts,
    `parts` what the draft must have taken in. That the marts still stand as they were judged is for the caller to
    demand. Raises ReleaseError if there is no such draft, or if it lacks a part.
    """
    history.remove_unfinished(settings)
    draft = standing(settings)
    current = history.published_says(settings, content)
    if draft is None and current is not None:
        success.remember(settings, sources)
        return current, False
    if draft is None or draft.manifest.content != content:
        raise ReleaseError("there is no draft of the marts as they stand; materialize release_draft and its parts")
    missing = [part for part in parts if part not in draft.manifest.parts]
    if missing:
        raise ReleaseError(f"the draft has no {' and no '.join(missing)} yet; materialize that first")
    release = history.finish(settings, draft)
    success.remember(settings, sources)
    return release, True


def identity(settings: Settings) -> Identity:
    """That of a release that is drafted now."""
    now = _now()
    return {
        "release_id": history.next_id(settings, now),
        "sequence": history.next_sequence(settings),
        "created": now.isoformat(timespec="seconds"),
    }


def discard(settings: Settings) -> None:
    """Removes the draft, if there is one, and whatever a killed run left behind."""
    history.remove_unfinished(settings)
    shutil.rmtree(place(settings), ignore_errors=True)


def place(settings: Settings) -> Path:
    """The folder of the draft, which no reader looks into."""
    return settings.releases / ".draft"


def _export(database: Path) -> None:
    """One Parquet file a mart beside the database."""
    with build_database.opened(database, read_only=True) as connection:
        for name in build_database.relations(connection, "main"):
            connection.execute(
                f"copy (from \"{name}\") to '{quoted(database.with_name(name))}.parquet' (format parquet)"
            )


def _now() -> datetime:
    return datetime.now(UTC)
