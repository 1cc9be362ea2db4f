"""The database: migrations, durability settings, backups, what passes and what does not."""

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from comments_service.actions import backup as backups
from comments_service.actions.erase import erase
from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.domain.errors import Busy
from comments_service.domain.states import State
from comments_service.storage.database import connect, migrate, transaction
from comments_service.storage.migrations import migrations
from tests.support import NOW, OPENED, READER, THREAD, all_comments, fields


def test_commits_are_on_disk_before_they_are_acknowledged(service: Service) -> None:
    values = [service.db.conn.execute(f"PRAGMA {name}").fetchone()[0]
              for name in ("journal_mode", "synchronous", "foreign_keys")]  # fmt: skip

    assert values == ["wal", 2, 1]


def test_migrating_twice_changes_nothing(service: Service) -> None:
    before = service.db.schema
    migrate(service.db)

    assert service.db.schema == before


def test_a_migration_that_fails_leaves_no_trace(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    db = connect(tmp_path / "x.db")
    request.addfinalizer(db.conn.close)
    migrate(db)

    @migrations(name="m999_broken")
    def broken(db: Database) -> None:
        db.table("half").create({"id": int})
        raise RuntimeError("power cut")

    try:
        with pytest.raises(RuntimeError):
            migrate(db)
    finally:
        migrations._migrations.pop()

    assert not db.table("half").exists()
    assert "m999_broken" not in {m.name for m in migrations.applied(db)}


def test_the_order_of_migrations_is_append_only() -> None:
    """Names of released steps; a new one goes to the end, none is ever renamed or removed."""
    assert [m.name for m in migrations._migrations][:6] == [
        "m001_comments", "m002_verdicts", "m003_log", "m004_outbox", "m005_moderators",
        "m006_salts",
    ]  # fmt: skip


def test_a_transaction_is_all_or_nothing(service: Service) -> None:
    def half() -> None:
        with transaction(service.db):
            service.db.table("salts").insert({"day": "x", "salt": b"y"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()

    assert service.db.table("salts").count_where("day = 'x'") == 0


def test_a_locked_database_is_waited_for_and_then_told(
    service: Service, request: pytest.FixtureRequest
) -> None:
    other = connect(service.paths.database, busy_seconds=0.05)
    request.addfinalizer(other.conn.close)
    with transaction(service.db), pytest.raises(Busy), transaction(other):
        pass

    with transaction(other):
        other.table("salts").insert({"day": "x", "salt": b"y"})
    assert service.db.table("salts").count_where("day = 'x'") == 1


def test_a_full_disk_stores_nothing_and_says_so(service: Service) -> None:
    service.sender("203.0.113.7", NOW)
    pages = service.db.conn.execute("PRAGMA page_count").fetchone()[0]
    service.db.conn.execute(f"PRAGMA max_page_count = {pages}")

    def fill() -> None:
        for number in range(500):
            submit(service, THREAD, fields(f"{number} " * 500), READER, NOW)

    with pytest.raises(Busy):
        fill()
    stored = len(all_comments(service))
    service.db.conn.execute("PRAGMA max_page_count = 1000000")
    submit(service, THREAD, fields("Wieder Platz"), READER, NOW)

    assert len(all_comments(service)) == stored + 1


def test_a_backup_made_while_running_can_be_restored(service: Service, tmp_path: Path) -> None:
    submit(service, THREAD, fields("Eins"), READER, NOW)
    target = tmp_path / "backups" / "one.db"
    with transaction(service.db):
        pass
    backups.backup(service.db, target)
    submit(service, THREAD, fields("Zwei"), READER, NOW)
    service.close()
    copy = connect(target)
    assert copy.table("salts").count == 0
    assert copy.table("comments").count_where("sender IS NOT NULL") == 0
    copy.conn.execute("PRAGMA journal_mode=DELETE")
    copy.conn.close()

    backups.restore(service.paths, target, NOW)

    fresh = make_again(service)
    assert [c.body for c in all_comments(fresh)] == ["Eins"]
    kept = list(service.paths.data.glob("newsroom-before-*.db"))
    assert len(kept) == 1
    assert target.stat().st_mode & 0o777 == 0o600


def test_what_was_erased_stays_erased_when_an_older_backup_comes_back(
    service: Service, tmp_path: Path
) -> None:
    receipt = submit(service, THREAD, fields("Mein Geheimnis"), READER, NOW)
    target = tmp_path / "one.db"
    backups.backup(service.db, target)
    erase(service, service.tokens.comment_of(receipt.token), NOW)
    service.close()

    assert backups.restore(service.paths, target, NOW) == 1

    [comment] = all_comments(make_again(service))
    assert (comment.state, comment.body) == (State.WITHDRAWN, "")


@pytest.mark.parametrize(
    "content", [None, b"", b"not a database", b"SQLite format 3\x00" + b"x" * 900]
)
def test_what_is_no_backup_is_refused_and_changes_nothing(
    service: Service, tmp_path: Path, content: bytes | None
) -> None:
    submit(service, THREAD, fields("Eins"), READER, NOW)
    source = tmp_path / "bad.db"
    if content is not None:
        source.write_bytes(content)

    with pytest.raises(backups.BackupFailed):
        backups.restore(service.paths, source, NOW)

    assert [c.body for c in all_comments(service)] == ["Eins"]


def test_a_backup_never_overwrites_a_file(service: Service, tmp_path: Path) -> None:
    target = tmp_path / "one.db"
    target.write_text("precious")

    with pytest.raises(backups.BackupFailed):
        backups.backup(service.db, target)

    assert target.read_text() == "precious"


def test_a_damaged_database_is_no_passing_fault(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(b"this is not SQLite at all" * 100)

    with pytest.raises(sqlite3.DatabaseError):
        connect(path)


def make_again(service: Service) -> Service:
    """The same newsroom after a restart."""
    from comments_service.settings import Settings
    from comments_service.wiring import make_service

    again = make_service(service.config, service.paths, Settings(("k" * 40,), "", ""))
    OPENED.append(again)
    return again
