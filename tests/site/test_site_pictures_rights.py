"""Credit and licence: asked for, shown by name, written into the files, and over when they end."""

from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from comments_service.contract import config_file
from comments_service.contract.due import read_schedule
from comments_service.contract.faults import Faults
from comments_service.contract.paths import paths_for
from plugins import picture_labels

LEAD = {
    "title": "Turm",
    "image": "turm.jpg",
    "image_alt": "Ein Turm",
    "image_credit": "Eva Keller / Muster AG",
    "image_licence": "presse",
}
ANNA = """
picture = "authors/anna.jpg"
picture_credit = "Eva Keller"
picture_licence = "presse"
"""


def metadata(site, name):
    with Image.open(BytesIO((site.output / name).read_bytes())) as picture:
        return picture.info["xmp"].decode()


def told(site):
    with pytest.raises(Faults) as raised:
        site.build()
    return [
        (f"{fault.file}:{fault.line}: {fault.cause}", fault.mend) for fault in raised.value.faults
    ]


def test_the_licence_s_name_leads_to_its_terms(site):
    site.picture("turm.jpg", (900, 600))
    site.picture("plan.png", (300, 200))
    site.post("turm", "![Plan](plan.png 'Der Plan. Grafik: Eva. Lizenz: presse')", **LEAD)
    site.build()

    page = site.tree("/de/2026/turm/")
    for credit, expected in zip(
        page.xpath(
            "//figure[@class='post__picture' or ancestor::div[@class='prose']]//*[@class='credit']"
        ),
        ("Foto: Eva Keller / Muster AG. Pressebild", "Grafik: Eva. Pressebild"),
        strict=True,
    ):
        assert " ".join(credit.text_content().split()).startswith(expected)
        terms, original = credit.iter("a")
        assert terms.get("href") == "/de/medien/#licence-presse"
        assert original.get("download") is not None
    assert "Lizenz: presse" not in site.read("/de/2026/turm/")


def test_all_rights_reserved_needs_no_description_and_offers_nothing(site):
    site.picture("turm.jpg", (900, 600))
    site.post("turm", **{**LEAD, "image_licence": "reserved"})
    site.build()

    (credit,) = site.tree("/de/2026/turm/").xpath("//figure//*[@class='credit']")
    assert "Alle Rechte vorbehalten" in credit.text_content()
    assert list(credit.iter("a")) == []


@pytest.mark.parametrize(
    ("body", "cause", "mend"),
    [
        (
            "![A](turm.jpg 'Turm. Foto: Eva')",
            "the picture 'turm.jpg' has no licence",
            'write ![Alt](turm.jpg "Turm. Foto: Eva. Lizenz: presse")',
        ),
        (
            "![A](turm.jpg)",
            "the picture 'turm.jpg' has no credit and no licence",
            'write ![Alt](turm.jpg "…. Foto: Name. Lizenz: presse")',
        ),
        (
            "![A](turm.jpg 'Foto: Eva. Lizenz: press')",
            "the licence 'press' is not in newsroom.toml",
            "did you mean presse? known are: presse, reserved; others are described there "
            "in [[licences]]",
        ),
        (
            "![A](turm.jpg 'Foto: Eva. Lizenz: presse bis morgen')",
            "the licence's end 'morgen' is not a date",
            "write «Lizenz: presse bis 2027-12-31»",
        ),
    ],
)
def test_what_is_missing_is_told_with_a_mend_to_copy(site, body, cause, mend):
    site.picture("turm.jpg")
    site.post("text", body)

    assert told(site) == [(f"content/posts/text.md:6: {cause}", mend)]


def test_two_answers_for_one_picture_are_told_with_both_places(site):
    site.picture("turm.jpg")
    site.post("turm/de", **{**LEAD, "image": "../turm.jpg"})
    site.post("turm/en", **{**LEAD, "image": "../turm.jpg", "image_credit": "Lea"}, lang="en")

    ((fault, mend),) = told(site)
    assert fault == (
        "content/posts/turm/en.md:5: the picture 'turm.jpg' has the credit 'Lea' here, "
        "and 'Eva Keller / Muster AG' in content/posts/turm/de.md:5"
    )
    assert "both" in mend


