"""Observed series: a file is read as it is, or refused with file, line, column and what to do about it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from korea_trade.series import observed
from korea_trade.series.files import SERIES_FOLDER, series_files
from korea_trade.statements.reader import Problem

HEADER = "month,flow,item,partner,value_usd,source\n"
GOOD = "2023-01,exports,,,5,Customs\n"

Refused = Callable[..., list[Problem]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / SERIES_FOLDER).mkdir()
    return tmp_path / SERIES_FOLDER


@pytest.fixture
def refused(folder: Path) -> Refused:
    """The problems of `content` as a CSV file, where tin is the only item and china the only partner."""

    def problems(content: str | bytes, name: str = "made.csv") -> list[Problem]:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        found = observed.problems(duckdb.connect(), path, ["tin"], ["china"])
        assert all(problem.file == f"observed/{name}" and problem.remedy for problem in found)
        return found

    return problems


def loaded(path: Path) -> list[tuple[Any, ...]]:
    return duckdb.sql(
        f"select * exclude (source, source_file) from ({observed.rows(path)}) order by source_line"
    ).fetchall()


def parquet(folder: Path, name: str = "made", **columns: str) -> Path:
    """A Parquet file of one good row in which `columns` replace or add some."""
    row = {
        "month": "date '2023-01-01'",
        "flow": "'exports'",
        "item": "null::varchar",
        "partner": "null::varchar",
        "value_usd": "5::double",
        "source": "'Customs'",
    } | columns
    path = folder / f"{name}.parquet"
    duckdb.execute(f"copy (select {', '.join(f'{sql} as {name}' for name, sql in row.items())}) to '{path}'")
    return path


# What is read


def test_item_and_partner_make_the_subject(folder: Path, refused: Refused) -> None:
    rows = [",,1,a", "tin,,2,a", ",china,3,a", "tin,china,4.5,a"]
    content = HEADER + "".join(f"2023-01,exports,{row}\n" for row in rows)
    assert refused(content) == []
    assert [row[1:7] for row in loaded(folder / "made.csv")] == [
        ("exports", None, None, "total", "all", 1.0),
        ("exports", "tin", None, "item", "tin", 2.0),
        ("exports", None, "china", "partner", "china", 3.0),
        ("exports", "tin", "china", "item_partner", "tin/china", 4.5),
    ]


def test_both_forms_of_a_month_are_its_first_day(folder: Path, refused: Refused) -> None:
    assert refused(f"{HEADER}2023-01,exports,,,1,a\n2023-02-01,exports,,,1,a\n") == []
    assert [(str(row[0]), row[-1]) for row in loaded(folder / "made.csv")] == [("2023-01-01", 2), ("2023-02-01", 3)]


@pytest.mark.parametrize(
    "content",
    [
        ("\ufeff" + HEADER + GOOD).encode(),
        (HEADER + GOOD).replace("\n", "\r\n").encode(),
        (HEADER + GOOD).rstrip().encode(),
        (HEADER + GOOD + "\n\n").encode(),
        (HEADER + '2023-01,exports,"","",5,"Customs, monthly"\n').encode(),
        HEADER.encode(),
    ],
    ids=["byte-order mark", "CRLF", "no last line end", "blank lines at the end", "quotes", "no rows"],
)
def test_what_spreadsheets_do_to_a_file_does_no_harm(refused: Refused, content: bytes) -> None:
    assert refused(content) == []


@pytest.mark.parametrize(
    "number",
    ["5::double", "5::integer", "5::bigint", "5::decimal(18,2)", "5::utinyint", "5::uinteger", "5::ubigint"],
)
def test_a_parquet_file_may_have_any_type_of_number(folder: Path, number: str) -> None:
    path = parquet(folder, value_usd=number)
    assert observed.problems(duckdb.connect(), path, [], []) == []
    assert [(row[6], row[-1]) for row in loaded(path)] == [(5.0, 1)]


@pytest.mark.parametrize("above", ["flow=imports", "value_usd=7", "month=2020-01-01", "source=x", "year=2024"])
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_folder_above_a_file_says_nothing_of_its_rows(tmp_path: Path, above: str, kind: str) -> None:
    folder = tmp_path / above / SERIES_FOLDER
    folder.mkdir(parents=True)
    path = parquet(folder)
    if kind == "csv":
        path = folder / "made.csv"
        path.write_text(HEADER + GOOD, encoding="utf-8")
    assert observed.problems(duckdb.connect(), path, [], []) == []
    assert [(str(row[0]), row[1], row[6]) for row in loaded(path)] == [("2023-01-01", "exports", 5.0)]
    assert duckdb.sql(f"select source from ({observed.rows(path)})").fetchall() == [("Customs",)]


@pytest.mark.parametrize(
    ("name", "neighbour"),
    [("a[1]", "a1"), ("a*", "ab"), ("a?", "ab"), ("a[!b]", "ac"), ("a[", "a"), ("a]", "a"), ("a{b,c}", "ab")],
)
@pytest.mark.parametrize("of_a_folder", [True, False])
def test_a_name_is_no_pattern_for_its_neighbour(tmp_path: Path, name: str, neighbour: str, of_a_folder: bool) -> None:
    values: dict[Path, float] = {}
    for value, one in ((5, name), (6, neighbour)):
        sources, file = (tmp_path / one, "made") if of_a_folder else (tmp_path, one)
        (sources / SERIES_FOLDER).mkdir(parents=True, exist_ok=True)
        path = sources / SERIES_FOLDER / f"{file}.csv"
        path.write_text(f"{HEADER}2023-01,exports,,,{value},Customs\n", encoding="utf-8")
        values[path] = value
        values[parquet(path.parent, file, value_usd=str(value))] = value
    assert {path: [row[6] for row in loaded(path)] for path in values} == {path: [values[path]] for path in values}


# What is refused


@pytest.mark.parametrize(
    ("content", "line", "rule"),
    [
        ((HEADER + GOOD).replace("\n", "\r"), 1, "the line ends with a carriage return alone, as on an old Mac"),
        (HEADER + GOOD + GOOD.strip() + "\r", 3, "the line ends with a carriage return alone, as on an old Mac"),
        (HEADER + GOOD.replace("\n", "\r\n") + GOOD, 2, "the line ends in another way than the first"),
        (HEADER.replace("\n", "\r\n") + GOOD, 2, "the line ends in another way than the first"),
        (HEADER + GOOD + f"2023-02,exports,,,5,{'x' * 3_000_000}\n", 3, "the line is longer than two million bytes"),
        ("x" * 200_000 + "\n" + GOOD, 1, "a cell holds more than 131,072 characters"),
    ],
    ids=["old Mac", "old Mac at the end", "one CRLF among LF", "one LF among CRLF", "3 MB in a cell", "a long header"],
)
def test_a_file_in_bad_shape_is_refused_by_its_line(refused: Refused, content: str, line: int, rule: str) -> None:
    (problem,) = refused(content)
    assert (problem.line, problem.rule) == (line, rule)


@pytest.mark.parametrize(
    "name", [os.fsdecode("수출.csv".encode("euc-kr")), "a\nb.csv", "a\\b.csv", "zero\u200bwidth.csv"]
)
def test_a_name_that_cannot_be_told_is_refused_in_a_way_that_can(folder: Path, name: str) -> None:
    (folder / name).write_text(HEADER + GOOD, encoding="utf-8")
    (path,) = series_files(folder.parent)
    (problem,) = observed.problems(duckdb.connect(), path, [], [])
    assert problem.remedy == "rename the file"
    assert str(problem).isprintable()


def test_what_is_no_file_is_refused_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "made.csv")
    (problem,) = observed.problems(duckdb.connect(), folder / "made.csv", [], [])
    assert problem.rule == "the file cannot be read (it is no file)"


@pytest.mark.parametrize("name", [".#made.csv", "._made.csv", "~$made.csv", ".made.parquet"])
def test_what_a_program_left_is_no_series(folder: Path, name: str) -> None:
    (folder / name).symlink_to("somebody@elsewhere.1:2")
    assert series_files(folder.parent) == []
    assert observed.undeclared(folder.parent) == []


@pytest.mark.parametrize(
    ("row", "column", "value", "rule"),
    [
        ("2023-13,exports,,,5,a", "month", "2023-13", "the value is no month"),
        ("2023-01-02,exports,,,5,a", "month", "2023-01-02", "the value is no month"),
        ("1899-12,exports,,,5,a", "month", "1899-12", "the value is no month"),
        (",exports,,,5,a", "month", "", "the value is no month"),
        ("2023-01,balance,,,5,a", "flow", "balance", "the value is none of exports, imports"),
        ("2023-01,,,,5,a", "flow", "", "the value is none of exports, imports"),
        ("2023-01,exports,zinc,,5,a", "item", "zinc", "the item is not listed in items.csv"),
        ("2023-01,exports,,japan,5,a", "partner", "japan", "the partner is not listed in partners.csv"),
        ("2023-01,exports,,,-5,a", "value_usd", "-5", "the value is negative"),
        ("2023-01,exports,,,1e9,a", "value_usd", "1e9", "the value is not of the type number"),
        ("2023-01,exports,,,nan,a", "value_usd", "nan", "the value is not of the type number"),
        (f"2023-01,exports,,,{'9' * 400},a", "value_usd", "9" * 400, "the value is not of the type number"),
        ("2023-01,exports,,,,a", "value_usd", "", "the value is not of the type number"),
        ('2023-01,exports,,,5,""', "source", "", "the source is empty"),
        ("2023-01,exports,,,5, a", "source", " a", "the value begins or ends with white space"),
        (
            '2023-01,exports,,,5,"a\nb"',
            "source",
            "a\nb",
            "the value begins or ends with white space, or breaks its line",
        ),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(
    refused: Refused, row: str, column: str, value: str, rule: str
) -> None:
    (problem,) = refused(f"{HEADER}{GOOD}{row}\n")
    assert (problem.line, problem.column, problem.value) == (3, column, value)
    assert problem.rule.startswith(rule)


def test_every_culprit_is_named_in_the_order_of_the_lines(refused: Refused) -> None:
    problems = refused(f"{HEADER}2023,exports,,,-5,a\n{GOOD}2023-01,exports,zinc,,5,a\n")
    assert [(each.line, each.column) for each in problems] == [(2, "month"), (2, "value_usd"), (4, "item")]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("2023-01,exports,,5,a", "the line has 5 fields where the header has 6"),
        ("2023-01,exports,,,5,a,b", "the line has 7 fields where the header has 6"),
        ("2023-01,exports,,,5,a,", "the line ends with a comma"),
        ('2023-01,exports,,,5,"a', "the line is no CSV"),
        ('2023-01,exports,,,5,"a" b', "the line is no CSV"),
        ("2023-01,exports,,,5,a\0", "the line holds a NUL character"),
    ],
)
def test_a_line_out_of_shape_is_refused_with_its_number(refused: Refused, line: str, rule: str) -> None:
    (problem,) = refused(f"{HEADER}{GOOD}{line}\n")
    assert problem.line == 3
    assert problem.rule.startswith(rule)


def test_a_blank_line_between_rows_is_refused(refused: Refused) -> None:
    (problem,) = refused(f"{HEADER}{GOOD}\n{GOOD}")
    assert (problem.line, problem.rule) == (2, "the line after this is blank")


@pytest.mark.parametrize(
    ("header", "column", "rule"),
    [
        ("month,flow,item,partner,value_usd\n", "source", "the column is missing"),
        ("month,flow,item,partner,value_usd,source,note\n", None, "the column 'note' is not declared"),
        ("month,flow,item,partner,value_usd,source,item\n", "item", "the column stands twice"),
        ("flow,month,item,partner,value_usd,source\n", None, "the columns stand in another order"),
    ],
)
def test_another_header_is_refused(refused: Refused, header: str, column: str | None, rule: str) -> None:
    (problem,) = refused(header)
    assert (problem.line, problem.column, problem.rule) == (1, column, rule)


def test_an_empty_file_is_refused(refused: Refused) -> None:
    (problem,) = refused("")
    assert problem.rule.startswith("the file is empty")


def test_latin_1_is_refused_with_its_line(refused: Refused) -> None:
    (problem,) = refused(f"{HEADER}{GOOD}2023-02,exports,,,5,Écu\n".encode("latin-1"))
    assert (problem.line, problem.rule) == (3, "the file is not UTF-8")


def test_utf_16_is_refused(refused: Refused) -> None:
    (problem,) = refused((HEADER + GOOD).encode("utf-16"))
    assert (problem.line, problem.rule) == (1, "the file is not UTF-8")


def test_what_is_no_parquet_file_is_refused(refused: Refused) -> None:
    (problem,) = refused(HEADER, "made.parquet")
    assert problem.rule.startswith("the file is no PARQUET")


@pytest.mark.parametrize(
    ("columns", "column", "rule"),
    [
        ({"month": "'2023-01'"}, "month", "the column is of the type VARCHAR"),
        ({"value_usd": "'5'"}, "value_usd", "the column is of the type VARCHAR"),
        ({"item": "1"}, "item", "the column is of the type INTEGER"),
        ({"note": "1"}, None, "the column 'note' is not declared"),
        ({"month": "date '2023-01-31'"}, "month", "the value is no month"),
        ({"value_usd": "-5"}, "value_usd", "the value is negative"),
        ({"value_usd": "'nan'::double"}, "value_usd", "the value is not of the type number"),
        ({"item": "'zinc'"}, "item", "the item is not listed"),
        ({"source": "null::varchar"}, "source", "the source is empty"),
    ],
)
def test_a_wrong_parquet_file_is_refused(folder: Path, columns: dict[str, str], column: str | None, rule: str) -> None:
    (problem,) = observed.problems(duckdb.connect(), parquet(folder, **columns), ["tin"], [])
    assert problem.column == column
    assert problem.rule.startswith(rule)


def test_a_folder_in_place_of_a_file_is_refused(folder: Path) -> None:
    (folder / "made.csv").mkdir()
    (problem,) = observed.problems(duckdb.connect(), folder / "made.csv", [], [])
    assert problem.rule.startswith("the file cannot be read")


def test_a_key_that_stands_twice_over_files_is_refused_and_names_the_first(folder: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"create table loaded ({observed.SQL_COLUMNS})")
        for name, rows in {"a.csv": GOOD, "b.csv": "2023-02,exports,,,5,a\n2023-01,exports,,,7,Customs\n"}.items():
            (folder / name).write_text(HEADER + rows, encoding="utf-8")
            connection.execute(f"insert into loaded {observed.rows(folder / name)}")
        (problem,) = observed.duplicates(connection, "loaded")
    assert (problem.file, problem.line, problem.value) == ("observed/b.csv", 3, "2023-01, exports, , , 2023-02-01")
    assert problem.rule == "the key stands already in observed/a.csv:2"


def test_a_file_that_no_series_is_read_from_is_found(folder: Path) -> None:
    for name in ("README.md", "a.csv", "b.parquet", "c.xlsx", "d.CSV", ".hidden"):
        (folder / name).touch()
    assert [problem.file for problem in observed.undeclared(folder.parent)] == ["observed/c.xlsx", "observed/d.CSV"]
    assert [path.name for path in series_files(folder.parent)] == ["a.csv", "b.parquet"]


def test_a_folder_that_is_missing_holds_nothing(tmp_path: Path) -> None:
    assert series_files(tmp_path) == []
    assert observed.undeclared(tmp_path) == []


# Vintages and definitions


def test_a_file_may_say_what_its_figures_are_by_and_from_when_they_were_known(folder: Path, refused: Refused) -> None:
    header = HEADER.replace("\n", ",definition,status,known_from,rounded_to_usd\n")
    rows = "2023-01,exports,tin,,5,a,ministry_items_2026,final,2023-02-20,1000\n2023-02,exports,,,5,a,,ten_days,,\n"
    assert refused(header + rows) == []
    assert [tuple(map(str, row[7:12])) for row in loaded(folder / "made.csv")] == [
        ("ministry_items_2026", "final", "2023-02-20", "stated", "1000.0"),
        ("customs", "ten_days", "2023-02-11", "inferred", "1.0"),
    ]


@pytest.mark.parametrize(
    ("status", "day"),
    [("", "2023-02-01"), ("ten_days", "2023-01-11"), ("twenty_days", "2023-01-21"), ("final", "2023-02-15")],
)
def test_the_day_of_publication_is_inferred_from_when_the_offices_publish(
    folder: Path, refused: Refused, status: str, day: str
) -> None:
    assert refused(f"{HEADER.strip()},status\n2023-01,exports,,,5,a,{status}\n") == []
    assert [str(row[9]) for row in loaded(folder / "made.csv")] == [day]


@pytest.mark.parametrize(
    ("cells", "column", "rule"),
    [
        ("weight,,,", "definition", "the value is none of customs"),
        (",nearly,,", "status", "the value is none of ten_days"),
        (",,2023-01-01,", "known_from", "the value is no day after the month began"),
        (",,soon,", "known_from", "the value is no day after the month began"),
        (",,,0", "rounded_to_usd", "the value is no number from 1 on"),
    ],
)
def test_a_wrong_vintage_is_refused_with_its_place(refused: Refused, cells: str, column: str, rule: str) -> None:
    header = HEADER.replace("\n", ",definition,status,known_from,rounded_to_usd\n")
    (problem,) = refused(f"{header}2023-01,exports,,,5,a,{cells}\n")
    assert (problem.line, problem.column) == (2, column)
    assert problem.rule.startswith(rule)


@pytest.mark.parametrize(("second", "is_refused"), [("5400", False), ("7000", True)])
def test_two_files_may_give_one_figure_each_rounded_in_its_way(folder: Path, second: str, is_refused: bool) -> None:
    header = HEADER.replace("\n", ",rounded_to_usd\n")
    with duckdb.connect() as connection:
        connection.execute(f"create table loaded ({observed.SQL_COLUMNS})")
        for name, value, step in (("a.csv", "5000", 1000), ("b.csv", second, 1)):
            (folder / name).write_text(f"{header}2023-01,exports,,,{value},a,{step}\n", encoding="utf-8")
            connection.execute(f"insert into loaded {observed.rows(folder / name)}")
        assert bool(observed.duplicates(connection, "loaded")) is is_refused


def test_two_vintages_of_a_figure_are_two_rows(folder: Path) -> None:
    header = HEADER.replace("\n", ",known_from\n")
    with duckdb.connect() as connection:
        connection.execute(f"create table loaded ({observed.SQL_COLUMNS})")
        for name, value, day in (("a.csv", 5, "2023-02-01"), ("b.csv", 6, "2023-02-15")):
            (folder / name).write_text(f"{header}2023-01,exports,,,{value},a,{day}\n", encoding="utf-8")
            connection.execute(f"insert into loaded {observed.rows(folder / name)}")
        assert observed.duplicates(connection, "loaded") == []
