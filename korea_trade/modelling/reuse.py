"""Which models have to be made: those that were not made of what they read now.

Belongs here: remembering what each model was made of, and saying which are to be made next. Does not belong here:
making them (`runner`), and dbt, which by hand makes whatever it is asked for.

What a model comes out as decides what follows, so one is due only when all that it reads is as it will be: a new note
makes the statements anew, and of what reads them only what comes out otherwise for it.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Collection, Iterable, Mapping
from graphlib import TopologicalSorter
from typing import Any, Final

import duckdb

from korea_trade.warehouse import build_database, fingerprint

_TABLE: Final = """
    create schema if not exists provenance;
    create table if not exists provenance.model_run (
        model varchar primary key,
        code varchar not null,
        inputs varchar not null,
        content varchar not null
    )
"""
# What these models make is told by its definition.
_BY_DEFINITION: Final = frozenset({"view", "table_macro"})
_DEFINITIONS: Final = """
    select format('"{}"."{}"', schema_name, view_name), sql from duckdb_views() where not internal
    union all
    select
        format('"{}"."{}"', schema_name, function_name),
        string_agg(concat_ws(' ', parameters::varchar, macro_definition), ' ' order by parameters, macro_definition)
    from duckdb_functions()
    where function_type = 'table_macro' and not internal
    group by all
"""
_ROWS: Final = "select md5(concat_ws(' ', count(*), sum(hash(row_)), bit_xor(hash(row_)))) from {} as row_"


class Reuse:
    """What some models of a build database were made of, and what they and all that they read hold now."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, manifest: Mapping[str, Any], models: Collection[str]
    ) -> None:
        """Looks at the build database; `models` are unique ids of `manifest`, the content of a manifest.json."""
        nodes = {**manifest["nodes"], **manifest["sources"]}
        self._connection = connection
        self._code = fingerprint.models_version()
        self._reads = {model: set(nodes[model]["depends_on"]["nodes"]) for model in sorted(models)}
        self._relations = {
            node: f'"{nodes[node]["schema"]}"."{nodes[node].get("alias") or nodes[node]["identifier"]}"'
            for node in {*models, *set().union(*self._reads.values())}
        }
        graph = {model: sorted(reads) for model, reads in self._reads.items()}
        # Of what is sorted, the models alone: what they read is sorted with them.
        self._order = [model for model in TopologicalSorter(graph).static_order() if model in graph]
        self._defined = {model for model in graph if nodes[model]["config"]["materialized"] in _BY_DEFINITION}
        self._settled: set[str] = set()
        self._own: dict[str, str] = {}
        connection.execute(_TABLE)
        rows = connection.execute(
            "select model, inputs, content from provenance.model_run where code = ?", [self._code]
        ).fetchall()
        self._look(self._relations)
        # What somebody changed since is no longer what its model made.
        self._made_of = {model: inputs for model, inputs, content in rows if self._own.get(model) == content}

    def due(self) -> set[str]:
        """The models that are to be made now, in one run of dbt; none if all stand."""
        return self._due_and_waiting()[0]

    def standing(self) -> list[str]:
        """The models that are as they would be made, each after those that it reads."""
        others = set().union(*self._due_and_waiting())
        return [model for model in self._order if model not in others]

    def _due_and_waiting(self) -> tuple[set[str], set[str]]:
        due: set[str] = set()
        waiting: set[str] = set()
        for model in self._order:
            reads = self._reads[model]
            inputs = self._made_of.get(model)
            if model in self._settled:
                continue
            if reads & waiting or (inputs and reads & due):
                waiting.add(model)
            elif inputs is None or inputs != self._inputs(model):
                due.add(model)
        return due, waiting

    def note(self, made: Collection[str]) -> None:
        """Notes that these models were made just now."""
        self._settled.update(made)
        self._look(made)
        with build_database.transaction(self._connection):
            for model in self._own.keys() & made:
                self._connection.execute(
                    "insert or replace into provenance.model_run values (?, ?, ?, ?)",
                    [model, self._code, self._inputs(model), self._own[model]],
                )

    def _look(self, nodes: Iterable[str]) -> None:
        """Takes the hash of what each relation is that is there and can be read: its rows, or its definition."""
        definitions = dict(self._connection.execute(_DEFINITIONS).fetchall())
        for node in nodes:
            self._own.pop(node, None)
            relation = self._relations[node]
            if node not in self._defined:
                # A view that another layer made may read what was made anew with other columns since.
                with contextlib.suppress(duckdb.Error):
                    [(self._own[node],)] = self._connection.execute(_ROWS.format(relation)).fetchall()
            elif relation in definitions:
                self._own[node] = _hash(definitions[relation])

    def _content(self, node: str) -> str:
        """The hash of what a reader finds in a relation. What a view shows follows from its definition and from what it
        reads: to look would be to compute it."""
        own = self._own.get(node, "")
        return _hash(own, self._inputs(node)) if node in self._defined else own

    def _inputs(self, model: str) -> str:
        """The hash of all that the model reads."""
        return _hash(*map(self._content, sorted(self._reads[model])))


def _hash(*texts: str) -> str:
    return hashlib.sha256(" ".join(texts).encode()).hexdigest()
