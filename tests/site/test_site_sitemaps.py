"""Sitemaps, the news sitemap, robots.txt and security.txt, by their specifications."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from lxml import etree

from comments_service.contract.config_file import load
from comments_service.contract.due import read_schedule
from comments_service.contract.paths import paths_for
from tests.site.conftest import URL, SiteFolder

NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}

# The rules of sitemaps.org 0.9 and of Google's news extension, in RELAX NG: order counts in the
# former, what an element may hold in both.
SCHEMA = etree.RelaxNG(
    etree.fromstring(
        """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.sitemaps.org/schemas/sitemap/0.9"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><choice><ref name="index"/><ref name="set"/></choice></start>
  <define name="loc"><element name="loc"><data type="anyURI">
    <param name="minLength">12</param><param name="maxLength">2048</param></data></element></define>
  <define name="lastmod"><element name="lastmod"><data type="dateTime"/></element></define>
  <define name="index"><element name="sitemapindex"><oneOrMore><element name="sitemap">
    <ref name="loc"/><optional><ref name="lastmod"/></optional>
  </element></oneOrMore></element></define>
  <define name="set"><element name="urlset"><oneOrMore><element name="url">
    <ref name="loc"/><optional><ref name="lastmod"/></optional>
    <zeroOrMore><ref name="translation"/></zeroOrMore><optional><ref name="news"/></optional>
  </element></oneOrMore></element></define>
  <define name="translation"><element name="link" ns="http://www.w3.org/1999/xhtml">
    <attribute name="rel"><value>alternate</value></attribute>
    <attribute name="hreflang">
      <choice><data type="language"/><value>x-default</value></choice></attribute>
    <attribute name="href"><data type="anyURI"/></attribute></element></define>
  <define name="news">
    <element name="news" ns="http://www.google.com/schemas/sitemap-news/0.9"><interleave>
      <element name="publication" ><interleave>
        <element name="name"><data type="token"><param name="minLength">1</param></data></element>
        <element name="language"><data type="language"/></element></interleave></element>
      <element name="publication_date"><data type="dateTime"/></element>
      <element name="title"><data type="token"><param name="minLength">1</param></data></element>
    </interleave></element></define>
</grammar>"""
    )
)


def sitemap(site: SiteFolder, name: str) -> Any:
    tree = etree.fromstring((site.output / name).read_bytes())
    SCHEMA.assertValid(tree)
    return tree


def addresses(tree: Any) -> list[str]:
    return [str(loc) for loc in tree.xpath("//s:loc/text()", namespaces=NS)]


def recent(hours: int) -> str:
    return f"{datetime.now(load().newsroom.timezone) - timedelta(hours=hours):%Y-%m-%d %H:%M}"


def test_the_index_names_the_sitemap_of_each_language(site: SiteFolder) -> None:
    site.build()

    assert addresses(sitemap(site, "sitemap.xml")) == [
        f"{URL}/sitemap-de.xml",
        f"{URL}/sitemap-en.xml",
    ]


def test_a_sitemap_lists_every_page_of_its_language_once(site: SiteFolder) -> None:
    original = site.post("text", title="Titel", topics="[bau]", authors="[anna]")
    site.post("text-en", title="Title", lang="en", translates=original)
    site.post("old", title="Alt", status="withdrawn", withdrawn="2026-02-01", reason="Falsch.")
    site.post("renamed", title="Neu", aliases="[/de/2025/alt/]")
    site.build()

    found = addresses(sitemap(site, "sitemap-de.xml"))
    assert len(found) == len(set(found))
    pages = {
        f"{URL}/{path.parent.relative_to(site.output).as_posix()}/"
        for path in site.output.glob("de/**/index.html")
    }
    unlisted = {f"{URL}/de/2026/alt/", f"{URL}/de/2025/alt/", f"{URL}/de/suche/"}
    assert set(found) - {f"{URL}/"} == pages - unlisted


def test_a_page_names_its_translations_and_its_last_change(site: SiteFolder) -> None:
    original = site.post("text", title="Titel", modified="2026-01-20 10:00")
    site.post("text-en", title="Title", lang="en", translates=original)
    site.build()

    (entry,) = sitemap(site, "sitemap-de.xml").xpath(
        f"s:url[s:loc='{URL}/de/2026/titel/']", namespaces=NS
    )
    assert entry.findtext("s:lastmod", namespaces=NS) == "2026-01-20T10:00:00+01:00"
    assert {(link.get("hreflang"), link.get("href")) for link in entry.findall("x:link", NS)} == {
        ("de", f"{URL}/de/2026/titel/"),
        ("en", f"{URL}/en/2026/title/"),
        ("x-default", f"{URL}/de/2026/titel/"),
    }


def test_the_news_sitemap_holds_the_posts_of_two_days(site: SiteFolder) -> None:
    site.post("new", title="Neues & Wichtiges", date=recent(47))
    site.post("old", title="Älteres", date=recent(49))
    site.build()

    tree = sitemap(site, "sitemap-news.xml")
    assert tree.xpath("//n:title/text()", namespaces=NS) == ["Neues & Wichtiges"]
    assert tree.xpath("//n:name/text()", namespaces=NS) == ["Muster"]
    assert tree.xpath("//n:language/text()", namespaces=NS) == ["de"]
    assert f"Sitemap: {URL}/sitemap-news.xml" in site.read("/robots.txt")
    due = read_schedule(paths_for(load()).due).due
    assert due is not None
    assert "is no longer news" in due.why


def test_without_news_there_is_no_news_sitemap(site: SiteFolder) -> None:
    site.post("new", title="Neues", date=recent(1))
    site.build()
    site.post("new", title="Neues", date=recent(72))
    site.build()

    assert not (site.output / "sitemap-news.xml").exists()
    robots = site.read("/robots.txt")
    assert f"Sitemap: {URL}/sitemap.xml" in robots
    assert "sitemap-news" not in robots


def test_security_txt_keeps_rfc_9116(site: SiteFolder) -> None:
    site.configure(
        ("[comments]", '[security]\ncontact = "mailto:sicherheit@muster.example"\n[comments]')
    )
    site.build()

    text = site.read("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields.keys() == {"Contact", "Expires", "Preferred-Languages", "Canonical"}
    assert fields["Contact"] == "mailto:sicherheit@muster.example"
    assert fields["Preferred-Languages"] == "de, en"
    assert fields["Canonical"] == f"{URL}/.well-known/security.txt"
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert timedelta(days=300) < left < timedelta(days=366)


def test_security_txt_goes_with_its_contact(site: SiteFolder) -> None:
    site.configure(("[comments]", '[security]\ncontact = "https://muster.example/s"\n[comments]'))
    site.build()
    (site.output / ".well-known" / "other").write_text("kept", "utf-8")
    site.configure()
    site.build()

    assert not (site.output / ".well-known" / "security.txt").exists()
    assert (site.output / ".well-known" / "other").exists(), "not ours"


@pytest.mark.parametrize("contact", ["sicherheit@muster.example", "http://muster.example"])
def test_an_unusable_security_contact_is_a_fault(site: SiteFolder, contact: str) -> None:
    site.configure(("[comments]", f'[security]\ncontact = "{contact}"\n[comments]'))

    assert "not an address that starts with mailto: or https:" in site.run().stderr
