"""The Dagster web page in a real browser, where nothing is built, as a new user would open it.

Needs Chromium (Debian: `apt-get install chromium`); without it the tests are skipped, visibly.
"""

from __future__ import annotations

import json
import shutil
import threading
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from korea_trade.warehouse.settings import PROJECT
from tests.integration.workshop import PATIENCE
from tests.warehouses import FirstBuild
from tools import chromium, dagster_page
from tools.dagster_page import Served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium.PATH is None, reason=chromium.MISSING),
]


class Page:
    """A browser's page that remembers which hosts were asked and what went wrong in the console."""

    def __init__(self, page, address: str, site: str) -> None:
        self.page, self.address = page, address
        page.context.set_default_timeout(1_000 * PATIENCE)
        self.own = (address, address.replace("http", "ws", 1), site, "data:", "blob:")
        self.foreign: list[str] = []
        self.errors: list[str] = []
        page.on("request", self._asked)
        page.on("console", self._said)

    def _asked(self, request) -> None:
        if not request.url.startswith(self.own):
            self.foreign.append(request.url)

    def _said(self, message) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def open(self, path: str, *texts: str) -> None:
        """Opens `path` and waits until it shows each of `texts`."""
        self.page.goto(self.address + path)
        for text in texts:
            self.page.get_by_text(text).first.wait_for()


