"""Of gate 1: has anything that was published changed or gone without a word?

Belongs here: every published cell against the sources as they are, what `changes.csv` and `retractions.csv` account
for, and their guards. Does not belong here: how the last release is read (`expectations.previous`), and its sizes,
which is gate 3.

A cell is one column of one row. Notes and remarks are compared with nothing: they say how a row came about, and no
figure of a mart depends on them.
"""

from __future__ import annotations

from expectations.previous import STATEMENTS, PublishedCells
from expectations.sources import last_figures, tables
from expectations.suite import Batch, Query, holds, one_of
from korea_trade.statements.declaration import Column, Declaration, SourceTable

# How a statement is told from the rows of a list, and what its column is called that tells its table.
_TABLE = "table"


def published_cells(declaration: Declaration) -> tuple[PublishedCells, ...]:
    """What to read of the last release: the statements, what each theme has for itself, and the lists."""
    shared = {column.name: column.name for column in tables.shared_columns(declaration) if not column.remark}
    types = {column.name: column.type for column in tables.shared_columns(declaration)}
    statements = PublishedCells(
        STATEMENTS,
        "statement_id",
        "fct_statement",
        {_TABLE: "theme"} | {name: _text("printed_value" if name == "value" else name, types[name]) for name in shared},
    )
    return (
        statements,
        *(
            PublishedCells(
                STATEMENTS if table.kind == "statement" else table.name,
                _row_key(table),
                table.published.relation,
                {
                    name: _text(expression, _type(table, name))
                    for name, expression in table.published.columns.items()
                    if table.kind == "reference" or name != "statement_id"
                },
            )
            for table in declaration.tables.values()
            if table.published is not None
        ),
    )


def changes(declaration: Declaration) -> Batch:
    """Each published cell that says something else now, unless the change is acknowledged."""
    ordinal = ", ".join(f"'{column.name}'" for _, column in _columns(declaration) if column.ordinal)
    sql = f"""
        with {_now(declaration)},
        compared as (
            select
                rows.source_file, rows.source_line, rows.source_table, before.row_key, before.column_name,
                before.is_of_key, before.row_key = rows.row_key as is_there, before.gone_from,
                before.cell as cell_before,
                cells.cell as cell_now
            from (
                select *, if(list = '{STATEMENTS}', null, list) as gone_from from previous.cells
            ) as before
            left join rows on rows.list = before.list and rows.row_key = before.row_key
            left join cells
                on
                    cells.list = before.list
                    and cells.row_key = before.row_key
                    and cells.column_name = before.column_name
        ),
        -- Of a number that only orders the rows its place among the published ones counts.
        placed as (
            select
                * replace (
                    if(column_name in ({ordinal}), (rank() over before)::varchar, cell_before) as cell_before,
                    if(column_name in ({ordinal}), (rank() over now)::varchar, cell_now) as cell_now
                ),
                cell_now as cell_in_file
            from compared
            where is_there
            window
                before as (partition by source_table, column_name order by try_cast(cell_before as bigint)),
                now as (partition by source_table, column_name order by try_cast(cell_now as bigint))
            union all
            -- Of a row that is gone its key alone; a statement that is gone has a rule of its own.
            select *, null from compared
            where is_there is null and is_of_key and gone_from is not null
                and row_key not in (select statement_id from raw.retractions)
        ),
        changed as (
            select
                coalesce(source_table, gone_from) as table_name,
                source_file,
                source_line,
                column_name,
                row_key,
                cell_before,
                coalesce(cell_in_file, cell_now) as cell_now,
                if(
                    is_there,
                    concat(coalesce(cell_now, 'nothing'), ', published as ', coalesce(cell_before, 'nothing')),
                    concat('nothing, published as ', cell_before, ' in the row ', row_key)
                ) as change
            from placed
            where cell_before is distinct from cell_now
        )
        select
            changed.* replace (coalesce(source_file, table_name || '.csv') as source_file),
            exists (
                from raw.changes
                where
                    changed_table = table_name
                    and changed_key = row_key
                    and changed_column = column_name
                    and new_value is not distinct from changed.cell_now
                    and (published_value is not distinct from cell_before or column_name in ({ordinal}))
            ) as is_acknowledged
        from changed
    """
    rule = "was published otherwise"
    remedy = "restore it, or acknowledge the change in changes.csv with the value published, the value now and a reason"
    return Batch(
        "changes of what was published",
        sql,
        (holds("is_acknowledged", "column_name", rule, remedy, shows="change", names="column_name"),),
    )


