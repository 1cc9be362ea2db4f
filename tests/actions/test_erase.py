"""What is erased is gone: from pages, feeds, search, the database's files, restored backups."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from comments_service.actions import backup as backups
from comments_service.actions.appeal import appeal
from comments_service.actions.cleanup import sweep
from comments_service.actions.decide import decide
from comments_service.actions.decide_revision import decide_revision
from comments_service.actions.edit import edit
from comments_service.actions.erase import anonymise, erase, withdraw_revision
from comments_service.actions.report import report
from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.actions.undo import undo
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.errors import MoveRefused
from comments_service.domain.states import State, Verb
from comments_service.outbox.worker import drain
from comments_service.storage import (
    appeals,
    colleagues,
    comments,
    edits,
    full_text,
    journal,
    log,
    reports,
    revisions,
)
from comments_service.storage.database import checkpoint, connect
from comments_service.storage.journal import Erasure, Line
from tests.actions.office import person
from tests.support import ANNA, NOW, READER, THREAD, fields, waiting_jobs

# Words that stand nowhere else, whole in an index of terms without marks and capitals.
WORDS = ("Zwetschgenwähe", "zwetschgenwahe", "Quitte", "quitte", "wyss@example.org", "Xaver")
LATER = NOW + timedelta(minutes=10)


def sent(service: Service, body: str = "Zwetschgenwähe", **more: str) -> Comment:
    data = {"author": "Xaver Quitte", "email": "wyss@example.org", **more}
    receipt = submit(service, THREAD, fields(body, **data), READER, NOW)
    return comments.get(service.db, service.tokens.comment_of(receipt.token))


def published(service: Service, body: str = "Zwetschgenwähe", **more: str) -> Comment:
    comment = sent(service, body, **more)
    decide(service, comment.id, Verb.PUBLISH, ANNA, NOW)
    return comments.get(service.db, comment.id)


def traces(folder: Path, words: tuple[str, ...] = WORDS) -> set[tuple[str, str]]:
    """Where any of the words still stands, in all files below a folder."""
    return {
        (path.name, word)
        for path in folder.rglob("*")
        if path.is_file()
        for word in words
        if word.encode() in path.read_bytes()
    }


def found(service: Service, word: str) -> int:
    """How many comments the search finds."""
    [[count]] = service.db.conn.execute(
        "SELECT count(*) FROM comments_text WHERE comments_text MATCH ?", [f'"{word}"']
    )
    return int(count)


def test_of_what_is_erased_not_a_word_is_left_in_any_file(service: Service) -> None:
    for number in range(40):
        sent(service, f"Nachbar {number}", author="Ruth", email="")
    comment = published(service)
    edit(service, comment.id, "Zwetschgenwähe mit Rahm", READER, NOW)
    drain(service, NOW)
    data, output = service.paths.data, service.paths.output
    assert traces(data) >= {("newsroom.db", WORDS[0])} or traces(data)
    assert traces(output)

    erase(service, comment.id, NOW)
    drain(service, LATER)

    assert traces(data) == set()
    assert traces(output) == set()
    assert found(service, "Nachbar") == 40


def test_without_the_job_the_index_would_keep_them(service: Service) -> None:
    """Else the test above would prove nothing."""
    sent(service, "Nachbar", author="Ruth", email="")
    comment = sent(service)
    erase(service, comment.id, NOW)
    checkpoint(service.db)

    assert ("newsroom.db", "zwetschgenwahe") in traces(service.paths.data)
    full_text.scrub(service.db)
    checkpoint(service.db)
    assert traces(service.paths.data) == set()


def test_one_job_follows_a_series_of_erasures(service: Service) -> None:
    for number in range(3):
        erase(service, sent(service, f"Zwetschgenwähe {number}").id, NOW)

    assert [job["kind"] for job in waiting_jobs(service.db)].count("scrub") == 1


def test_anonymising_leaves_the_text_alone(service: Service) -> None:
    comment = published(service)
    reply = published(service, "Antwort", author="Ruth", email="", parent=comment.id)
    drain(service, NOW)
    anonymise(service, comment.id, NOW)
    drain(service, LATER)
    after = comments.get(service.db, comment.id)

    assert (after.author, after.email, after.body) == ("Anonym", None, "Zwetschgenwähe")
    assert (after.state, after.published_at) == (State.PUBLISHED, comment.published_at)
    names = ("Xaver", "quitte", "wyss@example.org")
    assert traces(service.paths.data, names) == set()
    assert traces(service.paths.output, names) == set()
    page = (service.paths.output / "de/2026/neue-anlage/index.html").read_text("utf-8")
    assert "Zwetschgenwähe" in page
    assert "Anonym" in page
    assert comments.get(service.db, reply.id).parent == comment.id
    assert (found(service, "Quitte"), found(service, "Zwetschgenwahe")) == (0, 1)


def test_anonymising_twice_is_noted_once(service: Service) -> None:
    comment = sent(service)
    for _ in range(2):
        anonymise(service, comment.id, NOW)

    assert journal.read(service.paths.data) == [Line(comment.id, Erasure.PERSON)]
    assert [e.action for e in log.of_comment(service.db, comment.id)].count("anonymise") == 1


def test_what_is_erased_cannot_be_anonymised(service: Service) -> None:
    comment = sent(service)
    erase(service, comment.id, NOW)

    with pytest.raises(MoveRefused):
        anonymise(service, comment.id, NOW)


def test_appeals_go_with_their_comment_and_reports_stay(service: Service) -> None:
    """A report is what somebody else has sent, and the law asks for its decision."""
    comment = published(service)
    filed = report(
        service, comment.id,
        {"code": "INSULT", "explanation": "Er sagt «Xaver».", "name": "Beat",
         "email": "b@example.org", "faith": "yes"},
        "de", NOW,
    )  # fmt: skip
    decide(service, comment.id, Verb.REJECT, ANNA, NOW,
           grounds=Grounds("INSULT", "Darum.", "rule"))  # fmt: skip
    appeal(service, comment.id, "Ich, Xaver Quitte, widerspreche.", NOW)
    erase(service, comment.id, NOW)

    assert appeals.of_comment(service.db, comment.id) == []
    assert reports.get(service.db, filed.id).text == "Er sagt «Xaver»."


def test_an_older_backup_brings_nothing_back(service: Service, tmp_path: Path) -> None:
    gone, nameless, kept = sent(service, "Quitte eins"), sent(service), published(service, "Drei")
    edit(service, kept.id, "Quitte drei", READER, NOW)
    target = tmp_path / "old.db"
    backups.backup(service.db, target)
    erase(service, gone.id, NOW)
    anonymise(service, nameless.id, NOW)
    withdraw_revision(service, kept.id, NOW)
    service.close()

    assert backups.restore(service.paths, target, NOW) == 3
    for leftover in service.paths.data.glob("newsroom-before-*"):
        leftover.unlink()
    db = connect(service.paths.database)
    assert comments.get(db, gone.id).state is State.WITHDRAWN
    assert (comments.get(db, nameless.id).author, comments.get(db, nameless.id).email) == (
        "Anonym", None,
    )  # fmt: skip
    assert revisions.of_comment(db, kept.id) == []
    assert comments.get(db, kept.id).waiting_since is None
    db.conn.close()
    assert found(service, "Zwetschgenwahe") == 1
    assert found(service, "eins") == 0
    assert traces(service.paths.data, ("Quitte eins", "Quitte drei", "eins")) == set()


def test_no_backup_holds_an_index_that_could_still_know_an_erased_word(
    service: Service, tmp_path: Path
) -> None:
    erase(service, sent(service).id, NOW)
    (tmp_path / "b").mkdir()
    backups.backup(service.db, tmp_path / "b" / "one.db")

    assert traces(tmp_path / "b") == set()


def test_what_is_forgotten_in_time_leaves_the_index_too(service: Service) -> None:
    sent(service, "Nachbar", author="Ruth", email="")
    comment = sent(service)
    decide(service, comment.id, Verb.SPAM, ANNA, NOW)
    later = NOW + timedelta(days=15)
    sweep(service, later)
    drain(service, later + timedelta(minutes=5))

    assert traces(service.paths.data) == set()


def test_a_text_stays_while_an_appeal_is_open(service: Service) -> None:
    comment = sent(service)
    decide(service, comment.id, Verb.SPAM, ANNA, NOW)
    appeal(service, comment.id, "Das ist kein Spam.", NOW)
    sweep(service, NOW + timedelta(days=15))

    assert comments.get(service.db, comment.id).body == "Zwetschgenwähe"


def test_the_journal_reads_older_and_broken_lines(tmp_path: Path) -> None:
    (tmp_path / "erasures.log").write_text("old-id\nhalf per")
    journal.note(tmp_path, "new-id", Erasure.REVISION, 3)

    assert journal.read(tmp_path) == [Line("old-id"), Line("new-id", Erasure.REVISION, 3)]
    assert journal.erased(tmp_path) == {"old-id"}


@pytest.mark.parametrize("forget", [erase, anonymise])
def test_what_colleagues_noted_about_an_author_goes_too(service: Service, forget: Any) -> None:
    comment, other = sent(service), sent(service, "Nachbar", author="Ruth", email="")
    anna = person(service, "Anna Frei").id
    for one in (comment, other):
        note = colleagues.NoteKind.NOTE
        colleagues.add_note(service.db, one.id, anna, note, "Das ist Frau Quitte", NOW)

    forget(service, comment.id, NOW)

    assert colleagues.notes_of(service.db, comment.id) == []
    assert len(colleagues.notes_of(service.db, other.id)) == 1


def test_an_earlier_text_goes_with_the_name_and_is_never_brought_back(service: Service) -> None:
    comment = published(service, "Ich, Xaver Quitte, backe")
    edit(service, comment.id, "Zwetschgenwähe", READER, NOW)
    decide_revision(service, comment.id, Verb.PUBLISH, ANNA, LATER)
    [(at, text)] = edits.earlier_texts(service.db, comment.id)
    assert (at, text) == (LATER, "Ich, Xaver Quitte, backe")

    anonymise(service, comment.id, LATER)
    drain(service, LATER + timedelta(minutes=10))

    assert edits.earlier_texts(service.db, comment.id) == []
    assert traces(service.paths.data, ("Xaver", "Quitte")) == set()
    for [batch] in service.db.conn.execute("SELECT batch FROM decisions").fetchall():
        with pytest.raises(MoveRefused):
            undo(service, batch, ANNA, LATER)
    assert comments.get(service.db, comment.id).body == "Zwetschgenwähe"
