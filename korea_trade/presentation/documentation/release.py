"""What a release says of itself: its manifest, the files beside it, and the contradictions that it found.

Belongs here: reading these from the folder of a release. Does not belong here: pages, and anything that is not there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from korea_trade.presentation import parts
from korea_trade.presentation.parts import File
from korea_trade.releases import layout
from korea_trade.releases import manifest as manifests
from korea_trade.releases.manifest import Manifest

_CONTRADICTIONS: Final = """
    select
        identity.label as identity,
        coalesce(subject.label, found.subject_id) as subject,
        found.flow,
        coalesce(measure.label, found.measure) as measure,
        found.period,
        found.version,
        found.statement_ids,
        found.left_value,
        found.right_value,
        found.gap,
        found.unit,
        found.is_reviewed
    from fct_reconciliation as found
    inner join dim_identity as identity using (identity_id)
    left join dim_subject as subject using (subject_kind, subject_id)
    left join dim_measure as measure on found.measure = measure.measure_id
    where found.verdict = 'contradicts'
    order by identity.label, found.period, subject, found.statement_ids
"""
_VERDICTS: Final = "select verdict, count(*) from fct_reconciliation group by verdict order by verdict"


@dataclass(frozen=True)
class Contents:
    """The manifest of a release, the files to open that are there, and how its identities came out."""

    manifest: Manifest
    files: Sequence[File]
    verdicts: Mapping[str, int]
    contradictions: Sequence[Mapping[str, Any]]


def read(release: Path) -> Contents:
    """What the folder `release` holds. Raises OSError or duckdb.Error where it is no release."""
    manifest = manifests.read(release)
    database = str(release / layout.DATABASE)
    with duckdb.connect(database, read_only=True, config={"enable_external_access": "false"}) as connection:
        verdicts = dict(connection.execute(_VERDICTS).fetchall())
        found = connection.execute(_CONTRADICTIONS)
        names = [name for name, *_ in found.description]
        contradictions = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    files = [file for file in parts.files(parts.DOCUMENTATION) if (release / file.path).exists()]
    return Contents(manifest, files, verdicts, contradictions)
