"""Comments of an export: which are taken over, in which state, and as what text.

IP addresses, browsers and websites of commenters are not even read; e-mail addresses come along,
since the newsroom keeps them for answers only and forgets them by itself.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Protocol

from comments_service.contract import ids
from comments_service.contract.email_address import email_fault
from comments_service.domain.submission import BIDI
from comments_service.importing import moments
from comments_service.importing.answers import in_order
from comments_service.importing.comment_text import comment_text
from comments_service.importing.export import WpComment
from comments_service.importing.names import Names
from comments_service.importing.posts import Written
from comments_service.importing.progress import Advance

STATES = {"1": "published", "approve": "published", "0": "pending", "hold": "pending"} | {
    "spam": "spam"
}
ANONYMOUS = {"de": "Anonym", "en": "Anonymous", "fr": "Anonyme", "it": "Anonimo"}


@dataclass(frozen=True)
class ImportedComment:
    """A comment as the newsroom will store it; times are aware."""

    id: str
    thread: str
    """The post's permanent id."""
    parent: str | None
    lang: str
    author: str
    email: str | None
    body: str
    """In the comments' Markdown subset."""
    created_at: datetime
    state: str
    """published, pending, spam, or withdrawn: then there is no text any more."""
    official: str | None
    """The function of whoever wrote for the old newsroom; None for a reader."""
    edited_at: datetime | None = None
    held: str = ""
    """Why a comment that was public there waits for a person here: a msgid for moderators."""


@dataclass(frozen=True)
class StoredCounts:
    new: int
    unchanged: int


class StoreComments(Protocol):
    """Puts comments into the newsroom, all or none. Parents come before their answers."""

    def __call__(self, comments: list[ImportedComment], advance: Advance = ..., /) -> StoredCounts:
        """Leave alone what is stored already, whatever became of it since.

        `advance` is told of each comment that is done.
        """


@dataclass
class Threads:
    """The comments of an import, and what became of all others."""

    comments: list[ImportedComment] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    """How many for each reason."""
    pings: list[tuple[str, str]] = field(default_factory=list)
    """Title of the post, and the address of the page that mentions it."""
    notes: list[str] = field(default_factory=list)

    def add(self, post: Written, lang: str, names: Names) -> None:
        """Take over the comments of an imported post or page."""
        placed, title = post.placed, post.placed.title or post.placed.slug
        taken: dict[str, ImportedComment] = {}
        parents: dict[str, str] = {}
        for comment in placed.item.comments:
            if comment.type in ("pingback", "trackback"):
                self.pings.append((title, comment.url or comment.author))
            elif why := _refused(comment, comment.id in taken):
                self.skipped[why] += 1
            else:
                made = self._make(comment, placed.id, placed.date, lang, names, title)
                if made.body:
                    taken[comment.id] = made
                    parents[comment.id] = comment.parent
                else:
                    self.skipped["empty"] += 1
        self.comments += self._threaded(taken, parents, title)

    def _make(
        self,
        comment: WpComment,
        thread: str,
        post_date: datetime,
        lang: str,
        names: Names,
        title: str,
    ) -> ImportedComment:
        body, notes = comment_text(comment.content)
        who = " ".join(BIDI.sub("", comment.author).split()) or ANONYMOUS[lang]
        self.notes += [f"«{title}», comment by {who}: {note}" for note in notes]
        email = comment.email.strip()
        # A comment without any date of its own cannot be older than its post.
        created = moments.comment_date(comment, post_date.tzinfo or UTC) or post_date
        return ImportedComment(
            id=ids.derived("wordpress", thread, "comment", comment.id),
            thread=thread,
            parent=None,
            lang=lang,
            author=who,
            email=None if not email or email_fault(email) else email,
            body=BIDI.sub("", body),
            created_at=created,
            state=STATES[comment.approved],
            official=names.official(comment.user_id),
        )

    def _threaded(
        self, taken: dict[str, ImportedComment], parents: dict[str, str], title: str
    ) -> list[ImportedComment]:
        """In an order in which every parent comes before its answers."""
        found = []
        for number, parent in in_order(parents).items():
            one = taken[number]
            found.append(replace(one, parent=taken[parent].id) if parent else one)
            if parent is None and parents[number] not in ("", "0"):
                self.notes.append(
                    f"«{title}», comment by {one.author}: what it answers was not imported, "
                    "so it stands for itself"
                )
        return found


def _refused(comment: WpComment, again: bool) -> str | None:
    if comment.type not in ("", "comment"):
        return f"of the type «{comment.type}», which a plugin brought"
    if comment.approved in ("trash", "post-trashed"):
        return "in the trash"
    if comment.approved not in STATES:
        return f"in the unknown state «{comment.approved}»"
    if again:
        return "in the export twice"
    return None


def count_states(comments: Iterable[ImportedComment]) -> Counter[str]:
    return Counter(comment.state for comment in comments)
