"""A new DuckDB file for readers: the form that every client that is promised reads.

Belongs here: storage version and size of blocks, and leaving the file finished. Does not belong here: what is in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from korea_trade.literals import quoted

# Read by every DuckDB since 1.1, so that BI tools with older drivers open the file.
_STORAGE_VERSION: Final = "v1.0.0"
# The smallest there is: each column of each small table takes a block of its own.
_BLOCK_SIZE: Final = 16384


@contextmanager
def made(connection: duckdb.DuckDBPyConnection, file: Path) -> Iterator[None]:
    """The new `file` as the database `release` that statements go to, and complete on disk once that has succeeded."""
    connection.execute(
        f"attach '{quoted(file)}' as release (storage_version '{_STORAGE_VERSION}', block_size {_BLOCK_SIZE})"
    )
    connection.execute("use release")
    yield
    connection.execute("use memory")
    connection.execute("checkpoint release")
    connection.execute("detach release")
