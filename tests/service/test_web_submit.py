"""Sending a comment: the answers to forms and scripts."""

import pytest

from comments_service.domain.states import State
from tests.support import SPAM, THREAD, fields, known_spam
from tests.web import CLOSED, ENGLISH, UNKNOWN, hidden, text, tree

HERE = f"/comments/{THREAD}"
JSON = {"Accept": "application/json"}


def test_a_form_is_answered_with_the_receipt(room, client):
    answer = client.post(HERE, data=fields("Gut gemacht", email="ruth@example.org"))

    assert answer.status_code == 303
    assert answer.location == room.receipt(room.only_comment())
    assert room.only_comment().body == "Gut gemacht"
    assert room.only_comment().email == "ruth@example.org"


def test_a_script_is_answered_with_the_receipts_address(room, client):
    answer = client.post(HERE, json=fields(), headers=JSON)

    assert answer.status_code == 202
    assert answer.json == {"receipt": room.receipt(room.only_comment())}


def test_a_form_sent_by_a_script_is_answered_in_json_too(room, client):
    assert client.post(HERE, data=fields(), headers=JSON).status_code == 202
    assert len(room.comments()) == 1


def test_json_may_leave_optional_fields_empty(room, client):
    sent = {**fields(), "email": None, "parent": None, "website": "", "consent": False}

    assert client.post(HERE, json=sent, headers=JSON).status_code == 202
    assert room.only_comment().state is State.PENDING


def test_the_worker_is_woken_when_something_goes_onto_a_page_at_once(make):
    room = make(off=["classifier"], comments='moderation = "publish"')
    client = room.client()
    client.post(HERE, data=fields(body=""))
    client.post(HERE, data=fields("Siehe https://a.example"))
    assert room.woken == []
    client.post(HERE, data=fields())
    assert room.woken == [True]


def test_spammers_cannot_tell_they_were_caught(room, client):
    """Status, headers and length are the same; only the stored state differs."""
    known_spam(room.service)
    ham = client.post(HERE, data=fields("Gratulation an das ganze Team!"))
    spam = client.post(HERE, data=fields(SPAM))
    trap = client.post(HERE, data=fields("Ein ganz anderer Text", website="http://x.example"))
    gate = client.post(HERE, data=fields("Noch ein Text", website="http://x.example", token="x"))

    assert [c.state for c in room.comments()] == [
        State.PENDING, State.SPAM, State.PENDING, State.SPAM,
    ]  # fmt: skip
    for answer in (spam, gate, trap):
        assert answer.status_code == ham.status_code
        assert len(answer.data) == len(ham.data)
        assert len(answer.location) == len(ham.location)
        assert {k: v for k, v in answer.headers if k != "Location"} == {
            k: v for k, v in ham.headers if k != "Location"
        }


def test_spammers_cannot_tell_it_from_the_json_either(room, client):
    known_spam(room.service)
    ham = client.post(HERE, json=fields("Gratulation!"), headers=JSON)
    spam = client.post(HERE, json=fields(SPAM), headers=JSON)

    assert (ham.status_code, len(ham.data)) == (spam.status_code, len(spam.data))


def test_a_form_sent_twice_is_one_comment(room, client):
    first = client.post(HERE, data=fields())
    again = client.post(HERE, data=fields())

    assert first.location == again.location
    assert len(room.comments()) == 1


def test_a_faulty_form_comes_back_with_everything_typed(room, client):
    typed = fields("Mein <b>langer</b> Text", email="keine Adresse", author="Ruth & Co")
    answer = client.post(HERE, data=typed)

    assert answer.status_code == 422
    page = tree(answer)
    assert page.xpath("//textarea[@name='body']")[0].text.strip() == typed["body"]
    assert page.xpath("//input[@name='author']/@value") == [typed["author"]]
    assert page.xpath("//input[@name='email']/@value") == [typed["email"]]
    assert room.comments() == []


def test_faults_stand_in_a_summary_that_takes_focus_and_leads_to_the_fields(client):
    page = tree(client.post(HERE, data={"author": "", "body": ""}))
    (summary,) = page.xpath("//*[@role='alert']")

    assert summary.get("tabindex") == "-1"
    assert "autofocus" in summary.attrib
    targets = summary.xpath(".//a/@href")
    assert targets == ["#comment-field-body", "#comment-field-author"]
    for target in targets:
        (field,) = page.xpath(f"//*[@id='{target[1:]}']")
        assert field.get("aria-invalid") == "true"


def test_faults_are_told_to_scripts_by_field_in_the_posts_language(client):
    german = client.post(HERE, json={"author": "Ruth", "body": " "}, headers=JSON)
    english = client.post(f"/comments/{ENGLISH}", json={"author": "Ruth"}, headers=JSON)

    assert german.status_code == english.status_code == 422
    assert german.json["errors"] == {"body": "Bitte Kommentar eingeben."}
    assert english.json["errors"] == {"body": "Enter a comment."}
    assert german.json["message"]


