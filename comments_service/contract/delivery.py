"""How the site's files are sent: as which type, and for how long they may be kept.

The examples in `deploy/` say the same in the words of their web servers.
"""

import mimetypes
import re
from pathlib import PurePosixPath

from comments_service.contract.assets import FOLDER

# Python's own table depends on the machine it runs on.
_TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jpg": "image/jpeg",
    ".opml": "text/x-opml",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".rss": "application/rss+xml",
    ".sha256": "text/plain",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
_BY_NAME = {"SHA256SUMS": "text/plain", "feed.json": "application/feed+json"}
_UNKNOWN = "application/octet-stream"

# Pages and feeds are asked for again each time (and mostly answered with 304), so that a correction
# or a withdrawal is seen at once.
ASK = "no-cache"
DAY = "public, max-age=86400"
FOR_EVER = "public, max-age=31536000, immutable"
"""For names that change with their content (RFC 8246)."""
# The sizes and shapes of a picture, such as `media/turbine.800.3f2a9c1e.webp`.
_HASHED = re.compile(r"\.(?:\d+|card|\d+x\d+)\.[0-9a-f]{8}\.(?:webp|jpg|png)$")


def media_type(name: str) -> str:
    """The media type of a file by its name, without a charset: all text is UTF-8."""
    path = PurePosixPath(name)
    if known := _BY_NAME.get(path.name) or _TYPES.get(path.suffix):
        return known
    guessed, packed = mimetypes.guess_type(path.name)
    return guessed if guessed and not packed else _UNKNOWN


def cache_control(file: str) -> str:
    """How long a file below `output/` may be kept."""
    if file.startswith(f"{FOLDER}/"):
        return FOR_EVER
    if file.startswith("media/"):
        return FOR_EVER if _HASHED.search(file) else DAY
    # Of Pagefind's files those that carry a checksum in their names.
    return DAY if PurePosixPath(file).suffix.startswith(".pf_") else ASK
