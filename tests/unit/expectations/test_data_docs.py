"""The Data Docs page: it names the culprit, tells failures from errors, and asks no host for anything."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from expectations import data_docs, sources
from expectations.suite import Suite
from expectations.validation import Finding, Result
from korea_trade.statements import declaration

SUITE = sources.suite(declaration.load())
CULPRIT = Finding("items", "items.csv", 7, "label", "<script>alert(1)</script>", "must be short", "shorten it")
RESULTS = [
    Result("items", "expect_something", "item_id", "must be there", "passed", 37),
    Result("items", "expect_something", "label", "must be short", "failed", 37, (CULPRIT,)),
    Result("partners", "expect_something", "label", "must be short", "errored", 0, error="no such column"),
]


@pytest.fixture
def page(tmp_path: Path) -> str:
    file = tmp_path / "run" / "sources.html"
    data_docs.write(file, "Gate 1 & its rules", SUITE, RESULTS)
    return file.read_text(encoding="utf-8")


class Requests(HTMLParser):
    """Collects what a browser would ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            f"<{tag} {name}={value!r}>" for name, value in attrs if name in {"src", "href", "srcset", "data"}
        ]
        self.found += [f"<{tag}>"] * (tag in {"script", "link", "iframe"})


def test_it_names_the_culprit_and_what_to_do(page: str) -> None:
    assert "items.csv:7, column label, value" in page
    assert "must be short; shorten it" in page


def test_it_counts_outcomes_and_shows_the_error_of_a_check(page: str) -> None:
    text = re.sub(r"<[^>]+>", "", page)
    assert "1 passed, 1 failed, 1 errored" in text
    assert "no such column" in text


def test_it_shows_every_batch_of_the_suite(page: str) -> None:
    assert all(f"<h2>{batch.name}</h2>" in page for batch in SUITE.batches)


def test_it_asks_no_host_for_anything(page: str) -> None:
    requests = Requests()
    requests.feed(page)
    assert requests.found == []
    assert "http" not in page
    assert "@import" not in page
    assert "url(" not in page


def test_what_the_data_hold_is_text_and_never_markup(page: str) -> None:
    assert "<script>" not in page
    assert "Gate 1 &amp; its rules" in page


def test_it_replaces_the_page_that_was_there(tmp_path: Path) -> None:
    file = tmp_path / "sources.html"
    file.write_text("old", encoding="utf-8")
    data_docs.write(file, "New", Suite("sources", "raw"), [])
    assert "old" not in file.read_text(encoding="utf-8").split("<title>")[1]
