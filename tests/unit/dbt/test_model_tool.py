"""`make model`: what a build database lacks is told by name."""

from pathlib import Path

import duckdb

from korea_trade.statements import declaration
from korea_trade.warehouse.settings import DBT_PROJECT
from tools import model


def test_models_and_source_tables_that_no_run_has_built_are_named(tmp_path: Path) -> None:
    models = {path.stem for path in (DBT_PROJECT / "models").rglob("*.sql")} - {"customs_month"}
    with duckdb.connect(str(tmp_path / "build.duckdb")) as connection:
        connection.execute("create schema raw; create schema staging; create schema marts")
        for name in declaration.load().tables.keys() - {"events"}:
            connection.execute(f"create table raw.{name} (a integer)")
        for name in models - {"stg_events", "fct_event", "streaks_as_of", "dim_article"}:
            connection.execute(f"create table marts.{name} (a integer)")
        connection.execute("create view marts.dim_article as select 1 as a")
        connection.execute("create macro marts.streaks_as_of(day) as table select day")

    assert model.not_built(tmp_path / "build.duckdb") == (["fct_event", "stg_events"], ["events"])
