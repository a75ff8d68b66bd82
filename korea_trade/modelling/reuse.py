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
_CONTENT: Final = "select md5(concat_ws(' ', count(*), sum(hash(row_)), bit_xor(hash(row_)))) from {} as row_"


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
        # Of what is sorted, the models alone: what they read is sorted with them.
        graph = {model: sorted(reads) for model, reads in self._reads.items()}
        self._order = [model for model in TopologicalSorter(graph).static_order() if model in graph]
        self._settled: set[str] = set()
        self._contents: dict[str, str] = {}
        connection.execute(_TABLE)
        rows = connection.execute(
            "select model, inputs, content from provenance.model_run where code = ?", [self._code]
        ).fetchall()
        self._note_contents(self._relations)
        # What somebody changed since is no longer what its model made.
        self._made_of = {model: inputs for model, inputs, content in rows if self._contents.get(model) == content}

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
        self._note_contents(made)
        with build_database.transaction(self._connection):
            for model in self._contents.keys() & made:  # a macro holds nothing
                self._connection.execute(
                    "insert or replace into provenance.model_run values (?, ?, ?, ?)",
                    [model, self._code, self._inputs(model), self._contents[model]],
                )

    def _note_contents(self, nodes: Iterable[str]) -> None:
        """Notes the hash of what each relation holds that is there and can be read."""
        for node in nodes:
            self._contents.pop(node, None)
            # A view may read what was made anew with other columns; then it is made anew too.
            with contextlib.suppress(duckdb.Error):
                query = _CONTENT.format(self._relations[node])
                [(self._contents[node],)] = self._connection.execute(query).fetchall()

    def _inputs(self, model: str) -> str:
        """The hash of all that the model reads."""
        contents = (self._contents.get(read, "") for read in sorted(self._reads[model]))
        return hashlib.sha256(" ".join(contents).encode()).hexdigest()
