"""Answers: pages in the reader's language, JSON for scripts, redirects to our own routes."""

from datetime import datetime
from typing import Any

from flask import Response, g, request, url_for

from comments_service.contract.catalogues import Translator
from comments_service.web.context import service


def render(template: str, status: int = 200, **context: Any) -> Response:
    """A page of the service in the language that this request speaks."""
    return Response(render_part(template, **context), status, mimetype="text/html")


def render_part(template: str, **context: Any) -> str:
    """The same as text, for a part that goes into a page of the site."""
    ours = service()
    lang = page_lang()
    common: dict[str, Any] = {
        "config": ours.config,
        "lang": lang,
        "t": ours.translator(lang),
        "site_prefix": ours.config.prefix,
        # The footer's links, by role. A template that counts pages may call its own number so.
        "pages": ours.threads.pages(lang),
        "url_for": url_for,
        "local": local,
    }
    return ours.jinja.get_template(f"service/{template}").render({**common, **context})


def translator() -> Translator:
    return service().translator(page_lang())


def page_lang() -> str:
    """The thread's or comment's language where a route has set it, else the reader's own."""
    lang: str = g.get("lang") or reader_lang()
    return lang


def speak(lang: str) -> None:
    """Answer this request in `lang`, or in the default language when the newsroom dropped it."""
    config = service().config
    g.lang = lang if lang in config.newsroom.languages else config.language


def reader_lang() -> str:
    """The best of the newsroom's languages by Accept-Language; «de-CH» means German."""
    config = service().config
    wanted = (tag.split("-")[0].lower() for tag, weight in request.accept_languages if weight > 0)
    return next((lang for lang in wanted if lang in config.newsroom.languages), config.language)


def wants_json() -> bool:
    """Whether the reader prefers JSON to a page; a browser never does."""
    offered = ["text/html", "application/json"]
    return request.accept_mimetypes.best_match(offered) == "application/json"


def see_other(endpoint: str, **values: Any) -> Response:
    """303 to a route of ours, never to an address that somebody sent."""
    return own(url_for(endpoint, **values))


def own(path: str, status: int = 303) -> Response:
    """A redirect to a path that this code has built or checked."""
    return Response(status=status, headers={"Location": path})


def local(moment: datetime) -> datetime:
    """A moment in the newsroom's time zone."""
    return moment.astimezone(service().config.newsroom.timezone)
