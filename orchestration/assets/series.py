"""The raw table of official monthly series: one asset, loaded from all files of `sources/observed/`.

Belongs here: loading what is right in one transaction, by SQL from file to table. Does not belong here: what is right
(`korea_trade.series.observed`). It comes after the reference lists, for a broken one would make every series look
wrong.
"""

from typing import Final

import dagster as dg

from korea_trade.presentation import wording
from korea_trade.series import observed
from korea_trade.series.files import SERIES_FOLDER, series_files
from korea_trade.statements import declaration, reader
from korea_trade.statements.reader import SourceError
from korea_trade.warehouse import build_database, fingerprint, progress
from orchestration.assets.source_tables import refusal
from orchestration.resources import EDITORS, POOL, Build

_LOG: Final = progress.logger("series")
_LISTS: Final = ("items", "partners")
_COLUMNS: Final = [dg.TableColumn(name, kind, text) for name, (kind, text) in observed.COLUMNS.items()]


@dg.asset(
    key=["raw", SERIES_FOLDER],
    deps=[dg.AssetKey(["raw", name]) for name in _LISTS],
    description="Official monthly series. Loaded from the CSV and Parquet files of observed/, empty without any.",
    group_name="raw",
    kinds={"duckdb", "csv", "parquet"},
    owners=EDITORS,
    metadata={"dagster/column_schema": dg.TableSchema(_COLUMNS), "dagster/table_name": f"raw.{SERIES_FOLDER}"},
    pool=POOL,
)
def observed_series(build: Build) -> dg.MaterializeResult[None]:
    """Replaces the raw table as a whole, or leaves it as it is."""
    sources = build.settings.sources
    checksums = fingerprint.source_checksums(build.settings)
    files = series_files(sources)
    with build_database.opened(build.settings.build_database) as connection:
        build_database.prepare(connection, [*declaration.load().tables, SERIES_FOLDER])
        try:
            items, partners = (_keys(build, name) for name in _LISTS)
        except SourceError as error:
            raise refusal(error.problems) from error
        problems = observed.undeclared(sources)
        for path in files:
            problems += observed.problems(connection, path, items, partners)
        if problems:
            raise refusal(problems)
        with build_database.transaction(connection):
            connection.execute(f"create or replace table raw.{SERIES_FOLDER} ({observed.SQL_COLUMNS})")
            for path in files:
                connection.execute(f"insert into raw.{SERIES_FOLDER} {observed.rows(path)}")
            if twice := observed.duplicates(connection, f"raw.{SERIES_FOLDER}"):
                raise refusal(twice)
            build_database.forget_sources(connection, SERIES_FOLDER)
            for path in files:
                build_database.remember_source(connection, observed.name(path), checksums[observed.name(path)])
        count = build_database.row_count(connection, "raw", SERIES_FOLDER)
    if files:
        _LOG.info("%s of %s", wording.count(count, "observed value"), wording.count(len(files), "file"))
    return dg.MaterializeResult(metadata={"dagster/row_count": count})


def _keys(build: Build, name: str) -> list[str]:
    """The keys of a reference list as its file has them now."""
    table = declaration.load().tables[name]
    return list(reader.read(table, build.settings.sources)[table.key[0]])
