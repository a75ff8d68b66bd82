"""What the tests of series share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from korea_trade.warehouse.settings import PROJECT


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """The reference lists, and no series."""
    folder = tmp_path / "sources"
    folder.mkdir()
    for name in ("items", "partners", "aliases"):
        shutil.copy(PROJECT / "sources" / f"{name}.csv", folder)
    return folder
