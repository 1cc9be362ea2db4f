"""What crawlers are told: sitemaps, robots.txt, security.txt, canonical addresses, hreflang."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree, html

from comments_service.contract.due import read_schedule
from plugins import sitemaps
from tests import demo

URL = "https://news.muster.example"
GRAMMAR = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("sitemap.rng"))))
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}
SECURITY = ("[comments]", '[security]\ncontact = "mailto:sicher@muster.example"\n[comments]')


def now():
    return datetime.now(UTC)


def sitemap(data):
    tree = etree.fromstring(data)
    GRAMMAR.assertValid(tree)
    assert len(data) < 50_000_000
    assert len(tree) <= 50_000
    return tree


def listed(files):
    """Every address that the sitemaps of all languages list, with its entry."""
    index = sitemap(files["sitemap.xml"])
    found = {}
    for loc in index.xpath("//s:loc/text()", namespaces=NAMES):
        name = loc.rpartition("/")[2]
        for entry in sitemap(files[name]).xpath("s:url", namespaces=NAMES):
            found[entry.findtext("s:loc", namespaces=NAMES)] = entry
    return found


def translations(entry):
    return {link.get("hreflang"): link.get("href") for link in entry.iterfind("x:link", NAMES)}


def pages(files):
    """The trees of all pages by address."""
    return {
        f"/{name.removesuffix('index.html')}": html.fromstring(data)
        for name, data in files.items()
        if name.endswith(".html")
    }


def of_demo():
    root = demo.built()
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.suffix in (".html", ".xml", ".txt")
    }


@pytest.fixture
def built(site):
    original = site.post("turm/de", topics="[bau]", authors="[anna]", modified="2026-03-01 09:00")
    site.post("turm/en", lang="en", translates=original)
    for n in range(4):
        site.post(f"haus{n}/de")
    site.build()
    return site


def test_every_page_that_names_itself_is_listed_and_no_other():
    """In the demo: what is canonical, what is listed and what may be indexed are the same."""
    files = of_demo()
    own = set()
    for address, tree in pages(files).items():
        canonical = tree.xpath("//link[@rel='canonical']/@href")
        noindex = tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert len(canonical) == (0 if noindex else 1), address
        if canonical == [demo.URL + address]:
            own.add(demo.URL + address)
        elif canonical:
            # It has moved: the page that it names is the one to list.
            assert tree.xpath("//meta[@http-equiv='refresh']"), address
            assert canonical[0].removeprefix(demo.URL) in pages(files), address

    assert set(listed(files)) == own
    assert len(own) > 50


def test_hreflang_is_right_on_every_page_and_the_same_in_the_sitemap():
    """In the demo: complete, reciprocal, naming the page itself and a default that exists."""
    files = of_demo()
    found = {
        demo.URL + address: {
            link.get("hreflang"): link.get("href")
            for link in tree.xpath("//link[@rel='alternate'][@hreflang]")
        }
        for address, tree in pages(files).items()
    }
    entries = listed(files)
    for address, entry in entries.items():
        links = found[address]
        assert translations(entry) == links, address
        assert address in links.values(), f"{address} does not name itself"
        assert links["x-default"] in found, address
        for other in links.values():
            assert found[other] == links, (address, other)


def test_sitemaps_say_when_posts_changed(built):
    entries = listed(built.files())
    changed = entries[f"{URL}/de/2026/turm-de/"].findtext("s:lastmod", namespaces=NAMES)

    assert changed == "2026-03-01T09:00:00+01:00"
    assert entries[f"{URL}/de/themen/bau/"].findtext("s:lastmod", namespaces=NAMES) == changed
    assert entries[f"{URL}/de/impressum/"].find("s:lastmod", NAMES) is None, "nobody knows"
    assert f"{URL}/de/seite/2/" in entries
    assert translations(entries[f"{URL}/de/2026/turm-de/"]) == {
        "de": f"{URL}/de/2026/turm-de/",
        "en": f"{URL}/en/2026/turm-en/",
        "x-default": f"{URL}/de/2026/turm-de/",
    }


def test_what_is_not_for_search_engines_is_not_listed(site):
    site.post("turm/de", date="2999-01-01")
    site.post("haus/de", status="draft")
    site.build()
    addresses = " ".join(listed(site.files()))

    assert "turm" not in addresses
    assert "haus" not in addresses
    assert "404" not in addresses
    assert "suche" not in addresses


def test_what_has_moved_or_is_withdrawn_is_not_listed(site):
    site.post("alt/de", title="Alt", status="withdrawn", withdrawn="2026-02-01", reason="Falsch.")
    site.post("neu/de", title="Neu", aliases="[/de/2025/frueher/]")
    site.build()

    found = listed(site.files())
    assert f"{URL}/de/2026/neu/" in found
    assert not {f"{URL}/de/2026/alt/", f"{URL}/de/2025/frueher/"} & set(found)


def test_addresses_in_other_scripts_are_escaped(site):
    site.post("turm/de", title="塔")
    site.build()

    assert f"{URL}/de/2026/%E5%A1%94/" in listed(site.files())


def test_a_large_language_has_several_sitemaps(site, monkeypatch):
    monkeypatch.setattr(sitemaps, "_MOST", 5)
    site.post("turm/de")
    site.build()
    files = site.files()

    assert "sitemap-de-2.xml" in files
    assert all(len(sitemap(files[name])) <= 5 for name in files if name.startswith("sitemap-de"))
    assert f"{URL}/de/2026/turm-de/" in listed(files)


def test_news_is_what_came_in_the_last_two_days(site):
    fresh, old = now() - timedelta(hours=30), now() - timedelta(hours=50)
    site.post("turm/de", title="Neu &amp; <alt>", date=f"{fresh:%Y-%m-%d %H:%M}+00:00", slug="neu")
    site.post("haus/de", date=f"{old:%Y-%m-%d %H:%M}+00:00")
    site.build()
    tree = sitemap(site.files()["sitemap-news.xml"])

    assert tree.xpath("//s:loc/text()", namespaces=NAMES) == [
        f"{URL}/de/{fresh.astimezone():%Y}/neu/"
    ]
    assert tree.xpath("//n:title/text()", namespaces=NAMES) == ["Neu &amp; <alt>"]
    assert tree.xpath("//n:name/text()", namespaces=NAMES) == ["Muster"]
    due = read_schedule(site.root / "var/due.json").due
    assert due.at.astimezone(UTC) == fresh.replace(second=0, microsecond=0) + timedelta(days=2)
    assert "is no longer news" in due.why


@pytest.mark.parametrize("posts", [0, 1])
def test_without_news_the_sitemap_of_news_is_still_valid(site, posts):
    """The protocol knows no empty sitemap, and an address that comes and goes worries crawlers."""
    if posts:
        site.post("turm/de")
    site.build()
    tree = sitemap(site.files()["sitemap-news.xml"])

    assert len(tree) == 1
    assert not tree.xpath("//n:news", namespaces=NAMES)


def test_robots_txt_leads_to_the_sitemaps(built):
    assert built.read("/robots.txt").splitlines() == [
        "User-agent: *",
        "Disallow: /comments/receipt/",
        "Disallow: /moderation/",
        "Disallow: /comments/report/",
        "Disallow: /comments/error/",
        "",
        f"Sitemap: {URL}/sitemap.xml",
        f"Sitemap: {URL}/sitemap-news.xml",
    ]


def test_a_newsroom_in_a_folder_tells_its_whole_addresses(site, monkeypatch):
    monkeypatch.setenv("NEWSROOM_URL", "https://www.muster.example/news")
    site.post("turm/de")
    site.build()

    assert "https://www.muster.example/news/de/2026/turm-de/" in listed(site.files())
    assert "Sitemap: https://www.muster.example/news/sitemap.xml" in site.read("/robots.txt")


def test_a_text_may_link_the_files_for_machines(site):
    site.configure(SECURITY)
    links = ("sitemap.xml", "sitemap-news.xml", "sitemap-de.xml", ".well-known/security.txt")
    site.post("turm/de", " ".join(f"[x](/{name})" for name in links))

    assert site.build()


def test_security_txt_keeps_rfc_9116(site):
    site.configure(SECURITY)
    site.build()
    lines = site.read("/.well-known/security.txt").splitlines()
    fields = dict(line.split(": ", 1) for line in lines if not line.startswith("#"))

    assert fields["Contact"] == "mailto:sicher@muster.example"
    assert fields["Preferred-Languages"] == "de, en"
    assert fields["Canonical"] == f"{URL}/.well-known/security.txt"
    expires = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=270) < expires - now() < timedelta(days=366)
    assert len(fields) == len(lines) - 1, "no field stands twice"


def test_security_txt_is_renewed_in_time(site):
    site.configure(SECURITY)
    site.build()
    due = read_schedule(site.root / "var/due.json").due

    assert due.why == "security.txt is renewed"
    assert due.at < now() + timedelta(days=32)


@pytest.mark.parametrize("contact", ["sicher@muster.example", "http://muster.example"])
def test_an_unusable_security_contact_is_a_fault(site, contact):
    site.configure(("[comments]", f'[security]\ncontact = "{contact}"\n[comments]'))

    assert "not an address that starts with mailto: or https:" in site.run().stderr


def test_without_a_contact_there_is_none_and_nobody_else_s_is_touched(site):
    own = site.write("output/.well-known/security.txt", "Contact: …")
    site.build()
    assert own.read_text("utf-8") == "Contact: …", "the operator's own stays"

    site.configure(SECURITY)
    site.build()
    assert "sicher@" in own.read_text("utf-8")
    site.configure()
    site.build()
    assert not own.exists(), "the build's own goes"
