"""Which columns each column of a model is made of, read by sqlglot from the compiled SQL of the dbt project.

Belongs here: tracing the columns of one model to the columns of the models and sources that it reads. Does not belong
here: compiling (`dbt_manifest`), and showing lineage. It follows from the code alone, so it is made
once for each state of the dbt project and kept beside the manifest.

A column stems from what its value is computed of, and apart from that from what decides which of several values it gets
(conditions, filters of aggregates, orders). What decides whether a row is there at all (joins, filters, groups) is no
part of it. A model that sqlglot cannot trace in full is told as not traced, with the reason, never in part.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal

LINEAGE_NAME: Final = "column_lineage.json"
_DIALECT: Final = "duckdb"

Kind = Literal["copied", "computed", "generated"]


class LineageError(ValueError):
    """The columns of a model cannot be traced in full; the message says why."""


@dataclass(frozen=True, order=True)
class Origin:
    """A column of the source table or model `relation`, which is its unique id in dbt."""

    relation: str
    column: str


@dataclass(frozen=True)
class Column:
    """What a column is made of: taken over as it is, computed, or generated of no column (a constant, a count of rows).

    `deciding` are the columns besides `origins` that only decide which value it gets; `expression` is the SQL of a
    generated column, else empty.
    """

    kind: Kind
    origins: tuple[Origin, ...]
    deciding: tuple[Origin, ...] = ()
    expression: str = ""


@dataclass(frozen=True)
class Model:
    """The columns of a model by name, or why it could not be traced."""

    columns: Mapping[str, Column]
    untraced: str = ""


def write(manifest_json: Path) -> None:
    """Writes the lineage of all models beside the manifest, which must hold compiled SQL."""
    models = trace(json.loads(manifest_json.read_text(encoding="utf-8")))
    text = json.dumps({unique_id: asdict(model) for unique_id, model in models.items()})
    manifest_json.with_name(LINEAGE_NAME).write_text(text, encoding="utf-8")


def load(manifest_json: Path) -> dict[str, Model]:
    """What `write` wrote, by the unique id of the model."""
    content = json.loads(manifest_json.with_name(LINEAGE_NAME).read_text(encoding="utf-8"))
    return {unique_id: _model(entry) for unique_id, entry in content.items()}


def _model(entry: Mapping[str, Any]) -> Model:
    columns = {
        name: Column(
            column["kind"],
            tuple(Origin(**origin) for origin in column["origins"]),
            tuple(Origin(**origin) for origin in column["deciding"]),
            column["expression"],
        )
        for name, column in entry["columns"].items()
    }
    return Model(columns, entry["untraced"])


def trace(manifest: Mapping[str, Any]) -> dict[str, Model]:
    """The lineage of every model of `manifest`, the content of a manifest.json with compiled SQL, by unique id.

    Columns and their types come from the contracts of the models and the declaration of the sources.
    """
    # Loading sqlglot costs more than most commands take.
    from sqlglot import MappingSchema
    from sqlglot.errors import SqlglotError

    models = [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]
    relations = {_key(node): node for node in (*manifest["sources"].values(), *models) if node["columns"]}
    schema = MappingSchema(dialect=_DIALECT)
    for key, node in relations.items():
        columns = {column["name"]: column["data_type"] for column in node["columns"].values()}
        schema.add_table(".".join(f'"{part}"' for part in key), columns, dialect=_DIALECT)
    traced = {}
    for model in models:
        try:
            traced[model["unique_id"]] = Model(_trace(model, relations, schema))
        # sqlglot raises these where it does not understand; documentation must not stop a release.
        except (SqlglotError, ValueError, KeyError) as error:
            traced[model["unique_id"]] = Model({}, untraced=str(error) or type(error).__name__)
    return traced


_Key = tuple[str, str, str]


def _key(node: Mapping[str, Any]) -> _Key:
    return node["database"], node["schema"], node.get("alias") or node["identifier"]


def _trace(model: Mapping[str, Any], relations: Mapping[_Key, Mapping[str, Any]], schema: Any) -> dict[str, Column]:
    from sqlglot import exp, parse_one
    from sqlglot.lineage import lineage
    from sqlglot.optimizer import build_scope
    from sqlglot.optimizer.qualify import qualify

    query = qualify(
        parse_one(model["compiled_code"], dialect=_DIALECT),
        dialect=_DIALECT,
        schema=schema,
        validate_qualify_columns=False,
        identify=False,
    )
    if whole := query.find(exp.TableColumn):
        raise LineageError(f"the whole row {whole.sql(_DIALECT)} is used as a value")
    for select in query.find_all(exp.Select):
        _spell_out_windows(select)
    for union in reversed(list(query.find_all(exp.SetOperation))):  # from the inside out
        if union.args["by_name"]:
            _match_by_position(union)
    parameters = set(model["config"].get("meta", {}).get("parameters", ()))
    everything, values = (
        lineage(None, each, schema, dialect=_DIALECT, scope=build_scope(each), trim_selects=False)
        for each in (query, _without_conditions(query))
    )
    declared = set(model["columns"])
    if declared and declared != set(values):
        differing = ", ".join(sorted(declared ^ set(values)))
        raise LineageError(f"the SQL and the contract differ in the columns {differing}")
    columns = {}
    for name, node in values.items():
        origins, steps = _steps(node, relations, parameters)
        deciding = tuple(sorted(_steps(everything[name], relations, parameters)[0] - origins))
        if origins:
            kind: Kind = "copied" if all(isinstance(step, exp.Column) for step in steps) else "computed"
            columns[name] = Column(kind, tuple(sorted(origins)), deciding)
        else:
            made = "; ".join(dict.fromkeys(_expressions(everything[name])))
            columns[name] = Column("generated", (), deciding, made)
    return columns


def _steps(
    node: Any, relations: Mapping[_Key, Mapping[str, Any]], parameters: Iterable[str]
) -> tuple[set[Origin], list[Any]]:
    """The columns that `node` leads to, and the expressions on the way."""
    from sqlglot import exp

    origins = set()
    steps = []
    for step in node.walk():
        match step.expression:
            case exp.Placeholder():
                raise LineageError(f"{step.name} is a column of no relation")
            case exp.Table(this=exp.Func()):  # makes rows of its own, as range does
                continue
            case exp.Table() as table:
                relation = relations.get((table.catalog, table.db, table.name))
                column = exp.to_column(step.name, dialect=_DIALECT).name
                if relation is None:
                    raise LineageError(f"{table.sql(_DIALECT)} is neither a model nor a source with declared columns")
                if column in relation["columns"]:
                    origins.add(Origin(relation["unique_id"], column))
                elif column not in parameters:
                    raise LineageError(f"{relation['name']} has no column {column}")
            case expression if not isinstance(step.source, exp.SetOperation):
                steps.append(expression.unalias())
    return origins, steps


def _expressions(node: Any) -> Iterator[str]:
    """The SQL that makes the column of `node`: the first on each way down that is more than the name of a column."""
    from sqlglot import exp

    expression = node.expression.unalias()
    if isinstance(expression, exp.Column) or isinstance(node.source, exp.SetOperation):
        for below in node.downstream:
            yield from _expressions(below)
    elif not isinstance(expression, exp.Identifier | exp.Table):
        yield expression.sql(_DIALECT)


def _without_conditions(query: Any) -> Any:
    """A copy of `query` that keeps of each expression what its value may be and drops what chooses among that."""
    from sqlglot import exp

    bare = query.copy()
    for choice in list(bare.find_all(exp.Filter, exp.Window, exp.ArgMax, exp.ArgMin, exp.Order, exp.If, exp.Case)):
        if isinstance(choice, exp.If):
            choice.set("this", exp.true())
        elif isinstance(choice, exp.Case):
            choice.set("this", None)
        elif choice.this and choice.parent:
            choice.replace(choice.this)
    return bare


def _spell_out_windows(select: Any) -> None:
    """Puts the definition of a named window where the name is used, which is all that sqlglot traces."""
    from sqlglot import exp

    named = {window.this.name: window for window in select.args.get("windows") or ()}
    for window in select.find_all(exp.Window) if named else ():
        if definition := named.get(window.alias):
            window.set("partition_by", [part.copy() for part in definition.args.get("partition_by") or ()])
            window.set("order", definition.args["order"] and definition.args["order"].copy())
            window.set("alias", None)


def _match_by_position(union: Any) -> None:
    """Makes a union by name one by position, which is all that sqlglot traces: columns that a side lacks are null."""
    names = list(dict.fromkeys([*union.left.named_selects, *union.right.named_selects]))
    for side in (union.left, union.right):
        places = {name: place for place, name in enumerate(side.named_selects)}
        _arrange(side, names, [places.get(name) for name in names])
    union.set("by_name", False)


def _arrange(query: Any, names: Iterable[str], places: Iterable[int | None]) -> None:
    """Gives each select of `query` the columns `names`, each from its place among those it has now, or null."""
    from sqlglot import exp

    if isinstance(query, exp.SetOperation):
        _arrange(query.left, names, places)
        _arrange(query.right, names, places)
    elif isinstance(query, exp.Subquery):
        _arrange(query.this, names, places)
    else:
        selects = query.selects
        query.set(
            "expressions",
            [
                exp.alias_(exp.null(), name) if place is None else selects[place]
                for name, place in zip(names, places, strict=True)
            ],
        )
