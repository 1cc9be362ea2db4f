"""Taking in a comment: stored with all that follows, or refused and nothing stored."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import akismet
import httpx
import pytest

from comments_service.actions.decide import LABEL, decide
from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.domain.comment import ActorKind
from comments_service.domain.errors import Invalid, ThreadClosed, TooLong, UnknownThread
from comments_service.domain.states import State, Verb
from comments_service.outbox.worker import drain
from comments_service.spam.akismet_link import AkismetLink, Reader
from comments_service.storage import comments, log
from tests.support import (
    ANNA,
    NOW,
    READER,
    SPAM,
    THREAD,
    all_comments,
    fields,
    known_spam,
    make_newsroom,
    practised,
    thread,
    waiting_jobs,
)


def with_akismet(
    service: Service,
    answer: akismet.CheckResponse = akismet.CheckResponse.HAM,
    client: akismet.SyncClient | None = None,
) -> Service:
    class Client(akismet.TestSyncClient):
        comment_check_response = answer

    config = akismet.Config(key="topsecretkey", url="https://news.muster.example")
    service.akismet = AkismetLink(client or Client(config=config))
    return service


def labels(service: Service) -> list[dict[str, Any]]:
    """What Akismet is still to be told."""
    return [job for job in waiting_jobs(service.db) if job["kind"] == LABEL]


def test_a_comment_waits_for_a_person(service: Service) -> None:
    receipt = submit(service, THREAD, fields(email="ruth@muster.example"), READER, NOW)

    [comment] = all_comments(service)
    assert comment.state is State.PENDING
    assert (comment.author, comment.email, comment.lang) == (
        "Ruth Keller", "ruth@muster.example", "de",
    )  # fmt: skip
    assert service.tokens.comment_of(receipt.token) == comment.id
    [entry] = log.of_comment(service.db, comment.id)
    assert (entry.actor.kind, entry.action) == (ActorKind.AUTHOR, "submit")


def test_spam_is_kept_apart_and_gets_a_receipt_of_the_same_form(service: Service) -> None:
    known_spam(service)
    ham = submit(service, THREAD, fields(), READER, NOW)
    spam = submit(service, THREAD, fields(SPAM), READER, NOW)

    assert [c.state for c in all_comments(service)] == [State.PENDING, State.SPAM]
    assert len(ham.token) == len(spam.token)
    [_, spam_comment] = all_comments(service)
    said = comments.verdicts_of(service.db, spam_comment.id)
    assert [v.rule for v in said] == ["links", "near", "classifier"]
    assert log.of_comment(service.db, spam_comment.id)[-1].actor.kind is ActorKind.RULE


def test_the_hidden_field_lets_a_person_look(tmp_path: Path) -> None:
    """A browser may have filled it in."""
    service = make_newsroom(tmp_path, comments='moderation = "publish"')

    submit(service, THREAD, fields(website="http://x.example"), READER, NOW)

    [comment] = all_comments(service)
    assert comment.state is State.PENDING
    assert "trap" in {verdict.rule for verdict in comments.verdicts_of(service.db, comment.id)}


def test_the_site_may_publish_at_once_what_the_rules_let_pass(tmp_path: Path) -> None:
    careful = thread("6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a02", policy="moderated")
    service = make_newsroom(
        tmp_path, [thread(), careful], off=["classifier"],
        comments='moderation = "publish"\nclose_after_days = 0',
    )  # fmt: skip

    submit(service, THREAD, fields(), READER, NOW)
    submit(service, THREAD, fields("Siehe https://a.example"), READER, NOW)
    submit(service, careful.id, fields("Und hier?"), READER, NOW)

    assert [c.state for c in all_comments(service)] == [
        State.PUBLISHED, State.PENDING, State.PENDING,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"body": ""}, Invalid),
        ({"body": "x" * 5001}, TooLong),
        ({"author": "Muster AG"}, Invalid),
        ({"author": "anna meier"}, Invalid),
        ({"parent": "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4aff"}, Invalid),
    ],
)
def test_what_cannot_be_taken_leaves_nothing_behind(
    service: Service, changes: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        submit(service, THREAD, {**fields(), **changes}, READER, NOW)

    assert all_comments(service) == []
    assert waiting_jobs(service.db) == []


def test_consent_is_needed_where_the_company_wants_it(tmp_path: Path) -> None:
    service = make_newsroom(tmp_path, comments='consent = "checkbox"')

    with pytest.raises(Invalid, match="consent"):
        submit(service, THREAD, fields(), READER, NOW)
    submit(service, THREAD, fields(consent="yes"), READER, NOW)


def test_closed_and_unknown_threads_take_nothing(tmp_path: Path) -> None:
    service = make_newsroom(tmp_path, [thread(closes_at=NOW)])

    submit(service, THREAD, fields(), READER, NOW - timedelta(seconds=1))
    with pytest.raises(ThreadClosed):
        submit(service, THREAD, fields(), READER, NOW)
    with pytest.raises(UnknownThread):
        submit(service, "nothing", fields(), READER, NOW)


def test_only_a_published_comment_of_the_same_post_can_be_answered(tmp_path: Path) -> None:
    other = thread("6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a02")
    service = make_newsroom(tmp_path, [thread(), other])
    submit(service, THREAD, fields(), READER, NOW)
    [first] = all_comments(service)

    with pytest.raises(Invalid):
        submit(service, THREAD, fields("Antwort", parent=first.id), READER, NOW)
    decide(service, first.id, Verb.PUBLISH, ANNA, NOW)
    with pytest.raises(Invalid):
        submit(service, other.id, fields("Antwort", parent=first.id), READER, NOW)
    submit(service, THREAD, fields("Antwort", parent=first.id), READER, NOW)

    assert all_comments(service)[-1].parent == first.id


def test_a_form_sent_twice_is_one_comment_with_one_receipt(service: Service) -> None:
    one = submit(service, THREAD, fields(), READER, NOW)
    two = submit(service, THREAD, fields(), READER, NOW + timedelta(seconds=3))

    assert one == two
    assert len(all_comments(service)) == 1


def test_the_address_is_stored_as_a_hash_that_changes_daily_and_is_forgotten(
    service: Service,
) -> None:
    today = service.sender("203.0.113.7", NOW)

    assert "203.0.113" not in today
    assert service.sender("203.0.113.7", NOW) == today
    assert service.sender("203.0.113.8", NOW) != today
    assert service.sender("203.0.113.7", NOW + timedelta(days=1)) != today
    assert service.sender("2001:db8::1", NOW) == service.sender("2001:db8::2", NOW)
    assert service.sender("::ffff:203.0.113.7", NOW) == service.sender("203.0.113.7", NOW)
    # Two days later the first day's salt is gone, and with it any way back to the address.
    service.sender("203.0.113.7", NOW + timedelta(days=2))
    assert service.db.table("salts").count_where("day = ?", [NOW.date().isoformat()]) == 0


def test_no_address_reaches_the_database(service: Service) -> None:
    submit(service, THREAD, fields(), READER, NOW)
    service.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    assert b"203.0.113.7" not in service.paths.database.read_bytes()


def test_akismet_is_asked_only_with_consent(service: Service) -> None:
    with_akismet(service, akismet.CheckResponse.DISCARD)

    submit(service, THREAD, fields("Eins"), READER, NOW)
    submit(service, THREAD, fields("Zwei", akismet="yes"), READER, NOW)

    asked = [len(comments.verdicts_of(service.db, c.id)) for c in all_comments(service)]
    assert asked == [1, 2]
    assert [(c.state, c.akismet) for c in all_comments(service)] == [
        (State.PENDING, False), (State.PENDING, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (akismet.CheckResponse.HAM, State.PUBLISHED),
        (akismet.CheckResponse.SPAM, State.PENDING),
        # Nothing here agrees, so a person looks.
        (akismet.CheckResponse.DISCARD, State.PENDING),
    ],
)
def test_akismets_word_is_one_of_several(
    tmp_path: Path, answer: akismet.CheckResponse, state: State
) -> None:
    made = make_newsroom(tmp_path, off=["classifier"], comments='moderation = "publish"')
    service = with_akismet(made, answer)

    submit(service, THREAD, fields(akismet="yes"), READER, NOW)

    assert all_comments(service)[0].state is state


def test_without_consent_to_akismet_a_person_reads_the_comment(tmp_path: Path) -> None:
    made = make_newsroom(tmp_path, off=["classifier"], comments='moderation = "publish"')
    service = with_akismet(made)

    submit(service, THREAD, fields(), READER, NOW)

    assert all_comments(service)[0].state is State.PENDING


@pytest.mark.parametrize(
    "reply",
    [
        httpx.Response(500),
        httpx.Response(200, text="invalid"),
        httpx.Response(200, text="perhaps"),
        httpx.ConnectError("no route"),
        httpx.ReadTimeout("slow"),
    ],
)
def test_akismets_failures_change_nothing_and_tell_no_log_the_key(
    tmp_path: Path, reply: httpx.Response | Exception, caplog: pytest.LogCaptureFixture
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if isinstance(reply, Exception):
            raise reply
        return reply

    client = akismet.SyncClient(
        config=akismet.Config(key="topsecretkey", url="https://news.muster.example"),
        http_client=httpx.Client(transport=httpx.MockTransport(answer)),
    )
    made = make_newsroom(tmp_path, off=["classifier"], comments='moderation = "publish"')
    service = with_akismet(made, client=client)

    with caplog.at_level(logging.DEBUG):
        submit(service, THREAD, fields(akismet="yes"), READER, NOW)

    [comment] = all_comments(service)
    assert comment.state is State.PUBLISHED
    assert comments.verdicts_of(service.db, comment.id)[-1].why == "No answer from Akismet"
    assert "topsecretkey" not in caplog.text
    assert READER.address not in caplog.text


def test_a_moderators_decision_is_sent_back_to_akismet(service: Service) -> None:
    sent = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append((request.url.path, request.content.decode()))
        is_check = request.url.path.endswith("comment-check")
        return httpx.Response(
            200, text="false" if is_check else "Thanks for making the web a better place."
        )

    client = akismet.SyncClient(
        config=akismet.Config(key="topsecretkey", url="https://news.muster.example"),
        http_client=httpx.Client(transport=httpx.MockTransport(answer)),
    )
    with_akismet(service, client=client)
    submit(service, THREAD, fields("Eins", akismet="yes"), READER, NOW)
    submit(service, THREAD, fields("Zwei"), READER, NOW)
    [seen, unseen] = all_comments(service)
    decide(service, seen.id, Verb.SPAM, ANNA, NOW)
    decide(service, unseen.id, Verb.SPAM, ANNA, NOW)

    drain(service, NOW)

    assert [path for path, _ in sent] == ["/1.1/comment-check", "/1.1/submit-spam"]
    assert READER.address in sent[0][1]
    assert READER.address not in sent[1][1]
    assert labels(service) == []


def test_a_label_waits_until_akismet_answers_again(service: Service) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("comment-check"):
            return httpx.Response(200, text="false")
        raise httpx.ConnectError("topsecretkey")

    client = akismet.SyncClient(
        config=akismet.Config(key="topsecretkey", url="https://news.muster.example"),
        http_client=httpx.Client(transport=httpx.MockTransport(answer)),
    )
    with_akismet(service, client=client)
    submit(service, THREAD, fields(akismet="yes"), READER, NOW)
    decide(service, all_comments(service)[0].id, Verb.SPAM, ANNA, NOW)

    drain(service, NOW)

    [job] = labels(service)
    assert (job["kind"], job["attempts"]) == ("akismet-label", 1)
    assert "topsecretkey" not in job["last_error"]


def test_a_copy_of_a_published_comment_does_not_get_its_receipt(service: Service) -> None:
    first = submit(service, THREAD, fields(), READER, NOW)
    decide(service, all_comments(service)[0].id, Verb.PUBLISH, ANNA, NOW)

    copy = submit(service, THREAD, fields(), READER, NOW + timedelta(minutes=1))

    assert copy.token != first.token
    assert [c.state for c in all_comments(service)] == [State.PUBLISHED, State.PENDING]


@pytest.mark.parametrize("changes", [{"email": "r@muster.example"}, {"parent": "…"}])
def test_the_same_words_elsewhere_or_with_another_address_are_another_comment(
    service: Service, changes: dict[str, str]
) -> None:
    submit(service, THREAD, fields("Worauf man antwortet"), READER, NOW)
    [root] = all_comments(service)
    decide(service, root.id, Verb.PUBLISH, ANNA, NOW)
    submit(service, THREAD, fields(), READER, NOW)

    submit(service, THREAD, fields(**{k: v.replace("…", root.id) for k, v in changes.items()}),
           READER, NOW)  # fmt: skip

    assert len(all_comments(service)) == 3


def test_who_sends_again_without_the_hidden_field_is_heard(service: Service) -> None:
    submit(service, THREAD, fields(website="filled in by the browser"), READER, NOW)
    submit(service, THREAD, fields(), READER, NOW)

    assert [c.state for c in all_comments(service)] == [State.PENDING, State.PENDING]


def test_forms_sent_twice_at_the_same_moment_are_one_comment(service: Service) -> None:
    with ThreadPoolExecutor(4) as pool:
        receipts = set(pool.map(lambda _: submit(service, THREAD, fields(), READER, NOW), range(4)))

    assert len(receipts) == 1
    assert len(all_comments(service)) == 1


def test_nobody_silences_a_sentence_by_sending_it_often(service: Service) -> None:
    sentence = "Wie viel Restwasser bleibt dem Bach im Winter wirklich?"
    for number in range(6):
        submit(service, THREAD, fields(sentence), Reader(f"203.0.113.{number}", "x"), NOW)

    assert {c.state for c in all_comments(service)} == {State.PENDING}


def test_what_a_person_marked_as_spam_is_spam_when_it_comes_again(service: Service) -> None:
    advert = "Garantiert günstige Kredite ohne Auskunft, jetzt anrufen!"
    submit(service, THREAD, fields(advert), READER, NOW)
    decide(service, all_comments(service)[0].id, Verb.SPAM, ANNA, NOW)
    practised(service)

    submit(service, THREAD, fields(advert), Reader("203.0.113.99", "x"), NOW)

    assert all_comments(service)[-1].state is State.SPAM


def test_akismet_is_asked_for_spam_too_so_that_the_time_of_the_answer_tells_nothing(
    service: Service,
) -> None:
    known_spam(service)
    with_akismet(service)

    submit(service, THREAD, fields(SPAM, akismet="yes"), READER, NOW)

    [comment] = all_comments(service)
    assert comment.state is State.SPAM
    assert comments.verdicts_of(service.db, comment.id)[-1].rule == "akismet"
