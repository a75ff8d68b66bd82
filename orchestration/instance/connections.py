"""A connection of Dagster's page whose request does not come, or comes by drops, ends.

Belongs here: how long a request may take to arrive. Does not belong here: who may ask (`korea_trade.serving.origins`)
and the server (`webserver`). uvicorn waits for ever for the first request and for the rest of a request.
"""

from __future__ import annotations

from asyncio import BaseTransport, TimerHandle, Transport
from typing import ClassVar, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class Impatient(HttpToolsProtocol):
    """uvicorn's connection, closed where no whole request has arrived in time."""

    seconds: ClassVar[float] = 30.0
    _deadline: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(cast("Transport", transport))
        self._wait()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._deadline is None:  # a further request of the same connection
            self._wait()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._deadline = self.loop.call_later(self.seconds, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
