"""Who is heard on Dagster's port: whole requests, websockets of this origin, and nobody who only holds the line."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, MutableMapping
from contextlib import closing
from typing import Any

import pytest
import uvicorn

from korea_trade.serving import origins
from orchestration.instance import connections, webserver
from orchestration.instance.webserver import Receive, Scope, Send
from tests.integration.workshop import until

HANDSHAKE = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {}\r\n"


async def _application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers everything it hears of but one path, and each message of a websocket by the same."""
    if scope["path"] == "/stumble":
        raise TypeError("a list is no query")
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
        await send({"type": "http.response.body", "body": b"heard"})
    while scope["type"] == "websocket":
        message: MutableMapping[str, Any] = await receive()
        if message["type"] == "websocket.connect":
            await send({"type": "websocket.accept"})
        elif message["type"] == "websocket.receive":
            await send({"type": "websocket.send", "bytes": message["bytes"]})
        else:
            return


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A running server that waits for half a second, and its port."""
    monkeypatch.setattr(connections.Impatient, "seconds", 0.5)
    with closing(socket.socket()) as listener:
        listener.bind((origins.HOST, 0))
        port = listener.getsockname()[1]
        configuration = webserver.configuration(_application, port)
        configuration.lifespan = "off"
        server = uvicorn.Server(configuration)
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        assert until(lambda: server.started)
        yield port
        server.should_exit = True
        thread.join()


def _asked(port: int, text: str) -> socket.socket:
    connection = socket.create_connection((origins.HOST, port), timeout=30)
    connection.sendall(text.format(host=f"{origins.HOST}:{port}").encode())
    return connection


def _rest(connection: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    with closing(connection):
        return b"".join(iter(lambda: connection.recv(4096), b""))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "GET / HT",
        "GET / HTTP/1.1\r\nHost: {host}\r\n",
        "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\nhalf",
        "GET /graphql HTTP/1.1\r\nHost: {host}\r\n" + HANDSHAKE.format("x"),
    ],
    ids=["nothing", "half a line", "half of the headers", "half of the body", "half a handshake"],
)
def test_a_connection_ends_that_does_not_ask(port: int, text: str) -> None:
    _rest(_asked(port, text))


def test_a_connection_ends_whose_second_request_does_not_come_whole(port: int) -> None:
    whole = "GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"

    assert _rest(_asked(port, whole + "GET / HT")).count(b"heard") == 1


def test_what_the_application_stumbles_on_is_one_line_in_the_terminal(
    port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = _rest(_asked(port, "GET /stumble HTTP/1.1\r\nHost: {host}\r\n\r\n"))

    assert answer.startswith(b"HTTP/1.1 500")
    told = capfd.readouterr().err
    assert "GET '/stumble' could not be answered: TypeError('a list is no query')" in told
    assert "Traceback" not in told


def _websocket(port: int, origin: str) -> tuple[socket.socket, bytes]:
    head = f"GET /graphql HTTP/1.1\r\nHost: {{host}}\r\nOrigin: {origin}\r\n"
    connection = _asked(port, head + HANDSHAKE.format("AAAAAAAAAAAAAAAAAAAAAA==") + "\r\n")
    return connection, connection.recv(4096)


def test_a_websocket_of_this_origin_lives_on_after_its_request(port: int) -> None:
    connection, answer = _websocket(port, f"http://{origins.HOST}:{port}")
    assert answer.startswith(b"HTTP/1.1 101")

    connection.settimeout(1.5)
    with pytest.raises(TimeoutError):
        connection.recv(1)
    connection.sendall(b"\x82\x82\0\0\0\0hi")

    with closing(connection):
        assert connection.recv(4) == b"\x82\x02hi"


@pytest.mark.parametrize("origin", ["http://evil.example", "null"])
def test_a_websocket_of_another_origin_is_refused(port: int, origin: str) -> None:
    connection, answer = _websocket(port, origin)

    connection.close()
    assert answer.startswith(b"HTTP/1.1 403")
