"""A release served from a real PostgreSQL server, as its own client `psql` and readers at work see it.

Needs the server's programs (Debian: `apt-get install postgresql`); without them the tests are skipped, visibly.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import psycopg
import pytest
from psycopg import Connection, IsolationLevel
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from korea_trade.releases import history
from korea_trade.releases.history import Release
from korea_trade.serving import postgres
from korea_trade.serving.postgres import ServingError, serve
from orchestration.assets import postgres as postgres_asset
from orchestration.resources import Build
from tests.integration.workshop import PATIENCE, Warehouse, publish, until
from tests.warehouses import FirstBuild

PROGRAMS = next((path.parent for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)), None)

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(PROGRAMS is None, reason="PostgreSQL is not installed (Debian: apt-get install postgresql)"),
]

# A URI cannot hold it as it is.
PASSWORD = "s3cret/p@ss word"  # noqa: S105


@dataclass(frozen=True)
class Database:
    """A database of its own for one test, with the roles `admin` (everything), `ktw` (publishes), `analyst` (reads)."""

    port: int
    name: str

    def address(self, user: str = "ktw", **other: Any) -> str:
        return make_conninfo(
            **{"host": "127.0.0.1", "port": self.port, "dbname": self.name, "user": user, "password": PASSWORD} | other
        )

    def connect(self, user: str = "admin", **other: Any) -> Connection:
        return psycopg.connect(self.address(user, **other), autocommit=True)

    def ask(self, query: str, user: str = "admin") -> list[tuple[Any, ...]]:
        with self.connect(user) as connection:
            return connection.execute(query).fetchall()  # type: ignore[call-overload]

    def run(self, *statements: str) -> None:
        with self.connect() as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[call-overload]

    def psql(self, *commands: str, user: str = "analyst") -> subprocess.CompletedProcess[str]:
        asked = [argument for command in commands for argument in ("-c", command)]
        return subprocess.run(
            ["psql", "--no-psqlrc", "-At", "-v", "ON_ERROR_STOP=1", "-d", self.address(user), *asked],
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def release_id(self) -> str:
        return str(self.ask("select release_id from korea_trade.release")[0][0])


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The port of a server on loopback that demands a password; it refuses to run as root."""
    assert PROGRAMS is not None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="ktw-postgres-"))
    options: dict[str, Any] = {"cwd": folder, "env": os.environ | {"HOME": str(folder)}}
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody")
        options |= {"user": "nobody", "extra_groups": []}
    (folder / "password").write_text(PASSWORD)
    (folder / "password").chmod(0o644)
    made = [
        "--username=admin",
        "--auth=scram-sha-256",
        "--pwfile=password",
        "--no-sync",
        "--no-locale",
        "--encoding=UTF8",
    ]
    subprocess.run([PROGRAMS / "initdb", "-D", "data", *made], **options, check=True, capture_output=True)
    with (folder / "log").open("w") as log:
        listening = ["-p", str(number), "-k", str(folder), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
        server = subprocess.Popen([PROGRAMS / "postgres", "-D", "data", *listening], **options, stdout=log, stderr=log)
    try:
        assert until(lambda: _answers(number)), (folder / "log").read_text()
        yield number
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=PATIENCE)
        shutil.rmtree(folder)


def _answers(port: int) -> bool:
    try:
        Database(port, "postgres").connect().close()
    except psycopg.OperationalError:
        return False
    return True


@pytest.fixture
def database(port: int) -> Iterator[Database]:
    cluster, database = Database(port, "postgres"), Database(port, "trade")
    cluster.run(
        f"create role ktw login createrole password '{PASSWORD}'",
        f"create role analyst login password '{PASSWORD}'",
        "create database trade owner ktw",
    )
    yield database
    cluster.run("drop database trade (force)", f"drop role if exists {postgres.READERS}", "drop role analyst, ktw")


@pytest.fixture
def served(database: Database, first: Release) -> Database:
    """A database that serves the release `first` to the role `analyst`."""
    serve(first, database.address())
    database.run("grant korea_trade_reader to analyst")
    return database


