"""What there is to document: the relations of all stages, their columns, and what each column is made of.

Belongs here: these descriptions and following a column up to the source files and down to what is made of it. Does not
belong here: pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Kind = Literal["copied", "computed", "generated", "untraced"]
Stage = Literal["marts", "intermediate", "staging", "raw"]


@dataclass(frozen=True, order=True)
class Place:
    """A column by the name of its relation; that of a source file is the name of the file, such as `articles.csv`."""

    relation: str
    column: str


@dataclass(frozen=True)
class Column:
    """A column: its DuckDB type, its description with the unit, and the columns that its values are made of.

    `deciding` are those that only decide which value it gets. A generated column has no `origins`; `expression` is then
    its SQL, where that says something. Of an untraced one nobody knows.
    """

    name: str
    type: str
    description: str
    kind: Kind
    origins: Sequence[Place]
    deciding: Sequence[Place] = ()
    expression: str = ""


@dataclass(frozen=True)
class Relation:
    """A table, view or macro of a stage, named by both (`marts.fct_share`); `form` says which of these it is.

    `untraced` says why nothing is known of what its columns are made of, and is empty where it is known.

    `models_anchor` is its page in the documentation of the models, as what stands after the `#!` of the address.
    """

    stage: Stage
    name: str
    form: str
    description: str
    columns: Sequence[Column]
    models_anchor: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    untraced: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.stage}.{self.name}"


@dataclass(frozen=True)
class Catalogue:
    """All relations, in the order of pages. Columns of relations that are not listed are those of source files."""

    relations: Sequence[Relation]

    @cached_property
    def by_name(self) -> Mapping[str, Relation]:
        return {relation.full_name: relation for relation in self.relations}

    @cached_property
    def _columns(self) -> Mapping[Place, Column]:
        return {
            Place(relation.full_name, column.name): column for relation in self.relations for column in relation.columns
        }

    @cached_property
    def _uses(self) -> Mapping[Place, Sequence[Place]]:
        uses = defaultdict(list)
        for place, column in self._columns.items():
            for origin in (*column.origins, *column.deciding):
                uses[origin].append(place)
        return uses

    @cached_property
    def _sources(self) -> dict[Place, frozenset[Place]]:
        """Filled as places are asked for: each is followed once."""
        return {}

    def uses(self, place: Place) -> Sequence[Place]:
        """The columns that are directly made of the one at `place`, or decided by it."""
        return self._uses.get(place, ())

    def sources(self, place: Place) -> frozenset[Place]:
        """The columns of source files that the one at `place` leads back to, through all stages.

        A generated column leads to none. An untraced one is the end of the way and stands for itself.
        """
        if place not in self._sources:
            column = self._columns.get(place)
            self._sources[place] = (
                frozenset({place})
                if column is None or column.kind == "untraced"
                else frozenset[Place]().union(*(self.sources(origin) for origin in column.origins))
            )
        return self._sources[place]
