"""Follows every address of the newsroom from its front door: what is broken, what nobody finds."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from quality.addresses import named

_FOLLOWED = ("http", "https", "")


@dataclass(frozen=True)
class Answer:
    """What stands at an address. `kind` is the media type without parameters."""

    status: int
    kind: str = ""
    data: bytes = b""
    location: str = ""


@dataclass(frozen=True)
class Broken:
    page: str
    address: str
    reason: str

    def __str__(self) -> str:
        return f"{self.page}: {self.address} {self.reason}"


@dataclass
class Crawl:
    """Paths are root-relative and decoded."""

    found: dict[str, str] = field(default_factory=dict)
    """The media type of everything that was reached."""
    broken: list[Broken] = field(default_factory=list)
    elsewhere: dict[str, str] = field(default_factory=dict)
    """Addresses of other hosts, each with the first page that names it."""

    @property
    def pages(self) -> list[str]:
        return sorted(path for path, kind in self.found.items() if kind == "text/html")


def crawl(ask: Callable[[str], Answer], site: str, starts: tuple[str, ...] = ("/",)) -> Crawl:
    """Everything that can be reached from `starts`.

    `ask` answers for a root-relative path; `site` is the address that the newsroom knows itself by.
    """
    return _Crawler(ask, site).run(starts)


class _Crawler:
    def __init__(self, ask: Callable[[str], Answer], site: str) -> None:
        self._ask, self._site = ask, site
        self._answers: dict[str, Answer] = {}
        self._ids: dict[str, set[str]] = {}
        self._result = Crawl()

    def run(self, starts: tuple[str, ...]) -> Crawl:
        waiting = deque((start, "the start") for start in starts)
        seen = set(starts)
        fragments: list[tuple[str, str, str]] = []
        while waiting:
            path, page = waiting.popleft()
            answer = self._ask(path)
            if answer.status in (301, 302, 303, 307, 308):
                target = urlsplit(urljoin(self._site + path, answer.location)).path
                if target not in seen:
                    seen.add(target)
                    waiting.append((target, page))
                continue
            if answer.status != 200:
                self._result.broken.append(Broken(page, path, f"answers {answer.status}"))
                continue
            self._result.found[path] = answer.kind
            if answer.kind == "text/html":
                self._ids[path] = set(html.document_fromstring(answer.data).xpath("//@id"))
            for address in self._addresses(path, answer):
                target, fragment = address
                if fragment:
                    fragments.append((path, target, fragment))
                if target not in seen:
                    seen.add(target)
                    waiting.append((target, path))
        self._check(fragments)
        return self._result

    def _addresses(self, path: str, answer: Answer) -> list[tuple[str, str]]:
        """Own addresses that a file names: path (with its query) and fragment."""
        own = []
        for address in named(answer.kind, answer.data):
            parts = urlsplit(urljoin(f"{self._site}{path}", address))
            if parts.scheme not in _FOLLOWED:
                continue
            if f"{parts.scheme}://{parts.netloc}" != self._host:
                self._result.elsewhere.setdefault(address, path)
                continue
            own.append((unquote(parts.path) or "/", unquote(parts.fragment)))
        return own

    @property
    def _host(self) -> str:
        parts = urlsplit(self._site)
        return f"{parts.scheme}://{parts.netloc}"

    def _check(self, fragments: list[tuple[str, str, str]]) -> None:
        for page, path, fragment in dict.fromkeys(fragments):
            ids = self._ids.get(path)
            # A text fragment is the reader's affair.
            if ids is not None and fragment not in ids and not fragment.startswith(":~:"):
                self._result.broken.append(Broken(page, f"{path}#{fragment}", "has no such anchor"))
