"""The SQL of dbt's models and macros, made by plain Jinja: for tests and benchmarks that run them on data of their own.

Belongs here: rendering the very files of the dbt project. Does not belong here: any SQL, and rows made for one model,
which are dbt's own unit tests.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment

from korea_trade.warehouse.settings import DBT_PROJECT

_FOLDER: Final = DBT_PROJECT / "macros"
_MACROS: Final = "".join(path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.sql")))
_ENVIRONMENT: Final = Environment(autoescape=False, extensions=["jinja2.ext.do"])  # noqa: S701 - makes SQL, no page


def answer(text: str) -> Any:
    """The value with which a generated macro answers; to give an object back is dbt's own addition to Jinja."""
    return json.loads(text[text.index("return(") + len("return(") : text.rindex(")")])


for _path in _FOLDER.glob("listed/*.sql"):
    _ENVIRONMENT.globals[_path.stem] = partial(answer, _path.read_text(encoding="utf-8"))
# Each macro of a file directly in macros/ by its name.
macros: Final[Any] = _ENVIRONMENT.from_string(_MACROS).module


def model(name: str, relations: Mapping[str, str]) -> str:
    """The SQL of a model; `relations` says where each model or raw table that it reads is."""
    return _rendered(_file(name), ref=relations.__getitem__, source=lambda _, table: relations[table])


def models(name: str, given: Collection[str]) -> dict[str, str]:
    """The SQL of a model and before it that of all models that it reads, but for the tables `given`.

    In it `ref('stg_items')` is the table stg_items.
    """
    found: dict[str, str] = {}

    def ref(referred: str) -> str:
        if referred not in given and referred not in found:
            found.update(models(referred, {*given, *found}))
        return referred

    sql = _rendered(_file(name), ref=ref)
    return found | {name: sql}


def _file(name: str) -> Path:
    [path] = (DBT_PROJECT / "models").rglob(f"{name}.sql")
    return path


def _rendered(path: Path, **functions: Any) -> str:
    return _ENVIRONMENT.from_string(_MACROS + path.read_text(encoding="utf-8")).render(**functions)
