"""The moderators' cookies. Readers never get one."""

from dataclasses import dataclass
from typing import Literal

from flask import Response, request

from comments_service.web.context import service


@dataclass(frozen=True)
class Cookie:
    """A cookie that no script reads and no other host can set."""

    base: str
    samesite: Literal["Lax", "Strict"]
    max_age: int | None = None
    """Seconds; None: it ends with the browser."""

    @property
    def name(self) -> str:
        """Over HTTPS the prefix binds the cookie to this host (RFC 6265bis, 4.1.3.2); browsers
        refuse it over plain HTTP, which `make run` uses."""
        return f"__Host-{self.base}" if service().config.secure else self.base

    def value(self) -> str:
        """What this browser has sent, or ""."""
        return request.cookies.get(self.name, "")

    def set(self, response: Response, value: str) -> Response:
        response.set_cookie(
            self.name,
            value,
            max_age=self.max_age,
            path="/",
            secure=service().config.secure,
            httponly=True,
            samesite=self.samesite,
        )
        return response

    def end(self, response: Response) -> Response:
        response.delete_cookie(
            self.name,
            path="/",
            secure=service().config.secure,
            httponly=True,
            samesite=self.samesite,
        )
        return response


# Lax and not Strict: with Strict, a moderator who follows the link in a notice mail arrives signed
# out. No GET changes anything, so Lax gives nothing away. The server ends a session that is idle.
SESSION = Cookie("newsroom", "Lax")
# Of the forms before a session, see entry.py; an hour is long enough to think of a password.
ENTRY = Cookie("newsroom-entry", "Strict", max_age=3600)
