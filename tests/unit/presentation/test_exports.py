"""The exports of a release: what becomes of each kind of value, what does not fit, and what is missing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from korea_trade.presentation import exports
from korea_trade.presentation.exports import csv_files, data_package, references, tables, unit, workbook
from korea_trade.presentation.exports.references import Reference
from korea_trade.presentation.exports.unit import Unit

Released = Callable[..., Path]


@pytest.mark.parametrize(
    ("description", "found"),
    [
        ("Exports of the month in full US dollars, negative for a decrease", Unit("USD")),
        ("Growth on the month before in percent", Unit("percent")),
        ("Latest value less the first in the row's unit, for a percentage in percentage points", Unit(column="unit")),
        ("Value in the unit of level_unit that the claim is about", Unit(column="level_unit")),
        ("Number of members that rose", Unit("count")),
        ("Number of months or years of the run", Unit(column="frequency")),
        ("Place of the run by length, 1 for the longest", Unit("rank")),
        ("Place of the article in the corpus", unit.NONE),
        ("Sentence within the paragraph counted from 1", unit.NONE),
    ],
)
def test_a_description_names_the_unit(description: str, found: Unit) -> None:
    assert unit.of(description) == found


def test_what_is_no_number_has_no_unit_whatever_its_description_says() -> None:
    assert tables.Column("series_id", "VARCHAR", "A threshold in full US dollars", True).unit == unit.NONE


def test_csv_tells_null_from_an_empty_text_and_quotes_what_needs_it(released: Released) -> None:
    release = released(
        """create table odd as select * from (values
            (1, '', 'a,b', 0.1::double + 0.2), (2, null, 'say "x"', 1e22), (3, '=1+1', E'two\\nlines', null)
        ) as row(no, text, more, number)"""
    )
    csv_files.write(release, release / "exports")
    assert (release / "exports" / "odd.csv").read_bytes() == (
        b'no,text,more,number\r\n1,"","a,b",0.30000000000000004\r\n2,,"say ""x""",1e+22\r\n3,=1+1,"two\nlines",\r\n'
    )


def test_a_list_is_json_in_csv(released: Released) -> None:
    release = released("create table odd as select [{'value': 1.5, 'day': date '2024-03-01'}] as later")
    csv_files.write(release, release / "exports")
    header, line, _ = (release / "exports" / "odd.csv").read_text(encoding="utf-8").split("\n")
    assert header.strip() == "later"
    assert json.loads(line.strip()[1:-1].replace('""', '"')) == [{"value": 1.5, "day": "2024-03-01"}]


def test_rows_lie_in_the_same_order_however_they_were_stored(released: Released) -> None:
    release = released("create table odd as select * from (values (2), (null), (1)) as row(no)")
    csv_files.write(release, release / "exports")
    assert (release / "exports" / "odd.csv").read_text(encoding="utf-8").split() == ["no", "1", "2"]


def _cells(release: Path, sheet: str, **options: Any) -> Any:
    file = workbook.write(release, **options)
    return openpyxl.load_workbook(file)[sheet]


@pytest.mark.parametrize("text", ["=1+1", "+35.7%", "-14.2%", "@SUM(A1)", "{=1}", "https://zinc.example", "007", "<r>"])
def test_text_stays_text_in_the_workbook(released: Released, text: str) -> None:
    cell = _cells(released(f"create table odd as select '{text}' as text"), "odd")["A6"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_date_is_a_date_that_excel_knows_and_else_its_text(released: Released) -> None:
    release = released(
        "create table odd as select * from (values (date '1899-12-31'), (date '2024-03-01')) as row(day)"
    )
    sheet = _cells(release, "odd")
    assert sheet["A6"].value == "1899-12-31"
    assert (sheet["A7"].value, sheet["A7"].number_format) == (datetime(2024, 3, 1), "yyyy-mm-dd")  # noqa: DTZ001


def test_a_number_that_excel_would_change_is_kept_as_text(released: Released) -> None:
    release = released(
        "create table odd as select 9007199254740993 as large, 'infinity'::double as endless, 7 as small"
    )
    sheet = _cells(release, "odd")
    assert [cell.value for cell in sheet[6]] == ["9007199254740993", "inf", 7]


def test_numbers_look_as_the_unit_of_their_row_asks_for(released: Released) -> None:
    sheet = _cells(released(), "fct_statement")
    assert [(sheet.cell(row, 4).value, sheet.cell(row, 4).number_format) for row in (6, 7)] == [
        (5_000_000_000, "#,##0"),
        (35.7, "General"),
    ]
    assert sheet["D4"].value == "as unit"


def test_a_statement_leads_to_its_figure_its_article_and_its_place_there(released: Released) -> None:
    release = released("create table fct_zinc as select 's2' as value_statement_id, 's9' as yoy_statement_id")
    file = workbook.write(release)
    book = openpyxl.load_workbook(file)
    known, unknown = book["fct_zinc"][6]
    assert (known.hyperlink.location, unknown.hyperlink) == ("Statements!A7", None)
    statements = book["Statements"]
    found = dict(zip((cell.value for cell in statements[5]), (cell.value for cell in statements[7]), strict=True))
    assert found["statement_id"] == "s2"
    assert found["figure"] == "+35.7%"
    assert (found["title"], found["paragraph"], found["sentence"]) == ("Zinc rises", 1, 2)


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        ("select range as no from range(4)", "4 rows are more than the 3 of a sheet"),
    ],
)
def test_a_table_that_excel_does_not_take_whole_is_told_of_and_not_cut(
    released: Released, made: str, reason: str
) -> None:
    release = released(f"create table odd as {made}")
    file = workbook.write(release, most_rows=3)
    book = openpyxl.load_workbook(file)
    assert "odd" not in book.sheetnames
    (line,) = [row for row in book["Contents"].values if row[0] == "odd"]
    assert line[4] == f"No sheet: {reason}. The table is in odd.csv and odd.parquet"


