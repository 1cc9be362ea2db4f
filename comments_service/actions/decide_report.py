"""Deciding about a report (DSA, Article 16(6)). A report removes nothing by itself."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from comments_service.actions import four_eyes
from comments_service.actions.decide import carry_out
from comments_service.actions.objections import check_appeals, settle_report, settle_reports
from comments_service.actions.service import Service
from comments_service.domain.comment import Grounds
from comments_service.domain.decision import Seen, check_grounds, decided
from comments_service.domain.errors import Invalid, MoveRefused
from comments_service.domain.explanation import explained, short_enough
from comments_service.domain.states import State, Verb
from comments_service.storage import comments, reports
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
    when it was decided already or the comment has changed, AppealReversed, Invalid or Busy.
    """
    db = service.db
    with transaction(db):
        report = _open(service, report_id)
        comment = comments.get(db, report.comment)
        if seen is not None and seen != Seen(comment.state, comment.revision):
            raise MoveRefused(comment.state, State.REJECTED)
        if comment.state in _THERE:
            check_appeals(service, comment, State.REJECTED, by)
            checked, answer = _checked(grounds, answer)
            text = (comment.id, comment.revision)
            first = four_eyes.confirmed(db, *text, Verb.REJECT, checked, by)
            if first is None and four_eyes.asked_for(service, Verb.REJECT):
                four_eyes.propose(service, *text, Verb.REJECT, checked, by, now, answer=answer)
                return False
            if first:
                answer = answer or first.answer
                first = replace(first, answer=answer)
            after = decided(comment, Verb.REJECT, checked, now, by.id)
            carry_out(service, comment, after, Verb.REJECT, by, now, uuid4().hex, first)
        else:
            answer = short_enough(answer, "answer")
        settle_reports(service, comment.id, answer, by, now)
    return True


def dismiss(service: Service, report_id: str, answer: str, by: Moderator, now: datetime) -> Report:
    """Leave the comment as it is, and say why.

    Raises UnknownComment, MoveRefused, Invalid or Busy.
    """
    answer = explained(answer, "answer")
    with transaction(service.db):
        report = _open(service, report_id)
        return settle_report(service, report, ReportState.DISMISSED, answer, by, now)


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


def _open(service: Service, report_id: str) -> Report:
    report = reports.get(service.db, report_id)
    if report.state is not ReportState.OPEN:
        raise MoveRefused(report.state, ReportState.ACTED)
    return report
