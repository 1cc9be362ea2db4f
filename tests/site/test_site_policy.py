"""What the browser's policy and the promise «no third party» ask of everything that is written."""

import re
from itertools import pairwise

import pytest
from lxml import html

URL = "https://news.muster.example"

# Absolute addresses that may stand in the output besides the newsroom's own:
# names of XML formats, which nobody loads, …
NAMESPACES = {
    "http://www.w3.org/2005/Atom",
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/XML/1998/namespace",
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/syndication/thread/1.0",
    "https://jsonfeed.org/version/1.1",
    "https://schema.org",
    "http://www.sitemaps.org/schemas/sitemap/0.9",
    "http://www.w3.org/1999/xhtml",
    "http://www.google.com/schemas/sitemap-news/0.9",
}
# … and what readers follow by themselves: links of the author's, and the company's own site.
LINKED = {"https://www.example.org/quelle", "https://www.muster.example"}


@pytest.fixture
def built(site):
    site.configure(
        (
            'phone = "+41 71 555 01 00"',
            'phone = "+41 71 555 01 00"\nwebsite = "https://www.muster.example"',
        )
    )
    site.picture("turm/turm.png")
    site.post(
        "turm/de",
        "| a | b |\n|---|--:|\n| 1 | 2 |\n\n```python\nx = 1\n```\n\n"
        "![Bild](turm.png 'Foto: Meier. Lizenz: presse')\n\n[Quelle](https://www.example.org/quelle)",
        image="turm.png",
        image_alt="Turm",
        image_credit="Meier",
        image_licence="presse",
        topics="[bau]",
        authors="[anna]",
    )
    site.build()
    return site


def pages(site):
    return [name for name in site.files() if name.endswith(".html")]


def test_no_page_holds_a_style_or_a_script_of_its_own(built):
    assert len(pages(built)) > 10
    for name in pages(built):
        for element in html.document_fromstring(built.read(name)).iter():
            assert element.tag != "style", name
            # What search engines read is data, which no browser runs.
            if element.tag == "script" and element.get("type") != "application/ld+json":
                assert element.get("src"), name
                assert not element.text, name
            for attribute, value in getattr(element, "attrib", {}).items():
                assert attribute != "style", name
                assert not attribute.startswith("on"), name
                assert not value.strip().lower().startswith("javascript:"), name


def test_every_page_repeats_the_policy(built):
    for name in pages(built):
        (policy,) = built.tree(f"/{name}").xpath(
            "//meta[@http-equiv='Content-Security-Policy']/@content"
        )
        assert "default-src 'none'" in policy
        # What search pages may do besides is in test_site_search.py.
        assert "unsafe" not in policy.replace("'wasm-unsafe-eval'", ""), name


# With a scheme or without («//host/x.css» loads as well).
ADDRESS = re.compile(
    r"(?:https?:)?//[\w-]+(?:\.[\w-]+)+[^\s\"'<>()\\\\]*|https?://[^\s\"'<>()\\\\]+"
)
TEXTS = (".html", ".css", ".js", ".svg", ".atom", ".rss", ".txt", ".xml", ".json")


def strangers(text):
    """Every address in a text that is neither the newsroom's nor known above."""
    for address in ADDRESS.findall(text):
        # In a mail the address stands escaped: «https%3A//…».
        whole = f"https:{address}" if address.startswith("//") else address
        own = whole == URL or whole.startswith(f"{URL}/")
        if address.startswith("https://${host}/share?"):
            # The reader's own server, which the reader names.
            continue
        # The form shows how a link is written.
        if not own and address not in NAMESPACES | LINKED | {"https://…"}:
            yield address


def test_nothing_that_is_written_names_another_host(built):
    for name, data in built.files().items():
        # Pagefind takes addresses apart with the help of example.com, and asks nobody there.
        if name.endswith(TEXTS) and name != "pagefind/pagefind.js":
            assert list(strangers(data.decode())) == [], name


@pytest.mark.parametrize(
    "text",
    [
        "@import url(//fonts.evil-host.com/x.css)",
        '{"url": "https://evil.example/x"}',
        '<a href="https://news.muster.example.evil.com/…">',
        "<script src=//evil.example/x.js>",
        "fetch('http://evil')",
    ],
)
def test_another_host_would_be_found(text):
    assert list(strangers(text)) != []


def test_pages_load_files_of_the_newsroom_only(built):
    for name in pages(built):
        tree = built.tree(f"/{name}")
        loaded = tree.xpath("//@src | //link[@rel='stylesheet' or @rel='icon']/@href | //@poster")
        for address in loaded:
            assert address.startswith("/"), (name, address)
            assert not address.startswith("//"), (name, address)
            assert (built.output / address.lstrip("/")).is_file(), (name, address)


def test_every_link_leads_somewhere_comments_included(built):
    for name in pages(built):
        for address in built.links(f"/{name}"):
            if address.startswith("/") and not address.startswith(("/comments/", "/moderation/")):
                path, _, fragment = address.partition("#")
                assert built.there(path), (name, address)
                if fragment and not fragment.startswith("comment"):
                    anchors = built.tree(path).xpath("//@id")
                    assert fragment in anchors, (name, address)


def test_headings_do_not_skip_and_ids_stand_once(built):
    for name in pages(built):
        tree = built.tree(f"/{name}")
        levels = [int(e.tag[1]) for e in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels.count(1) == 1, name
        assert all(b <= a + 1 for a, b in pairwise(levels)), (name, levels)
        ids = tree.xpath("//@id")
        assert len(set(ids)) == len(ids), name


def test_colours_come_from_the_configuration(built):
    (address,) = built.tree("/de/").xpath("//link[contains(@href, '/colours.')]/@href")
    assert built.read(address) == ":root{--accent:#0b5d66;--accent-dark:#7cc7cf}\n"


def test_crawlers_are_kept_from_receipts_and_moderation(built):
    assert built.read("/robots.txt").startswith(
        "User-agent: *\nDisallow: /comments/receipt/\nDisallow: /moderation/\n"
    )


def test_pages_that_do_not_exist_are_answered_in_the_reader_s_language(built):
    for address, lang in (("/404.html", "de"), ("/de/404.html", "de"), ("/en/404.html", "en")):
        tree = built.tree(address)
        assert tree.get("lang") == lang
        assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert not tree.xpath("//link[@rel='canonical']")
