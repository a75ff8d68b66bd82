"""The pages of the published release over HTTP, on loopback and to read only, for links that the Dagster UI can open.

Belongs here: serving the folder that `published` leads to, and the address of a page in it. Does not belong here: what
the pages show, and starting the server (`server`).

Each request follows the link anew, so a new release is served at once. A request that names another host than this one
is refused: it comes from a page of that host, whose name was made to lead here.
"""

from __future__ import annotations

import os
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final
from urllib.parse import quote

from korea_trade.presentation import parts
from korea_trade.warehouse.settings import Settings

HOST: Final = "127.0.0.1"
# Names the address of the site to the processes that show assets; set by `ktw ui`.
VARIABLE: Final = "KTW_SITE"
# Below it are the Data Docs pages of runs, which no release may hold yet.
RUNS: Final = "runs"
_INDEX: Final = "index.html"
_HEADERS: Final = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; frame-ancestors 'self'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def address(port: int) -> str:
    """Where a site on `port` is."""
    return f"http://{HOST}:{port}"


def page_address(page: str) -> str | None:
    """Where `page`, a path in the release, is served; None where no site is."""
    site = os.environ.get(VARIABLE)
    return f"{site}/{page}" if site else None


def server(settings: Settings, port: int) -> ThreadingHTTPServer:
    """A server of the published release on `port`, bound but not started. Raises OSError if the port is taken."""
    return ThreadingHTTPServer(
        (HOST, port), partial(_Handler, directory=str(settings.published), data_docs=str(settings.data_docs))
    )


class _Handler(SimpleHTTPRequestHandler):
    """Answers GET and HEAD by files of the release, and nothing else; a folder leads to its index, if it has one."""

    server_version = "KTW"
    sys_version = ""

    def __init__(self, *arguments: Any, data_docs: str, **options: Any) -> None:
        self._data_docs = data_docs
        super().__init__(*arguments, **options)

    def send_head(self) -> BytesIO | BinaryIO | None:
        port = self.connection.getsockname()[1]
        if self.headers.get("Host") not in {f"{HOST}:{port}", f"localhost:{port}"}:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        if self.path == "/":
            self._redirect(parts.DOCUMENTATION.entry)
            return None
        if self.path.startswith(f"/{RUNS}/"):
            self.directory, self.path = self._data_docs, self.path.removeprefix(f"/{RUNS}")
        release = Path(self.directory).resolve()
        file = Path(self.translate_path(self.path)).resolve()
        if not file.is_relative_to(release) or not (file.is_file() or (file / _INDEX).is_file()):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        if file.is_dir():
            self._redirect((file / _INDEX).relative_to(release).as_posix())
            return None
        return super().send_head()

    def _redirect(self, page: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", f"/{quote(page)}")
        self.end_headers()

    def end_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Says nothing: the terminal belongs to Dagster."""
