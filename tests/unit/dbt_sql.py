"""The SQL of single models and macros of the dbt project, without dbt: for what runs them on data of its own.

Belongs here: rendering the very files of the project. Does not belong here: any SQL.
"""

from __future__ import annotations

import jinja2

from korea_trade.warehouse.settings import DBT_PROJECT


def model(path: str, relations: dict[str, str]) -> str:
    """The SQL of the model file `path`; `relations` says where each model or raw table that it reads is."""
    text = (DBT_PROJECT / "models" / path).read_text(encoding="utf-8")
    return _environment().from_string(text).render(ref=relations.__getitem__, source=lambda _, name: relations[name])


def macro(name: str, *arguments: str) -> str:
    """The SQL that a macro of a file of its own name returns."""
    path = DBT_PROJECT / "macros" / f"{name}.sql"
    module = _environment().from_string(path.read_text(encoding="utf-8")).module
    return str(getattr(module, name)(*arguments))


def _environment() -> jinja2.Environment:
    return jinja2.Environment(autoescape=False)  # noqa: S701 (SQL is no HTML)
