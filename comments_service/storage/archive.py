"""Rows as they leave for an export and come back: plain values by column, table by table."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from comments_service.storage import log_chain
from comments_service.storage.comments import body_hash


@dataclass(frozen=True)
class Table:
    name: str
    columns: tuple[str, ...]
    order: str = "rowid"
    booleans: frozenset[str] = frozenset()
    binary: frozenset[str] = frozenset()
    """Bytes, in Base64 (RFC 4648) where they leave."""


_REFUSAL = ("reason", "ground", "provision", "explanation")

TABLES: dict[str, Table] = {
    "moderator": Table(
        "moderators",
        (
            *("id", "name", "function", "role", "email", "lang", "wants_mail", "keys"),
            *("created_at", "disabled_at"),
        ),
        booleans=frozenset({"wants_mail"}),
    ),
    "comment": Table(
        "comments",
        (
            *("id", "thread", "parent", "lang", "author", "email", "body", "state"),
            *("created_at", "published_at", "decided_at", "waiting_since", "edited_at"),
            *(*_REFUSAL, "occasion", "automated", "decided_by", "official", "akismet"),
            *("revision", "confirmed_at", "wants_replies", "wants_decisions"),
        ),
        booleans=frozenset({"automated", "akismet", "wants_replies", "wants_decisions"}),
    ),
    "verdict": Table(
        "verdicts",
        ("comment", "revision", "rule", "outcome", "score", "why", "count", "words"),
        "id",
    ),
    "revision": Table(
        "revisions",
        (
            *("comment", "number", "body", "state", "created_at", "decided_at"),
            *(*_REFUSAL, "automated"),
        ),
        booleans=frozenset({"automated"}),
    ),
    "decision": Table(
        "decisions",
        ("batch", "moderator", "proposer", "at", "comment", "verb", "before", "undone_at"),
        "id",
    ),
    "proposal": Table(
        "proposals",
        ("comment", "revision", "verb", *_REFUSAL, "occasion", "answer", "moderator", "at"),
    ),
    "note": Table("notes", ("comment", "at", "moderator", "kind", "text"), "id"),
    "question": Table("questions", ("comment", "asker", "asked", "at")),
    "appeal": Table(
        "appeals",
        (
            *("id", "comment", "revision", "at", "text", "against", "proposer", "state"),
            *("decided_at", "moderator", "explanation"),
        ),
    ),
    "report": Table(
        "reports",
        (
            *("id", "comment", "thread", "lang", "at", "code", "text", "name", "email"),
            *("confirmed_at", "state", "decided_at", "moderator", "explanation"),
        ),
    ),
    "slip": Table(
        "slips",
        (
            *("id", "post", "lang", "at", "text", "name", "email", "confirmed_at", "state"),
            *("decided_at", "moderator", "explanation"),
        ),
    ),
    "label": Table(
        "labels",
        (
            *("comment", "revision", "spam", "weight", "score", "said", "rules", "at", "lang"),
            *("version", "features", "shingles"),
        ),
        "id",
        booleans=frozenset({"spam"}),
        binary=frozenset({"features", "shingles"}),
    ),
    "rule_off": Table("rules_off", ("rule", "at", "moderator")),
    "anchor": Table("log_anchor", ("row", "hash"), "id"),
    "log": Table("log", (*log_chain.COLUMNS, "hash"), "id"),
}
"""By the type of record; what refers to something stands behind it."""

LEFT_OUT = {
    "comments": ("body_hash", "sender", "html", "rendered"),
    "verdicts": ("id",),
    "revisions": ("html",),
    "decisions": ("id",),
    "notes": ("id",),
    "moderators": ("password_hash", "shut_out"),
    "log_anchor": ("id",),
    "labels": ("id",),
}
"""Secrets, hashes of addresses, what can be made anew, and numbers that mean nothing elsewhere."""

STAYS_HERE = (
    *("outbox", "invitations", "sessions", "salts", "asked", "told", "gone"),
    "label_epoch",
    *("_sqlite_migrations", "sqlite_sequence"),
)
"""Tables of what is on its way, or means nothing elsewhere."""

# Made from the text; never part of an export.
_MADE = ("html", "rendered")


def rows(db: Database, kind: str) -> Iterator[dict[str, Any]]:
    """The rows of a kind in the order in which they came."""
    table = TABLES[kind]
    found = db.conn.execute(
        f"SELECT {_names(table.columns)} FROM {table.name} ORDER BY {table.order}"
    )
    for values in found:
        row = dict(zip(table.columns, values, strict=True))
        for name in table.booleans:
            row[name] = bool(row[name])
        for name in table.binary:
            row[name] = b64encode(row[name]).decode()
        if kind == "decision":
            before = json.loads(row["before"])
            row["before"] = {k: v for k, v in before.items() if k not in _MADE}
        if kind == "verdict":
            row["words"] = json.loads(row["words"])
        yield row


def insert(db: Database, kind: str, row: Mapping[str, Any], **made: object) -> int:
    """Store a row; `made` are columns that no export holds. Returns its number."""
    table = TABLES[kind]
    values = {name: row[name] for name in table.columns if name in row} | made
    for name in table.binary & values.keys():
        values[name] = b64decode(row[name])
    if kind == "comment":
        values["body_hash"] = body_hash(row["body"])
    if kind == "verdict" and "words" in values:
        values["words"] = json.dumps(row["words"], ensure_ascii=False)
    if kind == "decision":
        values["before"] = json.dumps(row["before"], ensure_ascii=False)
    cursor = db.conn.execute(
        f"INSERT INTO {table.name} ({_names(tuple(values))})"
        f" VALUES ({', '.join('?' * len(values))})",
        list(values.values()),
    )
    return int(cursor.lastrowid or 0)


def known(db: Database, kind: str) -> frozenset[str]:
    """The ids of the rows of a kind that are here already."""
    return frozenset(row[0] for row in db.conn.execute(f"SELECT id FROM {TABLES[kind].name}"))


def counts(db: Database) -> dict[str, int]:
    """How many rows there are of each kind."""
    return {
        kind: int(db.conn.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0])
        for kind, table in TABLES.items()
    }


def _names(columns: tuple[str, ...]) -> str:
    # «before» and «row» are words of SQL.
    return ", ".join(f'"{name}"' for name in columns)
