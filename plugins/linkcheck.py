"""Every address in the finished pages leads to a file, and every anchor to an element.

Links between texts were checked before; what is found here are addresses written by hand, and
mistakes of the theme. The check reads the staged pages, so a fault leaves the old site as it is.
"""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from comments_service.contract.faults import Fault
from plugins.build import Build
from plugins.model import PageView, PostView

# Inside of tags only: a text may show code.
_ATTRIBUTE = r"""<[a-zA-Z][^<>]*?\s(?:%s)\s*=\s*(?:"([^"]*)"|'([^']*)')"""
_ADDRESS = re.compile(_ATTRIBUTE % "href|src|action")
_ID = re.compile(_ATTRIBUTE % "id")
# What the comment service answers, and single comments, which come and go.
_OF_THE_SERVICE = ("comments/", "moderation/")
_COMMENT = "comment"


def faults(run: Build, staging: Path) -> Iterator[Fault]:
    """The faults of the pages below `staging`, each named after the text that the page shows."""
    views: list[PostView | PageView] = [*run.posts, *run.pages]
    owners = {run.file_for(view.url): view.source for view in views}
    check = _Check(run, staging)
    for path in sorted(staging.rglob("*.html")):
        name = path.relative_to(staging).as_posix()
        text = path.read_text("utf-8")
        for address in dict.fromkeys(a or b for a, b in _ADDRESS.findall(text)):
            if wrong := check.wrong(unescape(address), name):
                source = owners.get(name, f"theme ({name})")
                yield Fault(
                    source, _line(run, name, address), f"{address!r} {wrong}", "correct the address"
                )


class _Check:
    def __init__(self, run: Build, staging: Path) -> None:
        self._run = run
        self._staging = staging
        self._ids: dict[str, set[str]] = {}
        self._exists: dict[str, bool] = {}

    def wrong(self, address: str, page: str) -> str:
        """What is wrong with an address that stands in the file `page`; "" if nothing."""
        parts = urlsplit(address)
        prefix = f"{self._run.config.prefix}/"
        if parts.scheme or parts.netloc:
            return ""
        if not parts.path:
            return self._anchor(parts.fragment, page)
        if not parts.path.startswith("/"):
            return "is relative to the page"
        if not parts.path.startswith(prefix):
            return f"is not below {prefix}"
        path = unquote(parts.path.removeprefix(prefix))
        if path.startswith(_OF_THE_SERVICE):
            return ""
        file = self._run.file_for(unquote(parts.path))
        if file not in self._exists:
            self._exists[file] = (self._staging / file).is_file()
        if not self._exists[file]:
            return "leads to nothing"
        return self._anchor(parts.fragment, file)

    def _anchor(self, fragment: str, file: str) -> str:
        if not fragment or fragment.startswith(_COMMENT) or not file.endswith(".html"):
            return ""
        if file not in self._ids:
            text = (self._staging / file).read_text("utf-8")
            self._ids[file] = {unescape(a or b) for a, b in _ID.findall(text)}
        return "" if unquote(fragment) in self._ids[file] else "names an anchor that is not there"


def _line(run: Build, page: str, address: str) -> int:
    """Where the address stands in the text that the page shows; 0 when it is not the text's."""
    key = next((k for k, s in run.sources.items() if run.file_for(s.url) == page and s.body), "")
    if not key:
        return 0
    lines = (run.paths.content / key).read_text("utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if unescape(address) in line), 0)
