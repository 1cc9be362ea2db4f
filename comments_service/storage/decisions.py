"""What each decision has changed, so that it can be undone; and first halves of joint decisions."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from comments_service.domain.comment import Grounds
from comments_service.domain.states import Verb
from comments_service.storage.database import stamp


@dataclass(frozen=True)
class Decision:
    id: int
    batch: str
    """What was decided in one go shares it."""
    moderator: int | None
    """None: decided at the terminal."""
    at: datetime
    comment: str
    verb: Verb
    before: dict[str, Any]
    """What `domain.decision.image` made of the comment before."""
    proposer: int | None = None
    """Who had proposed it, where two decided together."""


@dataclass(frozen=True)
class Proposal:
    """A decision that waits for a second person."""

    comment: str
    revision: int
    verb: Verb
    grounds: Grounds
    moderator: int
    at: datetime
    answer: str = ""
    """For whoever reported the comment, where a report led to it."""


def note(
    db: Database,
    comment: str,
    verb: Verb,
    before: dict[str, Any],
    now: datetime,
    *,
    moderator: int | None,
    batch: str,
    proposer: int | None = None,
) -> None:
    db.table("decisions").insert(
        {
            "batch": batch,
            "moderator": moderator,
            "proposer": proposer,
            "at": stamp(now),
            "comment": comment,
            "verb": verb,
            "before": json.dumps(before, ensure_ascii=False),
        }
    )


def latest_of(db: Database, comment: str) -> Decision | None:
    """The comment's last decision that was not undone."""
    rows = _rows(db, "comment = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1", [comment])
    return rows[0] if rows else None


def of_batch(db: Database, batch: str) -> list[Decision]:
    """What was decided in one go and still stands, the latest first."""
    return _rows(db, "batch = ? AND undone_at IS NULL ORDER BY id DESC", [batch])


def latest_batch(db: Database, moderator: int) -> str | None:
    """The last thing that a moderator did and that still stands."""
    rows = _rows(db, "moderator = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1", [moderator])
    return rows[0].batch if rows else None


def undone(db: Database, decision: Decision, now: datetime) -> None:
    db.table("decisions").update(decision.id, {"undone_at": stamp(now)})


def propose(db: Database, proposal: Proposal) -> None:
    """Keep the first half of a decision; a newer one takes the place of an older one."""
    grounds = proposal.grounds
    db.table("proposals").upsert(
        {
            "comment": proposal.comment,
            "revision": proposal.revision,
            "verb": proposal.verb,
            "reason": grounds.reason,
            "ground": grounds.ground,
            "provision": grounds.provision,
            "explanation": grounds.explanation,
            "occasion": grounds.occasion,
            "answer": proposal.answer,
            "moderator": proposal.moderator,
            "at": stamp(proposal.at),
        },
        pk="comment",
    )


def proposal(db: Database, comment: str) -> Proposal | None:
    rows = db.table("proposals").rows_where("comment = ?", [comment])
    return next((proposal_from_row(row) for row in rows), None)


def drop_proposal(db: Database, comment: str) -> None:
    db.table("proposals").delete_where("comment = ?", [comment])


def taken_up(db: Database, comment: str) -> bool:
    """Whether a person has decided about it, proposed to, or asked another one."""
    [[found]] = db.conn.execute(
        "SELECT EXISTS (SELECT 1 FROM decisions WHERE comment = :id)"
        " OR EXISTS (SELECT 1 FROM proposals WHERE comment = :id)"
        " OR EXISTS (SELECT 1 FROM questions WHERE comment = :id)",
        {"id": comment},
    )
    return bool(found)


def _rows(db: Database, where: str, values: list[object]) -> list[Decision]:
    rows = db.query(f"SELECT * FROM decisions WHERE {where}", values)
    return [
        Decision(
            id=row["id"],
            batch=row["batch"],
            moderator=row["moderator"],
            at=datetime.fromisoformat(row["at"]),
            comment=row["comment"],
            verb=Verb(row["verb"]),
            before=json.loads(row["before"]),
            proposer=row["proposer"],
        )
        for row in rows
    ]


def proposal_from_row(row: dict[str, Any]) -> Proposal:
    return Proposal(
        comment=row["comment"],
        revision=row["revision"],
        verb=Verb(row["verb"]),
        grounds=Grounds(
            row["reason"], row["explanation"], row["ground"], row["provision"], row["occasion"]
        ),
        moderator=row["moderator"],
        at=datetime.fromisoformat(row["at"]),
        answer=row["answer"],
    )
