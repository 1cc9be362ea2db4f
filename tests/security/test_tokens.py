"""A receipt's address: unguessable, good for one comment, and nowhere but with its author."""

import base64

import pytest
from itsdangerous import URLSafeSerializer

from comments_service.actions.tokens import Tokens
from comments_service.domain.comment import Grounds
from comments_service.domain.states import State, Verb
from tests.support import THREAD, fields

KEY = "k" * 40


def test_its_signature_has_far_more_than_128_bits(room):
    token = room.service.tokens.receipt(room.sent().id)
    signature = token.rpartition(".")[2]

    assert len(base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))) * 8 >= 128


def test_changing_any_character_makes_it_worthless(room, client):
    token = room.service.tokens.receipt(room.sent().id)
    # The last character of base64 also holds bits that stand for nothing.
    for place, character in enumerate(token[:-1]):
        other = "A" if character != "A" else "m"
        forged = f"{token[:place]}{other}{token[place + 1 :]}"
        assert client.get(f"/comments/receipt/{forged}").status_code == 404, place


def test_the_signature_of_one_comment_opens_no_other(room, client):
    mine, other = (room.service.tokens.receipt(room.sent(text).id) for text in ("a", "b"))
    forged = f"{other.rpartition('.')[0]}.{mine.rpartition('.')[2]}"

    assert client.get(f"/comments/receipt/{forged}").status_code == 404
    assert client.post(f"/comments/receipt/{forged}/withdraw").status_code == 404
    assert {comment.state for comment in room.comments()} == {State.PENDING}


@pytest.mark.parametrize("salt", ["itsdangerous", "newsroom.other", "newsroom.sign-in", ""])
def test_a_token_for_another_purpose_opens_none(room, client, salt):
    other = URLSafeSerializer(KEY, salt=salt)

    assert client.get(f"/comments/receipt/{other.dumps(room.sent().id)}").status_code == 404


def test_a_token_of_another_newsroom_opens_none(room, client):
    token = Tokens(["x" * 40]).receipt(room.sent().id)

    assert client.get(f"/comments/receipt/{token}").status_code == 404


def test_receipts_outlive_a_new_key(room, client):
    comment = room.sent("Bleibt erreichbar")
    old = room.service.tokens.receipt(comment.id)
    room.service.tokens = Tokens([KEY, "n" * 40])

    assert client.get(f"/comments/receipt/{old}").status_code == 200
    assert room.service.tokens.receipt(comment.id) != old


def test_knowing_a_comments_id_is_no_use(room, client):
    """Ids stand on public pages."""
    comment = room.published()
    for made_up in (comment.id, f"{comment.id}.", f'"{comment.id}"', f".{comment.id}"):
        assert client.get(f"/comments/receipt/{made_up}").status_code == 404


def test_nothing_that_is_public_holds_it(room, client, desk):
    asked = room.published("Wann?")
    desk.post(f"comments/{asked.id}/answer", body="Bald.")
    room.published("Danke", parent=asked.id)
    room.work()
    output = room.service.paths.output
    secrets = [room.service.tokens.receipt(comment.id) for comment in room.comments()]
    public = [
        file.read_text("utf-8")
        for file in output.rglob("*")
        if file.is_file() and file.suffix not in (".br", ".gz")
    ]
    public += [
        client.get(f"/comments/{THREAD}").text,
        client.get(f"/comments/{THREAD}/reply/{asked.id}").text,
        client.post(f"/comments/{THREAD}", data=fields("")).text,
    ]

    assert any("Bald." in text for text in public)
    for secret in secrets:
        for part in (secret, secret.rpartition(".")[2]):
            assert not any(part in text for text in public)


def test_links_that_lead_away_from_a_receipt_tell_nothing(room, client):
    """The policy covers every request of the page; nothing in the page loosens it."""
    comment = room.sent("https://elsewhere.example/ und [hier](https://other.example)")
    room.decide(comment.id, Verb.REJECT, Grounds("OTHER", "https://third.example", "rule"))
    for path in ("", "/withdraw"):
        answer = client.get(room.receipt(comment) + path)
        assert answer.headers.getlist("Referrer-Policy") == ["no-referrer"]
        assert "referrerpolicy" not in answer.text
        assert 'name="referrer"' not in answer.text
