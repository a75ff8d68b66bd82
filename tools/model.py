"""`make model SELECT=…` and `make dbt-unit`: a part of the dbt project on a copy of the build database.

Belongs here: copying the database and starting dbt on the copy. Does not belong here: the models. What a run has built
stays as it is; the copy is `data/scratch/build.duckdb`, for looking at what came out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from korea_trade.warehouse.settings import DBT_PROJECT, Settings

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
    own = {"KTW_BUILD_DB": str(copy), "DBT_TARGET_PATH": str(scratch / "dbt"), "DBT_LOG_PATH": str(scratch / "dbt")}
    dbt = str(Path(sys.executable).with_name("dbt"))
    print(f"dbt {' '.join(command)} on {copy}", flush=True)
    return subprocess.run(
        [dbt, *command], cwd=DBT_PROJECT, env=os.environ | settings.environment() | own, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
