"""Which columns of a release name a row of another table.

Belongs here: finding references by the names of keys and holding them against the rows. Does not belong here: how they
are declared in some format.

The database of a release keeps no foreign keys, and a view cannot have any. Names tell them: a column is called like
the key that it refers to, or ends so (`rank_population_id`), and a measure is named without `_id`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb

from korea_trade.presentation.exports.tables import Table


@dataclass(frozen=True)
class Reference:
    """`columns` name a row of the table `to` by its key `key`, column by column."""

    columns: Sequence[str]
    to: str
    key: Sequence[str]


def of(connection: duckdb.DuckDBPyConnection, table: Table, tables: Sequence[Table]) -> list[Reference]:
    """The references of `table` to any of `tables`, each of which holds in every row that has no empty part of it."""
    named = list(_named(table, tables))
    if not named:
        return []
    # A view is computed once for all of its references.
    columns = ", ".join(f'"{name}"' for name in dict.fromkeys(name for each in named for name in each.columns))
    holds = connection.execute(
        f'with here as materialized (select distinct {columns} from "{table.name}") '
        f"select {', '.join(map(_holds, named))}"
    ).fetchone()
    assert holds is not None  # a select without a table has one row
    return [each for each, is_held in zip(named, holds, strict=True) if is_held]


def _named(table: Table, tables: Sequence[Table]) -> Iterator[Reference]:
    """What the names of the columns suggest, dimensions and the statements being what can be referred to."""
    names = [column.name for column in table.columns]
    for other in tables:
        if not other.key or not (other.name.startswith("dim_") or other.name == "fct_statement"):
            continue
        if len(other.key) > 1:
            if other is not table and set(other.key) <= set(names):
                yield Reference(other.key, other.name, other.key)
            continue
        (key,) = other.key
        for name in names:
            is_own_key = other is table and name == key
            if not is_own_key and (name in (key, key.removesuffix("_id")) or name.endswith(f"_{key}")):
                yield Reference([name], other.name, other.key)


def _holds(reference: Reference) -> str:
    """SQL that tells whether each row of `here` without an empty part of the reference names one that there is."""
    pairs = " and ".join(
        f'here."{column}" = there."{key}"' for column, key in zip(reference.columns, reference.key, strict=True)
    )
    whole = " and ".join(f'here."{column}" is not null' for column in reference.columns)
    return f'not exists (from here anti join "{reference.to}" as there on {pairs} where {whole})'
