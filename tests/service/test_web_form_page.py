"""The form on a page of its own: replies, closed threads."""

import pytest

from comments_service.contract.switches import Switches, write_switches
from comments_service.domain.comment import Grounds
from comments_service.domain.states import Verb
from tests.support import THREAD, fields
from tests.web import CLOSED, UNKNOWN, hidden, text, tree

HERE = f"/comments/{THREAD}"


def test_the_form_can_be_opened_alone(client):
    answer = client.get(HERE)

    assert answer.status_code == 200
    page = tree(answer)
    assert page.xpath("//form[@data-comment-form]/@action") == [HERE]
    assert page.xpath("//a[@href='/de/2026/neue-anlage/']/text()") == ["Neue Anlage"]
    assert page.xpath("count(//h1)") == 1


def test_a_reply_quotes_what_it_answers(room, client):
    asked = room.published("Wann geht es **los**?")
    answer = client.get(f"{HERE}/reply/{asked.id}")

    assert hidden(answer, "parent") == asked.id
    quote = tree(answer).xpath("string(//blockquote)")
    assert "Ruth Keller" in quote
    assert "Wann geht es los?" in quote


def test_a_reply_that_comes_back_still_quotes_what_it_answers(room, client):
    asked = room.published("Wann geht es los?")
    answer = client.post(HERE, data={"body": "", "author": "Otto", "parent": asked.id})

    assert answer.status_code == 422
    assert "Wann geht es los?" in tree(answer).xpath("string(//blockquote)")


@pytest.mark.parametrize("verb", [Verb.REJECT, Verb.SPAM, Verb.RESTORE])
def test_what_is_not_public_is_never_quoted(room, client, verb):
    comment = room.published("Streng geheim")
    room.decide(comment.id, verb, grounds=Grounds("OTHER", "Darum.", "rule"))
    answer = client.get(f"{HERE}/reply/{comment.id}")

    assert answer.status_code == 404
    assert "Streng geheim" not in answer.text
    assert hidden(answer, "parent") == ""


def test_a_comment_of_another_thread_cannot_be_answered_here(room, client):
    comment = room.published("Woanders")
    answer = client.get(f"/comments/{CLOSED}/reply/{comment.id}")

    assert answer.status_code == 404
    assert "Woanders" not in answer.text


def test_a_closed_thread_explains_itself(client):
    answer = client.get(f"/comments/{CLOSED}")

    assert answer.status_code == 200
    assert "geschlossen" in text(answer)
    assert tree(answer).xpath("//form") == []


def test_unknown_threads_have_no_form(client):
    assert client.get(f"/comments/{UNKNOWN}").status_code == 404
    assert client.get(f"/comments/{UNKNOWN}/reply/{UNKNOWN}").status_code == 404


def test_pages_are_not_indexed(room, client):
    for path in (HERE, room.receipt(room.published())):
        assert tree(client.get(path)).xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_in_a_crisis_each_form_and_the_receipt_of_what_waits_say_so(room, client):
    shown, waits = room.published(), room.sent("Wartet")
    pages = [
        lambda: client.get(HERE),
        lambda: client.get(f"{HERE}/reply/{shown.id}"),
        lambda: client.post(HERE, data=fields("")),
        lambda: client.post(f"{HERE}/preview", data=fields("Hallo")),
        lambda: client.get(room.receipt(waits)),
        lambda: client.get(f"{room.receipt(shown)}/edit"),
    ]
    words = "Wir prüfen Kommentare derzeit vor der Veröffentlichung."
    assert [words in text(page()) for page in pages] == [False] * len(pages)

    write_switches(room.service.paths.switches, Switches("hold", room.clock()))

    assert [words in text(page()) for page in pages] == [True] * len(pages)
    assert words not in text(client.get(room.receipt(shown))), "nothing of it waits"
