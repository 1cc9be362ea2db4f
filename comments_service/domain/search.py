"""What a moderator looks for in the queue or among all comments."""

import re
from dataclasses import dataclass, fields
from datetime import datetime

from comments_service.domain.states import State

WAITING, PROPOSED, ALL = "pending", "proposed", "all"
TABS = (WAITING, PROPOSED, State.PUBLISHED.value, State.REJECTED.value, State.SPAM.value, ALL)


@dataclass(frozen=True)
class Search:
    """All of it has to fit. Moderators are numbers, moments aware."""

    tab: str = WAITING
    """pending: whatever waits for a person, later texts of published comments too; proposed: what
    one person has decided and a second one has to confirm; a state; all."""
    words: str = ""
    """In name and text, each as the beginning of a word; in quotes one after the other."""
    author: str = ""
    reason: str = ""
    thread: str = ""
    lang: str = ""
    since: datetime | None = None
    """When it was sent: from here …"""
    until: datetime | None = None
    """… to before here."""
    link: bool = False
    reported: bool = False
    spam: bool = False
    """What the filter takes for spam, or would have rejected."""
    overdue: datetime | None = None
    """What has been waiting since before this."""
    asked: int | None = None
    """Whose opinion is wanted."""
    mine: int | None = None
    """Who decided it, or proposed a decision."""
    address: str = ""
    """The id of a comment with the same confirmed address …"""
    name: str = ""
    """… or under the same name."""
    by_score: bool = False
    """Of what waits, the likeliest spam first instead of what waits longest."""

    @property
    def narrowed(self) -> bool:
        """Whether anything but the tab was asked for."""
        usual = Search(tab=self.tab, by_score=self.by_score)
        return any(getattr(self, f.name) != getattr(usual, f.name) for f in fields(self))


_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
_LINKS = 'body : ("http" OR "https" OR "www")'


def full_text(search: Search) -> str:
    """The query for SQLite's full text search (FTS5, section 3); "" where none is needed.

    Each term stands in quotes of its own, so nothing that somebody types is read as syntax.
    """
    parts = [_beginning(term) for term in _terms(search.words)]
    parts += [f"author : {_beginning(term)}" for term in _terms(search.author)]
    if search.link:
        parts.append(_LINKS)
    return " AND ".join(f"({part})" for part in parts)


def finds_nothing(search: Search) -> bool:
    """Whether something was typed that holds no letter and no digit, which no text can match."""
    return any(text.strip() and not _terms(text) for text in (search.words, search.author))


def _beginning(term: str) -> str:
    """A term as the beginning of words; a single letter begins too many to be of use."""
    return f'"{term}" *' if len(term) > 1 else f'"{term}"'


def _terms(text: str) -> list[str]:
    found = (quoted or bare for quoted, bare in _TERM.findall(text.replace("\0", " ")))
    return [term for term in found if any(c.isalnum() for c in term)]
