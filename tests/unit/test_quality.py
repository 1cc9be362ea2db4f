"""The crawler of `make quality` and of the demo's tests: it must be able to find something."""

import json

import pytest

from quality.crawler import Answer, crawl
from quality.report import Finding, Section

SITE = "https://news.muster.example"


def page(body: str) -> Answer:
    return Answer(200, "text/html", f"<!doctype html><body>{body}".encode())


def broken(files: dict[str, Answer]) -> list[str]:
    result = crawl(lambda path: files.get(path, Answer(404)), SITE)
    return [f"{link.address} {link.reason}" for link in result.broken]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/weg/">x</a>',
        '<a href="weg/">x</a>',
        f'<a href="{SITE}/weg/">x</a>',
        '<img src="/weg/" alt="x">',
        '<img src="/" srcset="/ 1x, /weg/ 2x" alt="x">',
        '<video poster="/weg/"></video>',
        '<link rel="alternate" href="/weg/">',
        f'<meta property="og:image" content="{SITE}/weg/">',
        '<meta http-equiv="refresh" content="0; url=/weg/">',
        f'<script type="application/ld+json">{{"url": "{SITE}/weg/"}}</script>',
        '<form action="/weg/"></form>',
    ],
)
def test_a_broken_address_is_found_wherever_a_page_names_it(body: str) -> None:
    assert broken({"/": page(body)}) == ["/weg/ answers 404"]


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><link href="{SITE}/feed"/><entry>
<content type="html">&lt;img src="{SITE}/weg/"&gt;</content></entry></feed>"""


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("text/css", "a{background:url(/weg/)}"),
        ("text/css", '@import "/weg/";'),
        ("application/atom+xml", ATOM),
        ("application/rss+xml", f"<rss><channel><link>{SITE}/weg/</link></channel></rss>"),
        ("application/xml", f"<urlset><url><loc>{SITE}/weg/</loc></url></urlset>"),
        ("text/x-opml", f'<opml><outline xmlUrl="{SITE}/weg/"/></opml>'),
        ("application/feed+json", json.dumps({"items": [{"url": f"{SITE}/weg/"}]})),
        ("application/json", json.dumps({"content_html": '<a href="/weg/">x</a>'})),
    ],
)
def test_a_broken_address_is_found_in_what_is_no_page(kind: str, text: str) -> None:
    files = {"/": page('<a href="/feed">x</a>'), "/feed": Answer(200, kind, text.encode())}

    assert broken(files) == ["/weg/ answers 404"]


def test_a_missing_anchor_is_found() -> None:
    files = {
        "/": page('<a href="/da/#weg">x</a><a href="/da/#hier">y</a>'),
        "/da/": page("<p id=hier>"),
    }

    assert broken(files) == ["/da/#weg has no such anchor"]


def test_redirects_are_followed_and_forms_that_send_are_not() -> None:
    files = {
        "/": page('<a href="/alt/">x</a><form method="post" action="/weg/"></form>'),
        "/alt/": Answer(301, location="/neu/"),
        "/neu/": page(""),
    }
    result = crawl(lambda path: files.get(path, Answer(404)), SITE)

    assert result.broken == []
    assert result.pages == ["/", "/neu/"]


def test_other_hosts_are_noted_and_not_asked() -> None:
    result = crawl(lambda path: page('<a href="https://www.example.org/x">x</a>'), SITE)

    assert result.elsewhere == {"https://www.example.org/x": "/"}


def test_a_mistake_of_the_theme_is_told_once() -> None:
    findings = [Finding(f"/{n}/", "no heading", "section") for n in range(3)]

    assert str(Section("Checker", "3 pages", findings)) == (
        "Checker: 3 findings\n    3 pages\n"
        "  - /0/\n      no heading\n      at section\n      and on 2 more pages"
    )
