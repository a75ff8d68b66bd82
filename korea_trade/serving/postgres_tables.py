"""What the tables of a release are in PostgreSQL: definitions, comments and rows.

Belongs here: reading the released DuckDB file and saying it in PostgreSQL's words. Does not belong here: any server.
A view becomes a table: its columns keep their comments, and nothing depends on functions that only DuckDB has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, LiteralString

from duckdb import DuckDBPyConnection
from duckdb.sqltypes import DuckDBPyType
from psycopg.sql import SQL, Composed, Identifier, Literal

from korea_trade.releases.history import ReleaseError

_BATCH: Final = 10_000
_JSON: Final = "jsonb"
_TYPES: Final = {
    "bigint": "bigint",
    "boolean": "boolean",
    "date": "date",
    "double": "double precision",
    "hugeint": "numeric(39)",
    "integer": "integer",
    "struct": _JSON,
    "timestamp": "timestamp",
    "varchar": "text",
}
_CONSTRAINTS: Final[dict[str, LiteralString]] = {
    "PRIMARY KEY": "primary key ({columns})",
    "UNIQUE": "unique ({columns})",
    "CHECK": "check ({expression})",
    # Rows are replaced table by table, so what refers to what holds only at the end.
    "FOREIGN KEY": (
        "foreign key ({columns}) references {referenced} ({referenced_columns}) deferrable initially deferred"
    ),
}


@dataclass(frozen=True)
class Column:
    """A column with its type in PostgreSQL."""

    name: str
    type: str
    is_required: bool
    comment: str | None

    @property
    def definition(self) -> Composed:
        required = SQL("not null" if self.is_required else "null")
        return SQL("{} {} {}").format(Identifier(self.name), _trusted(self.type), required)


@dataclass(frozen=True)
class Constraint:
    """A constraint as DuckDB tells it, NOT NULL left out."""

    kind: str
    columns: Sequence[str]
    expression: str | None = None
    referenced: str | None = None
    referenced_columns: Sequence[str] = ()

    def definition(self, schema: str) -> Composed:
        return SQL(_CONSTRAINTS[self.kind]).format(
            columns=_listed(self.columns),
            expression=_trusted(_translated(self.expression or "")),
            referenced=Identifier(schema, self.referenced or ""),
            referenced_columns=_listed(self.referenced_columns),
        )


@dataclass(frozen=True)
class Table:
    """A table, whichever schema it stands in."""

    name: str
    comment: str | None
    columns: Sequence[Column]
    constraints: Sequence[Constraint]

    def definition(self, schema: str) -> Composed:
        """The statement that makes it, which leaves out the comments."""
        parts = [column.definition for column in self.columns]
        parts += [constraint.definition(schema) for constraint in self.constraints]
        return SQL("create table {} ({})").format(Identifier(schema, self.name), SQL(", ").join(parts))

    def comments(self, schema: str) -> Composed:
        """The statements that comment on it and on each of its columns."""
        table = SQL("comment on table {} is {};").format(Identifier(schema, self.name), Literal(self.comment))
        return SQL("").join(
            [
                table,
                *(
                    SQL("comment on column {} is {};").format(
                        Identifier(schema, self.name, column.name), Literal(column.comment)
                    )
                    for column in self.columns
                ),
            ]
        )


def tables(file: DuckDBPyConnection) -> list[Table]:
    """Every table and view of the released file, each table after those that it refers to.

    Raises ReleaseError if a column has a type that PostgreSQL is not told about.
    """
    names = file.execute(
        """
        select table_name, comment from duckdb_tables() where schema_name = 'main' order by table_oid
        """
    ).fetchall()
    views = file.execute(
        """
        select view_name, comment from duckdb_views() where schema_name = 'main' and not internal order by view_name
        """
    ).fetchall()
    return [Table(name, comment, _columns(file, name), _constraints(file, name)) for name, comment in [*names, *views]]


def rows(file: DuckDBPyConnection, table: Table) -> Iterator[Sequence[Any]]:
    """The rows of `table` in the order of its columns, of which only a batch is held in memory."""
    selected = SQL(", ").join(
        SQL("to_json({})" if column.type == _JSON else "{}").format(Identifier(column.name)) for column in table.columns
    )
    cursor = file.cursor()
    cursor.execute(SQL("select {} from {}").format(selected, Identifier(table.name)).as_string())
    while batch := cursor.fetchmany(_BATCH):
        yield from batch


def _columns(file: DuckDBPyConnection, table: str) -> list[Column]:
    told = file.execute(
        """
        select column_name, not is_nullable, comment from duckdb_columns()
        where schema_name = 'main' and table_name = ? order by column_index
        """,
        [table],
    ).fetchall()
    types = file.table(table).types
    columns = []
    for (name, is_required, comment), kind in zip(told, types, strict=True):
        translated = _type(kind)
        if translated is None:
            raise ReleaseError(f"column {name} of {table} has the type {kind}, which is not carried over to PostgreSQL")
        columns.append(Column(name, translated, is_required, comment))
    return columns


def _type(kind: DuckDBPyType) -> str | None:
    """The type of PostgreSQL that holds every value of `kind`, None if none is known to."""
    if kind.id == "decimal":
        return str(kind).replace("DECIMAL", "numeric")
    if kind.id == "list":
        [(_, element)] = kind.children
        assert isinstance(element, DuckDBPyType)  # other children are those of decimals and enumerations
        translated = _type(element)
        return translated and (_JSON if translated == _JSON else f"{translated}[]")
    return _TYPES.get(kind.id)


def _constraints(file: DuckDBPyConnection, table: str) -> list[Constraint]:
    told = file.execute(
        """
        select constraint_type, constraint_column_names, expression, referenced_table, referenced_column_names
        from duckdb_constraints()
        where schema_name = 'main' and table_name = ? and constraint_type <> 'NOT NULL' order by constraint_index
        """,
        [table],
    ).fetchall()
    return [Constraint(*constraint) for constraint in told]


def _translated(expression: str) -> str:
    import sqlglot  # takes longer than all of the rest, and hardly any table has a condition

    return sqlglot.transpile(expression, read="duckdb", write="postgres")[0]


def _trusted(text: str) -> SQL:
    """SQL that is no literal of this program: a type made of `_TYPES`, or a condition that sqlglot has parsed."""
    return SQL(text)


def _listed(columns: Sequence[str]) -> Composed:
    return SQL(", ").join(map(Identifier, columns))
