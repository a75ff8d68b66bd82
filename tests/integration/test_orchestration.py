"""The code location as Dagster sees it, and real ticks of its schedule and its sensor."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import dagster as dg
import pytest
import yaml
from dagster._core.definitions.assets.graph.asset_graph import AssetGraph
from dagster._core.execution.api import create_execution_plan
from dagster._core.execution.plan.step import ExecutionStep as Step
from filelock import FileLock

from korea_trade.releases import history
from korea_trade.warehouse import fingerprint
from korea_trade.warehouse.settings import PROJECT
from orchestration.assets import fetched
from orchestration.automation import BUILD_AND_PUBLISH, FETCH_AND_BUILD, daily, source_change
from orchestration.definitions import build_definitions
from orchestration.instance import home
from orchestration.resources import Folders
from tests.integration.workshop import MACROS_OF_A_DAY, PATIENCE, Warehouse, publish

pytestmark = [
    pytest.mark.integration,
    pytest.mark.usefixtures("own_environment"),
    pytest.mark.filterwarnings("ignore:sqlglotrs is deprecated:DeprecationWarning"),
]

Tick = Callable[[Warehouse, dg.DagsterInstance], dg.RunRequest | dg.SkipReason]

GROUPS = ["intake", "raw", "staging", "intermediate", "marts", "metrics", "release"]
# Lists that stand in the models: of what they themselves declare, and of the days that the calendar gives.
LISTS = {"dim_identity", "dim_derivation", "int_working_days"}
JOBS = ("build_and_publish", "fetch_and_build")
GATES = {"gate_sources", "gate_staging", "gate_marts"}


@pytest.fixture(scope="module")
def graph(definitions: dg.Definitions) -> AssetGraph:
    return definitions.resolve_asset_graph()


@pytest.fixture(scope="module")
def steps(definitions: dg.Definitions) -> dict[str, Step]:
    """What the job executes, by name."""
    plan = create_execution_plan(definitions.resolve_job_def(BUILD_AND_PUBLISH.name))
    return {step.key: step for step in plan.get_all_steps_in_topo_order()}


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


def _folders(warehouse: Warehouse) -> Folders:
    return Folders(sources=str(warehouse.settings.sources), data=str(warehouse.settings.data))


# The graph


def test_the_graph_reads_from_raw_to_release(graph: AssetGraph) -> None:
    assert {graph.get(key).group_name for key in graph.materializable_asset_keys} == set(GROUPS)
    for key in graph.materializable_asset_keys:
        for parent in graph.get(key).parent_keys:
            assert GROUPS.index(graph.get(parent).group_name) <= GROUPS.index(graph.get(key).group_name), (parent, key)


def test_every_asset_is_reached_from_the_sources_and_reaches_the_release(graph: AssetGraph) -> None:
    draft, release = dg.AssetKey("release_draft"), dg.AssetKey("release")

    assert graph.get(draft).child_keys >= {release}
    for key in graph.materializable_asset_keys:
        node = graph.get(key)
        if node.group_name not in ("intake", "raw") and key.path[-1] not in LISTS:
            assert node.parent_keys, key
        if node.group_name == "marts":
            assert draft in node.child_keys


def test_no_asset_comes_from_outside(graph: AssetGraph) -> None:
    assert graph.external_asset_keys == set()


def test_every_asset_says_what_it_is_in_a_sentence_and_has_an_owner_and_kinds(graph: AssetGraph) -> None:
    for key in graph.materializable_asset_keys:
        node = graph.get(key)
        assert node.description, key
        assert len(node.description.split()) > 2, key
        assert node.owners in (["team:editors"], ["team:data-modellers"], ["team:publishers"]), key
        assert node.kinds, key


def test_every_raw_table_shows_its_columns(graph: AssetGraph) -> None:
    for key in graph.materializable_asset_keys:
        if graph.get(key).group_name == "raw":
            assert "dagster/column_schema" in graph.get(key).metadata


def test_the_three_gates_are_blocking_checks_that_say_what_they_hold(graph: AssetGraph) -> None:
    gates = [graph.get(key) for key in graph.asset_check_keys if key.name in GATES]

    assert {gate.key.name for gate in gates if gate.blocking} == GATES
    assert sum(gate.blocking for gate in gates) == len(GATES)
    assert all(gate.description.startswith("Gate ") for gate in gates)


def test_every_source_table_shows_what_its_gate_says_of_it_and_every_mart_its_tests(graph: AssetGraph) -> None:
    checks: dict[dg.AssetKey, set[str]] = {key: set() for key in graph.materializable_asset_keys}
    for check in graph.asset_check_keys:
        checks[check.asset_key].add(check.name)

    assert [key for key in checks if key.path[0] == "raw" and checks[key] != {"gate_sources"}] == []
    assert [key for key in checks if key.path[0] == "staging" and checks[key] != {"gate_staging"}] == []
    unchecked = {key.path[-1] for key in checks if key.path[0] == "marts" and "dbt_tests" not in checks[key]}
    assert unchecked == MACROS_OF_A_DAY
    assert checks[dg.AssetKey(["marts", "fct_statement"])] == {"gate_marts", "dbt_tests"}


def test_a_mart_is_found_where_readers_find_it(graph: AssetGraph) -> None:
    mart = graph.get(dg.AssetKey(["marts", "fct_trade_month"]))
    assert mart.metadata["dagster/table_name"] == "korea_trade.duckdb: fct_trade_month"


def test_only_a_month_without_a_release_is_late(graph: AssetGraph) -> None:
    policy = graph.get(dg.AssetKey("release")).freshness_policy
    assert policy == dg.FreshnessPolicy.time_window(fail_window=timedelta(days=45), warn_window=timedelta(days=35))


def test_each_layer_waits_for_the_gate_before_it_and_each_gate_for_its_whole_layer(steps: dict[str, Step]) -> None:
    assert {name: set(step.get_execution_dependency_keys()) for name, step in steps.items()} == {
        "ingest": set(),
        "raw__observed": {"ingest"},
        "gate_1_sources": {"ingest", "raw__observed"},
        "dbt_staging": {"ingest", "raw__observed", "gate_1_sources"},
        "gate_2_staging": {"dbt_staging"},
        "dbt_marts": {"dbt_staging", "gate_2_staging"},
        "gate_3_marts": {"dbt_marts"},
        "release_draft": {"dbt_marts", "gate_3_marts"},
        "release_parts": {"release_draft"},
        "release": {"release_draft", "release_parts"},
    }


def test_the_job_builds_everything_that_materialize_all_builds_but_the_proposals(
    definitions: dg.Definitions, graph: AssetGraph
) -> None:
    job = definitions.resolve_job_def(BUILD_AND_PUBLISH.name)

    proposed = {dg.AssetKey(["intake", "proposals"])}
    assert job.asset_layer.executable_asset_keys == graph.materializable_asset_keys - proposed
    assert job.asset_layer.asset_graph.asset_check_keys == graph.asset_check_keys
    assert {key.name for key in graph.asset_check_keys} == {*GATES, "dbt_tests"}


def test_with_a_key_the_daily_job_asks_the_office_before_the_series_are_read(warehouse: Warehouse) -> None:
    keyed = build_definitions(replace(warehouse.settings, keys={"KTW_ECOS_KEY": "secret"}))
    graph = keyed.resolve_asset_graph()

    assert fetched.KEY in graph.get(dg.AssetKey(["raw", "observed"])).parent_keys
    jobs = {name: keyed.resolve_job_def(name).asset_layer.executable_asset_keys for name in JOBS}
    assert jobs[FETCH_AND_BUILD.name] - jobs[BUILD_AND_PUBLISH.name] == {fetched.KEY}
    assert daily.job_name == FETCH_AND_BUILD.name


def test_with_a_key_the_daily_tick_runs_also_when_nothing_changed(
    warehouse: Warehouse, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    _succeed(warehouse, "first")
    assert isinstance(_tick_of_schedule(warehouse, instance), dg.SkipReason)

    monkeypatch.setenv("KTW_ECOS_KEY", "secret")

    assert isinstance(_tick_of_schedule(warehouse, instance), dg.RunRequest)


# One writer


def test_every_step_is_in_the_pool_of_one_writer(steps: dict[str, Step]) -> None:
    assert {step.pool for step in steps.values()} == {"duckdb"}


def test_the_instance_gives_each_pool_one_place_and_holds_whole_runs(warehouse: Warehouse) -> None:
    home.prepare(warehouse.settings)
    with dg.DagsterInstance.from_config(str(warehouse.settings.dagster_home)) as instance:
        pools = instance.get_concurrency_config().pool_config
        queue = instance.get_concurrency_config().run_queue_config
        telemetry, sign_up = instance.telemetry_enabled, instance.nux_enabled

    assert pools.default_pool_limit == 1
    assert pools.pool_granularity.value == "run"
    assert queue is not None
    assert queue.should_block_op_concurrency_limited_runs
    assert not telemetry
    assert not sign_up


def test_steps_run_in_the_process_of_their_run(definitions: dg.Definitions) -> None:
    assert definitions.resolve_job_def(BUILD_AND_PUBLISH.name).executor_def.name == "in_process"


def test_the_workspace_names_the_code_location(definitions: dg.Definitions) -> None:
    workspace = yaml.safe_load((PROJECT / "workspace.yaml").read_text(encoding="utf-8"))

    assert workspace["load_from"][0]["python_module"]["module_name"] == "orchestration.definitions"
    assert {schedule.name for schedule in definitions.schedules} == {"daily"}
    assert {sensor.name for sensor in definitions.sensors} == {"source_change", "inbox_change"}


# Ticks


def _tick_of_schedule(warehouse: Warehouse, instance: dg.DagsterInstance) -> dg.RunRequest | dg.SkipReason:
    with dg.build_schedule_context(instance=instance, resources={"folders": _folders(warehouse)}) as context:
        return daily(context)


def _tick_of_sensor(warehouse: Warehouse, instance: dg.DagsterInstance) -> dg.RunRequest | dg.SkipReason:
    with dg.build_sensor_context(instance=instance, resources={"folders": _folders(warehouse)}) as context:
        return source_change(context)


def _succeed(warehouse: Warehouse, note: str) -> None:
    """What a successful build of the sources as they are leaves, without building them."""
    with warehouse.opened() as connection:
        connection.execute(f"update marts.fct_statement set note = '{note}' where statement_id like 'a01%'")
    publish(warehouse.settings, fingerprint.source_checksums(warehouse.settings))


@pytest.mark.parametrize("tick", [_tick_of_schedule, _tick_of_sensor])
def test_a_tick_with_nothing_changed_since_the_last_success_is_skipped_and_starts_no_run(
    warehouse: Warehouse, instance: dg.DagsterInstance, tick: Tick
) -> None:
    answer = tick(warehouse, instance)

    assert isinstance(answer, dg.SkipReason)
    assert "changed since the last successful run" in str(answer.skip_message)
    assert instance.get_runs() == []


@pytest.mark.parametrize("tick", [_tick_of_schedule, _tick_of_sensor])
def test_a_tick_after_a_change_asks_for_a_run(warehouse: Warehouse, instance: dg.DagsterInstance, tick: Tick) -> None:
    warehouse.annotate("changed")

    assert isinstance(tick(warehouse, instance), dg.RunRequest)


@pytest.mark.parametrize("tick", [_tick_of_schedule, _tick_of_sensor])
def test_a_tick_before_the_first_build_asks_for_a_run(
    tmp_path: Path, warehouse: Warehouse, instance: dg.DagsterInstance, tick: Tick
) -> None:
    fresh = Warehouse(tmp_path)
    warehouse.sources.rename(fresh.sources)

    assert isinstance(tick(fresh, instance), dg.RunRequest)


@pytest.mark.parametrize("tick", [_tick_of_schedule, _tick_of_sensor])
def test_a_tick_after_the_changed_sources_were_built_is_skipped(
    warehouse: Warehouse, instance: dg.DagsterInstance, tick: Tick
) -> None:
    warehouse.annotate("changed")
    _succeed(warehouse, "changed")

    assert isinstance(tick(warehouse, instance), dg.SkipReason)


@pytest.mark.parametrize("tick", [_tick_of_schedule, _tick_of_sensor])
def test_a_tick_after_a_rollback_is_skipped(warehouse: Warehouse, instance: dg.DagsterInstance, tick: Tick) -> None:
    _succeed(warehouse, "a second release")
    history.rollback(warehouse.settings, None)

    assert isinstance(tick(warehouse, instance), dg.SkipReason)


@pytest.mark.parametrize("tick", [_tick_of_schedule, _tick_of_sensor])
def test_a_tick_does_not_wait_for_a_run_that_writes(
    warehouse: Warehouse, instance: dg.DagsterInstance, tick: Tick
) -> None:
    answers: list[object] = []
    thread = threading.Thread(target=lambda: answers.append(tick(warehouse, instance)), daemon=True)

    with FileLock(warehouse.settings.writer_lock):
        thread.start()
        thread.join(timeout=PATIENCE)
        answered = list(answers)

    assert len(answered) == 1


def test_the_daily_tick_is_due_at_half_past_nine_in_seoul() -> None:
    assert daily.cron_schedule == "30 9 * * *"
    assert daily.execution_timezone == "Asia/Seoul"


def test_the_sensor_asks_once_for_a_state_that_failed(warehouse: Warehouse, instance: dg.DagsterInstance) -> None:
    warehouse.annotate("a state that fails")

    first, second = _tick_of_sensor(warehouse, instance), _tick_of_sensor(warehouse, instance)

    assert isinstance(first, dg.RunRequest)
    assert isinstance(second, dg.RunRequest)
    assert first.run_key is not None
    assert first.run_key == second.run_key


def test_the_sensor_asks_anew_for_another_state(warehouse: Warehouse, instance: dg.DagsterInstance) -> None:
    warehouse.annotate("a state that fails")
    first = _tick_of_sensor(warehouse, instance)
    warehouse.annotate("a state that does not")
    second = _tick_of_sensor(warehouse, instance)

    assert isinstance(first, dg.RunRequest)
    assert isinstance(second, dg.RunRequest)
    assert first.run_key != second.run_key


def test_the_sensor_asks_anew_for_a_state_that_was_built_before_and_comes_back(
    warehouse: Warehouse, instance: dg.DagsterInstance
) -> None:
    warehouse.annotate("one state")
    first = _tick_of_sensor(warehouse, instance)
    _succeed(warehouse, "one state")
    warehouse.annotate("another state")
    _succeed(warehouse, "another state")

    warehouse.annotate("one state")
    again = _tick_of_sensor(warehouse, instance)

    assert isinstance(first, dg.RunRequest)
    assert isinstance(again, dg.RunRequest)
    assert first.run_key != again.run_key
