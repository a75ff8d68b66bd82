"""Files of declarations (YAML): their content, and a clear error where one cannot be read or an entry is not whole.

Belongs here: reading such a file, and holding the keys and values of an entry against those that there are. Does not
belong here: what a key means, which is the module that reads the file.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import MISSING, Field, fields
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import yaml

from korea_trade.errors import WarehouseError

# What a value of a type is called in an error; a type that is not here takes what YAML gives.
_TOLD: Final[dict[Any, str]] = {
    str: "a text", int: "a whole number", float: "a number", bool: "true or false", tuple: "a list",
    re.Pattern: "a regular expression",
}  # fmt: skip
_GIVEN: Final[dict[Any, tuple[type, ...]]] = {float: (float, int), tuple: (list,), re.Pattern: (str,)}


def content(path: Path, name: str) -> Any:
    """What the file holds; errors call it `name`. Raises WarehouseError where it is no YAML or has a key twice."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe loader
    except _TwiceError as error:
        raise WarehouseError(f"{name}: {error}") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise WarehouseError(
            f"{name}:{line} is no YAML: {error.problem}; correct this line or the one before"
        ) from error
    except yaml.YAMLError as error:
        raise WarehouseError(f"{name} is no YAML: {error}") from error


def check(entry: Any, kind: Any, place: str, *, given: Collection[str] = ()) -> dict[str, Any]:
    """The entry, if its keys are fields of the dataclass `kind`, with all that must be there but for those `given`.

    Values are of the types of the fields.
    """
    own = [field for field in fields(kind) if field.name not in given]
    check_keys(entry, [each.name for each in own], [each.name for each in own if _must_be_said(each)], place)
    hints = get_type_hints(kind)
    keys: dict[str, Any] = entry
    for key, value in keys.items():
        if not _fits(value, hints[key]):
            raise WarehouseError(f"{place}, {key}, value {value!r}: it is {_told(hints[key])}")
    return keys


def pattern(text: Any, place: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """The regular expression that a text is."""
    try:
        return re.compile(text, flags)
    except (re.error, TypeError) as error:
        raise WarehouseError(
            f"{place}, value {text!r}: it is no regular expression ({error}); correct it, and quote it in YAML"
        ) from None


def check_keys(entry: Any, known: Collection[str], needed: Collection[str], place: str) -> None:
    """Refuses an entry that has a key not `known`, or lacks one that is `needed`."""
    if not isinstance(entry, dict):
        raise WarehouseError(f"{place}: it holds no keys; they are {', '.join(known)}")
    for key in entry:
        if key not in known:
            raise WarehouseError(f"{place}: there is no key {key!r}; the keys are {', '.join(known)}")
    for key in needed:
        if key not in entry:
            raise WarehouseError(f"{place}: the key {key!r} is missing")


def _fits(value: Any, hint: Any) -> bool:
    """Whether a value that YAML gives is of the type of a field."""
    kind = get_origin(hint) or hint
    if kind in (Union, UnionType):
        return any(_fits(value, each) for each in get_args(hint))
    if kind is Literal:
        return value in get_args(hint)
    if kind is NoneType:
        return value is None
    # YAML's true is a number to Python.
    return kind not in _TOLD or (type(value) in _GIVEN.get(kind, (kind,)))


def _told(hint: Any) -> str:
    """What a value of the type is."""
    kind = get_origin(hint) or hint
    if kind in (Union, UnionType):
        return " or ".join(_told(each) for each in get_args(hint) if each is not NoneType)
    return f"one of {', '.join(map(str, get_args(hint)))}" if kind is Literal else _TOLD.get(kind, "none of this")


def _must_be_said(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


class _TwiceError(Exception):
    """A mapping has a key twice."""


class _Loader(yaml.CSafeLoader):
    """Refuses a mapping that has a key twice, of which YAML's own would take the last and say nothing."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise _TwiceError(
                    f"{key} is there twice, in the mapping that starts on line {node.start_mark.line + 1}"
                )
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping
