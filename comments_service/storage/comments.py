"""Comments in and out of the database."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from comments_service.domain.comment import Comment
from comments_service.domain.errors import UnknownComment
from comments_service.domain.states import State
from comments_service.domain.verdict import Outcome, Verdict
from comments_service.storage.database import moment, select, stamp

COLUMNS = (
    "id, thread, parent, lang, author, email, body, state, created_at, published_at,"
    " decided_at, reason, explanation, automated, official, akismet, html, rendered, revision,"
    " edited_at, waiting_since, ground, provision, occasion, decided_by, confirmed_at,"
    " wants_replies, wants_decisions"
)


# What the search looks at, and what never changes.
_WORDS = frozenset({"id", "thread", "parent", "lang", "author", "body", "created_at"})


def add(db: Database, comment: Comment, sender: str | None = None) -> None:
    """Store a new comment. `sender` is the daily hash of the address it came from."""
    row = {**_row(comment), "body_hash": body_hash(comment.body), "sender": sender}
    db.conn.execute(
        f"INSERT INTO comments ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
        list(row.values()),
    )


def get(db: Database, comment_id: str) -> Comment:
    """Raises UnknownComment."""
    for row in select(db, f"SELECT {COLUMNS} FROM comments WHERE id = ?", [comment_id]):
        return from_row(row)
    raise UnknownComment(comment_id)


def exists(db: Database, comment_id: str) -> bool:
    return db.table("comments").count_where("id = ?", [comment_id]) > 0


def save(db: Database, comment: Comment) -> None:
    """Bring everything but the words to what `comment` says."""
    row = _row(comment)
    db.table("comments").update(comment.id, {k: v for k, v in row.items() if k not in _WORDS})


def rewrite(db: Database, comment: Comment) -> None:
    """Bring all of it, words included, to what `comment` says."""
    row = _row(comment)
    row.pop("id")
    db.table("comments").update(
        comment.id, {**row, "body_hash": body_hash(comment.body) if comment.body else ""}
    )


def erase(db: Database, comment: Comment, now: datetime) -> None:
    """Withdraw a comment for good: everything its author wrote is gone."""
    db.table("comments").update(
        comment.id,
        {
            "state": State.WITHDRAWN,
            "author": "",
            "email": None,
            "body": "",
            "html": "",
            "body_hash": body_hash(""),
            "sender": None,
            "reason": None,
            "explanation": "",
            "ground": "",
            "provision": "",
            "waiting_since": None,
            "confirmed_at": None,
            "decided_at": stamp(now),
        },
    )
    # All of these may quote it.
    for table in ("verdicts", "revisions", "decisions", "proposals", "notes", "questions"):
        db.table(table).delete_where("comment = ?", [comment.id])


def in_state(
    db: Database, state: State, limit: int = -1, offset: int = 0, oldest_first: bool = True
) -> list[Comment]:
    """Comments in a state, by the time they came in; without those whose text is forgotten."""
    order = "ASC" if oldest_first else "DESC"
    rows = select(
        db,
        f"SELECT {COLUMNS} FROM comments WHERE state = ? AND body != ''"
        f" ORDER BY created_at {order}, rowid {order} LIMIT ? OFFSET ?",
        [state, limit, offset],
    )
    return [from_row(row) for row in rows]


def everything(db: Database) -> list[Comment]:
    rows = select(db, f"SELECT {COLUMNS} FROM comments ORDER BY created_at, rowid")
    return [from_row(row) for row in rows]


def sent_before(
    db: Database, comment: Comment, sender: str, trapped: bool, since: datetime
) -> str | None:
    """The id of the same comment by the same sender: a form that was sent twice.

    Only among those that nobody but the author can know of yet: once a comment is public, anybody
    behind the same address could send a copy and would be given its receipt. A browser may fill
    in the hidden field; what is sent again without it counts as new.
    """
    rows = select(
        db,
        "SELECT id FROM comments WHERE body_hash = ? AND sender = ? AND thread = ? AND parent IS ?"
        " AND author = ? AND email IS ? AND body = ? AND created_at >= ? AND published_at IS NULL"
        " AND (state = ? OR (state = ? AND automated = 1))"
        " AND EXISTS (SELECT 1 FROM verdicts WHERE comment = comments.id AND rule = 'trap') = ?"
        " LIMIT 1",
        [
            body_hash(comment.body), sender, comment.thread, comment.parent, comment.author,
            comment.email, comment.body, stamp(since), State.PENDING, State.SPAM,
            int(trapped),
        ],
    )  # fmt: skip
    return next((row["id"] for row in rows), None)


def answered_before(db: Database, comment: Comment, since: datetime) -> str | None:
    """The id of the same official answer: a form that was sent twice."""
    rows = select(
        db,
        "SELECT id FROM comments WHERE body_hash = ? AND parent IS ? AND author = ?"
        " AND official = ? AND state = ? AND created_at >= ? LIMIT 1",
        [
            body_hash(comment.body), comment.parent, comment.author, comment.official,
            State.PUBLISHED, stamp(since),
        ],
    )  # fmt: skip
    return next((row["id"] for row in rows), None)


def sent_since(db: Database, comment: Comment, sender: str, since: datetime) -> int:
    """How many other comments the sender of this one has sent."""
    [[count]] = db.conn.execute(
        "SELECT count(*) FROM comments WHERE sender = ? AND created_at >= ? AND id != ?",
        [sender, stamp(since), comment.id],
    )
    return int(count)


def sent_again(db: Database, comment: Comment, sender: str, since: datetime) -> bool:
    """Whether its sender has sent the same text in another one, wherever that stands now."""
    [[found]] = db.conn.execute(
        "SELECT EXISTS (SELECT 1 FROM comments"
        " WHERE body_hash = ? AND sender = ? AND created_at >= ? AND id != ?)",
        [body_hash(comment.body), sender, stamp(since), comment.id],
    )
    return bool(found)


def same_text_since(db: Database, comment: Comment, since: datetime) -> tuple[int, int]:
    """How many others say the same, and how many of them a person marked as spam."""
    [[count, spam]] = db.conn.execute(
        "SELECT count(*), coalesce(sum(state = ? AND automated = 0), 0)"
        " FROM comments WHERE body_hash = ? AND created_at >= ? AND state != ? AND id != ?",
        [State.SPAM, body_hash(comment.body), stamp(since), State.WITHDRAWN, comment.id],
    )
    return count, spam


def add_verdicts(
    db: Database, comment_id: str, verdicts: Iterable[Verdict], revision: int = 1
) -> None:
    """What the rules say of a comment's text of this number."""
    db.conn.executemany(
        "INSERT INTO verdicts (comment, rule, outcome, score, why, count, words, revision)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (comment_id, v.rule, v.outcome, v.score, v.why, v.count, _json(v.words), revision)
            for v in verdicts
        ],
    )


