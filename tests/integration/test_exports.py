"""The exports of the real release: nothing is lost or changed on the way, and the standard's own library agrees."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import openpyxl
import pytest

from korea_trade.presentation import exports, parts
from korea_trade.presentation.exports import tables, workbook
from korea_trade.presentation.exports.tables import Table
from tests.warehouses import FirstBuild

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def release(first_build: FirstBuild, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of the first build, with its exports, in a folder of its own."""
    folder = tmp_path_factory.mktemp("exports") / "release"
    shutil.copytree(first_build.as_built.settings.published.resolve(), folder)
    exports.write(folder)
    workbook.write(folder)
    return folder


@pytest.fixture(scope="module")
def published(release: Path) -> Sequence[Table]:
    """Every table and view of the release."""
    with tables.opened(release) as connection:
        return tables.read(connection)


def _back(table: Table, file: str) -> str:
    """A query that reads a file as the table that it was."""
    if file.endswith(".parquet"):
        return f"from '{file}'"
    types = {column.name: "JSON" if column.is_list else column.type for column in table.columns}
    lists = [
        f'from_json("{each.name}", \'{_json(each.type)}\') as "{each.name}"' for each in table.columns if each.is_list
    ]
    replaced = f"replace ({', '.join(lists)})" if lists else ""
    # An empty text in quotes is one, an empty cell is null.
    return (
        f"select * {replaced} from read_csv('{file}', header = true, auto_detect = false, allow_quoted_nulls = false, "
        f"columns = {types}, delim = ',', quote = '\"', escape = '\"', new_line = '\\r\\n')"
    )


def _json(kind: str) -> str:
    """A list of structs as from_json wants its shape."""
    fields = kind.removeprefix("STRUCT(").removesuffix(")[]").replace('"', "")
    return json.dumps([dict(field.split() for field in fields.split(", "))])


@pytest.mark.parametrize("form", ["exports/{}.csv", "{}.parquet"])
def test_every_table_reads_back_as_it_is(release: Path, published: Sequence[Table], form: str) -> None:
    with duckdb.connect(str(release / "korea_trade.duckdb"), read_only=True) as connection:
        for table in published:
            back = _back(table, str(release / form.format(table.name)))
            differing = connection.execute(
                f'(from "{table.name}" except all ({back})) union all (({back}) except all from "{table.name}")'
            ).fetchall()
            assert (table.name, differing) == (table.name, [])


def test_every_table_is_a_sheet_with_all_its_rows(release: Path, published: Sequence[Table]) -> None:
    book = openpyxl.load_workbook(release / parts.WORKBOOK.entry, read_only=True)
    with tables.opened(release) as connection:
        for table in published:
            shown = [list(row) for row in book[table.name].iter_rows(min_row=workbook.FIRST_ROW + 1, values_only=True)]
            meant = [[_in_excel(value) for value in row] for row in connection.execute(table.query).fetchall()]
            assert (table.name, [row for row in shown if any(cell is not None for cell in row)]) == (table.name, meant)


def _in_excel(value: Any) -> Any:
    """What openpyxl makes of a value in a cell: days with an hour, and 16 digits."""
    match value:
        case float():
            return float(f"{value:.16G}")
        case date():
            return datetime(value.year, value.month, value.day)  # noqa: DTZ001
        case _:
            return value


def test_every_number_that_is_no_integer_has_a_unit(published: Sequence[Table]) -> None:
    without = [
        f"{table.name}.{column.name}"
        for table in published
        for column in table.columns
        if column.type == "DOUBLE" and not str(column.unit)
    ]
    assert without == []


def test_the_unit_of_a_row_is_a_column_of_it(published: Sequence[Table]) -> None:
    named = {(table.name, column.unit.column) for table in published for column in table.columns if column.unit.column}
    there = {(table.name, column.name) for table in published for column in table.columns}
    assert named <= there


def test_the_data_package_is_valid_and_asks_nobody(
    release: Path, published: Sequence[Table], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(socket.socket, "connect", refused)
    report = frictionless.Package(str(release / "datapackage.json")).validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []
    checked = {task.name: task.type for task in report.tasks}
    assert checked == {f"{table.name}.csv": "table" for table in published} | {
        f"{table.name}.parquet": "file" for table in published
    }


def test_the_descriptor_finds_what_was_changed_afterwards(release: Path, tmp_path: Path) -> None:
    changed = shutil.copytree(release, tmp_path / "changed")
    file = changed / "exports" / "fct_breadth.csv"
    file.write_bytes(file.read_bytes().replace(b"a03", b"a99"))
    package = frictionless.Package(str(changed / "datapackage.json"))
    kinds = {error.type for error in package.get_resource("fct_breadth.csv").validate().tasks[0].errors}
    assert kinds == {"hash-count", "foreign-key"}


def test_the_descriptor_says_what_the_release_is(release: Path, published: Sequence[Table]) -> None:
    descriptor = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    manifest = tables.manifest(release)
    assert (descriptor["version"], descriptor["created"]) == (manifest.release_id, manifest.created)
    assert len(descriptor["sources"]) == 10
    assert all(source["title"] and source["knownFrom"] for source in descriptor["sources"])
    fields = [field for resource in descriptor["resources"] for field in resource["schema"]["fields"]]
    assert all(field["description"] for field in fields)
    keys = {name: list(table.key) for table in published for name in (f"{table.name}.csv", f"{table.name}.parquet")}
    assert {each["name"]: each["schema"].get("primaryKey", []) for each in descriptor["resources"]} == keys
