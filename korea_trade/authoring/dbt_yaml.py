"""YAML for dbt as people write it: what is said of a model line by line, each of its columns in a line of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import yaml

_WIDTH: Final = 158
# A value that YAML takes as it stands, a reference to a model included.
_PLAIN: Final = re.compile(r"\w[\w.()']*")


def document(section: str, entries: Iterable[Mapping[str, Any]], notice: str) -> str:
    """A file of one section, models or sources or exposures."""
    return f"# {notice}\n{section}:\n" + "\n".join(map(_entry, entries))


def _entry(entry: Mapping[str, Any]) -> str:
    """A model, or a source with its tables, which are entries again."""
    lines = []
    for name, value in entry.items():
        if name in {"tables", "columns"}:
            lines.append(f"{name}:\n" + "".join(map(_column if name == "columns" else _entry, value)))
        elif not isinstance(value, str) and len(line := f"{name}: {_flow(value)}\n") < _WIDTH:
            lines.append(line)
        else:
            lines.append(yaml.safe_dump({name: value}, width=_WIDTH - 4, allow_unicode=True))
    return _item("".join(lines))


def _column(column: Mapping[str, Any]) -> str:
    """One line, or as many as it takes."""
    lines = [""]
    for part in (f"{name}: {_flow(value)}" for name, value in column.items()):
        if len(lines[-1]) + len(part) > _WIDTH - 12:
            lines.append(f" {part}, ")
        else:
            lines[-1] += f"{part}, "
    return _item("{" + "\n".join(lines)[:-2].replace(", \n", ",\n") + "}\n")


def _item(text: str) -> str:
    """An item of a list, its later lines below its first."""
    return "  - " + text.rstrip("\n").replace("\n", "\n    ") + "\n"


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_flow(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
