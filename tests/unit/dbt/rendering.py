"""Expressions of dbt's macros, evaluated in DuckDB.

Belongs here: what tests of several macros and models share. Does not belong here: rendering (`tools.dbt_sql`), and rows
made for one model, which are dbt's own unit tests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import duckdb

from korea_trade.statements.figure import Reading
from tools.dbt_sql import macros

# One for all queries, none of which leaves anything: opening it takes twenty times as long as a query.
_CONNECTION = duckdb.connect()


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
