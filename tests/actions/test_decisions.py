"""Publishing, rejecting, spam, restoring, answering, withdrawing: state, log and site follow."""

import json
import threading
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest

from comments_service.actions.answer import answer
from comments_service.actions.chores import Chores
from comments_service.actions.decide import decide
from comments_service.actions.erase import erase
from comments_service.actions.publish_thread import publish_all
from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.contract.files import locked
from comments_service.contract.threads import Manifest, write_manifest
from comments_service.domain.comment import Actor, ActorKind, Comment, Grounds
from comments_service.domain.decision import Seen
from comments_service.domain.errors import Invalid, MoveRefused, UnknownComment
from comments_service.domain.states import State, Verb
from comments_service.outbox.worker import drain, settle
from comments_service.storage import comments, log, moderators
from tests.support import (
    ANNA,
    NOW,
    READER,
    SITE,
    THREAD,
    all_comments,
    fields,
    make_newsroom,
    page_of,
    thread,
)


def send(service: Service, body: str, parent: str | None = None) -> Comment:
    submit(service, THREAD, fields(body, parent=parent or ""), READER, NOW)
    return all_comments(service)[-1]


def send_and_publish(service: Service, body: str, parent: str | None = None) -> Comment:
    comment = send(service, body, parent)
    decide(service, comment.id, Verb.PUBLISH, ANNA, NOW)
    drain(service, NOW)
    return comment


def everywhere(service: Service) -> dict[str, str]:
    folder = service.paths.output / "comments"
    settle(service, NOW)
    return {
        "page": page_of(service),
        "thread.json": (folder / THREAD / "thread.json").read_text("utf-8"),
        "thread feed": (folder / THREAD / "feed.atom").read_text("utf-8"),
        "site feed": (folder / "feed.atom").read_text("utf-8"),
    }


def test_a_published_comment_stands_in_page_thread_file_and_feeds(service: Service) -> None:
    comment = send_and_publish(service, "Die **Turbine** läuft")

    for place, text in everywhere(service).items():
        assert "Turbine" in text, place
    assert f'id="comment-{comment.id}"' in page_of(service)
    assert "<strong>Turbine</strong> läuft" in page_of(service)
    data = json.loads(everywhere(service)["thread.json"])
    assert data["comments"][0]["author"] == "Ruth Keller"
    assert "email" not in data["comments"][0]


@pytest.mark.parametrize("verb", [Verb.REJECT, Verb.SPAM])
def test_a_comment_that_is_taken_down_disappears_from_all_of_them(
    service: Service, verb: Verb
) -> None:
    comment = send_and_publish(service, "Die Turbine läuft")

    decide(service, comment.id, verb, ANNA, NOW, grounds=Grounds("INSULT", "Schimpfwort", "rule"))
    drain(service, NOW)

    for place, text in everywhere(service).items():
        assert "Turbine" not in text, place
        assert comment.id not in text, place


def test_an_answered_comment_leaves_its_reason_and_no_word_of_its_own(service: Service) -> None:
    first = send_and_publish(service, "Die Turbine ist doof")
    send_and_publish(service, "Das stimmt nicht", first.id)

    decide(
        service, first.id, Verb.REJECT, ANNA, NOW, grounds=Grounds("INSULT", "Schimpfwort", "rule")
    )
    drain(service, NOW)

    places = everywhere(service)
    assert "Turbine" not in "".join(places.values())
    assert "Das stimmt nicht" in places["page"]
    assert "Kommentar entfernt: Beleidigung" in places["page"]
    assert "Schimpfwort" not in "".join(places.values())


def test_spam_leaves_no_trace_even_when_it_was_answered(service: Service) -> None:
    first = send_and_publish(service, "Kauft Uhren")
    send_and_publish(service, "Das ist Werbung", first.id)

    decide(service, first.id, Verb.SPAM, ANNA, NOW)
    drain(service, NOW)

    assert f'id="comment-{first.id}"' not in page_of(service)
    assert "Das ist Werbung" in page_of(service)
    assert "entfernt" not in page_of(service)


def test_a_rejection_needs_reason_and_explanation(service: Service) -> None:
    comment = send(service, "Hallo")

    with pytest.raises(Invalid) as found:
        decide(service, comment.id, Verb.REJECT, ANNA, NOW, grounds=Grounds("BAD", " ", "rule"))

    assert found.value.errors.keys() == {"reason", "explanation"}
    assert all_comments(service)[0].state is State.PENDING


def test_two_moderators_cannot_decide_the_same_comment_twice(service: Service) -> None:
    comment = send(service, "Hallo")
    decide(service, comment.id, Verb.PUBLISH, ANNA, NOW)

    with pytest.raises(MoveRefused):
        decide(service, comment.id, Verb.PUBLISH, ANNA, NOW)


def test_every_decision_is_in_the_log_with_who_what_why_and_when(service: Service) -> None:
    comment = send(service, "Hallo")
    decide(
        service,
        comment.id,
        Verb.REJECT,
        ANNA,
        NOW,
        grounds=Grounds("OFFTOPIC", "Kein Bezug", "rule"),
    )
    decide(service, comment.id, Verb.RESTORE, ANNA, NOW + timedelta(hours=1))

    [_, rejected, restored] = log.of_comment(service.db, comment.id)
    assert (rejected.actor, rejected.reason, rejected.explanation, rejected.at) == (
        Actor(ActorKind.PERSON, ANNA), "OFFTOPIC", "Kein Bezug", NOW,
    )  # fmt: skip
    assert (restored.from_state, restored.to_state) == (State.REJECTED, State.PENDING)
    assert comments.get(service.db, comment.id).reason is None


@pytest.mark.parametrize("statement", ["UPDATE log SET actor = 'x'", "DELETE FROM log"])
def test_the_log_cannot_be_changed(service: Service, statement: str) -> None:
    send(service, "Hallo")

    with pytest.raises(Exception, match="append-only"):
        service.db.conn.execute(statement)


def test_a_restored_comment_keeps_its_place_in_the_thread(service: Service) -> None:
    first = send_and_publish(service, "Eins")
    submit(service, THREAD, fields("Zwei"), READER, NOW + timedelta(minutes=1))
    second = all_comments(service)[-1]
    decide(service, second.id, Verb.PUBLISH, ANNA, NOW + timedelta(minutes=2))

    decide(service, first.id, Verb.SPAM, ANNA, NOW + timedelta(minutes=3))
    decide(service, first.id, Verb.PUBLISH, ANNA, NOW + timedelta(minutes=4))
    drain(service, NOW + timedelta(minutes=5))

    page = page_of(service)
    assert page.index("Eins") < page.index("Zwei")


def test_an_official_answer_is_marked_everywhere_and_cannot_be_imitated(service: Service) -> None:
    comment = send_and_publish(service, "Wann?")
    moderator_id = moderators.add(service.db, "Beat Frei", "Technischer Leiter", NOW)
    beat = next(m for m in moderators.everyone(service.db) if m.id == moderator_id)

    answer(service, comment.id, "Im *Mai*.", beat, NOW)
    drain(service, NOW)

    assert "Offizielle Antwort: Beat Frei, Technischer Leiter" in page_of(service)
    row = json.loads(everywhere(service)["thread.json"])["comments"][1]
    assert (row["official"], row["parent"]) == ("Technischer Leiter", comment.id)
    with pytest.raises(Invalid, match="author"):
        submit(service, THREAD, fields("Im Juni.", author="beat FREI"), READER, NOW)


def test_what_waits_for_a_decision_cannot_be_answered_officially(service: Service) -> None:
    comment = send(service, "Wann?")
    moderators.add(service.db, "Beat Frei", "Leiter", NOW)

    with pytest.raises(Invalid):
        answer(service, comment.id, "Nie.", moderators.everyone(service.db)[0], NOW)


def test_withdrawing_erases_what_was_written_and_takes_it_off_the_site(service: Service) -> None:
    receipt = submit(service, THREAD, fields("Mein Geheimnis", email="r@m.example"), READER, NOW)
    [comment] = all_comments(service)
    decide(service, comment.id, Verb.PUBLISH, ANNA, NOW)
    drain(service, NOW)

    erase(service, service.tokens.comment_of(receipt.token), NOW)
    drain(service, NOW)

    gone = comments.get(service.db, comment.id)
    assert (gone.state, gone.author, gone.email, gone.body) == (State.WITHDRAWN, "", None, "")
    assert "Geheimnis" not in "".join(everywhere(service).values())
    with pytest.raises(MoveRefused):
        erase(service, service.tokens.comment_of(receipt.token), NOW)
    with pytest.raises(MoveRefused):
        decide(service, comment.id, Verb.PUBLISH, ANNA, NOW)


@pytest.mark.parametrize("token", ["", "x", "ImFiYyI.AAAA", "a.b.c"])
def test_a_made_up_receipt_opens_nothing(service: Service, token: str) -> None:
    send(service, "Hallo")

    with pytest.raises(UnknownComment):
        service.tokens.comment_of(token)


def test_a_receipt_is_good_for_one_comment_and_one_purpose(service: Service) -> None:
    one = submit(service, THREAD, fields("Eins"), READER, NOW).token
    two = submit(service, THREAD, fields("Zwei"), READER, NOW).token
    [first, _] = all_comments(service)

    mixed = one.split(".")[0] + "." + two.split(".")[1]

    assert service.tokens.comment_of(one) == first.id
    with pytest.raises(UnknownComment):
        service.tokens.comment_of(mixed)


def test_the_comment_feeds_are_sound(service: Service) -> None:
    first = send_and_publish(service, "Eins & <zwei>")
    send_and_publish(service, "Antwort", first.id)

    for name in ("thread feed", "site feed"):
        feed = feedparser.parse(everywhere(service)[name])
        assert not feed.bozo
        assert feed.feed.links[1].rel == "self"
        assert {entry.id for entry in feed.entries} == {
            f"urn:uuid:{comment.id}" for comment in all_comments(service)
        }
        assert all(
            entry.link.startswith("http://127.0.0.1:8000/de/2026/") for entry in feed.entries
        )
    assert f'ref="urn:uuid:{first.id}"' in everywhere(service)["thread feed"]


def test_publishing_again_changes_no_byte(service: Service) -> None:
    send_and_publish(service, "Eins")
    before = everywhere(service)

    publish_all(service, NOW + timedelta(days=1))

    assert everywhere(service) == before


def test_files_that_were_lost_come_back(service: Service) -> None:
    send_and_publish(service, "Eins")
    before = everywhere(service)
    for path in (service.paths.output / "comments").rglob("*.*"):
        path.unlink()

    publish_all(service, NOW)

    assert everywhere(service) == before


def test_the_files_of_a_withdrawn_post_go_and_its_comments_stay_stored(service: Service) -> None:
    send_and_publish(service, "Eins")
    write_manifest(service.paths.threads, Manifest())

    publish_all(service, NOW)

    assert not (service.paths.output / "comments" / THREAD).exists()
    assert "Eins" not in (service.paths.output / "comments" / "feed.atom").read_text("utf-8")
    assert len(all_comments(service)) == 1


def test_a_thread_whose_time_is_over_loses_its_form_without_a_build(tmp_path: Path) -> None:
    service = make_newsroom(tmp_path, [thread(closes_at=NOW + timedelta(minutes=5))])
    send_and_publish(service, "Eins")
    chores = Chores(service)
    chores(NOW)
    assert "<form" in page_of(service)

    chores(NOW + timedelta(minutes=6))
    drain(service, NOW + timedelta(minutes=6))

    assert "<form" not in page_of(service)
    assert "Eins" in page_of(service)


def test_address_hashes_are_forgotten_within_two_days(service: Service) -> None:
    send(service, "Eins")

    Chores(service)(NOW + timedelta(hours=48))

    assert service.db.table("comments").count_where("sender IS NOT NULL") == 0


def test_a_moderator_does_not_overrule_unseen_what_another_one_decided(service: Service) -> None:
    comment = send(service, "Hallo")
    decide(service, comment.id, Verb.PUBLISH, ANNA, NOW, seen=Seen(State.PENDING, 1))

    with pytest.raises(MoveRefused):
        decide(service, comment.id, Verb.SPAM, ANNA, NOW, seen=Seen(State.PENDING, 1))

    assert comments.get(service.db, comment.id).state is State.PUBLISHED


def test_of_what_was_withdrawn_not_a_byte_is_left_in_the_state(service: Service) -> None:
    receipt = submit(service, THREAD, fields("Geheimnis siebzehn"), READER, NOW)
    decide(service, all_comments(service)[0].id, Verb.PUBLISH, ANNA, NOW)
    drain(service, NOW)

    erase(service, service.tokens.comment_of(receipt.token), NOW)
    drain(service, NOW)

    for path in service.paths.data.rglob("*"):
        assert path.is_dir() or b"Geheimnis siebzehn" not in path.read_bytes(), path


def test_an_answer_names_the_function_in_the_posts_language_and_is_marked_in_the_feeds(
    tmp_path: Path,
) -> None:
    english = thread(lang="en", url="/en/2026/new/", file="en/2026/new/index.html")
    service = make_newsroom(tmp_path, [english])
    submit(service, THREAD, fields("When?"), READER, NOW)
    comment = all_comments(service)[-1]
    decide(service, comment.id, Verb.PUBLISH, ANNA, NOW)
    moderators.add(service.db, "Anna Meier", "Sprecherin", NOW)
    anna = moderators.everyone(service.db)[0]

    first = answer(service, comment.id, "In May.", anna, NOW)
    again = answer(service, comment.id, "In May.", anna, NOW)
    settle(service, NOW)

    assert first.id == again.id
    assert first.official == "Spokeswoman"
    for name in ("feed.atom", f"{THREAD}/feed.atom", "official.atom"):
        feed = (service.paths.output / "comments" / name).read_text("utf-8")
        assert "When?" not in feed or name != "official.atom"
        assert "<name>Official reply: Anna Meier, Spokeswoman</name>" in feed
    assert '<entry xml:lang="en">' in (service.paths.output / "comments" / "feed.atom").read_text(
        "utf-8"
    )


def test_answering_and_withdrawing_are_in_the_log(service: Service) -> None:
    receipt = submit(service, THREAD, fields("Wann?"), READER, NOW)
    [asked] = all_comments(service)
    decide(service, asked.id, Verb.PUBLISH, ANNA, NOW)
    moderators.add(service.db, "Beat Frei", "Leiter", NOW)
    said = answer(service, asked.id, "Im Mai.", moderators.everyone(service.db)[0], NOW)

    erase(service, service.tokens.comment_of(receipt.token), NOW)

    [answered] = log.of_comment(service.db, said.id)
    assert (answered.actor.name, answered.action) == ("Beat Frei", "answer")
    assert log.of_comment(service.db, asked.id)[-1].action == "withdraw"


def test_a_publication_waits_for_a_build_that_is_writing_pages(service: Service) -> None:
    submit(service, THREAD, fields("Wartet auf den Bau"), READER, NOW)
    decide(service, all_comments(service)[0].id, Verb.PUBLISH, ANNA, NOW)
    with locked(service.paths.lock):
        publication = threading.Thread(target=drain, args=(service, NOW))
        publication.start()
        publication.join(0.5)
        assert publication.is_alive()
        assert "Wartet auf den Bau" not in page_of(service)
    publication.join(10)

    assert "Wartet auf den Bau" in page_of(service)


def test_the_feed_of_all_comments_passes_over_posts_that_are_gone(tmp_path: Path) -> None:
    stays = thread("6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a02", url="/de/2026/bleibt/",
                   file="de/2026/bleibt/index.html")  # fmt: skip
    service = make_newsroom(tmp_path, [thread(), stays])
    submit(service, stays.id, fields("Bleibt lesbar"), READER, NOW)
    for number in range(60):
        submit(service, THREAD, fields(f"Geht {number}"), READER, NOW + timedelta(minutes=number))
    for comment in all_comments(service):
        decide(service, comment.id, Verb.PUBLISH, ANNA, NOW + timedelta(hours=2))
    write_manifest(service.paths.threads, Manifest(SITE, {stays.id: stays}))

    publish_all(service, NOW + timedelta(hours=3))

    feed = (service.paths.output / "comments" / "feed.atom").read_text("utf-8")
    assert feed.count("<entry") == 1
    assert "Bleibt lesbar" in feed