@dataclass(frozen=True)
class Shelf:
    """Three releases: `second` has other rows than `first`, `third` has other tables."""

    warehouse: Warehouse
    first: Release
    second: Release
    third: Release


OTHER_TABLES = """
    create table marts.extra_kinds (
        id integer primary key,
        code varchar not null unique,
        amount double check (amount > 0 and amount is not null),
        large hugeint,
        price decimal(18, 3),
        moment timestamp,
        names varchar[],
        counts bigint[]
    );
    comment on column marts.extra_kinds.code is 'It''s a 100% "code" with \\ and {braces}';
    insert into marts.extra_kinds values
        (1, 'Korea’s', 0.1, 170141183460469231731687303715884105727, 12.345, '2024-03-01 01:02:03.456789',
            ['a,b', '{"c"}', null, ''], [1, 2]),
        (2, E'tab\\t\\\\N newline\\n', 1e308, -1, -0.001, null, [], null),
        (3, '', 'inf', 0, 0, null, null, [null])
"""


@pytest.fixture(scope="module")
def shelf(first_build: FirstBuild, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    warehouse = first_build.as_built.copied_to(tmp_path_factory.mktemp("shelf") / "warehouse")
    first = history.published(warehouse.settings)
    assert first is not None
    with warehouse.opened() as build:
        build.execute("update marts.fct_statement set note = 'second'; update marts.dim_article set title = 'second'")
    second, _ = publish(warehouse.settings, {})
    with warehouse.opened() as build:
        build.execute("update marts.fct_statement set note = 'third'; update marts.dim_article set title = 'third'")
        build.execute(OTHER_TABLES)
    third, _ = publish(warehouse.settings, {})
    return Shelf(warehouse, first, second, third)


@pytest.fixture
def first(shelf: Shelf) -> Release:
    return shelf.first


@pytest.fixture
def second(shelf: Shelf) -> Release:
    return shelf.second


@pytest.fixture
def third(shelf: Shelf) -> Release:
    return shelf.third


def _asked(release: Release, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(release.database), read_only=True) as file:
        return file.execute(query).fetchall()


# What is carried over


def _plain(value: Any) -> Any:
    """Numbers of one width and objects in one order, so that equal values look equal."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return sorted(value.items())
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _released_rows(file: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    kinds = {column: kind for column, kind, *_ in file.execute(f'describe "{table}"').fetchall()}
    structs = [at for at, kind in enumerate(kinds.values()) if "STRUCT" in kind]
    columns = [f'to_json("{column}")' if "STRUCT" in kind else f'"{column}"' for column, kind in kinds.items()]
    rows = [list(row) for row in file.execute(f'select {", ".join(columns)} from "{table}"').fetchall()]
    for row in rows:
        for at in structs:
            row[at] = json.loads(row[at])
    return sorted(repr(_plain(row)) for row in rows)


@pytest.mark.parametrize("name", ["first", "third"])
def test_every_table_and_view_is_there_with_all_of_its_rows_and_values(
    database: Database, request: pytest.FixtureRequest, name: str
) -> None:
    release: Release = request.getfixturevalue(name)

    serve(release, database.address())

    with duckdb.connect(str(release.database), read_only=True) as file, database.connect() as connection:
        names = {
            table for (table,) in connection.execute("select tablename from pg_tables where schemaname = 'korea_trade'")
        }
        assert names == {*release.manifest.tables, "release"}
        for table in names - {"release"}:
            rows = connection.execute(SQL("select * from {}").format(Identifier("korea_trade", table))).fetchall()
            assert sorted(repr(_plain(list(row))) for row in rows) == _released_rows(file, table), table


def test_the_table_release_says_which_release_the_others_hold(served: Database, first: Release) -> None:
    [(release_id, created, content)] = served.ask("select release_id, created, content from korea_trade.release")

    assert (release_id, content) == (first.release_id, first.manifest.content)
    assert created.isoformat() == first.manifest.created


def test_keys_and_required_columns_and_conditions_are_those_of_the_file(database: Database, third: Release) -> None:
    serve(third, database.address())

    keys = _asked(
        third,
        "select table_name, left(constraint_type, 1), constraint_column_names from duckdb_constraints() "
        "where constraint_type in ('PRIMARY KEY', 'UNIQUE')",
    )
    assert len(keys) > 30
    assert sorted(keys) == sorted(
        database.ask(
            """
            select relname, upper(contype), array(
                select attname::text from unnest(conkey) with ordinality as key (attnum, at)
                inner join pg_attribute using (attnum) where attrelid = conrelid order by at
            )
            from pg_constraint inner join pg_class on pg_class.oid = conrelid
            where connamespace = 'korea_trade'::regnamespace and contype in ('p', 'u')
            """
        )
    )
    required = _asked(
        third, "select table_name, column_name from duckdb_columns() where not internal and not is_nullable"
    )
    assert sorted(required) == sorted(
        database.ask(
            "select table_name, column_name from information_schema.columns "
            "where table_schema = 'korea_trade' and is_nullable = 'NO' and table_name <> 'release'"
        )
    )
    with pytest.raises(psycopg.errors.CheckViolation):
        database.run("update korea_trade.extra_kinds set amount = -1 where id = 1")


def test_every_comment_is_that_of_the_file(database: Database, third: Release) -> None:
    serve(third, database.address())

    assert set(
        _asked(
            third,
            """
            select table_name, null, comment from duckdb_tables() where comment is not null
            union all
            select view_name, null, comment from duckdb_views() where comment is not null and not internal
            union all
            select table_name, column_name, comment from duckdb_columns() where comment is not null and not internal
            """,
        )
    ) == set(
        database.ask(
            """
            select relname, attname::text, description
            from pg_description
            inner join pg_class on pg_class.oid = objoid and classoid = 'pg_class'::regclass
            left join pg_attribute on attrelid = objoid and attnum = objsubid and objsubid > 0
            where relnamespace = 'korea_trade'::regnamespace and relname <> 'release'
            """
        )
    )


def test_psql_lists_the_tables_describes_them_and_answers_as_duckdb_does(served: Database, first: Release) -> None:
    question = """
        select month, round(exports_usd::numeric) as exports_usd, exports_basis from {}fct_trade_month_latest
        where exports_usd is not null order by month
    """

    answer = served.psql(
        "\\dt korea_trade.*", "\\d+ korea_trade.fct_trade_month_latest", question.format("korea_trade.")
    )

    assert answer.returncode == 0, answer.stderr
    [(comment,)] = _asked(first, "select comment from duckdb_views() where view_name = 'fct_trade_month_latest'")
    assert "korea_trade|fct_statement|table|ktw" in answer.stdout
    [(column_comment,)] = _asked(
        first,
        "select comment from duckdb_columns() "
        "where table_name = 'fct_trade_month_latest' and column_name = 'exports_usd'",
    )
    assert f"exports_usd|double precision||||plain|||{column_comment}" in answer.stdout
    assert comment in served.psql("select obj_description('korea_trade.fct_trade_month_latest'::regclass)").stdout
    expected = [f"{month}|{usd:.0f}|{basis}" for month, usd, basis in _asked(first, question.format(""))]
    assert len(expected) > 5
    assert answer.stdout.splitlines()[-len(expected) :] == expected


# Readers and their rights


WRITING = (
    "insert into korea_trade.release values ('x', now(), 'x', '{}')",
    "update korea_trade.dim_article set title = 'x'",
    "delete from korea_trade.fct_statement",
    "truncate korea_trade.fct_statement",
    "drop table korea_trade.fct_statement",
    "create table korea_trade.own (id int)",
    "create view korea_trade.own as select 1",
    "alter table korea_trade.fct_statement add column x int",
    "select * from korea_trade.fct_statement for update",
)


def test_a_reader_reads_and_does_nothing_else(served: Database) -> None:
    assert served.psql("select count(*) from korea_trade.dim_article").stdout == "10\n"

    for command in WRITING:
        answer = served.psql(command)
        assert answer.returncode != 0, command
        assert "permission denied" in answer.stderr or "must be owner" in answer.stderr, answer.stderr


def test_who_is_no_reader_sees_nothing(served: Database) -> None:
    served.run("revoke korea_trade_reader from analyst")

    assert "permission denied for schema korea_trade" in served.psql("table korea_trade.release").stderr


def test_the_role_of_readers_cannot_log_in_and_may_do_nothing_but_read(served: Database) -> None:
    assert served.ask(
        "select rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolconfig from pg_roles "
        "where rolname = 'korea_trade_reader'"
    ) == [(False, False, False, False, ["default_transaction_read_only=on"])]
    assert served.ask(
        "select distinct privilege_type from information_schema.role_table_grants where grantee = 'korea_trade_reader'"
    ) == [("SELECT",)]


def test_a_role_that_lacks_rights_learns_what_an_administrator_must_run_and_that_is_all_it_takes(
    database: Database, first: Release
) -> None:
    database.run("alter role ktw nocreaterole", "alter database trade owner to admin")

    with pytest.raises(ServingError) as refusal:
        serve(first, database.address())

    message = str(refusal.value)
    statements = message.partition("let an administrator run: ")[2]
    assert '"korea_trade_reader"' in statements
    assert 'grant create on database "trade" to "ktw"' in statements
    assert database.ask("select to_regnamespace('korea_trade')") == [(None,)]

    database.run(statements)

    assert serve(first, database.address()).is_new


# One release or the other


class _Reader(threading.Thread):
    """Reads two tables in one transaction again and again, and remembers what did not belong together."""

    def __init__(self, database: Database, allowed: set[tuple[str, str, str]]) -> None:
        super().__init__(daemon=True)
        self._connection = database.connect("analyst")
        self._connection.isolation_level = IsolationLevel.REPEATABLE_READ
        self._allowed = allowed
        self.stop = threading.Event()
        self.seen: list[tuple[str, str, str]] = []
        self.faults: list[object] = []

    def read_on(self) -> None:
        """Waits until a transaction has begun and ended, or something was amiss."""
        already = len(self.seen)
        assert until(lambda: len(self.seen) > already + 1 or self.faults)

    def run(self) -> None:
        try:
            with self._connection as connection:
                while not self.stop.wait(0.005):
                    with connection.transaction():
                        found = tuple(connection.execute(query).fetchone()[0] for query in self._QUERIES)  # type: ignore[index]
                    self.seen.append(found)  # type: ignore[arg-type]
                    if found not in self._allowed:
                        self.faults.append(found)
        except psycopg.Error as error:
            self.faults.append(error)

    _QUERIES = (
        "select release_id from korea_trade.release",
        "select count(*) || ' ' || min(note) from korea_trade.fct_statement",
        "select count(*) || ' ' || min(title) from korea_trade.dim_article",
    )


@pytest.mark.soak
def test_readers_see_one_release_or_the_other_whole_while_ten_are_served(
    served: Database, first: Release, second: Release, third: Release
) -> None:
    tables = (("note", "fct_statement"), ("title", "dim_article"))
    allowed = {
        (
            release.release_id,
            *(
                _asked(release, f"select count(*) || ' ' || min({column}) from {table}")[0][0]
                for column, table in tables
            ),
        )
        for release in (first, second, third)
    }
    assert len({statements for _, statements, _ in allowed}) == len({articles for _, _, articles in allowed}) == 3
    readers = [_Reader(served, allowed) for _ in range(3)]
    for reader in readers:
        reader.start()

    for release in (second, first, second, first, second, first, third, second, first, second):
        serve(release, served.address())
        for reader in readers:
            reader.read_on()
    for reader in readers:
        reader.stop.set()
        reader.join(timeout=PATIENCE)

    assert [reader.faults for reader in readers] == [[], [], []]
    assert {found[0] for reader in readers for found in reader.seen} >= {second.release_id, third.release_id}
    assert served.release_id == second.release_id


def test_a_long_transaction_neither_holds_nor_notices_a_release_with_the_same_tables(
    served: Database, first: Release, second: Release
) -> None:
    with served.connect("analyst") as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        with connection.transaction():
            before = connection.execute("select count(note), min(note) from korea_trade.fct_statement").fetchone()
            serve(second, served.address())
            release_id = connection.execute("select release_id from korea_trade.release").fetchone()
            after = connection.execute("select count(note), min(note) from korea_trade.fct_statement").fetchone()

    assert release_id == (first.release_id,)
    assert before == after
    assert served.release_id == second.release_id


def test_a_transaction_that_began_before_other_tables_took_over_finds_them_filled(
    served: Database, third: Release
) -> None:
    with served.connect("analyst") as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        with connection.transaction():
            connection.execute("select count(*) from pg_class")
            serve(third, served.address())
            found = [
                connection.execute("select release_id from korea_trade.release").fetchone(),
                connection.execute("select count(*) from korea_trade.dim_article").fetchone(),
            ]

    assert found == [(third.release_id,), (10,)]


def test_other_tables_wait_for_a_reader_for_a_while_and_then_say_who_it_is(
    served: Database, first: Release, third: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "_PATIENCE_SECONDS", 0.1)
    with served.connect("analyst") as connection, connection.transaction():
        process = connection.info.backend_pid
        connection.execute("select count(*) from korea_trade.dim_article")
        with pytest.raises(ServingError) as refusal:
            serve(third, served.address())
        still = served.release_id

    assert still == first.release_id
    assert f"dim_article stays in use; process {process} of analyst" in str(refusal.value)
    assert serve(third, served.address()).is_new


def test_a_view_of_a_user_outlives_rows_and_keeps_other_tables_from_taking_over(
    served: Database, first: Release, second: Release, third: Release
) -> None:
    served.run("create view public.own as select release_id from korea_trade.release")

    serve(second, served.address())
    assert served.ask("table public.own") == [(second.release_id,)]
    with pytest.raises(ServingError, match=r"other objects depend on.*view public\.own depends on"):
        serve(third, served.address())

    assert served.ask("table public.own") == [(second.release_id,)]


def test_a_table_of_somebody_else_in_the_schema_is_never_dropped(served: Database, third: Release) -> None:
    served.run("create table korea_trade.own as select 1 as id")

    with pytest.raises(ServingError, match=r"table korea_trade\.own depends on schema korea_trade"):
        serve(third, served.address())

    assert served.ask("table korea_trade.own") == [(1,)]


# What goes wrong


def _ktw(warehouse: Warehouse, server: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*warehouse.program, *arguments],
        env=warehouse.environment | {"KTW_POSTGRES": server},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_process_killed_while_it_serves_leaves_the_release_before_whole(
    served: Database, shelf: Shelf, first: Release, second: Release
) -> None:
    history.switch(shelf.warehouse.settings, second)
    before = served.ask("select count(*), min(note) from korea_trade.fct_statement")
    with served.connect() as holder, holder.transaction():
        # Half of the tables in, it waits for the end of this transaction to know whether its key is taken.
        holder.execute("delete from korea_trade.fct_statement where statement_id like 'a01%'")
        process = subprocess.Popen(
            [*shelf.warehouse.program, "postgres"],
            env=shelf.warehouse.environment | {"KTW_POSTGRES": served.address()},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        waits = "select 1 from pg_stat_activity where usename = 'ktw' and wait_event = 'transactionid'"
        half_way = until(lambda: served.ask(waits))
        process.kill()
        process.wait()
        holder.execute("rollback")
    gone = until(lambda: not served.ask("select 1 from pg_stat_activity where usename = 'ktw'"))

    assert half_way
    assert gone
    assert served.release_id == first.release_id
    assert served.ask("select count(*), min(note) from korea_trade.fct_statement") == before


@pytest.mark.parametrize(
    ("server", "message"),
    [
        (f"host=127.0.0.1 port=1 user=ktw password='{PASSWORD}'", "port 1 failed: Connection refused"),
        (f"postgresql://ktw:{PASSWORD}@127.0.0.1/trade", "KTW_POSTGRES is no connection string"),
        (f"host=127.0.0.1 password={PASSWORD}", "KTW_POSTGRES is no connection string"),
        ("postgresql://ktw:s3cret@word@127.0.0.1/trade", "KTW_POSTGRES is no connection string"),
        ("service=unheard_of", 'service "unheard_of" not found'),
    ],
)
def test_a_server_that_cannot_be_reached_is_told_in_a_line_without_the_password(
    shelf: Shelf, server: str, message: str
) -> None:
    answer = _ktw(shelf.warehouse, server, "postgres")

    assert answer.returncode == 1
    assert answer.stdout == ""
    [line] = answer.stderr.splitlines()
    assert line.startswith("Error: ")
    assert message in line
    for secret in ("s3cret", "word"):
        assert secret not in line.replace("password", "")


def test_a_wrong_password_is_told_without_it(database: Database, first: Release) -> None:
    with pytest.raises(ServingError, match='password authentication failed for user "ktw"') as refusal:
        serve(first, database.address(password="wr0ng"))  # noqa: S106

    assert "wr0ng" not in str(refusal.value)
    assert "\n" not in str(refusal.value)


def _materialize(shelf: Shelf, server: str) -> dg.ExecuteInProcessResult:
    settings = shelf.warehouse.settings
    build = Build(sources=str(settings.sources), data=str(settings.data))
    with dg.DagsterInstance.ephemeral() as instance:
        return dg.materialize(
            [postgres_asset.asset(server)], resources={"build": build}, instance=instance, raise_on_error=False
        )


def test_the_asset_serves_what_is_published_and_shows_where_without_the_password(
    database: Database, shelf: Shelf
) -> None:
    history.switch(shelf.warehouse.settings, shelf.second)

    result = _materialize(shelf, database.address())

    assert result.success
    [materialization] = result.asset_materializations_for_node("postgres")
    assert materialization.metadata["release_id"].value == shelf.second.release_id == database.release_id
    assert "database trade" in str(materialization.metadata["place"].value)
    assert PASSWORD not in repr(result.all_events)


def test_a_server_that_cannot_be_reached_fails_the_asset_alone_and_what_is_published_stays(shelf: Shelf) -> None:
    before = shelf.warehouse.published()

    result = _materialize(shelf, f"host=127.0.0.1 port=1 password='{PASSWORD}'")

    [failure] = [event for event in result.all_events if event.is_step_failure]
    told = failure.step_failure_data.user_failure_data
    assert told is not None
    assert told.description is not None
    assert "Connection refused" in told.description
    assert "is published" in told.description
    assert "\n" not in told.description
    assert PASSWORD not in repr(result.all_events)
    assert shelf.warehouse.published() == before


# The setting


def test_a_build_with_nothing_changed_and_the_command_after_a_rollback_mend_what_is_served(
    database: Database, warehouse: Warehouse, first: Release
) -> None:
    build = _ktw(warehouse, database.address(), "build")
    assert "Nothing changed" in build.stdout
    assert f"PostgreSQL serves {first.release_id}: 127.0.0.1:{database.port}, database trade" in build.stdout
    with warehouse.opened() as connection:
        connection.execute("update marts.fct_statement set note = 'another'")
    another, _ = publish(warehouse.settings, {})
    assert another.release_id in _ktw(warehouse, database.address(), "postgres").stdout
    assert database.release_id == another.release_id

    rollback = _ktw(warehouse, database.address(), "rollback")

    assert "`ktw postgres` makes it serve this release" in rollback.stdout
    assert database.release_id == another.release_id
    assert first.release_id in _ktw(warehouse, database.address(), "postgres").stdout
    assert database.release_id == first.release_id


def test_without_the_setting_the_command_says_what_is_missing(built: Warehouse) -> None:
    answer = built.ktw("postgres")

    assert answer.returncode == 2
    assert "KTW_POSTGRES names no server" in answer.stderr


def test_with_the_setting_the_asset_stands_behind_the_release_in_the_pool_of_one_writer(
    warehouse: Warehouse, own_environment: None
) -> None:
    from orchestration import definitions

    os.environ.update(warehouse.settings.environment() | {"KTW_POSTGRES": "service=any"})
    graph = definitions.warehouse().resolve_asset_graph()

    node = graph.get(dg.AssetKey("postgres"))
    assert node.parent_keys == {dg.AssetKey("release")}
    assert node.group_name == "release"
    assert node.pools == {"duckdb"}
