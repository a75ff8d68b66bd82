"""One real build that integration and browser tests share: to read as it is, or restored in its place to work on."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from orchestration.settings import PROJECT
from presentation.dashboard import page
from presentation.dashboard.page import Dashboard
from tests.integration.workshop import Warehouse


@dataclass(frozen=True)
class FirstBuild:
    """The build of an empty folder: what it said, and the warehouse as it left it."""

    process: subprocess.CompletedProcess[str]
    as_built: Warehouse
    place: Path


@pytest.fixture(scope="session")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> FirstBuild:
    """The only build from nothing; it must succeed before anything else makes sense."""
    folder = tmp_path_factory.mktemp("warehouse")
    warehouse = Warehouse(folder / "place")
    shutil.copytree(PROJECT / "sources", warehouse.sources)
    process = warehouse.ktw("build")
    assert process.returncode == 0, process.stdout + process.stderr
    return FirstBuild(process, warehouse.copied_to(folder / "as_built"), warehouse.folder)


@pytest.fixture
def built(first_build: FirstBuild) -> Warehouse:
    """The warehouse as the first build left it. For reading only: all tests share it."""
    return first_build.as_built


@pytest.fixture
def warehouse(first_build: FirstBuild) -> Warehouse:
    """The same to work on, restored where it was built: dbt's manifest holds for that path, and need not be parsed."""
    return first_build.as_built.copied_to(first_build.place)


@pytest.fixture(scope="session")
def dashboard(first_build: FirstBuild, tmp_path_factory: pytest.TempPathFactory) -> Dashboard:
    """The dashboard of the build, in a folder of its own."""
    folder = tmp_path_factory.mktemp("dashboard")
    for name in ("korea_trade.duckdb", "manifest.json"):
        shutil.copyfile(first_build.as_built.settings.published / name, folder / name)
    return page.write(folder)
