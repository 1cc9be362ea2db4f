"""New addresses and translations."""

import pytest

from tests.editing.conftest import identifier


def test_a_renamed_post_keeps_its_old_address_as_an_alias(desk):
    path = desk.post("seeufer", slug="am-see")

    said = desk.does("rename", path, "--slug", "seeufer-kraftwerk")

    assert "now stands at /presse/de/2026/seeufer-kraftwerk/" in said
    assert "/presse/de/2026/am-see/ leads there" in said
    post = desk.read(path)
    assert (post.slug, post.aliases) == ("seeufer-kraftwerk", ("/de/2026/am-see/",))


def test_back_and_forth_no_address_leads_to_itself(desk):
    path = desk.post("seeufer", slug="eins")
    for slug in ("zwei", "drei", "eins"):
        desk.does("rename", path, "--slug", slug)

    assert desk.read(path).aliases == ("/de/2026/zwei/", "/de/2026/drei/")


def test_what_nobody_knows_needs_no_alias(desk):
    path = desk.post("seeufer", status="draft")

    assert "nobody knew the old address" in desk.does("rename", path, "--slug", "neu")
    assert desk.read(path).aliases == ()


def test_a_page_can_be_renamed_too(desk):
    text = f"---\nid: {identifier('p')}\ntitle: Über uns\nslug: wir\n---\n\nText\n"
    path = desk.write("pages/about.md", text)

    desk.does("rename", path, "--slug", "ueber-uns")

    assert "slug: ueber-uns\naliases: [/de/wir/]\n" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        ("", "SLUG: it is empty"),
        ("Über Uns", "SLUG: 'Über Uns' cannot stand in an address\n    mend: write SLUG=ueber-uns"),
        ("seeufer", "it stands at /presse/de/2026/seeufer/ already"),
        ("besetzt", "SLUG: /de/2026/besetzt/ belongs to content/posts/besetzt.md"),
        ("frueher", "SLUG: /de/2026/frueher/ belongs to content/posts/besetzt.md"),
    ],
)
def test_an_address_that_cannot_be_is_refused(desk, slug, told):
    path = desk.post("seeufer")
    desk.post("besetzt", aliases="[/de/2026/frueher/]")

    assert told in desk.refuses("rename", path, "--slug", slug)


def test_a_page_does_not_take_the_address_of_a_list(desk):
    text = f"---\nid: {identifier('p')}\ntitle: Über uns\n---\n\nText\n"
    path = desk.write("pages/about.md", text)

    for slug in ("themen", "2026"):
        assert "SLUG: a list stands at" in desk.refuses("rename", path, "--slug", slug)


ORIGINAL = """---
# für die Bilanzmedienkonferenz
id: {id}
title: "Seeufer: am Netz"
lang: de
date: 2026-11-12 09:00
modified: 2026-11-13 09:00
status: published
approved_by: bruno-frei
approved: 2026-11-12 08:00
approval: {digest}
topics: [technik]
authors: [anna-meier]
summary: Kurz.
slug: seeufer
aliases: [/de/2026/alt/]
expires: 2030-01-01
image: a.jpg
image_alt: Ein See
image_credit: "Foto: A"
image_licence: presse
corrections:
  - date: 2026-11-13 09:00
    text: Es sind 3.
---

Text mit [Link](../x/de.md).
"""


def test_a_translation_starts_as_a_draft_with_the_words_of_its_original(desk):
    path = desk.write("posts/seeufer/de.md", ORIGINAL.format(id=identifier("o"), digest="x"))
    (path.parent / "a.jpg").write_bytes(b"1")
    desk.post("x/de")
    text = (
        path.read_text("utf-8")
        .replace("approval: x\n", "")
        .replace("approved: 2026-11-12 08:00\n", "")
    )
    path.write_text(text.replace("approved_by: bruno-frei\n", ""), "utf-8")
    desk.does("approve", path, "--by", "bruno-frei")
    before = path.read_bytes()

    said = desk.does("translate", path, "--lang", "en")

    assert path.read_bytes() == before
    assert "Started content/posts/seeufer/en.md, a draft with the words of" in said
    assert "translate the text and title, summary, image_alt" in said
    new = path.with_name("en.md")
    post = desk.read(new)
    number = new.read_text("utf-8").split("id: ")[1].split("\n")[0]
    assert number != identifier("o")
    assert (
        new.read_text("utf-8")
        == f"""---
# für die Bilanzmedienkonferenz
id: {number}
title: "Seeufer: am Netz"
lang: en
translates: {identifier("o")}
date: 2026-11-12 09:00
modified: 2026-11-20 10:00
status: draft
topics: [technik]
authors: [anna-meier]
summary: Kurz.
expires: 2030-01-01
image: a.jpg
image_alt: Ein See
image_credit: "Foto: A"
image_licence: presse
---

Text mit [Link](../x/de.md).
"""
    )
    assert post.approval is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a/de", "a/en.md"), ("a.de", "a.en.md"), ("a", "a.en.md"), ("a/unde", "a/unde.en.md")],
)
def test_the_new_file_lies_beside_its_original(desk, name, expected):
    desk.does("translate", desk.post(name), "--lang", "en")

    assert (desk.content / "posts" / expected).is_file()


def test_the_translation_of_a_translation_names_the_original(desk):
    toml = desk.root / "newsroom.toml"
    text = toml.read_text("utf-8").replace(
        'languages = ["de", "en"]', 'languages = ["de", "en", "fr"]'
    )
    toml.write_text(
        text.replace('", en = "', '", fr = "x", en = "')
        .replace('en = "We', 'fr = "x"\nen = "We')
        .replace('en = "Rel', 'fr = "x"\nen = "Rel')
        .replace('en = "Muster AG b', 'fr = "x"\nen = "Muster AG b')
    )
    desk.post("a/de")
    english = desk.post("a/en", lang="en", translates=identifier("a/de"))

    desk.does("translate", english, "--lang", "fr")

    assert desk.read(english.with_name("fr.md")).translates == identifier("a/de")


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("", "LANG: no language is named"),
        ("de", "LANG: the text is in 'de' already"),
        ("eng", "LANG: the newsroom has no language 'eng'\n    mend: write LANG=en"),
        ("rm", "mend: use one of: en"),
    ],
)
def test_a_language_that_cannot_be_is_refused(desk, lang, told):
    assert told in desk.refuses("translate", desk.post("a/de"), "--lang", lang)


def test_nothing_is_translated_twice_or_overwritten(desk):
    original = desk.post("a/de")
    desk.write("posts/a/en.md", "Notizen")
    assert "there is such a file already" in desk.refuses("translate", original, "--lang", "en")

    original = desk.post("b/de")
    desk.post("b/english", lang="en", translates=identifier("b/de"))
    told = desk.refuses("translate", original, "--lang", "en")
    assert "content/posts/b/english.md:8: the text is translated into 'en' already" in told
