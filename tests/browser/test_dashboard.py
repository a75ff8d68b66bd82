"""The dashboard in a real browser, opened from disk, as whoever is sent the folder would open it.

Needs Chromium (Debian: `apt-get install chromium`); without it the tests are skipped, visibly.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from korea_trade.presentation.dashboard.page import Dashboard
from korea_trade.presentation.look.palette import DARK, LIGHT
from tools import chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium.PATH is None, reason=chromium.MISSING),
]

SIZES = [(width, scheme) for width in (360, 1600) for scheme in ("light", "dark")]
# A mark that stands for a row has a label; axes and titles have one too, but another role.
MARKS = (
    "svg :is([aria-roledescription=point], [aria-roledescription=bar], [aria-roledescription='rect mark'])[aria-label]"
)
# Boxes of texts of one drawing that meet by more than the hair that a font's box is larger than its letters, the names
# of rows and what is written into the plot included; and texts that leave their drawing.
CLASHES = """() => [...document.querySelectorAll("[data-chart]")].flatMap((place) => {
    const frame = place.getBoundingClientRect();
    const texts = [...place.querySelectorAll("svg text")]
        .filter((text) => text.textContent.trim() && getComputedStyle(text).opacity !== "0")
        .map((text) => ({ said: text.textContent, box: text.getBoundingClientRect() }));
    const outside = texts.filter(({ box }) =>
        box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 2
        || box.top < frame.top - 2);
    const meeting = texts.flatMap((one, at) => texts.slice(at + 1).filter((other) =>
        Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left) > 1
        && Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top) > 3
    ).map((other) => `${one.said} × ${other.said}`));
    return [...outside.map(({ said }) => `${said} is cut`), ...meeting]
        .map((clash) => `${place.dataset.chart}: ${clash}`);
})"""
CUT_OFF = """() => [...document.querySelectorAll("body *:not(svg *):not(script)")]
    .filter((one) => one.getClientRects().length && getComputedStyle(one).clipPath === "none")
    .filter((one) => !one.closest("thead, .skip"))
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1)
    .map((one) => one.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium.started() as browser:
        yield browser


class Opened:
    """The page as opened, with what it asked for and what the console said."""

    def __init__(self, browser: Any, dashboard: Dashboard, width: int, scheme: str) -> None:
        self.page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        self.asked: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.goto(dashboard.path.as_uri())
        self.drawn(1)

    def drawn(self, times: int) -> None:
        """Waits until all charts have been drawn so many times."""
        self.page.wait_for_function(f"document.documentElement.dataset.drawn >= {times}", timeout=120_000)


@pytest.fixture(scope="module")
def opened(browser: Any, dashboard: Dashboard) -> Opened:
    """The page on a wide screen, shared by the tests that only look."""
    return Opened(browser, dashboard, 1600, "light")


@pytest.fixture(scope="module")
def phone(browser: Any, dashboard: Dashboard) -> Any:
    """The page on a phone, which has a finger and no pointer."""
    page = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()
    page.goto(dashboard.path.as_uri())
    page.wait_for_function("document.documentElement.dataset.drawn >= 1", timeout=120_000)
    return page


def test_the_page_asks_for_nothing_but_itself_and_complains_of_nothing(opened: Opened, dashboard: Dashboard) -> None:
    assert opened.asked == [dashboard.path.as_uri()]
    assert opened.said == []


def test_each_row_has_its_mark(opened: Opened) -> None:
    expected = opened.page.evaluate("JSON.parse(document.getElementById('marks').textContent)")
    found = {name: opened.page.locator(f"[data-chart={name}] {MARKS}").count() for name in expected}
    assert found == expected


def test_each_mark_tells_a_screen_reader_value_figure_and_place(opened: Opened) -> None:
    for label in opened.page.locator(MARKS).evaluate_all("marks => marks.map((mark) => mark.ariaLabel)"):
        is_printed = "; printed as “" in label and "(article" in label
        assert is_printed or label.endswith("; official series"), label


@pytest.mark.parametrize("chart", ["trade", "growth_by_item", "streaks", "breadth", "surveys"])
def test_pointing_at_a_mark_shows_article_figure_and_place(opened: Opened, chart: str) -> None:
    mark = opened.page.locator(f"[data-chart={chart}] {MARKS}").first
    mark.scroll_into_view_if_needed()
    opened.page.mouse.move(0, 0)
    mark.hover(force=True)
    tooltip = opened.page.locator("#tooltip:visible")
    tooltip.wait_for(timeout=10_000)
    told = dict(zip(tooltip.locator("th").all_inner_texts(), tooltip.locator("td").all_inner_texts(), strict=True))
    assert "korean-electronics.com" in told["Article"]
    assert "“" in told["Printed as"]
    assert "sentence" in told["Printed as"] or "title" in told["Printed as"]
    assert told["Unit"]
    assert told["Value"]


@pytest.mark.parametrize("chart", ["trade", "growth_by_item", "streaks", "breadth", "surveys"])
def test_on_a_phone_a_tap_shows_the_tooltip_within_the_window(phone: Any, chart: str) -> None:
    mark = phone.locator(f"[data-chart={chart}] {MARKS}").last
    mark.scroll_into_view_if_needed()
    phone.wait_for_timeout(300)  # scrolling, which hides a tooltip, has ended
    mark.tap(force=True)
    tooltip = phone.locator("#tooltip:visible")
    tooltip.wait_for(timeout=10_000)
    assert "korean-electronics.com" in tooltip.inner_text()
    box = tooltip.bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 844


def test_paper_has_every_month_in_light_colours_whatever_the_scheme(browser: Any, dashboard: Dashboard) -> None:
    page = Opened(browser, dashboard, 1600, "dark").page
    try:
        page.wait_for_function("document.documentElement.dataset.paper", timeout=120_000)
        page.emulate_media(media="print", color_scheme="dark")
        page.set_viewport_size({"width": 718, "height": 1000})  # A4 within its margins
        assert page.locator(".drawing:visible").count() == 0
        assert page.locator(".paper:visible").count() == page.locator("[data-chart]").count()
        ends = page.locator(".paper svg").evaluate_all("all => all.map((one) => one.getBoundingClientRect().right)")
        assert max(ends) <= 718
        colours = page.locator(".paper text").evaluate_all("all => all.map((one) => one.getAttribute('fill'))")
        assert LIGHT.muted in colours
        assert DARK.muted not in colours
    finally:
        page.close()


def test_the_sign_of_a_contradiction_is_drawn_and_no_letter_of_a_font(opened: Opened) -> None:
    assert "≠" not in opened.page.content()
    assert opened.page.locator("[data-chart=surveys] g[aria-hidden=true] path:not([opacity='0'])").count() > 0


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_nothing_is_cut_or_overlaps(browser: Any, dashboard: Dashboard, width: int, scheme: str) -> None:
    page = Opened(browser, dashboard, width, scheme).page
    try:
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate(CLASHES) == []
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate(CUT_OFF) == []
    finally:
        page.close()


def test_charts_follow_the_colour_scheme_and_the_width_while_the_page_is_open(
    browser: Any, dashboard: Dashboard
) -> None:
    opened = Opened(browser, dashboard, 1600, "light")
    page = opened.page
    title = page.locator("[data-chart=surveys] svg .role-title-text text").first
    light, wide = title.get_attribute("fill"), page.locator("[data-chart=trade] svg").bounding_box()
    page.emulate_media(color_scheme="dark")
    opened.drawn(2)
    assert title.get_attribute("fill") != light
    page.set_viewport_size({"width": 500, "height": 900})
    opened.drawn(3)
    narrow = page.locator("[data-chart=trade] svg").bounding_box()
    assert narrow["width"] != wide["width"]
    assert narrow["x"] + narrow["width"] <= 500
    page.close()


def test_the_keyboard_reaches_the_skip_link_first_and_opens_tables(browser: Any, dashboard: Dashboard) -> None:
    page = Opened(browser, dashboard, 1600, "light").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    table = page.locator("figure.chart").first.locator("table")
    assert not table.is_visible()
    page.keyboard.press("Enter")
    assert table.is_visible()
    assert "article 5, paragraph 3, sentence 1" in table.inner_text().replace("\N{NO-BREAK SPACE}", " ")
    page.close()


def test_landmarks_headings_and_tables_are_named(opened: Opened) -> None:
    page = opened.page
    assert [page.locator(name).count() for name in ("main", "header", "footer", "h1")] == [1, 1, 1, 1]
    levels = page.locator("h1, h2, h3").evaluate_all("all => all.map((one) => Number(one.tagName[1]))")
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))
    for figure in page.locator("figure, section, main table").all():
        name = figure.get_attribute("aria-labelledby")
        assert figure.get_attribute("aria-label") or page.locator(f"#{name}").inner_text()
    drawings = page.locator("[role=graphics-document]")
    assert drawings.count() == page.locator("[data-chart]").count()
    for name in drawings.evaluate_all("all => all.map((one) => one.ariaLabel)"):
        assert name.endswith(".")
