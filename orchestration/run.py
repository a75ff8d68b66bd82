"""One run of the whole job in this process, as `ktw build` does it.

Belongs here: executing the job and saying what became of it. Does not belong here: printing (`cli`, `progress`).
"""

from __future__ import annotations

import contextlib
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from expectations import gate_worker
from korea_trade.presentation import parts
from korea_trade.releases import draft
from korea_trade.warehouse import causes, lock, progress
from korea_trade.warehouse.settings import Settings
from orchestration.instance import interruption

if TYPE_CHECKING:
    import dagster as dg

_LOG: Final = progress.logger("start")
# Dagster's own console: the steps speak through `progress`, failures through the outcome.
_SILENT: Final = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
# Errors of our own say in a sentence what is wrong; of others the type says what happened.
_OWN_ERROR: Final = re.compile(r"^(?:korea_trade|expectations|orchestration)\.[\w.]+: ")
# What each stage does, in their order; it speaks when it is done.
_STEPS: Final = {
    "start": "starting",
    "ingest": "loading the programs, then reading the sources",
    "series": "reading the official series",
    "gate 1": "checking the sources",
    "staging": "building and testing the staged statements",
    "gate 2": "checking the staged statements",
    "marts": "building and testing the marts",
    "gate 3": "checking the marts",
    "draft": "writing the file of the release",
    **{part.name: f"making the {part.name}" for part in parts.AS_MADE},
    "release": "auditing and publishing",
}


@dataclass(frozen=True)
class Outcome:
    """What became of a run: whether it published (or had nothing new), and a sentence for each step that failed.

    A run that could not even be noted has no `run_id`.
    """

    run_id: str
    success: bool
    failures: tuple[str, ...]


def execute(settings: Settings) -> Outcome:
    """Builds and publishes the warehouse of `settings`; progress goes to standard error.

    Raises KeyboardInterrupt if it was interrupted, also where Dagster or DuckDB take that for an error.
    """
    try:
        with progress.shown(_STEPS):
            outcome = _executed(settings)
    except Exception as error:
        if interruption.is_behind(error):
            raise KeyboardInterrupt from error
        cause = causes.told(error, settings)
        if cause is None:
            raise
        outcome = Outcome("", False, (cause,))
    if not outcome.success:
        _discard_draft(settings)
    return outcome


def _discard_draft(settings: Settings) -> None:
    """The next run makes its own; until then a full disk has the room."""
    if settings.releases.exists():
        with contextlib.suppress(OSError), lock.held(settings):
            draft.discard(settings)


def _executed(settings: Settings) -> Outcome:
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
            told = [_sentence(event) for event in result.all_events if event.is_step_failure] or [
                _run_sentence(event) for event in result.all_events if event.is_run_failure
            ]
            failures = dict.fromkeys(causes.told_of(failure, settings) or failure for failure in told)
            return Outcome(result.run_id, result.success, tuple(failures))


def _is_interruption(event: dg.DagsterEvent) -> bool:
    from dagster._core.errors import DagsterExecutionInterruptedError

    error = event.step_failure_data.error if event.is_step_failure else None
    while error is not None:
        if error.cls_name in {DagsterExecutionInterruptedError.__name__, KeyboardInterrupt.__name__}:
            return True
        if interruption.is_told_in(error.message):
            return True
        error = error.cause
    return False


def _run_sentence(event: dg.DagsterEvent) -> str:
    """Why a run failed that no failed step could be noted of."""
    sentences, error = [str(event.message)], event.job_failure_data.error
    while error is not None:
        sentences.append(error.message)
        error = error.cause or error.context
    return "\n".join(sentences)


def _sentence(event: dg.DagsterEvent) -> str:
    data = event.step_failure_data
    if data.user_failure_data is not None and data.user_failure_data.description:
        return str(data.user_failure_data.description)
    if data.error is None:
        return f"{event.step_key}: {data.error_display_string}"
    return f"{event.step_key}: {_OWN_ERROR.sub('', (data.error.cause or data.error).message.strip())}"
