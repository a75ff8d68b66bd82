"""Builds that are killed: readers notice nothing, and the next build needs nobody to clean up."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from itertools import pairwise

import dagster as dg
import pytest
from dagster._core.storage.dagster_run import IN_PROGRESS_RUN_STATUSES

from korea_trade.releases import history
from korea_trade.warehouse import verdicts
from korea_trade.warehouse.verdicts import Verdict
from tests.integration.workshop import PATIENCE, STAGES, Warehouse, stage_of, stage_seconds, until
from tests.warehouses import FirstBuild

pytestmark = [pytest.mark.integration, pytest.mark.slow]

# When to kill: after the line of a stage, and the share of the next stage's time that it may go on working. The first
# build, whose times these are, parses the dbt project as well, which makes its start twice as long as that of others.
MOMENTS = [
    *(("start", share) for share in (0.05, 0.15, 0.25, 0.35)),
    *(("series", share) for share in (0.0, 0.5)),
    *(("gate 1", share) for share in (0.1, 0.5, 0.9)),
    ("staging", 0.5),
    *(("gate 2", share) for share in (0.1, 0.6, 0.9)),
    ("marts", 0.5),
    ("gate 3", 0.5),
    ("draft", 0.5),
]
# The same for a release that is made alone, as a click in the UI does: what stands before it costs half a minute.
MOMENTS_OF_A_RELEASE = (0.1, 0.3, 0.7, 0.9)

RELEASE_ALONE = """
import dagster as dg
from orchestration.instance import home
from korea_trade.warehouse import progress
from orchestration.definitions import warehouse
from orchestration.automation import BUILD_AND_PUBLISH
from korea_trade.warehouse.settings import Settings

home.prepare(Settings.from_environment())
progress.show()
definitions = warehouse()
assets = dg.AssetSelection.groups("release").resolve(definitions.resolve_asset_graph())
job = definitions.resolve_job_def(BUILD_AND_PUBLISH.name)
with dg.DagsterInstance.get() as instance:
    progress.logger("start").info("the release alone")
    alone = job.get_subset(asset_selection=assets, asset_check_selection=set())
    assert alone.execute_in_process(instance=instance).success
"""


@pytest.fixture(scope="module")
def kills(first_build: FirstBuild, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A warehouse that is copied once: what one killed build leaves, the next one finds."""
    return first_build.as_built.copied_to(tmp_path_factory.mktemp("kills") / "warehouse")


@pytest.fixture(scope="module")
def stage_lengths(first_build: FirstBuild) -> dict[str, float]:
    """How long the first build took from the line of each stage to the next line."""
    ends = stage_seconds(first_build.process.stderr)
    marks = [("start", 0.0), *((stage, ends[stage]) for stage in STAGES)]
    return {before: end - start for (before, start), (_, end) in pairwise(marks)}


def _lines(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stderr is not None
    while line := process.stderr.readline():  # an iterator that is left early would close it, and the build fall silent
        yield line


def _kill(process: subprocess.Popen[str], after: str, seconds: float) -> tuple[int, str]:
    """Kills all processes of a run `seconds` after the line of the stage `after`.

    Gives its exit code and what else it said.
    """
    for line in _lines(process):
        if stage_of(line) == after:
            break
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    _, said = process.communicate(timeout=PATIENCE)
    return process.returncode, said


def _assert_complete(warehouse: Warehouse, counts: dict[str, int]) -> None:
    """What is published has `counts` rows in its tables, and everything that belongs to it."""
    assert warehouse.row_counts() == counts
    release = history.published(warehouse.settings)
    assert release is not None
    assert {name: table.rows for name, table in release.manifest.tables.items()} == counts
    assert {path.stem for path in release.folder.glob("*.parquet")} == counts.keys()


def test_twenty_moments_are_tried() -> None:
    assert len(MOMENTS) + len(MOMENTS_OF_A_RELEASE) == 20


@pytest.mark.soak
@pytest.mark.parametrize(("after", "share"), MOMENTS)
def test_a_build_that_is_killed_leaves_the_published_file_complete(
    kills: Warehouse, stage_lengths: dict[str, float], after: str, share: float
) -> None:
    counts = kills.row_counts()
    kills.annotate(f"killed after {after}, {share}")

    ended, said = _kill(kills.start("build"), after, share * stage_lengths.get(after, 0.0))

    assert ended in {-signal.SIGKILL, 0}, said
    _assert_complete(kills, counts)
    assert until(lambda: kills.processes() == [])


@pytest.mark.soak
@pytest.mark.parametrize("share", MOMENTS_OF_A_RELEASE)
def test_a_release_that_is_killed_leaves_the_published_file_complete(
    kills: Warehouse, stage_lengths: dict[str, float], share: float
) -> None:
    counts = kills.row_counts()
    with kills.opened() as connection:
        connection.execute(f"update marts.fct_statement set note = 'killed at {share}' where statement_id like 'a01%'")
    content = verdicts.content(kills.settings.build_database, "marts")
    for judge in (verdicts.MARTS_TESTS, verdicts.MARTS):
        verdicts.record(kills.settings.build_database, judge, content, Verdict(judge.name, "run", 1, 0))

    ended, said = _kill(
        kills.start_python(RELEASE_ALONE), "start", share * (stage_lengths["gate 3"] + stage_lengths["draft"])
    )

    assert ended in {-signal.SIGKILL, 0}, said
    _assert_complete(kills, counts)


@pytest.mark.soak
def test_after_all_that_a_build_succeeds_without_cleaning(kills: Warehouse) -> None:
    kills.annotate("after all that")

    build = kills.ktw("build")

    assert build.returncode == 0, build.stderr
    assert kills.query("select count(*) from fct_statement where note = 'after all that'") == [(1,)]
    hidden = [path.name for path in kills.settings.releases.iterdir() if path.name.startswith(".")]
    assert hidden == []


@pytest.mark.soak
def test_after_all_that_no_killed_run_holds_the_place_of_the_one_writer(
    kills: Warehouse, own_environment: None
) -> None:
    with dg.DagsterInstance.from_config(str(kills.settings.dagster_home)) as instance:
        waiting = instance.get_runs(dg.RunsFilter(statuses=IN_PROGRESS_RUN_STATUSES))

    assert [run.run_id for run in waiting] == []


@pytest.mark.parametrize("after", ["start", "series", "gate 2"])
def test_a_build_that_is_interrupted_says_so_in_a_line_and_publishes_nothing(kills: Warehouse, after: str) -> None:
    before = kills.published()
    kills.annotate(f"interrupted after {after}")
    process = kills.start("build")
    for line in _lines(process):
        if stage_of(line) == after:
            break
    time.sleep(0.5)

    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: every process of the build hears of it
    _, said = process.communicate(timeout=PATIENCE)

    assert process.returncode == 130, said
    assert said.strip() == "Interrupted; `ktw status` tells what is published."
    assert kills.published() == before


def test_no_process_outlives_a_build_of_which_only_the_first_process_was_killed(
    kills: Warehouse, stage_lengths: dict[str, float]
) -> None:
    kills.annotate("only the first process")
    process = kills.start("build")
    assert until(lambda: len(kills.processes()) == 2)

    process.kill()
    process.communicate(timeout=PATIENCE)

    assert until(lambda: kills.processes() == [])
