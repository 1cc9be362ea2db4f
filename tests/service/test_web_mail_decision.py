"""The page behind a link in a mail: it shows on GET, acts on POST, and starts no session."""

import pytest

from comments_service.actions.links import decide_link
from comments_service.domain.states import State, Verb
from comments_service.storage import comments, moderators
from tests.web import Desk, hidden, shut_out, text, tree

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def comment(room, desk):
    return room.sent("Was kostet das?")


@pytest.fixture
def link(room, comment):
    lea = moderators.by_name(room.service.db, "Lea Brunner")
    assert lea is not None
    return "/moderation/mail/" + decide_link(
        room.service, lea, comment, room.clock()
    ).rpartition("/")[2]  # fmt: skip


def state(room, comment):
    return comments.get(room.service.db, comment.id).state


def send(client, link, **data):
    return client.post(link, data={"csrf": hidden(client.get(link), "csrf"), **data})


def test_it_shows_the_comment_and_publishes_it_without_a_session(room, comment, link):
    client = room.client()
    page = text(client.get(link, headers=ENGLISH))
    assert "Was kostet das?" in page
    assert "You decide as Lea Brunner" in page

    answer = send(client, link, verb="publish")

    assert answer.location == f"{link}?done=publish"
    assert state(room, comment) is State.PUBLISHED
    assert room.woken[-1]
    assert client.get_cookie("newsroom") is None
    assert client.get("/moderation/").status_code == 303
    after = client.get(answer.location, headers=ENGLISH)
    assert "This is decided" in text(after)
    assert not tree(after).xpath("//main//form")


def test_opened_again_it_says_what_it_did(room, comment, link):
    client = room.client()
    send(client, link, verb="spam")

    page = text(client.get(link, headers=ENGLISH))

    assert "With this link you decided on 20 November 2026, 10:00: Marked as spam." in page
    assert "Somebody has decided meanwhile" not in page


def test_what_a_colleague_proposes_stands_there_to_be_confirmed(make):
    room = make(comments='four_eyes = ["reject"]')
    Desk(room)
    beat, comment = Desk(room, "Beat"), room.sent()
    lea = moderators.by_name(room.service.db, "Lea Brunner")
    link = decide_link(room.service, lea, comment, room.clock()).partition("8000")[2]
    beat.decide(comment, "reject", reason="OTHER", explanation="Darum nicht.")
    client = room.client()

    page = client.get(link, headers=ENGLISH)
    assert "Beat proposes to reject this." in text(page)
    [form] = tree(page).xpath("//div[contains(@class, 'proposal')]//form")
    fields = {e.get("name"): e.get("value") for e in form.xpath(".//input")}
    client.post(link, data={**fields, "verb": "reject"})

    assert state(room, comment) is State.REJECTED


def test_it_rejects_with_grounds_and_gives_faulty_forms_back(room, comment, link):
    client = room.client()
    faulty = send(client, link, verb="reject", explanation="Weil")
    assert faulty.status_code == 422
    assert "Weil" in faulty.text
    assert state(room, comment) is State.PENDING

    send(client, link, verb="reject", reason="INSULT", ground="rule", explanation="Grob")
    assert state(room, comment) is State.REJECTED


def test_scanners_change_nothing(room, comment, link):
    before = list(room.service.db.conn.iterdump())
    for method in ("GET", "HEAD", "OPTIONS"):
        for query in ("", "?verb=publish", "?done=publish"):
            room.client().open(f"{link}{query}", method=method)

    assert list(room.service.db.conn.iterdump()) == before


@pytest.mark.parametrize("csrf", [None, "", "x", "ä", "other"])
def test_a_form_that_does_not_belong_to_the_link_comes_back(room, desk, comment, link, csrf):
    if csrf == "other":
        second = room.sent("Ein anderer, etwas länger.")
        lea = moderators.by_name(room.service.db, "Lea Brunner")
        assert lea is not None
        other = decide_link(room.service, lea, second, room.clock()).rpartition("/")[2]
        csrf = hidden(room.client().get(f"/moderation/mail/{other}"), "csrf")
    data = {"verb": "publish"} | ({} if csrf is None else {"csrf": csrf})
    answer = room.client().post(link, data=data)

    assert answer.status_code == 403
    assert tree(answer).xpath("//form//button[@value='publish']")
    assert state(room, comment) is State.PENDING


def test_a_session_counts_for_nothing_here(room, comment, link):
    beat = Desk(room, "Beat Frei")
    assert beat.client.post(link, data={"verb": "spam", "csrf": beat.csrf}).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_forms_of_other_sites_are_refused(room, comment, link, site):
    client = room.client()
    data = {"verb": "publish", "csrf": hidden(client.get(link), "csrf")}

    assert client.post(link, data=data, headers={"Sec-Fetch-Site": site}).status_code == 403
    assert state(room, comment) is State.PENDING


def test_it_ends_with_the_person_and_after_a_week(room, comment, link):
    client = room.client()
    token = hidden(client.get(link), "csrf")
    shut_out(room, "Lea Brunner")
    assert client.get(link).status_code == 410
    assert client.post(link, data={"verb": "publish", "csrf": token}).status_code == 410

    assert state(room, comment) is State.PENDING


def test_it_ends_after_a_week(room, comment, link):
    room.clock.forward(days=7, minutes=1)

    assert room.client().get(link).status_code == 410


def test_somebody_else_was_faster(room, comment, link):
    client = room.client()
    token = hidden(client.get(link), "csrf")
    room.decide(comment.id, Verb.SPAM)

    answer = client.post(link, data={"verb": "publish", "csrf": token}, headers=ENGLISH)

    assert answer.status_code == 409
    assert "Somebody has decided meanwhile" in text(answer)
    assert state(room, comment) is State.SPAM


def test_a_made_up_link_is_none(room, comment, link):
    assert room.client().get(f"{link}x").status_code == 404
    assert room.client().post(f"{link}x", data={"verb": "publish"}).status_code in (403, 404)


def test_only_three_things_can_be_decided(room, comment, link):
    assert send(room.client(), link, verb="restore").status_code == 409
    assert send(room.client(), link, verb="x").status_code == 400
    assert state(room, comment) is State.PENDING


def test_nobody_stores_or_passes_the_address_on(room, comment, link):
    headers = room.client().get(link).headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
