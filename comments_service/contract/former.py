"""Which former addresses a text may claim: those of pages and files that texts may have had.

The build writes a mark, and often a page, at each of them (see `redirects.py`): so none may lead
out of the output folder, or take the place of what the build and the service have there.
"""

import re
from urllib.parse import unquote_to_bytes

from comments_service.contract.assets import FOLDER
from comments_service.contract.characters import control_in

# What the service answers, and what the build fills by itself.
_FOLDERS = frozenset(("comments", "moderation", "preview", "media", "pagefind", "healthz", FOLDER))
_FILES = re.compile(
    r"(index|404|503)\.html?|sitemap[^/]*\.xml(\.gz)?|(robots|humans|ads|security)\.txt"
    r"|checksums\.json|favicon\.\w+|apple-touch-icon[^/]*|[^/]+\.webmanifest|SHA256SUMS"
    r"|feed\.\w+|feeds\.opml",
    re.IGNORECASE,
)
# File systems hold 255 bytes; the mark's ending and an atomic write's take some of them.
_LONGEST_PART, _LONGEST = 200, 1000
# Blanks that break lines, what some systems take for a slash, and what was encoded twice.
_UNFIT = re.compile("[\t\n\\\\\ufffd]|%[0-9a-fA-F]{2}")
_REMOVE = "remove it: something of the newsroom's own stands there"


def decoded(alias: str) -> str:
    """«/fr%C3%BCher/» → «/früher/»; what is no UTF-8 becomes U+FFFD."""
    return unquote_to_bytes(alias).decode("utf-8", "replace")


def wrong_with(alias: str) -> tuple[str, str] | None:
    """Why a text cannot claim a former address, after «which», and how to mend it."""
    plain = decoded(alias)
    first, *parts = plain.split("/")
    # A folder's address ends with a slash.
    inner = parts[:-1] if parts and parts[-1] == "" else parts
    if (
        (first or not parts)
        or any(part.strip() in ("", ".", "..") for part in inner)
        # Nothing may hang below a page, which is a file.
        or any(part.lower().endswith((".html", ".htm")) for part in parts[:-1])
        or control_in(plain)
        or _UNFIT.search(plain)
    ):
        return (
            "is no address of the newsroom",
            "write it without the host: «aliases: [/de/2024/old-slug/]»",
        )
    if len(plain.encode()) > _LONGEST or any(len(p.encode()) > _LONGEST_PART for p in inner):
        return f"is too long: a part holds at most {_LONGEST_PART} bytes", "correct or remove it"
    own = (
        not inner
        or inner[0].casefold() in _FOLDERS
        or any(part.startswith(".") for part in inner)
        or (len(inner) == 1 and _FILES.fullmatch(inner[0]))
    )
    return ("belongs to the newsroom itself", _REMOVE) if own else None
