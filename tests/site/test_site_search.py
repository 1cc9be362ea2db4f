"""Search: what is found, what never is, and a newsroom that has to do without."""

import gzip
import json
import re

import pytest

from comments_service.contract.headers import META_CSP, SEARCH_META_CSP
from plugins.spellings import parts, spellings, words

PAGES = {"de": "/de/suche/", "en": "/en/search/"}


def indexed(site):
    """Everything that stands in the index: names of files and what they hold, unpacked."""
    found = {}
    for name, data in site.files().items():
        if name.startswith("pagefind/") and not name.endswith((".js", "wasm.de.pagefind")):
            found[name] = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    return found


def fragments(site, lang="de"):
    """What is known of each text, by its address."""
    files = indexed(site)
    parts = [
        json.loads(data.removeprefix(b"pagefind_dcd"))
        for name, data in files.items()
        if name.startswith(f"pagefind/fragment/{lang}_")
    ]
    return {part["url"]: part for part in parts}


def traces(site, *planted):
    return [
        (word, name)
        for name, data in indexed(site).items()
        for word in planted
        if word.lower() in data.decode("utf-8", "ignore").lower()
    ]


def test_posts_and_pages_are_found_with_what_tells_them_apart(site):
    site.post(
        "turm/de", "Der **Turm** steht.", title="Turmbau", summary="Kurz gesagt.", kind="adhoc",
        topics="[bau, still]", date="2025-03-04 09:00",
    )  # fmt: skip
    site.build()
    found = fragments(site)

    post = found["/de/2025/turmbau/"]
    assert post["content"] == "Kurz gesagt. Der Turm steht."
    assert post["meta"]["title"] == "Turmbau"
    assert post["filters"] == {
        "date": ["2025-03-04"], "kind": ["adhoc"], "topic": ["bau", "still"], "year": ["2025"],
    }  # fmt: skip
    assert found["/de/impressum/"]["filters"] == {"kind": ["page"]}
    assert set(found) == {"/de/2025/turmbau/", "/de/impressum/", "/de/datenschutz/"}


def test_each_language_has_an_index_of_its_own(site):
    site.post("turm/de", "Ein Satz.")
    site.post("turm/en", "A sentence.", lang="en")
    site.build()

    assert {url[:4] for url in fragments(site, "de")} == {"/de/"}
    assert {url[:4] for url in fragments(site, "en")} == {"/en/"}
    entry = json.loads(site.read("/pagefind/pagefind-entry.json"))
    assert list(entry["languages"]) == ["de", "en"]


@pytest.mark.parametrize(
    "state",
    [{"date": "2999-01-01 09:00"}, {"status": "draft"}],
    ids=["embargoed", "draft"],
)
def test_nothing_unpublished_is_in_the_index(site, state):
    site.post("turm/de", "Das Wort Gartenlaube.")
    site.picture("geheim/xylophon.png")
    site.post(
        "geheim/de",
        "Das Wort Quasselstrippe.",
        title="Geheimsache Zwirnsfaden",
        slug="trompetenbaum",
        summary="Eine Kurzfassung mit Kraxelbaum.",
        **state,
    )
    site.build()

    assert traces(site, "Gartenlaube"), "what is public is there"
    planted = ("Quasselstripp", "Zwirnsfad", "trompetenbaum", "Kraxelbaum", "geheim", "xylophon")
    assert traces(site, *planted) == []


def test_neither_comments_nor_navigation_are_in_the_index(site):
    thread = site.post("turm/de", "Ein Satz.", topics="[bau]")
    comment = {
        "id": "c", "parent": None, "author": "Eva", "official": None, "removed_at": None,
        "published_at": "2026-01-16T09:00:00+01:00", "html": "<p>Trompetenbaum</p>",
    }  # fmt: skip
    site.write(f"var/published/{thread}.json", json.dumps({"comments": [comment]}))
    site.build()

    assert "Trompetenbaum" in site.read("/de/2026/turm-de/"), "the comment is in the page"
    assert traces(site, "Trompetenbaum", "Kommentar", "Zum Inhalt", thread) == []


def test_the_same_texts_make_the_same_index(new_site):
    """Pagefind shuffles its list of filters; the texts and words are the same to the byte."""
    shuffled = ("pagefind/filter/", "pagefind/pagefind.", "pagefind/pagefind-entry.json")
    made = []
    for _ in range(2):
        site = new_site()
        for n in range(5):
            site.post(f"turm{n}/de", f"Wort{n} Zürich.", title=f"Turm {n}")
            site.post(f"turm{n}/en", f"Word{n} Zürich.", title=f"Tower {n}", lang="en")
        site.build()
        files = {k: v for k, v in site.files().items() if k.startswith("pagefind/")}
        made.append({k: v for k, v in files.items() if not k.startswith(shuffled)})

    assert made[0] == made[1]
    assert len(made[0]) > 15


