"""The headers of every answer: pages, files, errors, redirects."""

import pytest

from comments_service.contract.headers import CSP, HSTS, MEDIA_CSP, SEARCH_CSP, SECURITY_HEADERS
from comments_service.web import receipts
from tests.support import THREAD, fields
from tests.web import Desk, sign_in_as

SECURE = {"url": "https://news.muster.example"}


@pytest.fixture
def answers(room, desk, monkeypatch):
    """One of each kind, by name."""
    client, comment = room.client(), room.published()
    receipt = room.receipt(comment)
    withdrawn = room.receipt(room.sent("weg"))
    other = Desk(room, "Beat Frei")
    found = {
        "page": client.get("/de/"),
        "file": client.get("/media/turbine.jpg"),
        "feed": client.get("/comments/feed.atom"),
        "unchanged": client.get(
            "/de/", headers={"If-None-Match": client.get("/de/").headers["ETag"]}
        ),
        "slash": client.get("/de"),
        "missing": client.get("/nix"),
        "method": client.put("/de/"),
        "form": client.get(f"/comments/{THREAD}"),
        "reply": client.get(f"/comments/{THREAD}/reply/{comment.id}"),
        "sent": client.post(f"/comments/{THREAD}", data=fields("x")),
        "accepted": client.post(
            f"/comments/{THREAD}", json=fields("y"), headers={"Accept": "application/json"}
        ),
        "faulty": client.post(f"/comments/{THREAD}", data={}),
        "bad": client.post(f"/comments/{THREAD}", data=b"\xff"),
        "receipt": client.get(receipt),
        "withdraw": client.get(f"{receipt}/withdraw"),
        "no receipt": client.get("/comments/receipt/x"),
        "withdrawn": client.post(f"{withdrawn}/withdraw"),
        "withdrawn already": client.get(f"{withdrawn}/withdraw"),
        "after withdrawal": client.get(withdrawn),
        "not accepted": client.post(
            f"/comments/{THREAD}", json={}, headers={"Accept": "application/json"}
        ),
        "too large": client.post(f"/comments/{THREAD}", data={"body": "x" * 200_000}),
        "what is allowed": client.options(f"/comments/{THREAD}"),
        "health": client.get("/healthz"),
        "away": client.get("/moderation/"),
        "sign-in": client.get("/moderation/sign-in"),
        "no invitation": client.get("/moderation/join/x"),
        "signed in": sign_in_as(room.client()),
        "not signed in": sign_in_as(room.client(), password="vertippt, aber lang"),
        "signed out": other.post("sign-out"),
        "foreign": client.post("/moderation/sign-in", headers={"Origin": "https://evil.example"}),
        "out of date": client.post("/moderation/sign-in", data={"name": "x"}),
        "refused": client.post("/moderation/comments/x/decide", data={"verb": "spam"}),
        "queue": desk.get(),
        "comment": desk.get(f"comments/{comment.id}"),
        "log": desk.get("log"),
    }
    monkeypatch.setattr(receipts, "comment_html", lambda _: 1 / 0)
    found["fault"] = client.get(receipt)
    assert found["fault"].status_code == 500
    for name, status in STATUSES.items():
        assert found[name].status_code == status, name
    return found


# Answers that would prove nothing if they were not what they are called.
STATUSES = {
    "unchanged": 304, "slash": 301, "sent": 303, "accepted": 202, "withdrawn": 303,
    "withdrawn already": 303, "not accepted": 422, "too large": 413, "signed in": 303,
    "not signed in": 401, "signed out": 303, "foreign": 403, "out of date": 403,
    "no invitation": 410, "refused": 401,
}  # fmt: skip

PUBLIC = ("page", "file", "feed", "unchanged", "slash", "missing")


def test_every_answer_carries_them(answers):
    for name, answer in answers.items():
        for header, value in SECURITY_HEADERS.items():
            if header == "Referrer-Policy" and name not in PUBLIC:
                continue
            if header == "Content-Security-Policy" and name == "file":
                value = MEDIA_CSP
            assert answer.headers.getlist(header) == [value], (name, header)


