"""Everything of the comments' side out and in again: whole, private, and the same pages."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from comments_service.actions.undo import undo
from comments_service.contract.cleanup import read_cleanup, write_cleanup
from comments_service.contract.figures import Figures, Month, read_figures, write_figures
from comments_service.contract.switches import read_switches
from comments_service.domain.comment import Actor, ActorKind
from comments_service.domain.states import State
from comments_service.importing.comment_threads import Finder
from comments_service.storage import (
    comments,
    decisions,
    journal,
    log,
    moderators,
)
from comments_service.storage.database import transaction
from tests.importing.archives import (
    LATER,
    Sample,
    bring,
    pages_of,
    rows_of,
    sample,
    sound,
)
from tests.support import NOW, THREAD, all_comments, make_newsroom, thread


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return sample(tmp_path_factory.mktemp("full"))


def test_an_empty_newsroom_gets_the_same_pages_byte_for_byte(full, tmp_path):
    other = make_newsroom(tmp_path / "other")

    bring(full.file(tmp_path), other)

    told = full.pages["de/moderationsbericht/index.html"].decode()
    assert "Oktober 2026" in told
    assert "November 2026" in told
    assert b"20. November 2026" in full.pages["de/datenschutz/index.html"]
    assert "comments/moderation.json" in full.pages
    assert pages_of(other, LATER + timedelta(hours=2)) == full.pages


def test_what_readers_were_told_here_is_not_replaced(full, tmp_path):
    other = make_newsroom(tmp_path / "other")
    mine = Figures(NOW, (Month("2026-09", received=3),))
    write_figures(other.paths.figures, mine)
    write_cleanup(other.paths.cleanup, NOW)

    bring(full.file(tmp_path), other)

    assert read_figures(other.paths.figures) == mine
    assert read_cleanup(other.paths.cleanup) == NOW


def test_every_row_comes_back_as_it_was(full, tmp_path):
    other = make_newsroom(tmp_path / "other")
    before = full.rows
    kinds = ("verdict", "revision", "decision", "note", "appeal", "report")
    assert all(before[kind] for kind in kinds)

    bring(full.file(tmp_path), other)

    after = rows_of(other)
    imported = after["log"].pop()
    assert (imported["action"], imported["actor"]) == ("import", "import newsroom")
    assert after == before
    assert read_switches(other.paths.switches).closed == {THREAD: NOW}
    assert journal.read(other.paths.data) == full.erasures


def test_the_log_that_comes_back_can_be_verified(full, tmp_path):
    other = make_newsroom(tmp_path / "other")

    bring(full.file(tmp_path), other)

    assert sound(other)
    log.add(other.db, Actor(ActorKind.SYSTEM), "x", LATER)
    assert sound(other)


def test_a_decision_can_be_undone_after_the_move(full, tmp_path):
    other = make_newsroom(tmp_path / "other")
    bring(full.file(tmp_path), other)
    refused = next(c for c in all_comments(other) if c.state is State.REJECTED)
    last = decisions.latest_of(other.db, refused.id)
    assert last

    undo(other, last.batch, "terminal", LATER)

    assert comments.get(other.db, refused.id).state is State.PENDING


def test_a_second_import_changes_nothing(full, tmp_path):
    other, file = make_newsroom(tmp_path / "other"), full.file(tmp_path)
    bring(file, other)
    before = rows_of(other)

    done = bring(file, other)

    assert rows_of(other) == before
    assert "Nothing in the newsroom has changed." in str(done)


def test_what_exists_is_left_alone_and_the_rest_comes(full, tmp_path):
    """A log with rows of its own goes on, and stays sound."""
    other, file = make_newsroom(tmp_path / "other"), full.file(tmp_path)
    first = full.comments[0]
    mine = replace(first, body="Anders", parent=None, decided_by=None)
    with transaction(other.db):
        comments.add(other.db, mine)
        log.add(other.db, Actor(ActorKind.SYSTEM), "mine", NOW, comment=mine.id)

    bring(file, other)

    assert comments.get(other.db, mine.id).body == "Anders"
    assert len(all_comments(other)) == len(full.comments)
    rows = rows_of(other)["log"]
    assert [row["action"] for row in rows if row["comment"] == mine.id] == ["mine"]
    assert {row["comment"] for row in rows} >= {one.id for one in full.comments}
    assert sound(other)


def test_people_are_known_by_their_names(full, tmp_path):
    """Numbers differ from newsroom to newsroom; nobody gets anybody else's decisions."""
    other = make_newsroom(tmp_path / "other")
    moderators.add(other.db, "Chris Gross", "", NOW)
    berta = moderators.add(other.db, "berta frei", "", NOW)

    bring(full.file(tmp_path), other)

    by = {one.id: one.decided_by for one in all_comments(other)}
    theirs = {one.id: one.decided_by for one in full.comments}
    assert set(by.values()) == {berta, None}
    assert {one for one, who in by.items() if who} == {one for one, who in theirs.items() if who}
    assert [one.name for one in moderators.everyone(other.db)] == ["Chris Gross", "berta frei"]


def test_an_import_lets_nobody_in(full, tmp_path):
    other, file = make_newsroom(tmp_path / "other"), full.file(tmp_path)

    bring(file, other)

    assert "argon2id" not in file.read_text("utf-8")
    assert [one.password_hash for one in moderators.everyone(other.db)] == [None]


def test_what_was_erased_here_does_not_come_back(full, tmp_path):
    other, file = make_newsroom(tmp_path / "other"), full.file(tmp_path)
    first = full.comments[0]
    journal.note(other.paths.data, first.id)

    bring(file, other)

    found = comments.get(other.db, first.id)
    assert (found.state, found.body) == (State.WITHDRAWN, "")


def test_a_map_gives_comments_another_post(full, tmp_path):
    new = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a77"
    other = make_newsroom(tmp_path / "other", [thread(new)])
    posts = Finder(languages={new: "de"}, wanted={THREAD: new})

    bring(full.file(tmp_path), other, posts)

    assert {one.thread for one in all_comments(other)} == {new}


def test_posts_that_are_not_here_are_told(full, tmp_path):
    other = make_newsroom(tmp_path / "other")

    done = bring(full.file(tmp_path), other)

    assert f"{THREAD}: {len(full.comments)}" in str(done)


def test_a_check_stores_nothing(full, tmp_path):
    other = make_newsroom(tmp_path / "other")

    done = bring(full.file(tmp_path), other, check=True)

    assert not all_comments(other)
    assert "this was a check" in str(done)


def test_only_its_owner_may_read_an_export(full):
    assert full.mode == 0o600


def test_no_secrets_and_no_html(full):
    text = full.export.decode()

    for word in ("password", "token", '"sender"', "body_hash", '"html"', "<p>", "sha1"):
        assert word not in text


def test_a_few_fields_are_enough(tmp_path):
    """So another program can write the format, too."""
    other = make_newsroom(tmp_path)
    one = {
        "type": "comment",
        "id": "00000000-0000-4000-8000-000000000001",
        "thread": THREAD,
        "lang": "de",
        "author": "Ruth",
        "body": "Gut",
        "state": "pending",
        "created_at": "2020-01-01T00:00:00.000000Z",
    }
    header = {"type": "header", "format": "newsroom-comments", "version": 1}
    records = (header, one, {"type": "end", "records": 2})
    file = tmp_path / "few.jsonl"
    file.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")

    bring(file, other)

    (found,) = all_comments(other)
    assert (found.author, found.wants_replies, found.occasion) == ("Ruth", True, "own")
