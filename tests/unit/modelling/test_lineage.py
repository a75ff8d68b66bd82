"""What each column of a model is made of, read from SQL as dbt compiles it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from korea_trade.modelling import lineage
from korea_trade.modelling.lineage import Column, Origin

_SOURCES = {"orders": ("id", "buyer", "amount", "lots"), "buyers": ("id", "name")}


def _node(kind: str, name: str, columns: Mapping[str, str] | tuple[str, ...], **more: Any) -> dict[str, Any]:
    return {
        "unique_id": f"{kind}.{name}",
        "resource_type": kind,
        "database": "build",
        "schema": "raw",
        "name": name,
        "alias": name,
        "columns": {column: {"name": column, "data_type": "VARCHAR"} for column in columns},
        "config": {"meta": {}},
        **more,
    }


def _traced(sql: str, columns: tuple[str, ...] = (), parameters: tuple[str, ...] = ()) -> lineage.Model:
    """The lineage of a model of `sql` that reads `orders` and `buyers`."""
    model = _node("model", "it", columns, compiled_code=sql, config={"meta": {"parameters": dict.fromkeys(parameters)}})
    sources = {f"source.{name}": _node("source", name, columns) for name, columns in _SOURCES.items()}
    return lineage.trace({"sources": sources, "nodes": {"model.it": model}})["model.it"]


def _origins(column: Column) -> set[str]:
    return _names(column.origins)


def _names(origins: Iterable[Origin]) -> set[str]:
    return {f"{origin.relation.removeprefix('source.')}.{origin.column}" for origin in origins}


@pytest.mark.parametrize(
    ("sql", "kind", "origins"),
    [
        pytest.param("select amount as x from build.raw.orders", "copied", {"orders.amount"}, id="renamed"),
        pytest.param(
            "select amount * lots as x from build.raw.orders",
            "computed",
            {"orders.amount", "orders.lots"},
            id="product",
        ),
        pytest.param(
            "with a as (select * from build.raw.orders), b as (select a.amount as x from a) select * from b",
            "copied",
            {"orders.amount"},
            id="star of a CTE",
        ),
        pytest.param(
            "select name as x from build.raw.buyers union all select buyer from build.raw.orders",
            "copied",
            {"buyers.name", "orders.buyer"},
            id="union by position",
        ),
        pytest.param(
            "select id, name as x from build.raw.buyers "
            "union all by name select amount, buyer as x from build.raw.orders",
            "copied",
            {"buyers.name", "orders.buyer"},
            id="union by name with columns that one side lacks",
        ),
        pytest.param(
            "select lots as x from build.raw.orders union all by name "
            "(select 1 as y, amount as x from build.raw.orders union all select 2, name from build.raw.buyers)",
            "copied",
            {"orders.lots", "orders.amount", "buyers.name"},
            id="union by position within a union by name",
        ),
        pytest.param(
            "select id as x from build.raw.orders join build.raw.buyers using (id)",
            "computed",
            {"orders.id", "buyers.id"},
            id="join using",
        ),
        pytest.param(
            "select b.name as x from build.raw.orders as o positional join build.raw.buyers as b",
            "copied",
            {"buyers.name"},
            id="positional join",
        ),
        pytest.param(
            "select * exclude (id, buyer, lots) rename (amount as x) from build.raw.orders",
            "copied",
            {"orders.amount"},
            id="star with exclusions and a new name",
        ),
        pytest.param("from build.raw.orders select amount as x", "copied", {"orders.amount"}, id="from first"),
        pytest.param("select unnest([lots]) as x from build.raw.orders", "computed", {"orders.lots"}, id="unnest"),
        pytest.param(
            "select list_filter([lots], lambda n: n > amount) as x from build.raw.orders",
            "computed",
            {"orders.lots", "orders.amount"},
            id="lambda",
        ),
        pytest.param(
            "select amount as x from build.raw.orders qualify row_number() over (order by lots) = 1",
            "copied",
            {"orders.amount"},
            id="qualify, which decides on rows",
        ),
        pytest.param(
            "select pair.a as x from (select {'a': amount, 'b': 1} as pair from build.raw.orders)",
            "computed",
            {"orders.amount"},
            id="field of a struct",
        ),
        pytest.param(
            "select (select max(name) from build.raw.buyers) as x from build.raw.orders",
            "computed",
            {"buyers.name"},
            id="query within the select",
        ),
    ],
)
def test_a_column_stems_from_what_its_value_is_computed_of(sql: str, kind: str, origins: set[str]) -> None:
    model = _traced(sql)

    assert model.untraced == ""
    assert (model.columns["x"].kind, _origins(model.columns["x"])) == (kind, origins)


@pytest.mark.parametrize(
    ("expression", "origins", "deciding"),
    [
        ("max(amount) filter (where buyer = 'a')", {"orders.amount"}, {"orders.buyer"}),
        ("arg_min(amount, id)", {"orders.amount"}, {"orders.id"}),
        ("string_agg(buyer, ', ' order by lots)", {"orders.buyer"}, {"orders.lots"}),
        ("if(lots > 1, amount, id)", {"orders.amount", "orders.id"}, {"orders.lots"}),
        ("case buyer when 'a' then amount end", {"orders.amount"}, {"orders.buyer"}),
        ("case when lots > 1 then 'many' else 'few' end", set(), {"orders.lots"}),
        ("coalesce(amount, lots)", {"orders.amount", "orders.lots"}, set()),
        ("first_value(amount) over (partition by buyer order by id)", {"orders.amount"}, {"orders.buyer", "orders.id"}),
        ("row_number() over (order by lots)", set(), {"orders.lots"}),
    ],
)
def test_what_only_chooses_among_values_is_told_apart_from_what_they_are_made_of(
    expression: str, origins: set[str], deciding: set[str]
) -> None:
    column = _traced(f"select {expression} as x from build.raw.orders").columns["x"]

    assert (_names(column.origins), _names(column.deciding)) == (origins, deciding)


def test_a_named_window_decides_as_one_that_is_spelled_out() -> None:
    sql = "select lag(amount) over w as x from build.raw.orders window w as (partition by buyer order by lots)"
    column = _traced(sql).columns["x"]

    assert (_names(column.origins), _names(column.deciding)) == ({"orders.amount"}, {"orders.buyer", "orders.lots"})


@pytest.mark.parametrize(
    ("sql", "expression"),
    [
        ("select 'used' as x from build.raw.orders", "'used'"),
        ("select n as x from (select count(*) as n from build.raw.orders)", "COUNT(*)"),
        ("select i as x from range(3) as g(i)", ""),
    ],
)
def test_a_column_of_no_other_is_told_as_generated(sql: str, expression: str) -> None:
    assert _traced(sql).columns["x"] == Column("generated", (), expression=expression)


def test_a_parameter_of_a_macro_is_no_column() -> None:
    model = _traced("select d as day, amount from build.raw.orders where id <= d", parameters=("d",))

    assert model.columns["day"].kind == "generated"
    assert _origins(model.columns["amount"]) == {"orders.amount"}


@pytest.mark.parametrize(
    ("sql", "columns", "reason"),
    [
        ("select from from", (), ""),
        ("select amount as x from build.raw.elsewhere", (), "elsewhere"),
        ("select nothing as x from build.raw.orders", (), "no column nothing"),
        ("select o as x from build.raw.orders as o", (), "whole row"),
        ("select amount as x from build.raw.orders", ("x", "y"), "differ in the columns y"),
        ("select columns('a.*') from build.raw.orders", ("amount",), "differ in the columns"),
    ],
)
def test_a_model_that_cannot_be_traced_in_full_says_why_and_shows_no_part(
    sql: str, columns: tuple[str, ...], reason: str
) -> None:
    model = _traced(sql, columns)

    assert not model.columns
    assert model.untraced
    assert reason in model.untraced
