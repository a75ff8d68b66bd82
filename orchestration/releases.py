"""Releases: complete, immutable folders of which one is published by an atomic switch.

Belongs here: assembling a release beside the published one, auditing the very file, switching, rolling back, pruning,
and telling an intact release from a damaged one. Does not belong here: Dagster (`publication`) and what a mart holds.

A release is written under a temporary name, checkpointed, synced to disk and renamed; `published` is a relative
symbolic link that is replaced in one step. A reader keeps the release it opened; every new connection sees the new one.
Everything here is called under the writer's lock.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

import duckdb

from orchestration import fingerprint, warehouse
from orchestration.settings import Settings
from orchestration.verdicts import Verdict
from orchestration.warehouse import Macro

KEPT: Final = 10
DATABASE_NAME: Final = "korea_trade.duckdb"
# Read by every DuckDB since 1.1, so that BI tools with older drivers open the file.
_STORAGE_VERSION: Final = "v1.0.0"
# The smallest there is: each column of each small table takes a block of its own.
_BLOCK_SIZE: Final = 16384
# How the definitions of tables, views and macros name the schema that they leave.
_MARTS: Final = re.compile(r"\b(?:build\.)?marts\.")
_UNFINISHED: Final = ".unfinished-"


class ReleaseError(RuntimeError):
    """What was asked of the releases cannot be done."""


@dataclass(frozen=True)
class Release:
    """A finished release: its folder and what its manifest says."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def release_id(self) -> str:
        return self.folder.name

    @property
    def database(self) -> Path:
        return self.folder / DATABASE_NAME


@dataclass(frozen=True)
class Damaged:
    """A finished release that cannot be trusted any more: its folder, and what is wrong with it."""

    folder: Path
    flaw: str

    @property
    def release_id(self) -> str:
        return self.folder.name

    def __str__(self) -> str:
        return f"release {self.release_id} is damaged: {self.flaw}"


def kept(settings: Settings) -> list[Release | Damaged]:
    """Every finished release, intact or not, the oldest first."""
    return [_read(folder) for folder in sorted(settings.releases.glob("[!.]*")) if folder.is_dir()]


def all_releases(settings: Settings) -> list[Release]:
    """Every intact release, the oldest first."""
    return [release for release in kept(settings) if isinstance(release, Release)]


def pointed_to(settings: Settings) -> Release | Damaged | None:
    """What the link `published` leads readers to, None if there is no link."""
    if not os.path.lexists(settings.published):
        return None
    return _read(settings.published.resolve())


def published(settings: Settings) -> Release | None:
    """The release that readers see, None if there is none or it is damaged."""
    release = pointed_to(settings)
    return release if isinstance(release, Release) else None


def compared_with(settings: Settings) -> Release | None:
    """The release that the next one must not fall behind: the published one, else the newest that is intact."""
    return published(settings) or next(reversed(all_releases(settings)), None)


def _read(folder: Path) -> Release | Damaged:
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        checksum = _checksum(folder / DATABASE_NAME)
    except OSError as error:
        missing = Path(error.filename).name if folder.is_dir() else "its folder"
        return Damaged(folder, f"{missing} cannot be read ({error.strerror})")
    except ValueError as error:
        return Damaged(folder, f"manifest.json is no JSON ({error})")
    if not _is_manifest(manifest):
        return Damaged(folder, "manifest.json does not say what a manifest says")
    # A release of an earlier version names no checksum.
    if manifest.get("database_sha256", checksum) != checksum:
        return Damaged(folder, f"{DATABASE_NAME} is not the file that was released")
    return Release(folder, manifest)


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _is_manifest(content: Any) -> bool:
    """Whether `content` has all that is read of a manifest."""
    try:
        texts = [content["run_id"], content["created"], content["content"]]
        counts = [content["tables"]["fct_statement"]["rows"]]
        counts += [table["rows"] for table in content["tables"].values()]
        counts += [check[outcome] for check in content["checks"].values() for outcome in ("passed", "failed")]
        difference = content["difference"] or {"statements": {}, "rows": {}}
        counts += difference["statements"].values()
        changes = [(change["before"], change["after"]) for change in difference["rows"].values()]
    except (KeyError, TypeError, AttributeError):
        return False
    counts += [count for change in changes for count in change if count is not None]
    return all(isinstance(text, str) for text in texts) and all(isinstance(count, int) for count in counts)


