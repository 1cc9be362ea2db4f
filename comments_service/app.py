"""The Flask application. Wires, decides nothing."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from comments_service.actions.service import Service
from comments_service.web import (
    form_tokens,
    health,
    interface,
    moderation,
    preview,
    public,
    reader,
    receipts,
    site,
)
from comments_service.web.context import KEY, Web
from comments_service.web.errors import handle_errors
from comments_service.web.headers import send_headers
from comments_service.web.limits import limit
from comments_service.web.names import Name, Number

# A comment of 8,000 characters, each four bytes and percent-encoded, takes 96 kB.
MAX_BODY_BYTES = 128 * 1024


def _now() -> datetime:
    return datetime.now(UTC)


def create_app(
    service: Service,
    *,
    trial: bool,
    on_change: Callable[[], None] = lambda: None,
    worker_alive: Callable[[], bool] = lambda: True,
    clock: Callable[[], datetime] = _now,
) -> Flask:
    """Site, comments and moderation as one WSGI application.

    `on_change` is called after each commit that leaves the worker something to do;
    `worker_alive` and `clock` are asked anew each time.
    """
    app = _bare(Web(service, clock, on_change, worker_alive, trial))
    prefix = service.config.prefix
    app.register_blueprint(health.bp)
    app.register_blueprint(interface.bp, url_prefix=f"{prefix}/comments")
    app.register_blueprint(public.bp, url_prefix=f"{prefix}/comments")
    app.register_blueprint(form_tokens.bp, url_prefix=f"{prefix}/comments")
    app.register_blueprint(reader.bp, url_prefix=f"{prefix}/comments")
    app.register_blueprint(receipts.bp, url_prefix=f"{prefix}/comments/receipt")
    app.register_blueprint(moderation.bp, url_prefix=f"{prefix}/moderation")
    app.register_blueprint(preview.bp, url_prefix=f"{prefix}/preview")
    app.register_blueprint(site.bp, url_prefix=prefix or None)
    limit(app, service.config.service.rate_limit)
    if hops := service.config.service.trusted_proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=0
        )
    return app


def create_preview_app(service: Service, clock: Callable[[], datetime] = _now) -> Flask:
    """The preview alone, for an editor on whose machine no newsroom is being served."""
    app = _bare(Web(service, clock, lambda: None, lambda: True, trial=True))
    app.register_blueprint(preview.bp, url_prefix=f"{service.config.prefix}/preview")
    return app


def _bare(web: Web) -> Flask:
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.debug = False
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    # Werkzeug would redirect to addresses built from the Host header, which anybody can send.
    app.url_map.converters["name"] = Name
    app.url_map.converters["int"] = Number
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    app.extensions[KEY] = web
    handle_errors(app)
    send_headers(app)
    return app
