"""Official series from files to the published mart, and files at fault that leave the last good load as it was."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import dagster as dg
import duckdb
import pytest

from korea_trade.warehouse import fingerprint
from korea_trade.warehouse.build_database import sources_behind
from orchestration.assets.series import observed_series
from orchestration.resources import Build
from tests.integration.workshop import Warehouse

pytestmark = pytest.mark.integration

HEADER = "month,flow,item,partner,value_usd,source\n"
TOTALS = f'{HEADER}2022-12,exports,,,50000000000,"Customs, made up"\n2023-01-01,exports,,,46300000000,Customs\n'


def add_series(warehouse: Warehouse) -> None:
    """Either kind of file: all exports of two months, and one item with one partner in fourteen months but one.

    They stand alone: the series that are shipped go, which is acknowledged.
    """
    folder = warehouse.sources / "observed"
    with (warehouse.sources / "changes.csv").open("a", encoding="utf-8") as changes:
        for shipped in sorted(folder.glob("*.csv")):
            count = len(shipped.read_text(encoding="utf-8").splitlines()) - 1
            changes.write(f"observed,observed/{shipped.name},figures,{count},0,2026-11-29,A test without them\n")
            shipped.unlink()
    (folder / "totals.csv").write_text(TOTALS, encoding="utf-8")
    duckdb.execute(
        f"""
        copy (
            select
                (date '2022-01-01' + to_months(number::integer))::date as month,
                'imports' as flow,
                'semiconductors' as item,
                'china' as partner,
                1e9 * (1 + number) as value_usd,
                'Customs' as source
            from range(14) as months (number)
            where number <> 2
        ) to '{folder / "chips.parquet"}'
        """
    )


def load(warehouse: Warehouse) -> dg.ExecuteInProcessResult:
    """Materializes the raw table alone, without raising."""
    build = Build(sources=str(warehouse.settings.sources), data=str(warehouse.settings.data))
    with dg.DagsterInstance.ephemeral() as instance:
        return dg.materialize([observed_series], resources={"build": build}, instance=instance, raise_on_error=False)


def message(result: dg.ExecuteInProcessResult) -> str:
    [failure] = [event for event in result.all_events if event.is_step_failure]
    return str(failure.step_failure_data.user_failure_data.description)


def raw(warehouse: Warehouse) -> list[tuple[Any, ...]]:
    with warehouse.opened() as connection:
        return connection.execute("from raw.observed order by all").fetchall()


def test_the_series_that_are_shipped_are_published_and_contradict_one_print_that_its_own_figures_refute(
    built: Warehouse,
) -> None:
    assert built.query(
        "select flow, min(month) from fct_observed_month where subject_kind = 'total' group by all order by all"
    ) == [
        ("exports", date(2000, 1, 1)),
        ("imports", date(2000, 1, 1)),
    ]
    assert (
        built.query(
            "select reconciliation_id from fct_reconciliation "
            "where identity_id like '%against_series' and verdict = 'contradicts'"
        )
        # The rise of 1.44 bn, from a base that was out of date.
        == [("change_against_series|2024-03|a01-p2-s1-exports-yoy-change",)]
    )


def test_vintages_are_published_and_chosen_by_a_day(built: Warehouse) -> None:
    august = "from {} where subject_kind = 'total' and flow = 'exports' and month = '2025-08-01' and covers = 'month'"
    assert built.query(f"select vintage_no, value_usd {august.format('fct_series_vintage')} order by vintage_no") == [
        (1, 58_400_000_000),
        (2, 58_272_144_000),
        (3, 58_259_331_990),
    ]
    assert built.query(f"select value_usd {august.format('fct_series_vintage_first')}") == [(58_400_000_000,)]
    as_of = august.format("series_vintage_as_of(date '2025-12-31')")
    assert built.query(f"select value_usd {as_of}") == [(58_400_000_000,)]


def test_series_are_built_and_published_with_their_changes(warehouse: Warehouse) -> None:
    add_series(warehouse)

    assert "new      observed/totals.csv" in warehouse.ktw("status").stdout
    process = warehouse.ktw("build")

    assert process.returncode == 0, process.stdout + process.stderr
    assert "15 observed values of 2 files" in process.stderr
    acknowledged = r"observed observed/totals-customs-2026-08\.csv, figures: \d+ → 0 \(A test without them\)"
    assert re.search(acknowledged, process.stdout)
    assert re.search(acknowledged, warehouse.ktw("releases").stdout)
    columns = "month, value_usd, year_ago_value_usd, yoy_percent, direction, mom_percent, ytd_usd, source, known_from"
    assert warehouse.query(f"select {columns} from fct_observed_month where subject_kind = 'total' order by month") == [
        (date(2022, 12, 1), 5e10, None, None, None, None, None, "Customs, made up", date(2023, 1, 1)),
        (date(2023, 1, 1), 46.3e9, None, None, None, pytest.approx(-7.4), 46.3e9, "Customs", date(2023, 2, 1)),
    ]
    chips = warehouse.query(
        "select month, year_ago_value_usd, yoy_percent, direction, ytd_usd from fct_observed_month "
        "where subject_id = 'semiconductors/china' and month not between '2022-03-01' and '2022-12-01' order by month"
    )
    assert chips == [
        (date(2022, 1, 1), None, None, None, 1e9),
        (date(2022, 2, 1), None, None, None, 3e9),
        (date(2023, 1, 1), 1e9, 1200.0, 1, 13e9),
        (date(2023, 2, 1), 2e9, 600.0, 1, 27e9),
    ]
    # One article prints the official level of January, an earlier one a tenth of a billion more.
    assert warehouse.query(
        "select verdict, article_ids, right_value from fct_reconciliation "
        "where identity_id = 'level_against_series' order by article_ids"
    ) == [("holds", "a03", 46.3e9), ("revision", "a05", 46.3e9)]
    assert warehouse.query(
        "select start_month, length, evidence, is_open from fct_streak where subject_id = 'semiconductors/china'"
    ) == [(date(2023, 1, 1), 2, "observed", True)]
    manifest = json.loads((warehouse.settings.published / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["tables"]["fct_observed_month"]["rows"] == 15
    assert manifest["sources"] == fingerprint.source_checksums(warehouse.settings)
    assert {"observed/totals.csv", "observed/chips.parquet"} <= manifest["sources"].keys()


@pytest.mark.parametrize(
    ("file", "row", "told"),
    [
        pytest.param(
            "totals.csv",
            "2023-13,exports,,,-1,Customs",
            [
                "observed/totals.csv:2, column month, value '2023-13': the value is no month",
                "observed/totals.csv:2, column value_usd, value '-1': the value is negative",
            ],
            id="a wrong row",
        ),
        pytest.param(
            "zz.csv",
            "2022-12,exports,,,1,Customs",
            ["observed/zz.csv:2", "the key stands already in observed/totals.csv:2"],
            id="a value that two files give",
        ),
    ],
)
def test_a_file_at_fault_is_named_and_the_last_good_load_stays(
    warehouse: Warehouse, own_environment: None, file: str, row: str, told: list[str]
) -> None:
    add_series(warehouse)
    assert load(warehouse).success
    rows = raw(warehouse)
    (warehouse.sources / "observed" / file).write_text(f"{HEADER}{row}\n")

    result = load(warehouse)

    assert [text for text in told if text not in message(result)] == []
    assert raw(warehouse) == rows


def test_a_file_that_is_gone_takes_its_rows_and_its_checksum_along(warehouse: Warehouse, own_environment: None) -> None:
    add_series(warehouse)
    assert load(warehouse).success
    (warehouse.sources / "observed" / "chips.parquet").unlink()

    assert load(warehouse).success

    assert len(raw(warehouse)) == 2
    with warehouse.opened() as connection:
        behind = sources_behind(connection, "raw")
    assert [name for name in behind if name.startswith("observed/")] == ["observed/totals.csv"]


def test_a_broken_reference_list_is_named_and_not_the_series(warehouse: Warehouse, own_environment: None) -> None:
    add_series(warehouse)
    (warehouse.sources / "items.csv").write_text("", encoding="utf-8")

    assert "items.csv: the file is empty" in message(load(warehouse))
