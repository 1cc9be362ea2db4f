"""Embargoes, drafts and withdrawals: what is not public leaves no trace in the output."""

import pytest

PUBLIC = "oeffentlich"


def traces(site, *words):
    """Where any of the words stands: in names and contents of the output."""
    return [
        (word, name)
        for name, data in site.files().items()
        for word in words
        if word in name or word.encode() in data
    ]


@pytest.mark.parametrize(
    "state",
    [
        {"date": "2999-01-01 09:00"},
        {"status": "draft"},
        {"status": "withdrawn", "withdrawn": "2026-01-01", "reason": "Es kam nicht dazu."},
    ],
    ids=["embargoed", "draft", "withdrawn before it appeared"],
)
def test_what_is_not_public_leaves_no_trace(site, state):
    site.post(f"{PUBLIC}/de")
    site.picture("geheim/xylophon-lead.png")
    site.picture("geheim/xylophon-body.png")
    secret = site.post(
        "geheim/de",
        "Das Wort Quasselstrippe.\n\n![Ein Bild](xylophon-body.png 'Foto: Meier. Lizenz: presse')",
        title="Geheimsache Zwirnsfaden",
        slug="geheimer-slug",
        summary="Eine Kurzfassung mit Trompetenbaum.",
        topics="[still]",
        authors="[bruno]",
        image="xylophon-lead.png",
        image_alt="Alternativtext Kraxelbaum",
        image_credit="Rechte Habakuk",
        image_licence="presse",
        **state,
    )

    site.build()

    words = ("Quasselstrippe", "Zwirnsfaden", "geheimer-slug", "Trompetenbaum", "xylophon")
    assert traces(site, *words, "Kraxelbaum", "Habakuk", secret, "geheim/") == []
    assert traces(site, "Bruno") == [], "an author without a public post has no page"
    assert secret not in (site.root / "var/threads.json").read_text("utf-8")
    assert traces(site, PUBLIC), "the public post is there"


def test_a_picture_shared_with_a_public_translation_is_copied(site):
    site.picture("turm/turm.png")
    site.picture("turm/nur-englisch.png")
    site.post("turm/de", "![Ein Turm](turm.png 'Foto: Meier. Lizenz: presse')")
    site.post(
        "turm/en",
        "![A tower](turm.png 'Foto: Meier. Lizenz: presse')\n\n"
        "![B](nur-englisch.png 'Foto: Meier. Lizenz: presse')",
        lang="en",
        status="draft",
    )

    site.build()

    assert (site.output / "media/posts/turm/turm.png").is_file()
    assert traces(site, "nur-englisch") == []


def test_a_translation_under_embargo_is_not_mentioned_by_the_original(site):
    original = site.post("turm/de")
    site.post("turm/en", lang="en", slug="the-tower", translates=original, date="2999-01-01")

    site.build()

    assert traces(site, "the-tower") == []
    assert "/en/" in site.links("/de/2026/turm-de/"), "the switcher leads to the front page"


def test_a_withdrawn_post_leaves_its_title_only(site):
    site.picture("turm/turm.png")
    thread = site.post(
        "turm/de",
        "Quasselstrippe\n\n![Ein Turm](turm.png 'Foto: Meier. Lizenz: presse')",
        topics="[bau]",
        title="Turmbau",
    )
    site.build()
    published = site.write(f"output/comments/{thread}/thread.json", "{}")
    assert traces(site, "Quasselstrippe")

    site.post(
        "turm/de",
        "Quasselstrippe\n\n![Ein Turm](turm.png 'Foto: Meier. Lizenz: presse')",
        title="Turmbau",
        status="withdrawn",
        withdrawn="2026-02-01",
        reason="Der Turm stand nie.",
    )
    site.build()

    assert traces(site, "Quasselstrippe", "turm.png", f"comments/{thread}") == []
    assert not published.parent.exists()
    assert not (site.output / "media/posts").exists(), "no empty folder stays behind"
    assert "Der Turm stand nie." in site.read("/de/2026/turmbau/")


def test_a_withdrawn_post_may_share_its_words_with_the_one_that_replaces_it(site):
    words = (
        "Der Satz davor steht allein.\n\n> «Wir bauen, bis das Wasser nicht stillsteht.»\n>\n"
        "> — Jonas Eggimann, Leiter Technik\n\n## Zahlen\n\n- eins\n- zwei Turbinen\n\n"
        "| Wert | Zahl |\n|---|---|\n| Leistung | 640 kW |"
    )
    right = site.post("neu/de", f"{words}\n\nEs sind 26 Standorte.", title="Neue Zählung")
    site.post(
        "alt/de",
        f"{words}\n\nEs sind Quasselstrippe Standorte.",
        title="Alte Zählung",
        status="withdrawn",
        withdrawn="2026-02-01",
        reason="Die Zahl war falsch.",
        replaced_by=right,
    )
    site.build()

    assert traces(site, "Quasselstrippe") == []


def test_a_translation_may_begin_as_a_copy_of_its_original(site):
    words = "Ein Satz.\n\n![Turm](turm.png 'Ein Turm. Foto: Meier. Lizenz: presse')"
    site.picture("turm/turm.png")
    title = "Elf Lernende, drei Berufe, eine Werkstatt"
    original = site.post("turm/de", words, title=title, topics="[bau]", authors="[anna]")
    site.post("turm/en", words, title=title, lang="en", translates=original, status="draft")

    assert site.build()


def test_a_removed_file_disappears_with_the_next_build(site):
    site.post("turm/de")
    kept = site.post("haus/de")
    site.build()
    comments = site.write(f"output/comments/{kept}/thread.json", "{}")
    feed = site.write("output/comments/feed.atom", "<feed/>")
    hidden = site.write("output/.well-known/proof.txt", "ours")
    site.write("output/stale.html", "")
    site.write("output/de/.index.html.a1b2.tmp", "")

    (site.content / "posts/turm/de.md").unlink()
    done = site.build()

    assert not (site.output / "de/2026/turm-de").exists()
    assert not (site.output / "stale.html").exists()
    assert not (site.output / "de/.index.html.a1b2.tmp").exists(), "left by a killed build"
    assert comments.exists()
    assert feed.exists()
    assert hidden.exists()
    assert "0 removed" not in done


def test_an_unfinished_draft_does_not_stop_the_newsroom(site):
    site.post("turm/de", "# Titel\n\n[folgt](noch-nicht.md) ![](fehlt.jpg)", status="draft")

    assert site.build()


def test_an_embargoed_post_is_checked_before_its_hour(site):
    site.post("turm/de", "[folgt](noch-nicht.md)", date="2999-01-01")

    assert site.faults() == ["content/posts/turm/de.md:6: 'noch-nicht.md' is not there"]
