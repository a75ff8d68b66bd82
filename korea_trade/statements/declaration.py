"""The declaration of the source tables, read from `declaration.yml` beside this file.

Belongs here: the shape of a source table as the rest of the code sees it. Does not belong here: any fact about one
table (it stands in the YAML), reading a file, or judging its rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from korea_trade import declarations
from korea_trade.errors import WarehouseError
from korea_trade.statements import units

DECLARATION_FILE: Final = Path(__file__).with_name("declaration.yml")
TOTAL_SUBJECT: Final = "all"
# The closed list of units, which units.yml has.
UNIT: Final = "unit"
# What an entry under `tables` may say, and what one of each kind must say.
_TABLE_KEYS: Final = (
    "kind", "description", "key", "double_entry", "may_be_empty", "compared", "mart", "reaches", "published", "holds",
    "columns",
)  # fmt: skip
_NEEDED: Final = {"statement": ("description",), "reference": ("description", "key", "columns")}

ColumnType = Literal["string", "integer", "number", "date", "boolean", "period"]


@dataclass(frozen=True)
class Column:
    """One column: its type, whether a row may leave it empty, and what its values may be.

    A file may leave out a column that has a `default`, which stands where a cell is empty. A `remark` may change after
    its row was published, an `ordinal` as long as the order of the published rows stays.
    """

    name: str
    type: ColumnType
    description: str
    required: bool = True
    vocabulary: str | None = None
    pattern: str | None = None
    references: str | None = None
    minimum: float | None = None
    unique: bool = False
    remark: bool = False
    ordinal: bool = False
    default: str | None = None


@dataclass(frozen=True)
class DerivedColumn(Column):
    """A column of a mart that follows by an SQL expression from a row of `statements`."""

    expression: str = ""


@dataclass(frozen=True)
class Mart:
    """The mart that a table becomes as it is; the rows of a theme are those in the model `of` statements."""

    name: str
    description: str
    derived: tuple[DerivedColumn, ...] = ()
    of: str = "int_fact"


@dataclass(frozen=True)
class Published:
    """Where a release shows the rows of a table: a relation of it, and the SQL of each column there."""

    relation: str
    columns: Mapping[str, str]


@dataclass(frozen=True)
class Content:
    """What the statements of a theme may be about; an empty list leaves it open.

    `reports` says how far the period of a fact is over on the day from which its article was known: it has `ended`, or
    it has `begun`, or neither is asked (`any`).
    """

    measures: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    subject_kinds: tuple[str, ...] = ()
    reports: Literal["ended", "begun", "any"] = "any"


@dataclass(frozen=True)
class SourceTable:
    """One CSV file of `sources/`: its name is that of the file, of the raw table and of the ingest asset.

    `double_entry` names the columns of the figure as printed, its value and its unit, where the table has them;
    `may_be_empty` says that a header alone is no accident, `compared` that comparisons and derivations read its
    figures; `reaches` names the columns of marts, as table.column, in which its keys stand. `published` tells where a
    release shows the columns that the table has for itself, None where none does, and `content` what the statements of
    a theme may be about.
    """

    name: str
    kind: Literal["statement", "reference"]
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    double_entry: tuple[str, str, str] | None
    may_be_empty: bool = False
    compared: bool = False
    mart: Mart | None = None
    reaches: tuple[str, ...] = ()
    published: Published | None = None
    content: Content = Content()

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"


@dataclass(frozen=True)
class Declaration:
    """All source tables, the closed vocabularies, where the subjects of each kind are listed, what words mean, and
    the years."""

    tables: dict[str, SourceTable]
    vocabularies: dict[str, tuple[str, ...]]
    subjects: dict[str, str]
    words: dict[str, str]
    statement_mart_columns: tuple[str, ...]
    kept_apart: str
    years: tuple[int, int]
    flows_of_measures: dict[str, tuple[str, ...]]
    subject_kinds_of_measures: dict[str, tuple[str, ...]]
    population_kinds_of_measures: dict[str, tuple[str, ...]]
    population_kinds_of_flows: dict[str, tuple[str, ...]]
    signed_measures: tuple[str, ...]

    @property
    def statement_tables(self) -> tuple[SourceTable, ...]:
        return tuple(table for table in self.tables.values() if table.kind == "statement")

    @property
    def reference_tables(self) -> tuple[SourceTable, ...]:
        return tuple(table for table in self.tables.values() if table.kind == "reference")


@cache
def load() -> Declaration:
    """The declaration that this version of the code ships."""
    content: dict[str, Any] = declarations.content(DECLARATION_FILE, DECLARATION_FILE.name)
    shared = [Column(**column) for column in content["statement_columns"]]
    vocabularies = {UNIT: tuple(units.load())} | {name: tuple(terms) for name, terms in content["vocabularies"].items()}
    tables = {}
    for name, entry in content["tables"].items():
        place = f"{DECLARATION_FILE.name}, {name}"
        _check_table(entry, place)
        own = [Column(**declarations.check(each, Column, f"{place}, columns")) for each in entry.get("columns", [])]
        holds = _content(entry.get("holds", {}), place)
        _check_terms(own, holds, vocabularies, place)
        is_statement = entry["kind"] == "statement"
        key = ("statement_id",) if is_statement else tuple(entry["key"])
        mart = _mart(entry.get("mart"), place)
        tables[name] = SourceTable(
            name=name,
            kind=entry["kind"],
            description=entry["description"],
            key=key,
            columns=tuple([*shared, *own] if is_statement else own),
            double_entry=("figure", "value", "unit") if is_statement else _entry(entry.get("double_entry")),
            may_be_empty=entry.get("may_be_empty", False),
            compared=entry.get("compared", False),
            mart=mart,
            reaches=tuple(f"{mart.name}.{column}" for column in key) if mart else tuple(entry.get("reaches", ())),
            published=_published(entry, key, own),
            content=holds,
        )
    first_year, last_year = content["years"]
    return Declaration(
        tables=tables,
        vocabularies=vocabularies,
        subjects=dict(content["subjects"]),
        words=dict(content["words"]),
        statement_mart_columns=tuple(content["statement_mart_columns"]),
        kept_apart=content["kept_apart"],
        years=(first_year, last_year),
        flows_of_measures=_by_member(content["flows_of_measures"], "measures", "flows"),
        subject_kinds_of_measures=_by_member(content["subject_kinds_of_measures"], "measures", "kinds"),
        population_kinds_of_measures=_by_member(content["population_kinds"], "measures", "kinds"),
        population_kinds_of_flows=_by_member(content["population_kinds"], "flows", "kinds"),
        signed_measures=tuple(content["signed_measures"]),
    )


def _check_table(entry: Any, place: str) -> None:
    """Refuses an entry that names no kind, lacks a key that a table of its kind needs, or has one that there is not."""
    kind = entry.get("kind") if isinstance(entry, dict) else None
    if kind not in _NEEDED:
        raise WarehouseError(f"{place}, kind, value {kind!r}: it is one of {', '.join(_NEEDED)}")
    declarations.check_keys(entry, _TABLE_KEYS, _NEEDED[kind], place)


def _check_terms(own: list[Column], holds: Content, vocabularies: dict[str, tuple[str, ...]], place: str) -> None:
    """Refuses a closed list that there is not, and a unit or kind of subject that the lists do not have."""
    lists = [(column.vocabulary, f"columns, {column.name}, vocabulary") for column in own if column.vocabulary]
    units_and_kinds = [(each, UNIT) for each in holds.units] + [(each, "subject_kind") for each in holds.subject_kinds]
    for name, key in lists:
        if name not in vocabularies:
            known = ", ".join(vocabularies)
            raise WarehouseError(f"{place}, {key}, value {name!r}: it is one of {known}; add a list under vocabularies")
    for term, name in units_and_kinds:
        if term not in (terms := vocabularies[name]):
            told = f"{place}, holds, {name}s, value {term!r}: it is one of {', '.join(terms)}"
            raise WarehouseError(f"{told}; {remedy(name)}")


def remedy(vocabulary: str) -> str:
    """What to do about a value that a closed list does not have."""
    place = "units.yml" if vocabulary == UNIT else f"declaration.yml, vocabularies, {vocabulary}"
    return f"use one of these, or add it in korea_trade/statements/{place}"


def _mart(entry: dict[str, Any] | None, place: str) -> Mart | None:
    if entry is None:
        return None
    declarations.check(entry, Mart, f"{place}, mart")
    columns = entry.get("derived", ())
    derived = tuple(DerivedColumn(**declarations.check(each, DerivedColumn, f"{place}, derived")) for each in columns)
    return Mart(**entry | {"derived": derived})


def _published(entry: dict[str, Any], key: tuple[str, ...], own: list[Column]) -> Published | None:
    """As the entry says, else under the same names in the mart of the table, else in the first that its keys reach."""
    said = entry.get("published", {})
    mart = entry.get("mart", {}).get("name") or next((place.split(".")[0] for place in entry.get("reaches", ())), None)
    relation = said.get("relation", mart)
    if relation is None:
        return None
    names = dict.fromkeys((*key, *(column.name for column in own if not column.remark)))
    return Published(relation, {name: name for name in names} | said.get("columns", {}))


def _content(entry: dict[str, Any], place: str) -> Content:
    declarations.check(entry, Content, f"{place}, holds")
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
    return Content(**fields)


def _by_member(groups: list[dict[str, list[str]]], members: str, allowed: str) -> dict[str, tuple[str, ...]]:
    """What each member of a group is allowed, by the member."""
    return {member: tuple(group[allowed]) for group in groups for member in group.get(members, ())}


def _entry(names: list[str] | None) -> tuple[str, str, str] | None:
    if names is None:
        return None
    figure, value, unit = names
    return figure, value, unit
