"""Forms before a session, sign-in and invitation: nobody else's page can send them."""

import pytest

from comments_service.actions import sign_in
from tests.support import logged
from tests.web import PASSWORD, Desk, entry_token, send_entry, sign_in_as, text, tree

SIGN_IN = "/moderation/sign-in"
COOKIE = "newsroom-entry"
GERMAN = {"Accept-Language": "de"}


@pytest.fixture
def invitation(room):
    token = sign_in.invite(room.service, "Neue Person", "Text", room.clock(), role="administrator")
    return f"/moderation/join/{token}"


@pytest.fixture(params=["sign-in", "join"])
def form(request, room, desk, invitation):
    """Address and complete fields of a form that would let somebody in, but for its token."""
    if request.param == "sign-in":
        return SIGN_IN, {"name": "Lea Brunner", "password": PASSWORD}
    return invitation, {"name": "Neue Person", "function": "Text", "password": PASSWORD}


def is_in(client):
    return client.get("/moderation/").status_code == 200


@pytest.mark.parametrize("sent", [None, "", "x", "ä", "a" * 43, "\x00", "foreign"])
def test_a_missing_wrong_or_foreign_token_lets_nobody_in(room, form, sent):
    path, data = form
    client, other = room.client(), room.client()
    client.get(path)
    if sent == "foreign":
        sent = entry_token(other.get(path))
    actions = [entry.action for entry in logged(room.service.db, 99)]
    answer = client.post(path, data=data | ({} if sent is None else {"csrf": sent}))

    assert answer.status_code == 403
    assert not is_in(client)
    assert client.get_cookie("newsroom") is None
    assert [entry.action for entry in logged(room.service.db, 99)] == actions


@pytest.mark.parametrize("kept", ["", "x", "a" * 42, "a" * 43 + "=", "<script>", "ä" * 43])
def test_a_token_counts_only_with_the_cookie_of_its_page(room, form, kept):
    path, data = form
    client = room.client()
    client.set_cookie(COOKIE, kept)
    for token in {entry_token(room.client().get(path)), kept}:
        assert client.post(path, data={**data, "csrf": token}).status_code == 403
        client.set_cookie(COOKIE, kept)
    assert not is_in(client)


def test_the_form_comes_back_with_what_was_typed_and_then_works(room, form):
    path, data = form
    client = room.client()
    answer = client.post(path, data=data, headers=GERMAN)
    page = tree(answer)

    assert "Dieses Formular war veraltet" in page.xpath("string(//*[@role='alert'])")
    assert page.xpath("//input[@name='name']/@value") == [data["name"]]
    assert page.xpath("//input[@name='function']/@value") == [
        data[name] for name in ("function",) if name in data
    ]
    assert PASSWORD not in answer.text
    (target,) = page.xpath("//*[@role='alert']//a/@href")
    assert page.xpath(f"//input[@id='{target[1:]}']/@type") == ["password"]
    assert client.post(path, data={**data, "csrf": entry_token(answer)}).status_code == 303
    assert is_in(client)


def test_where_one_wanted_to_go_is_kept_too(room, desk):
    answer = room.client().post(SIGN_IN, data={"name": "x", "next": "/moderation/log"})

    assert tree(answer).xpath("//input[@name='next']/@value") == ["/moderation/log"]


def test_forms_in_two_tabs_both_work(room, desk):
    client = room.client()
    first = entry_token(client.get(SIGN_IN))
    client.get(SIGN_IN)
    data = {"name": "Lea Brunner", "password": PASSWORD, "csrf": first}

    assert client.post(SIGN_IN, data=data).status_code == 303


def test_a_mistyped_password_can_be_corrected_at_once(room, desk):
    client = room.client()
    refused = sign_in_as(client, password="vertippt, aber lang")
    again = {"name": "Lea Brunner", "password": PASSWORD, "csrf": entry_token(refused)}

    assert client.post(SIGN_IN, data=again).status_code == 303


def test_the_token_ends_with_the_sign_in(room, form):
    path, data = form
    client = room.client()
    token = entry_token(client.get(path))
    client.post(path, data={**data, "csrf": token})

    assert client.get_cookie(COOKIE) is None
    assert client.post(SIGN_IN, data={**data, "csrf": token}).status_code in (400, 403)


