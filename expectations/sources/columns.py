"""Of gate 1: is every column what the declaration promises, and every cell what its column allows?

Belongs here: columns and types as loaded, and the rules that the declaration gives one column. Does not belong here: a
rule about more than one column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expectations.sources import tables
from expectations.suite import (
    Batch,
    Expectation,
    Query,
    holds,
    matches,
    not_null,
    reference,
    row_count,
    unique,
    vocabulary,
)
from korea_trade.series import observed
from korea_trade.statements.declaration import Column, Declaration, SourceTable, remedy
from korea_trade.statements.reader import sql_types


def loaded_columns(declaration: Declaration) -> Batch:
    declared = ", ".join(
        [
            *(
                f"('{table.name}', '{table.file_name}', '{column}', '{kind}')"
                for table in declaration.tables.values()
                for column, kind in sql_types(table).items()
            ),
            *(f"('observed', 'observed', '{column}', '{kind}')" for column, (kind, _) in observed.COLUMNS.items()),
        ]
    )
    sql = f"""
        with declared (table_name, source_file, column_name, data_type) as (values {declared}),
        loaded as (
            select table_name, column_name, data_type
            from information_schema.columns
            where table_catalog = 'build' and table_schema = 'raw'
        )
        select
            table_name,
            declared.source_file,
            null as source_line,
            concat_ws(' ', column_name, loaded.data_type) as column_loaded,
            loaded.data_type is not distinct from declared.data_type as is_as_declared
        from declared
        full join loaded using (table_name, column_name)
    """
    rule = "must be a declared column with the declared type"
    return Batch(
        "columns and types",
        sql,
        (holds("is_as_declared", "column_loaded", rule, "materialize the table again"),),
    )


def of_theme(table: SourceTable, declaration: Declaration) -> Batch:
    """The columns that a theme has for itself."""
    return Batch(
        table.name,
        f"select '{table.name}' as table_name, * from raw.{table.name}",
        tuple(rules(tables.own_columns(table, declaration), declaration)),
    )


def of_list(table: SourceTable, declaration: Declaration) -> Batch:
    return Batch(
        table.name,
        f"select '{table.name}' as table_name, * from raw.{table.name}",
        (*_some_rows(table), *rules(table.columns, declaration)),
    )


def _some_rows(table: SourceTable) -> Iterator[Expectation]:
    if not table.may_be_empty:
        yield row_count(1, "must have rows", f"restore {table.file_name}")


def rules(declared: Iterable[Column], declaration: Declaration) -> Iterator[Expectation]:
    for column in declared:
        if column.required:
            yield not_null(column.name)
        if column.vocabulary:
            terms = declaration.vocabularies[column.vocabulary]
            values = [int(term) for term in terms] if column.type == "integer" else terms
            yield vocabulary(column.name, values, remedy(column.vocabulary))
        if column.pattern:
            yield matches(column.name, column.pattern)
        if column.references:
            target, key = column.references.split(".")
            yield reference(column.name, Query(f"select {key} from raw.{target}"), f"{target}.csv")
        if column.unique:
            yield unique(column.name)
        if column.minimum is not None:
            yield _minimum(column.name, column.minimum)


def _minimum(name: str, least: float) -> Expectation:
    kwargs = {"column": name, "min_value": least}
    rule = f"must be at least {least:g}"
    return Expectation("expect_column_values_to_be_between", kwargs, name, rule, "correct the number")
