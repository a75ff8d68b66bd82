"""The pages of the published release over HTTP, on loopback and to read only, for links that the Dagster UI can open.

Belongs here: serving the folder that `published` leads to. Does not belong here: what the pages show, where they are
(`addresses`), and starting the server (`ktw ui`).

Each request follows the link anew, so a new release is served at once. A request that names another host than this one
is refused: it comes from a page of that host, whose name was made to lead here.
"""

from __future__ import annotations

import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final
from urllib.parse import quote

from korea_trade.presentation import parts
from korea_trade.serving import origins
from korea_trade.warehouse.settings import Settings

HOST: Final = origins.HOST
# Below it are the Data Docs pages of runs, which no release may hold yet.
RUNS: Final = "runs"
_INDEX: Final = "index.html"
# A connection that says nothing for so long is closed.
_PATIENCE: Final = 30
_HEADERS: Final = {
    "Cache-Control": "no-cache",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# What a page may do: each holds its own scripts and styles, asks no other host, and is shown in no page of one.
_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
# dbt's page makes code of texts, which is its way of filling itself in.
_POLICY_OF_DBT_DOCS: Final = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
_NOTHING_PUBLISHED: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="10"><title>Nothing is published</title>
<style>:root {color-scheme: light dark} body {font: 1rem/1.5 sans-serif; max-width: 40rem; margin: 4rem auto}</style>
</head><body><h1>Nothing is published yet</h1>
<p>Run <code>ktw build</code> in a terminal, or press <em>Materialize all</em> on the page of Dagster. This page leads
on once there is a release; <code>ktw status</code> tells what is published.</p></body></html>
"""


def server(settings: Settings, port: int) -> ThreadingHTTPServer:
    """A server of the published release on `port`, bound but not started. Raises OSError if the port is taken."""
    handler = partial(_Handler, directory=str(settings.published), data_docs=str(settings.data_docs))
    return _Server((HOST, port), handler)


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing of a reader that went away; what is wrong here is told."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    """Answers GET and HEAD by files of the release, and nothing else; a folder leads to its index, if it has one."""

    server_version = "KTW"
    sys_version = ""

    timeout = _PATIENCE
    _policy = _POLICY

    def __init__(self, *arguments: Any, data_docs: str, **options: Any) -> None:
        self._data_docs = data_docs
        super().__init__(*arguments, **options)

    def send_head(self) -> BytesIO | BinaryIO | None:
        port = self.connection.getsockname()[1]
        headers = {"host": self.headers.get_all("Host", [])}
        if (refused := origins.misdirected(port, headers)) is not None:
            self.send_error(refused.status, explain=refused.sentence)
            return None
        if self.path.startswith(f"/{RUNS}/"):
            self.directory, self.path = self._data_docs, self.path.removeprefix(f"/{RUNS}")
        elif not Path(self.directory).is_dir():
            return self._say_that_nothing_is_published()
        if self.path == "/":
            self._redirect(parts.DOCUMENTATION.entry)
            return None
        page = self._page()
        if page is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        if page.endswith("/"):
            self._redirect(f"{page}{_INDEX}")
            return None
        self._policy = _POLICY_OF_DBT_DOCS if page == parts.DBT_DOCS else _POLICY
        return super().send_head()

    def _page(self) -> str | None:
        """The page in the release that the path names, a folder with a slash at its end; None if there is none."""
        try:
            release = Path(self.directory).resolve()
            file = Path(self.translate_path(self.path)).resolve()
            if not file.is_relative_to(release):
                return None
            if file.is_file():
                return file.relative_to(release).as_posix()
            return f"{file.relative_to(release).as_posix()}/" if (file / _INDEX).is_file() else None
        except (OSError, ValueError, RuntimeError):  # too long, not of characters that a name may have, or a ring
            return None

    def _say_that_nothing_is_published(self) -> BytesIO:
        """Also where a page of a release was asked for: its links are older or newer than this."""
        text = _NOTHING_PUBLISHED.encode()
        self.send_response(HTTPStatus.OK if self.path == "/" else HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        return BytesIO(text)

    def _redirect(self, page: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", f"/{quote(page)}")
        self.end_headers()

    def end_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Security-Policy", self._policy)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Says nothing: the terminal belongs to Dagster."""
