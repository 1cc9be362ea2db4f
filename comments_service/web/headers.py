"""Headers on every answer (OWASP ASVS 5.0, 3.4). Pages of the service also stay out of caches."""

from http import HTTPStatus

from flask import Flask, Response, request

from comments_service.contract.headers import CSP, HSTS, MEDIA_CSP, SECURITY_HEADERS, csp_for
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
        response.headers["Content-Security-Policy"] = _policy(response, request.path)
    else:
        if request.blueprint == _PREVIEW:
            path = (request.view_args or {}).get("path", "")
            response.headers["Content-Security-Policy"] = _policy(
                response, f"{config.prefix}/{path}"
            )
        # Receipts and forms hold personal data, and their addresses may hold tokens.
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _policy(response: Response, path: str) -> str:
    policy = csp_for(path, service().config)
    # That a file is missing is told by a page, which looks like any other.
    faulty = response.status_code >= HTTPStatus.BAD_REQUEST
    return CSP if faulty and policy == MEDIA_CSP else policy


def send_headers(app: Flask) -> None:
    app.after_request(harden)
