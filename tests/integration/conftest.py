"""One real build that all integration tests share: to read as it is, or copied to work on.

Tests may be spread over several processes (pytest-xdist): the first of them that needs the build makes it for all, and
each has a place of its own for the copy to work on.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import pytest
from filelock import FileLock

from orchestration import gate_worker
from orchestration.gate_worker import GateWorker
from orchestration.settings import PROJECT
from tests.integration.workshop import Warehouse


@dataclass(frozen=True)
class FirstBuild:
    """The build of an empty folder: what it said, and the warehouse as it left it."""

    process: subprocess.CompletedProcess[str]
    as_built: Warehouse


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


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tests of this process work, one after the other."""
    return tmp_path_factory.mktemp("place") / "warehouse"


@pytest.fixture
def warehouse(built: Warehouse, place: Path) -> Warehouse:
    """The same to work on."""
    return built.copied_to(place)


@pytest.fixture
def own_environment() -> Iterator[None]:
    """Gives the environment back as it was: whoever loads the definitions in this process sets variables for dbt."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="session")
def definitions(first_build: FirstBuild, place: Path) -> dg.Definitions:
    """The code location on the warehouse to work on, loaded once."""
    from orchestration.definitions import warehouse

    settings = first_build.as_built.copied_to(place).settings
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.environment().items():
            patch.setenv(name, value)
        return warehouse()


@pytest.fixture(scope="session")
def validator() -> Iterator[GateWorker]:
    """One process that has loaded Great Expectations, for all gates that are asked in this process."""
    with gate_worker.started() as worker:
        yield worker
