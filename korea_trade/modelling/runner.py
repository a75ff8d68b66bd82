"""dbt in this process: running one command on a manifest that is ready made.

Belongs here: invoking dbt and telling a run that failed from one that was interrupted. Does not belong here: which
models are run, and what follows from their results. dbt runs in this process because a fresh interpreter a layer costs
more than the models, and because DuckDB lets one process write.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.artifacts.schemas.run import RunExecutionResult, RunResult
from dbt.cli.main import dbtRunner

from korea_trade.modelling.dbt_manifest import DbtError, load


def invoke(manifest: Path, arguments: Sequence[str]) -> Sequence[RunResult]:
    """Runs dbt on the file `manifest` and gives the database back.

    Raises DbtError if dbt itself broke down, and whatever interrupted it.
    """
    try:
        outcome = dbtRunner(manifest=load(manifest)).invoke(list(arguments))
    finally:
        # dbt-duckdb keeps the file open for the next command of the process; the gate's process needs it now.
        DuckDBConnectionManager.close_all_connections()
    if isinstance(outcome.exception, BaseException) and not isinstance(outcome.exception, Exception):
        raise outcome.exception  # an interruption, which dbt hands back
    if not isinstance(outcome.result, RunExecutionResult):
        if interruption := _interruption(outcome.exception):
            raise interruption
        raise DbtError(f"dbt broke down: {outcome.exception}")
    results: Sequence[RunResult] = outcome.result.results
    return results


def _interruption(error: BaseException | None) -> BaseException | None:
    """What is no ordinary error behind `error`: dbt broke down while it dealt with Ctrl-C, whatever else went wrong."""
    while error is not None:
        if not isinstance(error, Exception):
            return error
        error = error.__cause__ or error.__context__
    return None
