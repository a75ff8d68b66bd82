"""A build makes anew what the change of a source reaches, and what it publishes is what a build of all would."""

from __future__ import annotations

import re

import pytest
from dbt.artifacts.schemas.results import NodeStatus

from korea_trade.modelling import dbt_manifest, runner
from korea_trade.warehouse import build_database
from tests.integration.workshop import Warehouse

pytestmark = pytest.mark.integration

_LAYERS = ("staging", "intermediate", "marts")


def test_models_that_no_change_reaches_are_reused_and_nothing_differs_from_a_build_of_all(
    warehouse: Warehouse, own_environment: None
) -> None:
    series = warehouse.sources / "observed" / "totals-customs-2026-08.csv"
    series.write_text(series.read_text(encoding="utf-8").replace("snapshot of", "as of", 1), encoding="utf-8")
    with build_database.opened(warehouse.settings.build_database) as connection:
        connection.execute("update marts.dim_item set label = 'by hand' where item_id = 'ships'")

    outcome = warehouse.ktw("build")
    assert outcome.returncode == 0, outcome.stderr
    found = re.findall(r"(\d+) models \((\d+) reused\)", outcome.stderr)
    assert len(found) == 2
    (staged, unstaged), (models, reused) = ([int(number) for number in pair] for pair in found)
    assert 0 < unstaged < staged
    assert 0 < reused < models

    contents = _contents(warehouse)
    warehouse.settings.apply()
    of_all = runner.invoke(dbt_manifest.prepared(warehouse.settings), ["run", "--log-level", "none"])
    assert {model.status for model in of_all} == {NodeStatus.Success}
    assert _contents(warehouse) == contents


def _contents(warehouse: Warehouse) -> list[str]:
    with build_database.opened(warehouse.settings.build_database) as connection:
        return [build_database.content_hash(connection, layer) for layer in _LAYERS]
