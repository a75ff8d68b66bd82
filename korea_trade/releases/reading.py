"""Opening the database of a release to read it, as everything here does that only reads.

Belongs here: the connection and what it may do. Does not belong here: what is asked on it.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from korea_trade.literals import quoted


def opened(database: Path, *further: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to `database` that reaches no other file but those in the `further` folders and no host,
    and whose settings stay as they are.

    Whoever asks may be anyone: a setting can end the process, such as a log of the engine to a file it cannot reach.
    """
    connection = duckdb.connect(str(database), read_only=True)
    allowed = ", ".join(f"'{quoted(folder)}'" for folder in further)
    connection.execute(f"set allowed_directories = [{allowed}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection
