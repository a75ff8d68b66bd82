"""A web application served on loopback, behind the question who asks.

Belongs here: the wrapping of an application, and how it is served. Does not belong here: who is answered
(`korea_trade.serving.origins`) and what the application shows (`page_and_daemon`, `korea_trade.serving.review`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

import click
import uvicorn

from korea_trade.serving import origins
from korea_trade.serving.origins import Refusal
from orchestration.instance import connections

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
        if refused is not None:
            await _refuse(scope, send, refused)
            return
        try:
            await application(scope, receive, _with_headers(send))
        except Exception as error:  # the application has told the browser; the terminal is for people
            asked = f"{scope.get('method', 'WEBSOCKET')} {scope['path']!r}"
            click.echo(f"{asked} could not be answered: {error!r}", err=True)

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
