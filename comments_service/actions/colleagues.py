"""Moderators among themselves: notes, a second opinion, a proposal that is taken back.

The log says that it happened and never what was said: notes go with their comment, the log stays.
"""

from datetime import datetime

from comments_service.actions.decide import actor_of
from comments_service.actions.service import Service
from comments_service.domain.errors import Invalid, MoveRefused
from comments_service.storage import colleagues, comments, decisions, log, moderators
from comments_service.storage.colleagues import NoteKind, Question
from comments_service.storage.database import transaction
from comments_service.storage.moderators import Moderator

MAX_NOTE = 2000


def add_note(service: Service, comment_id: str, text: str, by: Moderator, now: datetime) -> None:
    """Raises UnknownComment, Invalid or Busy."""
    said = _checked(text, "note", "Write a note.")
    _say(service, comment_id, NoteKind.NOTE, said, by, now)


def ask(
    service: Service, comment_id: str, text: str, asked: int | None, by: Moderator, now: datetime
) -> None:
    """Ask a colleague, or with None anybody, what to do. A newer question replaces an older one.

    Raises UnknownComment, Invalid or Busy.
    """
    said = _checked(text, "question", "Write what you would like to know.")
    colleague = moderators.get(service.db, asked) if asked is not None else None
    if asked is not None and (colleague is None or colleague.disabled or asked == by.id):
        raise Invalid({"asked": "Choose a colleague from the list."})
    _say(service, comment_id, NoteKind.QUESTION, said, by, now, asked)


def reply(service: Service, comment_id: str, text: str, by: Moderator, now: datetime) -> None:
    """Say what one thinks; the question is settled with that.

    Raises UnknownComment, Invalid, MoveRefused where nothing is asked any more, or Busy.
    """
    said = _checked(text, "reply", "Write what you think.")
    _say(service, comment_id, NoteKind.ANSWER, said, by, now)


def take_back(service: Service, comment_id: str, by: Moderator, now: datetime) -> None:
    """Take back what oneself has proposed. Raises MoveRefused where there is nothing to."""
    with transaction(service.db):
        proposal = decisions.proposal(service.db, comment_id)
        if proposal is None or proposal.moderator != by.id:
            raise MoveRefused("decided anew", "taken back")
        decisions.drop_proposal(service.db, comment_id)
        log.add(service.db, actor_of(by), "take back", now, comment=comment_id)


def _say(
    service: Service,
    comment_id: str,
    kind: NoteKind,
    text: str,
    by: Moderator,
    now: datetime,
    asked: int | None = None,
) -> None:
    db = service.db
    with transaction(db):
        comment = comments.get(db, comment_id)
        if not comment.body:
            # What its author has erased leaves nothing behind, notes included.
            raise MoveRefused(comment.state, "discussed")
        if kind is NoteKind.ANSWER and comment_id not in colleagues.questions_of(db, [comment_id]):
            raise MoveRefused(comment.state, "answered")
        colleagues.add_note(db, comment_id, by.id, kind, text, now)
        if kind is NoteKind.QUESTION:
            colleagues.ask(db, Question(comment_id, by.id, asked, now))
        elif kind is NoteKind.ANSWER:
            colleagues.drop_question(db, comment_id)
        log.add(db, actor_of(by), _ACTIONS[kind], now, comment=comment_id)


def _checked(text: str, field: str, missing: str) -> str:
    """The text without surrounding blanks. Raises Invalid."""
    text = text.strip()
    if not text:
        raise Invalid({field: missing})
    if len(text) > MAX_NOTE:
        raise Invalid({field: "The note is too long. Use at most 2,000 characters."})
    return text


_ACTIONS = {NoteKind.NOTE: "note", NoteKind.QUESTION: "ask", NoteKind.ANSWER: "reply"}
