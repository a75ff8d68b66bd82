"""Opening the databases of a release to read them, as everything here does that only reads.

Belongs here: the connection and what it may do, and what may be asked where it could write. Does not belong here: what
is asked on it.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from korea_trade.errors import WarehouseError
from korea_trade.literals import quoted
from korea_trade.releases import layout


class QuestionError(WarehouseError):
    """What was asked is not one query."""


def opened(database: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to `database` that reaches no other file and no host, and whose settings stay as they are.

    Whoever asks may be anyone: a setting can end the process, such as a log of the engine to a file it cannot reach.
    """
    return duckdb.connect(
        str(database), read_only=True, config={"enable_external_access": "false", "lock_configuration": "true"}
    )


def opened_with_customs(release: Path, months: Path) -> duckdb.DuckDBPyConnection:
    """The same to the customs detail of `release`, its folder, and to its tables as `published`; what it reaches
    besides are the files in the folder `months`. `answer` asks it, for DuckDB writes wherever it may read.

    What may be reached has to be said before the rest is closed, and so of a database that no other connection shares.
    """
    connection = duckdb.connect()
    connection.execute(f"set allowed_directories = ['{quoted(months)}']")
    for name, file in (("customs", layout.CUSTOMS), ("published", layout.DATABASE)):
        connection.execute(f"attach '{quoted(release / file)}' as {name} (read_only)")
    connection.execute("use customs")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


def answer(connection: duckdb.DuckDBPyConnection, question: str) -> duckdb.DuckDBPyRelation:
    """The answer to one query. Raises QuestionError for anything else, such as a `copy` into a file of the store."""
    kinds = [statement.type for statement in connection.extract_statements(question)]
    if kinds == [duckdb.StatementType.SELECT]:
        return connection.sql(question)
    if kinds == [duckdb.StatementType.MULTI]:  # it holds a pivot, and whatever surrounds that
        return connection.sql(f"from (\n{question.rstrip().rstrip(';')}\n)")
    raise QuestionError(
        f"that holds {len(kinds)} statements; ask one query at a time"
        if len(kinds) != 1
        else "that is no query; what begins with select, from, with, pivot, describe, summarize or show can be asked"
    )
