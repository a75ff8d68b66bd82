"""Texts as people have them: encodings, heads, several in a file, saved pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from korea_trade.statements import texts
from korea_trade.statements.texts import TextError

BODY = "Tin fell. Lead rose."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_encoding_and_the_line_ends_do_not_matter(tmp_path: Path, encoding: str, newline: str) -> None:
    file = tmp_path / "tin.txt"
    file.write_bytes(newline.join(["주석 Tin falls", "2030-07-01", BODY]).encode(encoding))

    (text,) = texts.read(file)

    assert (text.title, text.published) == ("주석 Tin falls", date(2030, 7, 1))
    assert [one.text for one in text.sentences] == ["주석 Tin falls", "Tin fell.", "Lead rose."]


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (["https://metals.example/2030/07/02/tin"], date(2030, 7, 2)),
        (["https://metals.example/view?ud=20300702000048"], date(2030, 7, 2)),
        (["Published : 2030.07.02 09:13"], date(2030, 7, 2)),
        (["By A. Smelter", "July 2, 2030"], date(2030, 7, 2)),
        (["02 Jul. 2030, 17:01"], date(2030, 7, 2)),
        (["2030-07"], date(2030, 7, 1)),
        ([], None),
    ],
)
def test_the_day_stands_in_the_head_or_in_the_address(tmp_path: Path, head: list[str], published: date | None) -> None:
    file = tmp_path / "tin.txt"
    file.write_text("\n".join(["Tin falls", *head, BODY]), encoding="utf-8")

    (text,) = texts.read(file)

    assert text.published == published
    assert [one.text for one in text.sentences[1:]] == ["Tin fell.", "Lead rose."]


def test_a_dateline_has_the_year_that_the_text_names(tmp_path: Path) -> None:
    file = tmp_path / "tin.txt"
    file.write_text("Tin falls\nSEOUL, July 2 (Metals) -- Tin fell in June 2030.", encoding="utf-8")

    assert texts.read(file)[0].published == date(2030, 7, 2)


def test_several_texts_of_one_file_are_told_by_their_addresses(tmp_path: Path) -> None:
    file = tmp_path / "both.txt"
    file.write_text(f"Tin\nhttps://a.example/1\n{BODY}\nZinc\nhttps://a.example/2\nZinc rose.", encoding="utf-8")

    assert [text.title for text in texts.read(file)] == ["Tin", "Zinc"]


def test_the_article_is_taken_out_of_a_saved_page(tmp_path: Path) -> None:
    sentences = " ".join(
        f"Tin fell by {number} percent in the week, and the smelters were not glad." for number in range(9)
    )
    file = tmp_path / "tin.html"
    file.write_text(
        "<html><head><title>Tin falls</title><meta property='article:published_time' content='2020-07-02'></head>"
        f"<body><nav>Home | Zinc</nav><article><h1>Tin falls</h1><p>{sentences}</p></article>"
        "<footer>All rights reserved</footer></body></html>",
        encoding="utf-8",
    )

    (text,) = texts.read(file)

    assert (text.title, text.published) == ("Tin falls", date(2020, 7, 2))
    assert len(text.sentences) == 10
    assert not any("rights" in one.text or "Home" in one.text for one in text.sentences)


def test_a_text_is_the_same_however_its_lines_are_broken(tmp_path: Path) -> None:
    for name, body in (("one.txt", BODY), ("two.txt", "Tin fell.\n\nLead rose.")):
        (tmp_path / name).write_text(f"Tin falls\n{body}", encoding="utf-8")

    one, two = (texts.read(tmp_path / name)[0] for name in ("one.txt", "two.txt"))

    assert one.sha256 == two.sha256


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("tin.pdf", b"%PDF", "the ending '.pdf' is not read"),
        ("tin.txt", b"", "the file is empty"),
        ("tin.txt", b"\xff\x00\xc3(", "neither UTF-8 nor cp949"),
        ("tin.txt", b"Title\n" + b"x" * 3000, r"tin\.txt:2: 3,000 characters without a blank are no text"),
        ("tin.html", b"<html></html>", "no article was found"),
    ],
)
def test_what_cannot_be_read_is_told_with_a_remedy(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(TextError, match=told):
        texts.read(tmp_path / name)