def test_a_page_speaks_the_posts_language_whatever_the_browser_prefers(client):
    answer = client.post(
        f"/comments/{ENGLISH}", data={"body": ""}, headers={"Accept-Language": "de"}
    )

    assert tree(answer).get("lang") == "en"
    assert "There is a problem" in text(answer)


def test_nobody_can_speak_under_the_companys_names(room, client):
    for name in ("Muster AG", "anna meier", "Ａnna  Meier"):
        answer = client.post(HERE, json=fields(author=name), headers=JSON)
        assert answer.status_code == 422, name
        assert list(answer.json["errors"]) == ["author"]
    assert room.comments() == []


@pytest.mark.parametrize("headers", [{}, JSON])
def test_a_comment_that_is_too_long_is_refused_and_kept_in_the_form(room, client, headers):
    long = "zu lang " * 1000
    answer = client.post(HERE, data=fields(long), headers=headers)

    assert answer.status_code == 413
    assert room.comments() == []
    assert headers or tree(answer).xpath("//textarea")[0].text.strip() == long.strip()


def test_a_closed_thread_says_so_and_gives_the_text_back(room, client):
    answer = client.post(f"/comments/{CLOSED}", data=fields("Zu spät, aber wichtig"))

    assert answer.status_code == 409
    page = tree(answer)
    assert page.xpath("//textarea[@readonly]")[0].text.strip() == "Zu spät, aber wichtig"
    assert page.xpath("//form[contains(@action, '/comments/')]") == []
    assert "presse@muster.example" in text(answer)
    assert client.post(f"/comments/{CLOSED}", json=fields(), headers=JSON).status_code == 409
    assert room.comments() == []


def test_a_thread_closes_while_somebody_writes(make):
    room = make()
    thread = room.service.threads.get(THREAD)
    object.__setattr__(thread, "closes_at", room.clock())

    assert room.client().post(HERE, data=fields()).status_code == 409


@pytest.mark.parametrize("unknown", [UNKNOWN, "no-id", "%00", "ä"])
def test_an_unknown_thread_is_not_found(room, client, unknown):
    assert client.post(f"/comments/{unknown}", data=fields()).status_code == 404
    answer = client.post(f"/comments/{unknown}", json=fields(), headers=JSON)
    assert answer.status_code == 404
    assert answer.json["message"]
    assert room.comments() == []


def test_a_reply_stands_under_what_it_answers(room, client):
    asked = room.published()
    client.post(HERE, data=fields("Im Mai", parent=asked.id))

    assert room.comments()[-1].parent == asked.id


def test_a_reply_to_what_is_gone_comes_back_as_a_comment_of_its_own(room, client):
    waiting = room.sent()
    answer = client.post(HERE, data=fields("Antwort", parent=waiting.id))

    assert answer.status_code == 422
    assert hidden(answer, "parent") == ""
    assert "nicht mehr da" in text(answer)
    again = client.post(HERE, data=fields("Antwort", parent=hidden(answer, "parent")))
    assert again.status_code == 303


def test_consent_is_asked_for_where_it_is_configured(make):
    client = make(comments='consent = "checkbox"').client()

    refused = client.post(HERE, json=fields(), headers=JSON)
    assert list(refused.json["errors"]) == ["consent"]
    assert client.post(HERE, data=fields(consent="yes")).status_code == 303


def test_what_a_box_refers_to_stands_before_it(make):
    page = tree(make(comments='consent = "checkbox"').client().get(HERE))
    (box,) = page.xpath("//input[@name='consent']")

    assert box.xpath("preceding::p[@id='comment-notice']")
    assert "comment-notice" in box.get("aria-describedby").split()


def test_readers_never_get_a_cookie(room, client):
    comment = room.published()
    for answer in (
        client.post(HERE, data=fields()),
        client.post(HERE, data=fields(body="")),
        client.get(HERE),
        client.get(f"{HERE}/reply/{comment.id}"),
        client.get(room.receipt(comment)),
        client.get("/de/"),
        client.get("/de/nix"),
    ):
        assert "Set-Cookie" not in answer.headers


def test_the_whole_newsroom_may_live_below_a_path(make):
    room = make(url="http://127.0.0.1:8000/news")
    client = room.client()

    answer = client.post(f"/news{HERE}", data=fields())
    assert answer.status_code == 303
    assert answer.location.startswith("/news/comments/receipt/")
    assert client.get(answer.location).status_code == 200
    assert client.get("/news/de/").text == "<p>Startseite</p>"
    assert client.get("/news/moderation/").location == "/news/moderation/sign-in"
    assert client.get("/healthz").status_code == 200
    assert client.post(HERE, data=fields()).status_code in (404, 405)