def test_the_original_tells_its_author_and_its_terms_in_each_language(site):
    site.picture("turm.jpg", (900, 600))
    site.post("de", **LEAD, image_caption="Der Turm im Nebel.")
    site.post(
        "en",
        **{**LEAD, "title": "Tower", "image_alt": "A tower"},
        image_caption="The tower in the fog.",
        lang="en",
    )
    site.post("bald", **LEAD, image_caption="Noch geheim.", date="2099-01-01 09:00")
    site.build()

    said = metadata(site, "media/posts/turm.jpg")
    for words in (
        *("Eva Keller", "Eva Keller / Muster AG", "© Muster AG"),
        *("Pressebild. Für Redaktionen.", "Press picture. For editorial use."),
        *("Der Turm im Nebel.", "The tower in the fog.", "Ein Turm", "A tower"),
        "https://news.muster.example/de/medien/#licence-presse",
    ):
        assert words in said, words
    assert "geheim" not in said, "only public texts speak"
    small = next((site.output / "media/posts").glob("turm.800.*.webp"))
    said = metadata(site, small.relative_to(site.output))
    assert "© Muster AG" in said
    assert "Pressebild" in said
    assert "Nebel" not in said, "small files are kept small"


def test_a_picture_that_is_linked_or_offered_tells_nothing_of_the_camera(site):
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x013B] = "Eva Privat"
    for name in ("offen.jpg", "angebot.jpg"):
        path = site.content / "posts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (90, 60)).save(path, exif=exif)
    site.write(
        "content/posts/text.md",
        "---\nid: 0b7c9d52-0b7e-4c39-9a55-0c8f7b1f4a01\ntitle: T\ndate: 2026-01-15 09:00\n"
        "downloads:\n  - file: angebot.jpg\n    title: Angebot\n    credit: Eva Keller\n"
        "    licence: presse\n---\n[Bild](offen.jpg)\n",
    )
    site.build()

    for name in ("offen.jpg", "angebot.jpg"):
        data = (site.output / "media/posts" / name).read_bytes()
        assert b"Eva Privat" not in data
        with Image.open(BytesIO(data)) as picture:
            assert picture.getexif().get_ifd(0x8825) == {}
    assert "Eva Keller" in metadata(site, "media/posts/angebot.jpg")
    assert len(list((site.output / "media/posts").glob("*.webp"))) == 0, "nobody looks at them"


def test_without_the_library_pictures_are_cleared_all_the_same(site, monkeypatch, capfd):
    monkeypatch.setattr(picture_labels, "available", lambda: False)
    site.picture("turm.jpg", (900, 600))
    site.post("turm", **LEAD)
    site.build()

    assert "pyexiv2 does not run on this machine" in capfd.readouterr().err
    with Image.open(site.output / "media/posts/turm.jpg") as picture:
        assert "xmp" not in picture.info


def test_after_its_last_day_a_picture_is_neither_shown_nor_copied(site):
    day = datetime.now(ZoneInfo("Europe/Zurich")).date()
    site.picture("turm.jpg", (900, 600))
    site.picture("plan.png", (300, 200))
    site.picture("bleibt.png", (310, 200))

    def build(last):
        body = (
            f"Davor.\n\n![Plan](plan.png 'Grafik: Eva. Lizenz: presse bis {last}')\n\n"
            "![Bleibt](bleibt.png 'Grafik: Eva. Lizenz: presse')"
        )
        site.post("turm", body, **LEAD, image_until=last)
        site.build()
        return site.tree("/de/2026/turm/")

    assert len(build(day).xpath("//article//figure")) >= 3
    schedule = read_schedule(paths_for(config_file.load()).due)
    assert schedule is not None
    assert schedule.due is not None
    assert schedule.due.at.date() == day
    assert "may no longer be shown" in schedule.due.why

    page = build(day - timedelta(days=1))
    (figure,) = page.xpath("//div[@class='prose']//figure")
    assert "bleibt" in figure.find("img").get("src")
    assert page.xpath("//figure[@class='post__picture']") == []
    names = [path.name for path in (site.output / "media/posts").iterdir()]
    assert not any(name.startswith(("turm", "plan")) for name in names)


