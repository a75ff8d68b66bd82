"""The memory of the last successful run: what it answered for, so that nothing changed costs a hash and no more.

Belongs here: noting a success and asking whether it still answers for sources and code. Does not belong here: what
changed (`korea_trade.warehouse.fingerprint`) and releases (`history`).
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from korea_trade.releases import history
from korea_trade.warehouse import fingerprint
from korea_trade.warehouse.disk import sync
from korea_trade.warehouse.settings import Settings


@dataclass(frozen=True)
class Success:
    """What the last successful run answered for: the code version and the checksums of the sources that it read.

    `at` is its moment in ISO form; two that answer for the same are equal whenever they were.
    """

    code_version: str
    sources: dict[str, str]
    at: str = field(default="", compare=False)


def last(settings: Settings) -> Success | None:
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
    now = Success(fingerprint.code_version(), fingerprint.source_checksums(settings))
    return history.published(settings) is not None and last(settings) == now


def remember(settings: Settings, sources: dict[str, str]) -> None:
    """Notes that what is published answers for `sources` and the code as it is."""
    success = Success(fingerprint.code_version(), sources, datetime.now(UTC).isoformat())
    unfinished = _memory(settings).with_suffix(f".{os.getpid()}")
    unfinished.write_text(json.dumps(asdict(success), indent=2) + "\n", encoding="utf-8")
    sync(unfinished)
    os.replace(unfinished, _memory(settings))


def _memory(settings: Settings) -> Path:
    return settings.releases / "last_success.json"
