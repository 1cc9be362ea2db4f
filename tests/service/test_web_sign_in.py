"""Moderators come in: invitation, sign-in, sign-out."""

import pytest

from comments_service.actions import sign_in
from tests.support import logged
from tests.web import (
    PASSWORD,
    Desk,
    entry_token,
    hidden,
    send_entry,
    shut_out,
    sign_in_as,
    text,
    tree,
)


@pytest.fixture
def link(room):
    token = sign_in.invite(room.service, "Lea Brunner", "Leiterin Kommunikation", room.clock())
    return f"/moderation/join/{token}"


JOINING = {"name": "Lea Brunner", "function": "Sprecherin", "password": PASSWORD}


def test_the_invitation_shows_a_form_with_what_is_known(client, link):
    page = tree(client.get(link))

    assert page.xpath("//input[@name='name']/@value") == ["Lea Brunner"]
    assert page.xpath("//input[@name='function']/@value") == ["Leiterin Kommunikation"]
    (password,) = page.xpath("//input[@name='password']")
    assert password.get("autocomplete") == "new-password"
    assert password.get("value") is None


def test_opening_the_link_uses_nothing_up(room, client, link):
    """Mail scanners open links."""
    for _ in range(3):
        assert room.client().get(link).status_code == 200
    assert send_entry(client, link, **JOINING).status_code == 303


def test_accepting_it_signs_in(client, link):
    answer = send_entry(client, link, **JOINING)

    assert answer.location == "/moderation/?done=joined"
    assert "Willkommen" in text(client.get(answer.location, headers={"Accept-Language": "de"}))


@pytest.mark.parametrize("method", ["get", "post"])
def test_it_is_good_for_one_time(room, link, method):
    send_entry(room.client(), link, **JOINING)
    answer = getattr(room.client(), method)(link, **({"data": JOINING} if method == "post" else {}))

    assert answer.status_code == 410
    assert "schon benutzt" in text(answer)


def test_it_ends_after_two_days(room, client, link):
    room.clock.forward(hours=49)

    assert client.get(link).status_code == 410


def test_a_short_password_is_explained_and_the_rest_is_kept(client, link):
    answer = send_entry(client, link, **{**JOINING, "function": "Neu & gut", "password": "kurz"})

    assert answer.status_code == 422
    page = tree(answer)
    assert page.xpath("//input[@name='function']/@value") == ["Neu & gut"]
    assert "15 Zeichen" in page.xpath("string(//*[@role='alert'])")
    (target,) = page.xpath("//*[@role='alert']//a/@href")
    assert page.xpath(f"//*[@id='{target[1:]}']/@aria-invalid") == ["true"]
    assert "kurz" not in page.xpath("//input/@value")


def test_signing_in_leads_to_the_queue(room, desk):
    client = room.client()
    answer = sign_in_as(client, "lea brunner")

    assert (answer.status_code, answer.location) == (303, "/moderation/")
    assert client.get("/moderation/").status_code == 200


def test_signing_in_leads_back_to_the_page_that_was_asked_for(room, desk):
    client = room.client()
    away = client.get("/moderation/?tab=spam")
    form = client.get(away.location)
    answer = client.post(
        "/moderation/sign-in",
        data={"name": "Lea Brunner", "password": PASSWORD, "next": hidden(form, "next"),
              "csrf": entry_token(form)},
    )  # fmt: skip

    assert answer.location == "/moderation/?tab=spam"


def test_a_refusal_never_says_what_was_wrong(room, desk):
    def refused(**data: str) -> str:
        client = room.client()
        answer = send_entry(client, "/moderation/sign-in", **data)
        assert answer.status_code == 401
        assert client.get_cookie("newsroom") is None
        return " ".join(tree(answer).xpath("//*[@role='alert']//text()"))

    wrong = refused(name="Lea Brunner", password="falsch aber lang genug")
    assert wrong == refused(name="Gibt Es Nicht", password=PASSWORD)
    assert wrong == refused(name="Lea Brunner")


def test_refusals_are_logged(room, client):
    sign_in_as(client, "x", "y")

    assert logged(room.service.db, 1)[0].action == "sign-in refused"


def test_each_sign_in_is_a_new_session_and_ends_the_browsers_old_one(room, desk):
    old = desk.client.get_cookie("newsroom").value
    again = {"name": "Lea Brunner", "password": PASSWORD}
    form = desk.client.post("/moderation/sign-in", data=again)
    desk.client.post("/moderation/sign-in", data={**again, "csrf": entry_token(form)})
    new = desk.client.get_cookie("newsroom").value

    assert old != new
    thief = room.client()
    thief.set_cookie("newsroom", old)
    assert thief.get("/moderation/").status_code == 303


def test_signing_out_ends_the_session_for_good(room, desk):
    cookie = desk.client.get_cookie("newsroom").value
    answer = desk.post("sign-out")

    assert answer.location.startswith("/moderation/sign-in")
    assert "abgemeldet" in text(desk.client.get(answer.location))
    assert desk.client.get_cookie("newsroom") is None
    desk.client.set_cookie("newsroom", cookie)
    assert desk.get().status_code == 303


def test_a_link_cannot_sign_anybody_out(desk):
    assert desk.get("sign-out").status_code in (404, 405)
    assert desk.get().status_code == 200


def test_a_session_ends_when_it_is_idle_or_old(room, desk):
    room.clock.forward(minutes=31)
    assert desk.get().status_code == 303

    other = Desk(room)
    for _ in range(25):
        room.clock.forward(minutes=29)
        last = other.get().status_code
    assert last == 303


def test_a_disabled_person_is_out_at_once(room, desk):
    shut_out(room, "Lea Brunner")

    assert desk.get().status_code == 303


def test_an_ended_session_gives_the_typed_text_back(room, desk):
    comment = room.sent()
    csrf = desk.csrf
    room.clock.forward(hours=1)
    answer = desk.client.post(
        f"/moderation/comments/{comment.id}/decide",
        data={"csrf": csrf, "verb": "reject", "reason": "OTHER", "explanation": "Lange getippt"},
    )

    assert answer.status_code == 401
    assert tree(answer).xpath("//textarea")[0].text.strip() == "Lange getippt"


def test_whoever_is_signed_in_needs_no_form(desk):
    assert desk.get("sign-in").location == "/moderation/"


def test_the_interface_speaks_the_moderators_language(desk):
    assert tree(desk.get(headers={"Accept-Language": "en"})).get("lang") == "en"
    assert tree(desk.get(headers={"Accept-Language": "de-CH, en;q=0.8"})).get("lang") == "de"
