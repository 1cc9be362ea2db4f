"""What an address in a text points to: another text, a file beside it, or another site."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, urlsplit

from comments_service.contract.config import Config
from comments_service.contract.file_names import actual_file, missing_mend
from comments_service.contract.preview import in_preview

# A link to another text keeps this form until every text has been read; see `resolve_sources`.
SCHEME = "newsroom-text:"
_OUTWARD = ("http", "https", "mailto", "tel", "sms", "geo", "feed")


@dataclass(frozen=True)
class Link:
    """A link from one text to another one, or within one."""

    target: str
    """The other text's key: its file below the content folder."""
    fragment: str
    line: int


class DeadReference(ValueError):
    """The address leads nowhere, or where it must not. `mend` says what to do."""

    def __init__(self, cause: str, mend: str) -> None:
        super().__init__(cause)
        self.mend = mend


@dataclass(frozen=True)
class Reference:
    """`href` is what stands in the page; `key` the file below content/, "" if there is none."""

    href: str
    key: str = ""
    fragment: str = ""
    is_text: bool = False
    is_local: bool = False
    """A root-relative address of the newsroom's."""


def media_url(prefix: str, key: str) -> str:
    return f"{prefix}/media/{quote(key)}"


def refer(address: str, folder: Path, content: Path, config: Config) -> Reference:
    """Resolve an address written in a text of `folder`. Raises DeadReference."""
    parts = _split(address)
    if f"{address}/".startswith(f"{config.newsroom.url}/"):
        raise DeadReference(
            f"{address!r} is the newsroom's own address",
            "link the file instead, such as ../other/de.md: addresses may change",
        )
    if parts.scheme:
        if parts.scheme.lower() not in _OUTWARD:
            raise DeadReference(
                f"a link cannot start with {parts.scheme!r}",
                f"use one of: {', '.join(_OUTWARD)}",
            )
        return Reference(address)
    if parts.netloc:
        raise DeadReference(f"{address!r} has no protocol", f"write https:{address}")
    if not parts.path:
        if not parts.fragment:
            raise DeadReference("a link leads nowhere", "write an address in its parentheses")
        return Reference(address, fragment=unquote(parts.fragment))
    if parts.path.startswith("/"):
        # A list, a feed, something of the service: see `known.py`.
        return Reference(in_preview(address, config.prefix), is_local=True)
    wanted = content / _inside(folder / unquote(parts.path), content)
    found = actual_file(wanted)
    if found is None:
        raise DeadReference(f"{address!r} is not there", _mend(address, wanted))
    key = found.relative_to(content).as_posix()
    if key.endswith(".md"):
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return Reference(f"{SCHEME}{quote(key)}{fragment}", key, unquote(parts.fragment), True)
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return Reference(media_url(config.prefix, key) + fragment, key)


def embed(address: str, folder: Path, content: Path, config: Config) -> Reference:
    """Resolve the address of a picture, film or sound, which must be a file of the newsroom's."""
    parts = _split(address)
    if parts.scheme or parts.netloc:
        raise DeadReference(
            f"{address!r} would be loaded from elsewhere",
            "put the file beside the post and write its name: "
            "other hosts would learn who reads this",
        )
    if not parts.path or parts.path.startswith("/"):
        raise DeadReference(
            f"the address {address!r} is not a file beside the post",
            "put the file beside the post and write its name",
        )
    reference = refer(address, folder, content, config)
    if reference.is_text:
        raise DeadReference(f"{address!r} is a text, not a picture", "name a picture")
    return reference


def resolve_sources(html: str, urls: dict[str, str]) -> str:
    """Put the addresses of the other texts into `html`; `urls` holds them by key."""
    if SCHEME not in html:
        return html
    first, *rest = html.split(f'href="{SCHEME}')
    resolved = [first]
    for part in rest:
        target, quotation, tail = part.partition('"')
        key, hash_sign, fragment = target.partition("#")
        resolved.append(f'href="{urls[unquote(key)]}{hash_sign}{fragment}{quotation}{tail}')
    return "".join(resolved)


def _mend(address: str, wanted: Path) -> str:
    """Addresses of other sites without their protocol look like names of files."""
    if address.startswith("www."):
        return f"write https://{address}"
    if re.fullmatch(r"[^\s/@]+@[^\s/@]+\.\w+", address):
        return f"write mailto:{address}"
    return missing_mend(wanted)


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        raise DeadReference(f"{address!r} is not an address", "correct it") from None


def _inside(path: Path, content: Path) -> str:
    """The path relative to the content folder. Raises DeadReference when it is not below."""
    found = Path(os.path.normpath(path))
    if not found.is_relative_to(content):
        raise DeadReference(
            f"{path.name!r} lies outside the content folder", "move the file into content/"
        )
    return found.relative_to(content).as_posix()