def test_an_ended_invitation_says_so_rather_than_asking_again(room, invitation):
    room.clock.forward(hours=49)
    answer = room.client().post(invitation, data={"password": PASSWORD})

    assert answer.status_code == 410


def test_each_browser_gets_a_token_of_its_own(room):
    tokens = {entry_token(room.client().get(SIGN_IN)) for _ in range(9)}

    assert len(tokens) == 9
    assert {len(token) for token in tokens} == {43}


def test_the_token_is_no_session_and_no_sessions_token(room, desk):
    client = room.client()
    token = entry_token(client.get(SIGN_IN))
    client.set_cookie("newsroom", token)
    assert not is_in(client)

    desk.client.set_cookie(COOKIE, token)
    assert desk.client.post("/moderation/sign-out", data={"csrf": token}).status_code == 403


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://evil.example", "http://localhost.evil.example",
     "http://localhost:8080", "http://localhost@evil.example", "http://127.0.0.1:8000.evil.example",
     "http://[", "localhost", "", "x", "null, http://localhost", "file://"],
)  # fmt: skip
def test_forms_of_a_foreign_origin_are_refused_whatever_they_hold(room, desk, form, origin):
    path, data = form
    client = room.client()
    headers = {"Origin": origin}
    token = entry_token(client.get(path))
    assert client.post(path, data={**data, "csrf": token}, headers=headers).status_code == 403
    assert not is_in(client)

    comment = room.sent()
    for where in ("sign-out", f"comments/{comment.id}/decide", f"comments/{comment.id}/answer"):
        answer = desk.client.post(
            f"/moderation/{where}", data={"csrf": desk.csrf, "verb": "publish", "body": "x"},
            headers=headers,
        )  # fmt: skip
        assert answer.status_code == 403, where
    assert room.only_comment() == comment


@pytest.mark.parametrize(
    "origin", [None, "null", "http://localhost", "http://127.0.0.1:8000", "HTTP://LOCALHOST"]
)
def test_forms_of_our_own_origin_pass(room, form, origin):
    """The address asked for, the configured one, and what browsers send without a referrer."""
    path, data = form
    client = room.client()
    token = entry_token(client.get(path))
    headers = {} if origin is None else {"Origin": origin}

    answer = client.post(path, data={**data, "csrf": token}, headers=headers)
    assert answer.status_code == 303


def test_a_forwarded_host_makes_no_foreign_origin_ours(make):
    room = make(trusted_proxies=1)
    Desk(room)
    client = room.client()
    token = entry_token(client.get(SIGN_IN))
    answer = client.post(
        SIGN_IN,
        data={"name": "Lea Brunner", "password": PASSWORD, "csrf": token},
        headers={"Origin": "https://evil.example", "X-Forwarded-Host": "evil.example",
                 "Forwarded": "host=evil.example"},
    )  # fmt: skip

    assert answer.status_code == 403


def test_a_moderator_behind_a_proxy_that_changes_the_host_gets_in(make):
    room = make(url="https://news.muster.example")
    Desk(room)
    client = room.client()
    token = entry_token(client.get(SIGN_IN))
    answer = client.post(
        SIGN_IN,
        data={"name": "Lea Brunner", "password": PASSWORD, "csrf": token},
        headers={"Origin": "https://news.muster.example"},
    )

    assert answer.request.host == "localhost"
    assert answer.status_code == 303


def test_a_signed_in_moderator_can_accept_another_invitation(room, desk, invitation):
    """Two forms stand on this page, each with a token of its own."""
    answer = send_entry(
        desk.client, invitation, name="Neue Person", function="Text", password=PASSWORD
    )

    assert answer.status_code == 303
    assert "(Neue Person)" in " ".join(tree(desk.get()).xpath("//nav//text()"))


def test_the_pages_say_it_in_every_language_of_the_newsroom(room):
    for lang, words in (("de", "veraltet"), ("en", "out of date")):
        answer = room.client().post(SIGN_IN, data={"name": "x"}, headers={"Accept-Language": lang})
        assert words in text(answer)
