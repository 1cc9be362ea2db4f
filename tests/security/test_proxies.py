"""Whose word on a reader's address is believed."""

from comments_service.domain.states import State
from tests.support import THREAD, fields


def senders(room, *forwarded):
    """How many different senders the service saw for these X-Forwarded-For headers."""
    client = room.client()
    for number, value in enumerate(forwarded):
        client.post(
            f"/comments/{THREAD}", data=fields(f"{number}"), headers={"X-Forwarded-For": value}
        )
    rows = room.service.db.query("SELECT DISTINCT sender FROM comments")
    return len(list(rows))


def test_without_a_configured_proxy_nobody_is_believed(make):
    assert senders(make(), "192.0.2.1", "192.0.2.2", "192.0.2.3") == 1


def test_a_limit_cannot_be_passed_with_made_up_addresses(make):
    client = make(rate_limit="2 per minute").client()
    codes = [
        client.post(
            f"/comments/{THREAD}", data=fields(f"{number}"),
            headers={"X-Forwarded-For": f"192.0.2.{number}", "X-Real-IP": f"192.0.2.{number}",
                     "Forwarded": f"for=192.0.2.{number}"},
        ).status_code
        for number in range(3)
    ]  # fmt: skip

    assert codes == [303, 303, 429]


def test_a_configured_proxy_is_believed(make):
    assert senders(make(trusted_proxies=1), "192.0.2.1", "192.0.2.2") == 2


def test_only_the_last_address_counts_and_not_what_the_reader_made_up(make):
    """With one proxy, what stands left of its own entry came from the reader."""
    assert senders(make(trusted_proxies=1), "1.1.1.1, 192.0.2.1", "2.2.2.2, 192.0.2.1") == 1


def test_nobody_is_believed_about_host_scheme_or_path(make):
    """Not even the configured proxy: the configuration says where the newsroom lives."""
    client = make(trusted_proxies=1).client()
    headers = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher",
               "X-Forwarded-Prefix": "/evil", "X-Forwarded-Port": "666", "X-Original-URL": "/evil",
               "X-Rewrite-URL": "/evil", "Forwarded": "host=evil.example;proto=gopher"}  # fmt: skip
    sent = client.post(f"/comments/{THREAD}", data=fields(), headers=headers)

    assert sent.location.startswith("/comments/receipt/")
    for path in ("/de", "/de/", "/moderation/", "/moderation/sign-in", sent.location, "/nix"):
        answer = client.get(path, headers=headers)
        seen = f"{answer.headers}{answer.text}"
        for made_up in ("evil", "gopher", "666"):
            assert made_up not in seen, path


def test_a_header_cannot_turn_one_method_into_another(room, client):
    receipt = room.receipt(room.sent())
    for header in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        client.get(f"{receipt}/withdraw?_method=POST", headers={header: "POST"})

    assert room.only_comment().state is State.PENDING


def test_the_address_itself_is_stored_nowhere(make):
    room = make(trusted_proxies=1)
    senders(room, "198.51.100.77")
    room.service.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    for file in room.service.paths.data.iterdir():
        assert b"198.51.100.77" not in file.read_bytes(), file.name
