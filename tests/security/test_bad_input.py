"""Whatever is sent: a clear 4xx, never a 5xx, never a hang, nothing stored."""

import json
import time

import pytest

from tests.support import THREAD, fields
from tests.web import Desk, make_room

HERE = f"/comments/{THREAD}"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
GOOD = b"author=Ruth&body=Hallo"


def deep(levels: int) -> bytes:
    return b'{"a":' * levels + b"1" + b"}" * levels


BAD = {
    "empty": (FORM, b"", 422),
    "no body": (FORM, b"author=Ruth", 422),
    "invalid UTF-8 as it is": (FORM, b"author=Ruth&body=\xff\xfe", 400),
    "invalid UTF-8 escaped": (FORM, b"author=Ruth&body=%ff%fe", 400),
    "overlong UTF-8": (FORM, b"author=Ruth&body=%c0%af", 400),
    "invalid UTF-8 in a name": (FORM, GOOD + b"&%ff=x", 400),
    "NUL in the text": (FORM, b"author=Ruth&body=a%00b", 422),
    "NUL in the name": (FORM, b"author=R%00uth&body=x", 422),
    "NUL in the parent": (FORM, GOOD + b"&parent=%00", 422),
    "NUL in the address": (FORM, GOOD + b"&email=a%00@b.example", 422),
    "bidi override in the text": (FORM, "author=R&body=a\u202eb".encode(), 422),
    "bidi override in the name": (FORM, "author=R\u2066&body=b".encode(), 422),
    "only what nobody sees": (FORM, "author=\u200b&body=\u2060\u200b".encode(), 422),
    "unknown field": (FORM, GOOD + b"&state=published", 400),
    "doubled field": (FORM, GOOD + b"&body=other", 400),
    "too many fields": (FORM, b"&".join(b"f%d=x" % n for n in range(100)), 400),
    "a million fields": (FORM, b"a&" * 60_000, 400),
    "line break in the address": (FORM, GOOD + b"&email=a@b.example%0d%0aBcc:x@y.example", 422),
    "made-up parent": (FORM, GOOD + b"&parent=nobody", 422),
    "10 MB": (FORM, b"author=Ruth&body=" + b"x" * 10_000_000, 413),
    "10 MB of JSON": (JSON, b'{"body":"' + b"x" * 10_000_000 + b'"}', 413),
    "too long": (FORM, b"author=Ruth&body=" + b"x" * 5001, 413),
    "name too long": (FORM, b"body=x&author=" + b"x" * 81, 422),
    "multipart": ("multipart/form-data; boundary=x", b"--x--", 415),
    "multipart in disguise": (FORM, b'--x\r\nContent-Disposition: form-data; name="body"', 400),
    "text": ("text/plain", GOOD, 415),
    "no type": ("", GOOD, 415),
    "nonsense type": ("x/y/z;;", GOOD, 415),
    "another charset": (f"{FORM}; charset=utf-16", GOOD, 415),
    "form called JSON": (JSON, GOOD, 400),
    "JSON called form": (FORM, b'{"author":"Ruth","body":"x"}', 400),
    "empty JSON": (JSON, b"", 400),
    "half JSON": (JSON, b'{"author":"Ru', 400),
    "JSON array": (JSON, b"[]", 400),
    "JSON text": (JSON, b'"body"', 400),
    "JSON null": (JSON, b"null", 400),
    "JSON number as text": (JSON, b'{"author":"Ruth","body":1}', 400),
    "JSON list as text": (JSON, b'{"author":["Ruth"],"body":"x"}', 400),
    "JSON object as text": (JSON, b'{"author":"Ruth","body":{}}', 400),
    "JSON with a field twice": (JSON, b'{"author":"R","body":"x","body":"y"}', 400),
    "JSON with an unknown field": (JSON, b'{"author":"R","body":"x","id":"1"}', 400),
    "deep JSON": (JSON, deep(10_000), 400),
    "deep JSON list": (JSON, b"[" * 60_000, 400),
    "JSON with half a surrogate": (JSON, b'{"author":"R","body":"\\ud800"}', 400),
    "JSON with half a surrogate as parent": (
        JSON, b'{"author":"R","body":"x","parent":"\\udfff"}', 400,
    ),
    "JSON with half a surrogate as name": (JSON, b'{"author":"R","body":"x","\\ud800":"x"}', 400),
    "JSON with NUL": (JSON, b'{"author":"R","body":"a\\u0000b"}', 422),
    "JSON in UTF-16": (JSON, '{"author":"R","body":"x"}'.encode("utf-16"), 400),
    "JSON with a huge number": (JSON, b'{"body":' + b"9" * 10_000 + b"}", 400),
    "JSON infinity": (JSON, b'{"author":"R","body":Infinity}', 400),
}  # fmt: skip


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """One newsroom for all: nothing of what is sent here is ever stored."""
    room = make_room(tmp_path_factory.mktemp("room"), rate_limit="9999 per minute")
    yield room
    room.service.close()


@pytest.fixture(scope="module")
def desk(room):
    return Desk(room)


@pytest.fixture
def fresh(tmp_path):
    """For what is taken after all."""
    return make_room(tmp_path)


