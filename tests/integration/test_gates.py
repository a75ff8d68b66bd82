"""What stops at a gate: the run, before the next stage; never what is published."""

from __future__ import annotations

import logging
from pathlib import Path

import dagster as dg
import pytest

from korea_trade.releases import success
from korea_trade.warehouse import verdicts
from korea_trade.warehouse.build_database import macros
from tests.integration.clicks import Clicks
from tests.integration.workshop import MACROS_OF_A_DAY, Warehouse, stage_seconds

pytestmark = [
    pytest.mark.integration,
    pytest.mark.filterwarnings("ignore:sqlglotrs is deprecated:DeprecationWarning"),
]

LEVEL = "$56.56 bn,56560000000"
OTHER_LEVEL = "$52.23 billion,52230000000"


# The whole run stops, and says why


def test_wrong_source_rows_stop_the_run_before_staging(warehouse: Warehouse) -> None:
    before = warehouse.published()
    disagreeing = warehouse.replace("trade_totals.csv", LEVEL, "$56.56 bn,56650000000")
    negative = warehouse.replace("trade_totals.csv", OTHER_LEVEL, "-$52.23 billion,-52230000000")

    build = warehouse.ktw("build")

    assert build.returncode == 1
    place = "trade_totals.csv:{}, column value, value"
    assert f"{place.format(disagreeing)} 56650000000, but $56.56 bn reads 56560000000" in build.stderr
    assert "must equal the figure as read" in build.stderr
    assert f"{place.format(negative)} '-52230000000'" in build.stderr
    assert "must not be negative" in build.stderr
    assert list(stage_seconds(build.stderr)) == ["ingest", "series", "gate 1"]
    assert Path(before.link).name in build.stderr
    assert warehouse.published() == before


# Gate 3 stops a run in `test_reconciliation`.


# One gate alone, in this process, on content that was tampered with


def _whole(result: dg.ExecuteInProcessResult) -> dg.AssetCheckEvaluation:
    """What the gate says as a whole: the check that holds whatever comes after it."""
    [check] = [check for check in result.get_asset_check_evaluations() if check.blocking]
    return check


def _at_fault(result: dg.ExecuteInProcessResult) -> set[str]:
    """The tables that the gate shows as failed, besides the one on which it shows as a whole."""
    checks = result.get_asset_check_evaluations()
    return {check.asset_key.path[-1] for check in checks if not check.passed and not check.blocking}


def _reason(result: dg.ExecuteInProcessResult) -> str:
    [failure] = [event for event in result.all_events if event.is_step_failure]
    data = failure.step_failure_data
    assert data.user_failure_data is not None, data.error
    return str(data.user_failure_data.description)


TAMPERED = {
    "staging": ("raw", "update raw.trade_totals set value = value * 10 where figure = '$56.56 bn'", "gate_sources"),
    "marts": ("staging", "update staging.stg_trade_totals set value = -value where unit = 'USD'", "gate_staging"),
    "release": (
        "marts",
        "update marts.fct_trade_month set balance_lower_bound = balance_lower_bound + 5e10, "
        "balance_upper_bound = balance_upper_bound + 5e10",
        "gate_marts",
    ),
}


@pytest.fixture(params=TAMPERED)
def tampered(request: pytest.FixtureRequest, warehouse: Warehouse) -> tuple[str, str, str]:
    """A stage, the schema that it reads, with a fault in it, and the gate that judges that schema."""
    schema, fault, gate = TAMPERED[request.param]
    with warehouse.opened() as connection:
        connection.execute(fault)
    return request.param, schema, gate


def test_a_stage_that_is_materialized_alone_is_refused_on_content_that_no_gate_has_judged(
    warehouse: Warehouse, clicks: Clicks, tampered: tuple[str, str, str]
) -> None:
    before = warehouse.published()
    stage, schema, _ = tampered

    result = clicks.materialize(stage)

    assert not result.success
    assert result.get_asset_materialization_events() == []
    assert _reason(result).startswith("Refused:")
    assert f"has not judged what now stands in schema {schema}" in _reason(result)
    assert warehouse.published() == before


