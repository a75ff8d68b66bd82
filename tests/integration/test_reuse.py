"""A build makes anew what the change of a source reaches, and what it publishes is what a build of all would."""

from __future__ import annotations

import dagster as dg
import pytest
from dbt.artifacts.schemas.results import NodeStatus

from korea_trade.modelling import dbt_manifest, runner
from korea_trade.warehouse import build_database
from tests.integration.clicks import Clicks
from tests.integration.workshop import Warehouse

pytestmark = [
    pytest.mark.integration,
    pytest.mark.filterwarnings("ignore:sqlglotrs is deprecated:DeprecationWarning"),
]

_LAYERS = ("staging", "intermediate", "marts")


def test_models_that_no_change_reaches_are_reused_and_nothing_differs_from_a_build_of_all(
    warehouse: Warehouse, clicks: Clicks
) -> None:
    series = warehouse.sources / "observed" / "totals-customs-2026-08.csv"
    series.write_text(series.read_text(encoding="utf-8").replace("snapshot of", "as of", 1), encoding="utf-8")
    with warehouse.opened() as connection:
        connection.execute("update marts.dim_item set label = 'by hand' where item_id = 'ships'")

    assert clicks.materialize("raw").success
    assert clicks.judge("gate_sources").success
    staged = _reused(clicks.materialize("staging"))
    assert clicks.judge("gate_staging").success
    modelled = _reused(clicks.materialize("intermediate", "marts", "metrics"))

    for reused in (staged, modelled):
        assert {True, False} == set(reused.values())
    assert not modelled["marts/dim_item"]
    contents = _contents(warehouse)
    of_all = runner.invoke(dbt_manifest.prepared(warehouse.settings), ["run", "--log-level", "none"])
    assert {model.status for model in of_all} == {NodeStatus.Success}
    assert _contents(warehouse) == contents


def _reused(result: dg.ExecuteInProcessResult) -> dict[str, bool]:
    """Whether each model was taken as it stood."""
    assert result.success
    made = [event.step_materialization_data.materialization for event in result.get_asset_materialization_events()]
    return {one.asset_key.to_user_string(): bool(one.metadata["reused"].value) for one in made}


def _contents(warehouse: Warehouse) -> list[str]:
    with warehouse.opened() as connection:
        return [build_database.content_hash(connection, layer) for layer in _LAYERS]
