"""Addresses that stand in mails: signed, absolute, each good for one purpose."""

import hashlib
from datetime import datetime

from comments_service.actions.service import Service
from comments_service.actions.tokens import Purpose
from comments_service.domain.comment import Comment
from comments_service.storage import revisions
from comments_service.storage.moderators import Moderator

# What an address was given with, as the first value of a CONFIRM token; the second is its id.
COMMENT, REPORT, SLIP = "comment", "report", "slip"
# Which mails about a comment a MAILS token turns off; its first value is the comment's id.
REPLIES, DECISIONS = "replies", "decisions"


def confirm_link(service: Service, what: str, item: str, now: datetime) -> str:
    """`what` is COMMENT, REPORT or SLIP, `item` its id."""
    token = service.tokens.sign(Purpose.CONFIRM, [what, item], now)
    return _absolute(service, f"confirm/{token}")


def mails_link(service: Service, comment: str, which: str, now: datetime) -> str:
    """Turns one kind of mail about a comment off by a POST (RFC 8058); `which` is REPLIES or
    DECISIONS."""
    token = service.tokens.sign(Purpose.MAILS, [comment, which], now)
    return _absolute(service, f"mails/{token}")


def data_link(service: Service, email: str, lang: str, now: datetime) -> str:
    """Everything that was sent with an address; good for 24 hours."""
    token = service.tokens.sign(Purpose.DATA, [email, lang], now)
    return _absolute(service, f"data/{token}")


def owner_link(service: Service, email: str, lang: str, now: datetime) -> str:
    """Asks to confirm an address, and then leads to the same; good for 24 hours."""
    token = service.tokens.sign(Purpose.OWNER, [email, lang], now)
    return _absolute(service, f"data/confirm/{token}")


def receipt_link(service: Service, comment: str, page: str = "") -> str:
    """A comment's receipt, or a `page` of it, such as «appeal»."""
    token = service.tokens.receipt(comment)
    return _absolute(service, f"receipt/{token}{'/' if page else ''}{page}")


def report_link(service: Service, report: str, now: datetime) -> str:
    token = service.tokens.sign(Purpose.REPORT, [report], now)
    return _absolute(service, f"reported/{token}")


def slip_link(service: Service, slip: str, now: datetime) -> str:
    token = service.tokens.sign(Purpose.SLIP, [slip], now)
    return _absolute(service, f"slip/{token}")


def decide_link(service: Service, moderator: Moderator, comment: Comment, now: datetime) -> str:
    """Lets one moderator decide about the text of a comment that waits now, without signing in;
    see `mail_decision.py` for how long it is good."""
    later = revisions.waiting(service.db, comment.id)
    number = later.number if later else comment.revision
    values = [str(moderator.id), comment.id, str(number), password_mark(moderator)]
    return moderation_link(service, f"mail/{service.tokens.sign(Purpose.DECIDE, values, now)}")


def password_mark(moderator: Moderator) -> str:
    """Changes with password and mailbox, and whenever somebody is shut out, so that links end with
    each of these for good; tells nothing of them."""
    facts = f"{moderator.shut_out}:{moderator.email or ''}:{moderator.password_hash or ''}"
    return hashlib.sha256(facts.encode()).hexdigest()[:16]


def moderation_link(service: Service, page: str = "") -> str:
    return service.config.absolute(f"{service.config.prefix}/moderation/{page}")


def _absolute(service: Service, path: str) -> str:
    return service.config.absolute(f"{service.config.prefix}/comments/{path}")