def verdicts_of(db: Database, comment_id: str, revision: int = 1) -> list[Verdict]:
    rows = db.table("verdicts").rows_where(
        "comment = ? AND revision = ?", [comment_id, revision], order_by="id"
    )
    return [verdict(row) for row in rows]


def verdict(row: Mapping[str, Any]) -> Verdict:
    words = tuple(json.loads(row["words"]).items())
    return Verdict(
        row["rule"], Outcome(row["outcome"]), row["score"], row["why"], row["count"], words
    )


def body_hash(body: str) -> str:
    """The same for texts that differ in white space and capitals only."""
    return hashlib.sha256(" ".join(body.casefold().split()).encode()).hexdigest()


def _row(comment: Comment) -> dict[str, Any]:
    return {
        "id": comment.id,
        "thread": comment.thread,
        "parent": comment.parent,
        "lang": comment.lang,
        "author": comment.author,
        "email": comment.email,
        "body": comment.body,
        "state": comment.state,
        "created_at": stamp(comment.created_at),
        "published_at": _stamp(comment.published_at),
        "decided_at": _stamp(comment.decided_at),
        "reason": comment.reason,
        "explanation": comment.explanation,
        "automated": int(comment.automated),
        "official": comment.official,
        "akismet": int(comment.akismet),
        "html": comment.html,
        "rendered": comment.rendered,
        "revision": comment.revision,
        "edited_at": _stamp(comment.edited_at),
        "waiting_since": _stamp(comment.waiting_since),
        "ground": comment.ground,
        "provision": comment.provision,
        "occasion": comment.occasion,
        "decided_by": comment.decided_by,
        "confirmed_at": _stamp(comment.confirmed_at),
        "wants_replies": int(comment.wants_replies),
        "wants_decisions": int(comment.wants_decisions),
    }


def _json(words: Sequence[tuple[str, float]]) -> str:
    return json.dumps(dict(words), ensure_ascii=False)


def _stamp(at: datetime | None) -> str | None:
    return stamp(at) if at else None


def from_row(row: dict[str, Any]) -> Comment:
    return Comment(
        **{
            **row,
            "state": State(row["state"]),
            "created_at": moment(row["created_at"]),
            "published_at": moment(row["published_at"]),
            "decided_at": moment(row["decided_at"]),
            "edited_at": moment(row["edited_at"]),
            "waiting_since": moment(row["waiting_since"]),
            "confirmed_at": moment(row["confirmed_at"]),
            "automated": bool(row["automated"]),
            "akismet": bool(row["akismet"]),
            "wants_replies": bool(row["wants_replies"]),
            "wants_decisions": bool(row["wants_decisions"]),
        }
    )
