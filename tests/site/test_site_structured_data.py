"""What search engines and shared links are told, by the public rules and on every page."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from comments_service.contract.addresses import file_for
from plugins.card_press import CardPress, Words
from plugins.structured_data import embedded
from tests import demo, structured

URL = "https://news.muster.example"
ROOT = Path(__file__).resolve().parents[2]


def demo_file(address):
    """What an absolute address of the demo is answered with."""
    address = address.partition("#")[0]
    file = demo.built() / file_for(address.removeprefix(demo.URL), "")
    return file.read_bytes() if address.startswith(demo.URL) and file.is_file() else None


def demo_pages():
    """Address and tree of every page of the demo."""
    for path in sorted(demo.built().rglob("*.html")):
        name = path.relative_to(demo.built()).as_posix()
        yield f"/{name.removesuffix('index.html')}", html.fromstring(path.read_bytes())


def articles(tree):
    return structured.of_type(tree, "NewsArticle")


def meta(tree, name):
    return [str(v) for v in tree.xpath(f"//meta[@property='{name}' or @name='{name}']/@content")]


def test_the_demo_is_complete_by_the_rules():
    """Every release, event, list and author."""
    complaints, seen = [], {"NewsArticle": 0, "Event": 0, "BreadcrumbList": 0, "ProfilePage": 0}
    checks = {
        "NewsArticle": structured.article,
        "Event": structured.event,
        "BreadcrumbList": structured.breadcrumbs,
        "ProfilePage": lambda node, read: structured.person(node["mainEntity"], read),
        "Organization": structured.organization,
    }
    for address, tree in demo_pages():
        for node in structured.nodes(tree):
            seen[node["@type"]] = seen.get(node["@type"], 0) + 1
            check = checks.get(node["@type"], lambda *_: [])
            complaints += [(address, found) for found in check(node, demo_file)]

    assert complaints == []
    assert all(seen.values()), seen


def test_every_page_of_the_demo_can_be_shared():
    lacking = []
    for address, tree in demo_pages():
        for name in ("og:title", "og:description", "og:type", "og:locale", "og:site_name",
                     "og:image", "og:image:alt", "twitter:card"):  # fmt: skip
            if len([value for value in meta(tree, name) if value.strip()]) != 1:
                lacking.append((address, name))
        with Image.open(BytesIO(demo_file(meta(tree, "og:image")[0]))) as picture:
            told = [int(meta(tree, f"og:image:{side}")[0]) for side in ("width", "height")]
            if list(picture.size) != told or picture.size != (1200, 630):
                lacking.append((address, picture.size))
        if tree.xpath("//link[@rel='canonical']") and not meta(tree, "og:url"):
            lacking.append((address, "og:url"))

    assert lacking == []


@pytest.fixture
def built(site):
    """A post with everything, its translation, and a note with nothing."""
    site.picture("turm/turm.png", (1600, 1200))
    original = site.post(
        "turm/de",
        "Der Turm.",
        title="Turmbau <b>&amp; </script>",
        summary="Kurz.",
        topics="[bau]",
        authors="[anna, bruno]",
        date="2026-01-15 09:00",
        modified="2026-02-01 10:00",
        corrections="[{date: 2026-02-03 11:00, text: Es sind 40 Meter.}]",
        image="turm.png",
        image_alt="Turm",
        image_credit="Eva / Muster AG",
        image_licence="presse",
    )
    site.post("turm/en", lang="en", title="The tower", translates=original)
    site.post("notiz/de", "Nur ein Satz.", title=None, kind="note", slug="notiz")
    site.build()
    return site


def test_a_release_is_told_whole(built):
    (node,) = articles(built.tree("/de/2026/turmbau-b-amp-script/"))
    url = f"{URL}/de/2026/turmbau-b-amp-script/"

    def read(address):
        file = built.output / file_for(address.partition("#")[0].removeprefix(URL), "")
        return file.read_bytes() if file.is_file() else None

    assert structured.article(node, read) == []
    assert node["headline"] == "Turmbau <b>&amp; </script>"
    assert node["datePublished"] == "2026-01-15T09:00:00+01:00"
    assert node["dateModified"] == "2026-02-03T11:00:00+01:00"
    assert node["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "Es sind 40 Meter.",
            "datePublished": "2026-02-03T11:00:00+01:00",
        }
    ]
    assert [(a["name"], a["jobTitle"], a["url"]) for a in node["author"]] == [
        ("Anna Meier", "Sprecherin", f"{URL}/de/autoren/anna/"),
        ("Bruno Frei", "Bauleiter", f"{URL}/de/autoren/bruno/"),
    ]
    assert node["articleSection"] == ["Bau"]
    assert node["mainEntityOfPage"]["@id"] == node["url"] == url
    assert node["isAccessibleForFree"] is True
    assert [work["inLanguage"] for work in node["workTranslation"]] == ["en"]
    assert node["associatedMedia"][0]["creditText"].endswith("Eva / Muster AG")


def test_a_translation_names_its_original(built):
    (node,) = articles(built.tree("/en/2026/the-tower/"))

    assert node["inLanguage"] == "en"
    assert node["translationOfWork"]["url"] == f"{URL}/de/2026/turmbau-b-amp-script/"
    assert "workTranslation" not in node


def test_where_nobody_signs_the_company_speaks(built):
    (node,) = articles(built.tree("/de/2026/notiz/"))

    assert node["author"]["name"] == "Muster AG"
    assert "articleSection" not in node
    assert "correction" not in node


def test_no_text_can_end_the_element(built):
    page = built.read("/de/2026/turmbau-b-amp-script/")

    assert "</script></script>" not in page
    assert page.count("</script>") == page.count("<script")


@pytest.mark.parametrize("sign", ["<", ">", "&", "\u2028", "\u2029", "<!--", "</script>", "'\""])
def test_structured_data_survives_every_sign(sign):
    made = str(embedded([{"name": f"a{sign}b"}]))
    (text,) = html.fragment_fromstring(made, create_parent="div").xpath("//script/text()")

    assert json.loads(text)["name"] == f"a{sign}b"
    inside = made.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(inside)


def test_long_headlines_are_cut_at_a_word(site):
    site.post("turm/de", title="Wort " * 40, slug="turm")
    site.build()
    (node,) = articles(site.tree("/de/2026/turm/"))

    assert len(node["headline"]) <= 110
    assert node["headline"].endswith("Wort…")


def test_events_say_when_and_where(site):
    site.post(
        "fest/de", kind="event", summary="Kommt.", starts="2026-03-01 10:00",
        ends="2026-03-01 17:00", venue="Werkhalle, Gasse 1, 9000 St. Gallen",
    )  # fmt: skip
    site.build()
    tree = site.tree("/de/2026/fest-de/")
    (node,) = structured.of_type(tree, "Event")

    assert (node["startDate"], node["endDate"]) == (
        "2026-03-01T10:00:00+01:00", "2026-03-01T17:00:00+01:00",
    )  # fmt: skip
    assert node["location"] == {
        "@type": "Place",
        "name": "Werkhalle",
        "address": "Werkhalle, Gasse 1, 9000 St. Gallen",
    }
    assert node["organizer"]["name"] == "Muster AG"
    assert len(articles(tree)) == 1, "an announcement is news, too"


def test_front_pages_introduce_the_company(built):
    for address in ("/", "/de/", "/en/"):
        tree = built.tree(address)
        (company,) = structured.of_type(tree, "Organization")
        assert company["legalName"] == "Muster AG"
        assert company["contactPoint"][0]["telephone"] == "+41 71 555 01 20"
        assert company["address"]["postalCode"] == "9000"
        assert structured.of_type(tree, "WebSite")


def test_lists_and_pages_show_the_way_to_them(built):
    for address, name in (("/de/themen/bau/", "Bau"), ("/de/impressum/", "Impressum")):
        (trail,) = structured.of_type(built.tree(address), "BreadcrumbList")
        steps = [(item["name"], item["item"]) for item in trail["itemListElement"]]
        assert steps == [("Muster Newsroom", f"{URL}/de/"), (name, URL + address)]


def test_what_search_engines_are_not_to_list_tells_them_nothing(built):
    for address in ("/404.html", "/de/suche/"):
        assert structured.nodes(built.tree(address)) == []


def test_a_shared_link_shows_what_the_page_is(built):
    tree = built.tree("/de/2026/turmbau-b-amp-script/")

    assert meta(tree, "og:type") == ["article"]
    assert meta(tree, "og:title") == ["Turmbau <b>&amp; </script>"]
    assert meta(tree, "og:description") == meta(tree, "description") == ["Kurz."]
    assert meta(tree, "og:locale") == ["de_CH"]
    assert meta(tree, "og:locale:alternate") == ["en_GB"]
    assert meta(tree, "og:url") == [f"{URL}/de/2026/turmbau-b-amp-script/"]
    assert meta(tree, "og:image:alt") == ["Turm"], "its own picture, cut to a card"
    assert meta(tree, "twitter:card") == ["summary_large_image"]
    assert meta(tree, "article:modified_time") == ["2026-02-03T11:00:00+01:00"]


def test_links_without_a_picture_of_their_own_get_one_set_from_words(built):
    cards = {}
    for address in ("/de/2026/notiz/", "/de/themen/bau/", "/de/", "/en/", "/de/impressum/", "/"):
        tree = built.tree(address)
        (url,) = meta(tree, "og:image")
        with Image.open(built.output / url.removeprefix(f"{URL}/")) as picture:
            assert picture.size == (1200, 630), address
        cards[address] = (url, meta(tree, "og:image:alt")[0])

    assert len({url for url, _ in cards.values()}) == 4, "post, topic, and one a language"
    assert cards["/de/impressum/"] == cards["/de/"] == cards["/"]
    assert cards["/de/2026/notiz/"][1] == "Nur ein Satz."
    assert cards["/de/themen/bau/"][1] == "Thema: Bau"


def test_a_small_picture_gives_no_card_and_the_words_do(site):
    site.picture("turm/turm.png", (200, 150))
    site.post("turm/de", image="turm.png", image_alt="Turm", image_credit="Eva",
              image_licence="presse")  # fmt: skip
    site.build()
    tree = site.tree("/de/2026/turm-de/")
    (node,) = articles(tree)

    assert meta(tree, "og:image:alt") == ["Turm de"]
    assert len(node["image"]) == 3


def test_the_same_words_make_the_same_card():
    one, other = (CardPress(ROOT / "theme/print", "Muster", "#0b5d66") for _ in range(2))
    words = Words("de", "Verwaltungsratspräsidentin eröffnet Wasserkraftwerk", "Art", "1. Mai")

    made = one.cards(words, [(1200, 630), (1200, 1200)])
    assert made == other.cards(words, [(1200, 630), (1200, 1200)])
    with Image.open(BytesIO(made[1])) as picture:
        assert picture.size == (1200, 1200)
        # The company's colour is the ground.
        assert picture.convert("RGB").getpixel((3, 3)) == (11, 93, 102)


@pytest.mark.parametrize("title", ["x" * 200, "", "Emoji 🐟 und 漢字", "a " * 400, "#set $x$ \\ *"])
def test_a_card_can_be_set_from_any_words(title):
    press = CardPress(ROOT / "theme/print", "Muster", "#0b5d66")

    assert press.cards(Words("de", title, "", ""), [(1200, 630)])[0].startswith(b"\x89PNG")


def test_without_the_typesetter_links_do_without_such_pictures(site, monkeypatch, capfd):
    monkeypatch.setattr("plugins.card_press.AVAILABLE", False)
    site.post("turm/de")
    site.build()
    tree = site.tree("/de/2026/turm-de/")

    assert "note: cards: links have no pictures set from words" in capfd.readouterr().err
    assert meta(tree, "og:image") == []
    assert meta(tree, "twitter:card") == ["summary"]
    assert articles(tree)


def test_the_page_s_policy_knows_the_checksums_of_its_data(built):
    """Browsers do not ask for them, as data do not run; the Nu checker does."""
    for address in ("/de/2026/notiz/", "/de/", "/de/themen/bau/"):
        tree = built.tree(address)
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        found = tree.xpath("//script[@type='application/ld+json']/text()")
        sums = [b64encode(sha256(text.encode()).digest()).decode() for text in found]
        assert sums
        assert re.findall("'sha256-([^']+)'", policy) == sums