def test_names_that_excel_does_not_take_stay_apart() -> None:
    long = ["fct_" + "x" * 40 + end for end in ("a", "b")]
    names = workbook.sheet_names(["dim_item", *long])
    assert names[0] == "dim_item"
    assert len(set(names)) == 3
    assert max(map(len, names)) == 31


def test_the_same_release_makes_the_same_files(released: Released) -> None:
    release = released()

    def made() -> dict[Path, bytes]:
        return {file: file.read_bytes() for file in release.rglob("*") if file.is_file()}

    exports.write(release)
    workbook.write(release)
    first = made()
    exports.write(release)
    workbook.write(release)
    assert made() == first


def test_exports_of_before_are_replaced(released: Released) -> None:
    release = released()
    (release / "exports" / "of_yesterday.csv").touch()
    made = exports.write(release)
    workbook.write(release)
    assert sorted(file.name for file in (release / "exports").iterdir()) == [
        "dim_article.csv",
        "fct_statement.csv",
        "korea_trade.xlsx",
    ]
    assert made.bytes == sum(file.stat().st_size for file in (*made.csv, made.descriptor))


@pytest.mark.parametrize("missing", ["korea_trade.duckdb", "manifest.json"])
def test_a_folder_that_is_no_release_is_refused_and_left_alone(released: Released, missing: str) -> None:
    release = released()
    (release / missing).unlink()
    (release / "exports" / "kept.csv").touch()
    with pytest.raises(exports.ExportError, match=f"is no release: its {missing}"):
        exports.write(release)
    assert (release / "exports" / "kept.csv").exists()


def test_a_file_that_cannot_be_described_is_named(released: Released) -> None:
    release = released()
    (release / "dim_article.parquet").unlink()
    with pytest.raises(exports.ExportError, match=r"dim_article\.parquet is to be described and cannot be read"):
        exports.write(release)


def test_a_type_that_the_standard_does_not_know_is_named(released: Released) -> None:
    release = released("create table odd as select interval '1 day' as span")
    with pytest.raises(exports.ExportError, match=r"odd\.span is of type INTERVAL"):
        exports.write(release)


def test_statements_that_cannot_be_traced_are_refused(released: Released) -> None:
    release = released("alter table fct_statement drop column paragraph")
    with pytest.raises(exports.ExportError, match=r"without fct_statement\.paragraph"):
        workbook.write(release)


def test_the_database_of_a_release_reaches_no_other_file(released: Released) -> None:
    release = released()
    with tables.opened(release, release / "exports") as connection, pytest.raises(duckdb.PermissionException):
        connection.execute(f"from '{release}/dim_article.parquet'")


def test_a_reference_is_one_by_name_and_by_every_row(released: Released) -> None:
    release = released(
        """create table fct_zinc as select * from (values
            ('s1', 's1', 'a01'), ('s2', 's9', null)
        ) as row(statement_id, level_statement_id, value_article_id)"""
    )
    with tables.opened(release) as connection:
        found = {table.name: table for table in tables.read(connection)}
        assert references.of(connection, found["fct_zinc"], list(found.values())) == [
            Reference(["value_article_id"], "dim_article", ["article_id"]),
            Reference(["statement_id"], "fct_statement", ["statement_id"]),
        ]


def test_a_table_that_refers_to_itself_names_no_other(released: Released) -> None:
    release = released("alter table dim_article add column later_article_id varchar")
    csv_files.write(release, release / "exports")
    resources = json.loads(data_package.write(release).read_text(encoding="utf-8"))["resources"]
    (article,) = [each for each in resources if each["name"] == "dim_article.csv"]
    assert article["schema"]["foreignKeys"] == [
        {"fields": ["later_article_id"], "reference": {"fields": ["article_id"]}}
    ]


def test_a_text_that_no_cell_takes_is_told_of_in_its_place_and_its_table_stays(released: Released) -> None:
    release = released("create table odd as select 'short' as text union all select repeat('x', 32768)")
    book = openpyxl.load_workbook(workbook.write(release))
    texts = {str(row[0].value) for row in book["odd"].iter_rows(min_row=workbook.FIRST_ROW + 1)}
    assert texts == {
        "short",
        "A text of 32,768 characters, too long for a cell: the CSV and Parquet files of the table have it",
    }
