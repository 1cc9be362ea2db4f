"""A reader has found an error in an announcement: for the press office, apart from comments."""

from collections.abc import Mapping
from datetime import datetime

from comments_service.actions.author_mail import announce_slip
from comments_service.actions.service import Service
from comments_service.contract import ids
from comments_service.domain.errors import Invalid
from comments_service.domain.free_text import (
    cleaned,
    cleaned_name,
    email_faults,
    name_faults,
    text_faults,
    trap_faults,
)
from comments_service.domain.submission import SENT_TWICE
from comments_service.storage import slips
from comments_service.storage.database import transaction
from comments_service.storage.slips import Slip

FIELDS = frozenset({"body", "name", "email", "website", "lang"})
MAX_TEXT = 5000


def point_out(service: Service, post_id: str, fields: Mapping[str, str], now: datetime) -> Slip:
    """Take in what somebody has found. Raises UnknownThread where there is no such post, Invalid
    with all faults by field, or Busy."""
    post = service.threads.post(post_id)
    check(fields)
    found = Slip(
        id=ids.new_id(),
        post=post.id,
        lang=post.lang,
        at=now,
        text=cleaned(fields["body"]),
        name=cleaned_name(fields.get("name", "")),
        email=fields.get("email", "").strip() or None,
    )
    with transaction(service.db):
        for known in slips.of_post(service.db, post.id):
            same = (known.text, known.name, known.email) == (found.text, found.name, found.email)
            if same and now - known.at < SENT_TWICE:
                return known
        slips.add(service.db, found)
        announce_slip(service, found, now)
    return found


def check(fields: Mapping[str, str]) -> None:
    """Raises Invalid with all faults by field, in the order of the form."""
    errors = text_faults(
        "body",
        fields.get("body", ""),
        MAX_TEXT,
        missing="Write what is wrong, and how it is right.",
    )
    errors |= name_faults(fields.get("name", ""), needed=False)
    errors |= email_faults(fields.get("email", ""), needed=False)
    errors |= trap_faults(fields)
    if errors:
        raise Invalid(errors)
