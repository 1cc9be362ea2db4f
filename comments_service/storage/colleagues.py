"""What moderators tell each other about a comment: notes, and questions to a colleague.

Readers never see any of it, and it goes with the comment.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database

from comments_service.storage.database import marks, stamp


class NoteKind(StrEnum):
    NOTE = "note"
    QUESTION = "question"
    ANSWER = "answer"


@dataclass(frozen=True)
class Note:
    at: datetime
    author: str
    """The moderator's name."""
    kind: NoteKind
    text: str


@dataclass(frozen=True)
class Question:
    """A second opinion that somebody waits for; a comment has at most one."""

    comment: str
    asker: int
    asked: int | None
    """None: any colleague."""
    at: datetime


def add_note(
    db: Database, comment: str, moderator: int, kind: NoteKind, text: str, now: datetime
) -> None:
    db.table("notes").insert(
        {"comment": comment, "at": stamp(now), "moderator": moderator, "kind": kind, "text": text}
    )


def notes_of(db: Database, comment: str) -> list[Note]:
    """Oldest first."""
    rows = db.query(
        "SELECT n.at, m.name, n.kind, n.text FROM notes n JOIN moderators m ON m.id = n.moderator"
        " WHERE n.comment = ? ORDER BY n.id",
        [comment],
    )
    return [
        Note(datetime.fromisoformat(r["at"]), r["name"], NoteKind(r["kind"]), r["text"])
        for r in rows
    ]


def ask(db: Database, question: Question) -> None:
    """A newer question takes the place of an older one."""
    db.table("questions").upsert(
        {
            "comment": question.comment,
            "asker": question.asker,
            "asked": question.asked,
            "at": stamp(question.at),
        },
        pk="comment",
    )


def questions_of(db: Database, comments: Iterable[str]) -> dict[str, Question]:
    """The open questions by comment."""
    ids = list(comments)
    rows = db.query(f"SELECT * FROM questions WHERE comment IN ({marks(ids)})", ids)
    return {
        r["comment"]: Question(
            r["comment"], r["asker"], r["asked"], datetime.fromisoformat(r["at"])
        )
        for r in rows
    }


def drop_question(db: Database, comment: str) -> None:
    db.table("questions").delete_where("comment = ?", [comment])


def asked(db: Database, moderator: int) -> int:
    """How many questions wait for this person: put to them, or to anybody by somebody else."""
    return db.table("questions").count_where(
        "asked = ? OR (asked IS NULL AND asker != ?)", [moderator, moderator]
    )
