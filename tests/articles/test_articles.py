"""Verification against the articles: the project's sources bear it out, and on invented ones it finds each slip."""

import csv
import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from korea_trade.statements import declaration, reader, texts, verification
from korea_trade.statements.reader import Problem

TABLES = declaration.load().tables
Row = dict[str, object]


@pytest.fixture(scope="module")
def articles() -> Path:
    """The file of the real articles, which is not part of the project."""
    name = os.environ.get("KTW_ARTICLES")
    if not name:
        pytest.skip("KTW_ARTICLES names no file of the articles")
    return Path(name)


@pytest.mark.articles
def test_the_articles_bear_out_every_row_and_leave_no_number_over(articles: Path) -> None:
    assert list(map(str, verification.verify(articles))) == []


@pytest.mark.articles
def test_all_articles_have_statements(articles: Path) -> None:
    titles = reader.read(TABLES["articles"], verification.SOURCES).set_index("article_id")["title"]
    statements = (reader.read(table, verification.SOURCES) for table in declaration.load().statement_tables)
    stated = {titles[article_id] for table in statements for article_id in table["article_id"]}
    assert stated == {one.title for one in texts.read(articles)} == set(titles)


# From here on, an invented article about an invented metal.

SENTENCE = "Exports of unobtainium rose by 7.5% to $3.21 bn in 2031."
ROW: Row = {"article_id": "a01", "title": "Unobtainium rises", "publisher": "example.org"}
ARTICLE = f"Unobtainium rises\n\nhttps://example.org/metals\n\n{SENTENCE}\n"
RATE: Row = {"figure": "7.5%", "period": "2031"}
LEVEL: Row = {"figure": "$3.21 bn", "period": "2031"}
ITEMS: Sequence[Row] = [
    {"item_id": "unobtainium", "label": "Unobtainium (as customs count it)"},
    {"item_id": "unobtainium_rods", "label": "Unobtainium rods such as bars"},
    {"item_id": "pewter", "label": "Pewter"},
    {"item_id": "tin", "label": "Tin"},
]

Verify = Callable[..., list[Problem]]


@pytest.fixture
def verify(tmp_path: Path) -> Verify:
    """Verifies rows about the first sentence of `text`, each of which may say otherwise where it stands."""
    sources = tmp_path / "sources"
    sources.mkdir()
    file = tmp_path / "articles.txt"

    def write(name: str, rows: Sequence[Row]) -> None:
        with (sources / f"{name}.csv").open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, [column.name for column in TABLES[name].columns], restval="")
            writer.writeheader()
            writer.writerows(rows)

    def run(
        statements: Sequence[Row],
        exceptions: Sequence[Row] = (),
        text: str = ARTICLE,
        listed: Sequence[Row] = (ROW,),
        texts: Path = file,
    ) -> list[Problem]:
        place: Row = {
            "article_id": "a01",
            "paragraph": 1,
            "sentence": 1,
            "sentence_sha256": hashlib.sha256(SENTENCE.encode()).hexdigest(),
        }
        for name in TABLES:
            write(name, [])
        write("items", ITEMS)
        write("aliases", [{"alias_kind": "item", "alias": "the grey metal", "subject_id": "pewter"}])
        write("articles", listed)
        write("trade_by_item", [place | {"statement_id": f"s{at}"} | row for at, row in enumerate(statements)])
        write("digit_exceptions", [place | row for row in exceptions])
        file.write_text(text, encoding="utf-8")
        return verification.verify(texts, sources)

    return run


def said(problems: list[Problem]) -> list[tuple[str, int | None, str | None, str]]:
    return [(problem.file, problem.line, problem.value, problem.rule) for problem in problems]


def test_rows_that_account_for_every_number_are_borne_out(verify: Verify) -> None:
    assert verify([RATE, LEVEL]) == []


def test_a_figure_that_the_sentence_does_not_print_is_found(verify: Verify) -> None:
    problems = verify([RATE, LEVEL, {"figure": "8.5%", "period": "2031"}])
    assert said(problems) == [("trade_by_item.csv", 4, "8.5%", "the sentence does not print this")]


@pytest.mark.parametrize("figure", ["5%", "7", "3.2", "21 bn", ""])
def test_a_part_of_a_number_is_not_that_number(verify: Verify, figure: str) -> None:
    (problem,) = verify([RATE, LEVEL, {"figure": figure, "period": "2031"}])
    assert (problem.line, problem.rule) == (4, "the sentence does not print this")


