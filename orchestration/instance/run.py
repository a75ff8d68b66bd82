"""One run of the whole job in this process, as `ktw build` does it.

Belongs here: executing the job and saying what became of it. Does not belong here: printing (`cli`, `progress`).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from expectations import gate_worker
from korea_trade.warehouse import progress
from korea_trade.warehouse.settings import Settings

if TYPE_CHECKING:
    import dagster as dg

_LOG: Final = progress.logger("start")
# Dagster's own console: the steps speak through `progress`, failures through the outcome.
_SILENT: Final = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True)
class Outcome:
    """What became of a run: whether it published (or had nothing new), and a sentence for each step that failed."""

    run_id: str
    success: bool
    failures: tuple[str, ...]


def execute(settings: Settings) -> Outcome:
    """Builds and publishes the warehouse of `settings`; progress goes to standard error.

    Raises KeyboardInterrupt if it was interrupted, also where Dagster takes that for a failed step.
    """
    progress.show()
    # Ctrl-C while Dagster's history is closed is told like any other, and not by a stack trace before that.
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)
    _LOG.info("loading Dagster, dbt and Great Expectations")
    # Great Expectations loads on another core while Dagster and dbt load on this one.
    with gate_worker.started() as worker:
        from orchestration.automation import BUILD_AND_PUBLISH
        from orchestration.definitions import warehouse
        from orchestration.instance import home, liveness

        home.prepare(settings)
        with home.opened(settings) as instance:
            liveness.fail_dead_runs(instance, settings)
            job = warehouse().resolve_job_def(BUILD_AND_PUBLISH.name)
            result = job.execute_in_process(
                instance=instance, raise_on_error=False, run_config=_SILENT, resources={"gate_worker": worker}
            )
            if any(map(_is_interruption, result.all_events)):
                raise KeyboardInterrupt
            failures = tuple(_sentence(event) for event in result.all_events if event.is_step_failure) or tuple(
                str(event.message) for event in result.all_events if event.is_run_failure
            )
            return Outcome(result.run_id, result.success, failures)


def _is_interruption(event: dg.DagsterEvent) -> bool:
    from dagster._core.errors import DagsterExecutionInterruptedError

    error = event.step_failure_data.error if event.is_step_failure else None
    while error is not None:
        if error.cls_name in {DagsterExecutionInterruptedError.__name__, KeyboardInterrupt.__name__}:
            return True
        error = error.cause
    return False


def _sentence(event: dg.DagsterEvent) -> str:
    from dagster._core.errors import DagsterAssetCheckFailedError

    data = event.step_failure_data
    if data.user_failure_data is not None and data.user_failure_data.description:
        return str(data.user_failure_data.description)
    if data.error is None:
        return f"{event.step_key}: {data.error_display_string}"
    if data.error.cls_name and DagsterAssetCheckFailedError.__name__ in data.error.cls_name:
        return f"The gate {str(event.step_key).rpartition('gate_')[2]} stopped the run; its findings stand above."
    return f"{event.step_key}: {(data.error.cause or data.error).message.strip()}"
