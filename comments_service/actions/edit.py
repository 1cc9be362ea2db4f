"""An author sends a later text. Its words are taken as they are, or not at all.

A text may be changed while its comment waits or is public, and the post still takes comments.
Whatever the rules make of it, the author sees the same as before (`domain/told.py`).
"""

from dataclasses import replace
from datetime import datetime

from comments_service.actions import judging
from comments_service.actions.notices import announce_waiting
from comments_service.actions.publish_thread import enqueue_publication
from comments_service.actions.scrub import enqueue_scrub
from comments_service.actions.service import Service
from comments_service.contract.threads import Thread
from comments_service.domain import submission as submissions
from comments_service.domain.comment import AUTHOR, Actor, ActorKind, Comment, Revision
from comments_service.domain.errors import MoveRefused, NewsroomError
from comments_service.domain.states import REFUSED, State
from comments_service.domain.told import told_state, waiting_text
from comments_service.domain.verdict import Outcome, Verdict, outcome
from comments_service.publish.comment_html import render, rendered
from comments_service.spam.akismet_link import Reader
from comments_service.storage import comments, decisions, edits, erasure, log, revisions
from comments_service.storage.database import transaction


def edit(service: Service, comment_id: str, text: str, reader: Reader, now: datetime) -> None:
    """Let a text take the place of what waits, or wait itself beside what is public.

    The same text again changes nothing; what is public already takes back what waits beside it.
    Raises UnknownComment, UnknownThread, MoveRefused, ThreadClosed, Invalid, TooLong or Busy; then
    nothing has changed.
    """
    comment = comments.get(service.db, comment_id)
    thread = check_editable(service, comment, now)
    later = replace(comment, body=_checked(service, comment, text))
    sender = service.sender(reader.address, now)
    consulted = judging.consult(service, thread, later, reader)
    with transaction(service.db):
        comment = comments.get(service.db, comment_id)
        check_editable(service, comment, now)
        body, kept = later.body, revisions.of_comment(service.db, comment_id)
        waits = waiting_text(kept, now, service.config.comments.expected_hours)
        if body == (waits.body if waits else comment.body):
            return
        number = 1 + max(comment.revision, *(revision.number for revision in kept), 0)
        later = replace(comment, body=body)
        # One changed letter would else make a program's form a reader's.
        first = comments.verdicts_of(service.db, comment_id, comment.revision)
        before = () if comment.state is State.PUBLISHED else first
        verdicts = judging.judge(service, later, sender, now, consulted, before=before)
        erasure.revision(service.db, comment_id, number)
        decisions.drop_proposal(service.db, comment_id)
        log.add(service.db, AUTHOR, "edit", now, comment=comment_id)
        enqueue_scrub(service.db, now)
        if body == comment.body:
            return
        comments.add_verdicts(service.db, comment_id, verdicts, number)
        if comment.state is State.PUBLISHED:
            _beside(service, thread, comment, replace(later, revision=number), kept, verdicts, now)
        else:
            _instead(service, comment, replace(later, revision=number), verdicts, now)


def checked(service: Service, comment: Comment, text: str, now: datetime) -> str:
    """The text as `edit` would take it. Raises as `edit` does; nothing changes."""
    check_editable(service, comment, now)
    return _checked(service, comment, text)


def check_editable(service: Service, comment: Comment, now: datetime) -> Thread:
    """The thread of a comment that can be edited. Raises MoveRefused, UnknownThread, ThreadClosed.

    What a rule took for spam can be edited as long as its author takes it for waiting.
    """
    state = told_state(comment, now, service.config.comments.expected_hours)
    if state not in (State.PENDING, State.PUBLISHED) or not comment.body or comment.official:
        raise MoveRefused(state, state)
    thread = service.threads.get(comment.thread)
    judging.check_open(service, thread, now)
    return thread


def editable(service: Service, comment: Comment, now: datetime) -> bool:
    try:
        check_editable(service, comment, now)
    except NewsroomError:
        return False
    return True


def _checked(service: Service, comment: Comment, text: str) -> str:
    """The text, if it can be taken from who bears this name. Raises Invalid or TooLong."""
    config = service.config
    return submissions.check(
        comment.thread,
        {"author": comment.author, "body": text},
        max_length=config.comments.max_length,
        consent_needed=False,
        reserved=service.reserved(),
    ).body


def _instead(
    service: Service, before: Comment, later: Comment, verdicts: list[Verdict], now: datetime
) -> None:
    """Replace a text that waits. It goes on waiting for a person, whom another text has made wait;
    a text that is tuned until it passes would publish itself otherwise."""
    if outcome(verdicts) is Outcome.SPAM:
        after = replace(
            later, state=State.SPAM, automated=True, reason="SPAM", ground="rule",
            decided_at=now, waiting_since=None,
        )  # fmt: skip
    else:
        since = before.waiting_since or before.created_at
        after = replace(later, state=State.PENDING, waiting_since=since)
        if before.state is not State.PENDING:
            after = replace(after, automated=False, reason=None, ground="", decided_at=None)
    comments.rewrite(service.db, rendered(after))
    edits.outdate_decisions(service.db, after.id, now)
    if after.state is not before.state:
        _log_rules(service, after.state, before, after, verdicts, now)
        if after.state is State.PENDING:
            announce_waiting(service, now)


def _beside(
    service: Service,
    thread: Thread,
    before: Comment,
    later: Comment,
    kept: list[Revision],
    verdicts: list[Verdict],
    now: datetime,
) -> None:
    """Let a text wait beside the public one, or take its place where nobody needs to look."""
    db = service.db
    state = judging.state_for(service, thread, later, verdicts, now)
    # What a person has refused does not come back by itself.
    if state is State.PUBLISHED and any(r.state in REFUSED and not r.automated for r in kept):
        state = State.PENDING
    if state is State.PUBLISHED:
        after = replace(
            later, edited_at=now, waiting_since=None,
            automated=True, decided_at=now, decided_by=None,
        )  # fmt: skip
        comments.rewrite(db, rendered(after))
        edits.outdate_decisions(db, after.id, now)
        _log_rules(service, "accept text", before, after, verdicts, now)
        enqueue_publication(db, after.thread, now)
        return
    revision = Revision(
        later.id, later.revision, later.body, render(later.body), State.PENDING, now
    )
    if state is State.SPAM:
        revision = replace(
            revision, state=state, decided_at=now, reason="SPAM", ground="rule", automated=True
        )
        _log_rules(service, "refuse text", before, before, verdicts, now)
    revisions.put(db, revision)
    comments.save(db, replace(before, waiting_since=None if state is State.SPAM else now))
    if state is State.PENDING:
        announce_waiting(service, now)


def _log_rules(
    service: Service,
    action: str,
    before: Comment,
    after: Comment,
    verdicts: list[Verdict],
    now: datetime,
) -> None:
    caught = [v.rule for v in verdicts if v.outcome is Outcome.SPAM]
    log.add(
        service.db, Actor(ActorKind.RULE, ", ".join(caught) or "policy"), action, now,
        comment=after.id, from_state=before.state, to_state=after.state,
        reason="SPAM" if caught else None,
    )  # fmt: skip
