"""Imported comments into the newsroom's database, in one transaction with their log."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlite_utils import Database

from comments_service.actions import learning
from comments_service.actions.publish_thread import enqueue_publication
from comments_service.domain.comment import Actor, ActorKind, Comment
from comments_service.domain.states import State
from comments_service.domain.verdict import Outcome, Verdict
from comments_service.importing.comments import ImportedComment, StoredCounts
from comments_service.importing.progress import Advance
from comments_service.publish.comment_html import rendered
from comments_service.storage import archive, comments, labels, log
from comments_service.storage.database import transaction
from comments_service.storage.labels import Row
from comments_service.storage.lessons import Lesson

_EVER = datetime.min.replace(tzinfo=UTC)


def _nobody(_: int) -> None:
    """Nobody wants to know how far it is."""


@dataclass(frozen=True)
class Store:
    """`StoreComments` for the real newsroom; the schema must be up to date."""

    db: Database
    now: datetime
    system: str = "wordpress"
    erased: Collection[str] = ()
    """Ids in the journal of erasures: what an author took back does not come back."""
    learns_since: datetime = _EVER
    """What was decided before then, the spam filter no longer remembers."""

    def __call__(
        self, imported: list[ImportedComment], advance: Advance = _nobody, /
    ) -> StoredCounts:
        """A comment that is there already is left alone: its author or a moderator comes first.

        Raises Busy; then nothing is stored.
        """
        # Before the transaction: making HTML takes longest, and would keep readers from writing.
        ready = [(one, rendered(self._comment(one))) for one in imported]
        lessons = self._lessons([comment for _, comment in ready])
        actor = Actor(ActorKind.SYSTEM, f"import {self.system}")
        new = 0
        threads = set()
        with transaction(self.db):
            here = archive.known(self.db, "comment")
            for one, comment in ready:
                advance(1)
                if one.id in here:
                    continue
                new += 1
                comments.add(self.db, comment)
                if one.held and comment.body:
                    verdict = Verdict("name", Outcome.HOLD, 0.5, one.held)
                    comments.add_verdicts(self.db, one.id, [verdict])
                log.add(self.db, actor, "import", self.now, comment=one.id, to_state=comment.state)
                threads.add(one.thread)
            for label in lessons:
                if label.comment not in here:
                    labels.put(self.db, label)
            for thread in sorted(threads):
                enqueue_publication(self.db, thread, self.now)
        return StoredCounts(new=new, unchanged=len(imported) - new)

    def _lessons(self, found: list[Comment]) -> list[Row]:
        """What the spam filter learns from the newest of what was decided there."""
        here = archive.known(self.db, "comment")
        decided = (
            Lesson(one.id, one.revision, one.lang, one.body, word, one.decided_at or one.created_at)
            for one in sorted(found, key=lambda one: one.created_at, reverse=True)
            if one.id not in here and (word := learning.word_of(one)) is not None
        )
        chosen = learning.past_lessons(decided, self.learns_since)
        return [learning.row(self.db, one) for one in chosen]

    def _comment(self, one: ImportedComment) -> Comment:
        state = State.WITHDRAWN if one.id in self.erased else State(one.state)
        gone = state is State.WITHDRAWN
        # What was public once has its place in the thread, or leaves a tombstone there.
        public = state is State.PUBLISHED or gone
        return Comment(
            id=one.id,
            thread=one.thread,
            parent=one.parent,
            lang=one.lang,
            author="" if gone else one.author,
            email=None if gone else one.email,
            body="" if gone else one.body,
            state=state,
            created_at=one.created_at,
            waiting_since=one.created_at if state is State.PENDING else None,
            published_at=one.created_at if public else None,
            # The old newsroom decided then; what is kept until some time after counts from there.
            decided_at=None if state is State.PENDING else one.created_at,
            official=None if gone else one.official,
            edited_at=None if gone else one.edited_at,
        )
