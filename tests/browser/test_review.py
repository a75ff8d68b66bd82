"""The review of a text in a real browser, as a new user would do it: from the inbox to the files in the sources.

Needs Chromium (Debian: `apt-get install chromium`); without it the tests are skipped, visibly.
"""

from __future__ import annotations

import csv
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from korea_trade.intake import review as reviewing
from korea_trade.serving import addresses, origins, review
from korea_trade.warehouse.settings import Settings
from orchestration.instance import webserver
from tests.corpora import invented_text
from tests.corpora.invented_text import EXPORTS, IMPORTS, SURPLUS
from tests.integration.workshop import PATIENCE
from tools import chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium.PATH is None, reason=chromium.MISSING),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium.started() as browser:
        yield browser


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return invented_text.delivered(tmp_path)


@pytest.fixture
def address(settings: Settings) -> Iterator[str]:
    """The page as `ktw ui` serves it."""
    with socket.create_server((origins.HOST, 0)) as listener:
        port = listener.getsockname()[1]
        server = uvicorn.Server(webserver.configuration(review.application(settings), port))
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        yield addresses.address(port)
        server.should_exit = True
        thread.join(timeout=PATIENCE)


class Reviewer:
    """One person at one browser, and what the browser asked and complained about."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.page = browser.new_page(viewport={"width": 1400, "height": 1000}, **options)
        self.page.set_default_timeout(1_000 * PATIENCE)
        self.foreign: list[str] = []
        self.errors: list[str] = []
        own = (address, "data:")
        self.page.on("request", lambda one: None if one.url.startswith(own) else self.foreign.append(one.url))
        self.page.on("console", lambda one: self.errors.append(one.text) if one.type == "error" else None)
        self.page.on("pageerror", lambda one: self.errors.append(str(one)))
        self.address = address

    def open(self, path: str = "/articles/a02") -> None:
        self.page.goto(self.address + path)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def told(self, text: str) -> None:
        """Waits until the page says so."""
        self.page.locator("#status").filter(has_text=text).wait_for()

    def wait_for(self, name: str, state: str) -> None:
        """Waits until a row, and its mark in the text, are in a state."""
        self.page.locator(f"article#{name}.{state}").wait_for()
        self.page.locator(f'mark[data-row="{name}"].{state}').wait_for()

    def look_at(self, name: str) -> None:
        self.page.locator(f'mark[data-row="{name}"]').click()


@pytest.fixture
def reviewer(browser: Any, address: str) -> Iterator[Reviewer]:
    reviewer = Reviewer(browser, address)
    yield reviewer
    reviewer.page.close()


@pytest.fixture
def article(settings: Settings, reviewer: Reviewer) -> Reviewer:
    """Somebody who has the article open."""
    list(reviewing.take_in(settings, settings.inbox / "june.txt"))
    reviewer.open()
    return reviewer


def written(settings: Settings, table: str = "trade_totals") -> dict[str, dict[str, str]]:
    file = settings.sources / table / "a02.csv"
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as lines:
        return {row["statement_id"]: row for row in csv.DictReader(lines)}


def test_a_text_goes_from_the_inbox_into_the_sources_in_two_clicks(reviewer: Reviewer, settings: Settings) -> None:
    reviewer.open("/")
    reviewer.page.get_by_role("button", name="Take in").click()
    reviewer.page.get_by_role("heading", name=invented_text.TITLE).wait_for()
    reviewer.page.get_by_role("button", name="Accept all sure").click()
    reviewer.told("Written: sources/decisions/a02.csv")

    assert {EXPORTS, IMPORTS, SURPLUS} <= written(settings).keys()
    assert (settings.sources / "articles" / "a02.csv").exists()
    assert reviewer.foreign == []
    assert reviewer.errors == []


def test_the_keyboard_goes_through_the_rows_and_decides(article: Reviewer, settings: Settings) -> None:
    article.look_at(EXPORTS)
    article.press("a")
    article.wait_for(EXPORTS, "accepted")
    article.press("r")  # the next one that nobody decided on
    article.page.locator("article.row.rejected").wait_for()
    article.look_at(EXPORTS)
    article.press("u")
    article.wait_for(EXPORTS, "sure")
    article.press("k", "j")
    assert article.page.locator("article.row.current").get_attribute("id") == EXPORTS

    assert written(settings) == {}


def test_keys_that_come_faster_than_the_answers_are_not_lost(article: Reviewer, settings: Settings) -> None:
    article.look_at(EXPORTS)
    article.press("a", "a", "a")
    article.page.locator("article.row.accepted").nth(2).wait_for()

    assert len(written(settings)) == 3


def test_a_row_is_edited_in_its_form_and_a_key_typed_there_decides_nothing(
    article: Reviewer, settings: Settings
) -> None:
    article.look_at(EXPORTS)
    article.press("e")
    form = article.page.locator(".row form fieldset:not([hidden])")
    form.get_by_label("note").fill("a rare jar")
    form.get_by_label("certainty").select_option("inferred")
    article.page.get_by_label("why").fill("read twice")
    article.page.get_by_role("button", name="Accept so").click()
    article.wait_for(EXPORTS, "accepted")

    row = written(settings)[EXPORTS]
    assert (row["note"], row["certainty"], row["entry"]) == ("a rare jar", "inferred", "reviewed")
    article.page.get_by_text("read twice").wait_for()


def test_what_breaks_a_rule_is_told_and_not_written(article: Reviewer, settings: Settings) -> None:
    article.look_at(EXPORTS)
    article.press("e")
    article.page.locator(".row form fieldset:not([hidden])").get_by_label("value").fill("48")
    article.press("Enter")
    article.told("the figure '$47.15 billion' is read as 47150000000")

    assert written(settings) == {}


def test_of_two_reviewers_the_second_is_told_and_sees_what_the_first_decided(
    article: Reviewer, browser: Any, settings: Settings
) -> None:
    other = Reviewer(browser, article.address)
    other.open()
    other.page.get_by_label("Reviewer").fill("Lee")
    other.look_at(EXPORTS)
    other.press("r")
    other.wait_for(EXPORTS, "rejected")
    other.page.close()

    article.look_at(EXPORTS)
    article.press("a")
    article.told("Lee decided meanwhile")

    article.wait_for(EXPORTS, "rejected")
    assert written(settings) == {}


def test_a_subject_that_no_list_has_is_refused_with_the_list(article: Reviewer) -> None:
    article.look_at(EXPORTS)
    article.press("e")
    article.page.get_by_label("theme").select_option("trade_by_partner")
    form = article.page.locator(".row form fieldset:not([hidden])")
    form.get_by_label("subject_kind").select_option("partner")
    form.get_by_label("subject_id").fill("atlantis")
    article.page.get_by_role("button", name="Accept so").click()
    article.told("stands in no row of partners")


def test_light_and_dark_differ_and_both_can_be_read(browser: Any, article: Reviewer) -> None:
    grounds = set()
    for scheme in ("light", "dark"):
        reader = Reviewer(browser, article.address, color_scheme=scheme)
        reader.open()
        grounds.add(reader.page.evaluate("getComputedStyle(document.body).backgroundColor"))
        reader.page.close()
    assert len(grounds) == 2


def test_a_page_of_another_name_or_origin_decides_nothing(
    browser: Any, article: Reviewer, settings: Settings, tmp_path: Path
) -> None:
    port = article.address.rpartition(":")[2]
    page = browser.new_page()
    assert page.goto(f"http://rebound.localhost:{port}/articles/a02").status == 421

    page.goto("about:blank")
    page.evaluate(
        """async (address) => {
            const body = JSON.stringify({ version: 0, action: "accept_sure" });
            const own = { "Content-Type": "application/json", "X-KTW-Token": "x" };
            await fetch(address, { method: "POST", mode: "no-cors", body }).catch(() => {});
            await fetch(address, { method: "POST", headers: own, body }).catch(() => {});
        }""",
        f"{article.address}/articles/a02/decisions",
    )
    page.close()

    assert not (settings.decisions / "a02.csv").exists()
