"""A theme that was declared gets its file with the header; a file that is there stays as it is."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from korea_trade.authoring import source_headers
from korea_trade.warehouse.settings import PROJECT


def test_a_table_without_a_file_gets_its_header_and_no_other_file_is_touched(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    shutil.copytree(PROJECT / "sources", sources)
    kept = {path: path.read_bytes() for path in sources.rglob("*.csv") if path.name != "streaks.csv"}
    header = (sources / "streaks.csv").read_text(encoding="utf-8").splitlines()[0]
    (sources / "streaks.csv").unlink()

    assert source_headers.differences(sources) == ["sources/streaks.csv"]
    source_headers.write(sources)

    assert source_headers.differences(sources) == []
    assert (sources / "streaks.csv").read_text(encoding="utf-8") == header + "\n"
    assert {path: path.read_bytes() for path in kept} == kept


def test_the_headers_are_those_that_the_sources_have(tmp_path: Path) -> None:
    source_headers.write(tmp_path)

    for written in tmp_path.glob("*.csv"):
        with (PROJECT / "sources" / written.name).open(encoding="utf-8", newline="") as file:
            assert [next(csv.reader(file))] == list(csv.reader(written.read_text(encoding="utf-8").splitlines()))