def test_a_picture_that_leads_to_a_video_becomes_its_poster(site):
    site.picture("film.jpg", (900, 600))
    site.post(
        "film",
        "[![Ein Kran](film.jpg 'Der Kran. Foto: Eva. Lizenz: presse')]"
        "(https://www.youtube.com/watch?v=abc)\n\n"
        "[![Ein Kran](film.jpg 'Der Kran. Foto: Eva. Lizenz: presse')]"
        "(https://filme.example/42){.video}\n\n"
        "[![Ein Kran](film.jpg 'Der Kran. Foto: Eva. Lizenz: presse')](https://www.example.org/)",
        title="Film",
    )
    site.build()

    tube, other, plain = site.tree("/de/2026/film/").xpath("//div[@class='prose']//figure")
    for figure, host in ((tube, "youtube.com"), (other, "filme.example")):
        assert figure.get("class") == "video"
        (link,) = figure.xpath("a")
        assert link.get("class") == "video__link"
        assert link.find("span").text == f"Video auf {host} (öffnet eine andere Website)"
        assert "Foto: Eva" in figure.find("figcaption").text_content()
    assert plain.get("class") is None


def test_pictures_side_by_side_become_figures_each(site):
    site.picture("a.jpg", (90, 60))
    site.picture("b.jpg", (90, 60))
    site.post(
        "text",
        "![A](a.jpg 'Eins. Foto: Eva. Lizenz: presse')\n"
        "![B](b.jpg 'Zwei. Foto: Eva. Lizenz: presse')",
        title="T",
    )
    site.build()

    captions = [
        " ".join(caption.text_content().split())
        for caption in site.tree("/de/2026/t/").xpath("//div[@class='prose']//figcaption")
    ]
    assert [caption[:17] for caption in captions] == ["Eins. Foto: Eva. ", "Zwei. Foto: Eva. "]


def test_a_picture_among_words_has_its_credit_behind_it(site):
    site.picture("a.jpg", (90, 60))
    site.post(
        "text", "Wort [mit ![A](a.jpg 'Foto: Eva. Lizenz: presse') Bild](/de/) und mehr.", title="T"
    )
    site.build()

    (paragraph,) = site.tree("/de/2026/t/").xpath("//div[@class='prose']/p")
    assert " ".join(paragraph.text_content().split()) == (
        "Wort mit Bild Foto: Eva. Pressebild und mehr."
    )
    assert paragraph.xpath(".//a//a") == [], "no link within a link"


def test_authors_have_portraits_with_credit_and_licence(site):
    site.configure(('id = "anna"\n', f'id = "anna"{ANNA}'))
    site.picture("../authors/anna.jpg", (600, 600))
    site.post("text", title="T", authors="[anna]")
    site.build()

    (portrait,) = site.tree("/de/autoren/anna/").xpath("//figure[contains(@class, 'portrait')]")
    assert portrait.find("img").get("alt") == "Anna Meier"
    assert portrait.find("img").get("srcset")
    assert "Foto: Eva Keller. Pressebild" in " ".join(portrait.text_content().split())
    assert "Eva Keller" in metadata(site, "media/authors/anna.jpg")


def test_a_portrait_is_public_only_with_its_author_s_texts(site):
    site.configure(('id = "anna"\n', f'id = "anna"{ANNA}'))
    site.picture("../authors/anna.jpg", (600, 600))
    site.post("text", title="T", authors="[anna]", status="draft")
    site.build()

    assert not (site.output / "media/authors").exists()


def test_a_missing_portrait_is_told(site):
    site.configure(('id = "anna"\n', f'id = "anna"{ANNA}'))

    ((fault, _),) = told(site)
    assert fault == "newsroom.toml:0: the picture 'authors/anna.jpg' of Anna Meier is not there"
