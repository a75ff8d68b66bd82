"""An answer of the published file in the format that is asked for.

Belongs here: printing it. Does not belong here: asking.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from typing import Any, Final

import click
import duckdb

FORMATS: Final = ("table", "csv", "json", "markdown")
_ROWS: Final = 10_000
_WIDTH: Final = 10_000
_WIDTH_OF_A_COLUMN: Final = 80


def show(answer: duckdb.DuckDBPyRelation, form: str) -> None:
    """Prints `answer`; a null is nothing in CSV and Markdown, and null in JSON."""
    if form == "table":
        answer.show(max_rows=_ROWS, max_width=_WIDTH, max_col_width=_WIDTH_OF_A_COLUMN)
        return
    columns, rows = answer.columns, [[_plain(value) for value in row] for row in answer.fetchall()]
    if form == "json":
        if len(set(columns)) < len(columns):
            raise click.ClickException("two columns have one name; give each a name of its own with `as`")
        objects = [dict(zip(columns, row, strict=True)) for row in rows]
        click.echo(json.dumps(objects, ensure_ascii=False, indent=2))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([columns, *([_text(value) for value in row] for row in rows)])
    else:
        for line in (columns, ["---"] * len(columns), *rows):
            click.echo(f"| {' | '.join(_in_a_cell(value) for value in line)} |")


def _plain(value: Any) -> Any:
    """What JSON can hold; the rest as a text, dates in ISO form among it."""
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, bool | list | dict) else str(value)


def _in_a_cell(value: Any) -> str:
    return " ".join(_text(value).replace("|", "\\|").split())
