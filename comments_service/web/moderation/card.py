"""Comments as moderators see them, with what they need to decide: some queries for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from babel.dates import format_timedelta

from comments_service.actions import opinions
from comments_service.contract.threads import Thread
from comments_service.domain.comment import Comment, Revision
from comments_service.domain.differences import Piece, differences
from comments_service.domain.rules import CLASSIFIER, LIKELY, SAMPLE
from comments_service.domain.states import FINAL, Verb, verbs_for
from comments_service.domain.verdict import Outcome, Verdict
from comments_service.publish.comment_html import html_of, render
from comments_service.storage import colleagues, moderators, queue_context
from comments_service.storage.colleagues import Question
from comments_service.storage.decisions import Proposal
from comments_service.storage.moderators import Moderator
from comments_service.storage.queue_context import History, Objections
from comments_service.web import comment_form
from comments_service.web.context import now, service
from comments_service.web.moderation.takes import Takes, takes
from comments_service.web.moderation.weights import Weights, weights_of
from comments_service.web.pages import page_lang


@dataclass(frozen=True)
class Later:
    """A later text of a published comment, that waits."""

    revision: Revision
    html: str
    pieces: list[Piece]
    """What has changed, in the texts as they were typed."""


@dataclass(frozen=True)
class Card:
    comment: Comment
    html: str
    age: str
    """How long ago what is to be decided came in, in words."""
    overdue: bool
    thread: Thread | None
    """None when its post is no longer public."""
    parent: dict[str, object] | None
    verdicts: list[Verdict]
    verbs: list[Verb]
    """What can be decided: about the later text, where one waits, else about the comment."""
    later: Later | None
    by_email: History | None
    """The past of the same confirmed address; None where none is confirmed."""
    by_name: History | None
    proposal: Proposal | None
    """A decision about this text that waits for a second person."""
    question: Question | None
    notes: int
    objections: Objections
    people: dict[int, str]
    """Names of moderators by number."""

    @property
    def pick(self) -> str:
        """What its box says in a bulk decision: state, revision and, if one waits, later text."""
        parts = [self.comment.state.value, self.comment.revision]
        if self.later:
            parts.append(self.later.revision.number)
        return ".".join(map(str, parts))

    @property
    def score(self) -> float | None:
        """What the learning filter gave the text when it came; None where it was not asked."""
        return next((one.score for one in self.verdicts if one.rule == CLASSIFIER), None)

    @property
    def takes(self) -> Takes | None:
        """What that filter took it for then."""
        said = {one.rule: one for one in self.verdicts}
        if CLASSIFIER not in said:
            return None
        own = said[CLASSIFIER]
        return takes(
            own.score,
            decided=own.outcome is not Outcome.HOLD,
            near=opinions.NEAR in said or own.why == opinions.LIKE_SPAM,
            learning=own.why == opinions.LEARNING,
        )

    @property
    def likely_spam(self) -> bool:
        return self.sampled or (self.score is not None and self.score >= LIKELY)

    @property
    def sampled(self) -> bool:
        """Whether it would have been rejected, and is here to measure how right that is."""
        return any(one.rule == SAMPLE for one in self.verdicts)

    @property
    def weights(self) -> Weights:
        """The words that weighed most when it came."""
        return weights_of(pair for one in self.verdicts for pair in one.words)


def cards_of(comments: Sequence[Comment]) -> list[Card]:
    """The cards of a page. Takes the same number of queries however many there are."""
    db = service().db
    ids = [comment.id for comment in comments]
    parents = queue_context.by_id(db, (comment.parent for comment in comments))
    verdicts = queue_context.verdicts(db, ids)
    later = queue_context.waiting_revisions(db, ids)
    proposals = queue_context.proposals(db, ids)
    questions = colleagues.questions_of(db, ids)
    notes = queue_context.note_counts(db, ids)
    objections = queue_context.objections(db, ids)
    emails, names = (
        queue_context.by_email(db, comments),
        queue_context.by_name(db, comments),
    )
    people = {one.id: one.name for one in moderators.everyone(db)}
    threads = service().threads.all()
    return [
        Card(
            comment=comment,
            html=html_of(comment),
            age=_age(_waits_since(comment)),
            overdue=is_overdue(comment),
            thread=threads.get(comment.thread),
            parent=quoted(parents[comment.parent]) if comment.parent in parents else None,
            verdicts=verdicts.get((comment.id, _number(comment, later)), []),
            verbs=list(FINAL) if comment.id in later else verbs_for(comment.state),
            later=_later(comment, later[comment.id]) if comment.id in later else None,
            by_email=emails.get(comment.id),
            by_name=names.get(comment.id),
            proposal=_current(proposals.get(comment.id), _number(comment, later)),
            question=questions.get(comment.id),
            notes=notes.get(comment.id, 0),
            objections=objections.get(comment.id, Objections()),
            people=people,
        )
        for comment in comments
    ]


def card_of(comment: Comment) -> Card:
    [card] = cards_of([comment])
    return card


def quoted(comment: Comment) -> dict[str, object]:
    """A comment as context for another one, with what moderators alone are shown."""
    return {
        **comment_form.quoted(comment),
        "state": comment.state,
        "lang": comment.lang,
    }


def is_overdue(comment: Comment) -> bool:
    expected = timedelta(hours=service().config.comments.expected_hours)
    return comment.waiting_since is not None and now() - comment.waiting_since > expected


def addressed_to(card: Card, moderator: Moderator) -> bool:
    """Whether the card's question is one that this moderator is asked."""
    question = card.question
    if question is None:
        return False
    return question.asked == moderator.id or (
        question.asked is None and question.asker != moderator.id
    )


def _waits_since(comment: Comment) -> datetime:
    return comment.waiting_since or comment.created_at


def _age(since: datetime) -> str:
    """«vor 3 Stunden»; what came in just now did so a minute ago."""
    ago = min(since - now(), timedelta(minutes=-1))
    return format_timedelta(ago, granularity="minute", add_direction=True, locale=page_lang())


def _number(comment: Comment, later: dict[str, Revision]) -> int:
    """The number of the text that is to be decided about."""
    return later[comment.id].number if comment.id in later else comment.revision


def _current(proposal: Proposal | None, number: int) -> Proposal | None:
    """A proposal about an earlier text counts no more."""
    return proposal if proposal and proposal.revision == number else None


def _later(comment: Comment, revision: Revision) -> Later:
    return Later(revision, render(revision.body), differences(comment.body, revision.body))
