"""The history of a figure, as the models tell it.

Belongs here: the SQL of what is another figure and what the same with more digits, rendered from the macros of the
dbt project, the one place that says so. Does not belong here: the rule itself (`dbt_project/macros/history.sql`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

import jinja2

_MACROS: Final = Path(__file__).resolve().parents[2] / "dbt_project" / "macros" / "history.sql"


def is_another_figure(value: str, step: str, other: str, other_step: str) -> str:
    """SQL on whether a figure differs from another by more than a rounding to their steps explains."""
    sql: str = _macros().is_another_figure(value, step, other, other_step)
    return sql


def kept(prints: str) -> str:
    """SQL for those of the list `prints` of one figure that said something new, each with its `figure_no`."""
    sql: str = _macros().history(prints)
    return sql


@cache
def _macros() -> Any:
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)  # noqa: S701 - SQL, no page
    return environment.from_string(_MACROS.read_text(encoding="utf-8")).module
