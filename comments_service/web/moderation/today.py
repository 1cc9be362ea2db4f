"""What the filter would make of a text if it came now: it has learned since."""

from dataclasses import dataclass

from comments_service.actions.opinions import NEAR
from comments_service.domain.rules import CLASSIFIER
from comments_service.spam.filter import HOLD
from comments_service.storage import labels, rules_off
from comments_service.web.context import service
from comments_service.web.moderation.card import Card
from comments_service.web.moderation.takes import Takes, takes
from comments_service.web.moderation.weights import Weights, weights_of
from comments_service.web.moderation.words import DECISIONS, WHYS


@dataclass(frozen=True)
class Today:
    takes: Takes
    decision: str
    """What would become of it: a msgid."""
    why: str
    """The same; "" where the score says all."""
    known: bool
    """Whether somebody has said what this very text is: the filter has learned from it."""
    weights: Weights


def today_of(card: Card) -> Today | None:
    """None for a text that is gone, and where the learning filter is off. Takes a millisecond."""
    revision = card.later.revision if card.later else None
    body = revision.body if revision else card.comment.body
    off = rules_off.names(service().db)
    if not body or CLASSIFIER in off:
        return None
    judged = service().filter.judge(body, likeness=NEAR not in off)
    number = revision.number if revision else card.comment.revision
    return Today(
        takes=takes(
            judged.score,
            decided=judged.decision != HOLD,
            near=judged.why == NEAR,
            learning=not judged.ready,
        ),
        decision=DECISIONS[judged.decision],
        why=WHYS[judged.why],
        known=labels.of(service().db, card.comment.id, number) is not None,
        weights=weights_of(judged.words),
    )
