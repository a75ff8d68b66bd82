"""A release without a row, made from the contracts of the marts: what a page must bear."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import yaml

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
                    tables[model["name"]] = {"rows": 0, "columns": columns}
    manifest = {"release_id": "20260102T030405Z-00", "created": "2026-01-02T03:04:05+00:00", "tables": tables}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder
