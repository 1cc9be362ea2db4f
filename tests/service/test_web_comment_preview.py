"""A reader looks at a comment before sending it."""

from collections.abc import Callable

from flask.testing import FlaskClient

from comments_service.contract.switches import Switches, write_switches
from comments_service.domain.states import Verb
from tests.support import NOW, THREAD, fields
from tests.web import CLOSED, UNKNOWN, Room, text, tree

PREVIEW = f"/comments/{THREAD}/preview"
JSON = {"Accept": "application/json"}


def test_the_preview_shows_the_comment_as_the_page_will_and_stores_nothing(
    room: Room, client: FlaskClient
) -> None:
    body = "Ein **guter** Schritt.\n\n> so <b>nicht</b>"
    answer = client.post(PREVIEW, data=fields(body, email="ruth@example.org"))

    assert answer.status_code == 200
    shown = tree(answer).xpath("//section[@data-preview]//div[@class='comment__text']")[0]
    assert shown.xpath(".//strong/text()") == ["guter"]
    assert shown.xpath(".//b") == []
    assert "Noch ist nichts gesendet" in text(answer)
    assert room.comments() == []
    assert room.woken == []
    sent = room.published(body)
    assert sent.html in answer.text


def test_everything_typed_stands_in_the_form_below_which_sends(
    room: Room, client: FlaskClient
) -> None:
    parent = room.published()
    answer = client.post(PREVIEW, data=fields("So?", email="ruth@example.org", parent=parent.id))

    form = tree(answer).forms[0]
    assert form.action == f"/comments/{THREAD}"
    typed = dict(form.fields)
    assert (typed["body"].strip(), typed["author"]) == ("So?", "Ruth Keller")
    assert (typed["email"], typed["parent"]) == ("ruth@example.org", parent.id)
    first, second = form.xpath(".//button[@type='submit']")
    # Enter presses the first one.
    assert first.get("formaction") is None
    assert second.get("formaction") == PREVIEW
    assert client.post(form.action, data=typed).status_code == 303


def test_a_preview_finds_the_same_faults_as_sending(client: FlaskClient) -> None:
    for data in (fields(""), fields("x", author=""), fields("x", email="no"), fields("x" * 9000)):
        sent = client.post(f"/comments/{THREAD}", data=data)
        shown = client.post(PREVIEW, data=data)
        assert (shown.status_code, shown.text) == (sent.status_code, sent.text)
        assert client.post(PREVIEW, data=data, headers=JSON).json == (
            client.post(f"/comments/{THREAD}", data=data, headers=JSON).json
        )


def test_scripts_get_the_comment_alone(client: FlaskClient) -> None:
    answer = client.post(PREVIEW, json=fields("Ein *Satz*."), headers=JSON)

    assert list(answer.json or {}) == ["html"]
    assert "<em>Satz</em>" in answer.json["html"]
    # It has no address yet, and nobody can answer or report it.
    assert "<a " not in answer.json["html"]
    assert "id=" not in answer.json["html"]


def test_nothing_can_be_previewed_where_nothing_can_be_sent(
    room: Room, client: FlaskClient
) -> None:
    assert client.post(f"/comments/{CLOSED}/preview", data=fields()).status_code == 409
    assert client.post(f"/comments/{UNKNOWN}/preview", data=fields()).status_code == 404
    assert "<textarea" in client.get(PREVIEW).text  # somebody reloads the page
    write_switches(room.service.paths.switches, Switches("closed", NOW))

    answer = client.post(PREVIEW, data=fields("Mein Text"))

    assert answer.status_code == 409
    assert "Wir nehmen zurzeit keine Kommentare entgegen" in text(answer)
    assert tree(answer).xpath("//textarea")[0].text.strip() == "Mein Text"


def test_previews_count_as_what_is_sent_and_the_text_is_kept(make: Callable[..., Room]) -> None:
    client = make(rate_limit="1 per minute").client()

    for _ in range(60):
        assert client.post(PREVIEW, data=fields(), headers=JSON).status_code == 200
    answer = client.post(PREVIEW, data=fields("Zu schnell"))

    assert answer.status_code == 429
    assert tree(answer).xpath("//textarea")[0].text.strip() == "Zu schnell"


def test_the_preview_of_an_answer_looks_like_the_page(room: Room, client: FlaskClient) -> None:
    parent = room.published("Wann?")
    answer = client.post(PREVIEW, data=fields("Bald.", parent=parent.id))

    assert "Wann?" in text(answer)
    room.decide(parent.id, Verb.SPAM)
    assert client.post(PREVIEW, data=fields("Bald.", parent=parent.id)).status_code == 422
