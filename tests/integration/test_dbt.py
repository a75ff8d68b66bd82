"""The logic of the models, as dbt's own unit tests state it. `ktw build` leaves them out: they test code, not data."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from korea_trade.warehouse.settings import DBT_PROJECT
from tests.integration.workshop import Warehouse

pytestmark = pytest.mark.integration


def test_every_dbt_unit_test_passes_without_a_warning(warehouse: Warehouse) -> None:
    outcome = subprocess.run(
        [str(Path(sys.executable).with_name("dbt")), "--warn-error", "test", "--select", "test_type:unit"],
        cwd=DBT_PROJECT,
        env=os.environ | warehouse.settings.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stdout
    assert "PASS=0" not in outcome.stdout
