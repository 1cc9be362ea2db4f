"""Which words a second person approved: a checksum of everything that readers would see.

Moments, addresses, topics and the like can change without a new approval; a word, a picture or a
file cannot.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from urllib.parse import unquote

from lxml import etree, html

from comments_service.contract.config import Config
from comments_service.contract.content import Post
from comments_service.contract.file_names import actual_file
from comments_service.contract.frontmatter import FrontMatter
from comments_service.contract.markdown_html import Converter

_WORDS = (
    *("title", "lang", "kind", "summary", "authors", "place", "starts", "ends", "venue"),
    *("image", "image_alt", "image_caption", "image_credit", "image_licence"),
)
# Until when a file is offered may change, as other moments may.
_GROUPS = {"downloads": ("file", "title", "credit", "licence"), "corrections": ("date", "text")}
_NAMING = ("src", "href", "poster")
_LENGTH = 32


def digest(front: FrontMatter, folder: Path) -> str:
    """32 hexadecimal digits (of SHA-256) for a post's file, whose pictures lie in `folder`."""
    sha = hashlib.sha256()
    for name in _WORDS:
        value = front.values.get(name, "")
        sha.update(f"{name}={value!r}\n".encode())
    for name, inner in _GROUPS.items():
        groups = front.groups.get(name, ())
        entries = [[(key, group.values.get(key, "")) for key in inner] for group in groups]
        sha.update(f"{name}={entries!r}\n".encode())
    # Blanks at the ends of lines and of the file come and go with editors.
    body = "\n".join(line.rstrip() for line in front.body.strip().splitlines())
    sha.update(body.encode())
    for path in files(front, folder):
        sha.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return sha.hexdigest()[:_LENGTH]


def files(front: FrontMatter, folder: Path) -> list[Path]:
    """The pictures and other files that readers get with the text."""
    named = [str(front.values.get("image", ""))]
    named += [group.values.get("file", "") for group in front.groups.get("downloads", ())]
    named += _named(front.body)
    found = {actual_file(folder / name) for name in named if _is_beside(name)}
    return sorted(path for path in found if path and path.suffix != ".md")


def _named(body: str) -> list[str]:
    """The addresses in a text, as its page has them: Markdown knows many ways to write one."""
    if not body.strip():
        return []
    root = html.fragment_fromstring(Converter().html(body), create_parent="div")
    addresses = (e.get(name, "") for e in root.iter(etree.Element) for name in _NAMING)
    return [unquote(re.split(r"[?#]", address.strip())[0]) for address in addresses]


def _is_beside(name: str) -> bool:
    """Whether an address is a file of the newsroom's, rather than a place on a site."""
    return bool(name) and "\0" not in name and ":" not in name and not name.startswith("/")


def needed(post: Post, config: Config) -> bool:
    """Whether the post may only go out with a second person's approval."""
    rule = config.approval
    return post.kind in rule.kinds and (
        rule.since is None or post.date.astimezone(UTC) >= rule.since.astimezone(UTC)
    )


@dataclass(frozen=True)
class Refusal:
    """Why a post must not go out as it is. `{file}` in `mend` stands for the post's file."""

    field: str
    cause: str
    mend: str


_MEND = "have it read and approved: make approve FILE={file} BY=…"


def wrong(post: Post, front: FrontMatter, folder: Path, config: Config) -> Refusal | None:
    """What stands against the post's going out as it is; None where nothing does."""
    if post.status not in ("approved", "published"):
        return None
    if (post.approval or needed(post, config)) and not post.authors:
        cause = "nobody is named as author, so nobody can say whether a second person approved it"
        return Refusal(
            "authors" if "authors" in front.lines else "status",
            cause,
            "name who wrote the text: «authors: […]»",
        )
    if post.approval is None:
        if post.status == "approved":
            return Refusal("status", "the post is approved, but by nobody", _MEND)
        if needed(post, config):
            return Refusal("status", "a second person has to approve it before it goes out", _MEND)
        return None
    if post.approval.digest != digest(front, folder):
        names = {author.id: author.name for author in config.authors}
        who = names.get(post.approval.by, post.approval.by)
        cause = f"the text, or one of its files, was changed after {who} approved it"
        return Refusal("approved_by", cause, _MEND)
    return None
