"""One real build that integration and browser tests share: to read as it is, or copied to work on.

Tests may be spread over several processes (pytest-xdist): the first of them that needs the build makes it for all, and
each has a place of its own for the copy to work on.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from korea_trade.warehouse.settings import PROJECT
from tests.corpora import five_statements as five_statements_corpus
from tests.integration.workshop import Warehouse

if TYPE_CHECKING:
    from korea_trade.presentation.dashboard.page import Dashboard


@dataclass(frozen=True)
class FirstBuild:
    """The build of an empty folder: what it said, and the warehouse as it left it."""

    process: subprocess.CompletedProcess[str]
    as_built: Warehouse

    def compiled_in(self, folder: Path) -> Warehouse:
        """A warehouse without sources, of which nothing is built. The models are compiled, for all have the same."""
        warehouse = Warehouse(folder)
        shutil.copytree(self.as_built.settings.dbt_target, warehouse.settings.dbt_target)
        return warehouse


@pytest.fixture(scope="session")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> FirstBuild:
    """The only build from nothing; it must succeed before anything else makes sense."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    said, warehouse = shared / "first_build.json", Warehouse(shared / "first_build")
    with FileLock(shared / "first_build.lock"):
        if not said.exists():
            shutil.copytree(PROJECT / "sources", warehouse.sources)
            build = warehouse.ktw("build")
            said.write_text(json.dumps([build.returncode, build.stdout, build.stderr]), encoding="utf-8")
    process = subprocess.CompletedProcess(["ktw", "build"], *json.loads(said.read_text(encoding="utf-8")))
    assert process.returncode == 0, process.stdout + process.stderr
    return FirstBuild(process, warehouse)


@pytest.fixture
def built(first_build: FirstBuild) -> Warehouse:
    """The warehouse as the first build left it. For reading only: all tests share it."""
    return first_build.as_built


@pytest.fixture
def unbuilt(first_build: FirstBuild, tmp_path: Path) -> Warehouse:
    """A warehouse without sources, of which nothing is built but the models compiled."""
    return first_build.compiled_in(tmp_path / "unbuilt")


@pytest.fixture
def five_statements(unbuilt: Warehouse) -> Warehouse:
    """Sources of the smallest corpus, of which nothing is built yet."""
    five_statements_corpus.write(unbuilt.sources)
    return unbuilt


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tests of this process work, one after the other."""
    return tmp_path_factory.mktemp("place") / "warehouse"


@pytest.fixture
def warehouse(built: Warehouse, place: Path) -> Warehouse:
    """The same to work on."""
    return built.copied_to(place)


@pytest.fixture(scope="session")
def dashboard(first_build: FirstBuild, tmp_path_factory: pytest.TempPathFactory) -> Dashboard:
    """The dashboard of the build, written once more in a folder of its own."""
    from korea_trade.presentation.dashboard import page  # drawing takes seconds to load, which few tests want

    folder = tmp_path_factory.mktemp("dashboard")
    for name in ("korea_trade.duckdb", "manifest.json"):
        shutil.copyfile(first_build.as_built.settings.published / name, folder / name)
    return page.write(folder, folder.with_name("drawings"))
