"""Paths as SQL literals, for the statements of DuckDB that take no parameters.

Belongs here: quoting, and keeping DuckDB from taking a name for a pattern. Does not belong here: any statement.
"""

import re
from pathlib import Path
from typing import Final

# What DuckDB takes for a pattern in the path of a file to read; alone in brackets each means itself.
_PATTERN: Final = re.compile(r"[*?\[]")


def quoted(path: Path) -> str:
    """`path` as it stands between the quotes of an SQL literal, where DuckDB opens or writes just that file."""
    return str(path).replace("'", "''")


def quoted_to_read(path: Path) -> str:
    """The same for `read_csv` and `read_parquet`, which would read what a name such as `a[1].csv` matches: `a1.csv`."""
    return _PATTERN.sub(r"[\g<0>]", quoted(path))
