"""Every address in the finished pages leads to a file, and every anchor to an element.

The links of texts were checked before; what is found here are above all mistakes of the theme. The
check reads the staged pages, so a fault leaves the old site as it is.
"""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from comments_service.contract.faults import Fault
from plugins.build import Build, Source

# Inside of tags only: a text may show code.
_ATTRIBUTE = r"""<[a-zA-Z][^<>]*?\s(?:%s)\s*=\s*(?:"([^"]*)"|'([^']*)')"""
_ADDRESS = re.compile(_ATTRIBUTE % "href|src|action")
_ID = re.compile(_ATTRIBUTE % "id")
# A picture's files, each followed by its width.
_WIDTHS = re.compile(_ATTRIBUTE % "srcset")
# What the comment service answers, and single comments, which come and go.
_OF_THE_SERVICE = ("comments/", "moderation/")
_COMMENT = "comment"


def faults(run: Build, staging: Path) -> Iterator[Fault]:
    """The faults of the pages below `staging`: each text's own, and each of the theme's once."""
    texts = {run.file_for(s.url): s for s in run.sources.values() if s.body}
    check = _Check(run, staging)
    told: set[str] = set()
    for path in sorted(staging.rglob("*.html")):
        name = path.relative_to(staging).as_posix()
        page = path.read_text("utf-8")
        text = texts.get(name)
        ids = _ids(page)
        for address in dict.fromkeys(_addresses(page)):
            wrong = check.wrong(address, ids)
            if not wrong or address in told:
                continue
            if text and (line := _line(run, text, address)):
                yield Fault(text.name, line, f"{address!r} {wrong}", "correct the address")
            else:
                told.add(address)
                yield Fault(f"theme ({name})", 0, f"{address!r} {wrong}", "correct the template")


class _Check:
    def __init__(self, run: Build, staging: Path) -> None:
        self._run = run
        self._staging = staging
        self._ids: dict[str, set[str]] = {}
        self._known: dict[str, str] = {}

    def wrong(self, address: str, ids: set[str]) -> str:
        """What is wrong with an address in a page that has these ids; "" if nothing."""
        if address.startswith("#"):
            return self._anchor(address[1:], ids)
        if address not in self._known:
            self._known[address] = self._wrong(address)
        return self._known[address]

    def _wrong(self, address: str) -> str:
        parts = urlsplit(address)
        prefix = f"{self._run.config.prefix}/"
        if parts.scheme or parts.netloc:
            return ""
        if not parts.path.startswith("/"):
            return "is relative to the page"
        if not parts.path.startswith(prefix):
            return f"is not below {prefix}"
        path = unquote(parts.path.removeprefix(prefix))
        if path.startswith(_OF_THE_SERVICE):
            return ""
        file = self._run.file_for(unquote(parts.path))
        if not (self._staging / file).is_file():
            return "leads to nothing"
        if not parts.fragment or not file.endswith(".html"):
            return ""
        if file not in self._ids:
            self._ids[file] = _ids((self._staging / file).read_text("utf-8"))
        return self._anchor(parts.fragment, self._ids[file])

    def _anchor(self, fragment: str, ids: set[str]) -> str:
        if not fragment or fragment.startswith(_COMMENT) or unquote(fragment) in ids:
            return ""
        return "names an anchor that is not there"


def _addresses(page: str) -> Iterator[str]:
    yield from (unescape(a or b) for a, b in _ADDRESS.findall(page))
    for a, b in _WIDTHS.findall(page):
        yield from (candidate.split()[0] for candidate in unescape(a or b).split(", "))


def _ids(page: str) -> set[str]:
    return {unescape(a or b) for a, b in _ID.findall(page)}


def _line(run: Build, text: Source, address: str) -> int:
    """Where the address stands in a text; 0 when it does not."""
    lines = (run.paths.content / text.key).read_text("utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if address in line), 0)
