"""Labels and verdicts as they would stand after months of moderating, without any of it."""

from datetime import datetime

from comments_service.actions.filter_key import scrambler, stored_of, version
from comments_service.actions.service import Service
from comments_service.domain.comment import Comment
from comments_service.domain.verdict import Outcome, Verdict
from comments_service.storage import comments, labels
from comments_service.storage.database import transaction
from tests.support import NOW

SAMPLED = Verdict("sample", Outcome.HOLD, 0.99, "Every fifth of those that would be rejected")


def label(
    service: Service,
    comment: str | None = None,
    *,
    spam: bool,
    said: str = "hold",
    weight: float = 1,
    score: float | None = 0.5,
    rules: str = "",
    at: datetime = NOW,
) -> None:
    """What a person said of a text, and the chain before."""
    scrambles = scrambler(service.db)
    features, shingles = stored_of(
        scrambles, "Rund um die Uhr gratis" if spam else "Wann beginnt der Umbau?"
    )
    with transaction(service.db):
        labels.put(
            service.db,
            labels.Row(
                id=0, comment=comment, revision=1, spam=spam, weight=weight, score=score,
                said=said, rules=rules, at=at, lang="de",
                version=version(scrambles), features=features,
                shingles=shingles if spam else b"",
            ),
        )  # fmt: skip


def sampled(service: Service, spam: int, genuine: int, rules: str = "classifier") -> None:
    """So many of every fifth that the chain would have rejected."""
    for number in range(spam + genuine):
        label(service, spam=number < spam, said="reject", weight=5, rules=rules)


def scored(
    service: Service, comment: Comment, score: float, *more: Verdict, **words: float
) -> Comment:
    """Give a comment another word of the learning filter, and those of others."""
    outcome = Outcome.HOLD if score >= 0.5 else Outcome.HAM
    said = Verdict("classifier", outcome, score, "Links: %(n)s", 1, tuple(words.items()))
    with transaction(service.db):
        service.db.table("verdicts").delete_where("comment = ?", [comment.id])
        comments.add_verdicts(service.db, comment.id, [said, *more], comment.revision)
    return comment
