"""The pages of the published release over HTTP: what is answered, and what is refused."""

from __future__ import annotations

import http.client
import socket
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from korea_trade.serving import addresses, site
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


def test_where_nothing_is_published_every_address_leads_to_a_page_that_says_so(pages: Site) -> None:
    (pages.data / "published").unlink()

    for path, status in {"/": 200, "/docs/index.html": 404}.items():
        answer = pages.ask(path)
        assert answer[0] == status
        assert "Nothing is published yet" in answer[1]
        assert "ktw build" in answer[1]


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
    "path",
    [
        "/docs/index.html%00.png",
        "/%00",
        "/%ed%a0%80",
        "/docs/%ff%fe",
        f"/{'x' * 5_000}",
        f"/{'x/' * 5_000}",
        "/ring/index.html",
        "/docs/index.html/more",
    ],
)
def test_a_path_that_no_file_can_have_is_not_found_and_the_terminal_stays_empty(
    pages: Site, path: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (pages.data / "published" / "ring").symlink_to("ring")

    assert pages.ask(path)[0] == 404
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("said", [b"", b"GET /docs/index.html HTTP/1.1\r\nHost: 127"])
def test_a_connection_that_says_no_more_is_closed(pages: Site, said: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site._Handler, "timeout", 0.2)
    with socket.create_connection((site.HOST, pages.port), timeout=10) as connection:
        connection.sendall(said)

        assert connection.recv(1_000) == b""


def test_a_reader_that_goes_away_is_nothing_to_tell(pages: Site, capfd: pytest.CaptureFixture[str]) -> None:
    (pages.data / "published" / "large.html").write_bytes(b"x" * 20_000_000)
    with socket.create_connection((site.HOST, pages.port), timeout=10) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.sendall(f"GET /large.html HTTP/1.1\r\nHost: {site.HOST}:{pages.port}\r\n\r\n".encode())
        connection.recv(1_000)

    assert pages.ask("/docs/index.html")[0] == 200
    assert capfd.readouterr() == ("", "")


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
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self' 'unsafe-inline';")
    assert headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/docs/models.html", "//docs/%6dodels.html", "/docs/x/../models.html?x#y"])
def test_only_the_page_of_dbt_may_make_code_of_texts(pages: Site, path: str) -> None:
    (pages.data / "published" / "docs" / "models.html").write_text("dbt docs")

    assert "'unsafe-eval'" in pages.ask(path)[2]["Content-Security-Policy"]
    for other in ("/docs/index.html", "/nothing.html", "/docs/index.html?/docs/models.html"):
        assert "'unsafe-eval'" not in pages.ask(other)[2]["Content-Security-Policy"]


def test_an_asset_leads_to_its_page_only_where_the_site_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(addresses.SITE, raising=False)
    assert addresses.page("dashboard.html") is None

    monkeypatch.setenv(addresses.SITE, addresses.address(3001))
    assert addresses.page("dashboard.html") == "http://127.0.0.1:3001/dashboard.html"
