"""The moderators' session cookie. Readers never get one."""

from flask import Response, request

from comments_service.web.context import service


def cookie_name() -> str:
    """Over HTTPS the prefix binds the cookie to this host (RFC 6265bis, 4.1.3.2); browsers refuse
    it over plain HTTP, which `make run` uses."""
    return "__Host-newsroom" if service().config.secure else "newsroom"


def session_token() -> str:
    return request.cookies.get(cookie_name(), "")


def set_session(response: Response, token: str) -> Response:
    """It ends with the browser; the server ends it earlier when it is idle.

    Lax and not Strict: with Strict, a moderator who follows the link in a notice mail arrives
    signed out. No GET changes anything, so Lax gives nothing away.
    """
    response.set_cookie(
        cookie_name(),
        token,
        path="/",
        secure=service().config.secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def end_session(response: Response) -> Response:
    response.delete_cookie(
        cookie_name(),
        path="/",
        secure=service().config.secure,
        httponly=True,
        samesite="Lax",
    )
    return response