@pytest.mark.parametrize("item", ["pewter", "tin"])
@pytest.mark.parametrize("kind", ["item", "without_item"])
def test_a_subject_that_its_article_never_names_is_found(verify: Verify, kind: str, item: str) -> None:
    problems = verify([RATE | {"subject_kind": kind, "subject_id": item}, LEVEL])
    assert said(problems) == [("trade_by_item.csv", 2, item, "the article never names this subject")]


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("unobtainium", ""),
        ("unobtainium_rods", "The rod sold best."),
        ("pewter", "So did the Grey-Metal."),
        ("tin", "Tin rose as well."),
        ("tin", "So did the tins."),
    ],
)
def test_a_subject_may_be_named_anywhere_by_label_or_alias(verify: Verify, item: str, told: str) -> None:
    row = RATE | {"subject_kind": "item", "subject_id": item}
    assert verify([row, LEVEL], text=f"{ARTICLE}\n{told}\n") == []


def test_a_changed_sentence_is_found_in_each_row_that_cites_it(verify: Verify) -> None:
    problems = verify([RATE, LEVEL], text=ARTICLE.replace("rose", "grew"))
    assert [(problem.file, problem.line) for problem in problems] == [
        ("trade_by_item.csv", 2),
        ("trade_by_item.csv", 3),
    ]
    assert all(problem.rule.startswith("the sentence has the hash ") for problem in problems)


@pytest.mark.parametrize("elsewhere", [{"paragraph": 9}, {"sentence": 2}, {"article_id": "a02"}, {"paragraph": ""}])
def test_a_place_that_the_articles_do_not_have_is_found(verify: Verify, elsewhere: Row) -> None:
    problems = verify([RATE, LEVEL, RATE | elsewhere])
    assert said(problems) == [("trade_by_item.csv", 4, "7.5%", "the articles have no sentence at this place")]


def test_a_number_that_no_row_accounts_for_is_found_on_its_line_of_the_articles(verify: Verify) -> None:
    rule = "no row accounts for this number of article a01, paragraph 1, sentence 1"
    assert said(verify([LEVEL])) == [("articles.txt", 5, "7.5", rule)]


@pytest.mark.parametrize("column", ["period", "reference_period"])
def test_a_year_is_accounted_for_by_a_period_that_lies_in_it(verify: Verify, column: str) -> None:
    rest: Row = {"figure": "$3.21 bn"}
    assert verify([RATE | {"period": "2030"}, rest | {column: "2030-11/2031-02"}]) == []
    assert [problem.value for problem in verify([RATE | {"period": "2030"}, rest | {column: "2030"}])] == ["2031"]


def test_a_number_printed_twice_needs_two_statements(verify: Verify) -> None:
    sentence = "Both unobtainium and adamant rose by 7.5%, that is 7.5% each."
    place: Row = {"sentence_sha256": hashlib.sha256(sentence.encode()).hexdigest()}
    text = ARTICLE.replace(SENTENCE, sentence)
    assert [problem.value for problem in verify([RATE | place], text=text)] == ["7.5"]
    assert verify([RATE | place, RATE | place], text=text) == []


def test_a_figure_takes_the_place_that_a_longer_one_leaves(verify: Verify) -> None:
    sentence = "Unobtainium (+7%) rose, and adamant by 7%."
    place: Row = {"sentence_sha256": hashlib.sha256(sentence.encode()).hexdigest()}
    signed, unsigned = RATE | place | {"figure": "+7%"}, RATE | place | {"figure": "7%"}
    text = ARTICLE.replace(SENTENCE, sentence)
    assert verify([unsigned, signed], text=text) == []
    assert [problem.value for problem in verify([unsigned], text=text)] == ["7"]


def test_an_exception_excuses_digits_that_are_no_figure(verify: Verify) -> None:
    sentence = "The MX7 mine of unobtainium shut."
    place: Row = {"sentence_sha256": hashlib.sha256(sentence.encode()).hexdigest()}
    text = ARTICLE.replace(SENTENCE, sentence)
    assert [problem.value for problem in verify([], text=text)] == ["7"]
    assert verify([], [{"text": "MX7"} | place], text=text) == []


@pytest.mark.parametrize("text", ["7.5%", "2031", "unobtainium"])
def test_an_exception_for_what_needs_none_is_found(verify: Verify, text: str) -> None:
    problems = verify([RATE, LEVEL], [{"text": text}])
    assert said(problems) == [("digit_exceptions.csv", 2, text, "the exception excuses no number that needs it")]


