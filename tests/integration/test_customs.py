"""Customs detail as its users build it: by `ktw` and from Dagster's page, also when a build is killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from functools import partial
from pathlib import Path

import dagster as dg
import pytest

from korea_trade.customs import catalogue, store
from korea_trade.releases import history
from korea_trade.warehouse.settings import PROJECT
from orchestration.assets import customs
from orchestration.resources import Folders
from tests.corpora.customs_history import kept
from tests.corpora.customs_store import direct, place
from tests.integration.workshop import Warehouse, until
from tools import customs_detail

pytestmark = pytest.mark.integration


@pytest.fixture
def detail(unbuilt: Warehouse) -> Warehouse:
    """A warehouse with thirty months of customs detail, of which nothing is built."""
    unbuilt.sources.mkdir()
    for name in ("items.csv", "customs"):
        source = PROJECT / "sources" / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, unbuilt.sources / name)
    customs_detail.make(unbuilt.sources / "customs", months=30, codes=100, partners=8)
    return unbuilt


def _is_there(folder: Path, moment: str, process: subprocess.Popen[str]) -> bool:
    return any(folder.glob(moment)) or process.poll() is not None


@pytest.mark.soak
def test_a_build_that_is_killed_at_any_moment_is_ended_by_the_next_one(detail: Warehouse, tmp_path: Path) -> None:
    folder = detail.settings.data / "customs"
    for moment in ("detail/2005-09*", ".unfinished/2005-05/part*", "months/2005-03*"):
        process = detail.start("customs", "build")
        assert until(partial(_is_there, folder, moment, process))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert kept(detail.settings) == set()

    ended = detail.ktw("customs", "build")

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "months built" in ended.stdout
    assert "Nothing is published beside which they could be; `ktw build`" in ended.stdout
    elsewhere = place(tmp_path / "elsewhere")
    shutil.copytree(detail.sources, elsewhere.sources, dirs_exist_ok=True)
    store.bring_up_to_date(elsewhere, direct)
    assert kept(detail.settings) == kept(elsewhere)
    assert len(list((folder / "months").iterdir())) == 30
    assert not (folder / ".unfinished").exists()
    assert detail.ktw("customs", "build").stdout.startswith("nothing changed\n")


def test_months_are_partitions_that_a_backfill_builds_in_one_run(detail: Warehouse, own_environment: None) -> None:
    detail.settings.apply()
    [asset] = customs.assets(detail.settings)
    folders = Folders(sources=str(detail.settings.sources), data=str(detail.settings.data))
    tags = {"dagster/asset_partition_range_start": "2005-01-01", "dagster/asset_partition_range_end": "2006-12-01"}

    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize([asset], resources={"folders": folders}, instance=instance, tags=tags)
        partitions = instance.get_materialized_partitions(asset.key)

    assert result.success
    assert partitions == {str(month) for month in catalogue.load(detail.settings).months}
    assert len(partitions) == 30


def test_months_are_published_by_the_page_beside_real_tables_and_read_by_the_command(
    warehouse: Warehouse, own_environment: None
) -> None:
    before = history.published(warehouse.settings)
    assert before is not None
    customs_detail.make(warehouse.sources / "customs", months=3, codes=100, partners=8)
    warehouse.settings.apply()
    [asset] = customs.assets(warehouse.settings)
    folders = Folders(sources=str(warehouse.settings.sources), data=str(warehouse.settings.data))

    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize([asset], resources={"folders": folders}, instance=instance, partition_key="2005-03-01")

    assert result.success
    release = history.published(warehouse.settings)
    assert release is not None
    assert release.order > before.order
    assert release.manifest.content == before.manifest.content
    assert (release.folder / "dashboard.html").samefile(before.folder / "dashboard.html")
    answer = warehouse.ktw("customs", "sql", "select count(distinct month) from fct_customs_month", "--format", "csv")
    assert answer.stdout.splitlines()[1:] == ["3"], answer.stderr
    of_all = ["--where", "code_level = 'total' and customs_partner = 'all' and customs_flow = 'exports'"]
    metric = warehouse.ktw(
        "metrics", "customs_value", *of_all, "--from", "2005-02", "--to", "2005-02", "--format", "csv"
    )
    total = (
        "select month, flow, code_level, code, partner, value_usd from fct_customs_month "
        "where month = '2005-02-01' and flow = 'exports' and code_level = 'total' and partner = 'all'"
    )
    by_hand = warehouse.ktw("customs", "sql", total, "--format", "csv")
    assert metric.stdout.splitlines()[1:] == by_hand.stdout.splitlines()[1:] != [], metric.stderr
    assert "Nothing changed" in warehouse.ktw("build").stdout
    assert warehouse.ktw("customs", "build").stdout == "nothing changed\n"


def test_without_customs_detail_there_is_no_asset(unbuilt: Warehouse) -> None:
    assert customs.assets(unbuilt.settings) == []
