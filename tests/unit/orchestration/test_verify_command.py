"""`ktw verify`: what it prints and how it ends."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from orchestration import cli


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["verify", *arguments])


def test_the_sources_of_the_project_are_as_declared_without_a_text() -> None:
    result = run()
    assert result.exit_code == 0
    assert result.output.startswith("every row has the form that is declared")
    assert "gate 1" in result.output


def test_a_text_that_nobody_listed_is_a_finding_and_ends_with_1(tmp_path: Path) -> None:
    file = tmp_path / "articles.txt"
    file.write_text("Unobtainium rises\nhttps://example.org/metals\nIt rose.\n", encoding="utf-8")
    result = run(str(file))
    assert result.exit_code == 1
    assert result.output.startswith(
        "articles.txt:1, value 'Unobtainium rises': no article of articles.csv has this title; "
    )


def test_the_hashes_of_a_text_that_nobody_listed_are_named_by_its_file(tmp_path: Path) -> None:
    file = tmp_path / "articles.txt"
    file.write_text("Unobtainium rises\nhttps://example.org/metals\nIt rose.\n", encoding="utf-8")
    result = run(str(file), "--hashes")
    assert result.exit_code == 0
    header, *rows = csv.reader(result.output.splitlines())
    assert header == ["article_id", "paragraph", "sentence", "sentence_sha256", "text"]
    assert [[*row[:3], row[4]] for row in rows] == [
        ["articles.txt", "0", "1", "Unobtainium rises"],
        ["articles.txt", "1", "1", "It rose."],
    ]


def test_hashes_of_nothing_are_refused() -> None:
    result = run("--hashes")
    assert result.exit_code == 2
    assert "--hashes needs TEXTS" in result.output


@pytest.mark.parametrize("arguments", [(), ("--hashes",)])
def test_a_text_that_is_not_there_is_told_in_a_sentence(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = run(str(tmp_path / "missing.txt"), *arguments)
    assert result.exit_code == 1
    assert "missing.txt: No such file or directory; name a file that can be read" in result.output
    assert "Traceback" not in result.output
