"""What a module's docstring names is there: a module, a room, a file of the project."""

from __future__ import annotations

import ast
import re
from functools import cache

from korea_trade.warehouse.settings import PROJECT

_ROOMS = ("korea_trade", "expectations", "orchestration", "tools", "tests")
_NAMED = re.compile(r"`((?:korea_trade|expectations|orchestration|tools|tests)(?:\.\w+)*)`")
_PLACED = re.compile(r"`((?:korea_trade|expectations|orchestration|dbt_project|docs|sources|bi)/[\w./-]*)`")


@cache
def _docstrings() -> dict[str, str]:
    """By file; "" where a module has none."""
    return {
        path.relative_to(PROJECT).as_posix(): ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        for room in _ROOMS
        for path in sorted((PROJECT / room).rglob("*.py"))
    }


def _is_there(name: str) -> bool:
    """Whether a dotted name is a module or package, or something that one defines."""
    path = PROJECT / name.replace(".", "/")
    if path.is_dir() or path.with_suffix(".py").exists():
        return True
    module = path.parent.with_suffix(".py")
    return module.exists() and re.search(
        rf"^(?:def|class) {path.name}\b|^{path.name}\b", module.read_text("utf-8"), re.M
    )


def test_a_docstring_names_what_is_there() -> None:
    for path, text in _docstrings().items():
        assert [name for name in _NAMED.findall(text) if not _is_there(name)] == [], path
        assert [place for place in _PLACED.findall(text) if not (PROJECT / place).exists()] == [], path


def test_a_module_of_ours_says_what_it_is() -> None:
    assert [path for path, text in _docstrings().items() if not text and (PROJECT / path).stat().st_size] == []
