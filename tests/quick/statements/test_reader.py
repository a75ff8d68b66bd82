"""The reader: a file is read whole, or refused with file, line, column and what to do about it."""

import contextlib
import csv
import io
import os
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from korea_trade.statements import declaration, reader
from korea_trade.statements.declaration import Column, ColumnType, SourceTable
from korea_trade.statements.reader import Problem, SourceError


def column(name: str, kind: ColumnType) -> Column:
    return Column(name, kind, description=name, required=False)


def table(*columns: Column, double_entry: tuple[str, str, str] | None = None) -> SourceTable:
    return SourceTable("metals", "reference", "Metals", ("metal_id",), columns, double_entry)


METALS = table(column("metal_id", "string"), column("label", "string"))
TYPED = table(
    column("metal_id", "string"),
    column("atoms", "integer"),
    column("weight", "number"),
    column("found", "date"),
    column("is_rare", "boolean"),
    column("era", "period"),
)
PRICES = table(
    column("metal_id", "string"),
    column("figure", "string"),
    column("value", "number"),
    column("unit", "string"),
    double_entry=("figure", "value", "unit"),
)

Read = Callable[..., pd.DataFrame]
Refused = Callable[..., list[Problem]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads `content` as the file of a table."""

    def read_content(content: str | bytes, source: SourceTable = METALS) -> pd.DataFrame:
        raw = content if isinstance(content, bytes) else content.encode()
        (tmp_path / source.file_name).write_bytes(raw)
        return reader.read(source, tmp_path)

    return read_content


@pytest.fixture
def refused(read: Read) -> Refused:
    """The problems for which `content` is refused."""

    def problems(content: str | bytes, source: SourceTable = METALS) -> list[Problem]:
        with pytest.raises(SourceError) as error:
            read(content, source)
        assert str(error.value) == "\n".join(map(str, error.value.problems))
        assert all(problem.file == "metals.csv" and problem.remedy for problem in error.value.problems)
        return list(error.value.problems)

    return problems


def rows(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    values = frame[["metal_id", "label", "source_line"]].itertuples(index=False, name=None)
    return [tuple(None if pd.isna(value) else value for value in row) for row in values]


def places(problems: list[Problem]) -> list[tuple[int | None, str | None, str | None]]:
    return [(problem.line, problem.column, problem.value) for problem in problems]


# What is read


def test_each_row_comes_with_its_file_and_line(read: Read) -> None:
    frame = read("metal_id,label\ntin,Tin\nzinc,Zinc\n")
    assert rows(frame) == [("tin", "Tin", 2), ("zinc", "Zinc", 3)]
    assert set(frame["source_file"]) == {"metals.csv"}


def test_each_type_becomes_that_of_its_column(read: Read) -> None:
    frame = read("metal_id,atoms,weight,found,is_rare,era\ntin,-12,7.25,1817-06-18,true,2022-H1\n", TYPED)
    row = frame.iloc[0]
    assert (row["atoms"], row["weight"], row["found"], row["is_rare"]) == (-12, 7.25, date(1817, 6, 18), True)
    assert (row["era"], row["era_frequency"]) == ("2022-H1", "half")
    assert (row["era_first_day"], row["era_last_day"]) == (date(2022, 1, 1), date(2022, 6, 30))


def test_columns_come_in_the_order_and_of_the_types_that_are_declared(read: Read) -> None:
    frame = read("weight,era,is_rare,found,atoms,metal_id\n7.25,,,,,tin\n", TYPED)
    assert list(frame.columns) == list(reader.sql_types(TYPED))
    assert frame["weight"].tolist() == [7.25]


def test_an_empty_cell_is_missing_whatever_its_type(read: Read) -> None:
    frame = read("metal_id,atoms,weight,found,is_rare,era\ntin,,,,,\n", TYPED)
    given_columns = {"metal_id", "source_file", "source_line"}
    assert frame.drop(columns=list(given_columns)).isna().all(axis=None)


@pytest.mark.parametrize("text", ["NA", "null", "None", "nan", "0", "TRUE", "1e5", "-", "#1"])
def test_text_that_elsewhere_means_missing_or_a_number_stays_text(read: Read, text: str) -> None:
    assert rows(read(f"metal_id,label\ntin,{text}\n")) == [("tin", text, 2)]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfmetal_id,label\ntin,Tin\n",
        b"metal_id,label\r\ntin,Tin\r\n",
        b"metal_id,label\ntin,Tin",
        b'"metal_id","label"\n"tin","Tin"\n',
    ],
    ids=["byte-order mark", "CRLF", "no last line end", "quotes"],
)
def test_what_spreadsheets_do_to_a_file_changes_nothing(read: Read, content: bytes) -> None:
    assert rows(read(content)) == [("tin", "Tin", 2)]


def test_a_header_alone_is_a_table_without_rows(read: Read) -> None:
    frame = read("metal_id,atoms,weight,found,is_rare,era\n", TYPED)
    assert frame.empty
    assert list(frame.columns) == list(reader.sql_types(TYPED))


def test_blank_lines_are_skipped_and_counted(read: Read) -> None:
    assert rows(read("\nmetal_id,label\n\ntin,Tin\n\n\nzinc,Zinc\n")) == [("tin", "Tin", 4), ("zinc", "Zinc", 7)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_quoted_line_end_keeps_the_line_numbers_right(read: Read, line_end: str) -> None:
    content = line_end.join(["metal_id,label", 'tin,"soft', 'metal"', "zinc,Zinc", ""])
    assert rows(read(content)) == [("tin", f"soft{line_end}metal", 2), ("zinc", "Zinc", 4)]


def test_a_lone_carriage_return_ends_a_line_like_a_line_feed(read: Read) -> None:
    assert rows(read("metal_id,label\r\rtin,Tin\r")) == [("tin", "Tin", 3)]


def test_a_doubled_quote_is_a_quote(read: Read) -> None:
    assert rows(read('metal_id,label\ntin,"the ""soft"" one, tin"\n')) == [("tin", 'the "soft" one, tin', 2)]


def test_a_double_entry_is_read_with_its_bounds(read: Read) -> None:
    frame = read("metal_id,figure,value,unit\ntin,$5.5 bn,5500000000,USD\n", PRICES)
    row = frame.iloc[0]
    assert (row["read_value"], row["read_lower"], row["read_upper"]) == (5.5e9, 5.45e9, 5.55e9)
    assert (row["read_lower_closed"], row["read_upper_closed"]) == (True, False)
    assert pd.isna(row["read_problem"])


@pytest.mark.parametrize(
    ("entry", "problem"),
    [("many,5,count", "'many' is not a figure in the unit count"), (",5,count", "figure, value or unit is empty")],
)
def test_a_figure_that_cannot_be_read_is_said_beside_its_row(read: Read, entry: str, problem: str) -> None:
    row = read(f"metal_id,figure,value,unit\ntin,{entry}\n", PRICES).iloc[0]
    assert row["read_problem"] == problem
    assert pd.isna(row["read_value"])


# What is refused


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        reader.read(METALS, tmp_path)
    assert str(error.value) == f"metals.csv: the file is missing; restore it in {tmp_path}"


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / METALS.file_name).mkdir()
    with pytest.raises(SourceError, match=r"metals\.csv: the file cannot be read"):
        reader.read(METALS, tmp_path)


@pytest.mark.parametrize("content", ["", "\n\n", " \n", "\N{BYTE ORDER MARK}"])
def test_an_empty_file_is_refused(refused: Refused, content: str) -> None:
    (problem,) = refused(content)
    assert problem.rule == "the file is empty"


def test_latin_1_is_refused_with_the_line_of_its_first_byte(refused: Refused) -> None:
    (problem,) = refused("metal_id,label\ntin,Étain\n".encode("latin-1"))
    assert (problem.line, problem.value, problem.rule) == (2, "byte 0xc9", "the file is not UTF-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_refused(refused: Refused, encoding: str) -> None:
    (problem,) = refused("metal_id,label\ntin,Tin\n".encode(encoding))
    assert problem.line == 1
    assert "UTF-8" in problem.rule or "NUL" in problem.rule


def test_a_nul_is_refused_with_its_line(refused: Refused) -> None:
    (problem,) = refused("metal_id,label\ntin,T\0n\n")
    assert (problem.line, problem.rule) == (2, "the line holds a NUL character")


GRADED = table(column("metal_id", "string"), Column("grade", "string", description="Grade", default="pure"))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("metal_id\ngold\n", id="the file leaves the column out"),
        pytest.param("metal_id,grade\ngold,\n", id="the row leaves it empty"),
    ],
)
def test_a_column_with_a_default_has_it_where_nothing_is_written(read: Read, content: str) -> None:
    assert read(content, GRADED)["grade"].tolist() == ["pure"]


def test_what_is_written_stands_instead_of_the_default(read: Read) -> None:
    assert read("metal_id,grade\ngold,fine\n", GRADED)["grade"].tolist() == ["fine"]


def test_a_default_that_is_empty_is_no_value(read: Read) -> None:
    source = table(column("metal_id", "string"), Column("alloy", "string", description="Alloy", default=""))

    assert read("metal_id\ngold\n", source)["alloy"].isna().all()


def test_a_missing_column_is_refused(refused: Refused) -> None:
    (problem,) = refused("metal_id\ntin\n")
    assert str(problem) == "metals.csv:1, column label: the column is missing; add it to the header and every line"


@pytest.mark.parametrize(
    "extra", ["colour", "", "Label", "label ", "label\N{NO-BREAK SPACE}", "\N{BYTE ORDER MARK}label"]
)
def test_an_extra_column_is_refused(refused: Refused, extra: str) -> None:
    (problem,) = refused(f"metal_id,label,{extra}\ntin,Tin,grey\n")
    assert str(problem) == f"metals.csv:1: the column {extra!r} is not declared; remove it or correct its name"


@pytest.mark.parametrize(
    "content", ["sep=\nmetal_id,label\ntin,Tin\n", "metal_id;label\ntin;Tin\n", "metal_id\tlabel\n", "tin,Tin\n"]
)
def test_a_first_line_that_is_no_header_is_told_once(refused: Refused, content: str) -> None:
    (problem,) = refused(content)
    assert str(problem) == (
        "metals.csv:1: this is no header: it names no column of the file, such as metal_id; "
        "write the header above the rows, and part the fields with commas"
    )


def test_a_column_that_stands_twice_is_refused(refused: Refused) -> None:
    (problem,) = refused("metal_id,label,label\ntin,Tin,Tin\n")
    assert (problem.line, problem.column, problem.rule) == (1, "label", "the column stands twice")


def test_short_and_long_lines_are_refused_each_with_its_line(refused: Refused) -> None:
    short, long = refused("metal_id,label\ntin\nzinc,Zinc\nlead,Lead,grey\n")
    assert (short.line, short.rule) == (2, "the line has 1 fields where the header has 2")
    assert (long.line, long.rule) == (4, "the line has 3 fields where the header has 2")


def test_a_quote_that_is_not_closed_is_refused_where_its_row_starts(refused: Refused) -> None:
    (problem,) = refused('metal_id,label\ntin,Tin\nzinc,"Zinc\nlead,Lead\n')
    assert problem.line == 3
    assert problem.remedy == "close and double the quotes"


def test_text_behind_a_closed_quote_is_refused(refused: Refused) -> None:
    (problem,) = refused('metal_id,label\ntin,"Tin" soft\n')
    assert (problem.line, problem.remedy) == (2, "close and double the quotes")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("atoms", "twelve"),
        ("atoms", "12.0"),
        ("atoms", '"1,200"'),
        ("atoms", "9223372036854775808"),
        ("atoms", "١٢"),
        ("weight", "heavy"),
        ("weight", "7.25 kg"),
        ("weight", "1e5"),
        ("weight", "nan"),
        ("weight", "inf"),
        ("weight", "9" * 400),
        ("weight", ".5"),
        ("found", "18.06.1817"),
        ("found", "1817-02-29"),
        ("found", "1817-06"),
        ("is_rare", "yes"),
        ("is_rare", "True"),
        ("era", "2022-13"),
        ("era", "2023/2022"),
        ("era", "summer"),
    ],
)
def test_a_value_of_another_type_is_refused_with_its_place(refused: Refused, name: str, text: str) -> None:
    cells = [text if one.name == name else "tin" if one.name == "metal_id" else "" for one in TYPED.columns]
    (problem,) = refused(f"metal_id,atoms,weight,found,is_rare,era\n{','.join(cells)}\n", TYPED)
    assert (problem.line, problem.column, problem.value) == (2, name, text.strip('"'))
    assert problem.rule == f"the value is not of the type {next(c.type for c in TYPED.columns if c.name == name)}"


@pytest.mark.parametrize("text", [" Tin", "Tin ", "Tin\t", "\N{NO-BREAK SPACE}Tin", "  "])
def test_white_space_around_a_value_is_refused(refused: Refused, text: str) -> None:
    (problem,) = refused(f"metal_id,label\ntin,{text}\n")
    assert (problem.line, problem.column, problem.value) == (2, "label", text)
    assert problem.rule == "the value begins or ends with white space"


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\N{ZERO WIDTH SPACE}", "U+200B"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}", "U+202E"),
        ("\N{SOFT HYPHEN}", "U+00AD"),
        ("\N{BYTE ORDER MARK}", "U+FEFF"),
        ("\N{LINE SEPARATOR}", "U+2028"),
        ("\t", "U+0009"),
        ("\x1b", "U+001B"),
    ],
)
def test_a_character_that_nobody_sees_is_refused_with_its_place(refused: Refused, character: str, code: str) -> None:
    (problem,) = refused(f"metal_id,label\nzinc,Zinc\ntin,T{character}n\n")
    assert (problem.line, problem.column, problem.remedy) == (3, "label", "remove it")
    assert problem.rule == f"the value holds the invisible character {code}"


def test_letters_in_parts_as_one_system_writes_names_are_refused(refused: Refused) -> None:
    (problem,) = refused(f"metal_id,label\ntin,{unicodedata.normalize('NFD', '주석')}\n")
    assert (problem.line, problem.column) == (2, "label")
    assert problem.rule == "the value has letters that are put together from parts"


def test_a_key_that_stands_twice_is_refused_and_names_the_first(refused: Refused) -> None:
    (problem,) = refused("metal_id,label\ntin,Tin\nzinc,Zinc\ntin,Tin\n")
    assert (problem.line, problem.column, problem.value) == (4, "metal_id", "tin")
    assert problem.rule == "the key stands already on line 2"


def test_an_empty_key_is_refused(refused: Refused) -> None:
    (problem,) = refused("metal_id,label\n,Tin\n")
    assert (problem.line, problem.column, problem.rule) == (2, "metal_id", "the key is empty")


def test_a_key_of_several_columns_may_repeat_each_but_not_all(read: Read, refused: Refused) -> None:
    pairs = SourceTable("metals", "reference", "Pairs", ("metal_id", "label"), METALS.columns, None)
    assert len(read("metal_id,label\ntin,a\ntin,b\nzinc,a\n", pairs)) == 3
    (problem,) = refused("metal_id,label\ntin,a\ntin,a\n", pairs)
    assert (problem.line, problem.column, problem.value) == (3, "metal_id, label", "tin, a")


def test_every_culprit_is_named_in_the_order_of_the_lines(refused: Refused) -> None:
    problems = refused("metal_id,atoms,weight,found,is_rare,era\ntin,x,,,,\n,1,,,,\ntin,,heavy,,,y\n", TYPED)
    assert places(problems) == [
        (2, "atoms", "x"),
        (3, "metal_id", ""),
        (4, "weight", "heavy"),
        (4, "era", "y"),
        (4, "metal_id", "tin"),
    ]


@pytest.mark.parametrize("name", ["metal.csv", "metals.CSV", "Metals.csv"])
def test_a_csv_file_that_no_table_is_read_from_is_found(tmp_path: Path, name: str) -> None:
    for each in (name, "metals.csv", "README.md"):
        (tmp_path / each).touch()
    (problem,) = reader.undeclared([METALS], tmp_path)
    assert str(problem) == f"{name}: no source table is read from this file; correct its name or remove it"


def test_a_folder_that_is_missing_holds_no_undeclared_file(tmp_path: Path) -> None:
    assert reader.undeclared([METALS], tmp_path / "missing") == []


# Whatever the file holds


# Letters as one writes them: those put together from parts are refused.
CONTENT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"], include_characters="\r\n")).map(
    partial(unicodedata.normalize, "NFC")
)


@given(st.lists(CONTENT.filter(lambda text: text == text.strip()), max_size=5), st.sampled_from(["\n", "\r\n"]))
def test_any_text_survives_as_it_is(tmp_path_factory: pytest.TempPathFactory, labels: list[str], line_end: str) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerow(["metal_id", "label"])
    writer.writerows((f"m{at}", label) for at, label in enumerate(labels))
    folder = tmp_path_factory.getbasetemp()
    (folder / METALS.file_name).write_bytes(written.getvalue().encode())
    frame = reader.read(METALS, folder)
    assert [label or "" for _, label, _ in rows(frame)] == labels


@given(content=st.binary() | st.text(alphabet='metal_id,label"\r\n\0 x').map(str.encode))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    for start in (b"", b"metal_id,label\n"):
        (folder / METALS.file_name).write_bytes(start + content)
        with contextlib.suppress(SourceError):
            frame = reader.read(METALS, folder)
            assert list(frame.columns) == ["metal_id", "label", "source_file", "source_line"]


@pytest.mark.parametrize("name", declaration.load().tables)
def test_the_sources_of_the_project_are_read_as_declared(name: str) -> None:
    source = declaration.load().tables[name]
    frame = reader.read(source, Path(declaration.__file__).parents[2] / "sources")
    assert list(frame.columns) == list(reader.sql_types(source))


@pytest.mark.parametrize("ends", ["\r", "\n", "\r\n"])
def test_lines_may_end_as_any_machine_ends_them(read: Read, ends: str) -> None:
    assert rows(read(ends.join(("metal_id,label", "tin,Tin", "zinc,Zinc", "")))) == [
        ("tin", "Tin", 2),
        ("zinc", "Zinc", 3),
    ]


def test_a_cell_may_be_long_but_not_without_end(read: Read, refused: Refused) -> None:
    assert len(rows(read(f"metal_id,label\ntin,{'x' * 131_072}\n"))[0][1]) == 131_072
    (problem,) = refused(f"metal_id,label\ntin,Tin\nzinc,{'x' * 131_073}\n")
    assert (problem.line, problem.rule) == (3, "a cell holds more than 131,072 characters")


@pytest.mark.parametrize("name", [".#metals.csv", "._metals.csv", "~$metals.csv"])
def test_what_a_program_left_is_no_source(tmp_path: Path, name: str) -> None:
    (tmp_path / name).symlink_to("somebody@elsewhere.1:2")
    assert reader.undeclared([METALS], tmp_path) == []


def test_a_name_that_is_no_text_is_told_in_a_way_that_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode("금속.csv".encode("euc-kr"))).touch()
    (problem,) = reader.undeclared([METALS], tmp_path)
    assert problem.file.isprintable()


# A folder of files


ROWS_OF_ARTICLES = SourceTable(
    "metals", "reference", "Metals", ("metal_id",), (column("metal_id", "string"), column("article_id", "string")), None
)


def write(folder: Path, **files: str) -> None:
    for name, content in files.items():
        path = folder / f"{name.replace('__', '/')}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text("metal_id,article_id\n" + content, encoding="utf-8")


def test_a_table_is_its_file_and_the_files_of_its_folder_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    write(tmp_path, metals="tin,a01\n", metals__a100="iron,a100\n", metals__a11="zinc,a11\nlead,a11\n")
    frame = reader.read(ROWS_OF_ARTICLES, tmp_path)
    assert list(zip(frame["metal_id"], frame["source_file"], frame["source_line"], strict=True)) == [
        ("tin", "metals.csv", 2),
        ("zinc", "metals/a11.csv", 2),
        ("lead", "metals/a11.csv", 3),
        ("iron", "metals/a100.csv", 2),
    ]
    assert reader.undeclared([ROWS_OF_ARTICLES], tmp_path) == []


def test_a_table_may_be_a_folder_alone(tmp_path: Path) -> None:
    write(tmp_path, metals__a11="zinc,a11\n")
    assert reader.read(ROWS_OF_ARTICLES, tmp_path)["source_file"].tolist() == ["metals/a11.csv"]


def test_a_key_that_stands_in_two_files_is_told_with_both_places(tmp_path: Path) -> None:
    write(tmp_path, metals="tin,a01\n", metals__a11="zinc,a11\ntin,a11\n")
    with pytest.raises(SourceError, match=r"metals/a11.csv:3, .*the key stands already in metals.csv:2"):
        reader.read(ROWS_OF_ARTICLES, tmp_path)


def test_a_file_that_is_named_for_an_article_holds_only_its_rows(tmp_path: Path) -> None:
    write(tmp_path, metals__a11="zinc,a12\n")
    with pytest.raises(SourceError, match=r"metals/a11.csv:2, column article_id, .* move the row to metals/a12.csv"):
        reader.read(ROWS_OF_ARTICLES, tmp_path)


def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "metals.csv")
    with pytest.raises(SourceError, match=r"metals\.csv: this is no file; put the file itself in its place"):
        reader.read(table(column("metal_id", "string")), tmp_path)


def test_each_file_of_a_folder_has_the_header_of_the_table(tmp_path: Path) -> None:
    write(tmp_path, metals="tin,a01\n")
    (tmp_path / "metals").mkdir()
    (tmp_path / "metals" / "a11.csv").write_text("metal_id\nzinc\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"metals/a11.csv:1, column article_id: the column is missing"):
        reader.read(ROWS_OF_ARTICLES, tmp_path)


@pytest.mark.parametrize("name", [".#metals.csv", "._metals.csv", "metals/._a11.csv", ".metals/a11.csv"])
def test_a_hidden_file_is_no_source(tmp_path: Path, name: str) -> None:
    write(tmp_path, metals="tin,a01\n", metals__a11="zinc,a11\n")
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"\x00\x05\x16\x07")
    assert reader.undeclared([ROWS_OF_ARTICLES], tmp_path) == []
    assert len(reader.read(ROWS_OF_ARTICLES, tmp_path)) == 2


def test_a_folder_that_no_table_is_read_from_is_told(tmp_path: Path) -> None:
    write(tmp_path, metal__a11="zinc,a11\n", observed__totals="", inbox__text="", metals="tin,a01\n")
    assert [str(problem) for problem in reader.undeclared([ROWS_OF_ARTICLES], tmp_path)] == [
        "metal/a11.csv: no source table is read from this file; correct its name or remove it"
    ]
