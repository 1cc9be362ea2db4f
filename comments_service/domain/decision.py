"""What a decision makes of a comment, and what undoing it needs: pure functions."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from comments_service.contract.reasons import REASONS
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.errors import Invalid, MoveRefused
from comments_service.domain.states import State, Verb, check_move

MAX_EXPLANATION = 2000
MAX_PROVISION = 200
GAPS = ("«…»", "«\u202f…\u202f»")
"""What has to be filled in where an explanation begins as in `openings.py`."""

# What a decision changes; the image of these before it is all that an undo needs.
_CHANGED = (
    *("state", "published_at", "decided_at", "waiting_since", "decided_by", "automated"),
    *("reason", "explanation", "ground", "provision", "occasion"),
)
_MOMENTS = frozenset({"published_at", "decided_at", "waiting_since", "edited_at"})
# An accepted revision replaces the text, too.
_TEXT = ("body", "html", "rendered", "revision", "edited_at")


@dataclass(frozen=True)
class Seen:
    """What a moderator was looking at: what happened since is not overruled unseen."""

    state: State
    revision: int


def decided(
    comment: Comment, verb: Verb, grounds: Grounds, now: datetime, by: int | None
) -> Comment:
    """The comment after a person's decision. `by` is the moderator's number.

    Its first publication gives it its place in the thread. Raises MoveRefused.
    """
    if not comment.body:
        # Its text was forgotten in time; there is nothing left to decide about.
        raise MoveRefused(comment.state, verb.target)
    check_move(comment.state, verb.target)
    first = verb is Verb.PUBLISH and comment.published_at is None
    return replace(
        comment,
        state=verb.target,
        published_at=now if first else comment.published_at,
        decided_at=now,
        # Back in the queue, it takes the place that it had.
        waiting_since=comment.created_at if verb is Verb.RESTORE else None,
        decided_by=by,
        automated=False,
        reason=grounds.reason,
        explanation=grounds.explanation,
        ground=grounds.ground,
        provision=grounds.provision,
        occasion=grounds.occasion,
    )


def check_grounds(verb: Verb, given: Grounds) -> Grounds:
    """The grounds that fit a verb, cleaned. A rejection names a reason, law or rule, and explains.

    Raises Invalid with all faults by field.
    """
    if verb is Verb.SPAM:
        return Grounds("SPAM", "", "rule", "", given.occasion)
    if verb is not Verb.REJECT:
        return Grounds()
    errors = {}
    reason = REASONS.get(given.reason or "")
    ground, provision = given.ground, given.provision.strip()
    if reason is None:
        errors["reason"] = "Choose a reason."
    else:
        # Where there is one ground only, nobody has to choose it.
        if reason.law != reason.rule:
            ground = "law" if reason.law else "rule"
        elif ground not in ("law", "rule"):
            errors["ground"] = "Choose whether the law or our rules forbid it."
    explanation = given.explanation.strip()
    if not explanation:
        errors["explanation"] = "Write an explanation. The author will read it."
    elif any(gap in explanation for gap in GAPS):
        errors["explanation"] = "Fill in what belongs between the quotation marks."
    elif len(explanation) > MAX_EXPLANATION:
        errors["explanation"] = "The explanation is too long. Use at most 2,000 characters."
    if len(provision) > MAX_PROVISION:
        errors["provision"] = "Use at most 200 characters."
    if errors:
        raise Invalid(errors)
    return Grounds(given.reason, explanation, ground, provision, given.occasion)


def image(comment: Comment, *, text: bool = False) -> dict[str, Any]:
    """What a decision is about to change, as JSON can hold it; with `text` also the words."""
    names = (*_CHANGED, *_TEXT) if text else _CHANGED
    values = {name: getattr(comment, name) for name in names}
    return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in values.items()}


def restored(comment: Comment, before: dict[str, Any]) -> Comment:
    """The comment as it was before a decision; `before` is what `image` made."""
    values: dict[str, Any] = {
        name: datetime.fromisoformat(value) if name in _MOMENTS and value else value
        for name, value in before.items()
    }
    values["state"] = State(before["state"])
    return replace(comment, **values)
