"""The moderators' pages, one a file. Closed by default: see `guard.py`."""

from comments_service.web.moderation import answer, comment, decide, join, log, queue, sign_in
from comments_service.web.moderation.guard import bp

__all__ = ["answer", "bp", "comment", "decide", "join", "log", "queue", "sign_in"]
