"""How often one sender may write."""

import re
import sqlite3
from contextlib import closing

import pytest

from comments_service.web.limits import POSTS_A_MINUTE
from tests.support import THREAD, fields
from tests.web import entry_token, hidden, sign_in_as, text, tree

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
    assert "zu viel auf einmal (Grenze: 2 in 1 Min.)" in text(answer)
    assert "Dein Text steht noch unten; versuch es in etwa 1 Min. nochmals." in text(answer)
    page = tree(answer)
    assert page.xpath("//textarea")[0].text.strip() == "Lange daran geschrieben"
    assert page.xpath("//input[@name='email']/@value") == ["a@b.example"]


def test_a_faulty_form_uses_nothing_up(client):
    """Whoever forgets a field twice may still write twice."""
    faulty = [{"body": ""}, {"x": "y"}, fields("x" * 5001), fields(parent="nobody")] * 3
    for data in faulty:
        assert client.post(HERE, data=data).status_code in (400, 413, 422)
    sent = [client.post(HERE, data=fields(f"{number}")).status_code for number in range(3)]

    assert sent == [303, 303, 429]


def test_a_fault_on_our_side_uses_nothing_up_either(make):
    room = make(rate_limit="2 per minute")
    client = room.client()
    assert client.post(HERE, data=fields("vorher")).status_code == 303
    room.service.db.conn.execute("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(room.service.paths.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for _ in range(3):
            assert client.post(HERE, data=fields("gesperrt")).status_code == 503
        other.execute("ROLLBACK")
    other.close()

    assert client.post(HERE, data=fields("nachher")).status_code == 303
    assert client.post(HERE, data=fields("zu viel")).status_code == 429


def test_scripts_use_up_the_same_allowance(client):
    assert client.post(HERE, json=fields("eins"), headers=JSON).status_code == 202
    assert client.post(HERE, data=fields("zwei")).status_code == 303
    assert client.post(HERE, json=fields("drei"), headers=JSON).status_code == 429


def test_faulty_forms_are_not_without_limit(client):
    codes = [client.post(HERE, data={"body": "kurz"}).status_code for _ in range(POSTS_A_MINUTE)]
    answer = client.post(HERE, data=fields("Lange daran geschrieben"))

    assert set(codes) == {422}
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "Grenze: 60 in 1 Min." in text(answer)
    assert tree(answer).xpath("//textarea")[0].text.strip() == "Lange daran geschrieben"


def test_one_looser_limit_holds_for_everything_that_is_sent(make):
    room = make(rate_limit="2 per minute")
    client, where = room.client(), {"environ_overrides": {"REMOTE_ADDR": "192.0.2.66"}}
    posts = {
        rule.rule: re.sub("<.*?>", "1", re.sub("<[a-z:]*thread_id>", THREAD, rule.rule))
        for rule in room.app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
    }
    for _ in range(POSTS_A_MINUTE):
        client.post("/comments/receipt/made-up/withdraw", **where)

    assert len(posts) > 30
    for path in posts.values():
        assert client.post(path, data={"body": ""}, **where).status_code == 429, path
        other = client.post(path, data={"body": ""})
        assert other.status_code in (400, 401, 403, 404, 410, 422), path
    assert client.get("/de/", **where).status_code == 200


def test_the_looser_limit_never_undercuts_the_configured_one(make):
    client = make(rate_limit="80 per minute; 1000 per day").client()
    codes = {client.post(HERE, data=fields(f"{number}")).status_code for number in range(70)}

    assert codes == {303}


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
    wrong["csrf"] = entry_token(attacker.get("/moderation/sign-in"))
    codes = [
        attacker.post("/moderation/sign-in", data=wrong, **where).status_code for _ in range(11)
    ]

    assert codes == [401] * 10 + [429]
    assert attacker.post("/moderation/sign-in", data=wrong, **where).headers["Retry-After"]
    assert sign_in_as(owner, password="vertippt, aber lang").status_code == 401


def test_the_form_that_came_back_can_be_sent_later(make):
    """What a limited form holds is complete: parent and all."""
    room = make(rate_limit="1 per minute")
    asked = room.published()
    answer = room.client().post(HERE, data=fields("Antwort", parent=asked.id))

    assert answer.status_code == 429
    assert hidden(answer, "parent") == asked.id
