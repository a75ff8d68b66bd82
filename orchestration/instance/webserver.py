"""`python -m orchestration.instance.webserver PORT`: Dagster's own page, behind the question who asks.

Belongs here: Dagster's application wrapped and served on loopback, for as long as `ktw ui` lives. Does not belong here:
who is answered (`korea_trade.serving.origins`) and what Dagster shows.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

import uvicorn

from korea_trade.serving import origins
from korea_trade.serving.origins import Refusal
from korea_trade.warehouse.settings import PROJECT
from orchestration.instance import attended, connections

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

# No other page may show this one in a frame and have it clicked.
_HEADERS: Final = ((b"x-frame-options", b"SAMEORIGIN"), (b"cross-origin-resource-policy", b"same-origin"))


def guarded(application: Application, port: int) -> Application:
    """`application`, which hears only of what `origins` does not refuse."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await application(scope, receive, send)
            return
        refused = _refusal(scope, port)
        if refused is None:
            await application(scope, receive, _with_headers(send))
        else:
            await _refuse(scope, send, refused)

    return answer


def configuration(application: Application, port: int) -> uvicorn.Config:
    """How `application` is served on loopback: guarded, and for nobody who only holds the line."""
    return uvicorn.Config(
        guarded(application, port),
        host=origins.HOST,
        port=port,
        http=connections.Impatient,
        log_level="warning",
        proxy_headers=False,
    )


def _refusal(scope: Scope, port: int) -> Refusal | None:
    headers: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        headers.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    method = "WEBSOCKET" if scope["type"] == "websocket" else scope["method"]
    return origins.refusal(method, scope["path"], port, headers)


def _with_headers(send: Send) -> Send:
    async def sent(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *_HEADERS]
        await send(message)

    return sent


async def _refuse(scope: Scope, send: Send, refused: Refusal) -> None:
    kind = "http.response"
    if scope["type"] == "websocket":
        if "websocket.http.response" not in scope.get("extensions", {}):
            await send({"type": "websocket.close", "code": 1008})
            return
        kind = "websocket.http.response"
    body = f"{refused.sentence}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode()), *_HEADERS]
    await send({"type": f"{kind}.start", "status": refused.status.value, "headers": headers})
    await send({"type": f"{kind}.body", "body": b"" if scope.get("method") == "HEAD" else body})


@asynccontextmanager
async def _until_cancelled(_: object) -> AsyncIterator[None]:
    with suppress(asyncio.CancelledError):
        yield


def main(port: int) -> None:
    """Serves the instance of `DAGSTER_HOME` and the workspace of the project, until a signal comes."""
    from dagster import DagsterInstance
    from dagster._core.workspace.context import WorkspaceProcessContext
    from dagster._core.workspace.load_target import WorkspaceFileTarget
    from dagster_webserver import cli
    from dagster_webserver.app import create_app_from_workspace_process_context
    from dagster_webserver.version import __version__

    # uvicorn raises the signal once more when it has ended; unhandled, that one would skip what is below.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    workspace = WorkspaceFileTarget(paths=[str(PROJECT / "workspace.yaml")])
    with DagsterInstance.get() as instance:
        instance.optimize_for_webserver(
            cli.DEFAULT_DB_STATEMENT_TIMEOUT, cli.DEFAULT_POOL_RECYCLE, cli.DEFAULT_POOL_MAX_OVERFLOW
        )
        with WorkspaceProcessContext(instance, version=__version__, workspace_load_target=workspace) as context:
            application = create_app_from_workspace_process_context(
                context, live_data_poll_rate=2_000, lifespan=_until_cancelled
            )
            with suppress(KeyboardInterrupt):
                uvicorn.Server(configuration(application, port)).run()


if __name__ == "__main__":
    attended.end_with_starter()
    main(int(sys.argv[1]))
