"""The build database: how it is opened, and a hash of what a schema of it holds.

Belongs here: connections to `build.duckdb` and the content hash that verdicts and releases compare. Does not belong
here: what is written, and the published file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from korea_trade.errors import WarehouseError

_PROVENANCE: Final = """
    create schema if not exists raw;
    create schema if not exists provenance;
    create table if not exists provenance.layer_source (
        schema_name varchar,
        file_name varchar,
        sha256 varchar not null,
        primary key (schema_name, file_name)
    )
"""


class BuildDatabaseError(WarehouseError):
    """The build database cannot be opened; its message says what to do."""


@dataclass(frozen=True)
class Macro:
    """One form of a table macro: a name has one for each list of parameters."""

    name: str
    parameters: Sequence[str]
    sql: str


@contextmanager
def opened(database: Path, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to `database`, closed at the end so that the next process can have the file.

    Raises BuildDatabaseError if it is damaged or another program has it open.
    """
    database.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = duckdb.connect(str(database), read_only=read_only)
    except duckdb.Error as error:
        raise BuildDatabaseError(
            f"{database} cannot be opened ({error}); close it where it is open, or, if it is damaged, delete it and "
            f"{database.name}.wal: the next build makes it anew from the sources"
        ) from error
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of what is done in the context, or nothing."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def prepare(connection: duckdb.DuckDBPyConnection, declared: Iterable[str]) -> None:
    """Makes room for the raw tables `declared`, and forgets those that are no longer."""
    connection.execute(_PROVENANCE)
    for name in set(relations(connection, "raw")) - set(declared):
        with transaction(connection):
            connection.execute(f'drop table raw."{name}"')
            forget_sources(connection, name)


def remember_source(connection: duckdb.DuckDBPyConnection, file_name: str, checksum: str) -> None:
    """Notes the SHA-256 of the file that a raw table was loaded from."""
    connection.execute("insert or replace into provenance.layer_source values ('raw', ?, ?)", [file_name, checksum])


def forget_sources(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Forgets the files that a raw table was loaded from: the one of its name, and those of its folder."""
    connection.execute(
        "delete from provenance.layer_source "
        "where schema_name = 'raw' and (file_name = ? or starts_with(file_name, ?))",
        [f"{table}.csv", f"{table}/"],
    )


def inherit_sources(connection: duckdb.DuckDBPyConnection, schema: str, before: str) -> None:
    """Notes that `schema` was built from what `before` holds, and so from the files behind that."""
    with transaction(connection):
        connection.execute("delete from provenance.layer_source where schema_name = ?", [schema])
        connection.execute(
            "insert into provenance.layer_source "
            "select ?, file_name, sha256 from provenance.layer_source where schema_name = ?",
            [schema, before],
        )


def sources_behind(connection: duckdb.DuckDBPyConnection, schema: str) -> dict[str, str]:
    """The SHA-256 of each source file as it was when what stands in `schema` was built from it."""
    connection.execute(_PROVENANCE)
    return dict(
        connection.execute(
            "select file_name, sha256 from provenance.layer_source where schema_name = ? order by file_name", [schema]
        ).fetchall()
    )


def relations(connection: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    """The names of tables and views in `schema`, in order."""
    rows = connection.execute(
        "select table_name from information_schema.tables "
        "where table_catalog = current_database() and table_schema = ? order by table_name",
        [schema],
    ).fetchall()
    return [name for (name,) in rows]


def macros(connection: duckdb.DuckDBPyConnection, schema: str) -> list[Macro]:
    """The forms of the table macros in `schema`, by name."""
    rows = connection.execute(
        "select function_name, parameters, macro_definition from duckdb_functions() "
        "where database_name = current_database() and schema_name = ? and function_type = 'table_macro' "
        "order by function_name, len(parameters)",
        [schema],
    ).fetchall()
    return [Macro(*row) for row in rows]


def row_count(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> int:
    """The number of rows of one table or view."""
    row = connection.execute(f'select count(*) from "{schema}"."{table}"').fetchone()
    assert row is not None  # an aggregate without groups has one row
    return int(row[0])


def content_hash(connection: duckdb.DuckDBPyConnection, schema: str) -> str:
    """SHA-256 over names, columns, types and rows of everything in `schema`, whatever the order of the rows.

    A view and a macro count by their definition, whatever schema they stand in, for what they show follows from the
    tables; of a view that reads another schema the rows count too.
    """
    columns = connection.execute(
        "select table_name, list((column_name, data_type) order by column_index) from duckdb_columns() "
        "where database_name = current_database() and schema_name = ? group by table_name order by table_name",
        [schema],
    ).fetchall()
    rows = _rows(connection, schema)
    return hashlib.sha256(repr((columns, rows, _definitions(connection, schema))).encode()).hexdigest()


def _rows(connection: duckdb.DuckDBPyConnection, schema: str) -> list[tuple[object, ...]]:
    """Name, number and hashes of the rows of each table, and of each view that reads another schema.

    In one query: to plan many costs more than to read them.
    """
    relations = connection.execute(
        """
        select table_name from duckdb_tables() where database_name = current_database() and schema_name = $schema
        union all
        select view_name from duckdb_views()
        where
            database_name = current_database()
            and schema_name = $schema
            and exists (
                from information_schema.schemata as other
                where
                    other.catalog_name = current_database()
                    and other.schema_name <> $schema
                    and regexp_matches(sql, concat('\\b', regexp_escape(other.schema_name), '"?[.]'))
            )
        """,
        {"schema": schema},
    ).fetchall()
    queries = [
        f'select \'{name}\', count(*), sum(hash(entry_)), bit_xor(hash(entry_)) from "{schema}"."{name}" as entry_'
        for (name,) in relations
    ]
    return sorted(connection.execute(" union all ".join(queries)).fetchall()) if queries else []


def _definitions(connection: duckdb.DuckDBPyConnection, schema: str) -> list[tuple[str, Sequence[str], str]]:
    """Name, parameters and meaning of each view and macro in any schema; a release spells types, lambdas and
    parentheses otherwise."""
    views = connection.execute(
        "select view_name, sql from duckdb_views() "
        "where database_name = current_database() and schema_name = ? and not internal order by view_name",
        [schema],
    ).fetchall()
    found = [
        *(Macro(name, (), sql.partition(" AS ")[2].rstrip(";\n ")) for name, sql in views),
        *macros(connection, schema),
    ]
    spelled = [
        re.sub(r"\bAS \w+\)", lambda part: part[0].upper(), re.sub(rf"\b(?:\w+\.)?{schema}\.", "", one.sql))
        for one in found
    ]
    serialized = connection.execute("select json_serialize_sql(unnest(?::varchar[]))", [spelled]).fetchall()
    return [
        (
            one.name,
            one.parameters,
            # What cannot be taken apart counts by its letters: another one might fail in the same words.
            text
            if meaning.startswith('{"error":true')
            else re.sub(r'"(?:query_location\w*|syntax_type)":"?\w+"?', "", meaning),
        )
        for one, text, (meaning,) in zip(found, spelled, serialized, strict=True)
    ]
