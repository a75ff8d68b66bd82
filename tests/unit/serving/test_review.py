"""The page on which rows are decided on: what it shows, what it takes, and from whom."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from korea_trade.intake import decisions, keeping
from korea_trade.intake import review as reviewing
from korea_trade.serving import review
from korea_trade.warehouse.settings import Settings
from tests.corpora import invented_text
from tests.corpora.invented_text import EXPORTS, SURPLUS


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return invented_text.delivered(tmp_path)


@pytest.fixture
def page(settings: Settings) -> TestClient:
    return TestClient(review.application(settings))


@pytest.fixture
def article(settings: Settings, page: TestClient) -> TestClient:
    """The page, where the text of the inbox was taken in."""
    list(keeping.take_in(settings, settings.inbox / "june.txt", None))
    return page


def token(page: TestClient) -> str:
    found = re.search(r'name="token" content="([^"]+)"', page.get("/").text)
    assert found
    return found[1]


def version(page: TestClient) -> int:
    found = re.search(r'data-version="([0-9]+)"', page.get("/articles/a02").text)
    assert found
    return int(found[1])


def decide(page: TestClient, action: str, *rows: str, **asked: Any) -> Any:
    """The answer to a request as the page sends it."""
    return page.post(
        "/articles/a02/decisions",
        json={"version": version(page), "by": "Kim", "action": action, "rows": rows} | asked,
        headers={"X-KTW-Token": token(page)},
    )


def test_a_text_of_the_inbox_is_taken_in_by_its_name(page: TestClient) -> None:
    assert "june.txt" in page.get("/").text

    answer = page.post("/texts", json={"file": "june.txt"}, headers={"X-KTW-Token": token(page)})

    assert answer.json() == {"articles": ["a02"]}
    assert invented_text.TITLE in page.get("/").text


@pytest.mark.parametrize("file", ["../articles.csv", "/etc/passwd", "july.txt", ""])
def test_nothing_but_a_text_of_the_inbox_is_taken_in(page: TestClient, file: str) -> None:
    answer = page.post("/texts", json={"file": file}, headers={"X-KTW-Token": token(page)})

    assert (answer.status_code, answer.json()) == (400, {"error": "the inbox holds no such text; load the page again"})


def test_each_figure_is_marked_with_its_state_beside_its_row(article: TestClient) -> None:
    decide(article, "reject", SURPLUS)
    text = article.get("/articles/a02").text

    assert f'<mark class="sure" data-row="{EXPORTS}" title="sure">$47.15 billion</mark>' in text
    assert f'<mark class="rejected" data-row="{SURPLUS}" title="rejected">$3.13 billion</mark>' in text
    assert '<mark class="exception"' in text


def test_what_is_accepted_is_written_and_told(article: TestClient, settings: Settings) -> None:
    answer = decide(article, "accept", EXPORTS)

    assert answer.json()["decided"] == [EXPORTS]
    assert "trade_totals/a02.csv" in answer.json()["files"]
    (article_row, figure) = decisions.load(settings, "a02")
    assert (article_row.table, figure.table, figure.decided_by) == ("articles", "trade_totals", "Kim")


def test_a_row_that_breaks_a_rule_is_refused_with_it(article: TestClient, settings: Settings) -> None:
    answer = decide(article, "edit", EXPORTS, values={"unit": "dollars"})

    assert "must be one of" in answer.json()["refused"][EXPORTS][0]
    assert decisions.load(settings, "a02") == []


def test_an_undo_takes_the_decision_back(article: TestClient) -> None:
    decide(article, "accept", EXPORTS)
    decide(article, "undo", EXPORTS)

    assert f'<mark class="sure" data-row="{EXPORTS}"' in article.get("/articles/a02").text


def test_a_page_that_shows_an_older_state_of_the_row_is_told_so(article: TestClient, settings: Settings) -> None:
    seen = version(article)
    decide(article, "reject", EXPORTS, by="Lee")

    answer = decide(article, "accept", EXPORTS, version=seen)

    assert answer.status_code == 409
    assert answer.json()["error"].startswith("Lee decided meanwhile on '$47.15 billion': reject")
    assert not (settings.sources / "trade_totals").exists()


@pytest.mark.parametrize("headers", [{}, {"X-KTW-Token": "guessed"}, {"X-KTW-Token": "ü".encode("latin-1")}])
def test_without_the_token_of_the_page_nothing_is_decided(
    article: TestClient, settings: Settings, headers: dict[str, Any]
) -> None:
    asked = {"version": 0, "action": "accept", "rows": [EXPORTS]}

    answer = article.post("/articles/a02/decisions", json=asked, headers=headers)

    assert answer.status_code == 400
    assert answer.json() == {"error": "the page is older than the server; load it again"}
    assert decisions.load(settings, "a02") == []


@pytest.mark.parametrize(
    "body",
    [
        b"no json",
        b"[]",
        b"\xff",
        b'{"version": "x", "action": "accept"}',
        b'{"action": "destroy"}',
        b'{"action": "edit", "rows": []}',
        b'{"action": "accept", "rows": "a02"}',
        b'{"action": "describe", "values": [1]}',
    ],
)
def test_what_no_page_would_send_is_refused_with_a_sentence(article: TestClient, body: bytes) -> None:
    answer = article.post("/articles/a02/decisions", content=body, headers={"X-KTW-Token": token(article)})

    assert (answer.status_code, answer.json()) == (
        400,
        {"error": "the request is not one of this page; load it again"},
    )


def test_an_article_that_was_never_taken_in_is_not_found(page: TestClient) -> None:
    answer = page.get("/articles/a07")

    assert answer.status_code == 404
    assert "no text was taken in as 'a07'" in answer.json()["error"]


def test_words_of_a_text_are_never_markup(settings: Settings, page: TestClient) -> None:
    text = invented_text.TEXT.replace("Shipments seemed", "<script>alert(x)</script> Shipments seemed")
    list(keeping.take_in(settings, invented_text.write(settings.inbox, "script.txt", text), None))

    shown = page.get("/articles/a02").text
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(x)&lt;/script&gt;" in shown


@pytest.mark.parametrize("path", ["/", "/articles/a02", "/review.js", "/review.css"])
def test_a_page_asks_no_other_host_and_runs_nothing_that_stands_in_it(article: TestClient, path: str) -> None:
    policy = article.get(path).headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "//" not in policy


def test_figures_that_overlap_are_marked_once_and_no_word_is_lost(article: TestClient, settings: Settings) -> None:
    kept = keeping.load(settings, "a02")
    sentence = kept.text.sentences[1]
    rows = reviewing.opened(settings, "a02").rows_of(sentence)

    pieces = list(review.segments(sentence, [*rows, *rows]))

    assert "".join(piece.text for piece in pieces) == sentence.text
    assert [piece.row.name for piece in pieces if piece.row] == [row.name for row in rows]
