"""The preview, for whoever knows its address. Reads `var/preview/`, knows no content.

Whoever does not know it learns nothing, not even whether there is a preview.
"""

import hmac
from pathlib import Path
from urllib.parse import quote

from flask import Blueprint, Response, jsonify, send_file
from werkzeug.exceptions import NotFound

from comments_service.contract import addresses
from comments_service.contract.assets import FOLDER, hashed, sources
from comments_service.contract.delivery import media_type
from comments_service.contract.faults import read_faults
from comments_service.contract.preview import (
    PLACE,
    State,
    paths_of_preview,
    read_state,
    read_token,
)
from comments_service.web.context import service
from comments_service.web.lookup import find
from comments_service.web.pages import own, page_lang, render, render_part, speak

bp = Blueprint("preview", __name__)

_ROBOTS = "noindex, nofollow, noarchive"


@bp.get("/<token>/state.json")
def state(token: str) -> Response:
    """What an open page asks for each second, to see whether it is still the newest."""
    _admit(token)
    return jsonify({"version": read_state(service().paths).version})


@bp.get("/<token>/")
@bp.get("/<token>/<path:path>")
def show(token: str, path: str = "") -> Response:
    """A file of the preview, with the faults of the newest build in every page."""
    _admit(token)
    output = paths_of_preview(service().paths).output
    parts = path.split("/")
    if not (output / "index.html").is_file():
        return _theme_file(parts) or _first_build(token)
    speak(parts[0])
    file = find(output, parts)
    if file is None:
        return _page(output / page_lang() / "404.html", token, 404)
    if file.is_dir():
        return own(f"{_base(token)}/{quote(path)}/", 301)
    return _page(file, token) if file.suffix == ".html" else _file(file)


@bp.after_request
def keep_out(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = _ROBOTS
    return response


def _admit(token: str) -> None:
    """Let in whoever knows the secret; how long the comparison takes tells nothing of it."""
    secret = read_token(service().paths)
    if not secret or not hmac.compare_digest(secret.encode(), token.encode()):
        raise NotFound


def _base(token: str) -> str:
    return addresses.preview(service().config.prefix, token)


def _page(file: Path, token: str, status: int = 200) -> Response:
    try:
        html = file.read_text("utf-8")
    except FileNotFoundError:
        # A build has just pruned it.
        raise NotFound from None
    found = read_state(service().paths)
    panel = render_part("partials/preview_state.html", **_facts(token, found))
    return Response(html.replace(PLACE, panel), status, mimetype="text/html")


def _file(file: Path) -> Response:
    try:
        return send_file(file, mimetype=media_type(file.name), conditional=True)
    except FileNotFoundError:
        raise NotFound from None


def _first_build(token: str) -> Response:
    """There is nothing to show yet: a build is at work, or has found faults."""
    names = {plain: name for plain, (name, _) in _theme().items()}
    facts = _facts(token, read_state(service().paths))
    base = _base(token)
    return render(
        "preview.html",
        503,
        site_prefix=base,
        asset=lambda name: f"{base}/{FOLDER}/{names[name]}",
        **facts,
    )


def _theme_file(parts: list[str]) -> Response | None:
    """A file of the theme while no build has published it, for the page that says so."""
    if parts[0] != FOLDER:
        return None
    found = next((data for name, data in _theme().values() if name == "/".join(parts[1:])), None)
    if found is None:
        raise NotFound
    return Response(found, mimetype=media_type(parts[-1]))


def _theme() -> dict[str, tuple[str, bytes]]:
    ours = service()
    return hashed(sources(ours.paths.theme / "static", ours.config.colours))


def _facts(token: str, found: State) -> dict[str, object]:
    """What the templates say of the newest build."""
    faults, rest = read_faults(found.words)
    return {
        "version": found.version,
        "state_url": f"{_base(token)}/state.json",
        "faults": faults,
        "rest": "" if faults else rest,
    }