def test_what_concerns_one_person_stays_out_of_caches_and_referrers(answers):
    for name in answers.keys() - set(PUBLIC):
        assert answers[name].headers["Cache-Control"] == "no-store", name
        assert answers[name].headers.getlist("Referrer-Policy") == ["no-referrer"], name
        assert "ETag" not in answers[name].headers, name


def test_whoever_writes_too_fast_gets_them_too(make):
    client = make(rate_limit="1 per minute").client()
    for headers in ({}, {"Accept": "application/json"}):
        client.post(f"/comments/{THREAD}", data=fields())
        answer = client.post(f"/comments/{THREAD}", data=fields(), headers=headers)

        assert answer.status_code == 429
        assert SECURITY_HEADERS.items() - set(answer.headers) == {
            ("Referrer-Policy", SECURITY_HEADERS["Referrer-Policy"])
        }
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers.getlist("Referrer-Policy") == ["no-referrer"]


def test_where_a_comment_went_stays_out_of_caches_and_referrers(answers):
    """The redirect and the script's answer name the receipt, which is the author's secret."""
    for name in ("sent", "accepted", "withdrawn", "withdrawn already"):
        answer = answers[name]
        assert "/comments/receipt/" in (answer.location or answer.text), name
        assert answer.headers.getlist("Cache-Control") == ["no-store"], name
        assert answer.headers.getlist("Referrer-Policy") == ["no-referrer"], name


def test_the_policy_allows_nothing_inline_and_no_other_host(answers):
    for name, answer in answers.items():
        if name == "file":
            continue
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy, name
        assert policy.startswith("default-src 'none'"), name
        for directive in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'",
                          "form-action 'self'", "require-trusted-types-for 'script'"):  # fmt: skip
            assert directive in policy, (name, directive)
        assert "http" not in policy, name


@pytest.mark.parametrize("prefix", ["", "/news"])
def test_what_authors_bring_along_runs_nothing(make, prefix):
    """And the page that says that there is no such file looks like any other."""
    client = make(url=f"https://www.muster.example{prefix}").client()

    def policy(path):
        return client.get(f"{prefix}{path}").headers.getlist("Content-Security-Policy")

    assert policy("/media/turbine.jpg") == [MEDIA_CSP]
    assert policy("/media/nowhere.svg") == [CSP]
    assert policy("/de/") == [CSP]
    assert "default-src 'none'; style-src 'unsafe-inline'; sandbox" in MEDIA_CSP
    assert "allow-" not in MEDIA_CSP


def test_pages_hold_nothing_that_the_policy_would_refuse(answers):
    for name, answer in answers.items():
        if answer.mimetype == "text/html":
            assert "<style" not in answer.text, name
            assert "style=" not in answer.text, name
            assert "<script>" not in answer.text, name
            assert " onclick" not in answer.text, name


def test_hsts_is_sent_over_https_and_only_there(answers, make):
    client = make(**SECURE).client()

    assert all("Strict-Transport-Security" not in answer.headers for answer in answers.values())
    for path in ("/de/", "/nix", f"/comments/{THREAD}", "/moderation/", "/healthz"):
        assert client.get(path).headers["Strict-Transport-Security"] == HSTS, path


@pytest.mark.parametrize("prefix", ["", "/news"])
def test_search_pages_alone_may_run_webassembly(make, prefix):
    """And scripts made of texts they may not run, either."""
    client = make(url=f"https://www.muster.example{prefix}").client()

    def policy(path):
        return client.get(f"{prefix}{path}").headers.getlist("Content-Security-Policy")

    for path in ("/de/suche/", "/en/search/", "/de/suche/?q=Wasser", "/de/suche/index.html"):
        assert policy(path) == [SEARCH_CSP], path
    # The newsroom has no French, and a page of that name elsewhere is no search page.
    for path in ("/de/", "/fr/recherche/", "/de/search/", "/de/suche/x", "/comments/suche/"):
        assert policy(path) == [CSP], path
    assert "'unsafe-eval'" not in SEARCH_CSP
    assert "require-trusted-types-for 'script'" in SEARCH_CSP
    assert SEARCH_CSP.replace(" 'wasm-unsafe-eval'", "") == CSP
