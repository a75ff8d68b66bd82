"""`make model SELECT=…` and `make dbt-unit`: a part of the dbt project on a copy of the build database.

Belongs here: copying the database and starting dbt on the copy. Does not belong here: the models. What a run has built
stays as it is; the copy is `data/scratch/build.duckdb`, for looking at what came out. Models that are new since the run
are built as well, for others may read them; a new source table is loaded by a run alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import duckdb

from korea_trade.statements import declaration
from korea_trade.warehouse.settings import DBT_PROJECT, Settings

# The folders of the models that a build makes; those of customs detail read what is there in a step only.
_LAYERS: Final = ("staging", "intermediate", "marts")
_USAGE: Final = "usage: python -m tools.model build SELECTION | unit"


def main(arguments: list[str]) -> int:
    """Runs dbt; returns its exit code."""
    match arguments:
        case ["build", selection] if selection:
            command = ["build", "--select", *selection.split()]
        case ["unit"]:
            command = ["test", "--select", "test_type:unit"]
        case _:
            print(_USAGE, file=sys.stderr)
            return 2
    settings = Settings.from_environment()
    if not settings.build_database.exists():
        print(f"{settings.build_database} is not there; run `make run` first", file=sys.stderr)
        return 1
    scratch = settings.data / "scratch"
    scratch.mkdir(exist_ok=True)
    copy = scratch / settings.build_database.name
    shutil.copyfile(settings.build_database, copy)
    if command[0] == "build":
        models, tables = not_built(copy)
        command += [model for model in models if model not in command]
        for table in tables:
            print(f"sources/{table}.csv is new: run `ktw build`, which loads it, before what reads it", file=sys.stderr)
    own = {"KTW_BUILD_DB": str(copy), "DBT_TARGET_PATH": str(scratch / "dbt"), "DBT_LOG_PATH": str(scratch / "dbt")}
    dbt = str(Path(sys.executable).with_name("dbt"))
    print(f"dbt {' '.join(command)} on {copy}", flush=True)
    return subprocess.run(
        [dbt, *command], cwd=DBT_PROJECT, env=os.environ | settings.environment() | own, check=False
    ).returncode


def not_built(database: Path) -> tuple[list[str], list[str]]:
    """The models of the dbt project and the source tables that a build database does not have."""
    with duckdb.connect(str(database), read_only=True) as connection:
        there = "select table_name from duckdb_tables() union select view_name from duckdb_views() union "
        built = {
            name for (name,) in connection.execute(f"{there} select function_name from duckdb_functions()").fetchall()
        }
        loaded = {
            name
            for (name,) in connection.execute(
                "select table_name from duckdb_tables() where schema_name = 'raw'"
            ).fetchall()
        }
    models = {path.stem for layer in _LAYERS for path in (DBT_PROJECT / "models" / layer).rglob("*.sql")}
    return sorted(models - built), sorted(declaration.load().tables.keys() - loaded)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
