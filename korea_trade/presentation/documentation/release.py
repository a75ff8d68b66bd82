"""What a release says of itself: its manifest, the files beside it, and what its comparisons found.

Belongs here: reading these from the folder of a release. Does not belong here: pages, and anything that is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from korea_trade.presentation import findings, parts, provenance
from korea_trade.presentation.findings import Findings
from korea_trade.presentation.parts import File
from korea_trade.releases import layout, reading
from korea_trade.releases import manifest as manifests
from korea_trade.releases.manifest import Manifest


@dataclass(frozen=True)
class Contents:
    """The manifest of a release, the files to open, and what its comparisons found."""

    manifest: Manifest
    files: Sequence[File]
    findings: Findings


def read(release: Path) -> Contents:
    """What the folder `release` holds. Raises OSError or duckdb.Error where it is no release."""
    manifest = manifests.read(release)
    with reading.opened(release / layout.DATABASE) as connection:
        found = findings.read(connection, provenance.read(connection), ["contradicts"])
    return Contents(manifest, parts.files(parts.DOCUMENTATION), found)
