"""A release without a row, made from the contracts of the marts: what a page must bear."""

from __future__ import annotations

from pathlib import Path

import duckdb
import yaml

from korea_trade.releases.manifest import Table
from tests import manifests

PROJECT = Path(__file__).resolve().parents[3]


def make(folder: Path) -> Path:
    """Writes every mart without rows and a manifest into `folder`."""
    tables = {}
    with duckdb.connect(str(folder / "korea_trade.duckdb")) as connection:
        for path in sorted((PROJECT / "dbt_project" / "models" / "marts").rglob("*.yml")):
            for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", []):
                columns = {column["name"]: column["data_type"] for column in model.get("columns", [])}
                if columns:
                    declared = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
                    connection.execute(f'create table "{model["name"]}" ({declared})')
                    tables[model["name"]] = Table(0, columns)
    manifests.write(folder, tables=tables)
    return folder
