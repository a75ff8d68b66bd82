"""The dashboard in a real browser, opened from disk, as whoever is sent the folder would open it.

Needs Chromium (Debian: `apt-get install chromium`); without it the tests are skipped, visibly.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from korea_trade.presentation.dashboard.page import Dashboard
from tools import chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium.PATH is None, reason=chromium.MISSING),
]

SIZES = [(width, scheme) for width in (360, 1600) for scheme in ("light", "dark")]
# A mark that stands for a row is a link to it. Each chart is there twice, for a wide place and for a narrow one.
MARKS = "svg a[href^='#']"
SHOWN = f":is(.at-width, .at-phone):visible {MARKS}"
# Boxes of texts of one drawing that meet by more than the hair that a font's box is larger than its letters, the names
# of rows and what is written into the plot included; and texts that leave their drawing.
CLASHES = """() => [...document.querySelectorAll("[data-chart]")].flatMap((place) => {
    const frame = place.getBoundingClientRect();
    const texts = [...place.querySelectorAll("svg text")]
        .filter((text) => text.getClientRects().length)
        .filter((text) => text.textContent.trim() && getComputedStyle(text).opacity !== "0")
        .map((text) => ({ said: text.textContent, box: text.getBoundingClientRect() }));
    const outside = texts.filter(({ box }) =>
        box.left < frame.left - 16 || box.right > frame.right + 16 || box.bottom > frame.bottom + 2
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
        self.page.locator("html[data-ready]").wait_for(state="attached")


@pytest.fixture(scope="module")
def opened(browser: Any, dashboard: Dashboard) -> Opened:
    """The page on a wide screen, shared by the tests that only look."""
    return Opened(browser, dashboard, 1600, "light")


@pytest.fixture(scope="module")
def phone(browser: Any, dashboard: Dashboard) -> Any:
    """The page on a phone, which has a finger and no pointer."""
    page = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()
    page.goto(dashboard.path.as_uri())
    page.locator("html[data-ready]").wait_for(state="attached")
    return page


def test_the_page_asks_for_nothing_but_itself_and_complains_of_nothing(opened: Opened, dashboard: Dashboard) -> None:
    assert opened.asked == [dashboard.path.as_uri()]
    assert opened.said == []


def test_each_row_has_its_mark(opened: Opened) -> None:
    expected = opened.page.evaluate("JSON.parse(document.getElementById('marks').textContent)")
    for place in ("at-width", "at-phone"):
        found = {name: opened.page.locator(f"[data-chart={name}] .{place} {MARKS}").count() for name in expected}
        assert found == expected


def test_each_mark_tells_a_screen_reader_value_figure_and_place(opened: Opened) -> None:
    labels = opened.page.locator(f"{MARKS} [aria-label]").evaluate_all("marks => marks.map((mark) => mark.ariaLabel)")
    assert len(labels) == opened.page.locator(MARKS).count()
    for label in labels:
        is_printed = "; printed as “" in label and "(article" in label
        assert is_printed or "; official series" in label, label


def printed_mark(page: Any, chart: str) -> Any:
    """The first mark of a chart that an article prints."""
    return page.locator(f"[data-chart={chart}] {SHOWN}").filter(has=page.locator("[aria-label*='printed as']")).first


@pytest.mark.parametrize("chart", ["trade", "growth_by_item", "streaks", "breadth", "surveys"])
def test_pointing_at_a_mark_shows_article_figure_and_place(opened: Opened, chart: str) -> None:
    mark = printed_mark(opened.page, chart)
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
    mark = printed_mark(phone, chart)
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


def test_paper_has_every_month_in_light_colours_whatever_the_scheme_and_without_a_script(
    browser: Any, dashboard: Dashboard
) -> None:
    context = browser.new_context(
        java_script_enabled=False, color_scheme="dark", viewport={"width": 718, "height": 1000}
    )
    page = context.new_page()
    try:
        page.goto(dashboard.path.as_uri())
        page.emulate_media(media="print", color_scheme="dark")
        assert page.locator(".at-phone:visible").count() == 0
        assert page.locator(".at-width:visible").count() == page.locator("[data-chart]").count()
        boxes = [one.bounding_box() for one in page.locator(".at-width svg").all()]
        assert max(box["x"] + box["width"] for box in boxes) <= 718
        assert not page.locator(".filter").is_visible()
    finally:
        context.close()


def test_a_click_on_a_mark_leads_to_its_row(browser: Any, dashboard: Dashboard) -> None:
    page = Opened(browser, dashboard, 1600, "light").page
    mark = printed_mark(page, "trade")
    row = page.locator(mark.get_attribute("href"))
    assert not row.is_visible()
    mark.click(force=True)
    assert row.is_visible()
    page.close()


def test_the_filter_leaves_the_rows_that_match_and_fades_the_marks_of_others(
    browser: Any, dashboard: Dashboard
) -> None:
    page = Opened(browser, dashboard, 1600, "light").page
    page.locator(".filter [name=subject]").select_option("Semiconductors")
    page.locator(".filter [name=year]").select_option("2024")
    figures = page.locator("figure.chart:visible")
    assert 0 < figures.count() < page.locator("figure.chart").count()
    shown = page.locator("figure.chart tbody tr:not([hidden])")
    assert {row.get_attribute("data-subject") for row in shown.all()} == {"Semiconductors"}
    assert all("2024" in row.get_attribute("data-years") for row in shown.all())
    assert page.locator(".drawing a.faded").count() > 0
    assert page.locator(".filter output").inner_text().startswith(f"{shown.count()} of ")
    page.get_by_role("button", name="Show all").click()
    page.locator(".drawing a.faded").first.wait_for(state="detached")
    page.locator(".filter [name=words]").fill("no such figure")
    assert page.locator("figure.chart:visible").count() == 0
    page.close()


@pytest.mark.parametrize(("way", "start"), [("SVG", b"<svg"), ("PNG", b"\x89PNG"), ("CSV", b"\xef\xbb\xbfWhat,")])
def test_a_chart_can_be_saved(browser: Any, dashboard: Dashboard, way: str, start: bytes) -> None:
    opened = Opened(browser, dashboard, 1600, "dark")
    with opened.page.expect_download() as waiting:
        opened.page.locator("#trade").get_by_role("button", name=f"as {way}").click()
    content = Path(waiting.value.path()).read_bytes()
    assert waiting.value.suggested_filename == f"trade.{way.lower()}"
    assert content.startswith(start)
    assert b"var(--" not in content
    assert opened.said == []
    opened.page.close()


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
    page = Opened(browser, dashboard, 1600, "light").page
    text = page.locator("[data-chart=trade] .at-width text").first
    light = text.evaluate("one => getComputedStyle(one).fill")
    page.emulate_media(color_scheme="dark")
    assert text.evaluate("one => getComputedStyle(one).fill") != light
    page.set_viewport_size({"width": 500, "height": 900})
    assert not page.locator("[data-chart=trade] .at-width").is_visible()
    narrow = page.locator("[data-chart=trade] .at-phone svg").bounding_box()
    assert narrow["x"] + narrow["width"] <= 500
    page.close()


def test_the_keyboard_reaches_the_skip_link_first_and_opens_tables(browser: Any, dashboard: Dashboard) -> None:
    page = Opened(browser, dashboard, 1600, "light").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    table = page.locator("figure.chart").first.locator("table")
    assert not table.is_visible()
    for _ in range(12):  # the filter, and how the chart is saved
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
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
    assert drawings.count() == 2 * page.locator("[data-chart]").count()
    for name in drawings.evaluate_all("all => all.map((one) => one.ariaLabel)"):
        assert name.endswith(".")
