"""Entered rows are held against the words of their article: what it does not say is found, and a note can answer."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner

from korea_trade.intake import rereading
from korea_trade.statements.files import table_files
from orchestration.commands.verify import verify
from tests.corpora import five_statements

TEXT: Final = """Exports rise
https://corpus.example/may

Exports of South Korea rose 3.1% from a year earlier to $45.6 bn in May for the third straight month, and imports \
fell to $43.2 bn, leaving a trade surplus of $2.4 bn. One in five dollars of exports was earned with semiconductors. \
Imports were hard to sum up.
"""
# A share in words that no rule reads whole.
SHARE: Final = {
    "theme": "shares", "slug": "share", "sentence": 2, "figure": "One in five", "value": 20, "unit": "percent",
    "measure": "share", "flow": "exports", "subject_kind": "item", "subject_id": "semiconductors",
    "period": "2019-05", "base_id": "exports", "base_certainty": "stated",
}  # fmt: skip


@pytest.fixture
def text(tmp_path: Path) -> Path:
    file = tmp_path / "may.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def sources(folder: Path, share: Mapping[str, Any] | None = None, **changed: Mapping[str, str]) -> Path:
    """The five statements and the share; `changed` has other entries by the end of a statement's id."""
    written = five_statements.write(folder / "sources", also=[{**SHARE, **(share or {})}])
    for table in ("trade_totals", "streaks"):
        (file,) = table_files(written, table)
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        for row in rows:
            row.update(changed.get(row["statement_id"].removeprefix("a01-p1-s1-").replace("-", "_"), {}))
        with file.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(row for row in rows if row["figure"])
    return written


def found(text: Path, folder: Path) -> list[tuple[str | None, str | None]]:
    return [(one.column, one.value) for one in rereading.problems(text, folder)]


def test_rows_that_the_article_says_are_borne_out(tmp_path: Path, text: Path) -> None:
    assert found(text, sources(tmp_path)) == []


@pytest.mark.parametrize(
    ("statement", "column", "entry"),
    [
        ("exports_value", "flow", "imports"),
        ("exports_value", "period", "2019-03"),
        ("exports_value", "certainty", "garbled"),
        ("exports_value", "value", "45700000000.0"),
        ("exports_yoy", "measure", "mom"),
        ("exports_yoy", "value", "-3.1"),
        ("surplus_value", "flow", "exports"),
        ("exports_streak", "direction", "-1"),
        ("exports_streak", "condition", "sign"),
    ],
)
def test_an_entry_that_a_rule_reads_otherwise_is_found(
    tmp_path: Path, text: Path, statement: str, column: str, entry: str
) -> None:
    assert (column, entry) in found(text, sources(tmp_path, **{statement: {column: entry}}))


def test_of_one_entry_one_thing_is_said(tmp_path: Path, text: Path) -> None:
    assert found(text, sources(tmp_path, exports_value={"period": "2019-03"})) == [("period", "2019-03")]


def test_figures_of_two_rows_that_were_exchanged_are_found(tmp_path: Path, text: Path) -> None:
    exports, imports = {"figure": "$43.2 bn", "value": "43200000000"}, {"figure": "$45.6 bn", "value": "45600000000"}
    folder = sources(tmp_path, exports_value=exports, imports_value=imports)
    assert found(text, folder) == [("flow", "exports"), ("flow", "imports")]


def test_a_figure_in_words_that_is_read_and_has_no_row_is_found_on_its_line(tmp_path: Path, text: Path) -> None:
    (problem,) = rereading.problems(text, sources(tmp_path, exports_streak={"figure": ""}))
    assert (problem.file, problem.line, problem.value) == ("may.txt", 4, "third")


@pytest.mark.parametrize("period", ["2018-05", "2019-03", "2019", "2019-03/2019-05"])
def test_a_period_that_the_article_does_not_name_is_found(tmp_path: Path, text: Path, period: str) -> None:
    assert found(text, sources(tmp_path, {"period": period})) == [("period", period)]


@pytest.mark.parametrize("period", ["2019-05", "2019-06-01", "2019-01/2019-05"])
def test_a_period_that_is_named_or_begins_with_its_year_is_borne_out(tmp_path: Path, text: Path, period: str) -> None:
    assert found(text, sources(tmp_path, {"period": period})) == []


@pytest.mark.parametrize("flow", ["imports", "balance"])
def test_a_flow_of_which_the_sentence_does_not_speak_is_found(tmp_path: Path, text: Path, flow: str) -> None:
    assert found(text, sources(tmp_path, {"flow": flow})) == [("flow", flow)]


def test_a_subject_that_is_not_named_near_the_figure_is_found(tmp_path: Path, text: Path) -> None:
    assert found(text, sources(tmp_path, {"subject_id": "ships"})) == [("subject_id", "ships")]
    elsewhere = f"{TEXT}\nSteel did well.\n\nCars, too.\n\nOf ships nothing was heard.\n"
    text.write_text(elsewhere, encoding="utf-8")
    assert found(text, sources(tmp_path / "again", {"subject_id": "ships"})) == [("subject_id", "ships")]


def test_a_change_that_the_sentence_speaks_of_as_one_the_other_way_is_found(tmp_path: Path, text: Path) -> None:
    text.write_text("Exports rise\nhttps://corpus.example/may\n\nExports in May: a fall, of 2 in 9 (3.1%).\n", "utf-8")
    rows = sources(tmp_path, exports_yoy={"value": "3.1"})
    assert ("value", "3.1") in found(text, rows)
    rows = sources(tmp_path / "again", exports_yoy={"value": "-3.1"})
    assert ("value", "-3.1") not in found(text, rows)


def test_a_note_that_says_the_entry_answers(tmp_path: Path, text: Path) -> None:
    note = "Of 2018-05, as the office told on the telephone"
    assert found(text, sources(tmp_path, {"period": "2018-05", "note": note})) == []


def test_an_article_in_another_script_is_not_judged(tmp_path: Path, text: Path) -> None:
    korean = "5월 수출은 1년 전보다 늘었고 수입은 줄어든 것으로 집계됐다고 관세청이 밝혔다"
    text.write_text(f"Exports rise\nhttps://corpus.example/may\n\n{korean}\n", encoding="utf-8")
    assert found(text, sources(tmp_path, {"period": "2018-05"})) == []


def test_the_command_tells_what_the_article_does_not_say_and_how_to_answer(tmp_path: Path, text: Path) -> None:
    folder = sources(tmp_path, exports_value={"flow": "imports"})
    told = CliRunner().invoke(verify, [str(text), "--sources", str(folder)])
    assert told.exit_code == 1
    (line,) = [line for line in told.output.splitlines() if "flow" in line]
    assert line.startswith("trade_totals.csv:2, column flow, value 'imports'")
    assert "read as 'exports'" in line
    assert "say 'imports' in its note" in line
