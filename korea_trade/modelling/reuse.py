"""What a run of dbt may reuse: models that were made of what they read now.

Belongs here: noting before dbt starts what relations hold and which models are still what they were made, and after it
what was made of what. Does not belong here: the decision, model by model while dbt runs
(`dbt_project/macros/reuse.sql`), for only then is it known what the models before have made.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import duckdb
from dbt.artifacts.resources.types import NodeType
from dbt.artifacts.schemas.results import NodeStatus
from dbt.artifacts.schemas.run import RunResult

from korea_trade.modelling.dbt_manifest import load
from korea_trade.warehouse import build_database, fingerprint

_SCHEMAS: Final = ("raw", "staging", "intermediate", "marts")
_TABLES: Final = """
    create schema if not exists provenance;
    create or replace table provenance.relation_content (
        relation varchar primary key,
        content varchar not null
    );
    create table if not exists provenance.model_result (
        model varchar primary key,
        inputs varchar not null,
        relation varchar not null,
        content varchar not null
    );
    create or replace macro provenance.content_of(name) as table
        select md5(concat_ws(' ', count(*), sum(hash(row_)), bit_xor(hash(row_)))) as content
        from query_table(name) as row_;
    -- Null where one of the relations is not there.
    create or replace macro provenance.inputs(code, relations) as (
        select
            if(count(*) = len(relations), md5(concat_ws(' ', code, string_agg(content, ' ' order by relation))), null)
        from provenance.relation_content
        where list_contains(relations, relation)
    );
"""
# What was changed or removed since is no longer what its model made.
_FORGET: Final = """
    delete from provenance.model_result
    where (relation, content) not in (from provenance.relation_content)
"""
_REMEMBER: Final = """
    insert or replace into provenance.model_result
    from (
        select made.model, provenance.inputs(?, made.relations) as inputs, made.relation, noted.content
        from (select unnest(?::struct(model varchar, relations varchar[], relation varchar)[]) as made)
        inner join provenance.relation_content as noted on noted.relation = made.relation
    )
    where inputs is not null
"""


def variables() -> dict[str, str]:
    """The variables of a dbt run that reuses what it may."""
    return {"models_version": fingerprint.models_version()}


def prepare(database: Path) -> None:
    """Notes what each relation of the file `database` holds, and forgets models that are no longer what was made."""
    with build_database.opened(database) as connection:
        connection.execute(_TABLES)
        for schema in _SCHEMAS:
            for name in build_database.relations(connection, schema):
                relation = f"{schema}.{name}"
                # A view may read what the layer before has made anew with other columns; then it is made anew too.
                with contextlib.suppress(duckdb.Error):
                    connection.execute(
                        "insert into provenance.relation_content select ?, content from provenance.content_of(?)",
                        [relation, relation],
                    )
        connection.execute(_FORGET)


def remember(database: Path, manifest_json: Path, results: Sequence[RunResult]) -> None:
    """Notes which models were made, and of what."""
    manifest = load(manifest_json)
    relations = {
        unique_id: f"{node.schema}.{node.identifier}"
        for unique_id, node in (*manifest.nodes.items(), *manifest.sources.items())
    }
    made = [
        {
            "model": result.node.unique_id,
            "relations": [relations[unique_id] for unique_id in result.node.depends_on.nodes],
            "relation": relations[result.node.unique_id],
        }
        for result in results
        if result.node.resource_type == NodeType.Model and result.status == NodeStatus.Success
    ]
    with build_database.opened(database) as connection:
        connection.execute(_REMEMBER, [variables()["models_version"], made])


def is_reused(result: RunResult) -> bool:
    """Whether the model was left as it is."""
    return bool(result.message == "REUSED")