def acknowledgements(declaration: Declaration) -> Batch:
    """Each row of `changes.csv` names a column that there is, and the last of a cell says what stands there now."""
    names = ", ".join(
        f"('{table.name}', '{name}')"
        for table in declaration.tables.values()
        for name in (
            *(column.name for column in table.columns),
            *(table.published.columns if table.published else ()),
            *((_TABLE,) if table.kind == "statement" else ()),
        )
    )
    names += f", ('{last_figures.TABLE}', '{last_figures.COLUMN}')"
    sql = f"""
        with {_now(declaration)},
        latest as (
            select
                *,
                changed_on = max(changed_on) over (
                    partition by changed_table, changed_key, changed_column
                ) as is_latest
            from raw.changes
        )
        select
            'changes' as table_name,
            latest.*,
            (changed_table, changed_column) in (values {names}) as names_a_column,
            concat(changed_column, ' of ', changed_table) as column_given,
            published_value is distinct from new_value as is_a_change,
            not is_latest
            or changed_table = '{last_figures.TABLE}'
            or new_value is not distinct from cells.cell as says_what_stands_there,
            concat(
                coalesce(new_value, 'nothing'), ', but ', coalesce(cells.cell, 'nothing'), ' stands there'
            ) as standing
        from latest
        left join cells
            on cells.source_table = changed_table
            and cells.row_key = changed_key
            and cells.column_name = changed_column
    """
    return Batch(
        "acknowledged changes",
        sql,
        (
            holds(
                "names_a_column",
                "changed_column",
                "must be a column of the table",
                "correct table or column",
                shows="column_given",
            ),
            holds("is_a_change", "new_value", "must differ from published_value", "remove the row"),
            holds(
                "says_what_stands_there",
                "new_value",
                "must be the value of the cell now, in the last acknowledgement of it",
                "restore the cell, or acknowledge the next change in a row of its own",
                shows="standing",
            ),
        ),
    )


def retractions(declaration: Declaration) -> Batch:
    """A statement that is retracted is gone."""
    sql = f"""
        select
            'retractions' as table_name,
            retractions.*,
            statement_id not in (select statement_id from ({tables.statements(declaration)})) as is_withdrawn
        from raw.retractions
    """
    rule = "must no longer stand in a source table"
    return Batch("withdrawals", sql, (holds("is_withdrawn", "statement_id", rule, "remove row or retraction"),))


def lost_statements(declaration: Declaration) -> Batch:
    """A statement that was published is there, or retracted."""
    sql = """
        select
            statement.theme as table_name,
            statement.source_file,
            null as source_line,
            statement.statement_id
        from previous.statements as statement
        where not exists (from raw.retractions where retractions.statement_id = statement.statement_id)
    """
    return Batch(
        "statements of the last release",
        sql,
        (
            one_of(
                "statement_id",
                Query(f"select statement_id from ({tables.statements(declaration)})"),
                "was published and is gone",
                "restore the row, or retract it in retractions.csv with a reason",
            ),
        ),
    )


def _columns(declaration: Declaration) -> list[tuple[SourceTable, Column]]:
    return [(table, column) for table in declaration.tables.values() for column in table.columns]


def _now(declaration: Declaration) -> str:
    """Two relations: `rows`, and their `cells` as text, as the sources hold them now."""
    compared = [table for table in declaration.tables.values() if table.kind == "statement" or table.published]
    rows = " union all ".join(
        f"select '{_list(table)}' as list, '{table.name}' as source_table, {_row_key(table)} as row_key, "
        f"source_file, source_line from raw.{table.name}"
        for table in compared
    )
    cells = " union all ".join(
        f"select list, source_table, row_key, unnest(cells, max_depth := 2) from (select '{_list(table)}' as list, "
        f"'{table.name}' as source_table, {_row_key(table)} as row_key, [{_cells(table)}] as cells "
        f"from raw.{table.name})"
        for table in compared
    )
    return f"rows as ({rows}), cells as ({cells})"


def _cells(table: SourceTable) -> str:
    texts = {column.name: _text(column.name, column.type) for column in table.columns if not column.remark}
    for name in table.published.columns if table.published else ():
        texts.setdefault(name, _text(name, "number"))
    if table.kind == "statement":
        texts[_TABLE] = f"'{table.name}'"
    return ", ".join(f"{{'column_name': '{name}', 'cell': {text}}}" for name, text in texts.items())


def _list(table: SourceTable) -> str:
    return STATEMENTS if table.kind == "statement" else table.name


def _row_key(table: SourceTable) -> str:
    return f"concat_ws(', ', {', '.join(table.key)})"


def _type(table: SourceTable, name: str) -> str:
    return next((column.type for column in table.columns if column.name == name), "number")


def _text(expression: str, kind: str) -> str:
    """A cell as one writes it in a source file."""
    if kind == "number":
        return f"format('{{:.15g}}', ({expression})::double)"
    if kind == "integer":
        return f"({expression})::bigint::varchar"
    return f"({expression})::varchar"
