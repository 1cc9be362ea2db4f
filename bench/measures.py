"""What is measured: each function takes one round and returns numbers by name."""

import http.client
import json
import socket
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from bench import load
from bench.room import NOW, Room, text
from bench.servers import Server, isso, nginx, ours
from comments_service.actions.publish_thread import publish_thread
from comments_service.domain.states import State

CONNECTIONS = 16
_READ_FROM = "/gelesen/"
# nginx answers faster than one Python process asks: that many requests go out at once.
_PIPELINED = 32


@dataclass
class Sides:
    """The servers that are compared, up for the whole run."""

    room: Room
    ours: Server
    isso: Server | None
    nginx: Server | None
    sent: int = 0
    """Comments sent so far: each is another one, from another address."""


@contextmanager
def sides(folder: Path) -> Iterator[Sides]:
    """Ours, with a thread of 50 comments published; Isso with the same; nginx on our files."""
    room = Room(folder / "room")
    service = room.service()
    room.fill(service, room.thread, State.PUBLISHED, 50)
    publish_thread(service, room.thread.id, NOW)
    service.close()
    with ExitStack() as stack:
        other, files = isso(folder / "isso"), nginx(folder / "nginx", room.paths.output)
        found = Sides(
            room,
            stack.enter_context(ours(room)),
            stack.enter_context(other) if other else None,
            stack.enter_context(files) if files else None,
        )
        if found.isso:
            _send_one_by_one(found.isso.port, _to_isso(_READ_FROM, 0), 50)
        yield found


def accepted(sides: Sides, seconds: float) -> dict[str, float]:
    """Comments accepted a second, on both sides one after the other."""
    found = {}
    first, sides.sent = sides.sent, sides.sent + 1_000_000
    for name, server in (("ours", sides.ours), ("isso", sides.isso)):
        if server is None:
            continue
        requests = (
            _to_ours(sides.room.thread.id, first) if name == "ours" else _to_isso("/neu/", first)
        )
        good = 303 if name == "ours" else 201
        before = server.worked
        result = load.run(
            server.port, requests, good=good, seconds=seconds, connections=CONNECTIONS
        )
        found |= {
            f"{name} work": (server.worked - before) / max(1, len(result.took)) * 1000,
            f"{name} rate": result.rate,
            f"{name} p50": result.percentile(0.50),
            f"{name} p95": result.percentile(0.95),
            f"{name} p99": result.percentile(0.99),
            f"{name} wrong": float(result.wrong),
            f"{name} memory": server.megabytes,
        }
    return found


def read(sides: Sides, seconds: float) -> dict[str, float]:
    """How often a second a thread of 50 comments is read."""
    found = {}
    page = _get(f"/{sides.room.thread.file.removesuffix('index.html')}")
    if sides.nginx:
        result = load.run(
            sides.nginx.port, lambda _: page, good=200, seconds=seconds,
            connections=CONNECTIONS, pipelined=_PIPELINED,
        )  # fmt: skip
        found["nginx reads"] = result.rate
    result = load.run(
        sides.ours.port, lambda _: page, good=200, seconds=seconds, connections=CONNECTIONS
    )
    found["ours reads"] = result.rate
    if sides.isso:
        thread = _get(f"/?{urlencode({'uri': _READ_FROM})}")
        result = load.run(
            sides.isso.port, lambda _: thread, good=200, seconds=seconds, connections=CONNECTIONS
        )
        found["isso reads"] = result.rate
    return found


def started(folder: Path) -> dict[str, float]:
    """Seconds from starting the process to the first answer of /healthz."""
    with ours(Room(folder)) as server:
        return {"start": server.started_in}


def published(folder: Path, others: int, times: int = 11) -> dict[str, float]:
    """Milliseconds to bring one more comment into a page with 1,000, beside so many threads."""
    room = Room(folder, 1 + others)
    service = room.service()
    room.fill(service, room.thread, State.PUBLISHED, 1000)
    for other in room.threads[1:]:
        room.fill(service, other, State.PUBLISHED, 1)
    took = []
    for _ in range(times):
        room.fill(service, room.thread, State.PUBLISHED, 1)
        begin = time.perf_counter()
        publish_thread(service, room.thread.id, NOW)
        took.append((time.perf_counter() - begin) * 1000)
    service.close()
    # The first one compiles the templates.
    return {f"publish {others}": statistics.median(took[1:])}


def moderated(folder: Path, waiting: int, stored: int, times: int = 15) -> dict[str, float]:
    """Milliseconds for the queue with so many waiting, and to search among so many stored."""
    room = Room(folder)
    service = room.service()
    room.fill(service, room.thread, State.PUBLISHED, stored)
    room.fill(service, room.thread, State.PENDING, waiting)
    session = room.session(service)
    service.close()
    with ours(room) as server:
        return {
            "queue": _page_takes(server, "", session, times),
            "search few": _page_takes(
                server, "?tab=all&words=Turbine+Leitung+Vertrag", session, times
            ),
            "search many": _page_takes(server, "?tab=all&words=Turbine", session, times),
        }


def _page_takes(server: Server, query: str, session: str, times: int) -> float:
    """Milliseconds that a moderator waits for a page: the median."""
    took = []
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    for _ in range(times):
        begin = time.perf_counter()
        connection.request(
            "GET", f"/moderation/{query}", headers={"Cookie": f"__Host-newsroom={session}"}
        )
        answer = connection.getresponse()
        answer.read()
        took.append((time.perf_counter() - begin) * 1000)
        if answer.status != 200:
            raise RuntimeError(f"/moderation/{query}: {answer.status}")
    connection.close()
    return statistics.median(took[1:])


def _send_one_by_one(port: int, requests: load.Requests, count: int) -> None:
    for number in range(count):
        with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
            connection.sendall(requests(number))
            connection.recv(65536)


def _get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: news.example\r\n\r\n".encode()


def _address(number: int) -> str:
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def _to_ours(thread: str, first: int) -> load.Requests:
    def request(number: int) -> bytes:
        body = urlencode(
            {"author": "Ruth Keller", "body": text(first + number), "lang": "de", "website": ""}
        ).encode()
        return _post(
            f"/comments/{thread}", "application/x-www-form-urlencoded", first + number, body
        )

    return request


def _to_isso(uri: str, first: int) -> load.Requests:
    def request(number: int) -> bytes:
        body = json.dumps(
            {"author": "Ruth Keller", "text": text(first + number), "title": "Beitrag"}
        ).encode()
        path = f"/new?{urlencode({'uri': uri})}"
        return _post(path, "application/json", first + number, body)

    return request


def _post(path: str, kind: str, sender: int, body: bytes) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: news.example\r\nAccept: text/html\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        f"X-Forwarded-For: {_address(sender)}\r\n\r\n"
    )
    return head.encode() + body
