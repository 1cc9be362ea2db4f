"""What becomes of a later text that waits, when something is decided; and how that is undone.

All of it belongs into the caller's transaction.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from comments_service.domain.comment import Comment, Grounds, Revision
from comments_service.domain.decision import image
from comments_service.domain.states import State
from comments_service.publish.comment_html import rendered
from comments_service.storage import comments, revisions

LATER = "later"
"""The key under which a decision remembers the later text that it settled."""


def settle(
    db: Database, before: Comment, after: Comment, later: Revision, now: datetime
) -> tuple[Comment, dict[str, Any]]:
    """Take a published comment off the site while a later text of it waits.

    Back in the queue, the comment waits with its newest text; removed, both are refused on the
    same grounds. Returns the comment as stored, and what an undo needs.
    """
    if after.state is State.PENDING:
        taken = taken_over(after, later, now)
        comments.rewrite(db, taken)
        revisions.drop(db, later)
        return taken, remember(before, later, text=True)
    comments.save(db, after)
    grounds = Grounds(after.reason, after.explanation, after.ground, after.provision)
    refuse(db, later, after.state, grounds, now)
    return after, remember(before, later)


def taken_over(comment: Comment, later: Revision, now: datetime) -> Comment:
    """The comment with the later text as its text."""
    return rendered(replace(comment, body=later.body, revision=later.number, edited_at=now))


def refuse(
    db: Database, later: Revision, state: State, grounds: Grounds, now: datetime
) -> Revision:
    """Keep a later text as refused, with the reasons for its author."""
    refused = replace(
        later,
        state=state,
        decided_at=now,
        reason=grounds.reason,
        ground=grounds.ground,
        provision=grounds.provision,
        explanation=grounds.explanation,
        automated=False,
    )
    revisions.put(db, refused)
    return refused


def remember(
    before: Comment, later: Revision, *, text: bool = False, alone: bool = False
) -> dict[str, Any]:
    """What a decision changes, the later text included. `alone`: it was about that text only."""
    note = {"number": later.number, "created_at": later.created_at.isoformat(), "alone": alone}
    return {**image(before, text=text), LATER: note}


def can_return(db: Database, comment: Comment, note: dict[str, Any] | None) -> bool:
    """Whether undoing would meet no newer text, and nothing that is forgotten."""
    kept = revisions.of_comment(db, comment.id)
    if any(one.state is State.PENDING for one in kept):
        return False
    return note is None or all(one.body for one in kept if one.number == note["number"])


def bring_back(db: Database, comment: Comment, note: dict[str, Any]) -> None:
    """Let a later text wait again: a refused one, or the one that is the comment's text now."""
    found = [one for one in revisions.of_comment(db, comment.id) if one.number == note["number"]]
    body, html = (found[0].body, found[0].html) if found else (comment.body, comment.html)
    created = datetime.fromisoformat(note["created_at"])
    revisions.put(db, Revision(comment.id, note["number"], body, html, State.PENDING, created))