def test_every_finding_says_what_to_do(verify: Verify) -> None:
    problems = verify([RATE | {"paragraph": 9}, RATE | {"figure": "1%"}], [{"text": "unobtainium"}], text=ARTICLE)
    assert problems
    assert all(problem.remedy for problem in problems)


def test_a_source_that_cannot_be_read_is_a_finding(verify: Verify) -> None:
    (problem,) = verify([RATE | {"period": "soon"}])
    assert (problem.file, problem.line, problem.column, problem.value) == ("trade_by_item.csv", 2, "period", "soon")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "the file is empty"),
        (f"{ARTICLE}{'x' * 3000}\n", "3,000 characters without a blank are no text"),
        ("no such title\n", "no article of articles.csv has this title"),
    ],
)
def test_a_file_without_articles_is_a_finding(verify: Verify, text: str, rule: str) -> None:
    (problem,) = verify([RATE], text=text)
    assert (problem.file, problem.rule) == ("articles.txt", rule)


def test_articles_that_are_not_there_are_a_finding(tmp_path: Path) -> None:
    (problem,) = verification.verify(tmp_path / "missing.txt")
    assert (problem.file, problem.remedy) == (
        "missing.txt",
        "name a file that can be read",
    )


def test_place_and_hash_of_each_sentence_are_told_by_the_id_of_the_article(verify: Verify, tmp_path: Path) -> None:
    verify([RATE, LEVEL])
    of_title, of_sentence = (hashlib.sha256(text.encode()).hexdigest() for text in (ARTICLE.splitlines()[0], SENTENCE))
    assert list(verification.places(tmp_path / "articles.txt", tmp_path / "sources")) == [
        ("a01", 0, 1, of_title, ARTICLE.splitlines()[0]),
        ("a01", 1, 1, of_sentence, SENTENCE),
    ]


def test_articles_are_known_by_their_titles_wherever_they_stand_and_others_are_not_judged(verify: Verify) -> None:
    listed = [{"article_id": "a07", "title": "Tin falls", "publisher": "example.org"}, ROW]
    tin: Row = {"article_id": "a07", "figure": "9%", "period": "2031"}
    assert verify([RATE, LEVEL, tin], listed=listed) == []


def test_a_folder_of_texts_is_verified_as_one_file_is(verify: Verify, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "tin.md").write_text("Tin falls\nhttps://example.org/tin\nTin fell.\n", encoding="utf-8")
    (folder / "unobtainium.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "._unobtainium.txt").write_text("left by a program", encoding="utf-8")
    listed = [{"article_id": "a07", "title": "Tin falls", "publisher": "example.org"}, ROW]
    assert verify([RATE, LEVEL], listed=listed, texts=folder) == []
    assert said(verify([LEVEL], listed=listed, texts=folder)) == [
        ("unobtainium.txt", 5, "7.5", "no row accounts for this number of article a01, paragraph 1, sentence 1")
    ]


def test_a_folder_without_texts_is_a_finding(tmp_path: Path) -> None:
    (problem,) = verification.verify(tmp_path)
    assert (problem.rule, problem.remedy) == (
        "the folder holds no text",
        "put files into it that end with .txt, .md, .html, .htm",
    )


def test_of_two_articles_of_one_title_the_publisher_tells_which_it_is(verify: Verify) -> None:
    other = ROW | {"article_id": "a02", "publisher": "metals.example"}
    assert verify([RATE, LEVEL], listed=[other, ROW]) == []
    (problem,) = verify([RATE, LEVEL], listed=[ROW | {"article_id": "a02"}, ROW])
    assert problem.rule == "the title and the address do not tell which article of articles.csv this is"


def test_an_article_that_stands_twice_is_a_finding(verify: Verify) -> None:
    (problem,) = verify([RATE, LEVEL], text=ARTICLE + ARTICLE)
    assert (problem.line, problem.rule) == (6, "article a01 stands among the texts already")


def test_a_title_that_nobody_entered_is_the_only_finding_of_its_article(verify: Verify) -> None:
    other = "Adamant falls\nhttps://example.org/adamant\nIt fell by 3.3%.\n"
    assert said(verify([RATE, LEVEL], text=ARTICLE + other)) == [
        ("articles.txt", 6, "Adamant falls", "no article of articles.csv has this title")
    ]
