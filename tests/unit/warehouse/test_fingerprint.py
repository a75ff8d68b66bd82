"""The fingerprint sees every file that the reader sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from korea_trade.statements import reader
from korea_trade.warehouse import fingerprint
from korea_trade.warehouse.settings import Settings


@pytest.mark.parametrize("name", ["ITEMS.CSV", "items.Csv", "items.csv"])
def test_a_file_that_the_reader_would_refuse_changes_the_fingerprint(tmp_path: Path, name: str) -> None:
    settings = Settings(sources=tmp_path, data=tmp_path / "data")
    before = fingerprint.current(settings)

    (tmp_path / name).write_text("item_id\n", encoding="utf-8")
    (tmp_path / "README.md").touch()

    assert [problem.file for problem in reader.undeclared([], tmp_path)] == [name]
    assert list(fingerprint.source_checksums(settings)) == [name]
    assert fingerprint.current(settings) != before
