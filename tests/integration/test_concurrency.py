"""Several writers at once: they take turns, and say so."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from pathlib import Path

import pytest
from filelock import FileLock

from korea_trade.modelling import dbt_manifest
from korea_trade.releases import history
from korea_trade.warehouse.settings import PROJECT
from orchestration.instance import home
from tests.integration.workshop import PATIENCE, Warehouse, stage_seconds, until

pytestmark = [pytest.mark.integration, pytest.mark.slow]

WAITING = "another run writes the warehouse: waiting for it to end"


class _Run:
    """A `ktw` that goes on while the test does, with its progress in a file that the test may read meanwhile."""

    def __init__(self, warehouse: Warehouse, name: str, *arguments: str) -> None:
        self._progress = warehouse.folder / f"{name}.txt"
        with self._progress.open("w") as progress:
            self.process = subprocess.Popen(
                [*warehouse.program, *arguments],
                cwd=PROJECT,
                env=warehouse.environment,
                stdout=subprocess.PIPE,
                stderr=progress,
                text=True,
            )

    @property
    def progress(self) -> str:
        return self._progress.read_text()

    def waits(self) -> bool:
        return WAITING in self.progress or self.process.poll() is not None


# Not strict, for a race may end well.
@pytest.mark.soak
def test_two_builds_at_once_in_an_empty_folder_both_say_that_they_wait_for_a_third_writer_and_both_end_well(
    tmp_path: Path,
) -> None:
    warehouse = Warehouse(tmp_path)
    shutil.copytree(PROJECT / "sources", warehouse.sources)
    warehouse.settings.data.mkdir()
    with FileLock(warehouse.settings.writer_lock):
        runs = [_Run(warehouse, name, "build") for name in ("one", "other")]
        waited = until(lambda: all(run.waits() for run in runs))
        in_vain = [run.progress for run in runs if stage_seconds(run.progress)]
    outputs = [run.process.communicate(timeout=PATIENCE)[0] for run in runs]

    assert waited
    assert in_vain == []
    for run, output in zip(runs, outputs, strict=True):
        assert run.process.returncode == 0, run.progress
        assert WAITING in run.progress
        assert "0 failed" in output or "Nothing changed" in output
    assert len(history.all_releases(warehouse.settings)) == 1
    assert warehouse.query("select count(*) > 300 from fct_statement") == [(True,)]


def test_a_rollback_during_a_build_says_that_it_waits_and_then_succeeds(warehouse: Warehouse) -> None:
    with FileLock(warehouse.settings.writer_lock):
        run = _Run(warehouse, "rollback", "rollback", history.all_releases(warehouse.settings)[0].release_id)
        waited = until(lambda: "wait" in run.progress)
        still_runs = run.process.poll() is None
    run.process.communicate(timeout=PATIENCE)

    assert still_runs
    assert run.process.returncode == 0
    assert waited


def test_queries_and_status_answer_while_a_run_writes(warehouse: Warehouse) -> None:
    with FileLock(warehouse.settings.writer_lock), warehouse.opened():
        answers = [warehouse.ktw(*arguments) for arguments in (["status"], ["releases"], ["sql", "from dim_article"])]

    assert [answer.returncode for answer in answers] == [0, 0, 0]


def test_a_process_that_compiles_the_models_leaves_the_manifest_of_another_that_was_faster(
    warehouse: Warehouse, own_environment: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.prepare(warehouse.settings)
    [ready] = warehouse.settings.dbt_target.glob("manifest-*/manifest.json")
    seen: list[bool] = []

    class Parser:
        def invoke(self, _: list[str]) -> None:
            seen.append(ready.exists())
            raise InterruptedError

    monkeypatch.setattr("dbt.cli.main.dbtRunner", Parser)
    with contextlib.suppress(InterruptedError):
        dbt_manifest._make(warehouse.settings, ready.parent)  # as one that looked before the other was done

    assert ready.exists()
    assert False not in seen
