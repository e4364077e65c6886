"""Requests whose head is endless or does not come: their connection is ended before anything else sees them.

uvicorn bounds neither with the parser that it uses here; bodies are bounded by :mod:`termlode.server.security`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from asyncio import TimerHandle, Transport

LONGEST = 256 << 10  # bytes of a request line and headers (and of what may come with their end)
_TOO_LONG = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Arrival(HttpToolsProtocol):
    """A connection; the head of each request has ``seconds`` to come and must not be longer than ``LONGEST``."""

    def __init__(self, *given: Any, seconds: float, **more: Any) -> None:
        super().__init__(*given, **more)
        self._seconds, self._length = seconds, 0
        self._until: TimerHandle | None = None  # while a head is awaited

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """The first head is awaited."""
        super().connection_made(transport)
        self._await()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is awaited any more."""
        self._have()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Give the data to the parser, until the head is too long."""
        super().data_received(data)
        self._length += len(data)
        if self._until is not None and self._length > LONGEST:
            self._end(_TOO_LONG)

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        super().on_message_begin()
        if self._until is None:
            self._await()

    def on_headers_complete(self) -> None:
        """The whole head has come."""
        self._have()
        super().on_headers_complete()

    def _await(self) -> None:
        self._length = 0
        self._until = self.loop.call_later(self._seconds, self._end, _TOO_SLOW)

    def _have(self) -> None:
        if self._until is not None:
            self._until.cancel()
        self._until = None

    def _end(self, answer: bytes) -> None:
        self._have()
        if not self.transport.is_closing():
            if self._length:  # who asked nothing is answered nothing
                self.transport.write(answer)
            self.transport.close()
