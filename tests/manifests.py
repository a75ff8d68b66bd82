"""Manifests of releases that a test makes by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from korea_trade.releases import manifest
from korea_trade.releases.manifest import Manifest, Table


def write(folder: Path, **fields: Any) -> Manifest:
    """Puts a manifest with these fields, and whatever else it takes, into `folder`."""
    made = Manifest(
        **{
            "release_id": "20240401T000000Z-00",
            "sequence": 1,
            "run_id": "run",
            "created": "2024-04-01T00:00:00+00:00",
            "content": "content",
            "checks": {},
            "difference": None,
            **fields,
            "tables": {"fct_statement": Table(0, {})} | fields.get("tables", {}),
        }
    )
    manifest.write(folder, made)
    return made
