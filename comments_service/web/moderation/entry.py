"""The CSRF token of the forms that come before a session: sign-in and invitation.

A double submit (OWASP ASVS 5.0, 3.5.1): the page sets a cookie and repeats its value in a hidden
field. Another site can neither read the cookie nor, thanks to the prefix, set one.
"""

import re
from hmac import compare_digest

from comments_service.actions.tokens import random_token
from comments_service.web.moderation.cookie import ENTRY

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def entry_token() -> str:
    """This browser's token, or a new one. It is kept, so that forms in two tabs both work."""
    return _kept() or random_token()


def is_entry_token(token: str) -> bool:
    """Whether a form's token is the one that this browser was given."""
    kept = _kept()
    return kept != "" and compare_digest(token.encode(), kept.encode())


def _kept() -> str:
    token = ENTRY.value()
    return token if _TOKEN.fullmatch(token) else ""
