"""What dbt knows of the source tables is what the declaration says."""

from __future__ import annotations

from korea_trade.authoring import dbt_sources


def test_what_dbt_knows_of_the_source_tables_is_current() -> None:
    assert dbt_sources.differences() == [], "run `make generate`"
