"""The draft of a release: the very file that readers will open, and the parts that are made from it.

Belongs here: assembling the draft from the marts of the build database, its manifest, taking the parts in, and
publishing what is complete. Does not belong here: releases that are finished (`releases`), Dagster (`publication`) and
what a part shows (`presentation`).

A draft lies in a hidden folder beside the releases, which no reader looks into, until it is renamed to a release. There
is at most one; the next one replaces it. Everything here is called under the writer's lock.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, TypeVar

import duckdb

from orchestration import fingerprint, releases, warehouse
from orchestration.releases import DATABASE_NAME, Damaged, Release, ReleaseError
from orchestration.settings import Settings
from orchestration.verdicts import Verdict
from orchestration.warehouse import Macro

# Read by every DuckDB since 1.1, so that BI tools with older drivers open the file.
_STORAGE_VERSION: Final = "v1.0.0"
# The smallest there is: each column of each small table takes a block of its own.
_BLOCK_SIZE: Final = 16384
# How the definitions of tables, views and macros name the schema that they leave.
_MARTS: Final = re.compile(r"\b(?:build\.)?marts\.")

# Gets the content hash of a file and returns the verdicts on it; raises what stops a release.
Audit = Callable[[str], Sequence[Verdict]]
Made = TypeVar("Made")


def make(settings: Settings, run_id: str, sources: dict[str, str], audit: Audit) -> Release | None:
    """Drafts a release of the marts of the build database, without its parts; None if the published one says the same.

    `run_id` is the run that asks, `sources` the checksums of the files that the build database was loaded from. What
    `audit` raises leaves no draft behind.
    """
    discard(settings)
    folder = _folder(settings)
    folder.mkdir(parents=True)
    try:
        database = folder / DATABASE_NAME
        _assemble(settings.build_database, database)
        with warehouse.opened(database, read_only=True) as connection:
            content = warehouse.content_hash(connection, "main")
        verdicts = audit(content)
        if releases.published_says(settings, content) is not None:
            discard(settings)
            return None
        manifest = _describe(database, releases.compared_with(settings)) | {
            "release_id": _new_id(settings),
            "run_id": run_id,
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
            "code_version": fingerprint.code_version(),
            "presentation_version": fingerprint.presentation_version(),
            "content": content,
            "database_sha256": releases.checksum(database),
            "sources": sources,
            "checks": {
                verdict.judge: {"passed": verdict.passed, "failed": verdict.failed, "run_id": verdict.run_id}
                for verdict in verdicts
            },
            "parts": [],
        }
        _export(database)
        _write_manifest(folder, manifest)
    except BaseException:
        discard(settings)
        raise
    return Release(folder, manifest)


def standing(settings: Settings) -> Release | None:
    """The draft as it stands, None if there is none. Raises ReleaseError if it is damaged."""
    if not _folder(settings).exists():
        return None
    draft = releases.read(_folder(settings))
    if isinstance(draft, Damaged):
        raise ReleaseError(f"the draft is damaged: {draft.flaw}; materialize release_draft again, or build everything")
    return draft


def add(draft: Release, part: str, write: Callable[[Path], Made]) -> Made:
    """Has `write` put the part into the folder of the draft, and notes it as there once that has succeeded."""
    others = [other for other in draft.manifest["parts"] if other != part]
    _write_manifest(draft.folder, draft.manifest | {"parts": others})
    made = write(draft.folder)
    _write_manifest(draft.folder, draft.manifest | {"parts": [*others, part]})
    return made


def publish(
    settings: Settings, sources: dict[str, str], content: str, parts: Sequence[str], audit: Audit
) -> tuple[Release, bool]:
    """Publishes the draft of the marts whose hash is `content`; returns what is published now and whether it is new.

    Where the published release says the same, it stays. `sources` are the checksums of the files behind the marts,
    `parts` what the draft must have taken in, and `audit` is asked once more. Raises ReleaseError if there is no such
    draft, or if it lacks a part.
    """
    audit(content)
    releases.remove_unfinished(settings)
    draft = standing(settings)
    current = releases.published_says(settings, content)
    if draft is None and current is not None:
        releases.remember(settings, sources)
        return current, False
    if draft is None or draft.manifest["content"] != content:
        raise ReleaseError("there is no draft of the marts as they stand; materialize release_draft and its parts")
    missing = [part for part in parts if part not in draft.manifest["parts"]]
    if missing:
        raise ReleaseError(f"the draft has no {' and no '.join(missing)} yet; materialize that first")
    release = releases.finish(settings, draft)
    releases.remember(settings, sources)
    return release, True


def discard(settings: Settings) -> None:
    """Removes the draft, if there is one, and whatever a killed run left behind."""
    releases.remove_unfinished(settings)
    shutil.rmtree(_folder(settings), ignore_errors=True)


def _folder(settings: Settings) -> Path:
    return settings.releases / ".draft"


def _write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    """In one step, so that a killed run leaves no half of it."""
    unfinished = folder / "manifest.json.unfinished"
    unfinished.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    os.replace(unfinished, folder / "manifest.json")


def _assemble(build: Path, database: Path) -> None:
    """Copies schema `marts` of `build` into schema `main` of a new file, with constraints, views, macros, comments."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{_quoted(build)}' as build (read_only)")
        connection.execute("use build")
        macros = warehouse.macros(connection, "marts")
        connection.execute(
            f"attach '{_quoted(database)}' as release (storage_version '{_STORAGE_VERSION}', block_size {_BLOCK_SIZE})"
        )
        connection.execute("use release")
        for name, sql in _definitions(connection, "tables"):
            connection.execute(_MARTS.sub("main.", sql, count=1))
            connection.execute(f'insert into "{name}" from build.marts."{name}"')
        _make_views(connection, [_MARTS.sub("main.", sql) for _, sql in _definitions(connection, "views")])
        for name, forms in groupby(macros, attrgetter("name")):
            connection.execute(f'create macro "{name}" {", ".join(_form(macro) for macro in forms)}')
        for statement in _comments(connection):
            connection.execute(statement)
        connection.execute("use memory")
        connection.execute("checkpoint release")
        connection.execute("detach release")


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


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _describe(database: Path, before: Release | None) -> dict[str, Any]:
    """Schema and row count of each table, forms of each macro, and what differs from the release `before`."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{_quoted(database)}' as release (read_only)")
        connection.execute("use release")
        tables = {name: _table(connection, name) for name in warehouse.relations(connection, "main")}
        macros = [f"{macro.name}({', '.join(macro.parameters)})" for macro in warehouse.macros(connection, "main")]
        return {"tables": tables, "macros": macros, "difference": _difference(connection, tables, before)}


def _table(connection: duckdb.DuckDBPyConnection, name: str) -> dict[str, Any]:
    columns = connection.execute(f'describe "{name}"').fetchall()
    return {
        "rows": warehouse.row_count(connection, "main", name),
        "columns": {column: kind for column, kind, *_ in columns},
    }


def _difference(
    connection: duckdb.DuckDBPyConnection, tables: dict[str, Any], before: Release | None
) -> dict[str, Any] | None:
    """What changed since the release `before`: rows by table, and statements added, removed and changed."""
    if before is None:
        return None
    connection.execute(f"attach '{_quoted(before.database)}' as before (read_only)")
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
    rows_before = {name: table["rows"] for name, table in before.manifest["tables"].items()}
    return {
        "release_id": before.release_id,
        "statements": dict(zip(("added", "removed", "changed"), counts, strict=True)),
        "rows": {
            name: {"before": rows_before.get(name), "after": tables[name]["rows"] if name in tables else None}
            for name in sorted({*rows_before, *tables})
            if rows_before.get(name) != (tables[name]["rows"] if name in tables else None)
        },
    }


def _export(database: Path) -> None:
    """One Parquet file a mart beside the database."""
    with warehouse.opened(database, read_only=True) as connection:
        for name in warehouse.relations(connection, "main"):
            connection.execute(
                f"copy (from \"{name}\") to '{_quoted(database.with_name(name))}.parquet' (format parquet)"
            )


def _new_id(settings: Settings) -> str:
    """The second of the release in UTC; a second release within it waits its turn in the order of names."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    taken = sum(path.name.startswith(moment) for path in settings.releases.iterdir())
    return f"{moment}-{taken:02d}"
