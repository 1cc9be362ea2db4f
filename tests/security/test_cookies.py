"""The two cookies there are, both for moderators: their session, and the token of its forms."""

from tests.web import Desk, sign_in_as

SECURE = {"url": "https://news.muster.example"}


def cookies(answer):
    """Name and attributes of each cookie that an answer sets, and its value."""
    found = {}
    for cookie in answer.headers.getlist("Set-Cookie"):
        first, *rest = cookie.split("; ")
        name, _, value = first.partition("=")
        found[name] = (value, set(rest))
    return found


def sign_in(room):
    Desk(room)
    client = room.client()
    return client, sign_in_as(client)


def test_over_https_the_session_is_bound_to_the_host_and_secure(make):
    _, rest = cookies(sign_in(make(**SECURE))[1])["__Host-newsroom"]

    assert rest == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}


def test_over_plain_http_it_is_as_strict_as_browsers_allow(make):
    _, rest = cookies(sign_in(make())[1])["newsroom"]

    assert rest == {"HttpOnly", "Path=/", "SameSite=Lax"}


def test_the_forms_token_is_bound_to_the_host_and_to_an_hour(make):
    answer = make(**SECURE).client().get("/moderation/sign-in")
    ((name, (_, rest)),) = cookies(answer).items()

    assert name == "__Host-newsroom-entry"
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict", "Max-Age=3600"} <= rest
    assert not any(attribute.startswith("Domain") for attribute in rest)


def test_over_plain_http_the_token_is_as_strict_as_browsers_allow(room, client):
    ((name, (_, rest)),) = cookies(client.get("/moderation/sign-in")).items()

    assert name == "newsroom-entry"
    assert {"HttpOnly", "Path=/", "SameSite=Strict", "Max-Age=3600"} <= rest
    assert "Secure" not in rest


def test_the_forms_token_ends_with_the_sign_in(make):
    set_now = cookies(sign_in(make(**SECURE))[1])

    assert set(set_now) == {"__Host-newsroom", "__Host-newsroom-entry"}
    value, rest = set_now["__Host-newsroom-entry"]
    assert value == ""
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict", "Max-Age=0"} <= rest


def test_the_plain_names_are_not_believed_over_https(make):
    room = make(**SECURE)
    client, answer = sign_in(room)
    token = client.get_cookie("__Host-newsroom").value
    other = room.client()
    other.set_cookie("newsroom", token)
    other.set_cookie("newsroom-entry", "a" * 43)
    forged = other.post("/moderation/sign-in", data={"csrf": "a" * 43})

    assert answer.status_code == 303
    assert other.get("/moderation/").status_code == 303
    assert forged.status_code == 403


def test_the_session_is_not_set_again_and_again(room, desk):
    assert "Set-Cookie" not in desk.get().headers


def test_signing_out_deletes_it_with_the_same_attributes(make):
    room = make(**SECURE)
    client, _ = sign_in(room)
    desk = Desk.__new__(Desk)
    desk.room, desk.client = room, client
    ((name, (_, rest)),) = cookies(desk.post("sign-out")).items()

    assert name == "__Host-newsroom"
    assert {"Secure", "HttpOnly", "Path=/", "Max-Age=0"} <= rest
