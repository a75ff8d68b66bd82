"""What builds months: dbt, with DuckDB in this process or with Spark in an environment of its own.

Belongs here: handing steps to dbt, by the engine that `KTW_ENGINE` names. Does not belong here: which steps (`months`),
and the SQL, which is one text for every engine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from korea_trade.warehouse.settings import Settings

MODEL: Final = "customs_month"


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

    def variables(self) -> dict[str, object]:
        """As the model reads it; a folder stands for the files in it."""
        paths = {name: getattr(self, name) for name in ("detail", "month_before", "year_ago", "item_code")}
        return {
            "month": str(self.month),
            "follows_month_before": self.follows_month_before,
            **{name: str(path if path.suffix == ".parquet" else path / "*.parquet") for name, path in paths.items()},
            "into": str(self.into),
        }


# Builds the steps in their order; one may read what an earlier one wrote.
Engine = Callable[[Sequence[Step]], None]


def chosen(settings: Settings) -> Engine:
    """The engine of these settings."""
    return duckdb(settings)


def duckdb(settings: Settings) -> Engine:
    """DuckDB in this process, which must hold the writer's lock."""
    from korea_trade.modelling import dbt_manifest, runner

    manifest = dbt_manifest.prepared(settings)

    def build(steps: Sequence[Step]) -> None:
        results = runner.invoke(manifest, ["run", *_QUIETLY, "--select", MODEL, "--vars", variables(steps)])
        for result in results:
            if result.status != "success":
                raise dbt_manifest.DbtError(f"{MODEL} could not be built: {result.message}")

    return build


_QUIETLY: Final = ("--no-write-json", "--log-level", "none", "--log-level-file", "none", "--no-use-colors")


def variables(steps: Sequence[Step]) -> str:
    """The steps as a variable of dbt."""
    return json.dumps({"customs_steps": [step.variables() for step in steps]})