def test_a_stage_that_is_materialized_alone_is_refused_after_its_gate_failed_in_another_run(
    warehouse: Warehouse, clicks: Clicks, tampered: tuple[str, str, str]
) -> None:
    before = warehouse.published()
    stage, schema, gate = tampered
    if stage != "staging":
        _pass_the_dbt_tests(warehouse, schema)
    judged = clicks.judge(gate)
    assert not _whole(judged).passed

    result = clicks.materialize(stage)

    assert not result.success
    assert result.get_asset_materialization_events() == []
    assert f"failed what stands in schema {schema}" in _reason(result)
    assert judged.run_id in _reason(result)
    assert warehouse.published() == before


def test_a_dbt_test_that_fails_stops_the_run_and_is_told_with_its_rows(warehouse: Warehouse, clicks: Clicks) -> None:
    with warehouse.opened() as connection:
        connection.execute("update staging.stg_shares set entry = 'guessed'")
    _pass_the_dbt_tests(warehouse, "staging")
    _pass(warehouse, verdicts.STAGING)
    before = warehouse.published()

    result = clicks.materialize("intermediate", "marts", "metrics")

    assert not result.success
    assert "the test of_vocabulary_fct_statement_entry__entry failed: {" in _reason(result)
    assert "'guessed'" in _reason(result)
    with pytest.raises(verdicts.RefusedError, match="dbt tests, marts failed"):
        verdicts.demand(
            warehouse.settings.build_database,
            [verdicts.MARTS_TESTS],
            verdicts.content(warehouse.settings.build_database, "marts"),
        )
    assert warehouse.published() == before


def _pass_the_dbt_tests(warehouse: Warehouse, schema: str) -> None:
    """So that nothing but the gate stands in the way."""
    _pass(warehouse, {"staging": verdicts.STAGING_TESTS, "marts": verdicts.MARTS_TESTS}[schema])


def _pass(warehouse: Warehouse, judge: verdicts.Judge) -> None:
    database = warehouse.settings.build_database
    passed = verdicts.Verdict(judge.name, "run", 1, 0)
    verdicts.record(database, judge, verdicts.content(database, judge.schema), passed)


def test_a_sign_that_staging_flips_is_named(warehouse: Warehouse, clicks: Clicks) -> None:
    [line] = [
        number
        for number, text in enumerate((warehouse.sources / "trade_totals.csv").read_text("utf-8").splitlines(), 1)
        if LEVEL in text
    ]
    with warehouse.opened() as connection:
        connection.execute("update staging.stg_trade_totals set value = -value where figure = '$56.56 bn'")

    judged = clicks.judge("gate_staging")
    check = _whole(judged)

    assert not check.passed
    findings = str(check.metadata["findings"].value)
    assert f"trade_totals.csv:{line}, column value, value '-56560000000'" in findings
    assert "must not be negative" in findings
    assert "must lie between its bounds" in findings


def test_a_value_that_the_marts_get_wrong_is_named_by_the_statement_that_prints_it(
    warehouse: Warehouse, clicks: Clicks
) -> None:
    with warehouse.opened() as connection:
        places = connection.execute(
            """
            select distinct fct_statement.source_file, fct_statement.source_line
            from marts.fct_trade_month inner join marts.fct_statement on statement_id = balance_statement_id
            """
        ).fetchall()
        connection.execute(
            """
            update marts.fct_trade_month set
                balance_usd = balance_usd + 5e10,
                balance_lower_bound = balance_lower_bound + 5e10,
                balance_upper_bound = balance_upper_bound + 5e10
            """
        )

    check = _whole(clicks.judge("gate_marts"))

    assert not check.passed
    findings = str(check.metadata["findings"].value)
    assert "must be the value of the statement that prints it" in findings
    assert places
    assert all(f"{file}:{line}, column value_usd" in findings for file, line in places)


