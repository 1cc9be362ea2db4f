"""The one cookie there is: a moderator's session."""

from tests.web import PASSWORD, Desk


def attributes(answer):
    (cookie,) = answer.headers.getlist("Set-Cookie")
    first, *rest = cookie.split("; ")
    return first.partition("=")[0], set(rest)


def sign_in(room):
    Desk(room)
    client = room.client()
    data = {"name": "Lea Brunner", "password": PASSWORD}
    return client, client.post("/moderation/sign-in", data=data)


def test_over_https_it_is_bound_to_the_host_and_secure(make):
    name, rest = attributes(sign_in(make(url="https://news.muster.example"))[1])

    assert name == "__Host-newsroom"
    assert rest == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}


def test_over_plain_http_it_is_as_strict_as_browsers_allow(make):
    name, rest = attributes(sign_in(make())[1])

    assert name == "newsroom"
    assert rest == {"HttpOnly", "Path=/", "SameSite=Lax"}


def test_the_plain_name_is_not_believed_over_https(make):
    room = make(url="https://news.muster.example")
    client, answer = sign_in(room)
    token = client.get_cookie("__Host-newsroom").value
    other = room.client()
    other.set_cookie("newsroom", token)

    assert answer.status_code == 303
    assert other.get("/moderation/").status_code == 303


def test_it_is_not_set_again_and_again(room, desk):
    assert "Set-Cookie" not in desk.get().headers


def test_signing_out_deletes_it_with_the_same_attributes(make):
    room = make(url="https://news.muster.example")
    client, _ = sign_in(room)
    desk = Desk.__new__(Desk)
    desk.room, desk.client = room, client
    name, rest = attributes(desk.post("sign-out"))

    assert name == "__Host-newsroom"
    assert {"Secure", "HttpOnly", "Path=/", "Max-Age=0"} <= rest
