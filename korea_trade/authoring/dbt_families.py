"""The unions of the families of dbt models, and the lists of what the families hold, written from their YAML files.

A family is a model of `models/intermediate/comparisons/` or `derivations/` with a YAML file of its name beside it,
which says under `config.meta` what identities it evaluates, or what derivations it makes. Whoever adds one writes
these two files and runs `make generate`.

Belongs here: reading these YAML files, and the SQL that follows from them alone. Does not belong here: the SQL of a
family, and judging what identities it names (`fct_reconciliation`).

`make generate` writes the files after a change of a family.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from korea_trade.errors import WarehouseError
from korea_trade.warehouse.settings import DBT_PROJECT

RELATIONS: Final = ("meets", "at_most", "at_least")
# Instead of a value: each row has its own, in a column of that name.
_COLUMN: Final = "column"
# What a comparison may say beyond its two sides, each with the type of its column.
_BEYOND: Final = {"slack": "double", "reason": "varchar", "fitting_base_id": "varchar"}
_FOLDER: Final = "models/intermediate"
_LINE: Final = 110
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
# What the union of comparisons takes of each family, beside its columns.
_ASKED: Final = (*COMPARISONS.choices, *COMPARISONS.flags)
DERIVATIONS: Final = Kind(
    folder=f"{_FOLDER}/derivations", entries="derivations", columns=_DERIVED, texts=("label", "formula")
)


def render(project: Path = DBT_PROJECT) -> dict[str, str]:
    """The files by their path within the dbt project. Raises FamilyError."""
    comparisons = families(COMPARISONS, project)
    derivations = families(DERIVATIONS, project)
    return {
        f"{_FOLDER}/int_comparison.sql": _comparison_union(comparisons),
        f"{_FOLDER}/int_derived.sql": _derived_union(derivations),
        "models/marts/dim_identity.sql": _list(COMPARISONS, "identity_id", comparisons),
        "models/marts/dim_derivation.sql": _list(DERIVATIONS, "derivation_id", derivations),
    }


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
        raise FamilyError(f"{file}: models must be the one model {name}")
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


def _key(kind: Kind, file: str, *keys: str) -> str:
    return f"{file}: {'.'.join(('config.meta', kind.entries, *map(str, keys)))}"


class _Loader(yaml.SafeLoader):
    """Refuses a mapping that has a key twice, of which YAML's own would take the last and say nothing."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise FamilyError(
                    f"{key} is there twice, in the mapping that starts on line {node.start_mark.line + 1}"
                )
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


def _load(path: Path, file: str) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe loader
    except FamilyError as error:
        raise FamilyError(f"{file}: {error}") from None
    except yaml.YAMLError as error:
        raise FamilyError(f"{file} is no YAML: {error}") from error
    if not isinstance(content, dict):
        raise FamilyError(f"{file}: models is missing")
    return content


def _notice(kind: Kind) -> str:
    return f"{{# Generated by `make generate` from the families in {kind.folder.removeprefix('models/')}. #}}"


def _comparison_union(comparisons: Sequence[Family]) -> str:
    asked = "\n".join(
        f"    ('{family.name}', " + ", ".join(f'"{_by_entry(family, key)}"' for key in _ASKED) + "),"
        for family in comparisons
    )
    beyond = ",\n".join(f"        {{{{ {name} }}}} as {name}" for name in _ASKED[1:])
    never_empty = {"left_statement_ids", "right_statement_ids"}
    columns = "\n".join(
        f"        coalesce({column}, []) as {column}," if column in never_empty else f"        {column},"
        for column in _COMPARED[1:]
    )
    return f"""\
{_notice(COMPARISONS)}
{{# What each family asks of the two sides, and what it says beyond them. #}}
{{% set families = [
{asked}
] %}}

with

comparisons as (

    {{% for family, {", ".join(_ASKED)} in families -%}}
    select
        identity_id,
        {{{{ relation }}}} as relation,
{columns}
{beyond}
    from {{{{ ref(family) }}}}
    {{% if not loop.last %}}union all{{% endif %}}
    {{% endfor %}}

)

select * from comparisons
"""


def _by_entry(family: Family, key: str) -> str:
    """The SQL of what the entries of a family say under `key`: one for all of them, or each its own."""
    said = {entry_id: _expression(key, entry.get(key)) for entry_id, entry in family.entries.items()}
    if len(set(said.values())) == 1:
        return next(iter(said.values()))
    cases = "".join(f"\n            when '{entry_id}' then {expression}" for entry_id, expression in said.items())
    return f"case identity_id{cases}\n        end"


def _expression(key: str, said: str | bool | None) -> str:
    if said == _COLUMN:
        return key
    if isinstance(said, bool):
        return str(said).lower()
    return f"null::{_BEYOND[key]}" if said is None else f"'{said}'"


def _derived_union(derivations: Sequence[Family]) -> str:
    names = "\n".join(f"    '{family.name}'," for family in derivations)
    columns = textwrap.indent(textwrap.fill(", ".join(f"'{column}'" for column in _DERIVED), _LINE), "    ")
    return f"""\
{_notice(DERIVATIONS)}
{{% set families = [
{names}
] %}}
{{% set columns = [
{columns},
] %}}

with

articles as (

    select * from {{{{ ref('stg_articles') }}}}

),

derived as (

    {{% for family in families -%}}
    select {{{{ columns | join(', ') }}}}
    from {{{{ ref(family) }}}}
    {{% if not loop.last %}}union all{{% endif %}}
    {{% endfor %}}

),

final as (

    select
        derived.* exclude (statement_ids),
        articles.known_from,
        articles.known_order,
        list_sort(list_distinct(derived.statement_ids)) as statement_ids
    from derived
    inner join articles on derived.article_id = articles.article_id
    -- A cell may follow in one way from more than one set of figures: the narrowest speaks, else the first.
    qualify row_number() over (
        partition by
            derived.derivation_id, derived.article_id, derived.measure, derived.flow, derived.subject_kind,
            derived.subject_id, derived.period, derived.base_id
        order by derived.bounds.upper - derived.bounds.lower, derived.statement_ids
    ) = 1

)

select * from final
"""


def _list(kind: Kind, key: str, found: Sequence[Family]) -> str:
    """One row an entry, by id."""
    entries = sorted((entry_id, entry) for family in found for entry_id, entry in family.entries.items())
    columns = (key, *kind.texts, *kind.flags)
    rows = ",\n".join(
        _row([_literal(value) for value in (entry_id, *map(entry.get, columns[1:]))]) for entry_id, entry in entries
    )
    selected = ",\n    ".join(columns)
    return f"""\
{_notice(kind)}
with

listed ({", ".join(columns)}) as (

    values
{rows}

)

select
    {selected}
from listed
"""


def _row(values: Sequence[str]) -> str:
    """A row in brackets, on one line or over as many as it needs."""
    lines = [""]
    for value in (*(f"{each}," for each in values[:-1]), values[-1]):
        if lines[-1] and len(lines[-1]) + len(value) > _LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {value}".lstrip()
    if len(lines) == 1:
        return f"    ({lines[0]})"
    return "    (\n        " + "\n        ".join(lines) + "\n    )"


def _literal(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else "'" + str(value).replace("'", "''") + "'"
