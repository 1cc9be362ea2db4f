"""`newsroom comments import` from another system: read everything, convert, and only then write."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from comments_service.contract import ids
from comments_service.contract.email_address import email_fault
from comments_service.domain.names import imitates
from comments_service.domain.states import State
from comments_service.domain.submission import BIDI, CONTROL
from comments_service.importing.answers import in_order
from comments_service.importing.comment_report import CommentReport
from comments_service.importing.comment_text import comment_text
from comments_service.importing.comment_threads import Finder, Place
from comments_service.importing.comments import (
    ANONYMOUS,
    ImportedComment,
    StoreComments,
    count_states,
)
from comments_service.importing.found import Found, FoundComment, FoundThread, Reader
from comments_service.importing.progress import Advance, Steps

_TIMES = re.compile(r" \(\d+ times\)$")
RESERVED = "The name is reserved for our own people"


@dataclass(frozen=True)
class Own:
    """The company's own people: nobody is taken for one of them because of a name."""

    reserved: Collection[str] = ()
    """Names that readers may not take, as `names.reserved` makes them."""
    accounts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Accounts there, in small letters, that an administrator vouches for → name and function."""

    def official(self, comment: FoundComment) -> tuple[str, str] | None:
        return self.accounts.get(comment.account.casefold()) if comment.account else None


def import_comments(
    file: Path,
    reader: Reader,
    finder: Finder,
    own: Own,
    store: StoreComments | None,
    steps: Steps,
) -> CommentReport:
    """Bring the comments of an export into the posts that exist here; without a `store` only tell
    what would happen. The same export again changes nothing.

    Raises Faults, or what `store` raises; in each case nothing was imported.
    """
    with steps.step("Reading", file.stat().st_size if file.is_file() else 0) as advance:
        found = reader(file, advance)
    report = CommentReport(file.name, found.system, len(found.comments), skipped=found.skipped)
    with steps.step("Converting", len(found.comments)) as advance:
        made = _Conversion(found, finder, own, report).comments(advance)
    report.states = count_states(made)
    if store:
        with steps.step("Storing", len(made)) as advance:
            report.stored = store(made, advance)
    return report


@dataclass
class _Conversion:
    found: Found
    finder: Finder
    own: Own
    report: CommentReport
    made: dict[str, ImportedComment] = field(default_factory=dict)
    """By what `_node` makes of thread and key."""
    parents: dict[str, str | None] = field(default_factory=dict)
    taken: dict[str, FoundComment] = field(default_factory=dict)
    """By the id that it gets here."""

    def comments(self, advance: Advance) -> list[ImportedComment]:
        """Those that belong to a post here, each after what it answers."""
        places: dict[str, Place | None] = {}
        for comment in sorted(self.found.comments, key=lambda one: one.at):
            advance(1)
            # A thread that the export does not describe still has its id.
            thread = self.found.threads.get(comment.thread) or FoundThread((comment.thread,))
            if comment.thread not in places:
                places[comment.thread] = self.finder.find(thread)
            place = places[comment.thread]
            if place is None:
                self.report.miss(thread)
            elif not place.post:
                self.report.skipped["left out by the map"] += 1
            else:
                if place.by_slug:
                    self.report.by_slug[thread.names[0]] = self.finder.titles[place.post]
                self._take(comment, place.post, place.lang)
        return self._threaded()

    def _take(self, comment: FoundComment, post: str, lang: str) -> None:
        identifier = self._identifier(comment, post)
        if identifier is None:
            self.report.skipped["in the export twice"] += 1
            return
        self.taken[identifier] = comment
        node = _node(comment.thread, comment.key)
        if node in self.made:
            node = f"{node}\n{identifier}"
        self.parents[node] = _node(comment.thread, comment.parent) if comment.parent else None
        self.made[node] = self._make(comment, identifier, post, lang)

    def _identifier(self, comment: FoundComment, post: str) -> str | None:
        """The same for the same comment in every export; None for one that was there before."""
        parts = [self.found.system, post, "comment", comment.key]
        identifier = ids.derived(*parts)
        while other := self.taken.get(identifier):
            if replace(other, parent=None) == replace(comment, parent=None):
                return None
            # Isso's generic JSON counts in each thread anew, and two of them can be one post here.
            parts.append(comment.thread)
            identifier = ids.derived(*parts)
        return identifier

    def _make(
        self, comment: FoundComment, identifier: str, post: str, lang: str
    ) -> ImportedComment:
        body = self._body(comment, lang) if comment.state is not State.WITHDRAWN else ""
        state = comment.state if body else State.WITHDRAWN
        official = self.own.official(comment) if body else None
        author = official[0] if official else _line(comment.author) or ANONYMOUS[lang]
        email = comment.email.strip()
        made = ImportedComment(
            id=identifier,
            thread=post,
            parent=None,
            lang=lang,
            author=author if body else "",
            email=email if body and email and not email_fault(email) else None,
            body=body,
            created_at=comment.at,
            state=state,
            official=official[1] if official else None,
            edited_at=comment.edited_at if state is State.PUBLISHED else None,
        )
        if made.state == State.PUBLISHED and not official and imitates(author, self.own.reserved):
            self.report.held[author, comment.account] += 1
            return replace(made, state=State.PENDING, held=RESERVED, edited_at=None)
        return made

    def _body(self, comment: FoundComment, lang: str) -> str:
        text = comment.text
        if comment.html:
            text, notes = comment_text(text)
            who = f"comment {comment.key} by {_line(comment.author) or ANONYMOUS[lang]}"
            for note in notes:
                # An address is not of a kind with others.
                kind, _, more = _TIMES.sub("", note).partition(" to http")
                self.report.note(kind, f"{who}: http{more}" if more else who)
        return _clean(text.replace("\r\n", "\n").replace("\r", "\n")).strip()

    def _threaded(self) -> list[ImportedComment]:
        ordered = in_order(self.parents)
        answered: set[str] = set()
        kept: list[ImportedComment] = []
        for node in reversed(ordered):
            parent, one = ordered[node], self.made[node]
            if one.state == State.WITHDRAWN and node not in answered:
                self.report.skipped["deleted there, or without any text, and not answered"] += 1
                continue
            if parent:
                answered.add(parent)
            elif self.parents[node]:
                who = one.author or ANONYMOUS[one.lang]
                self.report.note(
                    "what a comment answers is not in the export, so it stands for itself",
                    f"comment by {who} of {one.created_at:%Y-%m-%d %H:%M}",
                )
            kept.append(replace(one, parent=self.made[parent].id if parent else None))
        return kept[::-1]


def _node(thread: str, key: str) -> str:
    return f"{thread}\n{key}"


def _clean(text: str) -> str:
    """Without what cannot be shown, or makes a line read as another one."""
    return unicodedata.normalize("NFC", BIDI.sub("", CONTROL.sub("", text)))


def _line(text: str) -> str:
    return " ".join(_clean(text).split())
