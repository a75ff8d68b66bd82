"""The files in `assets/` as Superset imports them: with the path and the descriptions of the file that is published.

Belongs here: what is known only when Superset starts. Does not belong here: anything that needs Superset.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import duckdb
import home
import yaml

_METADATA: Final = home.ASSETS / "metadata.yaml"


def contents() -> dict[str, str]:
    """The text of each file by its name in an export: `assets/<name>/` goes with `<name>.duckdb`, if published."""
    texts = {_METADATA.name: _METADATA.read_text(encoding="utf-8")}
    for folder in sorted(path for path in home.ASSETS.iterdir() if path.is_dir()):
        database = home.published(folder.name)
        if database.exists():
            files = sorted(folder.rglob("*.yaml"))
            texts |= {file.relative_to(folder).as_posix(): _text(file, folder, database) for file in files}
    return texts


def _text(file: Path, folder: Path, database: Path) -> str:
    text = file.read_text(encoding="utf-8")
    match file.relative_to(folder).parts[0]:
        case "databases":
            return text.replace(f"duckdb:////published/{database.name}", f"duckdb:///{database}")
        case "datasets":
            return yaml.safe_dump(_described(yaml.safe_load(text), database), sort_keys=False)
        case _:
            return text


def _described(dataset: dict[str, Any], database: Path) -> dict[str, Any]:
    """The dataset with what its mart says of itself and of its columns; calculated columns bring their own."""
    with duckdb.connect(str(database), read_only=True, config={"lock_configuration": "true"}) as connection:
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
