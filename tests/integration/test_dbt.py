"""The logic of the models, as dbt's own unit tests state it. `ktw build` leaves them out: they test code, not data."""

from __future__ import annotations

import pytest

from tests.integration.workshop import Warehouse

pytestmark = pytest.mark.integration


def test_every_dbt_unit_test_passes_without_a_warning(warehouse: Warehouse) -> None:
    outcome = warehouse.dbt("--warn-error", "test", "--select", "test_type:unit")
    assert outcome.returncode == 0, outcome.stdout
    assert "PASS=0" not in outcome.stdout
