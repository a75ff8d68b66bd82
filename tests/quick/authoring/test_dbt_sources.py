"""What dbt knows of the source tables is what the declaration says."""

from __future__ import annotations

from dataclasses import replace

import yaml

from korea_trade.authoring import dbt_sources
from korea_trade.statements import declaration
from korea_trade.statements.declaration import Column, Mart


def test_a_theme_that_names_its_mart_needs_nothing_else() -> None:
    declared = declaration.load()
    own = Column("line", "string", "Products that the tariff is on", references="items.item_id")
    events = declared.tables["events"]
    tariffs = replace(
        events,
        name="tariffs",
        compared=True,
        columns=(*events.columns[:-2], own),
        mart=Mart("fct_tariff", "One row per tariff"),
        reaches=("fct_tariff.statement_id",),
    )
    files = dbt_sources.render(replace(declared, tables={**declared.tables, "tariffs": tariffs}))
    model = yaml.safe_load(files["models/marts/declared/fct_tariff.yml"])["models"][0]
    names = [column["name"] for column in model["columns"]]
    assert names == [*declared.statement_mart_columns, "line"]
    assert "to: ref('dim_item'), field: item_id" in files["models/marts/declared/fct_tariff.yml"]
    assert "own=['line']" in files["models/marts/declared/fct_tariff.sql"]
    assert '"fct_tariff.statement_id"' in files["macros/declared/statement_witnesses.sql"]
    assert '"tariffs"' in files["macros/declared/statement_themes.sql"]
    assert '"tariffs"' in files["macros/declared/compared_themes.sql"]
    assert '"events"' not in files["macros/declared/compared_themes.sql"]
    assert "ref('fct_tariff')" in files["models/marts/_exposures.yml"]
