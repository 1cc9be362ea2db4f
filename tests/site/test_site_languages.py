"""Each language is a site of its own, and translations know each other."""

import pytest

URL = "https://news.muster.example"


@pytest.fixture
def bilingual(site):
    """Two posts with translations, one in each language without, and a page without."""
    original = site.post("turm/de", topics="[bau]", authors="[anna]", title="Turmbau")
    site.post(
        "turm/en",
        lang="en",
        title="Tower works",
        topics="[bau]",
        authors="[anna]",
        translates=original,
    )
    site.post("nur-deutsch", title="Nur auf Deutsch", date="2025-05-01")
    site.post("only-english", lang="en", title="Only in English", authors="[bruno]")
    site.page("about.md", title="Über uns", role="about")
    site.build()
    return site


def hreflangs(site, address):
    return {
        link.get("hreflang"): link.get("href")
        for link in site.tree(address).xpath("//link[@rel='alternate'][@hreflang]")
    }


def addresses(site):
    """Every page that search engines may list."""
    return [
        "/" + name.removesuffix("index.html")
        for name, data in site.files().items()
        if name.endswith(".html") and b'<meta name="robots" content="noindex">' not in data
    ]


def test_a_language_site_holds_only_its_language(bilingual):
    german, english = (
        {
            # What is compressed holds no words to read; the proof against leaks opens it.
            name: data.decode(errors="ignore")
            for name, data in bilingual.files().items()
            if name.startswith(lang)
        }
        for lang in ("de/", "en/")
    )

    for words, texts in ((("Tower works", "Only in English"), german), (("Turmbau",), english)):
        for word in words:
            assert [name for name, text in texts.items() if word in text] == []
    assert "Nur auf Deutsch" not in "".join(english.values())
    for lang, texts in (("de", german), ("en", english)):
        for name, text in texts.items():
            if name.endswith(".html"):
                assert f'<html lang="{lang}"' in text, name


def test_hreflang_names_every_translation_itself_and_a_default(bilingual):
    group = {
        "de": f"{URL}/de/2026/turmbau/",
        "en": f"{URL}/en/2026/tower-works/",
        "x-default": f"{URL}/de/2026/turmbau/",
    }

    assert hreflangs(bilingual, "/de/2026/turmbau/") == group
    assert hreflangs(bilingual, "/en/2026/tower-works/") == group


def test_hreflang_of_what_has_no_translation_names_itself_alone(bilingual):
    own = f"{URL}/en/2026/only-in-english/"

    assert hreflangs(bilingual, "/en/2026/only-in-english/") == {"en": own, "x-default": own}


def test_hreflang_is_reciprocal_on_every_page(bilingual):
    found = {URL + address: hreflangs(bilingual, address) for address in addresses(bilingual)}

    assert len(found) > 15
    for page, links in found.items():
        assert page in links.values(), f"{page} does not name itself"
        assert "x-default" in links, page
        for other in links.values():
            assert links.items() <= found[other].items(), f"{page} and {other} disagree"


def test_lists_are_translations_of_each_other_where_both_exist(bilingual):
    assert hreflangs(bilingual, "/de/themen/bau/")["en"] == f"{URL}/en/topics/bau/"
    assert hreflangs(bilingual, "/en/authors/anna/")["de"] == f"{URL}/de/autoren/anna/"
    assert "de" not in hreflangs(bilingual, "/en/authors/bruno/")
    assert "en" not in hreflangs(bilingual, "/de/2025/")


def test_the_switcher_falls_back_to_the_other_front_page(bilingual):
    assert "/en/2026/tower-works/" in bilingual.links("/de/2026/turmbau/")
    assert "/en/" in bilingual.links("/de/2025/nur-auf-deutsch/")
    assert "/en/" in bilingual.links("/de/ueber-uns/")


def test_the_canonical_address_is_absolute_and_the_page_s_own(bilingual):
    for address in addresses(bilingual):
        (canonical,) = bilingual.tree(address).xpath("//link[@rel='canonical']/@href")
        assert canonical == URL + address


def test_translations_may_point_in_any_direction(site):
    site.configure(('["de", "en"]', '["de", "en", "fr"]'), *FRENCH)
    site.page("imprint.fr.md", title="Mentions légales", lang="fr", role="imprint")
    site.page("privacy.fr.md", "## A {#delete}", title="Données", lang="fr", role="privacy")
    english = site.post("a", lang="en", title="Tower")
    german = site.post("b", lang="de", title="Turm", translates=english)
    site.post("c", lang="fr", title="Tour", translates=german)

    site.build()

    assert set(hreflangs(site, "/fr/2026/tour/")) == {"de", "en", "fr", "x-default"}
    assert hreflangs(site, "/en/2026/tower/") == hreflangs(site, "/de/2026/turm/")


FRENCH = [
    (old, f"{old[:-2]}, fr = 'Texte' }}")
    for old in (
        '{ de = "Wir bauen", en = "We build" }',
        '{ de = "Mitteilungen der Muster AG", en = "Releases of Muster AG" }',
        '{ de = "Die Muster AG baut.", en = "Muster AG builds." }',
        '{ de = "Bau", en = "Construction" }',
        '{ de = "Stilles", en = "Quiet matters" }',
        '{ de = "Sprecherin", en = "Spokeswoman" }',
        '{ de = "Bauleiter", en = "Site manager" }',
        '{ de = "Pressebild", en = "Press picture" }',
        '{ de = "Für Redaktionen.", en = "For editorial use." }',
    )
]
