"""What somebody has decided in one go, for the list from which it can be undone."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from comments_service.domain.states import Verb
from comments_service.storage.database import marks


@dataclass(frozen=True)
class Item:
    """One comment of a batch."""

    comment: str
    author: str
    """"" where it was erased or forgotten."""
    thread: str
    undone: bool
    stands: bool
    """Whether nobody has decided about it since, so that it can be undone."""


@dataclass(frozen=True)
class Batch:
    id: str
    at: datetime
    verb: Verb
    text: bool
    """Whether it was about later texts of comments, which stayed visible meanwhile."""
    items: list[Item]

    @property
    def stands(self) -> bool:
        return any(item.stands for item in self.items)


def of_moderator(db: Database, moderator: int, limit: int, offset: int = 0) -> list[Batch]:
    """What somebody has decided, the latest first."""
    rows = db.query(
        "SELECT batch FROM decisions WHERE moderator = ? GROUP BY batch"
        " ORDER BY max(id) DESC LIMIT ? OFFSET ?",
        [moderator, limit, offset],
    )
    return _batches(db, [row["batch"] for row in rows])


def of_comment(db: Database, comment: str) -> list[Batch]:
    """Everything that was decided about a comment, with what was decided in the same go."""
    rows = db.query(
        "SELECT batch FROM decisions WHERE comment = ? GROUP BY batch ORDER BY max(id) DESC",
        [comment],
    )
    return _batches(db, [row["batch"] for row in rows])


def get(db: Database, batch: str) -> Batch | None:
    return next(iter(_batches(db, [batch])), None)


def _batches(db: Database, ids: list[str]) -> list[Batch]:
    rows = db.query(
        "SELECT d.batch, d.at, d.verb, d.before, d.comment, d.undone_at, c.author, c.thread,"
        " d.undone_at IS NULL AND c.body != '' AND NOT EXISTS (SELECT 1 FROM decisions n"
        " WHERE n.comment = d.comment AND n.id > d.id AND n.undone_at IS NULL) AS stands"
        f" FROM decisions d JOIN comments c ON c.id = d.comment WHERE d.batch IN ({marks(ids)})"
        " ORDER BY d.id",
        ids,
    )
    found: dict[str, Batch] = {}
    for row in rows:
        before = json.loads(row["before"])
        batch = found.setdefault(
            row["batch"],
            Batch(
                row["batch"],
                datetime.fromisoformat(row["at"]),
                Verb(row["verb"]),
                bool(before.get("later", {}).get("alone")),
                [],
            ),
        )
        undone = row["undone_at"] is not None
        item = Item(row["comment"], row["author"], row["thread"], undone, bool(row["stands"]))
        batch.items.append(item)
    return [found[one] for one in ids if one in found]
