"""How often one sender may write."""

import pytest

from tests.support import THREAD, fields
from tests.web import hidden, text, tree

HERE = f"/comments/{THREAD}"
JSON = {"Accept": "application/json"}


@pytest.fixture
def client(make):
    return make(rate_limit="2 per minute").client()


def test_whoever_sends_too_much_is_told_when_to_try_again(client):
    for number in range(2):
        assert client.post(HERE, data=fields(f"Nummer {number}")).status_code == 303
    answer = client.post(HERE, json=fields("Nummer 3"), headers=JSON)

    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 61
    assert "1 Min." in answer.json["message"]


def test_the_page_explains_it_and_keeps_the_text(client):
    for number in range(2):
        client.post(HERE, data=fields(f"Nummer {number}"))
    answer = client.post(HERE, data=fields("Lange daran geschrieben", email="a@b.example"))

    assert answer.status_code == 429
    assert "Retry-After" in answer.headers
    assert "zu viel auf einmal" in text(answer)
    page = tree(answer)
    assert page.xpath("//textarea")[0].text.strip() == "Lange daran geschrieben"
    assert page.xpath("//input[@name='email']/@value") == ["a@b.example"]


def test_every_request_counts_even_a_faulty_one(client):
    for _ in range(2):
        assert client.post(HERE, data={"body": ""}).status_code == 422
    assert client.post(HERE, data=fields()).status_code == 429


def test_reading_is_never_limited(client):
    assert {client.get(HERE).status_code for _ in range(5)} == {200}


def test_one_sender_does_not_use_up_anothers_share(make):
    client = make(rate_limit="1 per minute").client()

    def send(address: str) -> int:
        return client.post(
            HERE, data=fields(f"Von {address}"), environ_overrides={"REMOTE_ADDR": address}
        ).status_code

    assert [send("192.0.2.1"), send("192.0.2.2"), send("192.0.2.1")] == [303, 303, 429]
    # One household holds a whole /64.
    assert [send("2001:db8::1"), send("2001:db8::2"), send("2001:db8:1::1")] == [303, 429, 303]


def test_each_application_counts_for_itself(make):
    for _ in range(2):
        client = make(rate_limit="1 per minute").client()
        assert client.post(HERE, data=fields()).status_code == 303


def test_an_unknown_thread_is_not_found_beyond_the_limit_too(client):
    answers = [client.post("/comments/nix", data=fields()).status_code for _ in range(4)]

    assert answers == [404] * 4


def test_sign_in_is_throttled_without_locking_the_account(room):
    attacker, owner = room.client(), room.client()
    where = {"environ_overrides": {"REMOTE_ADDR": "192.0.2.66"}}
    wrong = {"name": "Lea Brunner", "password": "geraten geraten geraten"}
    codes = [
        attacker.post("/moderation/sign-in", data=wrong, **where).status_code for _ in range(11)
    ]

    assert codes == [401] * 10 + [429]
    assert attacker.post("/moderation/sign-in", data=wrong, **where).headers["Retry-After"]
    assert owner.post("/moderation/sign-in", data=wrong).status_code == 401


def test_the_form_that_came_back_can_be_sent_later(make):
    """What a limited form holds is complete: parent and all."""
    room = make(rate_limit="1 per minute")
    asked = room.published()
    answer = room.client().post(HERE, data=fields("Antwort", parent=asked.id))

    assert answer.status_code == 429
    assert hidden(answer, "parent") == asked.id
