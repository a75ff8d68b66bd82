"""The raw tables: one asset a source table, all from the declaration.

Belongs here: loading what the reader read into schema `raw`. Does not belong here: reading a file, judging its rows.
Each table is loaded in one transaction, so a table that fails stays as the last good load left it.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import dagster as dg
import duckdb

from korea_trade.presentation import wording
from korea_trade.series.files import SERIES_FOLDER
from korea_trade.statements import declaration, reader
from korea_trade.statements.declaration import SourceTable
from korea_trade.statements.files import source_name, table_files
from korea_trade.statements.reader import Problem, SourceError
from korea_trade.warehouse import build_database, fingerprint, progress
from orchestration.resources import EDITORS, POOL, Build

_LOG: Final = progress.logger("ingest")


def key(table: SourceTable) -> dg.AssetKey:
    """The asset of `table`."""
    return dg.AssetKey(["raw", table.name])


def _spec(table: SourceTable) -> dg.AssetSpec:
    columns = [
        dg.TableColumn(name, kind, description=_description(table, name))
        for name, kind in reader.sql_types(table).items()
    ]
    return dg.AssetSpec(
        key(table),
        description=f"{table.description}. Loaded from {table.file_name} and the files of {table.name}/, typed, "
        "with file and line of each row.",
        group_name="raw",
        kinds={"duckdb", "pandas", "csv"},
        owners=EDITORS,
        metadata={"dagster/column_schema": dg.TableSchema(columns), "dagster/table_name": f"raw.{table.name}"},
    )


def _description(table: SourceTable, name: str) -> str | None:
    return next((column.description for column in table.columns if column.name == name), None)


@dg.multi_asset(
    name="ingest",
    specs=[_spec(table) for table in declaration.load().tables.values()],
    can_subset=True,
    pool=POOL,
)
def ingest(context: dg.AssetExecutionContext, build: Build) -> Iterator[dg.MaterializeResult[None]]:
    """Loads the selected source tables into schema `raw`."""
    if not build.settings.sources.is_dir():
        raise dg.Failure(f"{build.settings.sources} is no folder; KTW_SOURCES_DIR names it", allow_retries=False)
    tables = declaration.load().tables
    problems = reader.undeclared(tables.values(), build.settings.sources)
    rows = 0
    with build_database.opened(build.settings.build_database) as connection:
        build_database.prepare(connection, [*tables, SERIES_FOLDER])
        for table in tables.values():
            if key(table) not in context.selected_asset_keys:
                continue
            try:
                count = _load(connection, table, build)
            except SourceError as error:
                problems.extend(error.problems)
                continue
            rows += count if table.kind == "statement" else 0
            yield dg.MaterializeResult(asset_key=key(table), metadata={"dagster/row_count": count})
    if problems:
        raise refusal(problems)
    loaded = wording.count(len(context.selected_asset_keys), "source table")
    _LOG.info("%s with %s", loaded, wording.count(rows, "statement"))


def refusal(problems: Sequence[Problem]) -> dg.Failure:
    """How a run is told that sources cannot be read."""
    culprits = "\n".join(map(str, problems))
    return dg.Failure(
        f"The sources cannot be read; tables at fault stay as their last good load left them.\n{culprits}",
        metadata={"problems": dg.MetadataValue.md("\n".join(f"- {problem}" for problem in problems))},
        allow_retries=False,
    )


def _load(connection: duckdb.DuckDBPyConnection, table: SourceTable, build: Build) -> int:
    """Replaces the raw table as a whole and returns its number of rows."""
    sources = build.settings.sources
    names = [source_name(sources, path) for path in table_files(sources, table.name)]
    checksums = fingerprint.checksums(sources, names)
    frame = reader.read(table, sources)
    columns = ", ".join(f"{name} {kind}" for name, kind in reader.sql_types(table).items())
    connection.register("incoming", frame)
    with build_database.transaction(connection):
        connection.execute(f"create or replace table raw.{table.name} ({columns})")
        connection.execute(f"insert into raw.{table.name} by name select * from incoming")
        build_database.forget_sources(connection, table.name)
        for name, checksum in checksums.items():
            build_database.remember_source(connection, name, checksum)
    connection.unregister("incoming")
    return len(frame)