def test_rows_that_staging_lost_are_counted_by_table(warehouse: Warehouse, clicks: Clicks) -> None:
    with warehouse.opened() as connection:
        connection.execute("delete from staging.stg_streaks where statement_id like 'a01%'")

    judged = clicks.judge("gate_staging")
    check = _whole(judged)

    assert not check.passed
    assert "streaks.csv, column staged" in str(check.metadata["findings"].value)
    assert "must be as many rows as were loaded" in str(check.metadata["findings"].value)


def test_a_statement_that_was_published_and_is_gone_is_named(warehouse: Warehouse, clicks: Clicks) -> None:
    with warehouse.opened() as connection:
        [(gone,)] = connection.execute(
            "delete from raw.shares where statement_id = (select max(statement_id) from raw.shares) "
            "returning statement_id"
        ).fetchall()

    judged = clicks.judge("gate_sources")
    check = _whole(judged)

    assert not check.passed
    assert f"value {gone!r}: was published and is gone" in str(check.metadata["findings"].value)
    assert _at_fault(judged) == {"shares"}


def test_an_expectation_that_errors_is_reported_as_a_check_that_could_not_be_carried_out_and_not_as_bad_data(
    warehouse: Warehouse, clicks: Clicks, caplog: pytest.LogCaptureFixture
) -> None:
    with warehouse.opened() as connection:
        connection.execute("alter table staging.stg_streaks drop column printed_value")
    _pass_the_dbt_tests(warehouse, "staging")

    with caplog.at_level(logging.INFO, logger="korea_trade"):
        judged = clicks.judge("gate_staging")

    check = _whole(judged)
    assert not check.passed
    assert check.description.startswith("Expectations: ")
    assert "errored" in check.description
    assert "failed" not in check.description.partition(".")[0]
    assert _at_fault(judged) == set()
    assert check.metadata["findings"].value == "none"
    assert "could not be carried out" in str(check.metadata["errors"].value)
    assert "printed_value" in str(check.metadata["errors"].value)
    assert "Refused" in _reason(clicks.materialize("marts"))


def test_a_release_alone_does_not_answer_for_sources_that_its_marts_were_not_built_from(
    warehouse: Warehouse, clicks: Clicks
) -> None:
    warehouse.annotate("a change that only the raw tables know")
    assert clicks.materialize("raw").success

    clicks.materialize("release")

    assert "stale" in warehouse.ktw("status").stdout
    assert not success.is_answered(warehouse.settings)  # so that the next build is one


def test_a_mart_that_is_materialized_alone_is_made_alone(warehouse: Warehouse, clicks: Clicks) -> None:
    labels = "select distinct label from marts.{} where label = 'by hand'"
    with warehouse.opened() as connection:
        for table in ("dim_item", "dim_partner"):
            connection.execute(f"update marts.{table} set label = 'by hand'")

    assert clicks.materialize_one("marts", "dim_item").success

    with warehouse.opened() as connection:
        assert connection.execute(labels.format("dim_item")).fetchall() == []
        assert connection.execute(labels.format("dim_partner")).fetchall() == [("by hand",)]


def test_a_mart_or_macro_that_no_model_makes_any_more_is_not_published(warehouse: Warehouse, clicks: Clicks) -> None:
    with warehouse.opened() as connection:
        connection.execute("create table marts.fct_abolished as select 1 as number")
        connection.execute("create macro marts.abolished_as_of(d) as table (select d)")

    assert clicks.materialize("intermediate", "marts", "metrics").success

    with warehouse.opened() as connection:
        tables = connection.execute("from information_schema.tables where table_name = 'fct_abolished'").fetchall()
        named = {macro.name for macro in macros(connection, "marts")}
    assert tables == []
    assert named == MACROS_OF_A_DAY
