"""A release in PostgreSQL, for tools that speak its protocol: what stands in the schema, and how it gets there.

Belongs here: the server, the transaction that puts one release in the place of another, the role of readers. Does not
belong here: what a table is (`postgres_tables`), and Dagster (`orchestration.assets.postgres`).

While tables stay defined as they are, their rows are deleted and copied anew: no reader waits, and each sees the
release of its own snapshot. `truncate`, or a schema that takes the name of another, would show empty tables to a
snapshot from before. Tables defined otherwise are filled beside the served ones and take their place once nobody is
reading those; their rows are frozen, which shows them to every snapshot.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.errors import LockNotAvailable
from psycopg.sql import SQL, Composed, Identifier, Literal
from psycopg.types.json import Jsonb

from korea_trade.releases import reading
from korea_trade.releases.history import Release, ReleaseError
from korea_trade.serving import postgres_tables
from korea_trade.serving.postgres_tables import Column, Table
from korea_trade.warehouse import progress

SCHEMA: Final = "korea_trade"
READERS: Final = "korea_trade_reader"
# Seen by nobody: the transaction that makes it gives it the name of the served schema.
_INCOMING: Final = "korea_trade_incoming"

# How long others wait behind this one where it waits for readers; less than PostgreSQL takes to look for a deadlock.
_LOCK_TIMEOUT: Final = "500ms"
_PAUSE_SECONDS: Final = 0.2
_PATIENCE_SECONDS: Final = 30.0
_DEFAULTS: Final[dict[str, Any]] = {
    "connect_timeout": 10,
    "client_encoding": "utf8",
    "application_name": "korea_trade_warehouse",
}

_LOG: Final = progress.logger("postgres")

_RELEASE: Final = Table(
    "release",
    "The release that the other tables of this schema hold: one row.",
    (
        Column("release_id", "text", True, "Name of the release; names sort by time."),
        Column("created", "timestamptz", True, "When the release was made."),
        Column("content", "text", True, "SHA-256 of names, columns, types and rows of all its tables."),
        Column("definitions", "jsonb", True, "The statement that defined each table, by the name of the table."),
    ),
    (),
)


class ServingError(ReleaseError):
    """A release cannot be served; the message is one line, says why, and holds no password."""


@dataclass(frozen=True)
class Served:
    """Where a release is served, and whether that server served another until just now."""

    place: str
    is_new: bool


@dataclass(frozen=True)
class _Held:
    """What the schema holds: the release, its content hash, and the statement that defined each table."""

    release_id: str
    content: str
    definitions: dict[str, str]


def serve(release: Release, server: str) -> Served:
    """Makes `server`, a connection string of libpq, serve `release`, unless it does already.

    Raises ServingError if it cannot; the server then serves what it served before.
    """
    with (
        reading.opened(release.database) as file,
        _connected(server) as connection,
    ):
        tables = postgres_tables.tables(file)
        definitions = {table.name: table.definition(_INCOMING).as_string(connection) for table in tables}
        wanted = _Held(release.release_id, release.manifest.content, definitions)
        with connection.transaction():
            connection.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [SCHEMA])
            held = _held(connection)
            if held != wanted:
                _prepare_readers(connection)
                own = [wanted.release_id, release.manifest.created, wanted.content, Jsonb(definitions)]
                rows = [(table, postgres_tables.rows(file, table)) for table in tables] + [(_RELEASE, iter([own]))]
                if held is not None and held.definitions == definitions:
                    _replace_rows(connection, rows)
                else:
                    _replace_tables(connection, rows, held)
        return Served(_place(connection), held != wanted)


@contextmanager
def _connected(server: str) -> Iterator[Connection]:
    """A connection on which nothing but what is named with its schema, or PostgreSQL's own, is found."""
    conninfo = make_conninfo(**(_DEFAULTS | _parameters(server)))
    try:
        with psycopg.connect(conninfo, autocommit=True) as connection:
            connection.execute("set search_path to ''")
            yield connection
    except psycopg.Error as error:
        message = ". ".join(filter(None, (error.diag.message_primary or str(error), error.diag.message_detail)))
        raise ServingError(f"PostgreSQL: {' '.join(message.split())}") from error


def _parameters(server: str) -> dict[str, Any]:
    """What `server` names. A password that is not encoded falls apart, and its parts must come up in no message."""
    with contextlib.suppress(psycopg.Error):
        parameters = conninfo_to_dict(server)
        places = [str(parameters.get(name, "")) for name in ("host", "port", "dbname")]
        if re.fullmatch(r"[\d,]*", places[1]) and "@" not in "".join(places):
            return parameters
    raise ServingError(
        "KTW_POSTGRES is no connection string that PostgreSQL understands; "
        "what is special in a password is percent-encoded in a URI, or the password given in PGPASSWORD"
    )


def _place(connection: Connection) -> str:
    info = connection.info
    return f"{info.host}:{info.port}, database {info.dbname}, schema {SCHEMA}"


def _held(connection: Connection) -> _Held | None:
    """What is served now, None if nothing is."""
    if _value(connection, SQL("select to_regclass({})").format(Literal(f"{SCHEMA}.{_RELEASE.name}"))) is None:
        return None
    table = Identifier(SCHEMA, _RELEASE.name)
    row = connection.execute(SQL("select release_id, content, definitions from {}").format(table)).fetchone()
    return None if row is None else _Held(*row)