def publish(
    settings: Settings, run_id: str, sources: dict[str, str], audit: Callable[[str], Sequence[Verdict]]
) -> tuple[Release, bool]:
    """Publishes the marts of the build database; returns the release that is now published and whether it is new.

    `run_id` is the run that asks, `sources` the checksums of the files that the build database was loaded from.
    `audit` gets the content hash of the finished file and returns the verdicts on it; what it raises stops the release
    before anything is switched. Content equal to that of the published release publishes nothing.
    """
    _remove_unfinished(settings)
    unfinished = settings.releases / f"{_UNFINISHED}{os.getpid()}"
    unfinished.mkdir(parents=True)
    try:
        database = unfinished / DATABASE_NAME
        _assemble(settings.build_database, database)
        with warehouse.opened(database, read_only=True) as connection:
            content = warehouse.content_hash(connection, "main")
        verdicts = audit(content)
        current = published(settings)
        if current is not None and current.manifest["content"] == content:
            _remember(settings, sources)
            return current, False
        release_id = _new_id(settings)
        manifest = _describe(database, compared_with(settings)) | {
            "release_id": release_id,
            "run_id": run_id,
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
            "code_version": fingerprint.code_version(),
            "content": content,
            "database_sha256": _checksum(database),
            "sources": sources,
            "checks": {
                verdict.judge: {"passed": verdict.passed, "failed": verdict.failed, "run_id": verdict.run_id}
                for verdict in verdicts
            },
        }
        _export(database)
        (unfinished / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        _switching(settings).symlink_to(release_id)
        _finish(settings, unfinished, release_id)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    release = Release(settings.releases / release_id, manifest)
    switch(settings, release)
    _switching(settings).unlink()
    _remember(settings, sources)
    return release, True


def switch(settings: Settings, release: Release) -> None:
    """Makes `release` the one that readers see, in one step."""
    link = settings.data / f".published-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(release.folder.relative_to(settings.data), target_is_directory=True)
    os.replace(link, settings.published)
    _sync(settings.data)


def prune(settings: Settings) -> None:
    """Removes all but the latest intact releases and the published one; a damaged one is left to its owner."""
    current = settings.published.resolve()
    for release in all_releases(settings)[:-KEPT]:
        if release.folder != current:
            doomed = release.folder.with_name(f"{_UNFINISHED}{release.release_id}")
            os.rename(release.folder, doomed)  # killed from here on, it is no release any more
            shutil.rmtree(doomed)


def _switching(settings: Settings) -> Path:
    """Points to a release from before it is finished until after it was switched to."""
    return settings.releases / ".switching"


def rollback(settings: Settings, release_id: str | None) -> Release:
    """Publishes a release again: the one named, else the one before the published, else the newest.

    Raises ReleaseError if there is no such release, or it is damaged.
    """
    _remove_unfinished(settings)
    intact = all_releases(settings)
    release = _before_the_published(settings, intact) if release_id is None else _named(settings, release_id, intact)
    switch(settings, release)
    return release


def _before_the_published(settings: Settings, intact: list[Release]) -> Release:
    current = pointed_to(settings)
    earlier = [release for release in intact if current is None or release.release_id < current.release_id]
    if not earlier:
        where = "" if current is None else " before the published one"
        raise ReleaseError(f"there is no intact release{where}; {_listing(intact)}")
    return earlier[-1]


def _named(settings: Settings, release_id: str, intact: list[Release]) -> Release:
    release = next((one for one in kept(settings) if one.release_id == release_id), None)
    if isinstance(release, Release):
        return release
    fault = f"there is no release {release_id!r}" if release is None else str(release)
    raise ReleaseError(f"{fault}; {_listing(intact)}")


def _listing(intact: list[Release]) -> str:
    return f"the intact releases are: {', '.join(release.release_id for release in intact) or 'none'}"


@dataclass(frozen=True)
class Success:
    """What the last successful run answered for: the code version and the checksums of the sources that it read.

    `at` is its moment in ISO form; two that answer for the same are equal whenever they were.
    """

    code_version: str
    sources: dict[str, str]
    at: str = field(default="", compare=False)


def last_success(settings: Settings) -> Success | None:
    """The last run that published, or found nothing new to publish; None before the first.

    It outlives a rollback: what was rolled back is not published again by itself until sources or code change.
    """
    try:
        success = Success(**json.loads(_memory(settings).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):  # there is none, or it is damaged or of other code: build anew
        return None
    return success if isinstance(success.sources, dict) else None


def is_answered(settings: Settings) -> bool:
    """Whether a release is published, intact, and the last successful run answers for sources and code as they are."""
    success = last_success(settings)
    return published(settings) is not None and success == Success(
        fingerprint.code_version(), fingerprint.source_checksums(settings)
    )


def _memory(settings: Settings) -> Path:
    return settings.releases / "last_success.json"


def _remember(settings: Settings, sources: dict[str, str]) -> None:
    success = Success(fingerprint.code_version(), sources, datetime.now(UTC).isoformat())
    unfinished = _memory(settings).with_suffix(f".{os.getpid()}")
    unfinished.write_text(json.dumps(asdict(success), indent=2) + "\n", encoding="utf-8")
    _sync(unfinished)
    os.replace(unfinished, _memory(settings))


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


def _finish(settings: Settings, unfinished: Path, release_id: str) -> None:
    for path in unfinished.iterdir():
        _sync(path)
    _sync(unfinished)
    os.rename(unfinished, settings.releases / release_id)
    _sync(settings.releases)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_unfinished(settings: Settings) -> None:
    """What a killed run left behind, also a finished release that no reader has ever seen."""
    switching = _switching(settings)
    if switching.is_symlink():
        if switching.resolve() != settings.published.resolve():
            shutil.rmtree(switching.resolve(), ignore_errors=True)
        switching.unlink()
    for folder in settings.releases.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(folder)
    for file in (*settings.releases.glob("last_success.[0-9]*"), *settings.data.glob(".published-*")):
        file.unlink()
