"""What the tables of a draft hold, and what differs from the release before.

Belongs here: counting and comparing. Does not belong here: what a difference is allowed to be, which is gates 1 and 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

import duckdb

from korea_trade.literals import quoted
from korea_trade.releases import customs as customs_detail
from korea_trade.releases.history import Release
from korea_trade.releases.manifest import Customs, Difference, Rows, Table
from korea_trade.warehouse import build_database


class Described(TypedDict):
    """The fields of a manifest that follow from the database of a release and from the release before."""

    tables: Mapping[str, Table]
    macros: tuple[str, ...]
    difference: Difference | None
    acknowledged: tuple[str, ...]
    customs: Customs | None


def describe(
    database: Path, before: Release | None, acknowledged: tuple[str, ...], customs: Customs | None
) -> Described:
    """Schema and row count of each table, forms of each macro, and what differs from the release `before`, of which
    some changes are `acknowledged`; `customs` is what it has of customs detail."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{quoted(database)}' as release (read_only)")
        connection.execute("use release")
        tables = {name: _table(connection, name) for name in build_database.relations(connection, "main")}
        macros = tuple(
            f"{macro.name}({', '.join(macro.parameters)})" for macro in build_database.macros(connection, "main")
        )
        return {
            "tables": tables,
            "macros": macros,
            "difference": None if before is None else _difference(connection, tables, before, acknowledged, customs),
            "acknowledged": acknowledged,
            "customs": customs,
        }


def acknowledged_changes(build: Path) -> tuple[str, ...]:
    """A sentence for each change that the sources behind the build database acknowledge, the earliest first."""
    with build_database.opened(build, read_only=True) as connection:
        rows = connection.execute(
            """
            select concat(
                changed_on, ' ', changed_table, ' ', changed_key, ', ', changed_column, ': ',
                coalesce(published_value, 'nothing'), ' → ', coalesce(new_value, 'nothing'), ' (', reason, ')'
            )
            from staging.stg_changes
            order by changed_on, source_line
            """
        ).fetchall()
    return tuple(row[0] for row in rows)


def _table(connection: duckdb.DuckDBPyConnection, name: str) -> Table:
    columns = connection.execute(f'describe "{name}"').fetchall()
    return Table(build_database.row_count(connection, "main", name), {column: kind for column, kind, *_ in columns})


def _difference(
    connection: duckdb.DuckDBPyConnection,
    tables: Mapping[str, Table],
    before: Release,
    acknowledged: tuple[str, ...],
    customs: Customs | None,
) -> Difference:
    """What changed since the release `before`: rows by table, statements and months of customs detail."""
    connection.execute(f"attach '{quoted(before.database)}' as before (read_only)")
    counts = connection.execute(
        """
        with later as (
            select row.statement_id, hash(row) as content
            from (select * exclude (source_file, source_line) from release.main.fct_statement) as row
        ),
        earlier as (
            select row.statement_id, hash(row) as content
            from (select * exclude (source_file, source_line) from before.main.fct_statement) as row
        )
        select
            count(*) filter (earlier.statement_id is null),
            count(*) filter (later.statement_id is null),
            count(*) filter (later.content <> earlier.content)
        from later
        full join earlier using (statement_id)
        """
    ).fetchone()
    assert counts is not None  # an aggregate without groups has one row
    rows_before = {name: table.rows for name, table in before.manifest.tables.items()}
    rows_after = {name: table.rows for name, table in tables.items()}
    return Difference(
        before.release_id,
        dict(zip(("added", "removed", "changed"), counts, strict=True)),
        {
            name: Rows(rows_before.get(name), rows_after.get(name))
            for name in sorted({*rows_before, *rows_after})
            if rows_before.get(name) != rows_after.get(name)
        },
        tuple(change for change in acknowledged if change not in before.manifest.acknowledged),
        customs_detail.difference(before.manifest.customs, customs),
    )
