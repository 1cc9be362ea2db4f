"""A person's own data as plain values, in a form that programs can read (GDPR, Article 20).

Nothing in it tells more than the pages do: no verdict of a rule before `domain/told.py` allows it,
and no name of a moderator.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from comments_service.actions import statements
from comments_service.actions.appeal import about
from comments_service.actions.service import Service
from comments_service.domain.comment import Comment
from comments_service.domain.errors import UnknownThread
from comments_service.domain.statement import Statement
from comments_service.domain.states import State
from comments_service.domain.told import told_state, waiting_text
from comments_service.storage import appeals, edits, labels, revisions
from comments_service.storage.appeals import Appeal
from comments_service.storage.reports import Report
from comments_service.storage.sent_with import Sent
from comments_service.storage.slips import Slip

VERSION = 1


def comment_data(service: Service, comment: Comment, now: datetime) -> dict[str, Any]:
    """A comment with everything that is kept of it and its author."""
    hours = service.config.comments.expected_hours
    kept = revisions.of_comment(service.db, comment.id)
    state = told_state(comment, now, hours)
    refused = statements.told(service, comment, now)
    waits = waiting_text(kept, now, hours) if state is State.PUBLISHED else None
    filed = about(service, comment, refused) if refused else None
    untold = {one.number for one in kept if told_state(one, now, hours) is State.PENDING}
    if state is State.PENDING:
        untold.add(comment.revision)
    return {
        "id": comment.id,
        "post": _post(service, comment.thread),
        "answers": comment.parent,
        "language": comment.lang,
        "state": state.value,
        "created_at": _at(comment.created_at),
        "published_at": _at(comment.published_at),
        "edited_at": _at(comment.edited_at),
        "name": comment.author,
        "text": comment.body,
        "waiting_text": {"text": waits.body, "created_at": _at(waits.created_at)}
        if waits
        else None,
        "refused_texts": [
            {"text": one.body, "created_at": _at(one.created_at)}
            for one in kept
            if told_state(one, now, hours) is not State.PENDING
        ],
        "earlier_texts": [
            {"text": text, "replaced_at": _at(at)}
            for at, text in edits.earlier_texts(service.db, comment.id)
        ],
        "email": comment.email,
        "email_confirmed_at": _at(comment.confirmed_at),
        "mail_for_replies": comment.wants_replies,
        "mail_for_decisions": comment.wants_decisions,
        "akismet": comment.akismet,
        "spam_filter_remembers_until": _remembered_until(service, comment, untold),
        "decision": statement(refused) if refused else None,
        "appeal": appeal_data(filed) if filed else None,
        "earlier_appeals": [
            appeal_data(one)
            for one in appeals.of_comment(service.db, comment.id)
            if filed is None or one.id != filed.id
        ],
    }


def _remembered_until(service: Service, comment: Comment, untold: set[int]) -> str | None:
    """The last day for which the filter keeps numbers made from the comment's words, not what they
    say; nothing of texts about whose decision the author is not told yet."""
    taught = labels.taught_by(service.db, comment.id)
    days = [at.astimezone(UTC).date() for number, at in taught if number not in untold]
    lasts = timedelta(days=service.config.retention.label_days)
    return (max(days) + lasts).isoformat() if days else None


def statement(reasons: Statement) -> dict[str, Any]:
    """A statement of reasons (DSA, Article 17(3)) as values."""
    return {
        "decision": reasons.effect,
        "scope": "every country, without an end in time",
        "decided_at": _at(reasons.decided_at),
        "reason": reasons.code,
        "ground": reasons.ground,
        "provision": reasons.provision or None,
        "explanation": reasons.explanation,
        "trigger": "report" if reasons.occasion == "report" else "own review",
        "automated": reasons.automated,
        "found_automatically": reasons.detected,
        "appeal_until": _at(reasons.appeal_until),
    }


def appeal_data(appeal: Appeal) -> dict[str, Any]:
    return {
        "at": _at(appeal.at),
        "text": appeal.text,
        "state": appeal.state.value,
        "decided_at": _at(appeal.decided_at),
        "explanation": appeal.explanation,
    }


def report_data(service: Service, report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "comment": report.comment,
        "post": _post(service, report.thread),
        "at": _at(report.at),
        "reason": report.code,
        "text": report.text,
        "name": report.name,
        "email": report.email,
        "email_confirmed_at": _at(report.confirmed_at),
        "state": report.state.value,
        "decided_at": _at(report.decided_at),
        "explanation": report.explanation,
    }


def slip_data(slip: Slip) -> dict[str, Any]:
    return {
        "id": slip.id,
        "post": slip.post,
        "at": _at(slip.at),
        "text": slip.text,
        "name": slip.name,
        "email": slip.email,
        "email_confirmed_at": _at(slip.confirmed_at),
        "state": slip.state.value,
        "decided_at": _at(slip.decided_at),
        "explanation": slip.explanation,
    }


def everything(service: Service, email: str, sent: Sent, now: datetime) -> dict[str, Any]:
    """All that was sent with an address."""
    return {
        **_head(service, now),
        "email": email,
        "comments": [comment_data(service, one, now) for one in sent.comments],
        "reports": [report_data(service, one) for one in sent.reports],
        "errors_found": [slip_data(one) for one in sent.slips],
    }


def one_comment(service: Service, comment: Comment, now: datetime) -> dict[str, Any]:
    return {**_head(service, now), "comments": [comment_data(service, comment, now)]}


def one_report(service: Service, report: Report, now: datetime) -> dict[str, Any]:
    return {**_head(service, now), "reports": [report_data(service, report)]}


def one_slip(service: Service, slip: Slip, now: datetime) -> dict[str, Any]:
    return {**_head(service, now), "errors_found": [slip_data(slip)]}


def _head(service: Service, now: datetime) -> dict[str, Any]:
    newsroom = service.config.newsroom
    return {
        "version": VERSION,
        "newsroom": newsroom.url,
        "controller": newsroom.legal_name,
        "exported_at": _at(now),
    }


def _post(service: Service, thread_id: str) -> dict[str, str]:
    try:
        thread = service.threads.get(thread_id)
    except UnknownThread:
        return {"id": thread_id}
    return {
        "id": thread_id,
        "title": thread.title,
        "url": service.config.absolute(thread.url),
    }


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
