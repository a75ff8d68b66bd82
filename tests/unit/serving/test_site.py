"""The pages of the published release over HTTP: what is answered, and what is refused."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from korea_trade.serving import site
from korea_trade.warehouse.settings import Settings


@dataclass(frozen=True)
class Site:
    """A running site and the data folder that it serves."""

    data: Path
    port: int

    def ask(self, path: str, method: str = "GET", host: str | None = None) -> tuple[int, str, http.client.HTTPMessage]:
        """Status, text and headers of the answer; `path` is sent as it is."""
        connection = http.client.HTTPConnection(site.HOST, self.port, timeout=10)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"{site.HOST}:{self.port}")
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), answer.headers

    def publish(self, release: str) -> None:
        published = self.data / "published"
        published.unlink(missing_ok=True)
        published.symlink_to(f"releases/{release}")


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[Site]:
    for release in ("first", "second"):
        docs = tmp_path / "releases" / release / "docs"
        docs.mkdir(parents=True)
        (docs / "index.html").write_text(f"the {release}")
    (tmp_path / "build.duckdb").write_text("private")
    server = site.server(Settings(tmp_path / "sources", tmp_path), 0)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        running = Site(tmp_path, server.server_port)
        running.publish("first")
        yield running
    finally:
        server.shutdown()
        server.server_close()


def test_the_page_of_a_new_release_is_served_at_once(pages: Site) -> None:
    assert pages.ask("/docs/index.html")[:2] == (200, "the first")
    pages.publish("second")
    assert pages.ask("/docs/index.html")[:2] == (200, "the second")


def test_nothing_published_is_nothing_found(pages: Site) -> None:
    (pages.data / "published").unlink()

    assert pages.ask("/docs/index.html")[0] == 404


def test_the_bare_address_leads_to_the_documentation(pages: Site) -> None:
    status, _, headers = pages.ask("/")

    assert (status, headers["Location"]) == (302, "/docs/index.html")


@pytest.mark.parametrize("path", ["/docs", "/docs/", "//docs/", "/docs/?from=elsewhere"])
def test_a_folder_leads_to_its_index(pages: Site, path: str) -> None:
    status, _, headers = pages.ask(path)

    assert (status, headers["Location"]) == (302, "/docs/index.html")


@pytest.mark.parametrize(
    "path",
    [
        "/../build.duckdb",
        "/docs/../../../build.duckdb",
        "/%2e%2e/%2e%2e/build.duckdb",
        "/docs/..%2f..%2f..%2fbuild.duckdb",
        "//etc/passwd",
        "/outside/build.duckdb",
        "/empty/",
        "/empty",
        "/nothing.html",
    ],
)
def test_neither_folders_nor_files_outside_the_release_are_served(pages: Site, path: str) -> None:
    (pages.data / "published" / "outside").symlink_to(pages.data)
    (pages.data / "published" / "empty").mkdir()

    assert pages.ask(path)[0] == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1:1", "127.0.0.1.evil.example:{port}"]
)
def test_a_request_that_names_another_host_is_refused(pages: Site, host: str) -> None:
    assert pages.ask("/docs/index.html", host=host.format(port=pages.port))[0] == 421


def test_localhost_is_the_same_host(pages: Site) -> None:
    assert pages.ask("/docs/index.html", host=f"localhost:{pages.port}")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_changed(pages: Site, method: str) -> None:
    assert pages.ask("/docs/index.html", method)[0] == 501


def test_a_page_may_ask_no_other_host_and_is_never_kept(pages: Site) -> None:
    status, text, headers = pages.ask("/docs/index.html", "HEAD")

    assert (status, text) == (200, "")
    assert headers["Content-Security-Policy"].startswith("default-src 'self' data: blob: ")
    assert headers["Cache-Control"] == "no-cache"


def test_an_asset_leads_to_its_page_only_where_the_site_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(site.VARIABLE, raising=False)
    assert site.page_address("dashboard.html") is None

    monkeypatch.setenv(site.VARIABLE, site.address(3001))
    assert site.page_address("dashboard.html") == "http://127.0.0.1:3001/dashboard.html"
