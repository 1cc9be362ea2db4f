"""What stands around comments on moderators' pages: one query for all cards of a page each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlite_utils import Database

from comments_service.contract.email_address import folded
from comments_service.domain.comment import Comment, Revision
from comments_service.domain.states import State
from comments_service.domain.verdict import Verdict
from comments_service.storage import decisions, revisions
from comments_service.storage.comments import COLUMNS, from_row, verdict
from comments_service.storage.database import marks
from comments_service.storage.decisions import Proposal


@dataclass(frozen=True)
class History:
    """How many other comments of somebody stand in which state."""

    published: int = 0
    rejected: int = 0
    spam: int = 0
    pending: int = 0

    def __bool__(self) -> bool:
        return bool(self.published or self.rejected or self.spam or self.pending)


@dataclass(frozen=True)
class Objections:
    """Appeals and reports about a comment that nobody has decided yet."""

    appeals: int = 0
    reports: int = 0


def by_id(db: Database, ids: Iterable[str | None]) -> dict[str, Comment]:
    wanted = sorted({one for one in ids if one})
    rows = db.query(f"SELECT {COLUMNS} FROM comments WHERE id IN ({marks(wanted)})", wanted)
    return {row["id"]: from_row(row) for row in rows}


def verdicts(db: Database, ids: Sequence[str]) -> dict[tuple[str, int], list[Verdict]]:
    """What the rules said, by comment and number of the text."""
    found = defaultdict(list)
    rows = db.query(
        f"SELECT * FROM verdicts WHERE comment IN ({marks(ids)}) ORDER BY id", list(ids)
    )
    for r in rows:
        found[r["comment"], r["revision"]].append(verdict(r))
    return found


def waiting_revisions(db: Database, ids: Sequence[str]) -> dict[str, Revision]:
    rows = db.query(
        f"SELECT * FROM revisions WHERE comment IN ({marks(ids)}) AND state = ?",
        [*ids, State.PENDING],
    )
    return {row["comment"]: revisions.from_row(row) for row in rows}


def proposals(db: Database, ids: Sequence[str]) -> dict[str, Proposal]:
    rows = db.query(f"SELECT * FROM proposals WHERE comment IN ({marks(ids)})", list(ids))
    return {row["comment"]: decisions.proposal_from_row(row) for row in rows}


def note_counts(db: Database, ids: Sequence[str]) -> dict[str, int]:
    rows = db.query(
        f"SELECT comment, count(*) AS n FROM notes WHERE comment IN ({marks(ids)})"
        " GROUP BY comment",
        list(ids),
    )
    return {row["comment"]: row["n"] for row in rows}


def objections(db: Database, ids: Sequence[str]) -> dict[str, Objections]:
    found: dict[str, Objections] = defaultdict(Objections)
    for table in ("appeals", "reports"):
        rows = db.query(
            f"SELECT comment, count(*) AS n FROM {table} WHERE comment IN ({marks(ids)})"
            " AND state = 'open' GROUP BY comment",
            list(ids),
        )
        for row in rows:
            found[row["comment"]] = replace(found[row["comment"]], **{table: row["n"]})
    return found


def by_name(db: Database, comments: Sequence[Comment]) -> dict[str, History]:
    """The other comments under the same name, by comment. Anybody can take any name."""
    names = sorted({comment.author for comment in comments if comment.author})
    rows = db.query(
        "SELECT author COLLATE NOCASE AS who, state, count(*) AS n FROM comments"
        f" WHERE author COLLATE NOCASE IN ({marks(names)}) GROUP BY author COLLATE NOCASE, state",
        names,
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        found[_folded(row["who"])][row["state"]] = row["n"]
    return {c.id: _others(c, found[_folded(c.author)]) for c in comments if c.author}


def by_email(db: Database, comments: Sequence[Comment]) -> dict[str, History]:
    """The same for the same address, where its holder has confirmed it both times."""
    known = [comment for comment in comments if comment.email and comment.confirmed_at]
    emails = sorted({folded(comment.email) for comment in known if comment.email})
    rows = db.query(
        "SELECT lower(email) AS who, state, count(*) AS n FROM comments WHERE email IS NOT NULL"
        f" AND lower(email) IN ({marks(emails)}) AND confirmed_at IS NOT NULL"
        " GROUP BY lower(email), state",
        emails,
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        found[row["who"]][row["state"]] = row["n"]
    return {c.id: _others(c, found[folded(c.email or "")]) for c in known}


def _others(comment: Comment, states: dict[str, int]) -> History:
    """The counts without the comment itself."""
    left = {state: n - (state == comment.state) for state, n in states.items()}
    return History(
        **{
            state.value: left.get(state.value, 0)
            for state in (State.PUBLISHED, State.REJECTED, State.SPAM, State.PENDING)
        }
    )


def _folded(name: str) -> str:
    """As SQLite's NOCASE compares: capitals of ASCII alone are the same as small letters."""
    return "".join(c.lower() if c.isascii() else c for c in name)
