"""Paths as SQL literals, for the statements of DuckDB that take no parameters.

Belongs here: quoting. Does not belong here: any statement.
"""

from pathlib import Path


def quoted(path: Path) -> str:
    """`path` as it stands between the quotes of an SQL literal."""
    return str(path).replace("'", "''")
