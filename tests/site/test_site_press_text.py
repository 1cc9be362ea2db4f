"""The plain text of a release, its characters, and its quotes."""

import pytest

from comments_service.contract.markdown_html import Converter
from plugins.press import tree
from plugins.press.plain import Count, count, plain, quotations
from tests.site.conftest import SiteFolder

PAGE = "/de/2026/werk/"


def read(markdown: str) -> tree.Tree:
    markup = Converter().html(markdown)
    return tree.read(markup, lambda url: f"https://x.example{url}", "https://x.example/a/", "de")


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Ein\nAbsatz  in *zwei*\nZeilen.", "Ein Absatz in zwei Zeilen."),
        ("Eins  \nzwei", "Eins\nzwei"),
        ("## Titel\n\nText", "Titel\n\nText"),
        ("- eins\n- zwei\n    - drei", "– eins\n– zwei\n  – drei"),
        ("3. drei\n4. vier", "3. drei\n4. vier"),
        ("> Gesagt.\n>\n> — Anna, Chefin", "Gesagt.\n— Anna, Chefin"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a\tb\n1\t2"),
        ("| | |\n|---|---|\n| 1 | 2 |", "1\t2"),
        ("Satz[^1].\n\n[^1]: Die *Note*.", "Satz [1].\n\n[1] Die Note."),
        ("Begriff\n:   Erklärung", "Begriff: Erklärung"),
        ("[Wort](https://x.example/y) da", "Wort da"),
        ("~~~\nx = 1\n  y\n~~~", "x = 1\n  y"),
        ("Das SIX.\n\n*[SIX]: Börse", "Das SIX."),
        ("Fest\u00a0verbunden", "Fest\u00a0verbunden"),
        ('<ol reversed><li>a</li><li value="7">b</li><li>c</li></ol>', "3. a\n7. b\n6. c"),
    ],
)
def test_a_text_becomes_plain(markdown: str, expected: str) -> None:
    assert plain(read(markdown)) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("> «Ja.»\n>\n> — Anna Meier, Sprecherin", ("«Ja.»", "Anna Meier, Sprecherin")),
        ("> «Ja.»\n>\n> Anna Meier, Sprecherin", ("«Ja.»", "Anna Meier, Sprecherin")),
        ("> «Ja.»\n>\n> – *Anna Meier*, Sprecherin", ("«Ja.»", "Anna Meier, Sprecherin")),
        ("> «Ja.»<br>— Anna Meier", ("«Ja.»", "Anna Meier")),
        ("> «Ja.»\n>\n> «Nein.»", ("«Ja.»\n«Nein.»", "")),
        ("> «Ja.»\n>\n> Das sagte sie zweimal.", ("«Ja.»\nDas sagte sie zweimal.", "")),
        ("> Ein Gesetzestext.", ("Ein Gesetzestext.", "")),
        ("> — allein", ("— allein", "")),
        ("- > «Ja.»\n  >\n  > — Anna", ("«Ja.»", "Anna")),
    ],
)
def test_quotes_are_told_apart_from_their_speakers(
    markdown: str, expected: tuple[str, str]
) -> None:
    assert list(quotations(read(markdown).blocks)) == [expected]


def test_characters_are_counted_as_newsrooms_do() -> None:
    """Line ends are no characters; blanks are told apart; an umlaut is one."""
    assert count("Züri ist\nschön.\tJa") == Count(17, 15)


def test_the_text_file_holds_what_a_reporter_pastes_one_line_a_paragraph(
    site: SiteFolder,
) -> None:
    site.picture("bild.jpg")
    body = "Erster Absatz\nüber zwei Zeilen, siehe [dort](https://www.example.org/ziel).\n\n"
    body += '![Bild](bild.jpg "Legende. Foto: Lea. Lizenz: presse")\n\nZweiter.'
    site.post("werk", body, title="Das Werk", slug="werk", summary="Der Lead.")
    site.build()

    data = (site.output / "de/2026/werk/werk.txt").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "programs must not guess the encoding"
    assert data.decode("utf-8-sig").split("\n\n") == [
        "Medienmitteilung\nMuster AG",
        "St. Gallen, 15. Januar 2026",
        "Das Werk",
        "Der Lead.",
        "Erster Absatz über zwei Zeilen, siehe dort.",
        "Zweiter.",
        "Über Muster\nDie Muster AG baut.",
        "Medienkontakt\nAnna Meier, Sprecherin\n+41 71 555 01 20\nanna.meier@muster.example\n"
        "Wer heute erreichbar ist: https://news.muster.example/de/medien/",
        "Bilder\n– bild.jpg: Legende. Foto: Lea. Pressebild",
        "Links im Text\n– dort: https://www.example.org/ziel",
        "https://news.muster.example/de/2026/werk/\n",
    ]