def test_a_build_without_a_change_changes_nothing(site):
    site.post("turm/de")
    site.build()

    assert "(0 files changed, 0 removed)" in site.build()


def test_every_page_has_a_field_that_leads_to_its_language_s_search_page(site):
    site.post("turm/de")
    site.build()
    for name in site.files():
        if name.endswith(".html") and name != "index.html":
            lang = name[:2] if name[2] == "/" else "de"
            forms = site.tree(f"/{name}").xpath("//form[@role='search']")
            assert [form.get("action") for form in forms] == [PAGES[lang]], name
            assert forms[0].get("method") == "get"
            assert forms[0].xpath(".//input/@name")[0] == "q"


def test_only_search_pages_may_run_webassembly(site):
    site.post("turm/de")
    site.build()
    for name in site.files():
        if name.endswith(".html"):
            policy = site.tree(f"/{name}").xpath(
                "//meta[@http-equiv='Content-Security-Policy']/@content"
            )
            searching = f"/{name.removesuffix('index.html')}" in PAGES.values()
            plain = re.sub(r" 'sha256-[^']+'", "", policy[0])
            assert plain == (SEARCH_META_CSP if searching else META_CSP), name


def test_a_search_page_offers_what_there_is_and_is_in_no_search_engine(site):
    site.post("turm/de", kind="adhoc", topics="[bau]", date="2024-01-01 09:00")
    site.post("haus/de", kind="note", topics="[bau]", date="2026-01-01 09:00")
    site.build()
    tree = site.tree("/de/suche/")

    def options(name):
        return tree.xpath(f"//select[@name='{name}']/option/@value")

    assert options("topic") == ["", "bau"]
    assert options("kind") == ["", "note", "adhoc", "page"]
    assert options("year") == ["", "2026", "2024"]
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert tree.xpath("//*[@data-without]"), "who has no JavaScript is told so, …"
    assert {"/de/themen/bau/", "/de/2024/"} <= set(site.links("/de/suche/")), "… and led on"


def test_without_pagefind_the_newsroom_does_without_search(site, monkeypatch, capfd):
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(site.root / "nowhere"))
    site.post("turm/de", "[Suche](/de/suche/)")
    site.build()

    told = capfd.readouterr().err
    assert "search: the site is built without search: Pagefind does not run here" in told
    assert not [name for name in site.files() if name.startswith("pagefind/")]
    for page in ("/de/", "/de/suche/", "/en/search/"):
        assert not site.tree(page).xpath("//form[@role='search']"), page
        assert not site.tree(page).xpath("//script[contains(@src, 'search')]"), page
    assert "lässt sich zurzeit nicht durchsuchen" in site.read("/de/suche/")
    assert "/de/2026/" in site.links("/de/suche/")


def test_a_search_page_of_an_empty_newsroom_is_no_fault(site):
    site.build()

    assert site.tree("/de/suche/").xpath("//form[@role='search']")


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "in Zürich and Größe", {"zuerich", "groesse"}),
        ("fr", "Œuvre à Zürich", {"oeuvre", "zuerich"}),
        ("it", "perché", set()),
        ("de", "Zürich, Größe", set()),
        ("de", "Øresund", {"oeresund"}),
    ],
)
def test_other_spellings_are_those_the_index_does_not_know(lang, text, wanted):
    assert spellings(words(text), lang) == wanted


def test_compounds_are_taken_apart_by_words_that_there_are():
    vocabulary = words("Das Wasserkraftwerk ist ein Kraftwerk. Das Wasser hat kein Asser. Werk")

    assert parts(vocabulary) == {"wasserkraftwerk": {"kraftwerk"}}


def test_words_are_those_that_readers_see():
    assert words('<a href="/x/" title="nein">Über&nbsp;uns</a>') == {"über", "uns"}


def test_without_javascript_the_notice_stands_before_a_form_that_is_hidden(site):
    site.build()

    page = site.tree("/de/suche/")
    (notice,) = page.xpath("//*[@data-without]")
    (form,) = page.xpath("//form[@role='search']")
    assert form.get("hidden") is not None
    assert form in notice.itersiblings()
    assert notice.xpath("a/@href") == ["#browse"]
    assert page.get_element_by_id("browse") is not None
