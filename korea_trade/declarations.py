"""Files of declarations (YAML): their content, and a clear error where one cannot be read or an entry is not whole.

Belongs here: reading such a file, and holding the keys of an entry against those that there are. Does not belong here:
what a key means, which is the module that reads the file.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any

import yaml

from korea_trade.errors import WarehouseError


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
    """The entry, if its keys are fields of the dataclass `kind`, with all that must be there but for those `given`."""
    own = [field for field in fields(kind) if field.name not in given]
    check_keys(entry, [each.name for each in own], [each.name for each in own if _must_be_said(each)], place)
    keys: dict[str, Any] = entry
    return keys


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
