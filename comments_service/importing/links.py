"""Old addresses: which imported post stands behind them now."""

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

# What would end a link in Markdown, or stand for something else in it.
_UNSAFE = re.compile(r"[\s()<>\"\\`|^{}]")
_SAFE_SCHEMES = ("http", "https", "mailto", "tel")
# The parameters by which WordPress names a post; all others are tracking or presentation.
_NAMING = ("p", "page_id", "attachment_id")

ALREADY = datetime.min.replace(tzinfo=UTC)


def normalised(url: str) -> str:
    """What two spellings of one address have in common: no scheme, no www, no slash at the end."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    host = parts.netloc.lower().removeprefix("www.")
    query = urlencode([pair for pair in parse_qsl(parts.query) if pair[0] in _NAMING])
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}"


def absolute(base: str, href: str) -> str | None:
    """An address a reader may follow; None for scripts, data and what is no address."""
    try:
        url = urljoin(f"{base}/", href.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in _SAFE_SCHEMES:
        return None
    if parts.scheme.lower() in ("http", "https") and not parts.netloc:
        return None
    return _UNSAFE.sub(lambda match: quote(match[0]), url)


@dataclass(frozen=True)
class Target:
    """An imported post or page."""

    path: PurePosixPath
    public_from: datetime | None
    """ALREADY, the end of an embargo, or None for what nobody may see."""


class Links:
    """Where old addresses lead; paths are below `content/`."""

    def __init__(self, newsroom_url: str) -> None:
        """`newsroom_url` is where the new newsroom stands, perhaps in the old one's place."""
        self._own = newsroom_url
        self._targets: dict[str, Target] = {}

    def add(self, urls: list[str], target: Target) -> None:
        """The first post with an address keeps it."""
        for url in filter(None, urls):
            self._targets.setdefault(normalised(url), target)

    def resolve(self, url: str, source: Target) -> str | None:
        """What the file of `source` writes for a link to the absolute `url`.

        A relative path to the Markdown file of an imported post; the address itself, if it leads
        elsewhere. None: it would lead to nothing, or to what its readers may not see yet.
        """
        target = self._targets.get(normalised(url))
        if target is not None and _visible(target, source):
            return os.path.relpath(target.path, source.path.parent)
        return None if f"{url}/".startswith(f"{self._own}/") else url


def _visible(target: Target, source: Target) -> bool:
    """Whether everybody who can read `source` can read `target`."""
    if target.path == source.path:
        return True
    return target.public_from is not None and target.public_from <= (source.public_from or ALREADY)