@pytest.fixture(scope="module")
def served(first_build: FirstBuild, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A running `ktw ui` on a data folder in which nothing is built."""
    warehouse = first_build.compiled_in(tmp_path_factory.mktemp("ui"))
    shutil.copytree(PROJECT / "sources", warehouse.sources)
    with dagster_page.running(warehouse.settings.sources, warehouse.settings.data) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium.started() as browser:
        yield browser


@pytest.fixture(scope="module")
def page(browser: Any, served: Served) -> Page:
    return Page(browser.new_page(viewport={"width": 1600, "height": 1000}), served.dagster, served.site)


@pytest.fixture(scope="module")
def built(page: Page) -> Page:
    """The page after *Materialize all* has ended."""
    page.open("/asset-groups", "Materialize all")
    page.page.get_by_role("button", name="Materialize all").click()
    page.page.wait_for_timeout(3_000)
    page.open("/runs")
    page.page.get_by_text("Success").or_(page.page.get_by_text("Failure")).first.wait_for()
    assert page.page.get_by_text("Failure").count() == 0
    return page


def test_groups_stand_from_left_to_right(page: Page) -> None:
    page.open("/asset-groups", "Materialize all")
    groups = ("raw", "staging", "intermediate", "marts", "release")
    left = []
    for group in groups:
        nodes = page.page.locator(f"text='{group}'")
        nodes.first.wait_for()
        boxes = [nodes.nth(at).bounding_box() for at in range(nodes.count())]
        left.append(max(box["x"] for box in boxes if box))  # the list at the left names the groups as well
    assert left == sorted(left)


def test_materialize_all_ends_green(built: Page) -> None:
    built.open("/runs", "Success")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/assets/raw/articles?view=checks", "gate_sources"),
        ("/assets/staging/stg_articles?view=checks", "gate_staging"),
        ("/assets/marts/fct_statement?view=checks", "gate_marts"),
    ],
)
def test_each_gate_shows_on_its_layer_and_has_passed(built: Page, path: str, text: str) -> None:
    built.open(path, text)
    built.page.get_by_text("Passed").first.wait_for()


def test_the_release_shows_where_the_published_file_is(built: Page) -> None:
    built.open("/assets/release?view=overview", "release_id", "korea_trade.duckdb", "Owners")


def test_a_mart_shows_its_description_columns_and_rows(built: Page) -> None:
    built.open("/assets/marts/fct_statement?view=overview", "Row count", "sentence_sha256", "Owners")


@pytest.mark.parametrize(
    ("asset", "path", "heading"),
    [
        ("documentation", "docs/index.html", "What this release holds"),
        ("release", "docs/index.html", "What this release holds"),
        ("marts/dim_item", "docs/marts/dim_item.html", "dim_item"),
    ],
)
def test_one_click_leads_from_an_asset_to_its_page_in_the_published_release(
    built: Page, served: Served, asset: str, path: str, heading: str
) -> None:
    built.open(f"/assets/{asset}?view=overview", f"{served.site}/{path}")
    with built.page.expect_popup() as opened:
        built.page.get_by_text(f"{served.site}/{path}").first.click()
    opened.value.get_by_role("heading", name=heading, exact=True).wait_for()
    opened.value.close()


def test_the_search_leads_to_a_column_and_from_there_to_its_model(built: Page, served: Served) -> None:
    built.page.goto(f"{served.site}/docs/index.html")
    shown = built.page.locator("tr[data-name]:visible")
    built.page.get_by_label("Find a table or column").fill("exports_usd")
    assert "marts.fct_trade_month" in [row.get_attribute("data-name") for row in shown.all()]
    assert "marts.dim_item" not in [row.get_attribute("data-name") for row in shown.all()]
    found = shown.count()
    built.page.get_by_label("Find a table or column").fill("usd exports")
    assert shown.count() == found
    built.page.get_by_label("Find a table or column").fill("usd of no such thing")
    built.page.get_by_text("Nothing holds all these words").wait_for()
    # What only a description says leads to its column too.
    built.page.get_by_label("Find a table or column").fill("less imports negative for a deficit")
    assert "marts.fct_trade_month" in [row.get_attribute("data-name") for row in shown.all()]
    assert built.page.get_by_role("link", name="balance_usd").first.is_visible()
    built.page.get_by_label("Find a table or column").fill("exports_usd")
    built.page.get_by_role("link", name="exports_usd").first.click()
    built.page.get_by_role("heading", name="fct_trade_month", exact=True).wait_for()
    built.page.get_by_role("link", name="SQL, tests and graph in dbt docs").click()
    built.page.get_by_role("heading", name="fct_trade_month").wait_for()
    built.page.get_by_text("Exports of the month in full US dollars").first.wait_for()


# What a page of another origin does to start the schedule, in each way that needs no leave of ours. A websocket tells
# whether it was let in; the rest is told by the answers.
ATTEMPTS = """async ([address, mutation]) => {
    const body = JSON.stringify({ query: mutation });
    const graphql = `${address}/graphql`;
    const byAddress = `${graphql}?query=${encodeURIComponent(mutation)}`;
    const done = (one, ...events) => Promise.race(events.map((event) =>
        new Promise((ended) => one.addEventListener(event, () => ended(event)))));
    const image = new Image();
    image.src = byAddress;
    await done(image, "load", "error");
    for (const [method, type] of [["GET", ""], ["POST", "text/plain"], ["POST", "application/x-www-form-urlencoded"]]) {
        const frame = document.createElement("iframe");
        frame.name = `${method} ${type}`;
        document.body.append(frame);
        const form = document.body.appendChild(document.createElement("form"));
        Object.assign(form, { method, action: graphql, target: frame.name, enctype: type });
        const field = form.appendChild(document.createElement("input"));
        Object.assign(field, type === "text/plain"
            ? { name: body.slice(0, -1) + ', "x": "', value: '"}' } : { name: "query", value: mutation });
        form.submit();
        await done(frame, "load");
    }
    navigator.sendBeacon(graphql, body);
    await fetch(byAddress, { mode: "no-cors" }).catch(() => {});
    await fetch(graphql, { method: "POST", mode: "no-cors", body }).catch(() => {});
    await fetch(graphql, { method: "POST", headers: { "Content-Type": "application/json" }, body }).catch(() => {});
    return done(new WebSocket(graphql.replace("http", "ws"), "graphql-ws"), "open", "error");
}"""
SCHEDULE = '{repositoryLocationName:"korea_trade",repositoryName:"__repository__",scheduleName:"daily"}'
START = f"mutation{{startSchedule(scheduleSelector:{SCHEDULE}){{__typename}}}}"
STATE = f"{{scheduleOrError(scheduleSelector:{SCHEDULE}){{...on Schedule{{scheduleState{{status}}}}}}}}"
REFUSED = {"GET": ["image", "document", "fetch"], "POST": ["document", "fetch", "ping"]}


def _asked(served: Served, query: str) -> str:
    """The answer of GraphQL to a program on this machine."""
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(  # noqa: S310 (loopback)
        f"{served.dagster}/graphql", json.dumps({"query": query}).encode(), headers
    )
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 (loopback)
        return answer.read().decode()


@pytest.fixture
def foreign(tmp_path: Path) -> Iterator[str]:
    """The address of a page of another origin."""
    (tmp_path / "index.html").write_text("<!doctype html><body>", encoding="utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()


def test_a_page_of_another_origin_operates_nothing(browser: Any, served: Served, foreign: str) -> None:
    page, statuses, refused = browser.new_page(), set(), set()
    page.on("response", lambda answer: statuses.add((answer.url.startswith(served.dagster), answer.status)))
    page.on("requestfailed", lambda request: refused.add((request.method, request.resource_type)))
    page.goto(foreign)

    websocket = page.evaluate(ATTEMPTS, [served.dagster, START])

    page.close()
    assert refused == {(method, kind) for method, kinds in REFUSED.items() for kind in kinds}
    assert {status for is_ours, status in statuses if is_ours} == {403}
    assert websocket == "error"
    assert "STOPPED" in _asked(served, STATE)


def test_a_name_that_was_made_to_lead_here_is_answered_by_nobody(browser: Any, served: Served) -> None:
    port = served.dagster.rpartition(":")[2]
    page = browser.new_page()

    assert page.goto(f"http://rebound.localhost:{port}/runs").status == 421
    page.close()


def test_the_same_mutation_by_a_program_starts_the_schedule(served: Served) -> None:
    assert "STOPPED" in _asked(served, STATE)
    _asked(served, START)
    assert "RUNNING" in _asked(served, STATE)


def test_schedule_and_sensor_can_be_switched_on(page: Page) -> None:
    page.open("/automation", "daily", "source_change")


def test_no_page_asked_another_host_or_complained(page: Page) -> None:
    assert page.foreign == []
    assert page.errors == []