def _value(connection: Connection, query: Composed | SQL) -> Any:
    row = connection.execute(query).fetchone()
    return row and row[0]


def _prepare_readers(connection: Connection) -> None:
    """Makes the role of readers if it is missing; asks for an administrator where this role may not do what it must."""
    role = SQL("create role {readers} nologin; alter role {readers} set default_transaction_read_only to on").format(
        readers=Identifier(READERS)
    )
    missing = _value(connection, SQL("select to_regrole({}) is null").format(Literal(READERS)))
    may_create = _value(connection, SQL("select rolcreaterole or rolsuper from pg_roles where rolname = current_user"))
    needed = [role] if missing and not may_create else []
    if not _value(connection, SQL("select has_database_privilege(current_database(), 'create')")):
        names = Identifier(connection.info.dbname), Identifier(connection.info.user)
        needed.append(SQL("grant create on database {} to {}").format(*names))
    if needed:
        statements = SQL("; ").join(needed).as_string(connection)
        raise ServingError(f"PostgreSQL: {connection.info.user} lacks rights; let an administrator run: {statements};")
    if missing:
        connection.execute(role)


_Rows = Iterable[tuple[Table, Iterable[Sequence[Any]]]]


def _replace_rows(connection: Connection, rows: _Rows) -> None:
    """Puts other rows into the tables that are served, beside which readers go on."""
    _lock(connection, [table.name for table, _ in rows], SQL("row exclusive"))
    for table, its_rows in rows:
        connection.execute(SQL("delete from {}").format(Identifier(SCHEMA, table.name)))
        _fill(connection, SCHEMA, table, its_rows, SQL(""))


def _replace_tables(connection: Connection, rows: _Rows, held: _Held | None) -> None:
    """Puts other tables in the place of those that are served, once no reader is at work in them."""
    incoming, schema = Identifier(_INCOMING), Identifier(SCHEMA)
    connection.execute(SQL("create schema {}").format(incoming))
    for table, its_rows in rows:
        connection.execute(table.definition(_INCOMING))
        _fill(connection, _INCOMING, table, its_rows, SQL("with (freeze)"))
    if held is not None:
        names = [*held.definitions, _RELEASE.name]
        _lock(connection, names, SQL("access exclusive"))
        connection.execute(SQL("drop table {}").format(SQL(", ").join(Identifier(SCHEMA, name) for name in names)))
    # What somebody else has put there keeps it from being dropped.
    connection.execute(SQL("drop schema if exists {}").format(schema))
    connection.execute(SQL("alter schema {} rename to {}").format(incoming, schema))
    connection.execute(
        SQL(
            """
            comment on schema {schema} is 'Korea Trade Warehouse: the marts of one release, named in table release.';
            revoke all on schema {schema} from public;
            revoke all on all tables in schema {schema} from public;
            grant usage on schema {schema} to {readers};
            grant select on all tables in schema {schema} to {readers};
            """
        ).format(schema=schema, readers=Identifier(READERS))
    )


def _fill(connection: Connection, schema: str, table: Table, rows: Iterable[Sequence[Any]], options: SQL) -> None:
    name, columns = Identifier(schema, table.name), SQL(", ").join(Identifier(one.name) for one in table.columns)
    with connection.cursor() as cursor:
        with cursor.copy(SQL("copy {} ({}) from stdin {}").format(name, columns, options)) as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(table.comments(schema))


def _lock(connection: Connection, tables: Iterable[str], mode: SQL) -> None:
    """Locks the served `tables`, one after the other and within a time that others behind it can bear.

    Whoever is at work in one of them may wait for the next, so all are let go where one cannot be had. That one is
    asked for first the next time: who comes then waits before it holds anything.
    """
    order = list(tables)
    end = time.monotonic() + _PATIENCE_SECONDS
    waits_for: str | None = None
    while True:
        try:
            with connection.transaction():
                connection.execute(SQL("set local lock_timeout to {}").format(Literal(_LOCK_TIMEOUT)))
                for table in order:
                    connection.execute(SQL("lock table {} in {} mode").format(Identifier(SCHEMA, table), mode))
                connection.execute("set local lock_timeout to default")
            return
        except LockNotAvailable as error:
            if time.monotonic() > end:
                raise ServingError(f"PostgreSQL: {table} stays in use{_users(connection, table)}") from error
        if table != waits_for:
            _LOG.info("waiting for others to end their work in %s%s", table, _users(connection, table))
        waits_for = table
        order.sort(key=waits_for.__ne__)
        time.sleep(_PAUSE_SECONDS)


def _users(connection: Connection, table: str) -> str:
    """Who holds a lock on the served `table`, as an addition to a sentence."""
    holders = connection.execute(
        """
        select distinct pid, coalesce(usename, 'the server')
        from pg_locks inner join pg_stat_activity using (pid)
        where relation = to_regclass(%s) and granted and pid <> pg_backend_pid() order by pid
        """,
        [f"{SCHEMA}.{table}"],
    ).fetchall()
    return "".join(f"; process {pid} of {user}" for pid, user in holders)
