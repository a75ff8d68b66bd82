"""The documentation of a release, from what dbt and the gates know of it.

Belongs here: telling the pages what there is (the manifest, the lineage, the declaration of the source files) and which
Data Docs page stands behind which verdict. Does not belong here: the pages (`presentation.documentation`) and tracing
columns (`lineage`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import dagster as dg

from orchestration import dbt_docs, gates, lineage
from orchestration.settings import Settings
from presentation import layout
from presentation.documentation import page
from presentation.documentation.catalogue import Catalogue, Column, Place, Relation
from statements import declaration, observed, reader
from statements.files import SERIES_FOLDER

# In the order of readers: what they query first.
_STAGES: Final = ("marts", "intermediate", "staging", "raw")
_UNTRACED: Final = lineage.Column("generated", ())
_FORMS: Final = {"table": "Table", "view": "View", "table_macro": "Table macro"}


def write(release: Path, settings: Settings, manifest_json: Path) -> Mapping[str, dg.MetadataValue[Any]]:
    """Puts the documentation into the folder `release`; returns what the UI shows of it."""
    known = catalogue(manifest_json)
    page.write(release, known, _gate_pages(settings, release))
    dbt_docs.write(release / layout.MODELS, manifest_json, settings.build_database)
    untraced = [relation.full_name for relation in known.relations if relation.untraced]
    return {"tables": dg.MetadataValue.int(len(known.relations)), "not_traced": dg.MetadataValue.json(untraced)}


def catalogue(manifest_json: Path) -> Catalogue:
    """All sources and models of the dbt project with their columns and what these are made of."""
    manifest = json.loads(manifest_json.read_text(encoding="utf-8"))
    traced = lineage.load(manifest_json)
    nodes = {
        node["unique_id"]: node
        for node in (*manifest["sources"].values(), *manifest["nodes"].values())
        if node["resource_type"] in {"source", "model"}
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


def _gate_pages(settings: Settings, release: Path) -> dict[str, Path]:
    """The Data Docs page behind each verdict of a gate, by the name of the judge, unless its run has been forgotten."""
    checks: Mapping[str, Any] = json.loads((release / "manifest.json").read_text(encoding="utf-8"))["checks"]
    pages = {
        gate.judge.name: settings.data_docs / checks[gate.judge.name]["run_id"] / f"{gate.suite}.html"
        for gate in (gates.SOURCES, gates.STAGING, gates.MARTS)
        if gate.judge.name in checks
    }
    return {judge: path for judge, path in pages.items() if path.exists()}
