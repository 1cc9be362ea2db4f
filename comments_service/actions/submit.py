"""Taking in a comment. The answer never tells a spammer the verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from comments_service.actions import judging
from comments_service.actions.author_mail import announce_confirmation, announce_reply
from comments_service.actions.form_tokens import form_of
from comments_service.actions.notices import announce_waiting
from comments_service.actions.publish_thread import enqueue_publication
from comments_service.actions.service import Service
from comments_service.contract import ids
from comments_service.contract.threads import Thread
from comments_service.domain import submission as submissions
from comments_service.domain.comment import AUTHOR, Actor, ActorKind, Comment, Submission
from comments_service.domain.errors import Invalid, UnknownComment
from comments_service.domain.form import Form
from comments_service.domain.states import State
from comments_service.domain.submission import SENT_TWICE
from comments_service.domain.verdict import Outcome, Verdict
from comments_service.publish.comment_html import rendered
from comments_service.spam.akismet_link import Reader
from comments_service.storage import comments, log


@dataclass(frozen=True)
class Receipt:
    """What the author gets: the token of the receipt page."""

    token: str
    shown: bool = field(default=False, compare=False)
    """Whether the comment goes onto its page at once."""


def submit(
    service: Service, thread_id: str, fields: Mapping[str, str], reader: Reader, now: datetime
) -> Receipt:
    """Store a comment and everything that must follow from it; on disk when this returns.

    Raises UnknownThread, ThreadClosed, Invalid, TooLong or Busy; then nothing was stored.
    """
    thread = service.threads.get(thread_id)
    judging.check_open(service, thread, now)
    submission = check(service, thread, fields)
    sender = service.sender(reader.address, now)
    comment = Comment(
        id=ids.new_id(),
        thread=thread.id,
        parent=submission.parent,
        lang=thread.lang,
        author=submission.author,
        email=submission.email,
        body=submission.body,
        state=State.PENDING,
        created_at=now,
        akismet=judging.asks_akismet(service) and submission.akismet,
    )
    consulted = judging.consult(service, thread, comment, reader)
    if service.config.comments.moderation != "hold":
        # It may be shown at once; whatever waits gets its HTML when it is published.
        comment = rendered(comment)

    def take(form: Form) -> tuple[str, State]:
        trap = form.trap
        known = comments.sent_before(service.db, comment, sender, trap, now - SENT_TWICE)
        if known:
            return known, State.PENDING
        verdicts = judging.judge(service, comment, sender, now, consulted, form=form)
        placed = judging.place(service, thread, comment, verdicts, now)
        _store(service, placed, sender, verdicts, now)
        return placed.id, placed.state

    with form_of(service, submission, now) as form:
        comment_id, state = service.together.write(lambda: take(form))
    service.newest = comment_id
    return Receipt(service.tokens.receipt(comment_id), shown=state is State.PUBLISHED)


def check(service: Service, thread: Thread, fields: Mapping[str, str]) -> Submission:
    """The submission, if all of it can be taken. Raises Invalid or TooLong."""
    config = service.config
    submission = submissions.check(
        thread.id,
        fields,
        max_length=config.comments.max_length,
        consent_needed=config.comments.consent == "checkbox",
        reserved=service.reserved(),
    )
    if submission.parent:
        check_parent(service, thread, submission.parent)
    return submission


def check_parent(service: Service, thread: Thread, parent_id: str) -> Comment:
    """The comment that is answered. Raises Invalid when nobody can see it in this thread."""
    fault = Invalid({"parent": "The comment you answer is no longer there. Send yours without it."})
    try:
        parent = comments.get(service.db, parent_id)
    except UnknownComment:
        raise fault from None
    if parent.thread != thread.id or parent.state is not State.PUBLISHED:
        raise fault
    return parent


def _store(
    service: Service, comment: Comment, sender: str, verdicts: list[Verdict], now: datetime
) -> None:
    """The comment and all that follows from it, in the caller's transaction."""
    db = service.db
    comments.add(db, comment, sender)
    comments.add_verdicts(db, comment.id, verdicts)
    log.add(db, AUTHOR, "submit", now, comment=comment.id, to_state=State.PENDING)
    if comment.state is not State.PENDING:
        rules = ", ".join(v.rule for v in verdicts if v.outcome is Outcome.SPAM) or "policy"
        log.add(
            db,
            Actor(ActorKind.RULE, rules),
            comment.state,
            now,
            comment=comment.id,
            from_state=State.PENDING,
            to_state=comment.state,
            reason=comment.reason,
        )
    if comment.state is State.PUBLISHED:
        enqueue_publication(db, comment.thread, now)
        announce_reply(service, comment, now)
    if comment.state is State.PENDING:
        announce_waiting(service, now)
    announce_confirmation(service, comment, now)
