"""`ktw ui` on free ports for a while, for whoever looks at its pages: tests and pictures."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from korea_trade.warehouse.settings import PROJECT

_PATIENCE: Final = 180


@dataclass(frozen=True)
class Served:
    """The addresses of the Dagster page, of the pages of the published release, and of the review of texts."""

    dagster: str
    site: str
    review: str


@contextmanager
def running(sources: Path, data: Path) -> Iterator[Served]:
    """`ktw ui` on these folders until the block ends; what it says goes to `ui.log` beside the data."""
    port, site_port, review_port = free_ports()
    ports = {"--port": port, "--site-port": site_port, "--review-port": review_port}
    options = [str(part) for option in ports.items() for part in option]
    command = [sys.executable, "-m", "orchestration.ktw", "ui", *options]
    environment = os.environ | {"KTW_DATA_DIR": str(data), "KTW_SOURCES_DIR": str(sources)}
    with (data.parent / "ui.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log, stderr=log)
        try:
            served = Served(*(f"http://127.0.0.1:{number}" for number in ports.values()))
            _wait_for(f"{served.dagster}/server_info", server)
            yield served
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=60)


def free_ports() -> tuple[int, int, int]:
    """Three ports that nobody listens on."""
    with socket.socket() as one, socket.socket() as other, socket.socket() as third:
        for each in (one, other, third):
            each.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1], third.getsockname()[1]


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        assert server.poll() is None, "ktw ui ended by itself"
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 (loopback)
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
        else:
            return
    raise TimeoutError(url)
