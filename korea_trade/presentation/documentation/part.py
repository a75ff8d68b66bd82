"""The documentation as a part of a release.

Belongs here: bringing together what the pages tell of (the catalogue, the Data Docs behind each verdict, dbt docs), and
what a run tells of them. Does not belong here: the pages (`page`).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from korea_trade.modelling import dbt_catalogue, dbt_docs, dbt_manifest
from korea_trade.presentation import parts
from korea_trade.presentation.documentation import page
from korea_trade.presentation.parts import Made
from korea_trade.releases import manifest
from korea_trade.warehouse import verdicts
from korea_trade.warehouse.settings import Settings


def write(release: Path, settings: Settings) -> Made:
    """Makes the documentation of `release` in its folder.

    Wants the environment of `settings`, for dbt reads its paths.
    """
    manifest_json = dbt_manifest.prepared(settings)
    known = dbt_catalogue.catalogue(manifest_json)
    page.write(release, known, _gate_pages(settings, release))
    dbt_docs.write(release / parts.DBT_DOCS, manifest_json, settings.build_database)
    untraced = [relation.full_name for relation in known.relations if relation.untraced]
    return Made({"tables": len(known.relations), "not_traced": untraced})


def _gate_pages(settings: Settings, release: Path) -> Mapping[str, Path]:
    """The Data Docs page behind each verdict of a gate, by the name of the judge, unless its run has been forgotten."""
    checks = manifest.read(release).checks
    pages = {
        gate.name: settings.data_docs_page(checks[gate.name].run_id, gate.suite)
        for gate in verdicts.GATES
        if gate.name in checks
    }
    return {judge: path for judge, path in pages.items() if path.exists()}