@pytest.mark.parametrize("accept", ["text/html", JSON])
@pytest.mark.parametrize("name", BAD)
def test_it_is_refused_clearly_and_nothing_is_stored(room, client, name, accept):
    kind, body, status = BAD[name]
    started = time.process_time()
    answer = client.post(HERE, data=body, content_type=kind, headers={"Accept": accept})

    assert answer.status_code == status
    assert answer.mimetype == accept
    assert time.process_time() - started < 2
    assert room.comments() == []
    if accept == JSON:
        assert answer.json["message"]
    else:
        assert b'lang="de"' in answer.data


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "head", "trace"])
def test_other_methods_store_nothing(room, client, method):
    answer = client.open(HERE, method=method.upper(), data=GOOD, content_type=FORM)

    assert answer.status_code in (200, 405)
    assert room.comments() == []


@pytest.mark.parametrize("path", ["sign-in", "join/x", "sign-out", "comments/x/decide"])
@pytest.mark.parametrize("name", BAD)
def test_the_moderators_forms_are_as_strict(desk, path, name):
    kind, body, _ = BAD[name]
    answer = desk.client.post(f"/moderation/{path}", data=body, content_type=kind)

    assert 400 <= answer.status_code < 500


def test_the_path_may_hold_anything(client):
    for path in ("%ff", "%00", "a" * 3000, "%f0%9f%90%9f", "..%2f..", "%0d%0aX:%20y", "'\"<>"):
        for where in ("/comments/{}", "/comments/receipt/{}", "/comments/{}/reply/{}", "/{}",
                      "/moderation/join/{}", "/comments/receipt/{}/withdraw"):  # fmt: skip
            for method in ("get", "post"):
                answer = getattr(client, method)(where.format(path, path))
                assert 300 <= answer.status_code < 500, (method, where, path)


def test_headers_may_hold_anything(fresh):
    client = fresh.client()
    for value in ("\xff", "x" * 5000, ";;;", "*", ",,,", "q=9", "de;q=nan", "1.1.1.1, \xff"):
        headers = dict.fromkeys(
            ("Accept", "Accept-Language", "User-Agent", "X-Forwarded-For", "If-None-Match",
             "If-Modified-Since", "Range", "Cookie", "Sec-Fetch-Site", "Origin"), value
        )  # fmt: skip
        for path in ("/de/", HERE, "/moderation/", "/nix"):
            assert client.get(path, headers=headers).status_code < 500, (value, path)
        assert client.post(HERE, data=fields(value[:20]), headers=headers).status_code < 500


HEAVY = {
    "quotes": ">" * 4900 + " x",
    "nested quotes": "\n".join(">" * n for n in range(1, 95)),
    "lists": "- " * 2400 + "x",
    "stars": "*" * 4900,
    "brackets": "[" * 4900,
    "links": "[a](" * 1200,
    "backticks": "`" * 2400 + "x" + "`" * 2300,
    "addresses": "http://a.b/" * 450,
    "mixed": "*_`[<" * 980,
}


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_text_is_taken_and_shown_without_delay(fresh, name):
    started = time.process_time()
    comment = fresh.sent(HEAVY[name])
    assert fresh.client().get(fresh.receipt(comment)).status_code == 200

    assert time.process_time() - started < 1


def test_10000_nested_quotes_are_refused_at_once(client):
    started = time.process_time()

    assert client.post(HERE, data=fields("> " * 10_000 + "x")).status_code == 413
    assert time.process_time() - started < 1


def test_the_longest_comment_fits_whatever_it_is_written_in(make):
    """8,000 characters of four bytes each, percent-encoded."""
    room = make(comments="max_length = 8000")

    assert room.client().post(HERE, data=fields("\U0001f41f" * 8000)).status_code == 303
    assert len(room.only_comment().body) == 8000


def test_what_was_typed_survives_the_way_unchanged(fresh):
    client = fresh.client()
    body = "Zürich – «Grüezi» & <b>Ö</b> 100% +1 \U0001f41f\n\nzweiter Absatz\té"
    client.post(HERE, data=fields(body))
    client.post(HERE, data=json.dumps(fields(body + ".")), content_type=JSON)

    assert [comment.body for comment in fresh.comments()] == [body, body + "."]


NUMBERS = ("9" * 20, "9" * 5000, "-1", "0", "%D9%A3", "1e9")


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_without_an_end_find_nothing(desk, number):
    for verb in ("enable", "invite", "moderator"):
        assert desk.post(f"people/{number}", verb=verb).status_code in (404, 405)


def test_numbers_in_a_query_or_form_break_nothing(fresh):
    desk, at = Desk(fresh), f"comments/{fresh.sent().id}"
    for number in (*NUMBERS, ""):
        for page in (
            f"?proposed={number}&done=bulk", f"?page={number}", f"log?page={number}",
            f"decisions?page={number}", "log?since=0001-01-01&until=9999-12-31",
        ):  # fmt: skip
            assert desk.get(page).status_code in (200, 404), page
        for path, form in (
            (f"{at}/decide", {"verb": "publish", "revision": number, "seen": "pending"}),
            (f"{at}/decide", {"verb": "publish", "later": number or "x"}),
            (f"{at}/ask", {"question": "Was meinst du?", "asked": number or "x"}),
            ("bulk", {"verb": "publish", f"pick-{at[9:]}": f"pending.{number}.{number}"}),
        ):
            assert desk.post(path, **form).status_code < 500, (path, form)
    assert fresh.only_comment().state == "pending"
