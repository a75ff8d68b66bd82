"""The descriptor of a release as a Data Package: every file of a table, with its schema, in the standard's words.

Belongs here: datapackage.json after https://datapackage.org, version 2. Does not belong here: the files themselves, and
any description (the tables bring theirs).

Beside the standard's properties a field has `unit`, or `unitField` where a column of the same table names the unit of
each row.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from korea_trade.presentation import parts
from korea_trade.presentation.exports import citation, references, tables
from korea_trade.presentation.exports.references import Reference
from korea_trade.presentation.exports.tables import Column, ExportError, Table
from korea_trade.releases.manifest import Manifest

_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
# DuckDB's types in the words of the standard; a list is an array.
_TYPES: Final = {
    "VARCHAR": "string",
    "BIGINT": "integer",
    "INTEGER": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
}


@dataclass(frozen=True)
class _Form:
    """One form of a table: where its files lie in a release, and what the standard says of files of that form."""

    ending: str
    folder: str
    properties: Mapping[str, Any]


_FORMS: Final = (
    _Form(
        "csv",
        "exports/",
        {
            "type": "table",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        },
    ),
    # Named otherwise than by its ending, or else frictionless reads it by way of pandas, where an integer that is empty
    # is no integer, and finds it without size and hash. So it checks size and hash, and leaves the rows alone.
    _Form("parquet", "", {"format": "apache-parquet", "mediatype": "application/vnd.apache.parquet"}),
)


def write(release: Path) -> Path:
    """Writes the descriptor of `release`. Raises ExportError if the CSV or the Parquet file of a table is not there."""
    manifest = tables.manifest(release)
    with tables.opened(release) as connection:
        found = tables.read(connection)
        references_of = {table.name: references.of(connection, table, found) for table in found}
        descriptor = _package(manifest, connection) | {
            "resources": [
                _resource(release, form, table, references_of[table.name]) for form in _FORMS for table in found
            ]
        }
    file = release / parts.EXPORTS.entry
    file.write_text(json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return file


def _package(manifest: Manifest, connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    return {
        "$schema": _PROFILE,
        "name": "korea-trade-warehouse",
        "title": "Korea Trade Warehouse",
        "description": f"{citation.ABOUT} {citation.TERMS}",
        "version": manifest.release_id,
        "created": manifest.created,
        "licenses": [{"name": citation.LICENCE_ID, "title": citation.LICENCE_TITLE, "path": citation.LICENCE_URL}],
        "contributors": [{"title": "The compilers of the Korea Trade Warehouse", "roles": ["compiler"]}],
        "sources": [
            {
                "title": f"{article.title} ({article.publisher})",
                "articleId": article.article_id,
                "publisher": article.publisher,
                "referencePeriod": article.reference_period,
                "knownFrom": article.known_from.isoformat(),
                "knownFromBasis": article.known_from_basis,
            }
            for article in citation.articles(connection)
        ],
    }


def _resource(release: Path, form: _Form, table: Table, refers: Sequence[Reference]) -> dict[str, Any]:
    path = f"{form.folder}{table.name}.{form.ending}"
    try:
        with (release / path).open("rb") as file:
            checksum = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except OSError as error:
        raise ExportError(f"{path} is to be described and cannot be read ({error.strerror})") from error
    return {
        "name": f"{table.name}.{form.ending}",
        "path": path,
        **form.properties,
        "bytes": size,
        "hash": f"sha256:{checksum}",
        "description": table.description,
        "schema": _schema(form, table, refers),
    }


def _schema(form: _Form, table: Table, refers: Sequence[Reference]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(table, column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if refers:
        schema["foreignKeys"] = [
            {
                "fields": list(each.columns),
                # Without a resource it is the table itself.
                "reference": {"fields": list(each.key)}
                | ({} if each.to == table.name else {"resource": f"{each.to}.{form.ending}"}),
            }
            for each in refers
        ]
    return schema


def _field(table: Table, column: Column) -> dict[str, Any]:
    kind = "array" if column.is_list else _TYPES.get(column.type)
    if kind is None:
        raise ExportError(f"{table.name}.{column.name} is of type {column.type}, for which a Data Package has no word")
    constraints = {"required": column.required, "unique": list(table.key) == [column.name]}
    said = {"unit": column.unit.name, "unitField": column.unit.column, "constraints": _true(constraints)}
    return {"name": column.name, "type": kind, "description": column.description} | _true(said)


def _true(said: Mapping[str, Any]) -> dict[str, Any]:
    """What there is to say."""
    return {name: value for name, value in said.items() if value}
