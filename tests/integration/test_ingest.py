"""A source table that cannot be read: refused by name, with the raw table of the last good load left as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import dagster as dg
import pytest

from korea_trade.warehouse.build_database import relations, remember_source, sources_behind
from orchestration.assets.source_tables import ingest
from orchestration.resources import Build
from tests.integration.workshop import Warehouse

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("own_environment")]


def _ingest(warehouse: Warehouse, tables: Iterable[str] = ()) -> dg.ExecuteInProcessResult:
    """Materializes the raw tables, all unless some are named, without raising."""
    keys = [dg.AssetKey(["raw", table]) for table in tables]
    build = Build(sources=str(warehouse.settings.sources), data=str(warehouse.settings.data))
    with dg.DagsterInstance.ephemeral() as instance:
        return dg.materialize(
            [ingest], selection=keys or None, resources={"build": build}, instance=instance, raise_on_error=False
        )


def _message(result: dg.ExecuteInProcessResult) -> str:
    [failure] = [event for event in result.all_events if event.is_step_failure]
    return str(failure.step_failure_data.user_failure_data.description)


def _raw(warehouse: Warehouse, table: str) -> list[tuple[Any, ...]]:
    with warehouse.opened() as connection:
        return connection.execute(f"from raw.{table} order by source_line").fetchall()


def _loaded_checksum(warehouse: Warehouse, file_name: str) -> str:
    with warehouse.opened() as connection:
        return sources_behind(connection, "raw")[file_name]


def test_good_sources_fill_every_raw_table_with_file_and_line_of_each_row(warehouse: Warehouse) -> None:
    result = _ingest(warehouse)

    assert result.success
    assert len(result.get_asset_materialization_events()) == len(list(warehouse.sources.glob("*.csv")))
    for path in warehouse.sources.glob("*.csv"):
        with warehouse.opened() as connection:
            places = connection.execute(
                f"select distinct source_file from raw.{path.stem} where source_line >= 2"
            ).fetchall()
        assert places in ([(path.name,)], [])


def _drop_the_column_unit(text: str) -> str:
    lines = [line.split(",") for line in text.splitlines()]
    at = lines[0].index("unit")
    return "\n".join(",".join(cells[:at] + cells[at + 1 :]) for cells in lines) + "\n"


@pytest.mark.parametrize(
    ("spoil", "line", "column", "rule"),
    [
        pytest.param(_drop_the_column_unit, 1, "unit", "the column is missing", id="missing column"),
        pytest.param(
            lambda text: text.replace(",56600000000,", ",lots,"), 2, "value", "not of the type number", id="bad type"
        ),
        pytest.param(
            lambda text: text.replace("a01,0,1,", "a01,top,1,", 1), 2, "paragraph", "not of the type", id="bad integer"
        ),
    ],
)
def test_a_table_that_fails_is_named_by_file_line_and_column_and_stays_as_it_was(
    warehouse: Warehouse, spoil: Callable[[str], str], line: int, column: str, rule: str
) -> None:
    rows, checksum = _raw(warehouse, "trade_totals"), _loaded_checksum(warehouse, "trade_totals.csv")
    path = warehouse.sources / "trade_totals.csv"
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")

    result = _ingest(warehouse)

    assert not result.success
    assert f"trade_totals.csv:{line}, column {column}" in _message(result)
    assert rule in _message(result)
    assert _raw(warehouse, "trade_totals") == rows
    assert _loaded_checksum(warehouse, "trade_totals.csv") == checksum


def test_a_ragged_line_is_named_and_the_table_stays_as_it_was(warehouse: Warehouse) -> None:
    rows = _raw(warehouse, "trade_totals")
    path = warehouse.sources / "trade_totals.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[:4], lines[4] + ",more", *lines[5:]]) + "\n", encoding="utf-8")

    result = _ingest(warehouse)

    assert "trade_totals.csv:5: the line has" in _message(result)
    assert _raw(warehouse, "trade_totals") == rows


def test_a_file_that_is_missing_leaves_its_table_as_it_was(warehouse: Warehouse) -> None:
    rows = _raw(warehouse, "streaks")
    (warehouse.sources / "streaks.csv").unlink()

    result = _ingest(warehouse)

    assert "streaks.csv: the file is missing" in _message(result)
    assert _raw(warehouse, "streaks") == rows


def test_every_table_that_fails_is_named_in_one_message(warehouse: Warehouse) -> None:
    (warehouse.sources / "streaks.csv").write_text("", encoding="utf-8")
    (warehouse.sources / "shares.csv").write_bytes(b"statement_id\n\xff\n")

    message = _message(_ingest(warehouse))

    assert "streaks.csv: the file is empty" in message
    assert "shares.csv:2, value 'byte 0xff': the file is not UTF-8" in message


def test_an_undeclared_csv_file_is_refused_by_name(warehouse: Warehouse) -> None:
    (warehouse.sources / "trade_total.csv").write_text("statement_id\n", encoding="utf-8")

    result = _ingest(warehouse)

    assert not result.success
    assert "trade_total.csv: no source table is read from this file" in _message(result)


def test_a_single_table_can_be_loaded_alone(warehouse: Warehouse) -> None:
    warehouse.annotate("a note of our own")

    result = _ingest(warehouse, ["trade_totals"])

    assert result.success
    assert [event.asset_key.path for event in result.get_asset_materialization_events()] == [["raw", "trade_totals"]]
    assert "a note of our own" in str(_raw(warehouse, "trade_totals"))


def test_a_source_table_that_is_no_longer_declared_is_forgotten(warehouse: Warehouse) -> None:
    with warehouse.opened() as connection:
        connection.execute("create table raw.abolished (source_file varchar, source_line bigint)")
        remember_source(connection, "abolished.csv", "a checksum")

    _ingest(warehouse)

    with warehouse.opened() as connection:
        assert "abolished" not in relations(connection, "raw")
        assert "abolished.csv" not in sources_behind(connection, "raw")
