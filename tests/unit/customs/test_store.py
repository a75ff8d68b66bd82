"""The store and what readers see of it: items held against office and press, and folders that are no longer whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from korea_trade.customs import catalogue, folders, relations, store
from korea_trade.warehouse.settings import Settings
from tests.corpora.customs_history import kept, write
from tests.corpora.customs_store import direct, place

MARCH, APRIL = date(2024, 3, 1), date(2024, 4, 1)


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    """A store of March and April."""
    here = place(tmp_path)
    write(here.sources, MARCH, {("8542310000", "CN", "exports"): (90, 1), ("890190", "US", "exports"): (80, 1)})
    write(here.sources, APRIL, {("8542310000", "CN", "exports"): (91, 1)})
    store.bring_up_to_date(here, direct)
    return here


@pytest.fixture
def file(here: Settings, tmp_path: Path) -> Path:
    """The file of the relations on it, beside marts with two items."""
    marts, file = tmp_path / "marts.duckdb", tmp_path / "customs.duckdb"
    with duckdb.connect(marts) as published:
        published.execute(
            """
            create table fct_observed_month as
            select date '2024-03-01' as month, 'exports' as flow, 'item' as subject_kind, item_id, 100.0 as value_usd,
                'ministry_items' as definition
            from (values ('semiconductors'), ('ships')) as items (item_id);
            create table fct_item_month_latest as
            select date '2024-03-01' as month, 'exports' as flow, 'semiconductors' as item_id, 91.0 as value_usd;
            """
        )
    held = catalogue.load(here)
    months = [held.month_folder(month, built.key) for month, built in held.months.items()]
    relations.write(file, months, held.items, marts)
    return file


def test_items_by_codes_are_held_against_office_and_press_within_the_tolerance_of_their_definition(file: Path) -> None:
    with duckdb.connect(file, read_only=True) as connection:
        found = connection.sql(
            "select item_id, said_by, round(difference_percent, 1), verdict "
            "from fct_customs_reconciliation order by all"
        ).fetchall()

    # The definitions that are shipped leave open 12 and 10 percent.
    assert found == [
        ("semiconductors", "office", -10.0, "within_tolerance"),
        ("semiconductors", "press", -1.1, "within_tolerance"),
        ("ships", "office", -20.0, "beyond_tolerance"),
    ]


def test_every_relation_and_column_is_described(file: Path) -> None:
    with duckdb.connect(file, read_only=True) as connection:
        described = connection.sql(
            """
            select table_name, comment from duckdb_tables()
            union all select view_name, comment from duckdb_views() where not internal
            union all select table_name || '.' || column_name, comment from duckdb_columns() where not internal
            """
        ).fetchall()

    assert len(described) > 40
    assert [name for name, comment in described if not comment] == []


def test_the_relations_work_when_the_file_is_attached_under_another_name(file: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{file}' as somebody_elses_name (read_only)")

        assert connection.sql("select count(*) > 0 from somebody_elses_name.fct_customs_month").fetchall() == [(True,)]
        assert len(connection.sql("from somebody_elses_name.fct_customs_reconciliation").fetchall()) == 3


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize("harm", [_truncate, Path.unlink], ids=["truncated", "removed"])
@pytest.mark.parametrize("kind", ["detail", "months"])
def test_what_is_no_longer_whole_is_told_and_made_anew(here: Settings, kind: str, harm: Callable[[Path], None]) -> None:
    before = kept(here)
    [harmed] = (here.data / "customs" / kind).glob("2024-03-*/part-0.parquet")
    harm(harmed)

    assert str(harmed) in (folders.flaw(harmed.parent) or "")

    store.bring_up_to_date(here, direct)

    assert folders.flaw(harmed.parent) is None
    assert kept(here) == before
