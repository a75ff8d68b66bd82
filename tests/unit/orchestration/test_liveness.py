"""A run whose process is gone is failed; one that lives, or has only just started, is left alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.test_utils import create_run_for_test

from korea_trade.warehouse.settings import PROJECT, Settings
from orchestration.instance import liveness

# Marks the run named by its arguments and lives until it is killed.
LIVING = """
import sys, time
from pathlib import Path
from orchestration.instance import liveness
from korea_trade.warehouse.settings import Settings
with liveness.marked(Settings(Path(sys.argv[1]), Path(sys.argv[1])), sys.argv[2]):
    print("marked", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(sources=tmp_path, data=tmp_path)


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        yield instance


def _status(instance: dg.DagsterInstance, run: dg.DagsterRun) -> dg.DagsterRunStatus:
    found = instance.get_run_by_id(run.run_id)
    assert found is not None
    return found.status


def test_a_run_that_was_killed_is_failed_and_one_that_lives_is_not(
    instance: dg.DagsterInstance, settings: Settings
) -> None:
    run = create_run_for_test(instance, status=dg.DagsterRunStatus.STARTED)
    process = subprocess.Popen(
        [sys.executable, "-c", LIVING, str(settings.data), run.run_id], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "marked\n"
    liveness.fail_dead_runs(instance, settings)
    assert _status(instance, run) == dg.DagsterRunStatus.STARTED
    process.kill()
    process.communicate()
    liveness.fail_dead_runs(instance, settings)
    assert _status(instance, run) == dg.DagsterRunStatus.FAILURE


def test_a_run_that_has_just_started_has_time_to_mark_itself(
    instance: dg.DagsterInstance, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = create_run_for_test(instance)
    instance.report_engine_event("starts", run)
    instance.handle_new_event(_started(run))
    liveness.fail_dead_runs(instance, settings)
    assert _status(instance, run) == dg.DagsterRunStatus.STARTED
    monkeypatch.setattr(liveness, "_SECONDS_TO_MARK", -1)
    liveness.fail_dead_runs(instance, settings)
    assert _status(instance, run) == dg.DagsterRunStatus.FAILURE


def _started(run: dg.DagsterRun) -> dg.EventLogEntry:
    import time

    from dagster._core.events import DagsterEvent, DagsterEventType

    event = DagsterEvent(event_type_value=DagsterEventType.RUN_START.value, job_name=run.job_name)
    return dg.EventLogEntry(
        error_info=None,
        level=20,
        user_message="",
        run_id=run.run_id,
        timestamp=time.time(),
        dagster_event=event,
    )
