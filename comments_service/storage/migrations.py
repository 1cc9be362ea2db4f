"""The schema's history. Append only: a step that was released is never changed.

sqlite-utils runs each step and records it in one transaction.
"""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from comments_service.storage import log_chain

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


@migrations()
def m009_comments_complete(db: Database) -> None:
    """A comment's finished HTML, its revisions, the grounds of a decision, its author's wishes."""
    comments = db.table("comments")
    comments.add_column("html", str, not_null_default="")
    comments.add_column("rendered", int, not_null_default=0)
    comments.add_column("revision", int, not_null_default=1)
    comments.add_column("edited_at", str)
    comments.add_column("waiting_since", str)
    comments.add_column("ground", str, not_null_default="")
    comments.add_column("provision", str, not_null_default="")
    comments.add_column("occasion", str, not_null_default="own")
    comments.add_column("decided_by", int)
    comments.add_column("confirmed_at", str)
    comments.add_column("wants_replies", int, not_null_default=1)
    comments.add_column("wants_decisions", int, not_null_default=1)
    db.table("verdicts").add_column("revision", int, not_null_default=1)
    db.conn.execute("UPDATE comments SET waiting_since = created_at WHERE state = 'pending'")
    db.conn.execute(
        "CREATE INDEX comments_waiting ON comments (waiting_since) WHERE waiting_since IS NOT NULL"
    )
    db.conn.execute("CREATE INDEX comments_email ON comments (email) WHERE email IS NOT NULL")
    db.table("revisions").create(
        {
            "comment": str,
            "number": int,
            "body": str,
            "html": str,
            "state": str,
            "created_at": str,
            "decided_at": str,
            "reason": str,
            "ground": str,
            "provision": str,
            "explanation": str,
            "automated": int,
        },
        pk=("comment", "number"),
        not_null={
            *("body", "html", "state", "created_at"),
            *("ground", "provision", "explanation", "automated"),
        },
        foreign_keys=[("comment", "comments", "id")],
    )


@migrations()
def m010_decisions(db: Database) -> None:
    """What each decision has changed, so that it can be undone at any time."""
    db.table("decisions").create(
        {
            "id": int,
            "batch": str,
            "moderator": int,
            "at": str,
            "comment": str,
            "verb": str,
            "before": str,
            "undone_at": str,
        },
        pk="id",
        not_null={"batch", "at", "comment", "verb", "before"},
        foreign_keys=[("comment", "comments", "id"), ("moderator", "moderators", "id")],
    )
    db.table("decisions").create_index(["comment"])
    db.table("decisions").create_index(["batch"])
    db.table("decisions").create_index(["moderator", "at"])
    db.table("proposals").create(
        {
            "comment": str,
            "revision": int,
            "verb": str,
            "reason": str,
            "ground": str,
            "provision": str,
            "explanation": str,
            "moderator": int,
            "at": str,
        },
        pk="comment",
        not_null={"revision", "verb", "ground", "provision", "explanation", "moderator", "at"},
        foreign_keys=[("comment", "comments", "id"), ("moderator", "moderators", "id")],
    )
    db.table("notes").create(
        {"id": int, "comment": str, "at": str, "moderator": int, "kind": str, "text": str},
        pk="id",
        not_null={"comment", "at", "moderator", "kind", "text"},
        foreign_keys=[("comment", "comments", "id"), ("moderator", "moderators", "id")],
    )
    db.table("notes").create_index(["comment"])
    db.table("questions").create(
        {"comment": str, "asker": int, "asked": int, "at": str},
        pk="comment",
        not_null={"asker", "at"},
        foreign_keys=[("comment", "comments", "id")],
    )


