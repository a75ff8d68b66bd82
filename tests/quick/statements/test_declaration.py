"""The declaration: it says of every table what the rest of the code relies on, and agrees with itself."""

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
import yaml

from korea_trade.statements import declaration
from korea_trade.statements.declaration import Column, ColumnType, SourceTable

SOURCES = Path(declaration.__file__).parents[2] / "sources"
DECLARATION = declaration.load()
SHARED = yaml.safe_load(declaration.DECLARATION_FILE.read_text(encoding="utf-8"))["statement_columns"]
# A test of each is a test of a table: there are hundreds of columns, and a test costs more than what it looks at.
of_each_table = pytest.mark.parametrize("table", DECLARATION.tables.values(), ids=lambda table: table.name)


def column_of(place: str) -> Column:
    table, name = place.split(".")
    return next(column for column in DECLARATION.tables[table].columns if column.name == name)


def test_it_is_read_once() -> None:
    assert declaration.load() is DECLARATION


def test_every_table_is_one_file_of_the_sources() -> None:
    assert {table.file_name for table in DECLARATION.tables.values()} == {path.name for path in SOURCES.glob("*.csv")}


def test_tables_are_statements_or_reference_lists() -> None:
    both = [*DECLARATION.statement_tables, *DECLARATION.reference_tables]
    assert sorted(table.name for table in both) == sorted(DECLARATION.tables)


@pytest.mark.parametrize("table", DECLARATION.statement_tables, ids=lambda table: table.name)
def test_statements_begin_with_the_same_columns_and_have_one_key_and_a_double_entry(table: SourceTable) -> None:
    assert [column.name for column in table.columns[: len(SHARED)]] == [column["name"] for column in SHARED]
    assert (table.key, table.double_entry) == (("statement_id",), ("figure", "value", "unit"))


@of_each_table
def test_key_and_double_entry_are_columns_of_their_table(table: SourceTable) -> None:
    names = Counter(column.name for column in table.columns)
    assert set(names.values()) == {1}
    assert table.key
    assert {*table.key, *(table.double_entry or ())} <= names.keys()


@of_each_table
def test_every_column_is_described_and_of_a_known_type(table: SourceTable) -> None:
    assert [column.name for column in table.columns if not column.description] == []
    assert {column.type for column in table.columns} <= set(get_args(ColumnType))


@of_each_table
def test_the_rules_of_every_column_fit_its_type(table: SourceTable) -> None:
    assert [column.name for column in table.columns if not _fits(column)] == []


def _fits(column: Column) -> bool:
    """Whether each rule of a column can be asked of values of its type."""
    terms = DECLARATION.vocabularies[column.vocabulary] if column.vocabulary else ("a",)
    re.compile(column.pattern or "")
    return (
        bool(terms)
        and (not column.vocabulary or column.type == "string" or all(re.fullmatch(r"-?\d+", term) for term in terms))
        and (not column.pattern or column.type == "string")
        and (not column.references or column_of(column.references).type == column.type)
        and (column.minimum is None or column.type in {"integer", "number"})
    )


@pytest.mark.parametrize("kind", DECLARATION.vocabularies["subject_kind"])
def test_the_subjects_of_each_kind_are_listed_in_a_table(kind: str) -> None:
    if kind != "total":
        assert column_of(DECLARATION.subjects[kind]).type == "string"


def test_no_kind_of_subject_is_listed_that_the_vocabulary_lacks() -> None:
    assert DECLARATION.subjects.keys() <= set(DECLARATION.vocabularies["subject_kind"])


def test_no_vocabulary_says_a_term_twice() -> None:
    assert all(len(terms) == len(set(terms)) for terms in DECLARATION.vocabularies.values())


@pytest.mark.parametrize("table", DECLARATION.statement_tables, ids=lambda table: table.name)
def test_the_statements_of_a_theme_reach_a_mart(table: SourceTable) -> None:
    assert table.reaches


def test_the_macro_that_finds_runs_has_a_bit_for_each_month_of_the_declared_years_and_one_more() -> None:
    first, last = declaration.load().years
    macro = (SOURCES.parent / "dbt_project" / "macros" / "consecutive_runs.sql").read_text(encoding="utf-8")

    assert f"make_date({first} + " in macro
    assert f"bitstring_agg(month_number, 0, {(last - first + 1) * 12})" in macro
