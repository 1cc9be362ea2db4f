"""Headers on every answer (OWASP ASVS 5.0, 3.4). Pages of the service also stay out of caches."""

from flask import Flask, Response, request

from comments_service.contract.headers import HSTS, SECURITY_HEADERS, csp_for
from comments_service.web.context import service

# Public files, which may be kept and may say where a reader comes from.
_PUBLIC = "site"
# The same files for a few.
_PREVIEW = "preview"


def harden(response: Response) -> Response:
    for name, value in SECURITY_HEADERS.items():
        response.headers[name] = value
    config = service().config
    if config.secure:
        response.headers["Strict-Transport-Security"] = HSTS
    if request.blueprint == _PUBLIC:
        response.headers["Content-Security-Policy"] = csp_for(request.path, config)
    else:
        if request.blueprint == _PREVIEW:
            path = (request.view_args or {}).get("path", "")
            response.headers["Content-Security-Policy"] = csp_for(f"{config.prefix}/{path}", config)
        # Receipts and forms hold personal data, and their addresses may hold tokens.
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
    return response


def send_headers(app: Flask) -> None:
    app.after_request(harden)
