"""Deciding about a report (DSA, Article 16(6)). A report removes nothing by itself."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from comments_service.actions.author_mail import announce_report_decided
from comments_service.actions.decide import actor_of, carry_out, needs_second, propose
from comments_service.actions.service import Service
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.decision import Seen, check_grounds, decided
from comments_service.domain.errors import Invalid, MoveRefused
from comments_service.domain.explanation import explained, short_enough
from comments_service.domain.states import State, Verb
from comments_service.storage import comments, log, reports
from comments_service.storage.database import transaction
from comments_service.storage.moderators import Moderator
from comments_service.storage.reports import Report, ReportState

# What can still be taken off the site, or kept from it.
_THERE = (State.PUBLISHED, State.PENDING)


def act(
    service: Service,
    report_id: str,
    grounds: Grounds,
    answer: str,
    by: Moderator,
    now: datetime,
    *,
    seen: Seen | None = None,
) -> bool:
    """Reject the comment on grounds its author reads; `answer` is for whoever reported it.

    All open reports of the comment are answered with this. Returns False where four eyes are asked
    for and this was the first pair: then the report stays open. Raises UnknownComment, MoveRefused
    when it was decided already or the comment has changed, Invalid or Busy.
    """
    db = service.db
    with transaction(db):
        report = _open(service, report_id)
        comment = comments.get(db, report.comment)
        if seen is not None and seen != Seen(comment.state, comment.revision):
            raise MoveRefused(comment.state, State.REJECTED)
        if comment.state in _THERE:
            checked, answer = _checked(grounds, answer)
            if needs_second(service, comment.id, comment.revision, Verb.REJECT, by):
                propose(service, comment.id, comment.revision, Verb.REJECT, checked, by, now)
                return False
            _reject(service, comment, checked, by, now)
        else:
            answer = short_enough(answer, "answer")
        for one in reports.of_comment(db, comment.id):
            if one.state is ReportState.OPEN:
                _settle(service, one, ReportState.ACTED, answer, by, now)
    return True


def dismiss(service: Service, report_id: str, answer: str, by: Moderator, now: datetime) -> Report:
    """Leave the comment as it is, and say why.

    Raises UnknownComment, MoveRefused, Invalid or Busy.
    """
    answer = explained(answer, "answer")
    with transaction(service.db):
        report = _open(service, report_id)
        return _settle(service, report, ReportState.DISMISSED, answer, by, now)


def _checked(grounds: Grounds, answer: str) -> tuple[Grounds, str]:
    """Both texts, cleaned; every fault at once."""
    errors: dict[str, str] = {}
    try:
        grounds = check_grounds(Verb.REJECT, replace(grounds, occasion="report"))
    except Invalid as invalid:
        errors |= invalid.errors
    try:
        answer = short_enough(answer, "answer")
    except Invalid as invalid:
        errors |= invalid.errors
    if errors:
        raise Invalid(errors)
    return grounds, answer


def _reject(
    service: Service, comment: Comment, grounds: Grounds, by: Moderator, now: datetime
) -> None:
    after = decided(comment, Verb.REJECT, grounds, now, by.id)
    carry_out(service, comment, after, Verb.REJECT, by, now, uuid4().hex)


def _open(service: Service, report_id: str) -> Report:
    report = reports.get(service.db, report_id)
    if report.state is not ReportState.OPEN:
        raise MoveRefused(report.state, ReportState.ACTED)
    return report


def _settle(
    service: Service,
    report: Report,
    state: ReportState,
    answer: str,
    by: Moderator,
    now: datetime,
) -> Report:
    settled = replace(report, state=state, decided_at=now, moderator=by.id, explanation=answer)
    reports.save(service.db, settled)
    log.add(
        service.db, actor_of(by), f"report {state}", now, comment=report.comment,
        reason=report.code, explanation=answer,
    )  # fmt: skip
    announce_report_decided(service, settled, now)
    return settled
