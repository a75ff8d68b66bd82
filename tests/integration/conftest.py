"""One real build that all integration tests share: to read as it is, or restored in its place to work on."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from orchestration.settings import PROJECT
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


@pytest.fixture
def own_environment() -> Iterator[None]:
    """Gives the environment back as it was: whoever loads the definitions in this process sets variables for dbt."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)
