"""The catalogue of this warehouse, from what dbt, the lineage and the declaration of the source files know of it.

Belongs here: turning manifest, lineage and declaration into relations and columns. Does not belong here: tracing
columns (`korea_trade.modelling.lineage`) and pages.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from korea_trade.modelling import lineage
from korea_trade.modelling.catalogue import Catalogue, Column, Place, Relation
from korea_trade.series import observed
from korea_trade.series.files import SERIES_FOLDER
from korea_trade.statements import declaration, reader

# In the order of readers: what they query first.
_STAGES: Final = ("marts", "intermediate", "staging", "raw")
_UNTRACED: Final = lineage.Column("generated", ())
_FORMS: Final = {"table": "Table", "view": "View", "table_macro": "Table macro"}


def catalogue(manifest_json: Path) -> Catalogue:
    """All sources and models that a build of everything makes, with their columns and what these are made of."""
    manifest = json.loads(manifest_json.read_text(encoding="utf-8"))
    traced = lineage.load(manifest_json)
    nodes = {
        node["unique_id"]: node
        for node in (*manifest["sources"].values(), *manifest["nodes"].values())
        if node["resource_type"] in {"source", "model"} and node["schema"] in _STAGES
    }
    files = _file_columns()
    relations = [
        _source(node, files[node["name"]])
        if node["resource_type"] == "source"
        else _model(node, traced[unique_id], nodes)
        for unique_id, node in nodes.items()
    ]
    return Catalogue(sorted(relations, key=lambda each: (_STAGES.index(each.stage), each.name)))


def _file_columns() -> dict[str, Mapping[str, Sequence[Place]]]:
    """For each raw table, the columns of source files that each of its columns is read from."""
    files = {name: (table.file_name, reader.file_columns(table)) for name, table in declaration.load().tables.items()}
    files[SERIES_FOLDER] = (f"{SERIES_FOLDER}/*", observed.FILE_COLUMNS)
    return {
        table: {column: [Place(file, origin) for origin in origins] for column, origins in columns.items()}
        for table, (file, columns) in files.items()
    }


def _source(node: Mapping[str, Any], files: Mapping[str, Sequence[Place]]) -> Relation:
    columns = [
        Column(
            name,
            column["data_type"],
            column["description"],
            "generated" if not files[name] else "copied" if files[name][0].column == name else "computed",
            files[name],
        )
        for name, column in node["columns"].items()
    ]
    form = "Official series" if node["name"] == SERIES_FOLDER else "Source table"
    return Relation("raw", node["name"], form, node["description"], columns, f"/source/{node['unique_id']}")


def _model(node: Mapping[str, Any], traced: lineage.Model, nodes: Mapping[str, Mapping[str, Any]]) -> Relation:
    def places(origins: Sequence[lineage.Origin]) -> list[Place]:
        names = [(nodes[origin.relation], origin.column) for origin in origins]
        return [Place(f"{origin['schema']}.{origin['name']}", column) for origin, column in names]

    columns = []
    for name in node["columns"] or traced.columns:
        # A table macro has no contract, and its columns no description.
        told = node["columns"].get(name, {"data_type": "", "description": ""})
        column = traced.columns.get(name, _UNTRACED)
        columns.append(
            Column(
                name,
                told["data_type"],
                told["description"],
                "untraced" if traced.untraced else column.kind,
                places(column.origins),
                places(column.deciding),
                column.expression,
            )
        )
    return Relation(
        stage=node["schema"],
        name=node["name"],
        form=_FORMS[node["config"]["materialized"]],
        description=node["description"],
        columns=columns,
        models_anchor=f"/model/{node['unique_id']}",
        parameters=node["config"].get("meta", {}).get("parameters", {}),
        untraced=traced.untraced,
    )
