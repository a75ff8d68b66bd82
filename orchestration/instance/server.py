"""The web page and the daemon of Dagster, the site of the published release and the review, side by side on loopback.

Belongs here: starting and ending the processes and the pages, once for each data folder, saying what is going on, and
freeing the queue of runs that were killed meanwhile. Does not belong here: what they show.
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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import dagster as dg
import uvicorn
from filelock import FileLock, Timeout

from korea_trade.errors import WarehouseError
from korea_trade.modelling import dbt_manifest
from korea_trade.serving import review, site
from korea_trade.warehouse import progress
from korea_trade.warehouse.settings import PROJECT, Settings
from orchestration.instance import attended, home, liveness, webserver

_LOG: Final = progress.logger("ui")
_SECONDS_BETWEEN_LOOKS: Final = 10
_SECONDS_BETWEEN_QUESTIONS: Final = 1


class ServerError(WarehouseError):
    """The pages cannot be served; the message says why and what to do."""


def serve(settings: Settings, port: int, site_port: int, review_port: int) -> int:
    """Runs all until one ends or a signal comes, then ends the others; returns the exit code.

    Raises ServerError if a port is taken, or if another one serves the same data.
    """
    with _alone(settings, port):
        with socket.socket() as probe:
            if probe.connect_ex((site.HOST, port)) == 0:
                raise ServerError(f"port {port} of {site.HOST} is taken; choose another with --port")
        try:
            pages = site.server(settings, site_port)
        except OSError as error:
            raise ServerError(
                f"port {site_port} of {site.HOST}: {error.strerror}; choose another with --site-port"
            ) from error
        threading.Thread(target=pages.serve_forever, name="site", daemon=True).start()
        _serve_review(settings, review_port)
        os.environ[site.VARIABLE] = site.address(site_port)
        _LOG.info("the published release is on %s", site.address(site_port))
        _LOG.info("texts are reviewed on %s", review.address(review_port))
        _LOG.info("reading the dbt project, which takes a while the first time")
        home.prepare(settings)
        dbt_manifest.prepared(settings)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with home.opened(settings) as instance:
            _LOG.info("starting Dagster's page and daemon")
            processes = [
                attended.started("orchestration.instance.webserver", str(port), folder=PROJECT),
                attended.started(
                    "orchestration.instance.daemon", "-w", str(PROJECT / "workspace.yaml"), folder=PROJECT
                ),
            ]
            try:
                return _attend(instance, settings, processes, port)
            except KeyboardInterrupt:
                return 0
            finally:
                for process in processes:
                    attended.end(process)


def _serve_review(settings: Settings, port: int) -> None:
    """The page on which people decide on proposed rows; asked by nobody but its own pages, like that of Dagster."""
    try:
        listener = socket.create_server((site.HOST, port))
    except OSError as error:
        raise ServerError(f"port {port} of {site.HOST}: {error.strerror}; choose another with --review-port") from error
    pages = uvicorn.Server(webserver.configuration(review.application(settings), port))
    threading.Thread(target=pages.run, args=([listener],), name="review", daemon=True).start()
    os.environ[review.VARIABLE] = review.address(port)


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
        note.write_text(f"http://{site.HOST}:{port}\n", encoding="utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _attend(
    instance: dg.DagsterInstance, settings: Settings, processes: Sequence[subprocess.Popen[bytes]], port: int
) -> int:
    """Says when the page answers, and looks after dead runs until a process ends, which none should."""
    answers, look = False, 0.0
    while all(process.poll() is None for process in processes):
        if time.monotonic() >= look:
            liveness.fail_dead_runs(instance, settings)
            look = time.monotonic() + _SECONDS_BETWEEN_LOOKS
            if not answers:
                _LOG.info("Dagster loads the definitions")
        if not answers and _is_answered(port):
            answers = True
            _LOG.info("ready: Dagster is on http://%s:%s; Ctrl-C ends all", site.HOST, port)
        time.sleep(_SECONDS_BETWEEN_QUESTIONS)
    return 1


def _is_answered(port: int) -> bool:
    connection = http.client.HTTPConnection(site.HOST, port, timeout=5)
    try:
        connection.request("GET", "/server_info")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
