"""What persons have said of texts, as the filter learns it: one label a text.

A label holds no words: numbers made from them, see `spam/features.py` and `spam/near.py`, sealed by
a key that is not in the database (`spam/scrambling.py`). It stays when retention deletes the text,
without a trace of whose it was and without its shingles, and goes when its author erases it.
Whatever removes or changes one raises the epoch: who has learned it must learn anew.
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf
from typing import Any

from sqlite_utils import Database

from comments_service.storage.database import stamp

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Row:
    """`id` is 0 before it is stored; numbers rise and are never used twice."""

    id: int
    comment: str | None
    """None once its text is forgotten."""
    revision: int
    spam: bool
    weight: float
    """For how many like it it stands: 5 where every fifth is looked at."""
    score: float | None
    """What the filter gave the text when it came; None where it was not asked."""
    said: str
    """What the chain did with it then: publish, hold, reject, or "" where it was not asked."""
    rules: str
    """The rules that asked to reject it, with commas between."""
    at: datetime
    lang: str
    version: int
    """Of the features."""
    features: bytes
    shingles: bytes
    """b"" for genuine texts."""


_COLUMNS = (
    "id, comment, revision, spam, weight, score, said, rules, at, lang, version, features, shingles"
)


_ORPHANED = "comment = NULL, at = substr(at, 1, 10) || 'T00:00:00.000000Z', shingles = x''"
"""What becomes of a label whose text is forgotten. The log tells the moment of each decision, so
only the day stays: nothing tells which text it was. And pieces that overlap say more of a text than
its words do, so those of spam go."""

# Labels read at a time: a megabyte at most.
_PAGE = 200


def put(db: Database, row: Row) -> None:
    """Store a label. What was said of the same text before no longer counts."""
    remove(db, row.comment, row.revision)
    db.conn.execute(
        f"INSERT INTO labels ({_COLUMNS}) VALUES (NULL{', ?' * 12})",
        [
            row.comment, row.revision, int(row.spam), row.weight, row.score, row.said, row.rules,
            stamp(row.at), row.lang, row.version, row.features, row.shingles,
        ],
    )  # fmt: skip


def of(db: Database, comment: str, revision: int) -> Row | None:
    """None where there is none, or only a broken one."""
    found = db.conn.execute(
        f"SELECT {_COLUMNS} FROM labels WHERE comment = ? AND revision = ?", [comment, revision]
    ).fetchone()
    return next(_rows([found]), None) if found else None


def taught_by(db: Database, comment: str) -> list[tuple[int, datetime]]:
    """The texts of a comment that have a label, by number, and when that was decided."""
    rows = db.conn.execute("SELECT revision, at FROM labels WHERE comment = ?", [comment])
    return [(number, datetime.fromisoformat(at)) for number, at in rows]


def remove(db: Database, comment: str | None, revision: int | None = None) -> None:
    """Take back what was said of a text, or of all texts of a comment."""
    gone = db.conn.execute(
        "DELETE FROM labels WHERE comment = ? AND revision = coalesce(?, revision)",
        [comment, revision],
    )
    if gone.rowcount:
        _raise_epoch(db)


def detach(db: Database, comment: str) -> None:
    """Keep what was learned of a comment's texts, without a trace of whose they were."""
    detach_all(db, "?", [comment])


def detach_all(db: Database, comments: str, values: Sequence[object]) -> None:
    """The same for all comments of a list in SQL, with the values of its parameters."""
    detach_texts(db, f"comment IN ({comments})", values)


def detach_texts(db: Database, texts: str, values: Sequence[object]) -> None:
    """The same for the labels to which a condition in SQL applies."""
    kept = f"SELECT 1 FROM labels WHERE {texts} AND shingles != x'' LIMIT 1"
    if db.conn.execute(kept, values).fetchone():
        _raise_epoch(db)
    db.conn.execute(f"UPDATE labels SET {_ORPHANED} WHERE {texts}", values)


def forget(db: Database, before: datetime) -> None:
    """Drop the labels of before some time."""
    gone = db.conn.execute("DELETE FROM labels WHERE at < ?", [stamp(before)])
    if gone.rowcount:
        _raise_epoch(db)


