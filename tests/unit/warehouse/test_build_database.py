"""The build database: what is said when it cannot be opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from korea_trade.warehouse import build_database
from korea_trade.warehouse.build_database import BuildDatabaseError


@pytest.mark.parametrize("content", [b"garbage", b"\0" * 20_000])
def test_a_damaged_build_database_is_told_with_its_remedy(tmp_path: Path, content: bytes) -> None:
    database = tmp_path / "build.duckdb"
    database.write_bytes(content)

    with (
        pytest.raises(BuildDatabaseError, match=r"build\.duckdb cannot be opened .* delete it and build\.duckdb\.wal"),
        build_database.opened(database),
    ):
        pass
