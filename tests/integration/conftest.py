"""What integration tests share besides the build."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from expectations import gate_worker
from expectations.gate_worker import GateWorker
from orchestration.instance import home
from tests.integration.clicks import Clicks
from tests.integration.workshop import Warehouse
from tests.warehouses import FirstBuild


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
    from orchestration.definitions import build_definitions

    settings = first_build.as_built.copied_to(place).settings
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.environment().items():
            patch.setenv(name, value)
        return build_definitions(settings)


@pytest.fixture(scope="session")
def validator() -> Iterator[GateWorker]:
    """One process that has loaded Great Expectations, for all gates that are asked in this process."""
    with gate_worker.started() as worker:
        yield worker


@pytest.fixture
def clicks(
    definitions: dg.Definitions, validator: GateWorker, warehouse: Warehouse, own_environment: None
) -> Iterator[Clicks]:
    """The UI of the warehouse, with its environment."""
    home.prepare(warehouse.settings)
    with dg.DagsterInstance.get() as instance:
        yield Clicks(definitions, instance, validator)
