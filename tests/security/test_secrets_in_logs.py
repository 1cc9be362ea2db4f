"""Logs hold no token, no address of a reader, no text."""

import logging

import pytest

from comments_service.actions import sign_in
from comments_service.web import errors, receipts
from tests.support import THREAD, fields
from tests.web import PASSWORD, send_entry, sign_in_as

SECRETS = {"body": "Ein vertraulicher Text", "author": "Heimlich", "email": "geheim@example.org"}


@pytest.fixture(autouse=True)
def everything_is_logged(caplog):
    caplog.set_level(logging.DEBUG)


def test_nothing_of_a_reader_reaches_the_log(room, client, desk, monkeypatch, caplog):
    where = {"environ_overrides": {"REMOTE_ADDR": "198.51.100.77"}}
    answer = client.post(f"/comments/{THREAD}", data=fields(**SECRETS), **where)
    token = answer.location.rpartition("/")[2]
    client.get(answer.location, **where)
    client.get(f"/comments/receipt/{token}x", **where)
    client.get(f"/comments/receipt/{token}/nix", **where)
    client.put(answer.location, **where)
    client.post(f"/comments/{THREAD}", data=fields(body="", email="geheim@example.org"), **where)

    def fail(body: str) -> None:
        raise ValueError(f"cannot render {body}")

    monkeypatch.setattr(receipts, "comment_html", fail)
    assert client.get(answer.location, **where).status_code == 500

    assert "receipts.show failed: ValueError" in caplog.text
    for secret in (token, token.partition(".")[2], "198.51.100.77", *SECRETS.values()):
        assert secret not in caplog.text, secret


def test_even_a_broken_error_page_logs_no_token(room, client, monkeypatch, caplog):
    receipt = room.receipt(room.sent())

    def fail(*_: object, **__: object) -> None:
        raise ValueError("no page")

    monkeypatch.setattr(receipts, "render", fail)
    monkeypatch.setattr(errors, "render", fail)
    answer = client.get(receipt)

    assert (answer.status_code, answer.mimetype) == (500, "text/plain")
    assert "receipts.show failed" in caplog.text
    assert receipt.rpartition("/")[2] not in caplog.text


def test_nothing_of_a_moderator_reaches_the_log(room, client, caplog):
    token = sign_in.invite(room.service, "Lea Brunner", "Sprecherin", room.clock())
    client.get(f"/moderation/join/{token}")
    send_entry(client, f"/moderation/join/{token}",
               name="Lea Brunner", function="x", password=PASSWORD)  # fmt: skip
    other = room.client()
    sign_in_as(other, password="falsch")
    entry = other.get_cookie("newsroom-entry")
    client.get(f"/moderation/join/{token}")
    cookie = client.get_cookie("newsroom")

    assert cookie is not None
    assert entry is not None
    for secret in (token, PASSWORD, "falsch", cookie.value, entry.value):
        assert secret not in caplog.text


def test_limits_are_logged_without_addresses(make, caplog):
    client = make(rate_limit="1 per minute").client()
    for number in range(3):
        client.post(
            f"/comments/{THREAD}", data=fields(f"{number}"),
            environ_overrides={"REMOTE_ADDR": "198.51.100.77"},
        )  # fmt: skip

    assert "198.51.100.77" not in caplog.text
