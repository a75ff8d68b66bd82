"""Articles: where one begins, what its paragraphs and sentences are, and what a hash depends on."""

import hashlib
from pathlib import Path

import pytest

from korea_trade.statements import layout, texts
from korea_trade.statements.article import Sentence

ADDRESS = "https://example.org//inquiry"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "articles.txt"


def located(file: Path, text: str) -> list[tuple[int, int, int, str]]:
    file.write_text(text, encoding="utf-8")
    return [
        (number, each.paragraph, each.sentence, each.text)
        for number, article in enumerate(texts.read(file), start=1)
        for each in article.sentences
    ]


def sentences(file: Path) -> list[Sentence]:
    return [sentence for article in texts.read(file) for sentence in article.sentences]


def test_an_article_is_a_title_an_address_and_paragraphs_of_sentences(file: Path) -> None:
    assert located(file, f"Tin rises\n\n{ADDRESS}\n\nTin rose. Zinc fell.\n\nLead waits.\n") == [
        (1, 0, 1, "Tin rises"),
        (1, 1, 1, "Tin rose."),
        (1, 1, 2, "Zinc fell."),
        (1, 2, 1, "Lead waits."),
    ]


def test_an_article_ends_where_the_title_of_the_next_stands(file: Path) -> None:
    assert located(file, f"One\n{ADDRESS}\nTin rose.\nTwo\n{ADDRESS}\nZinc fell.\n") == [
        (1, 0, 1, "One"),
        (1, 1, 1, "Tin rose."),
        (2, 0, 1, "Two"),
        (2, 1, 1, "Zinc fell."),
    ]


def test_the_footer_is_no_paragraph(file: Path) -> None:
    footer = "example.org | A site of metals"
    assert located(file, f"One\n{ADDRESS}\nTin rose.\n{footer}\n") == [(1, 0, 1, "One"), (1, 1, 1, "Tin rose.")]


@pytest.mark.parametrize(
    ("paragraph", "cut"),
    [
        ("Up 2.5 percent. Down again.", ["Up 2.5 percent.", "Down again."]),
        ("Why? Nobody knows! So it is.", ["Why?", "Nobody knows!", "So it is."]),
        ("“Tin rose.” Zinc fell.", ["“Tin rose.”", "Zinc fell."]),
        ("Tin rose. “Zinc fell.”", ["Tin rose.", "“Zinc fell.”"]),
        ("The U.S. Congress met.", ["The U.S. Congress met."]),
        ("It cost approx. twice as much.", ["It cost approx. twice as much."]),
        ("Tin rose.Zinc fell.", ["Tin rose.", "Zinc fell."]),
        ("S. Korea sold tin to J.P. Morgan of H.K. today.", ["S. Korea sold tin to J.P. Morgan of H.K. today."]),
        ("It was No. 1 on Jan. 2.", ["It was No. 1 on Jan. 2."]),
        ("TIN AND ZINCTin rose.", ["TIN AND ZINC", "Tin rose."]),
        ("Visit www.example.Com now.", ["Visit www.example.Com now."]),
        ("no full stop", ["no full stop"]),
    ],
)
def test_a_sentence_ends_before_a_capital_or_a_quote(file: Path, paragraph: str, cut: list[str]) -> None:
    assert [text for _, at, _, text in located(file, f"One\n{ADDRESS}\n{paragraph}\n") if at == 1] == cut


@pytest.mark.parametrize("printed", ["Tin  rose.", " Tin rose. ", "Tin\trose.", "Tin\N{NO-BREAK SPACE}rose."])
def test_white_space_does_not_change_the_hash(file: Path, printed: str) -> None:
    file.write_text(f"One\n{ADDRESS}\n{printed}\n", encoding="utf-8")
    assert sentences(file)[1].sha256 == hashlib.sha256(b"Tin rose.").hexdigest()


@pytest.mark.parametrize("printed", ["Tin rose", "tin rose.", "Tin rose!"])
def test_every_other_change_changes_the_hash(printed: str) -> None:
    assert Sentence(1, 1, printed, 1).sha256 != Sentence(1, 1, "Tin rose.", 1).sha256


@pytest.mark.parametrize("mark", ["", "\N{BYTE ORDER MARK}"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_byte_order_mark_and_line_ends_are_no_part_of_an_article(file: Path, mark: str, line_end: str) -> None:
    file.write_bytes((mark + line_end.join(["One", ADDRESS, "Tin rose.", ""])).encode())
    assert [each.text for each in sentences(file)] == ["One", "Tin rose."]


def test_a_sentence_names_its_line_of_the_file(file: Path) -> None:
    file.write_text(f"\nOne\n\n{ADDRESS}\n\nTin rose. Zinc fell.\n", encoding="utf-8")
    assert [each.line for each in sentences(file)] == [2, 6, 6]


def test_the_publisher_is_the_host_of_the_address(file: Path) -> None:
    file.write_text(f"One\n{ADDRESS}\nTin rose.\n", encoding="utf-8")
    assert [(article.publisher, article.title) for article in texts.read(file)] == [("example.org", "One")]


def test_a_text_without_a_last_line_end_swallows_no_title_of_the_one_that_is_appended(file: Path) -> None:
    address = "https://korean-electronics.com//inquiry"
    [declared] = layout.of("korean-electronics.com").footers
    footer = declared.pattern.replace("\\", "")
    assert located(file, f"One\n{address}\nTin rose.\n{footer}Two\n{address}\nZinc fell.\n") == [
        (1, 0, 1, "One"),
        (1, 1, 1, "Tin rose."),
        (2, 0, 1, "Two"),
        (2, 1, 1, "Zinc fell."),
    ]


def test_a_title_that_cannot_be_told_from_a_footer_is_refused_with_its_line(file: Path) -> None:
    file.write_text(f"One\n{ADDRESS}\nTin rose.\nexample.org | MetalsTwo\n{ADDRESS}\nZinc fell.\n", encoding="utf-8")
    with pytest.raises(texts.TextError, match=r"articles\.txt:4: a footer stands where the title should"):
        texts.read(file)
