"""What became of comments and of the filter's words about them, as the moderators' figures count.

The log and the labels outlive the texts: verdicts of spam go with it, after days.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from comments_service.domain.measured import Labelled
from comments_service.domain.rules import CLASSIFIER, LIKELY, SAMPLE, SURE
from comments_service.domain.states import State
from comments_service.storage.database import stamp

TEXT = (
    "coalesce((SELECT max(r.number) FROM revisions r WHERE r.comment = comments.id"
    " AND r.state = 'pending'), comments.revision)"
)
"""The number of the text that is to be decided about, in a query of comments."""

LIKELY_SPAM = (
    f"EXISTS (SELECT 1 FROM verdicts v WHERE v.comment = comments.id AND v.revision = {TEXT}"
    f" AND (v.rule = '{SAMPLE}' OR (v.rule = '{CLASSIFIER}' AND v.score >= {LIKELY})))"
)
"""Whether the filter takes it for spam, or would even have rejected it."""

SCORE = (
    "(SELECT max(v.score) FROM verdicts v WHERE v.comment = comments.id"
    f" AND v.revision = {TEXT} AND v.rule = '{CLASSIFIER}')"
)
"""What the filter gave it when it came; NULL where it was not asked."""


@dataclass(frozen=True)
class Came:
    """What rules and policy did with the comments of a span of time."""

    judged: int
    rejected: int
    published: int
    """Without a person."""


@dataclass(frozen=True)
class Learned:
    """A label as moderators see it."""

    at: datetime
    spam: bool
    score: float | None
    said: str
    comment: str
    author: str
    state: State
    sampled: bool
    stood: bool
    """Nobody said so: the filter has published it, and nobody objected."""
    appealed: bool
    """An appeal against its rejection was granted."""


def came(db: Database, since: datetime, until: datetime) -> Came:
    """A comment counts in the month in which it came, or its rejection by a rule did."""
    moved = "actor_kind = 'rule' AND from_state IS NOT to_state"
    row = db.conn.execute(
        "SELECT coalesce(sum(action = 'submit'), 0),"
        f" coalesce(sum({moved} AND to_state = 'spam'), 0),"
        f" coalesce(sum({moved} AND to_state = 'published'), 0)"
        " FROM log WHERE at >= ? AND at < ? AND comment IS NOT NULL",
        [stamp(since), stamp(until)],
    ).fetchone()
    return Came(*row)


def let_through(db: Database, since: datetime, until: datetime) -> int:
    """How many comments that no person had published were removed as spam in a span of time."""
    row = db.conn.execute(
        "SELECT count(DISTINCT l.comment) FROM log l WHERE l.at >= ? AND l.at < ?"
        " AND l.actor_kind = 'person' AND l.action != 'undo' AND l.from_state = 'published'"
        " AND (l.to_state = 'spam' OR (l.to_state = 'rejected' AND l.reason = 'SPAM'))"
        " AND NOT EXISTS (SELECT 1 FROM log u WHERE u.comment = l.comment AND u.id > l.id"
        " AND u.action = 'undo' AND u.batch = l.batch)"
        " AND (SELECT p.actor_kind FROM log p WHERE p.comment = l.comment AND p.id < l.id"
        " AND p.to_state = 'published' AND p.from_state IS NOT p.to_state"
        " ORDER BY p.id DESC LIMIT 1) = 'rule'",
        [stamp(since), stamp(until)],
    ).fetchone()
    return int(row[0])


def labelled(db: Database, since: datetime) -> Iterator[Labelled]:
    """What persons said since some time of texts about which the chain had been asked, oldest
    first."""
    rows = db.conn.execute(
        "SELECT at, spam, weight, said, rules FROM labels WHERE at >= ? AND said != '' ORDER BY at",
        [stamp(since)],
    )
    for at, spam, weight, said, rules in rows:
        named = tuple(rule.strip() for rule in rules.split(",") if rule.strip())
        yield Labelled(datetime.fromisoformat(at), bool(spam), weight, said, named)


def first(db: Database) -> datetime | None:
    """When the first comment came that the log knows of."""
    row = db.conn.execute("SELECT min(at) FROM log WHERE action = 'submit'").fetchone()
    return datetime.fromisoformat(row[0]) if row[0] else None


def newest(db: Database, limit: int) -> list[Learned]:
    """The labels that came last, of comments that are still there."""
    return _learned(db, "c.body != ''", limit)


def surprising(db: Database, limit: int) -> list[Learned]:
    """The newest labels of persons that say the opposite of what the filter was sure of."""
    sure = f"iif(l.spam, l.score <= 1 - {SURE}, l.score >= {SURE})"
    return _learned(db, f"c.body != '' AND l.score IS NOT NULL AND {sure}", limit)


def wrongly_rejected(db: Database, limit: int) -> list[Learned]:
    """Genuine comments that the chain would have rejected or did, those found last first."""
    return _learned(db, "c.body != '' AND l.spam = 0 AND l.said = 'reject'", limit)


def likely(db: Database) -> int:
    """How many of those that wait are probably spam."""
    row = db.conn.execute(
        f"SELECT count(*) FROM comments WHERE waiting_since IS NOT NULL AND {LIKELY_SPAM}"
    ).fetchone()
    return int(row[0])


def weights(db: Database, most: int) -> Iterator[Sequence[tuple[str, float]]]:
    """The words that weighed most in so many of the texts that came last."""
    rows = db.conn.execute(
        "SELECT words FROM verdicts WHERE rule = ? ORDER BY id DESC LIMIT ?", [CLASSIFIER, most]
    )
    for (words,) in rows:
        yield tuple(json.loads(words).items())


def _learned(db: Database, where: str, limit: int) -> list[Learned]:
    rows = db.conn.execute(
        "SELECT l.at, l.spam, l.score, l.said, c.id, c.author, c.state,"
        " l.weight > 1, l.spam = 0 AND c.automated = 1 AND c.state = 'published',"
        " EXISTS (SELECT 1 FROM appeals a WHERE a.comment = l.comment AND a.state = 'reversed')"
        " FROM labels l JOIN comments c ON c.id = l.comment"
        f" WHERE {where} ORDER BY l.id DESC LIMIT ?",
        [limit],
    )
    return [
        Learned(
            at=datetime.fromisoformat(at),
            spam=bool(spam),
            score=score,
            said=said,
            comment=comment,
            author=author,
            state=State(state),
            sampled=bool(sampled),
            stood=bool(stood),
            appealed=bool(appealed),
        )
        for at, spam, score, said, comment, author, state, sampled, stood, appealed in rows
    ]
