"""Nobody changes the log unseen, not even with the database's own tools."""

import hashlib
import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from comments_service.actions import backup as backups
from comments_service.actions.cleanup import sweep
from comments_service.actions.decide import decide
from comments_service.actions.erase import erase
from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.cli import main
from comments_service.domain.comment import Actor, ActorKind
from comments_service.domain.states import Verb
from comments_service.storage import log, log_chain, retention
from comments_service.storage.database import connect, migrate, transaction
from comments_service.storage.log_check import Tip, anchor, lines, verify
from comments_service.storage.migrations import migrations
from tests.support import ANNA, NOW, READER, THREAD, all_comments, fields

SOMEBODY = Actor(ActorKind.PERSON, ANNA)


@pytest.fixture
def written(service: Service) -> Service:
    """A newsroom with six rows in its log."""
    with transaction(service.db):
        for number in range(6):
            moment = NOW + timedelta(minutes=number)
            log.add(service.db, SOMEBODY, "publish", moment, explanation=f"Grund {number}")
    return service


def tamper(db: Database, sql: str) -> None:
    """Do what only somebody with access to the file can: drop the guards first."""
    for trigger in ("log_no_update", "log_no_delete"):
        db.conn.execute(f"DROP TRIGGER IF EXISTS {trigger}")
    db.conn.execute(sql)


def insert_forged(db: Database) -> None:
    row = (7, "2026-11-20T10:00:00.000000Z", "person", ANNA, "publish", *[None] * 3, None, "", None)
    names = ", ".join((*log_chain.COLUMNS, "hash"))
    db.conn.execute(
        f"INSERT INTO log ({names}) VALUES ({', '.join('?' * 12)})",  # noqa: S608 - constants
        [*row, hashlib.sha256(b"guess").hexdigest()],
    )


def test_an_untouched_log_is_sound_and_tells_its_tip(written: Service) -> None:
    checked = verify(written.db)

    assert (checked.rows, checked.broken, checked.missing) == (6, None, None)
    assert str(checked.tip) == f"6:{log.tip(written.db)[1]}"


@pytest.mark.parametrize(
    ("sql", "broken"),
    [
        ("UPDATE log SET explanation = 'anders' WHERE id = 3", 3),
        ("UPDATE log SET actor = 'Jemand anders' WHERE id = 1", 1),
        ("UPDATE log SET at = '2020-01-01T00:00:00.000000Z' WHERE id = 6", 6),
        ("UPDATE log SET batch = 'x' WHERE id = 2", 2),
        ("UPDATE log SET hash = upper(hash) || 'x' WHERE id = 4", 4),
        ("DELETE FROM log WHERE id = 4", 5),
        ("DELETE FROM log WHERE id = 1", 2),
        ("DELETE FROM log WHERE id <= 3", 4),
        ("UPDATE log SET id = 9 WHERE id = 6", 9),
    ],
)
def test_the_first_row_that_was_touched_is_found(written: Service, sql: str, broken: int) -> None:
    tamper(written.db, sql)

    assert verify(written.db).broken == broken


def test_a_row_that_was_slipped_in_is_found(written: Service) -> None:
    insert_forged(written.db)

    assert verify(written.db).broken == 7


@pytest.mark.parametrize("keep", [0, 3, 5])
def test_an_end_that_was_cut_off_shows_against_what_was_known(written: Service, keep: int) -> None:
    known = verify(written.db).tip
    tamper(written.db, f"DELETE FROM log WHERE id > {keep}")  # noqa: S608 - a number

    assert verify(written.db).broken is None
    assert verify(written.db, known).missing == known


def test_a_log_that_went_on_still_holds_what_was_known(written: Service) -> None:
    known = verify(written.db).tip
    with transaction(written.db):
        log.add(written.db, SOMEBODY, "reject", NOW + timedelta(hours=1))

    assert verify(written.db, known).missing is None
    assert verify(written.db, Tip(3, "0" * 64)).missing == Tip(3, "0" * 64)


def test_the_database_itself_refuses_changes(written: Service) -> None:
    for sql in ("UPDATE log SET actor = 'x'", "DELETE FROM log WHERE id = 6"):
        with pytest.raises(Exception, match="append-only"):
            written.db.conn.execute(sql)


def test_the_chain_survives_retention(service: Service) -> None:
    with transaction(service.db):
        for years in (5, 4, 0):
            log.add(service.db, SOMEBODY, "publish", NOW - timedelta(days=366 * years))
    known = verify(service.db).tip

    sweep(service, NOW)

    checked = verify(service.db, known)
    assert (checked.rows, checked.broken, checked.missing) == (1, None, None)
    assert anchor(service.db).row == 2


