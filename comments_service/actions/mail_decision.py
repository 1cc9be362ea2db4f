"""Deciding from a mail: a signed link for one moderator and one text of a comment.

Opening it shows the comment and changes nothing, since mail scanners follow links. It starts no
session. It is good for seven days, as long as nobody has decided and the author has sent no other
text, the moderator is not shut out, and has the same password and mailbox as when it was made.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from comments_service.actions.decide import Done, decide
from comments_service.actions.decide_revision import decide_revision
from comments_service.actions.links import password_mark
from comments_service.actions.service import Service
from comments_service.actions.tokens import Purpose
from comments_service.domain.comment import Comment, Grounds, Revision
from comments_service.domain.decision import Seen
from comments_service.domain.errors import LinkExpired, MoveRefused, UnknownComment
from comments_service.domain.states import FINAL, State, Verb
from comments_service.storage import batches, comments, decisions, moderators, revisions
from comments_service.storage.decisions import Decision, Proposal
from comments_service.storage.moderators import Moderator

LASTS = timedelta(days=7)


@dataclass(frozen=True)
class Asked:
    """What a link asks of whom."""

    moderator: Moderator
    comment: Comment
    later: Revision | None
    """The later text that waits, of a comment that is published."""
    revision: int
    """The text that the link was made for."""
    batch: str
    """Under which what this link decides is kept."""
    done: Decision | None
    """What this very link has decided, and what stands."""
    proposal: Proposal | None
    """What a person proposes about that text."""

    @property
    def open(self) -> bool:
        """Whether that text still waits for a decision."""
        if self.later:
            return self.later.number == self.revision
        return self.comment.state is State.PENDING and self.comment.revision == self.revision


def asked(service: Service, token: str, now: datetime) -> Asked:
    """What a link is about. Raises UnknownComment, or LinkExpired where it is over."""
    number, comment_id, revision, mark = service.tokens.read(Purpose.DECIDE, token, now, LASTS)
    moderator = moderators.get(service.db, int(number))
    if moderator is None or moderator.disabled or mark != password_mark(moderator):
        raise LinkExpired
    comment = comments.get(service.db, comment_id)
    later = revisions.waiting(service.db, comment_id)
    batch = _digest(token)[:32]
    done = next(iter(decisions.of_batch(service.db, batch)), None)
    proposal = decisions.proposal(service.db, comment_id)
    if proposal and proposal.revision != int(revision):
        proposal = None
    return Asked(moderator, comment, later, int(revision), batch, done, proposal)


def decide_by_link(
    service: Service, asked: Asked, verb: Verb, grounds: Grounds, now: datetime
) -> Done:
    """Decide as the moderator to whom the link was sent.

    Raises MoveRefused where somebody was faster or the text is another one, Invalid or Busy.
    """
    if verb not in FINAL or not asked.open:
        raise MoveRefused(asked.comment.state, verb)
    # Once undone, a link may decide anew; that is another decision, under a name of its own.
    batch = None if batches.get(service.db, asked.batch) else asked.batch
    if asked.later:
        return decide_revision(
            service, asked.comment.id, verb, asked.moderator, now,
            grounds=grounds, seen=asked.revision, batch=batch,
        )  # fmt: skip
    return decide(
        service, asked.comment.id, verb, asked.moderator, now,
        grounds=grounds, seen=Seen(State.PENDING, asked.revision), batch=batch,
    )  # fmt: skip


def form_token(service: Service, token: str, now: datetime) -> str:
    """What the form behind a link carries: its page was opened, at this link, within a day."""
    return service.tokens.sign(Purpose.DECIDE_FORM, [_digest(token)], now)


def form_fits(service: Service, token: str, sent: str, now: datetime) -> bool:
    """Whether a form was made for this link."""
    try:
        [digest] = service.tokens.read(Purpose.DECIDE_FORM, sent, now, timedelta(days=1))
    except (UnknownComment, LinkExpired, ValueError):
        return False
    return digest == _digest(token)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
