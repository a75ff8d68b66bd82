"""Opening the database of a release to read it, as everything here does that only reads.

Belongs here: the connection and what it may do. Does not belong here: what is asked on it.
"""

from __future__ import annotations

from pathlib import Path

import duckdb


def opened(database: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to `database` that reaches no other file and no host, and whose settings stay as they are.

    Whoever asks may be anyone: a setting can end the process, such as a log of the engine to a file it cannot reach.
    """
    return duckdb.connect(
        str(database), read_only=True, config={"enable_external_access": "false", "lock_configuration": "true"}
    )