def test_the_chain_survives_erasure_backup_and_restoring(service: Service) -> None:
    submit(service, THREAD, fields("Eins"), READER, NOW)
    [comment] = all_comments(service)
    decide(service, comment.id, Verb.PUBLISH, ANNA, NOW)
    target = service.paths.data / "backups" / "one.db"
    backups.backup(service.db, target)
    known = verify(service.db).tip
    erase(service, comment.id, NOW)
    assert verify(service.db, known).broken is None
    service.close()

    assert backups.restore(service.paths, target, NOW) == 1

    checked = verify(service.db, known)
    assert (checked.broken, checked.missing) == (None, None)
    assert all_comments(service)[0].body == ""


def test_the_export_can_be_checked_by_anybody(written: Service) -> None:
    first, *rows = lines(written.db)
    before = first["hash"]
    for row in rows:
        values = [row[name] for name in log_chain.COLUMNS]
        text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        before = hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()
        assert row["hash"] == before


Command = Callable[..., tuple[int, str]]


@pytest.fixture
def command(written: Service, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("NEWSROOM_CONFIG", str(written.config.path))
    monkeypatch.setenv("NEWSROOM_DATA", str(written.paths.data))

    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["log", *words])
        return result.exit_code, result.output

    return run


def test_the_command_tells_whether_and_where(written: Service, command: Command) -> None:
    code, told = command("verify")
    assert (code, "6 rows, none changed" in told) == (0, True)
    tip = told.split()[-1]
    assert command("verify", "--expect", tip)[0] == 0
    assert command("verify", "--expect", "nonsense")[0] == 1

    tamper(written.db, "UPDATE log SET actor = 'x' WHERE id = 2")
    code, told = command("verify")
    assert (code, "broken at row 2" in told) == (1, True)


def test_the_command_writes_a_json_object_a_line(command: Command) -> None:
    code, told = command("export")

    rows = [json.loads(line) for line in told.splitlines()]
    assert code == 0
    assert [row.get("id") for row in rows] == [None, 1, 2, 3, 4, 5, 6]


def test_a_log_that_was_shortened_before_it_was_chained_is_sound(tmp_path: Path) -> None:
    db = connect(tmp_path / "newsroom.db")
    with closing(db.conn):
        migrations.apply(db, stop_before="m009_comments_complete")
        for row in (5, 6):
            db.table("log").insert(
                {
                    "id": row,
                    "at": "2026-11-20T09:00:00.000000Z",
                    "actor_kind": "person",
                    "actor": ANNA,
                    "action": "sign-in",
                    "explanation": "",
                }
            )
        migrate(db)

        checked, begins = verify(db), anchor(db)

    assert (checked.rows, checked.broken, checked.tip.row) == (2, None, 6)
    assert begins == Tip(4, log_chain.BEGIN)


def forge_beginning(db: Database, row: int) -> None:
    """Cut off the log's head, and let the rest begin there as if retention had done it."""
    [[digest]] = db.conn.execute("SELECT hash FROM log WHERE id = ?", [row]).fetchall()
    tamper(db, f"DELETE FROM log WHERE id <= {row}")  # noqa: S608 - a number
    db.table("log_anchor").insert({"row": row, "hash": digest})


def test_a_head_that_was_cut_off_shows_by_its_age(written: Service, command: Command) -> None:
    first = str(Tip(2, list(lines(written.db))[2]["hash"]))
    assert command("verify", "--expect", first)[0] == 0
    forge_beginning(written.db, 3)

    assert verify(written.db).broken is None
    code, told = command("verify")
    assert (code, "Rows up to 3 are gone; the oldest that is left is of 2026-11-20" in told) == (
        1, True,
    )  # fmt: skip
    code, told = command("verify", "--expect", first)
    assert (code, "begins after row 3" in told) == (1, True)


def test_a_log_without_any_row_left_is_not_passed_over(written: Service, command: Command) -> None:
    forge_beginning(written.db, 6)

    assert command("verify")[0] == 1


def test_what_retention_removed_is_told_and_is_no_fault(service: Service, command: Command) -> None:
    moment = datetime.now(UTC)
    with transaction(service.db):
        service.db.conn.execute("DROP TRIGGER log_no_delete")
        service.db.conn.execute("DELETE FROM log")
        for days in (1200, 1100, 1094, 3):
            log.add(service.db, SOMEBODY, "publish", moment - timedelta(days=days))
    retention.forget_log(service.db, moment - timedelta(days=1095))

    code, told = command("verify")

    assert (code, "Rows up to 2 are gone" in told, "2 rows, none changed" in told) == (
        0, True, True,
    )  # fmt: skip
