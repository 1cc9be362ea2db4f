"""The built site, for when no web server stands in front. Reads `output/`, knows no content."""

import mimetypes
from pathlib import Path
from urllib.parse import quote

from flask import Blueprint, Response, send_file
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

from comments_service.contract.assets import FOLDER
from comments_service.web.context import service
from comments_service.web.pages import own

bp = Blueprint("site", __name__)

# Python's own table depends on the machine it runs on. Werkzeug adds the charset, UTF-8.
_TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".rss": "application/rss+xml",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".xml": "application/xml",
}

# The same as in deploy/: pages are asked for again, so that a correction is seen at once.
_SECONDS = {"media": 86400}
_DOTTED = ".well-known"


@bp.get("/")
@bp.get("/<path:path>")
# Below /comments/ the service has routes of its own; this file would look like a thread's id.
@bp.get("/comments/feed.atom", defaults={"path": "comments/feed.atom"})
def show(path: str = "") -> Response:
    """A file of the site, a folder's index.html, or the 404 page in the path's language."""
    output = service().paths.output
    if not (output / "index.html").is_file():
        return _not_built()
    parts = path.split("/")
    file = _find(output, parts)
    if file is None:
        return _missing(output, parts[0])
    if file.is_dir():
        # Built from the parts that were found, so it cannot lead elsewhere («//host/»).
        return own(f"{service().config.prefix}/{quote(path)}/", 301)
    response = _send(file, _SECONDS.get(parts[0]))
    if parts[0] == FOLDER:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _find(output: Path, parts: list[str]) -> Path | None:
    """The file for a path, a folder that lacks its slash, or None."""
    folder = parts[-1] == ""
    names = parts[:-1] if folder else parts
    hidden = any(n.startswith(".") and (i or n != _DOTTED) for i, n in enumerate(names))
    if hidden or "" in names or "\0" in "".join(names):
        return None
    found = safe_join(str(output), *names, *(["index.html"] if folder else []))
    if found is None:
        return None
    file = Path(found)
    try:
        if file.is_dir():
            return file if (file / "index.html").is_file() else None
        return file if file.is_file() else None
    except OSError:
        # A name longer than the file system takes.
        return None


def _send(file: Path, seconds: int | None, status: int = 200) -> Response:
    kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    try:
        response = send_file(
            file, mimetype=kind or "application/octet-stream", conditional=status == 200,
            max_age=seconds,
        )  # fmt: skip
    except FileNotFoundError:
        # A build has just pruned it.
        raise NotFound from None
    if status != 200:
        response.status_code = status
    return response


def _missing(output: Path, lang: str) -> Response:
    known = service().config.newsroom.languages
    for page in ([output / lang / "404.html"] if lang in known else []) + [output / "404.html"]:
        if page.is_file():
            return _send(page, None, 404)
    raise NotFound


def _not_built() -> Response:
    text = "The site is not built yet. Run `make build`, then reload this page.\n"
    return Response(text, 503, {"Retry-After": "10"}, mimetype="text/plain")
