"""The web page and the daemon of Dagster, the site of the published release and the review, side by side on loopback.

Belongs here: starting and ending the process of Dagster and the pages, once for each data folder, and saying what is
going on. Does not belong here: what they show. Nothing here loads Dagster, so that its own process starts at once.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import uvicorn
from filelock import FileLock, Timeout

from korea_trade.errors import WarehouseError
from korea_trade.modelling import dbt_manifest
from korea_trade.serving import addresses, origins, site
from korea_trade.warehouse import progress
from korea_trade.warehouse.settings import PROJECT, Settings
from orchestration.instance import attended, webserver

_LOG: Final = progress.logger("ui")
_SECONDS_BETWEEN_WORDS: Final = 10
_SECONDS_BETWEEN_QUESTIONS: Final = 0.5


class ServerError(WarehouseError):
    """The pages cannot be served; the message says why and what to do."""


def serve(settings: Settings, port: int, site_port: int, review_port: int) -> int:
    """Runs all until one ends or a signal comes, then ends the others; returns the exit code.

    Raises ServerError if a port is taken, or if another one serves the same data.
    """
    with _alone(settings, port):
        with socket.socket() as probe:
            if probe.connect_ex((origins.HOST, port)) == 0:
                raise ServerError(f"port {port} of {origins.HOST} is taken; choose another with --port")
        try:
            pages = site.server(settings, site_port)
        except OSError as error:
            raise _taken(site_port, error, "--site-port") from error
        try:
            listener = socket.create_server((origins.HOST, review_port))
        except OSError as error:
            raise _taken(review_port, error, "--review-port") from error
        settings.apply()
        os.environ[addresses.SITE] = addresses.address(site_port)
        os.environ[addresses.REVIEW] = addresses.address(review_port)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _LOG.info("starting Dagster's page and daemon")
        process = attended.started("orchestration.instance.page_and_daemon", str(port), folder=PROJECT)
        try:
            threading.Thread(target=pages.serve_forever, name="site", daemon=True).start()
            _LOG.info("the published release is on %s", addresses.address(site_port))
            _serve_review(settings, listener, review_port)
            _LOG.info("texts are reviewed on %s", addresses.address(review_port))
            _LOG.info("reading the dbt project, which takes a while the first time")
            dbt_manifest.prepared(settings)
            return _attend(process, port)
        except KeyboardInterrupt:
            return 0
        finally:
            attended.end(process)


def _taken(port: int, error: OSError, option: str) -> ServerError:
    return ServerError(f"port {port} of {origins.HOST}: {error.strerror}; choose another with {option}")


def _serve_review(settings: Settings, listener: socket.socket, port: int) -> None:
    """The page on which people decide on proposed rows; asked by nobody but its own pages, like that of Dagster."""
    from korea_trade.serving import review  # which reads texts, and takes a second to load

    pages = uvicorn.Server(webserver.configuration(review.application(settings), port))
    threading.Thread(target=pages.run, args=([listener],), name="review", daemon=True).start()


@contextmanager
def _alone(settings: Settings, port: int) -> Iterator[None]:
    """Two daemons on one data folder would start each scheduled run twice."""
    settings.dagster_home.mkdir(parents=True, exist_ok=True)
    note = settings.dagster_home / "ui.address"
    lock = FileLock(settings.dagster_home / "ui.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        where = note.read_text(encoding="utf-8").strip() if note.exists() else "another port"
        raise ServerError(
            f"`ktw ui` already serves {settings.data}, on {where}; open that page, or end it first"
        ) from error
    try:
        note.write_text(f"{addresses.address(port)}\n", encoding="utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _attend(process: subprocess.Popen[bytes], port: int) -> int:
    """Says when the page answers, and waits for the process to end, which it should not."""
    said = time.monotonic()
    while not _is_answered(port):
        if process.poll() is not None:
            return 1
        if time.monotonic() - said > _SECONDS_BETWEEN_WORDS:
            _LOG.info("Dagster loads the definitions")
            said = time.monotonic()
        time.sleep(_SECONDS_BETWEEN_QUESTIONS)
    _LOG.info("ready: Dagster is on %s; Ctrl-C ends all", addresses.address(port))
    process.wait()
    return 1


def _is_answered(port: int) -> bool:
    connection = http.client.HTTPConnection(origins.HOST, port, timeout=5)
    try:
        connection.request("GET", "/server_info")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