@migrations()
def m011_objections(db: Database) -> None:
    """What readers hold against a decision, a comment or an announcement."""
    db.table("appeals").create(
        {
            "id": str,
            "comment": str,
            "revision": int,
            "at": str,
            "text": str,
            "against": int,
            "state": str,
            "decided_at": str,
            "moderator": int,
            "explanation": str,
        },
        pk="id",
        not_null={"comment", "revision", "at", "text", "state", "explanation"},
        foreign_keys=[("comment", "comments", "id")],
    )
    db.table("appeals").create_index(["comment"])
    db.table("appeals").create_index(["state", "at"])
    db.table("reports").create(
        {
            "id": str,
            "comment": str,
            "thread": str,
            "lang": str,
            "at": str,
            "code": str,
            "text": str,
            "name": str,
            "email": str,
            "confirmed_at": str,
            "state": str,
            "decided_at": str,
            "moderator": int,
            "explanation": str,
        },
        pk="id",
        not_null={
            "comment",
            "thread",
            "lang",
            "at",
            "code",
            "text",
            "name",
            "state",
            "explanation",
        },
        foreign_keys=[("comment", "comments", "id")],
    )
    db.table("reports").create_index(["comment"])
    db.table("reports").create_index(["state", "at"])
    db.table("slips").create(
        {
            "id": str,
            "post": str,
            "lang": str,
            "at": str,
            "text": str,
            "name": str,
            "email": str,
            "confirmed_at": str,
            "state": str,
            "decided_at": str,
            "moderator": int,
            "explanation": str,
        },
        pk="id",
        not_null={"post", "lang", "at", "text", "name", "state", "explanation"},
    )
    db.table("slips").create_index(["state", "at"])


@migrations()
def m012_roles(db: Database) -> None:
    """Administrators and moderators; whoever is there already has run everything so far."""
    moderators = db.table("moderators")
    moderators.add_column("role", str, not_null_default="moderator")
    moderators.add_column("email", str)
    moderators.add_column("lang", str)
    moderators.add_column("wants_mail", int, not_null_default=1)
    moderators.add_column("keys", str, not_null_default="")
    db.conn.execute("UPDATE moderators SET role = 'administrator'")


@migrations()
def m013_chained_log(db: Database) -> None:
    """Each row of the log names the one before by its hash, so that no row can be changed unseen.

    The hashes of older rows are computed here; the anchor stands for rows that retention removed.
    """
    db.conn.execute("DROP TRIGGER log_no_update")
    db.table("log").add_column("batch", str)
    db.table("log").add_column("hash", str)
    db.table("log_anchor").create({"id": int, "row": int, "hash": str}, pk="id")
    before = log_chain.BEGIN
    rows = db.conn.execute(f"SELECT {', '.join(log_chain.COLUMNS)} FROM log ORDER BY id").fetchall()
    for row in rows:
        before = log_chain.link(before, row)
        db.conn.execute("UPDATE log SET hash = ? WHERE id = ?", [before, row[0]])
    db.conn.execute(
        "CREATE TRIGGER log_no_update BEFORE UPDATE ON log"
        " BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
    )


@migrations()
def m014_search(db: Database) -> None:
    """Full text of what moderators may look for."""
    db.conn.execute(
        "CREATE VIRTUAL TABLE comments_text USING fts5("
        "author, body, content='comments', tokenize='unicode61 remove_diacritics 2')"
    )
    db.conn.execute(
        "INSERT INTO comments_text (rowid, author, body) SELECT rowid, author, body FROM comments"
    )
    gone = (
        "INSERT INTO comments_text (comments_text, rowid, author, body)"
        " VALUES ('delete', OLD.rowid, OLD.author, OLD.body);"
    )
    new = (
        "INSERT INTO comments_text (rowid, author, body) VALUES (NEW.rowid, NEW.author, NEW.body);"
    )
    for name, when, steps in (
        ("insert", "AFTER INSERT ON comments", new),
        ("delete", "AFTER DELETE ON comments", gone),
        ("update", "AFTER UPDATE OF author, body ON comments", gone + new),
    ):
        db.conn.execute(f"CREATE TRIGGER comments_text_{name} {when} BEGIN {steps} END")


@migrations()
def m015_moderation(db: Database) -> None:
    """Counting and listing by state without reading a text, and an author's past by name."""
    db.conn.execute("CREATE INDEX comments_kept ON comments (state, created_at) WHERE body != ''")
    db.conn.execute("CREATE INDEX comments_author ON comments (author COLLATE NOCASE, state)")


@migrations()
def m016_publication(db: Database) -> None:
    """The newest comments, official ones alone, and how many each thread has, without a sort."""
    db.table("comments").create_index(["state", "published_at", "thread"])
    db.conn.execute(
        "CREATE INDEX comments_official ON comments (state, published_at)"
        " WHERE official IS NOT NULL"
    )


