"""What builds months: DuckDB in this process, or Spark by dbt in an environment of its own.

Belongs here: carrying out steps by the engine that `KTW_ENGINE` names. Does not belong here: which steps (`months`),
and the SQL, which is one text for every engine.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import duckdb

from korea_trade.errors import WarehouseError
from korea_trade.literals import quoted
from korea_trade.modelling import dbt_manifest
from korea_trade.warehouse.settings import PROJECT, Settings

MODEL: Final = "customs_month"
_SPARK: Final = PROJECT / "engines" / "spark" / ".venv"


@dataclass(frozen=True)
class Step:
    """A month to build: the files that it is made from, and the empty folder that it goes into."""

    month: date
    follows_month_before: bool
    detail: Path
    month_before: Path
    year_ago: Path
    item_code: Path
    into: Path

    def sources(self, parquet: Callable[[str], str]) -> dict[str, str]:
        """The query of each source of the model; `parquet` is how an engine names files, all those of a folder."""
        places = {
            "detail": self.detail,
            "item_code": self.item_code,
            "month_before": self.month_before,
            "year_ago": self.year_ago,
        }
        paths = {name: str(path if path.suffix == ".parquet" else path / "*.parquet") for name, path in places.items()}
        follows = str(self.follows_month_before).lower()
        return {
            "calendar": f"select cast('{self.month}' as date) as month, {follows} as follows_month_before",
            **{name: f"select * from {parquet(path)}" for name, path in paths.items()},
        }


# Builds the steps in their order; one may read what an earlier one wrote.
Engine = Callable[[Sequence[Step]], None]


class EngineError(WarehouseError):
    """The engine is not there, or did not build what it was asked for."""


def chosen(name: str, settings: Settings) -> Engine:
    """The engine of this name, for the store of `settings`. Raises EngineError if it is not installed."""
    return {"duckdb": _duckdb, "spark": _spark}[name](settings)


def _duckdb(settings: Settings) -> Engine:
    """DuckDB in this process, with the SQL that dbt compiled."""
    return lambda steps: run(dbt_manifest.compiled(dbt_manifest.prepared(settings), MODEL), steps)


def run(sql: str, steps: Sequence[Step]) -> None:
    """Builds the steps with DuckDB from the compiled SQL of the model."""
    with duckdb.connect() as connection:
        for step in steps:
            for name, query in step.sources(_files_of_duckdb).items():
                connection.execute(f"create or replace temporary view {name} as {query}")
            connection.execute(f"copy ({sql}) to '{quoted(step.into)}/part-0.parquet' (format parquet)")


def _files_of_duckdb(pattern: str) -> str:
    return f"read_parquet('{pattern.replace(chr(39), chr(39) * 2)}', hive_partitioning = false)"


def _files_of_spark(pattern: str) -> str:
    return f"parquet.`{pattern}`"


def _spark(settings: Settings) -> Engine:
    """Spark on the master that `KTW_SPARK_MASTER` names, this machine by default."""
    program = _SPARK / "bin" / "dbt"
    if not program.exists():
        raise EngineError("KTW_ENGINE is spark, and Spark is not installed: run `make spark-env`")
    own = settings.dbt_target / "spark"
    environment = os.environ | settings.environment()
    environment |= {"DBT_TARGET_PATH": str(own), "DBT_LOG_PATH": str(own / "logs")}
    environment |= {"KTW_MODELS": "models/customs", "KTW_TESTS": "none"}

    def build(steps: Sequence[Step]) -> None:
        told = [{"sources": step.sources(_files_of_spark), "into": str(step.into)} for step in steps]
        variables = json.dumps({"customs_steps": told})
        process = subprocess.run(
            [program, "--quiet", "run", "--no-use-colors", "--target", "spark", "--select", MODEL, "--vars", variables],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # of the Java machine; what dbt says of an error is on standard output
            text=True,
            check=False,
        )
        if process.returncode:
            raise EngineError(f"{MODEL} could not be built by Spark:\n{process.stdout.strip()}")

    return build
