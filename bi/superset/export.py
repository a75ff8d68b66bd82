"""The files in `assets/` as Superset imports them: with the path and the descriptions of the file that is published.

Belongs here: what is known only when Superset starts. Does not belong here: anything that needs Superset.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import duckdb
import home
import yaml

_PLACEHOLDER: Final = "/published/korea_trade.duckdb"


def contents() -> dict[str, str]:
    """The text of each file by its name in an export."""
    return {file.relative_to(home.ASSETS).as_posix(): _text(file) for file in sorted(home.ASSETS.rglob("*.yaml"))}


def _text(file: Path) -> str:
    text = file.read_text(encoding="utf-8")
    match file.relative_to(home.ASSETS).parts[0]:
        case "databases":
            return text.replace(f"duckdb:///{_PLACEHOLDER}", f"duckdb:///{home.PUBLISHED}")
        case "datasets":
            return yaml.safe_dump(_described(yaml.safe_load(text)), sort_keys=False)
        case _:
            return text


def _described(dataset: dict[str, Any]) -> dict[str, Any]:
    """The dataset with what its mart says of itself and of its columns; calculated columns bring their own."""
    with duckdb.connect(str(home.PUBLISHED), read_only=True, config={"lock_configuration": "true"}) as connection:
        comments = dict(
            connection.execute(
                """
                select column_name, comment from duckdb_columns() where table_name = $name
                union all
                select '', comment from duckdb_tables() where table_name = $name
                union all
                select '', comment from duckdb_views() where view_name = $name
                """,
                {"name": dataset["table_name"]},
            ).fetchall()
        )
    described = [{"description": comments.get(column["column_name"])} | column for column in dataset["columns"]]
    return dataset | {"description": comments.get(""), "columns": described}
