"""dbt's own documentation of the models as one page that asks no host for anything.

Belongs here: putting dbt's page, the manifest and the catalog of the build database together. It is what `dbt docs
generate --static` does, without the seconds that starting dbt and compiling once more take. Does not belong here: the
pages about a release (`korea_trade.presentation.documentation`).
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from korea_trade.modelling import dbt_manifest
from korea_trade.warehouse import build_database

# Addresses in dbt's page that browsers ask for before its script has filled them in, and complain about.
_MENDED: Final = {
    'use xlink:href="{{': 'use ng-attr-href="{{',
    "href=\"${require('./assets/favicons/favicon.ico')}\"": 'href="data:,"',
}
_COLUMNS: Final = """
    select
        relations.*,
        columns.column_name,
        columns.column_index,
        columns.data_type as column_type,
        columns.comment as column_comment,
        null as table_owner
    from (
        select database_name, schema_name, table_name, 'BASE TABLE' as table_type, comment from duckdb_tables()
        union all
        select database_name, schema_name, view_name, 'VIEW', comment from duckdb_views()
    ) as relations (table_database, table_schema, table_name, table_type, table_comment)
    inner join duckdb_columns() as columns
        on relations.table_database = columns.database_name
        and relations.table_schema = columns.schema_name
        and relations.table_name = columns.table_name
    where relations.table_database = current_database()
    order by relations.table_schema, relations.table_name, columns.column_index
"""


def write(page: Path, manifest_json: Path, database: Path) -> None:
    """Writes the page to the file `page`, about the models of the manifest as they stand in the build database."""
    from dbt.task.docs import DOCS_INDEX_FILE_PATH

    html = Path(DOCS_INDEX_FILE_PATH).read_text(encoding="utf-8")
    for wrong, right in _MENDED.items():
        html = html.replace(wrong, right)
    content = json.loads(manifest_json.read_text(encoding="utf-8"))
    for node in content["nodes"].values():
        node.pop("compiled_path", None)  # a folder of this machine, which is gone
    html = html.replace('"MANIFEST.JSON INLINE DATA"', _inline(content))
    html = html.replace('"CATALOG.JSON INLINE DATA"', _inline(_catalog(manifest_json, database)))
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(html, encoding="utf-8")


def _catalog(manifest_json: Path, database: Path) -> Any:
    """The content of dbt's catalog.json: tables and columns as they are in the build database."""
    from dbt.artifacts.schemas.catalog import CatalogArtifact
    from dbt.task.docs.generate import Catalog

    with build_database.opened(database, read_only=True) as connection:
        found = connection.execute(_COLUMNS)
        names = [name for name, *_ in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    nodes, sources = Catalog(rows).make_unique_id_map(dbt_manifest.load(manifest_json))
    now = datetime.now(UTC).replace(tzinfo=None)  # dbt counts in UTC without saying so
    return CatalogArtifact.from_results(
        nodes=nodes, sources=sources, generated_at=now, compile_results=None, errors=None
    ).to_dict(omit_none=False)


def _inline(content: Any) -> str:
    """JSON that cannot end the script in which it stands."""
    return json.dumps(content).replace("</", "<\\/")
