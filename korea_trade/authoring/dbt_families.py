"""The families of dbt models and what each holds: read from their YAML files, told to the macros of the dbt project.

A family is a model of `models/intermediate/comparisons/` or `derivations/` with a YAML file of its name beside it,
which says under `config.meta` what identities it evaluates, or what derivations it makes. Whoever adds one writes
these two files and runs `make generate`.

Belongs here: reading these YAML files, and the macros that answer with what they say. Does not belong here: the models
that put the families together (`int_comparison`, `int_derived`, `dim_identity`, `dim_derivation`), the SQL of a family,
and judging what identities it names (`fct_reconciliation`).

`make generate` writes the files after a change of a family.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from korea_trade import declarations
from korea_trade.authoring.dbt_macros import answer
from korea_trade.errors import WarehouseError
from korea_trade.warehouse.settings import DBT_PROJECT

RELATIONS: Final = ("meets", "at_most", "at_least")
# Instead of a value: each row has its own, in a column of that name.
_COLUMN: Final = "column"
# What a comparison may say beyond its two sides.
_BEYOND: Final = ("slack", "reason", "fitting_base_id")
_FOLDER: Final = "models/intermediate"
_MACROS: Final = "macros/listed"
_IDENTIFIER: Final = re.compile(r"[a-z][a-z0-9_]*")

_COMPARED: Final = (
    "identity_id", "version", "flow", "subject_kind", "subject_id", "measure", "unit", "period", "left_value",
    "left_bounds", "left_statement_ids", "right_value", "right_bounds", "right_statement_ids",
)  # fmt: skip
_DERIVED: Final = (
    "derivation_id", "article_id", "measure", "unit", "flow", "subject_kind", "subject_id", "period", "frequency",
    "first_day", "last_day", "base_id", "value", "bounds", "statement_ids",
)  # fmt: skip


class FamilyError(WarehouseError):
    """A family does not say what it must; the message names its file and the key."""


@dataclass(frozen=True)
class Kind:
    """What a folder of families holds: entries under one key of `config.meta`, and what is said of each of them.

    `texts`, `flags` and `choices` (with their values) are the keys of an entry, `optional` those that it may lack;
    `columns` are those that every family must have.
    """

    folder: str
    entries: str
    columns: tuple[str, ...]
    texts: tuple[str, ...]
    flags: tuple[str, ...] = ()
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Family:
    """A model with its entries by id, in the order of its file."""

    name: str
    file: str
    entries: Mapping[str, Mapping[str, Any]]


COMPARISONS: Final = Kind(
    folder=f"{_FOLDER}/comparisons",
    entries="identities",
    columns=_COMPARED,
    texts=("label", "formula", "relates"),
    flags=("is_revisable",),
    choices={"relation": (*RELATIONS, _COLUMN)} | dict.fromkeys(_BEYOND, (_COLUMN,)),
    optional=frozenset(_BEYOND),
)
DERIVATIONS: Final = Kind(
    folder=f"{_FOLDER}/derivations", entries="derivations", columns=_DERIVED, texts=("label", "formula")
)
_KINDS: Final = {"comparison_families": COMPARISONS, "derivation_families": DERIVATIONS}


def render(project: Path = DBT_PROJECT) -> dict[str, str]:
    """The files by their path within the dbt project. Raises FamilyError."""
    return {f"{_MACROS}/{name}.sql": _macro(name, kind, project) for name, kind in _KINDS.items()}


def differences(project: Path = DBT_PROJECT) -> list[str]:
    """The files that are not what the families ask for."""
    files = {project / name: text for name, text in render(project).items()}
    return sorted(
        path.relative_to(project).as_posix()
        for path, text in files.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    )


def write(project: Path = DBT_PROJECT) -> None:
    for name, text in render(project).items():
        (project / name).write_text(text, encoding="utf-8")


def families(kind: Kind, project: Path = DBT_PROJECT) -> list[Family]:
    """The families of a folder by name. Raises FamilyError where one of them is not whole or an id is there twice."""
    folder = project / kind.folder
    models = {path.stem for path in folder.glob("*.sql")}
    described = {path.stem for path in folder.glob("*.yml")}
    for name in sorted(models ^ described):
        there, missing = ("sql", "yml") if name in models else ("yml", "sql")
        raise FamilyError(f"{kind.folder}/{name}.{there} has no {name}.{missing} beside it")
    if not models:
        raise FamilyError(f"{kind.folder} holds no family")
    found = [_family(kind, name, project) for name in sorted(models)]
    files: dict[str, str] = {}
    for family in found:
        for entry_id in family.entries:
            if entry_id in files:
                raise FamilyError(f"{_key(kind, family.file, entry_id)} is already in {files[entry_id]}")
            files[entry_id] = family.file
    return found


def _family(kind: Kind, name: str, project: Path) -> Family:
    file = f"{kind.folder}/{name}.yml"
    models = _load(project / file, file).get("models")
    if not isinstance(models, list) or [model.get("name") for model in models if isinstance(model, dict)] != [name]:
        raise FamilyError(f"{file}: models must be the one model {name}; write its name as the file has it")
    [model] = models
    entries = ((model.get("config") or {}).get("meta") or {}).get(kind.entries)
    if not isinstance(entries, dict) or not entries:
        raise FamilyError(f"{_key(kind, file)} is missing: it says which {kind.entries} the family has")
    for entry_id, entry in entries.items():
        _check(kind, file, entry_id, entry)
    own = {key for entry in entries.values() for key in kind.choices if entry.get(key) == _COLUMN}
    columns = {column["name"] for column in model.get("columns") or ()}
    for column in (*kind.columns, *sorted(own)):
        if column not in columns:
            raise FamilyError(f"{file}: columns lacks {column}, which every family of its kind must have")
    _check_sql(kind, name, file, entries, project)
    return Family(name, file, entries)


def _check(kind: Kind, file: str, entry_id: str, entry: Any) -> None:
    place = _key(kind, file, entry_id)
    if not _IDENTIFIER.fullmatch(str(entry_id)):
        raise FamilyError(f"{place} is no id: write small letters, digits and underscores")
    if not isinstance(entry, dict):
        raise FamilyError(f"{place} holds nothing")
    known = (*kind.texts, *kind.flags, *kind.choices)
    for key in entry:
        if key not in known:
            raise FamilyError(f"{place}.{key} is unknown: the keys are {', '.join(known)}")
    for key in known:
        if key not in entry and key not in kind.optional:
            raise FamilyError(f"{place}.{key} is missing")
    for key in kind.texts:
        if not isinstance(entry[key], str) or not entry[key].strip():
            raise FamilyError(f"{place}.{key} is {entry[key]!r}, not a text")
    for key in kind.flags:
        if not isinstance(entry[key], bool):
            raise FamilyError(f"{place}.{key} is {entry[key]!r}, not true or false")
    for key, choices in kind.choices.items():
        if key in entry and entry[key] not in choices:
            raise FamilyError(f"{place}.{key} is {entry[key]!r}, not one of {', '.join(choices)}")


def _check_sql(kind: Kind, name: str, file: str, entries: Mapping[str, Any], project: Path) -> None:
    """A model copied from another family may still say the ids of that one, of whose rows nothing would be known."""
    sql = (project / kind.folder / f"{name}.sql").read_text(encoding="utf-8")
    for entry_id in entries:
        if f"'{entry_id}'" not in sql:
            raise FamilyError(f"{_key(kind, file, entry_id)} has no rows: {name}.sql must say '{entry_id}'")


def _key(kind: Kind, file: str, *keys: str) -> str:
    return f"{file}: {'.'.join(('config.meta', kind.entries, *map(str, keys)))}"


def _load(path: Path, file: str) -> dict[str, Any]:
    try:
        content = declarations.content(path, file)
    except WarehouseError as error:
        raise FamilyError(str(error)) from error
    if not isinstance(content, dict):
        raise FamilyError(f"{file}: models is missing")
    return content


def _macro(name: str, kind: Kind, project: Path) -> str:
    """A macro that gives the entries of each family by id."""
    notice = f"Generated by `make generate` from the families in {kind.folder.removeprefix('models/')}."
    return answer(name, {family.name: dict(family.entries) for family in families(kind, project)}, notice)
