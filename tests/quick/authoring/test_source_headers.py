"""A theme that was declared gets its file with the header; a file that is there stays as it is."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from korea_trade.authoring import source_headers
from korea_trade.statements import declaration
from korea_trade.warehouse.settings import PROJECT


def test_a_table_without_a_file_gets_its_header_and_no_other_file_is_touched(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    shutil.copytree(PROJECT / "sources", sources)
    kept = {path: path.read_bytes() for path in sources.rglob("*.csv") if path.name != "shares.csv"}
    header = (sources / "shares.csv").read_text(encoding="utf-8").splitlines()[0]
    (sources / "shares.csv").unlink()

    assert source_headers.differences(sources) == ["sources/shares.csv"]
    source_headers.write(sources)

    assert source_headers.differences(sources) == []
    assert (sources / "shares.csv").read_text(encoding="utf-8") == header + "\n"
    assert {path: path.read_bytes() for path in kept} == kept


def test_the_headers_are_those_that_the_sources_have_but_for_columns_with_a_default(tmp_path: Path) -> None:
    source_headers.write(tmp_path)
    tables = {table.file_name: table for table in declaration.load().tables.values()}

    for written in tmp_path.glob("*.csv"):
        by_default = {column.name for column in tables[written.name].columns if column.default is not None}
        with (PROJECT / "sources" / written.name).open(encoding="utf-8", newline="") as file:
            header = [name for name in next(csv.reader(file)) if name not in by_default]
        assert [header] == list(csv.reader(written.read_text(encoding="utf-8").splitlines()))
