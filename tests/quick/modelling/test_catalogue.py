"""Following a column through the stages."""

from __future__ import annotations

from korea_trade.modelling.catalogue import Catalogue, Column, Place, Relation, Stage


def _relation(stage: Stage, name: str, *columns: Column, untraced: str = "") -> Relation:
    return Relation(stage, name, "Table", "", columns, "", untraced=untraced)


def _copied(name: str, *origins: tuple[str, str], deciding: tuple[tuple[str, str], ...] = ()) -> Column:
    return Column(name, "VARCHAR", "", "copied", [Place(*one) for one in origins], [Place(*one) for one in deciding])


_RAW = _relation("raw", "orders", _copied("amount", ("orders.csv", "figure"), ("orders.csv", "value")))
_STAGED = _relation("staging", "stg_orders", _copied("amount", ("raw.orders", "amount")))


def test_a_column_leads_back_to_the_columns_of_the_file() -> None:
    mart = _relation("marts", "fct_order", _copied("amount", ("staging.stg_orders", "amount")))
    sources = Catalogue([mart, _STAGED, _RAW]).sources(Place("marts.fct_order", "amount"))

    assert sources == {Place("orders.csv", "figure"), Place("orders.csv", "value")}


def test_what_only_decides_is_no_source_but_a_use() -> None:
    mart = _relation("marts", "fct_order", _copied("size", deciding=(("staging.stg_orders", "amount"),)))
    catalogue = Catalogue([mart, _STAGED, _RAW])

    assert catalogue.sources(Place("marts.fct_order", "size")) == frozenset()
    assert catalogue.uses(Place("staging.stg_orders", "amount")) == [Place("marts.fct_order", "size")]


def test_the_way_ends_at_a_model_that_was_not_traced() -> None:
    unknown = Column("amount", "VARCHAR", "", "untraced", ())
    lost = _relation("intermediate", "int_order", unknown, untraced="its SQL is not understood")
    mart = _relation("marts", "fct_order", _copied("amount", ("intermediate.int_order", "amount")))
    sources = Catalogue([mart, lost]).sources(Place("marts.fct_order", "amount"))

    assert sources == {Place("intermediate.int_order", "amount")}
