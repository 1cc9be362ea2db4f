"""The built site, for when no web server stands in front. Reads `output/`, knows no content."""

from pathlib import Path
from urllib.parse import quote

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from comments_service.contract.delivery import ASK
from comments_service.web.context import service
from comments_service.web.lookup import find
from comments_service.web.pages import own
from comments_service.web.sending import send

bp = Blueprint("site", __name__)

# What a query may hold as it is (RFC 3986, 3.4), and what is encoded already.
_QUERY = "%/?:@!$&'()*+,;=-._~"


@bp.get("/")
@bp.get("/<path:path>")
# Below /comments/ the service has routes of its own; these files would look like threads' ids.
@bp.get("/comments/feed.atom", defaults={"path": "comments/feed.atom"})
@bp.get("/comments/official.atom", defaults={"path": "comments/official.atom"})
@bp.get("/comments/moderation.json", defaults={"path": "comments/moderation.json"})
def show(path: str = "") -> Response:
    """A file of the site, a folder's index.html, or the 404 page in the path's language."""
    output = service().paths.output
    if not (output / "index.html").is_file():
        return _not_built()
    redirects = service().redirects()
    if target := redirects.moved.get(request.path):
        return _moved(target)
    parts = path.split("/")
    file = find(output, parts)
    if file is None:
        return _missing(output, parts[0])
    if file.is_dir():
        # Built from the parts that were found, so it cannot lead elsewhere («//host/»).
        return _lead(f"{service().config.prefix}/{quote(path)}/")
    return send(output, file, 410 if request.path in redirects.gone else 200)


def _moved(target: str) -> Response:
    """301 to an address that the build has written, with the query that the old one came with."""
    query = request.query_string.decode("latin-1")
    return _lead(quote(target) + (f"?{quote(query, safe=_QUERY)}" if query else ""))


def _lead(address: str) -> Response:
    """301, which a browser would keep for good: an address may be in use again one day."""
    response = own(address, 301)
    response.headers["Cache-Control"] = ASK
    return response


def _missing(output: Path, lang: str) -> Response:
    known = service().config.newsroom.languages
    for page in ([output / lang / "404.html"] if lang in known else []) + [output / "404.html"]:
        if page.is_file():
            return send(output, page, 404)
    raise NotFound


def _not_built() -> Response:
    text = "The site is not built yet. Run `make build`, then reload this page.\n"
    return Response(text, 503, {"Retry-After": "10"}, mimetype="text/plain")
