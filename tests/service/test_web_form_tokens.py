"""What a form fetches when a reader begins to write, and what it carries along."""

from comments_service.contract.switches import Switches, write_switches
from comments_service.storage import comments
from tests.support import NOW, THREAD, fields
from tests.web import CLOSED, ENGLISH, UNKNOWN, hidden, text, tree

HERE = f"/comments/{THREAD}"
TOKEN = f"{HERE}/token"
JSON = {"Accept": "application/json"}
BODY = "Wie viel Restwasser bleibt dem Bach im Winter?"


def rules(room):
    """The rules that have something to say of the newest comment."""
    return {v.rule for v in comments.verdicts_of(room.service.db, room.comments()[-1].id)}


def test_a_script_fetches_a_token_that_nobody_else_keeps(client):
    answer = client.get(TOKEN, headers=JSON)

    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert list(answer.json) == ["token"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_a_thread_that_takes_nothing_opens_no_form(room, client):
    assert client.get(f"/comments/{UNKNOWN}/token", headers=JSON).status_code == 404
    assert client.get(f"/comments/{CLOSED}/token", headers=JSON).status_code == 409
    write_switches(room.service.paths.switches, Switches("closed", NOW))

    answer = client.get(TOKEN, headers=JSON)
    assert answer.status_code == 409
    assert "keine Kommentare" in answer.json["message"]


def test_fetching_is_limited_and_uses_up_nothing_of_what_may_be_sent(make):
    client = make(rate_limit="2 per minute").client()
    codes = [client.get(TOKEN, headers=JSON).status_code for _ in range(121)]

    assert codes == [200] * 120 + [429]
    assert client.get(TOKEN, headers=JSON).headers["Retry-After"]
    sent = [client.post(HERE, data=fields(f"Nummer {n}")).status_code for n in range(3)]
    assert sent == [303, 303, 429]


def test_every_form_page_carries_a_token(room, client):
    parent = room.published()
    for path in (HERE, f"{HERE}/preview", f"{HERE}/reply/{parent.id}"):
        token = hidden(client.get(path), "token")
        room.clock.forward(seconds=2)
        client.post(HERE, data=fields(f"{BODY} {path}", token=token))
        assert "haste" in rules(room), path


def test_a_form_that_comes_back_is_as_old_as_the_first(room, client):
    """Also where another thread's, or a made-up one, was sent."""
    token = hidden(client.get(HERE), "token")
    room.clock.forward(seconds=2)
    for path, data in ((HERE, {"author": ""}), (f"{HERE}/preview", {})):
        answer = client.post(path, data={**fields(BODY), **data, "token": token})
        assert hidden(answer, "token") == token
    for other in ("", "x", hidden(client.get(f"/comments/{ENGLISH}"), "token")):
        answer = client.post(f"{HERE}/preview", data=fields(BODY, token=other))
        client.post(HERE, data=fields(f"{BODY} {other}", token=hidden(answer, "token")))
        assert rules(room) & {"haste", "token"} == set()


def test_a_limit_gives_the_token_back(make):
    client = make(rate_limit="1 per minute").client()
    token = hidden(client.get(HERE), "token")
    client.post(HERE, data=fields("Eins"))
    answer = client.post(HERE, data=fields("Zwei", token=token))

    assert answer.status_code == 429
    assert hidden(answer, "token") == token


def test_nobody_can_tell_from_the_answer_what_the_gate_found(make):
    """Not from a page, nor from JSON: fresh, missing, forged and unproven forms look alike."""
    room = make(comments="proof_of_work = true")
    client = room.client()
    token = client.get(TOKEN, headers=JSON).json["token"]
    ways = [{}, {"token": token}, {"token": "x"}, {"proof": "x"}, {"token": "x", "website": "x"}]
    pages = [client.post(HERE, data=fields(f"Seite {n} {BODY}", **w)) for n, w in enumerate(ways)]
    data = [
        client.post(HERE, json=fields(f"Daten {n} {BODY}", **w), headers=JSON)
        for n, w in enumerate(ways)
    ]

    assert {(a.status_code, len(a.data), len(a.location)) for a in pages} == {
        (303, 0, len(pages[0].location))
    }
    assert {(a.status_code, len(a.data)) for a in data} == {(202, len(data[0].data))}
    receipts = [client.get(answer.location) for answer in pages]
    assert len({receipt.status_code for receipt in receipts}) == 1
    assert len({text(receipt).count("Wir prüfen") for receipt in receipts}) == 1


def test_where_work_is_asked_for_the_script_gets_a_challenge_and_the_form_says_so(make):
    room = make(comments="proof_of_work = true")
    answer = room.client().get(TOKEN, headers=JSON)
    page = room.client().get(HERE)

    assert sorted(answer.json) == ["challenge", "token"]
    assert answer.json["challenge"]["parameters"]["data"]["thread"] == THREAD
    assert "rechnet dein Browser vor dem Senden kurz etwas aus" in text(page)
    assert tree(page).xpath("//form[@data-proof]")


def test_without_it_the_form_says_nothing_of_it(client):
    page = client.get(HERE)

    assert "rechnet dein Browser" not in text(page)
    assert not tree(page).xpath("//form[@data-proof]")


def test_the_interface_describes_what_is_fetched(make):
    room = make(comments="proof_of_work = true")
    document = room.client().get("/comments/openapi.json").json
    schema = document["components"]["schemas"]["Opening"]
    found = room.client().get(TOKEN, headers=JSON).json
    described = schema["properties"]["challenge"]["properties"]["parameters"]["properties"]

    assert set(found) <= set(schema["properties"])
    assert set(found["challenge"]["parameters"]) == set(described)
