"""A later text: waits beside what is public, replaces what waits, and tells no verdict."""

from pathlib import Path

import pytest

from comments_service.actions.decide import decide
from comments_service.actions.decide_revision import decide_revision
from comments_service.actions.edit import edit, editable
from comments_service.actions.erase import withdraw_revision
from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.actions.undo import undo
from comments_service.contract.switches import Switches, write_switches
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.errors import Invalid, MoveRefused, ThreadClosed, TooLong
from comments_service.domain.states import State, Verb
from comments_service.storage import (
    comments,
    decisions,
    log,
    moderators,
    revisions,
)
from tests.actions.office import comment as stored_comment
from tests.support import (
    ANNA,
    NOW,
    READER,
    SPAM,
    THREAD,
    fields,
    known_spam,
    logged,
    make_newsroom,
    thread,
)


@pytest.fixture(autouse=True)
def spam_is_known(service: Service) -> None:
    known_spam(service)


def sent(service: Service, body: str = "Wann?", **more: str) -> Comment:
    receipt = submit(service, THREAD, fields(body, **more), READER, NOW)
    return comments.get(service.db, service.tokens.comment_of(receipt.token))


def published(service: Service, body: str = "Wann?") -> Comment:
    comment = sent(service, body)
    decide(service, comment.id, Verb.PUBLISH, ANNA, NOW)
    return comments.get(service.db, comment.id)


def change(service: Service, comment: Comment, body: str) -> Comment:
    edit(service, comment.id, body, READER, NOW)
    return comments.get(service.db, comment.id)


def test_a_text_that_waits_is_replaced_and_keeps_its_place(service: Service) -> None:
    before = sent(service)
    after = change(service, before, "Wann genau?")

    assert (after.body, after.html, after.revision) == ("Wann genau?", "<p>Wann genau?</p>\n", 2)
    assert (after.state, after.waiting_since) == (State.PENDING, before.waiting_since)
    assert revisions.of_comment(service.db, after.id) == []
    assert [entry.action for entry in log.of_comment(service.db, after.id)][-1] == "edit"


def test_a_text_beside_a_public_one_waits(service: Service) -> None:
    before = published(service)
    after = change(service, before, "Wann genau?")

    assert (after.body, after.revision, after.state) == ("Wann?", 1, State.PUBLISHED)
    assert after.waiting_since == NOW
    waits = revisions.waiting(service.db, after.id)
    assert waits is not None
    assert (waits.body, waits.number) == ("Wann genau?", 2)


def test_a_newer_text_takes_the_place_of_the_one_that_waits(service: Service) -> None:
    comment = published(service)
    change(service, comment, "Erster Entwurf")
    change(service, comment, "Zweiter Entwurf")

    assert [r.body for r in revisions.of_comment(service.db, comment.id)] == ["Zweiter Entwurf"]


def test_the_same_text_again_changes_nothing(service: Service) -> None:
    waiting, public = sent(service, "a b"), published(service, "c d")
    change(service, public, "e f")
    entries = len(logged(service.db, 99))
    for comment, body in ((waiting, " a b "), (public, "e f\r\n")):
        change(service, comment, body)

    assert len(logged(service.db, 99)) == entries
    assert comments.get(service.db, waiting.id) == waiting


def test_what_is_public_already_takes_back_what_waits(service: Service) -> None:
    comment = published(service)
    change(service, comment, "Anders")
    after = change(service, comment, "Wann?")

    assert (after.waiting_since, revisions.of_comment(service.db, comment.id)) == (None, [])


def test_a_text_that_waits_can_be_taken_back(service: Service) -> None:
    comment = published(service)
    change(service, comment, "Anders")
    withdraw_revision(service, comment.id, NOW)
    after = comments.get(service.db, comment.id)

    assert (after.body, after.waiting_since) == ("Wann?", None)
    assert revisions.of_comment(service.db, comment.id) == []
    with pytest.raises(MoveRefused):
        withdraw_revision(service, comment.id, NOW)


def test_a_proposal_about_the_old_text_is_dropped(tmp_path: Path) -> None:
    service = make_newsroom(tmp_path, comments='four_eyes = ["publish"]')
    moderators.add(service.db, "Beat Frei", "Leiter", NOW)
    [beat] = moderators.everyone(service.db)
    comment = sent(service)
    assert decide(service, comment.id, Verb.PUBLISH, beat, NOW).proposed

    change(service, comment, "Ganz anders")
    assert decisions.proposal(service.db, comment.id) is None


def test_a_decision_about_another_text_cannot_be_undone(service: Service) -> None:
    """Or a text that nobody has read would go online with it."""
    comment = published(service)
    decide(service, comment.id, Verb.RESTORE, ANNA, NOW, batch="b")
    change(service, comment, "Ungelesen")

    with pytest.raises(MoveRefused):
        undo(service, "b", ANNA, NOW)
    assert comments.get(service.db, comment.id).state is State.PENDING


