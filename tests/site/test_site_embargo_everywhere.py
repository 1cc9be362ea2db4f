"""The whole output is searched for what is not public: every page, feed, container and picture."""

from pathlib import Path

from tests.haystack import traces
from tests.site.conftest import identifier

# Words of nobody else, planted in every place of a post that can hold one.
PLANTED = {
    "title": "Zwirnsfaden",
    "slug": "quasselstrippe",
    "summary": "Trompetenbaum",
    "text": "Kraxelbaum",
    "emphasis": "Habakuk",
    "heading": "Pumpernickel",
    "cell": "Wackelpudding",
    "quote": "Papperlapapp",
    "alternative text": "Rabimmel",
    "caption": "Rabammel",
    "credit": "Tohuwabohu",
    "place": "Hinterpfupfikon",
    "correction": "Schlawiner",
    "download": "Mumpitz",
    "picture": "xylophon",
    "second picture": "yggdrasil",
    "attachment": "zeppelin",
}
HIDDEN = {
    "draft": {"status": "draft"},
    "review": {"status": "review"},
    "scheduled": {"date": "2999-01-01 09:00"},
    "scheduled event": {
        "date": "2999-01-01 09:00",
        "kind": "event",
        "starts": "2999-02-01 09:00",
        "venue": "Larifari",
    },
    "scheduled note": {"date": "2999-01-01 09:00", "kind": "note"},
    "withdrawn before its time": {
        "status": "withdrawn",
        "date": "2999-01-01 09:00",
        "withdrawn": "2026-02-03",
        "reason": "Es war ein Firlefanz",
    },
}


def plant(site, folder: str, **state: str) -> str:
    """A post with a planted word in every place; its id."""
    site.picture(f"{folder}/{PLANTED['picture']}.jpg", (640, 400))
    site.picture(f"{folder}/{PLANTED['second picture']}.png", (60, 40))
    site.write(f"content/posts/{folder}/{PLANTED['attachment']}.csv", "Jahr;Wert\n2999;58417236\n")
    lead = "  - file: {attachment}.csv\n    title: Daten {download}\n"
    lead += "    credit: Muster AG\n    licence: presse"
    said = PLANTED
    fields = {
        "title": f"Die Sache mit dem {said['title']}",
        "slug": said["slug"],
        "summary": f"Kurz gesagt ein {said['summary']} für alle.",
        "place": said["place"],
        "topics": "[still]",
        "authors": "[bruno]",
        "image": f"{said['picture']}.jpg",
        "image_alt": f"Blick auf {said['alternative text']} am Morgen",
        "image_caption": f"Unterwegs mit {said['caption']} im Tal",
        "image_credit": f"Fotografin {said['credit']}",
        "image_licence": "presse",
        "downloads": "\n" + lead.format(**said),
        **state,
    }
    if "status" not in state and "date" not in state:
        fields["corrections"] = (
            f"\n  - date: 2026-02-01\n    text: Es war ein {said['correction']}."
        )
    return site.post(
        f"{folder}/de",
        f"Es gibt den {said['text']} seit gestern, *{said['emphasis']}* auch.\n\n"
        f"## Über {said['heading']}\n\n| a | b |\n|---|---|\n| {said['cell']} | 2 |\n\n"
        f"> «Alles {said['quote']}, sage ich.»\n>\n> — Bruno Frei, Bauleiter\n\n"
        f"![Ein Bild]({said['second picture']}.png 'Foto: Eva. Lizenz: presse')\n\n"
        f"[Zahlen]({said['attachment']}.csv)",
        **fields,
    )


def test_nothing_of_a_hidden_post_is_anywhere(site):
    site.post("turm/de")
    secrets = []
    for number, state in enumerate(HIDDEN.values(), 1):
        slug = f"{PLANTED['slug']}-{number}"
        secrets.append(plant(site, f"geheim-{number}", slug=slug, **state))

    site.build()

    words = (
        *PLANTED.values(),
        *secrets,
        "58417236",
        "Larifari",
        "Firlefanz",
        "geheim-",
        "Bruno Frei",
    )
    assert traces(site.output, *words) == []
    assert not list(site.output.rglob("*2999*")), "no year of its own"
    for name in ("threads.json", "redirects.json"):
        told = (site.root / "var" / name).read_text("utf-8")
        assert not any(secret in told for secret in secrets)


def test_the_same_words_are_found_everywhere_once_they_are_public(site):
    """Or the search above would prove nothing."""
    shown = plant(site, "gezeigt")

    site.build()

    found = traces(site.output, *PLANTED.values(), shown)
    assert {word for word, _ in found} == {*PLANTED.values(), shown}
    kinds = {Path(name.partition("!")[0]).suffix for _, name in found}
    assert kinds >= {".html", ".atom", ".rss", ".json", ".xml", ".jpg", ".webp", ".png", ".csv"}
    assert kinds >= {".pdf", ".txt", ".zip", ".gz", ".br", ".pf_fragment"}
    texts = {word for word, name in found if name.endswith(".pdf")}
    assert texts >= {PLANTED["title"], PLANTED["text"], PLANTED["caption"], PLANTED["credit"]}
    assert (PLANTED["credit"], f"media/posts/gezeigt/{PLANTED['picture']}.jpg") in found


def test_a_withdrawn_post_leaves_its_title_and_nothing_else(site):
    """Nothing of what was public stays behind, compressed twins and press material included."""
    plant(site, "geheim")
    site.build()
    plant(site, "geheim", status="withdrawn", withdrawn="2026-02-03", reason="Ein Irrtum")

    site.build()

    kept = {"title", "slug"}
    words = [word for place, word in PLANTED.items() if place not in kept]
    assert traces(site.output, *words, "58417236") == []
    assert traces(site.output, PLANTED["title"])


def test_a_hidden_translation_is_not_mentioned_by_the_original(site):
    original = site.post("turm/de")
    hidden = site.post(
        "turm/en", "A tower.", lang="en", slug="the-tower", translates=original, date="2999-01-01"
    )

    site.build()

    assert traces(site.output, "the-tower", hidden) == []
    assert identifier("turm/de") in site.read("/de/feed.atom")