def test_the_box_for_reporters_shows_the_text_its_length_and_its_quotes(
    site: SiteFolder,
) -> None:
    site.post(
        "werk", "Text.\n\n> «Ja.»\n>\n> — Anna Meier, Sprecherin", title="Werk", summary="Ein Lead."
    )
    site.build()

    tree = site.tree(PAGE)
    assert tree.get_element_by_id("press-plain").text_content() == (
        "St. Gallen, 15. Januar 2026\n\nWerk\n\nEin Lead.\n\nText.\n\n"
        "«Ja.»\n— Anna Meier, Sprecherin"
    )
    (table,) = tree.find_class("reporter__counts")
    rows = [[cell.text_content() for cell in row] for row in table.find("tbody")]
    assert rows == [
        ["Titel", "4", "4"],
        ["Lead", "9", "8"],
        ["Text", "34", "31"],
        ["Zusammen", "47", "43"],
    ]
    quote = tree.get_element_by_id("press-quote-1")
    assert [line.text_content() for line in quote] == ["«Ja.»", "Anna Meier, Sprecherin"]
    # Buttons that do nothing without the script are not shown without it.
    assert all(b.get("hidden") is not None for b in tree.xpath("//button[@data-copy]"))


def test_contacts_are_those_of_the_day_of_publication(site: SiteFolder) -> None:
    """The same post gives the same file, whoever answers on the day on which it is made."""
    away = (
        'email = "anna.meier@muster.example"\n[[contacts.absences]]\nfrom = 2026-01-10\n'
        'until = 2026-01-20\ndeputy = "bea"\n[[contacts]]\nid = "bea"\nname = "Bea Bau"\n'
        'role = { de = "Bau", en = "Site" }\nphone = "+41 71 555 01 21"\n'
        'email = "bea@muster.example"\ntopics = ["bau"]\n'
    )
    site.configure(('email = "anna.meier@muster.example"', away))
    site.post("werk", date="2026-01-15 09:00", topics="[still]")
    site.post("danach", date="2026-01-21 09:00", topics="[still]")
    site.build()

    during = site.read("/de/2026/werk/werk.txt")
    assert "Bea Bau" in during
    assert "Anna Meier" not in during
    assert "Anna Meier" in site.read("/de/2026/danach/danach.txt")


@pytest.mark.parametrize(
    ("modified", "told"),
    [
        (None, ["Korrigiert: 16. Januar 2026, 10:00"]),
        ("2026-01-15 12:00", ["Korrigiert: 16. Januar 2026, 10:00"]),
        (
            "2026-01-17 08:00",
            ["Korrigiert: 16. Januar 2026, 10:00", "Aktualisiert: 17. Januar 2026, 08:00"],
        ),
    ],
)
def test_the_text_says_corrected_where_the_page_does(
    site: SiteFolder, modified: str | None, told: list[str]
) -> None:
    mended = "\n  - date: 2026-01-16 10:00\n    text: Es sind 74, nicht 72."
    site.post("werk", corrections=mended, modified=modified)
    site.build()

    head = site.files()["de/2026/werk/werk.txt"].decode("utf-8-sig").split("\n\n")[0]
    assert head.splitlines()[2:] == told
    (meta,) = site.tree(PAGE).find_class("post__meta")
    assert all(line in meta.text_content() for line in told)


def test_an_older_release_keeps_the_boilerplate_of_its_day(site: SiteFolder) -> None:
    site.post("alt", date="2025-03-17 07:00")
    site.post("werk", date="2025-03-18 07:00")
    site.build()
    before = site.files()
    former = """
[[newsroom.former_boilerplates]]
until = 2025-03-17
text = { de = "Die Muster AG baut.", en = "Muster AG builds." }

[address]
"""
    site.configure(
        ('de = "Die Muster AG baut."', 'de = "Heute anderes."'), ("\n[address]\n", former)
    )
    site.build()

    now = site.files()
    for ending in ("txt", "pdf", "zip"):
        name = f"de/2025/alt/alt.{ending}"
        assert now[name] == before[name]
        assert now[name.replace("alt", "werk")] != before[name.replace("alt", "werk")]
    for name, said in (("alt", "Die Muster AG baut."), ("werk", "Heute anderes.")):
        (about,) = site.tree(f"/de/2025/{name}/").find_class("boilerplate")
        assert said in about.text_content()
        assert said in now[f"de/2025/{name}/{name}.txt"].decode()
    assert "Heute anderes." in site.read("/de/")
