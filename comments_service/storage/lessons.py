"""Texts from which the filter could learn: persons have decided, and no label holds it yet."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from comments_service.domain.states import State
from comments_service.storage.database import marks, stamp


@dataclass(frozen=True)
class Lesson:
    """A comment's text and what it turned out to be."""

    comment: str
    revision: int
    lang: str
    body: str
    spam: bool
    at: datetime
    """When that was decided."""


_FIELDS = (
    "id, revision, lang, body, state != 'published' AS spam,"
    " coalesce(edited_at, decided_at, published_at, created_at) AS at"
)
_UNLABELLED = (
    "official IS NULL AND body != '' AND NOT EXISTS (SELECT 1 FROM labels"
    " WHERE labels.comment = comments.id AND labels.revision = comments.revision)"
)


def decided(db: Database, anonymous: Collection[str] = ()) -> Iterator[Lesson]:
    """What persons have published or taken for spam, here or where it came from; newest first.

    Not what carries a name of `anonymous`: its author may have taken it back.
    """
    rows = db.conn.execute(
        f"SELECT {_FIELDS} FROM comments WHERE automated = 0 AND (state IN (?, ?)"
        f" OR (state = ? AND reason = 'SPAM')) AND author NOT IN ({marks(anonymous)})"
        f" AND {_UNLABELLED} ORDER BY created_at DESC, rowid",
        [State.PUBLISHED, State.SPAM, State.REJECTED, *anonymous],
    )
    return map(_lesson, rows)


def standing(
    db: Database, since: datetime, before: datetime, anonymous: Collection[str]
) -> list[Lesson]:
    """What a rule has published in a span of time, and nobody has objected to or removed.

    Not what carries a name of `anonymous`: its author may have taken it back.
    """
    rows = db.conn.execute(
        f"SELECT {_FIELDS} FROM comments WHERE state = ? AND published_at >= ?"
        f" AND coalesce(edited_at, published_at) < ? AND automated = 1"
        f" AND author NOT IN ({marks(anonymous)})"
        f" AND {_UNLABELLED} AND NOT EXISTS"
        " (SELECT 1 FROM reports WHERE reports.comment = comments.id AND reports.state = 'open')",
        [State.PUBLISHED, stamp(since), stamp(before), *anonymous],
    )
    return list(map(_lesson, rows))


def _lesson(values: tuple[str, int, str, str, int, str]) -> Lesson:
    return Lesson(*values[:4], spam=bool(values[4]), at=datetime.fromisoformat(values[5]))
