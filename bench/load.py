"""A small load generator: so many connections, each sends its next request once it was answered.

It speaks just enough HTTP/1.1 to cost little: connections stay open as a browser's or a proxy's do
wherever the server lets them.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

Requests = Callable[[int], bytes]
"""The bytes of request number n."""

_END = b"\r\n\r\n"


@dataclass
class Load:
    """What came out: seconds each request took, and how many were not answered as they should."""

    seconds: float
    took: list[float] = field(default_factory=list)
    wrong: int = 0

    @property
    def rate(self) -> float:
        return len(self.took) / self.seconds

    def percentile(self, part: float) -> float:
        """In milliseconds."""
        ordered = sorted(self.took)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))] * 1000 if ordered else 0.0


def run(
    port: int, requests: Requests, *, good: int, seconds: float, connections: int = 16,
    pipelined: int = 1,
) -> Load:  # fmt: skip
    """Send for some seconds to 127.0.0.1. `good` is the status that counts.

    `pipelined` requests go out at once on each connection, where only the number of answers
    matters: a server of static files is faster than anything written in Python could ask.
    """
    return asyncio.run(_run(port, requests, good, seconds, connections, pipelined))


async def _run(
    port: int, requests: Requests, good: int, seconds: float, connections: int, pipelined: int
) -> Load:
    loop = asyncio.get_running_loop()
    begin = time.perf_counter()
    shared = _Shared(requests, b" %d " % good, begin + seconds, pipelined)
    await asyncio.gather(*(_connection(loop, port, shared) for _ in range(connections)))
    return Load(time.perf_counter() - begin, shared.took, shared.wrong)


@dataclass
class _Shared:
    requests: Requests
    good: bytes
    end: float
    pipelined: int
    number: int = 0
    took: list[float] = field(default_factory=list)
    wrong: int = 0

    def next(self) -> bytes:
        self.number += 1
        return self.requests(self.number)


async def _connection(loop: asyncio.AbstractEventLoop, port: int, shared: _Shared) -> None:
    """One client: connects anew whenever the server has hung up; that counts as waiting."""
    while time.perf_counter() < shared.end:
        begin = time.perf_counter()
        try:
            transport, talk = await loop.create_connection(
                lambda begin=begin: _Talk(loop, shared, begin), "127.0.0.1", port
            )
        except OSError:
            shared.wrong += 1
            await asyncio.sleep(0.01)
            continue
        await talk.over
        transport.close()


class _Talk(asyncio.Protocol):
    def __init__(self, loop: asyncio.AbstractEventLoop, shared: _Shared, begin: float) -> None:
        self.over: asyncio.Future[None] = loop.create_future()
        self._shared = shared
        self._begin = begin
        self._open = 0
        self._buffer = b""
        self._length: int | None = None
        self._good = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._send()

    def _send(self) -> None:
        shared = self._shared
        self._open = shared.pipelined
        self._transport.write(b"".join(shared.next() for _ in range(self._open)))  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while self._open:
            if self._length is None:
                head = self._buffer.find(_END)
                if head < 0:
                    return
                self._good = self._shared.good in self._buffer[:16]
                self._length = head + len(_END) + _content_length(self._buffer[:head])
                self._closes = b"connection: close" in self._buffer[:head].lower()
            if len(self._buffer) < self._length:
                return
            self._buffer = self._buffer[self._length :]
            self._length = None
            self._answered()

    def _answered(self) -> None:
        now = time.perf_counter()
        self._open -= 1
        if self._good:
            self._shared.took.append(now - self._begin)
        else:
            self._shared.wrong += 1
        if self._closes or now >= self._shared.end:
            self._open = 0
            self._finish()
        elif not self._open:
            self._begin = now
            self._send()

    def connection_lost(self, _error: Exception | None) -> None:
        if self._open:
            self._shared.wrong += 1
        self._finish()

    def _finish(self) -> None:
        if not self.over.done():
            self.over.set_result(None)


def _content_length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line[:15].lower() == b"content-length:":
            return int(line[15:])
    return 0
