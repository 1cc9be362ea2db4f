"""Taking in a comment. The answer never tells a spammer the verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from comments_service.actions.author_mail import announce_confirmation, announce_reply
from comments_service.actions.notices import announce_waiting
from comments_service.actions.publish_thread import enqueue_publication
from comments_service.actions.service import Service, reserved_names
from comments_service.contract import ids
from comments_service.contract.threads import Thread
from comments_service.domain import submission as submissions
from comments_service.domain.comment import AUTHOR, Actor, ActorKind, Comment, Submission
from comments_service.domain.errors import Invalid, ThreadClosed, UnknownComment
from comments_service.domain.states import State
from comments_service.domain.verdict import Candidate, Outcome, Verdict, outcome
from comments_service.publish.comment_html import rendered
from comments_service.spam import local
from comments_service.spam.akismet_link import Reader
from comments_service.storage import comments, log, moderators
from comments_service.storage.database import transaction

# A form that was sent twice (a double tap, a reload) within this time is one comment.
SENT_TWICE = timedelta(hours=1)
_RECENT = timedelta(minutes=10)
_REPEATS = timedelta(days=14)


@dataclass(frozen=True)
class Receipt:
    """What the author gets: the token of the receipt page."""

    token: str


def submit(
    service: Service, thread_id: str, fields: Mapping[str, str], reader: Reader, now: datetime
) -> Receipt:
    """Store a comment and everything that must follow from it; on disk when this returns.

    Raises UnknownThread, ThreadClosed, Invalid, TooLong or Busy; then nothing was stored.
    """
    thread = service.threads.get(thread_id)
    if thread.closed(now):
        raise ThreadClosed(thread_id)
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
        akismet=service.akismet is not None and submission.akismet,
    )
    remote = _akismet(service, thread, comment, reader)
    with transaction(service.db):
        known = comments.sent_before(service.db, comment, sender, submission.trap, now - SENT_TWICE)
        if not known:
            verdicts = [*_local(service, comment, submission, sender, now), *remote]
            comment = rendered(_placed(service, thread, comment, verdicts, now))
            _store(service, comment, sender, verdicts, now)
    return Receipt(service.tokens.receipt(known or comment.id))


def check(service: Service, thread: Thread, fields: Mapping[str, str]) -> Submission:
    """The submission, if all of it can be taken. Raises Invalid or TooLong."""
    config = service.config
    names = [moderator.name for moderator in moderators.everyone(service.db)]
    submission = submissions.check(
        thread.id,
        fields,
        max_length=config.comments.max_length,
        consent_needed=config.comments.consent == "checkbox",
        reserved=reserved_names(config, names),
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


def _akismet(service: Service, thread: Thread, comment: Comment, reader: Reader) -> list[Verdict]:
    """Akismet's word, where the reader allows to ask for it.

    Also where a local rule has caught the comment: an answer that comes sooner would tell.
    """
    if service.akismet is None or not comment.akismet:
        return []
    return [service.akismet.check(comment, reader, service.page_of(thread))]


def _local(
    service: Service, comment: Comment, submission: Submission, sender: str, now: datetime
) -> list[Verdict]:
    """What the local rules say, with what the database knows at this moment."""
    same, same_spam = comments.same_text_since(service.db, comment.body, now - _REPEATS)
    return local.check(
        Candidate(
            author=comment.author,
            body=comment.body,
            trap=submission.trap,
            sender_recent=comments.sent_since(service.db, sender, now - _RECENT),
            again=comments.sent_again(service.db, comment.body, sender, now - SENT_TWICE),
            same_body=same,
            same_body_spam=same_spam,
        )
    )


def _placed(
    service: Service, thread: Thread, comment: Comment, verdicts: list[Verdict], now: datetime
) -> Comment:
    """The comment in the state that the rules and the site's policy give it."""
    word = outcome(verdicts)
    if word is Outcome.SPAM:
        return replace(comment, state=State.SPAM, automated=True, reason="SPAM", decided_at=now)
    free = service.config.comments.moderation == "publish" and thread.policy == "open"
    # Whoever refuses Akismet where it is on is read by a person instead.
    if service.akismet and not comment.akismet:
        free = False
    if free and word is Outcome.HAM:
        return replace(
            comment, state=State.PUBLISHED, automated=True, decided_at=now, published_at=now
        )
    return replace(comment, waiting_since=now)


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