@migrations()
def m017_mail_state(db: Database) -> None:
    """Which requests to confirm went to an address today, and what somebody was told already.

    Addresses stand here as keyed hashes, whose salt is gone after two days.
    """
    db.table("asked").create(
        {"day": str, "address": str, "job": str},
        pk=("day", "address", "job"),
        not_null={"day", "address", "job"},
    )
    db.table("told").create({"job": str, "what": str, "at": str}, pk="job", not_null={"what", "at"})


@migrations()
def m018_log_by_time(db: Database) -> None:
    """A month of the log without reading all of it."""
    db.table("log").create_index(["at"])


@migrations()
def m019_search_by_reason(db: Database) -> None:
    """Finding what was rejected for a reason without reading everything else."""
    db.conn.execute(
        "CREATE INDEX comments_reason ON comments (reason, created_at) WHERE reason IS NOT NULL"
    )


@migrations()
def m020_addresses_in_any_case(db: Database) -> None:
    """Looking up an address costs the same whether it is there or not."""
    db.conn.execute(
        "CREATE INDEX comments_email_lower ON comments (lower(email)) WHERE email IS NOT NULL"
    )


@migrations()
def m021_second_persons(db: Database) -> None:
    """Who proposed what another person then confirmed; what a proposal says to whoever reported the
    comment; and how often somebody was shut out, since links of before then never open again."""
    db.table("decisions").add_column("proposer", int)
    db.table("appeals").add_column("proposer", int)
    db.table("proposals").add_column("occasion", str, not_null_default="own")
    db.table("proposals").add_column("answer", str, not_null_default="")
    db.table("moderators").add_column("shut_out", int, not_null_default=0)


@migrations()
def m023_asked_by_anybody(db: Database) -> None:
    """What a rule alone took for spam of late, without reading two weeks of spam; and addresses in
    reports and slips, whose search costs the same whether they are there or not."""
    for table in ("comments", "revisions"):
        db.conn.execute(
            f"CREATE INDEX {table}_of_rules ON {table} (coalesce(decided_at, created_at))"
            " WHERE state = 'spam' AND automated = 1"
        )
    for table in ("reports", "slips"):
        db.conn.execute(
            f"CREATE INDEX {table}_email_lower ON {table} (lower(email)) WHERE email IS NOT NULL"
        )


@migrations()
def m024_gone(db: Database) -> None:
    """Since when the posts of threads are away, so that their comments can be forgotten in time."""
    db.table("gone").create({"thread": str, "since": str}, pk="thread", not_null={"since"})


@migrations()
def m025_anchor_of_an_older_log(db: Database) -> None:
    """A log that retention had shortened before it was chained begins where its chain began."""
    db.conn.execute(
        "INSERT INTO log_anchor (row, hash) SELECT min(id) - 1, ? FROM log"
        " WHERE NOT EXISTS (SELECT 1 FROM log_anchor) HAVING min(id) > 1",
        [log_chain.BEGIN],
    )


@migrations()
def m026_a_filter_that_learns(db: Database) -> None:
    """What persons have said of texts, as the filter learns it: numbers made from words, which
    outlive the text; the rules that are switched off; and the words that weighed in a verdict."""
    # Numbers are never used twice: the filter asks for what is newer than the last it has seen.
    db.conn.execute(
        "CREATE TABLE labels (id INTEGER PRIMARY KEY AUTOINCREMENT, comment TEXT,"
        " revision INTEGER NOT NULL, spam INTEGER NOT NULL, weight REAL NOT NULL, score REAL,"
        " said TEXT NOT NULL, rules TEXT NOT NULL, at TEXT NOT NULL, lang TEXT NOT NULL,"
        " version INTEGER NOT NULL, features BLOB NOT NULL, shingles BLOB NOT NULL)"
    )
    db.table("labels").create_index(["comment", "revision"], unique=True)
    db.table("labels").create_index(["at"])
    db.table("label_epoch").insert({"epoch": 0})
    db.table("rules_off").create(
        {"rule": str, "at": str, "moderator": int}, pk="rule", not_null={"at"}
    )
    db.table("verdicts").add_column("words", str, not_null_default="{}")


@migrations()
def m027_lessons_of_the_past(db: Database) -> None:
    """Whether the filter has learned what was decided before there was one."""
    db.table("label_epoch").add_column("past", int, not_null_default=0)
    db.conn.execute(
        "UPDATE label_epoch SET past = EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'labels')"
    )
