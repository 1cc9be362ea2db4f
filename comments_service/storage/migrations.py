"""The schema's history. Append only: a step that was released is never changed.

sqlite-utils runs each step and records it in one transaction.
"""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("comments_service")


@migrations()
def m001_comments(db: Database) -> None:
    db.table("comments").create(
        {
            "id": str,
            "thread": str,
            "parent": str,
            "lang": str,
            "author": str,
            "email": str,
            "body": str,
            "body_hash": str,
            "state": str,
            "created_at": str,
            "published_at": str,
            "decided_at": str,
            "reason": str,
            "explanation": str,
            "automated": int,
            "official": str,
            "akismet": int,
            "sender": str,
        },
        pk="id",
        not_null={
            "thread",
            "lang",
            "author",
            "body",
            "body_hash",
            "state",
            "created_at",
            "explanation",
            "automated",
            "akismet",
        },
        foreign_keys=[("parent", "comments", "id")],
    )
    comments = db.table("comments")
    comments.create_index(["state", "created_at"])
    comments.create_index(["thread", "state", "published_at"])
    comments.create_index(["body_hash", "created_at"])
    comments.create_index(["sender", "created_at"])
    comments.create_index(["parent"])


@migrations()
def m002_verdicts(db: Database) -> None:
    db.table("verdicts").create(
        {"id": int, "comment": str, "rule": str, "outcome": str, "score": float, "why": str},
        pk="id",
        not_null={"comment", "rule", "outcome", "score", "why"},
        foreign_keys=[("comment", "comments", "id")],
    )
    db.table("verdicts").create_index(["comment"])


@migrations()
def m003_log(db: Database) -> None:
    db.table("log").create(
        {
            "id": int,
            "at": str,
            "actor_kind": str,
            "actor": str,
            "action": str,
            "comment": str,
            "from_state": str,
            "to_state": str,
            "reason": str,
            "explanation": str,
        },
        pk="id",
        not_null={"at", "actor_kind", "actor", "action", "explanation"},
    )
    db.table("log").create_index(["comment"])
    # What was decided stays written: not even a slip in our own code may change it.
    for verb in ("UPDATE", "DELETE"):
        db.conn.execute(
            f"CREATE TRIGGER log_no_{verb.lower()} BEFORE {verb} ON log"
            " BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
        )


@migrations()
def m004_outbox(db: Database) -> None:
    db.table("outbox").create(
        {
            "id": int,
            "kind": str,
            "key": str,
            "payload": str,
            "created_at": str,
            "due_at": str,
            "attempts": int,
            "last_error": str,
        },
        pk="id",
        not_null={"kind", "key", "payload", "created_at", "due_at", "attempts", "last_error"},
    )
    db.table("outbox").create_index(["due_at"])


@migrations()
def m005_moderators(db: Database) -> None:
    db.table("moderators").create(
        {
            "id": int,
            "name": str,
            "function": str,
            "password_hash": str,
            "created_at": str,
            "disabled_at": str,
        },
        pk="id",
        not_null={"name", "function", "created_at"},
    )
    db.table("moderators").create_index(["name"], unique=True)
    db.table("invitations").create(
        {"token_hash": str, "moderator": int, "expires_at": str},
        pk="token_hash",
        not_null={"moderator", "expires_at"},
        foreign_keys=[("moderator", "moderators", "id")],
    )
    db.table("sessions").create(
        {"token_hash": str, "moderator": int, "csrf": str, "created_at": str, "seen_at": str},
        pk="token_hash",
        not_null={"moderator", "csrf", "created_at", "seen_at"},
        foreign_keys=[("moderator", "moderators", "id")],
    )


@migrations()
def m006_salts(db: Database) -> None:
    db.table("salts").create({"day": str, "salt": bytes}, pk="day", not_null={"salt"})


@migrations()
def m007_log_retention(db: Database) -> None:
    """Rows older than the log is kept may go; everything younger stays as it was written."""
    db.conn.execute("DROP TRIGGER log_no_delete")
    db.conn.execute(
        "CREATE TRIGGER log_no_delete BEFORE DELETE ON log"
        " WHEN OLD.at > strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-3 years')"
        " BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
    )


@migrations()
def m008_verdict_counts(db: Database) -> None:
    db.table("verdicts").add_column("count", int, not_null_default=0)
