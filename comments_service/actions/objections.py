"""What decisions make of open appeals and reports, in the transaction of the decision."""

from dataclasses import replace
from datetime import datetime

from comments_service.actions.actors import actor_of, number_of
from comments_service.actions.author_mail import announce_appeal_decided, announce_report_decided
from comments_service.actions.service import Service
from comments_service.domain.comment import Comment, Revision
from comments_service.domain.errors import AnotherPersonNeeded, AppealOpen, AppealReversed
from comments_service.domain.states import REFUSED, State
from comments_service.storage import appeals, log, moderators, reports, revisions
from comments_service.storage.appeals import Appeal, AppealState
from comments_service.storage.decisions import Decision
from comments_service.storage.moderators import Moderator
from comments_service.storage.reports import Report, ReportState


def must_be_left(service: Service, appeal: Appeal, by: Moderator | str) -> bool:
    """Whether somebody decides about a decision that they had a part in because there is nobody
    else: whoever proposed it has as much a part as whoever confirmed it.

    Raises AnotherPersonNeeded where there is.
    """
    involved = {appeal.against, appeal.proposer} - {None}
    if number_of(by) not in involved:
        return False
    if any(one.id not in involved for one in moderators.active(service.db)):
        raise AnotherPersonNeeded(by.name if isinstance(by, Moderator) else by)
    return True


def refused_text(service: Service, appeal: Appeal) -> Revision | None:
    """The later text that an appeal is about; None where it is about the comment as a whole."""
    kept = revisions.of_comment(service.db, appeal.comment)
    found = (one for one in kept if one.number == appeal.revision)
    return next((one for one in found if one.state is not State.PENDING), None)


def check_appeals(service: Service, before: Comment, after: State, by: Moderator | str) -> None:
    """Raise AppealOpen where bringing a comment to a state grants an appeal that `by` must leave to
    somebody else, AppealReversed where it takes back what one has granted."""
    if before.state is State.PUBLISHED and after is not State.PUBLISHED:
        of_text = appeals.of_comment(service.db, before.id)
        _keep(service, [one for one in of_text if one.revision == before.revision], by)
    try:
        for one in _granted(service, before, after):
            must_be_left(service, one, by)
    except AnotherPersonNeeded as error:
        raise AppealOpen(*error.args) from error


def check_undo(service: Service, decision: Decision, by: Moderator | str) -> None:
    """Raise AppealReversed where a decision has granted an appeal that `by` must leave to somebody
    else."""
    about = appeals.of_comment(service.db, decision.comment)
    _keep(service, [one for one in about if one.decided_at == decision.at], by)


def grant_appeals(
    service: Service, before: Comment, after: State, by: Moderator | str, now: datetime
) -> None:
    """Settle the appeals that a decision grants: what was refused is published, or waits anew."""
    for one in _granted(service, before, after):
        settle_appeal(service, one, AppealState.REVERSED, "", by, now)


def settle_appeal(
    service: Service,
    appeal: Appeal,
    outcome: AppealState,
    explanation: str,
    by: Moderator | str,
    now: datetime,
) -> Appeal:
    """Write down and tell how an appeal ended. Raises AnotherPersonNeeded."""
    db = service.db
    alone = must_be_left(service, appeal, by)
    settled = replace(
        appeal, state=outcome, decided_at=now, moderator=number_of(by), explanation=explanation
    )
    appeals.save(db, settled)
    log.add(
        db, actor_of(by), f"appeal {outcome}", now, comment=appeal.comment, explanation=explanation
    )
    if alone:
        log.add(db, actor_of(by), "appeal alone", now, comment=appeal.comment)
    announce_appeal_decided(service, settled, now)
    return settled


def settle_reports(
    service: Service, comment_id: str, answer: str, by: Moderator | str, now: datetime
) -> None:
    """Answer all open reports of a comment that is gone."""
    for one in reports.of_comment(service.db, comment_id):
        if one.state is ReportState.OPEN:
            settle_report(service, one, ReportState.ACTED, answer, by, now)


def settle_report(
    service: Service,
    report: Report,
    state: ReportState,
    answer: str,
    by: Moderator | str,
    now: datetime,
) -> Report:
    settled = replace(
        report, state=state, decided_at=now, moderator=number_of(by), explanation=answer
    )
    reports.save(service.db, settled)
    log.add(
        service.db, actor_of(by), f"report {state}", now, comment=report.comment,
        reason=report.code, explanation=answer,
    )  # fmt: skip
    announce_report_decided(service, settled, now)
    return settled


def _keep(service: Service, found: list[Appeal], by: Moderator | str) -> None:
    """Whoever decided what was reversed does not bring it back, where somebody else could."""
    try:
        for one in found:
            if one.state is AppealState.REVERSED:
                must_be_left(service, one, by)
    except AnotherPersonNeeded as error:
        raise AppealReversed(*error.args) from error


def _granted(service: Service, before: Comment, after: State) -> list[Appeal]:
    """The open appeals about a comment as a whole that a decision grants."""
    published = after is State.PUBLISHED and before.state is not State.PUBLISHED
    again = after is State.PENDING and before.state in REFUSED
    if not published and not again:
        return []
    return [
        one
        for one in appeals.of_comment(service.db, before.id)
        if one.state is AppealState.OPEN and refused_text(service, one) is None
    ]
