"""The rows of the source tables against their declaration: each kind of slip is named with its place and remedy."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from korea_trade.statements import declaration, entries

TABLES = declaration.load().tables
Row = dict[str, object]
SHIPS: Row = {"item_id": "ships", "label": "Ships", "scheme": "ministry", "is_group": "false"}
VALUE: Row = {"measure_id": "value", "label": "Value", "unit": "USD", "additivity": "additive", "plausible_least": 1,
              "plausible_most": 1000000000000, "definition": "Value"}  # fmt: skip
ARTICLE: Row = {"article_id": "a01", "title": "Ships", "publisher": "example.org", "known_from": "2024-04-01",
                "known_from_basis": "stated"}  # fmt: skip
LEVEL: Row = {"statement_id": "a01-p1-s1-ships-value", "article_id": "a01", "paragraph": 1, "sentence": 1,
              "sentence_sha256": "0" * 64, "figure": "$2.1 bn", "value": 2100000000, "unit": "USD", "measure": "value",
              "flow": "exports", "subject_kind": "item", "subject_id": "ships", "period": "2024-03",
              "certainty": "stated", "modality": "actual"}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Sources with one level of exports."""
    return _written(tmp_path, [LEVEL])


def _written(folder: Path, levels: Sequence[Row]) -> Path:
    filled = {
        "articles": [_whole(ARTICLE)],
        "items": [SHIPS],
        "measures": [VALUE],
        "trade_by_item": levels,
    }
    for name, table in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as opened:
            columns = [column.name for column in table.columns]
            writer = csv.DictWriter(opened, columns, restval="", extrasaction="ignore")
            writer.writeheader()
            writer.writerows(filled.get(name, ()))
    return folder


def _whole(row: Row) -> Row:
    """The row of an article with something in each required column that it leaves out."""
    some: Row = {"integer": 1, "string": "example", "date": "2024-04-01", "period": "2024-03", "boolean": "false"}
    return {column.name: some[column.type] for column in TABLES["articles"].columns if column.required} | row


def test_rows_as_declared_are_no_finding(folder: Path) -> None:
    assert entries.problems(folder) == []


# What a row of exports says otherwise, the column at fault, and the rule.
SLIPS: list[tuple[Row, str, str]] = [
    ({"value": 2200000000}, "value", "the figure '$2.1 bn' reads as 2100000000"),
    ({"figure": "2.1%"}, "figure", "it is no figure of its unit"),
    ({"flow": "shipments"}, "flow", "it must be one of exports, imports"),
    ({"subject_id": "boats"}, "subject_id", "it stands in no row of items.csv"),
    ({"measure": "values"}, "measure", "it stands in no row of measures.csv"),
    ({"article_id": "a02"}, "article_id", "it stands in no row of articles.csv"),
    ({"sentence_sha256": "abc"}, "sentence_sha256", "it must match"),
    ({"paragraph": -1}, "paragraph", "it must be at least 0"),
    ({"flow": ""}, "flow", "it is empty"),
    ({"subject_kind": "total"}, "subject_id", "the total has the subject all"),
]


def test_each_slip_is_named_with_its_place(tmp_path: Path) -> None:
    rows = [
        LEVEL | {"statement_id": f"{LEVEL['statement_id']}-{number}"} | otherwise
        for number, (otherwise, *_) in enumerate(SLIPS)
    ]
    found = entries.problems(_written(tmp_path, rows))

    assert [(problem.file, problem.line, problem.column) for problem in found] == [
        ("trade_by_item.csv", line, column) for line, (_, column, _) in enumerate(SLIPS, start=2)
    ]
    for problem, (_, _, rule) in zip(found, SLIPS, strict=True):
        assert problem.rule.startswith(rule)
        assert problem.remedy


def test_a_term_that_no_closed_list_has_is_told_the_place_of_the_list(tmp_path: Path) -> None:
    found = entries.problems(_written(tmp_path, [LEVEL | {"flow": "shipments", "unit": "furlong"}]))
    assert {(problem.column, problem.remedy) for problem in found} >= {
        ("flow", "use one of these, or add it in korea_trade/statements/declaration.yml, vocabularies, flow"),
        ("unit", "use one of these, or add it in korea_trade/statements/units.yml"),
    }


def test_an_alias_names_a_listed_subject_or_a_declared_meaning(folder: Path) -> None:
    rows = "item,vessels,ships\nitem,boats,boats\nflow,shipments,exports\nflow,traffic,traffic\n"
    (folder / "aliases.csv").write_text(f"alias_kind,alias,subject_id\n{rows}", encoding="utf-8")
    found = entries.problems(folder)
    assert [(problem.line, problem.rule) for problem in found] == [
        (3, "nothing of the kind item has this key"),
        (5, "nothing of the kind flow has this key"),
    ]


def test_a_table_that_cannot_be_read_is_the_only_finding(folder: Path) -> None:
    (folder / "items.csv").unlink()
    (problem,) = entries.problems(folder)
    assert (problem.file, problem.rule) == ("items.csv", "the file is missing")
