"""The headers of every answer: pages, files, errors, redirects."""

import pytest

from comments_service.contract.headers import HSTS, SECURITY_HEADERS
from comments_service.web import receipts
from tests.support import THREAD, fields

SECURE = {"url": "https://news.muster.example"}


@pytest.fixture
def answers(room, desk, monkeypatch):
    """One of each kind, by name."""
    client, comment = room.client(), room.published()
    receipt = room.receipt(comment)
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
        "health": client.get("/healthz"),
        "away": client.get("/moderation/"),
        "sign-in": client.get("/moderation/sign-in"),
        "refused": client.post("/moderation/comments/x/decide", data={}),
        "queue": desk.get(),
        "comment": desk.get(f"comments/{comment.id}"),
        "log": desk.get("log"),
    }
    monkeypatch.setattr(receipts, "comment_html", lambda _: 1 / 0)
    found["fault"] = client.get(receipt)
    assert found["fault"].status_code == 500
    return found


PUBLIC = ("page", "file", "feed", "unchanged", "slash", "missing")


def test_every_answer_carries_them(answers):
    for name, answer in answers.items():
        for header, value in SECURITY_HEADERS.items():
            if header == "Referrer-Policy" and name not in PUBLIC:
                continue
            assert answer.headers.getlist(header) == [value], (name, header)


def test_what_concerns_one_person_stays_out_of_caches_and_referrers(answers):
    for name in answers.keys() - set(PUBLIC):
        assert answers[name].headers["Cache-Control"] == "no-store", name
        assert answers[name].headers.getlist("Referrer-Policy") == ["no-referrer"], name
        assert "ETag" not in answers[name].headers, name


def test_the_policy_allows_nothing_inline_and_no_other_host(answers):
    for name, answer in answers.items():
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy, name
        assert policy.startswith("default-src 'none'"), name
        for directive in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'",
                          "form-action 'self'", "require-trusted-types-for 'script'"):  # fmt: skip
            assert directive in policy, (name, directive)
        assert "http" not in policy, name


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
