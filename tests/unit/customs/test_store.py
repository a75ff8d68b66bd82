"""The store as its readers see it: with what is published, and empty."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from korea_trade.customs import store
from korea_trade.customs.store import EmptyError
from tests.corpora.customs_history import write
from tests.corpora.customs_store import direct, place


def test_items_by_codes_are_held_against_office_and_press_within_the_tolerance_of_their_definition(
    tmp_path: Path,
) -> None:
    here = place(tmp_path)
    march = date(2024, 3, 1)
    write(here.sources, march, {("8542310000", "CN", "exports"): (90, 1), ("890190", "US", "exports"): (80, 1)})
    store.bring_up_to_date(here, direct)
    here.published.mkdir(parents=True)
    with duckdb.connect(here.published_database) as published:
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

    with duckdb.connect() as connection:
        store.open_for_reading(here, connection)
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


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    with duckdb.connect() as connection, pytest.raises(EmptyError, match="ktw customs build"):
        store.open_for_reading(place(tmp_path), connection)
