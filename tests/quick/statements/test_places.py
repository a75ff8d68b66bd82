"""The places and hashes that whoever enters an article copies into its rows."""

import hashlib
from pathlib import Path

import pytest

from korea_trade.statements import places

TEXT = "Tin falls\nhttps://example.org/tin\nTin fell. Lead, too, fell.\n"
SENTENCES = ("Tin falls", "Tin fell.", "Lead, too, fell.")


def test_each_sentence_stands_with_its_place_and_hash_as_a_row_about_it_begins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tin.txt").write_text(TEXT, encoding="utf-8")

    assert places.main([str(tmp_path)]) == 0

    title, first, second = (hashlib.sha256(text.encode()).hexdigest() for text in SENTENCES)
    assert capsys.readouterr().out.splitlines() == [
        "paragraph,sentence,sentence_sha256,text",
        f"0,1,{title},Tin falls",
        f"1,1,{first},Tin fell.",
        f'1,2,{second},"Lead, too, fell."',
    ]


def test_a_text_that_cannot_be_read_is_told_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert places.main([str(tmp_path / "missing.txt")]) == 1
    assert capsys.readouterr().err.startswith("missing.txt: the articles cannot be read")


def test_the_command_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert places.main([]) == 2
    assert "FILE_OR_FOLDER_OF_TEXTS" in capsys.readouterr().err