def after(db: Database, number: int, page: int = _PAGE) -> Iterator[Row]:
    """The labels that came after the one of this number, oldest first, without broken ones.

    Read so many at a time: learning from all of them takes seconds, and a statement that stays open
    for so long would keep an erasure from emptying the database's log.
    """
    while rows := db.conn.execute(
        f"SELECT {_COLUMNS} FROM labels WHERE id > ? ORDER BY id LIMIT ?", [number, page]
    ).fetchall():
        yield from _rows(rows)
        number = rows[-1][0]


def newest(db: Database, most: int) -> list[Row]:
    """So many of the labels that came last, oldest first."""
    rows = db.conn.execute(f"SELECT {_COLUMNS} FROM labels ORDER BY id DESC LIMIT ?", [most])
    return list(_rows(rows))[::-1]


def numbers(db: Database) -> set[int]:
    """The numbers of all labels."""
    return {number for (number,) in db.conn.execute("SELECT id FROM labels")}


def count(db: Database) -> int:
    return int(db.conn.execute("SELECT count(*) FROM labels").fetchone()[0])


def digest(db: Database, until: int) -> bytes:
    """What tells the labels up to a number from any other ones; 32 bytes."""
    found = hashlib.sha256()
    # The beginning of the features lies with the row; all of them would be read for long.
    for values in db.conn.execute(
        # Of the time only the day: the rest goes with the text.
        "SELECT id, spam, weight, version, substr(at, 1, 10), length(shingles), length(features),"
        " substr(features, 1, 64)"
        " FROM labels WHERE id <= ? ORDER BY id",
        [until],
    ):
        found.update(repr(values).encode())
    return found.digest()


def outdated(db: Database, version: int) -> list[tuple[int, str]]:
    """The labels whose features are of another version, by number, each with the text that it is
    about; not those whose text nobody keeps any more."""
    rows = db.conn.execute(
        "SELECT * FROM (SELECT l.id, coalesce((SELECT nullif(body, '') FROM comments"
        " WHERE id = l.comment AND revision = l.revision), (SELECT nullif(body, '') FROM revisions"
        " WHERE comment = l.comment AND number = l.revision)) AS text FROM labels l"
        " WHERE version != ? AND comment IS NOT NULL) WHERE text IS NOT NULL",
        [version],
    )
    return rows.fetchall()


def renew(db: Database, number: int, version: int, features: bytes, shingles: bytes) -> None:
    """Put features of another version into a label. A genuine text's keeps its empty shingles."""
    db.conn.execute(
        "UPDATE labels SET version = ?, features = ?, shingles = iif(spam, ?, shingles)"
        " WHERE id = ?",
        [version, features, shingles, number],
    )
    _raise_epoch(db)


def drop(db: Database, number: int) -> None:
    db.conn.execute("DELETE FROM labels WHERE id = ?", [number])
    _raise_epoch(db)


def past_is_learned(db: Database) -> bool:
    """Whether there are labels of what was decided before there was a filter."""
    return bool(db.conn.execute("SELECT past FROM label_epoch").fetchone()[0])


def note_past_learned(db: Database) -> None:
    db.conn.execute("UPDATE label_epoch SET past = 1")


def position(db: Database) -> tuple[int, int]:
    """The epoch, and the highest number that was ever given: what has changed shows in them."""
    [epoch, last] = db.conn.execute(
        "SELECT (SELECT epoch FROM label_epoch),"
        " coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'labels'), 0)"
    ).fetchone()
    return epoch, last


def _raise_epoch(db: Database) -> None:
    db.conn.execute("UPDATE label_epoch SET epoch = epoch + 1")


_told: set[int] = set()


def _rows(found: Iterable[tuple[Any, ...]]) -> Iterator[Row]:
    """The rows that are whole. SQLite keeps any value in any column, and a broken file or a hand
    that repairs one must not keep all readers from writing."""
    for values in found:
        try:
            yield _row(values)
        except (ValueError, TypeError) as error:
            if values[0] not in _told:
                _told.add(values[0])
                logger.warning("label %s is broken and passed over: %s", values[0], error)


def _row(values: tuple[Any, ...]) -> Row:
    """Raises ValueError or TypeError for what no label holds."""
    row = replace(Row(*values), spam=bool(values[3]), at=datetime.fromisoformat(values[8]))
    kinds = (int, int, bytes, bytes)
    if not all(map(isinstance, (values[3], *values[10:]), kinds)):
        raise TypeError("values of a wrong type")
    # No comparison holds for what is not a number.
    if not (0 < row.weight < inf and (row.score is None or 0 <= row.score <= 1)):
        raise ValueError("a weight or a score beyond all bounds")
    return row
