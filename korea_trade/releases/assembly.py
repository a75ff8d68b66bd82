"""The file of a release, put together from the marts of the build database.

Belongs here: copying schema `marts` into schema `main` of a new file, with constraints, views, macros and comments.
Does not belong here: what is done with the file (`draft`).
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Final

import duckdb

from korea_trade.literals import quoted
from korea_trade.warehouse import build_database, release_file
from korea_trade.warehouse.build_database import Macro

# How the definitions of tables, views and macros name the schema that they leave.
_MARTS: Final = re.compile(r"\b(?:build\.)?marts\.")


def assemble(build: Path, database: Path) -> None:
    """Copies schema `marts` of `build` into schema `main` of a new file, with constraints, views, macros, comments."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{quoted(build)}' as build (read_only)")
        connection.execute("use build")
        macros = build_database.macros(connection, "marts")
        with release_file.made(connection, database):
            # A commit waits for the disk, so there are two and not a thousand; a view that has to wait would undo one.
            with build_database.transaction(connection):
                for name, sql in _definitions(connection, "tables"):
                    connection.execute(_MARTS.sub("main.", sql, count=1))
                    connection.execute(f'insert into "{name}" from build.marts."{name}"')
            _make_views(connection, [_MARTS.sub("main.", sql) for _, sql in _definitions(connection, "views")])
            with build_database.transaction(connection):
                for name, forms in groupby(macros, attrgetter("name")):
                    connection.execute(f'create macro "{name}" {", ".join(_form(macro) for macro in forms)}')
                for statement in _comments(connection):
                    connection.execute(statement)


def _make_views(connection: duckdb.DuckDBPyConnection, definitions: list[str]) -> None:
    """Makes the views, each after those that it reads."""
    while definitions:
        waiting: list[str] = []
        for sql in definitions:
            try:
                connection.execute(sql)
            except duckdb.CatalogException:
                if len(waiting) + 1 == len(definitions):
                    raise
                waiting.append(sql)
        definitions = waiting


def _form(macro: Macro) -> str:
    return f"({', '.join(macro.parameters)}) as table ({_MARTS.sub('main.', macro.sql)})"


def _definitions(connection: duckdb.DuckDBPyConnection, kind: str) -> list[tuple[str, str]]:
    name = kind.removesuffix("s") + "_name"
    return connection.execute(
        f"select {name}, sql from duckdb_{kind}() "
        f"where database_name = 'build' and schema_name = 'marts' order by {name}"
    ).fetchall()


def _comments(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        """
        select 'comment on table "' || table_name || '" is ', comment from duckdb_tables()
        where database_name = 'build' and schema_name = 'marts' and comment is not null
        union all
        select 'comment on view "' || view_name || '" is ', comment from duckdb_views()
        where database_name = 'build' and schema_name = 'marts' and comment is not null
        union all
        select distinct 'comment on macro table "' || function_name || '" is ', comment from duckdb_functions()
        where database_name = 'build' and schema_name = 'marts' and comment is not null
        union all
        select 'comment on column "' || table_name || '"."' || column_name || '" is ', comment from duckdb_columns()
        where database_name = 'build' and schema_name = 'marts' and comment is not null
        """
    ).fetchall()
    return [f"{head}'{comment.replace(chr(39), chr(39) * 2)}'" for head, comment in rows]
