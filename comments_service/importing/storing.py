"""Imported comments into the newsroom's database, in one transaction with their log."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from comments_service.actions.publish_thread import enqueue_publication
from comments_service.domain.comment import Actor, ActorKind, Comment
from comments_service.domain.states import State
from comments_service.importing.comments import ImportedComment, StoredCounts
from comments_service.publish.comment_html import rendered
from comments_service.storage import comments, log
from comments_service.storage.database import transaction

_ACTOR = Actor(ActorKind.SYSTEM, "import wordpress")


@dataclass(frozen=True)
class Store:
    """`StoreComments` for the real newsroom; the schema must be up to date."""

    db: Database
    now: datetime

    def __call__(self, imported: list[ImportedComment]) -> StoredCounts:
        """A comment that is there already is left alone: its author or a moderator comes first.

        Raises Busy; then nothing is stored.
        """
        new = 0
        threads = set()
        with transaction(self.db):
            for one in imported:
                if comments.exists(self.db, one.id):
                    continue
                new += 1
                comments.add(self.db, rendered(_comment(one)))
                log.add(
                    self.db, _ACTOR, "import", self.now, comment=one.id, to_state=State(one.state)
                )
                threads.add(one.thread)
            for thread in sorted(threads):
                enqueue_publication(self.db, thread, self.now)
        return StoredCounts(new=new, unchanged=len(imported) - new)


def _comment(one: ImportedComment) -> Comment:
    state = State(one.state)
    return Comment(
        id=one.id,
        thread=one.thread,
        parent=one.parent,
        lang=one.lang,
        author=one.author,
        email=one.email,
        body=one.body,
        state=state,
        created_at=one.created_at,
        waiting_since=one.created_at if state is State.PENDING else None,
        published_at=one.created_at if state is State.PUBLISHED else None,
        # The old newsroom decided then; what is kept until some time after counts from there.
        decided_at=None if state is State.PENDING else one.created_at,
        official=one.official,
    )
