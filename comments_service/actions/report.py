"""Somebody reports a comment as illegal (DSA, Article 16). No report removes anything by itself."""

from collections.abc import Mapping
from datetime import datetime

from comments_service.actions.author_mail import announce_report
from comments_service.actions.service import Service
from comments_service.contract import ids
from comments_service.contract.reasons import CHILD_ABUSE, REPORTABLE
from comments_service.domain.comment import Actor, ActorKind, Comment
from comments_service.domain.errors import Invalid, UnknownComment
from comments_service.domain.free_text import (
    cleaned,
    cleaned_name,
    email_faults,
    name_faults,
    text_faults,
    trap_faults,
)
from comments_service.domain.states import State
from comments_service.domain.submission import SENT_TWICE
from comments_service.storage import comments, log, reports
from comments_service.storage.database import transaction
from comments_service.storage.reports import Report

FIELDS = frozenset({"code", "explanation", "name", "email", "faith", "website", "lang"})
MAX_TEXT = 5000


def reported(service: Service, comment_id: str) -> Comment:
    """A comment that can be reported: one that everybody sees. Raises UnknownComment."""
    comment = comments.get(service.db, comment_id)
    if comment.state is not State.PUBLISHED or comment.thread not in service.threads.all():
        raise UnknownComment(comment_id)
    return comment


def report(
    service: Service, comment_id: str, fields: Mapping[str, str], lang: str, now: datetime
) -> Report:
    """Take in a report. Raises UnknownComment, Invalid with all faults by field, or Busy."""
    comment = reported(service, comment_id)
    check(fields)
    filed = Report(
        id=ids.new_id(),
        comment=comment.id,
        thread=comment.thread,
        lang=lang,
        at=now,
        code=fields["code"],
        text=cleaned(fields["explanation"]),
        name=cleaned_name(fields.get("name", "")),
        email=fields.get("email", "").strip() or None,
    )
    with transaction(service.db):
        for known in reports.of_comment(service.db, comment.id):
            if _same(known, filed) and now - known.at < SENT_TWICE:
                return known
        reports.add(service.db, filed)
        # Who reports is nobody's business but the moderators': the log is kept for years.
        log.add(service.db, Actor(ActorKind.SYSTEM), "report", now, comment=comment.id,
                reason=filed.code)  # fmt: skip
        announce_report(service, filed, now)
    return filed


def check(fields: Mapping[str, str]) -> None:
    """Raises Invalid with all faults by field, in the order of the form."""
    code = fields.get("code", "")
    needed = code != CHILD_ABUSE
    errors = {} if code in REPORTABLE else {"code": "Choose what is illegal about the comment."}
    errors |= text_faults(
        "explanation", fields.get("explanation", ""), MAX_TEXT,
        missing="Explain why you take the comment for illegal.",
    )  # fmt: skip
    errors |= name_faults(fields.get("name", ""), needed=needed)
    errors |= email_faults(fields.get("email", ""), needed=needed)
    if not fields.get("faith"):
        errors["faith"] = "Tick the box: we need your word that the report is accurate."
    errors |= trap_faults(fields)
    if errors:
        raise Invalid(errors)


def _same(one: Report, other: Report) -> bool:
    return (one.code, one.text, one.name, one.email) == (
        other.code,
        other.text,
        other.name,
        other.email,
    )
