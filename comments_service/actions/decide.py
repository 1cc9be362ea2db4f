"""A moderator's decision about a comment, with reason, log and everything that follows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlite_utils import Database

from comments_service.actions import four_eyes, later_text, learning, objections, reconsider
from comments_service.actions.actors import actor_of as actor_of
from comments_service.actions.actors import number_of as number_of
from comments_service.actions.author_mail import announce_decision, announce_reply
from comments_service.actions.publish_thread import enqueue_publication
from comments_service.actions.record import enqueue_record
from comments_service.actions.service import Service
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.decision import Seen, check_grounds, decided, image
from comments_service.domain.errors import MoveRefused
from comments_service.domain.states import State, Verb
from comments_service.publish.comment_html import VERSION, rendered
from comments_service.storage import colleagues, comments, decisions, log, outbox, revisions
from comments_service.storage.database import transaction
from comments_service.storage.decisions import Proposal
from comments_service.storage.moderators import Moderator

LABEL = "akismet-label"


@dataclass(frozen=True)
class Done:
    comment: Comment
    proposed: bool = False
    """Whether it still needs a second person; the comment is as it was."""


def decide(
    service: Service,
    comment_id: str,
    verb: Verb,
    by: Moderator | str,
    now: datetime,
    *,
    grounds: Grounds = Grounds(),  # noqa: B008 - frozen
    seen: Seen | None = None,
    batch: str | None = None,
) -> Done:
    """Bring the comment where `verb` leads. A rejection carries grounds.

    `by` is a moderator, or the name of whoever sits at the terminal. `batch` joins what is decided
    in one go. Where newsroom.toml asks for four eyes, the first decision is a proposal, see
    `four_eyes.py`. Publishing what was refused grants an open appeal.

    Raises UnknownComment, MoveRefused, Invalid, SecondPersonNeeded, AppealOpen, AppealReversed or
    Busy; then nothing has changed.
    """
    grounds = check_grounds(verb, grounds)
    with transaction(service.db):
        before = comments.get(service.db, comment_id)
        if seen is not None and seen != Seen(before.state, before.revision):
            raise MoveRefused(before.state, verb.target)
        text = (before.id, before.revision)
        first = four_eyes.confirmed(service.db, *text, verb, grounds, by)
        after = decided(before, verb, first.grounds if first else grounds, now, number_of(by))
        objections.check_appeals(service, before, after.state, by)
        if first is None and four_eyes.asked_for(service, verb):
            four_eyes.propose(service, *text, verb, grounds, by, now)
            return Done(before, proposed=True)
        after = carry_out(service, before, after, verb, by, now, batch or uuid4().hex, first)
    return Done(after)


def carry_out(
    service: Service,
    before: Comment,
    after: Comment,
    verb: Verb,
    by: Moderator | str,
    now: datetime,
    batch: str,
    first: Proposal | None = None,
) -> Comment:
    """Store a decision and what follows from it, in the caller's transaction.

    `first` is what it confirms. Returns the comment as it is then.
    """
    db = service.db
    if after.state is State.PUBLISHED and after.rendered != VERSION:
        after = rendered(after)
    later = revisions.waiting(db, before.id) if before.state is State.PUBLISHED else None
    record = image(before)
    if later:
        after, record = later_text.settle(db, before, after, later, now)
        if after.state is not State.PENDING:
            # Spam is said of the comment as a whole, so of both its texts. Whoever means the later
            # one alone refuses that one, and what is published stays.
            grounds = Grounds(after.reason)
            learning.learn_of_text(service, after, later, verb, grounds, now)
    else:
        comments.save(db, after)
    settle_talk(db, before.id)
    decisions.note(
        db, before.id, verb, record, now, moderator=number_of(by), batch=batch,
        proposer=first.moderator if first else None,
    )  # fmt: skip
    log.add(
        db,
        actor_of(by),
        verb,
        now,
        comment=before.id,
        from_state=before.state,
        to_state=after.state,
        reason=after.reason,
        explanation=after.explanation,
        batch=batch,
    )
    objections.grant_appeals(service, before, after.state, by, now)
    if first and first.grounds.occasion == "report":
        objections.settle_reports(service, before.id, first.answer, by, now)
    follow_up(service, before, after, now)
    return after


def settle_talk(db: Database, comment_id: str) -> None:
    """What was proposed or asked before a decision is answered by it."""
    decisions.drop_proposal(db, comment_id)
    colleagues.drop_question(db, comment_id)


def follow_up(service: Service, before: Comment, after: Comment, now: datetime) -> None:
    """What must follow when a comment has gone from one state to another."""
    if State.PUBLISHED in (before.state, after.state):
        enqueue_publication(service.db, before.thread, now)
    if before.state is not after.state:
        announce_decision(service, after, now)
    if after.state is State.PUBLISHED and before.published_at is None:
        announce_reply(service, after, now)
    learning.learn(service, before, after, now)
    reconsider.follow(service, before, after, now)
    _enqueue_label(service, before, after.state, now)
    enqueue_record(service, now)


def _enqueue_label(service: Service, before: Comment, state: State, now: datetime) -> None:
    """Akismet learns of decisions about what it has seen, and of nothing else.

    Once of a publication, and again only where it was told of spam since.
    """
    if not before.akismet or state is before.state:
        return
    news = before.published_at is None or before.state is State.SPAM
    if state is State.SPAM or (state is State.PUBLISHED and news):
        outbox.add(
            service.db, LABEL, now, payload={"comment": before.id, "spam": state is State.SPAM}
        )
