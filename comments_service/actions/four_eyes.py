"""Decisions that two persons take together: the first one proposes, the second one confirms.

Whoever decides the same on other grounds confirms nothing: the author would read words that one
person alone has weighed. That is a new proposal.
"""

from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from comments_service.actions.actors import actor_of, number_of
from comments_service.actions.service import Service
from comments_service.domain.comment import Grounds
from comments_service.domain.errors import SecondPersonNeeded
from comments_service.domain.states import Verb
from comments_service.storage import decisions, log
from comments_service.storage.decisions import Proposal
from comments_service.storage.moderators import Moderator


def asked_for(service: Service, verb: Verb) -> bool:
    """Whether newsroom.toml wants two persons for this."""
    return verb in service.config.comments.four_eyes


def confirmed(
    db: Database, comment_id: str, revision: int, verb: Verb, grounds: Grounds, by: Moderator | str
) -> Proposal | None:
    """Another person's proposal of just this, about just this text; None where there is none.

    Where a report led either of them to it, a report led to the decision.
    """
    first = decisions.proposal(db, comment_id)
    if first is None or (first.verb, first.revision) != (verb, revision):
        return None
    same = replace(first.grounds, occasion="") == replace(grounds, occasion="")
    if not same or first.moderator == number_of(by):
        return None
    reported = "report" in (first.grounds.occasion, grounds.occasion)
    occasion = "report" if reported else first.grounds.occasion
    return replace(first, grounds=replace(first.grounds, occasion=occasion))


def propose(
    service: Service,
    comment_id: str,
    revision: int,
    verb: Verb,
    grounds: Grounds,
    by: Moderator | str,
    now: datetime,
    *,
    answer: str = "",
) -> None:
    """Keep a decision for a second person, in the caller's transaction.

    `answer` is for whoever reported the comment. What a report led to still goes back to it when
    somebody words the grounds anew elsewhere. Raises SecondPersonNeeded at the terminal, where
    nobody knows who the first one was.
    """
    if not isinstance(by, Moderator):
        raise SecondPersonNeeded(verb)
    db = service.db
    earlier = decisions.proposal(db, comment_id)
    reworded = earlier and (earlier.verb, earlier.revision) == (verb, revision)
    if earlier and reworded and earlier.grounds.occasion == "report":
        grounds, answer = replace(grounds, occasion="report"), answer or earlier.answer
    decisions.propose(db, Proposal(comment_id, revision, verb, grounds, by.id, now, answer))
    log.add(
        db, actor_of(by), f"propose {verb}", now, comment=comment_id,
        reason=grounds.reason, explanation=grounds.explanation,
    )  # fmt: skip