def test_spam_is_edited_as_if_it_waited(service: Service) -> None:
    caught, waiting = sent(service, SPAM), sent(service, "Wann?")
    assert caught.state is State.SPAM

    assert change(service, caught, "Wann denn?").state is State.PENDING
    assert change(service, waiting, SPAM).state is State.SPAM
    assert comments.verdicts_of(service.db, waiting.id, 2)
    assert change(service, waiting, "Doch nicht").waiting_since == NOW


def test_spam_beside_a_public_text_reaches_nobody(service: Service) -> None:
    comment = published(service)
    after = change(service, comment, SPAM)

    assert (after.body, after.waiting_since) == ("Wann?", None)
    [kept] = revisions.of_comment(service.db, comment.id)
    assert (kept.state, kept.automated, kept.number) == (State.SPAM, True, 2)
    # Its author, who is told that it waits, may take it back or send another.
    withdraw_revision(service, comment.id, NOW)
    assert revisions.of_comment(service.db, comment.id) == []
    change(service, comment, SPAM)
    assert change(service, comment, "Besser").waiting_since == NOW


@pytest.mark.parametrize("verb", [Verb.REJECT, Verb.SPAM])
def test_what_was_refused_is_not_edited(service: Service, verb: Verb) -> None:
    comment = sent(service)
    decide(service, comment.id, verb, ANNA, NOW, grounds=Grounds("OFFTOPIC", "Kein Bezug."))

    with pytest.raises(MoveRefused):
        change(service, comment, "Anders")


def test_only_an_open_thread_takes_texts(tmp_path: Path) -> None:
    service = make_newsroom(tmp_path, [thread(policy="open")])
    comment = sent(service)
    write_switches(service.paths.switches, Switches(closed={THREAD: NOW}))

    with pytest.raises(ThreadClosed):
        change(service, comment, "Anders")


def test_a_text_is_checked_like_a_new_one(service: Service) -> None:
    comment = sent(service)
    for body, error in ((" ", Invalid), ("a\x00b", Invalid), ("x" * 5001, TooLong)):
        with pytest.raises(error) as found:
            change(service, comment, body)
        assert "body" in found.value.errors

    assert comments.get(service.db, comment.id) == comment


def test_a_name_that_belongs_to_the_company_by_now_changes_nothing_any_more(
    service: Service,
) -> None:
    comment = sent(service, author="Beat Frei")
    moderators.add(service.db, "Beat Frei", "Leiter", NOW)

    with pytest.raises(Invalid) as found:
        change(service, comment, "Im Namen der Firma")
    assert set(found.value.errors) == {"author"}


def test_where_all_is_shown_at_once_so_is_a_later_text(tmp_path: Path) -> None:
    service = make_newsroom(tmp_path, off=["classifier"], comments='moderation = "publish"')
    known_spam(service)
    comment = sent(service)
    assert comment.state is State.PUBLISHED
    after = change(service, comment, "Wann genau?")

    assert (after.body, after.revision, after.edited_at) == ("Wann genau?", 2, NOW)
    assert (after.published_at, after.waiting_since) == (comment.published_at, None)
    assert (after.automated, after.decided_by) == (True, None)
    assert change(service, comment, SPAM).body == "Wann genau?"


def test_what_a_person_has_refused_does_not_come_back_by_itself(tmp_path: Path) -> None:
    service = make_newsroom(tmp_path, off=["classifier"], comments='moderation = "hold"')
    comment = published(service)
    change(service, comment, "Schlimm")
    decide_revision(
        service, comment.id, Verb.REJECT, ANNA, NOW, grounds=Grounds("OFFTOPIC", "Kein Bezug.")
    )
    service.config = make_newsroom(tmp_path / "b", comments='moderation = "publish"').config

    assert change(service, comment, "Schlimm!").body == "Wann?"


def test_a_text_that_waits_is_not_tuned_until_it_passes(tmp_path: Path) -> None:
    service = make_newsroom(tmp_path, off=["classifier"], comments='moderation = "publish"')
    known_spam(service)
    comment = sent(service, SPAM)
    assert comment.state is State.SPAM

    assert change(service, comment, "Harmlos").state is State.PENDING


def test_an_official_answer_is_nobody_s_to_edit(service: Service) -> None:
    """Whoever finds its id could otherwise speak for the company."""
    answer = stored_comment(service, State.PUBLISHED, official="Sprecherin", author=ANNA)

    with pytest.raises(MoveRefused):
        edit(service, answer.id, "Alles falsch.", READER, NOW)
    assert not editable(service, answer, NOW)
    assert comments.get(service.db, answer.id).body == answer.body
    assert revisions.of_comment(service.db, answer.id) == []


def test_a_changed_letter_does_not_wash_off_how_the_form_came(service: Service) -> None:
    """Two signs together stay two; a new text of the same form, too."""
    comment = sent(service, "Der Umbau beginnt im nächsten Mai", website="x", token="made up")
    assert comment.state is State.SPAM

    later = change(service, comment, "Der Umbau beginnt im nächsten Mai!")

    assert later.state is State.SPAM
    said = comments.verdicts_of(service.db, comment.id, later.revision)
    assert {"trap", "token", "gate"} <= {verdict.rule for verdict in said}
