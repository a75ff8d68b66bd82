"""`python -m orchestration.instance.page_and_daemon PORT`: Dagster's own page and its daemon, while `ktw ui` lives.

Belongs here: both in one process, which load the definitions once for both, where each of Dagster's own commands would
load them in a process of its own; and freeing the queue of runs that were killed meanwhile. Does not belong here: who
is answered (`webserver`), and what Dagster shows and does.
"""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Final

import dagster as dg
import uvicorn
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import WorkspaceFileTarget
from dagster._daemon.controller import DagsterDaemonController, create_daemons_from_instance
from dagster._utils.log import configure_loggers
from dagster_webserver import cli
from dagster_webserver.app import create_app_from_workspace_process_context
from dagster_webserver.version import __version__

from korea_trade.warehouse import progress
from korea_trade.warehouse.settings import PROJECT, Settings
from orchestration.instance import attended, home, liveness, webserver

_LOG: Final = progress.logger("ui")
_SECONDS_BETWEEN_LOOKS: Final = 5


@asynccontextmanager
async def _until_cancelled(_: object) -> AsyncIterator[None]:
    with suppress(asyncio.CancelledError):
        yield


def main(settings: Settings, port: int) -> int:
    """Serves the instance of `settings` and the workspace of the project until a signal comes; returns 1 if a part of
    the daemon ends before, which none should."""
    # uvicorn raises the signal once more when it has ended; unhandled, that one would skip what is below.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    progress.show()
    configure_loggers(formatter="colored")
    home.prepare(settings)
    workspace = WorkspaceFileTarget(paths=[str(PROJECT / "workspace.yaml")])
    with ExitStack() as stack:
        instance = stack.enter_context(home.opened(settings))
        instance.optimize_for_webserver(
            cli.DEFAULT_DB_STATEMENT_TIMEOUT, cli.DEFAULT_POOL_RECYCLE, cli.DEFAULT_POOL_MAX_OVERFLOW
        )
        liveness.fail_dead_runs(instance, settings)
        context = stack.enter_context(
            WorkspaceProcessContext(instance, version=__version__, workspace_load_target=workspace)
        )
        daemons = [stack.enter_context(daemon) for daemon in create_daemons_from_instance(instance)]
        controller = stack.enter_context(DagsterDaemonController(context, daemons))
        application = create_app_from_workspace_process_context(
            context, live_data_poll_rate=2_000, lifespan=_until_cancelled
        )
        server = uvicorn.Server(webserver.configuration(application, port))
        watch = Watch(instance, settings, controller, server)
        threading.Thread(target=watch.look, name="watch", daemon=True).start()
        with suppress(KeyboardInterrupt):
            server.run()
        return int(watch.has_ended)


@dataclass
class Watch:
    """Fails runs that were killed; when that or a thread of the daemon ends, so does the page, not to look alive."""

    instance: dg.DagsterInstance
    settings: Settings
    controller: DagsterDaemonController
    server: uvicorn.Server
    has_ended: bool = False

    def look(self) -> None:
        while not self.has_ended:
            time.sleep(_SECONDS_BETWEEN_LOOKS)
            try:
                self.controller.check_daemon_threads()
                liveness.fail_dead_runs(self.instance, self.settings)
            except Exception as error:  # Dagster raises no other where a thread has ended
                _LOG.error("the pages end, for nobody looks after runs any more: %s", error)
                self.has_ended = self.server.should_exit = True


if __name__ == "__main__":
    attended.end_with_starter()
    with suppress(KeyboardInterrupt):
        sys.exit(main(Settings.from_environment(), int(sys.argv[1])))
