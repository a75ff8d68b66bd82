"""The SQL of dbt's macros and models, made by plain Jinja and evaluated in DuckDB, without a dbt project around it.

Belongs here: what tests of several macros and models share. Does not belong here: rows made for one model, which are
dbt's own unit tests.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

import duckdb
from jinja2 import Environment

from korea_trade.statements.figure import Reading
from korea_trade.warehouse.settings import DBT_PROJECT

_MACROS = "".join(path.read_text(encoding="utf-8") for path in sorted((DBT_PROJECT / "macros").glob("*.sql")))
_ENVIRONMENT = Environment(autoescape=False, extensions=["jinja2.ext.do"])  # noqa: S701 - makes SQL, no page
# One for all queries, none of which leaves anything: opening it takes twenty times as long as a query.
_CONNECTION = duckdb.connect()
macros: Any = _ENVIRONMENT.from_string(_MACROS).module


def models(name: str, given: Collection[str]) -> dict[str, str]:
    """The SQL of a model and before it that of all models that it reads, but for the tables `given`.

    In it `ref('stg_items')` is the table stg_items.
    """
    found: dict[str, str] = {}

    def ref(referred: str) -> str:
        if referred not in given and referred not in found:
            found.update(models(referred, {*given, *found}))
        return referred

    [path] = (DBT_PROJECT / "models").rglob(f"{name}.sql")
    sql = _ENVIRONMENT.from_string(_MACROS + path.read_text(encoding="utf-8")).render(ref=ref)
    return found | {name: sql}


def interval(reading: Reading) -> str:
    """What a print leaves possible, as the SQL of a literal."""
    lower, upper = ("null" if end is None else repr(float(end)) for end in (reading.lower, reading.upper))
    text: str = macros.interval(lower, upper, str(reading.lower_closed), str(reading.upper_closed))
    return text


def table(rows: Sequence[Mapping[str, str]]) -> str:
    """A query that gives rows of SQL expressions, all of the same columns."""
    values = ", ".join(f"({', '.join(row.values())})" for row in rows)
    return f"select * from (values {values}) as given ({', '.join(rows[0])})"


def evaluate(rows: Sequence[Mapping[str, str]], *steps: Mapping[str, str]) -> list[dict[str, Any]]:
    """The rows with the columns that each step adds, one after the other."""
    query = f"from ({table([{'row_no': str(row_no), **row} for row_no, row in enumerate(rows)])})"
    for step in steps:
        columns = ", ".join(f"{expression} as {name}" for name, expression in step.items())
        query = f"from (select *, {columns} {query})"
    result = _CONNECTION.execute(f"{query} order by row_no")
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def number(value: Decimal) -> str:
    """A number as the SQL of a literal."""
    return f"{float(value)!r}::double"
