"""The PDF of a release: nothing is lost in it, everybody can read it, and it stays the same."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader

from plugins.press import pdf
from tests.site.conftest import SiteFolder

PAGE = "/de/2026/werk/"
PDF = "de/2026/werk/werk.pdf"

EVERYTHING = """
Ein Absatz mit *Betontem*, **Starkem**, `Code`, <sub>tief</sub> und <mark>markiert</mark>, einem
[Verweis](https://www.example.org/ziel), einer [Adresse](mailto:lea@example.org), einer Fussnote[^1]
und dem EBIT. <q>Gefragt</q> <del>falsch</del> <ins>richtig</ins> Zeile<br>umbruch.

## Überschrift Eins

### Überschrift Zwei

1. erstens
2. zweitens
    - darunter

<ol start="7"><li>siebtens</li></ol>

Begriff
:   Erklärung dazu

```python
def hallo(): return "Welt"
```

***

> «Gesagtes Wort.»
>
> — Anna Meier, Sprecherin

| Kopfzelle | Zahl |
|---|---:|
| Donaudampfschiff | 12 500 |

<table><caption>Beschriftung</caption><tr><th rowspan="2">Zeile</th><td>Eins</td></tr>
<tr><td>Zwei</td></tr></table>

![Ein Bild](bild.png "Die Bildlegende. Foto: Lea Brunner. Lizenz: presse")

<details><summary>Zusammenfassung</summary>Verborgenes</details>

<aside>Danebengesagtes</aside>

[^1]: Die Fussnote mit [Quelle](https://www.example.org/quelle).

*[EBIT]: Ergebnis vor Zinsen
"""


def read(site: SiteFolder, name: str = PDF) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(site.output / name).pages)


def squeezed(text: str) -> str:
    """Letters and signs alone: lines are broken elsewhere on paper, and words parted."""
    return re.sub(r"[\s\u00ad\u200b-]", "", text)


@pytest.fixture
def werk(site: SiteFolder) -> SiteFolder:
    site.picture("bild.png", (300, 200))
    site.post("werk", EVERYTHING, summary="Der Lead.", topics="[bau]", place="Olten")
    return site


def test_no_word_of_a_text_is_lost_on_paper(werk: SiteFolder) -> None:
    werk.build()

    said = squeezed(read(werk))
    (prose,) = werk.tree(PAGE).find_class("prose")
    for leaf in prose.find_class("original") + prose.find_class("footnote-backref"):
        leaf.drop_tree()
    words = [word for text in prose.itertext() for word in text.split()]
    assert len(words) > 60
    assert [word for word in words if squeezed(word) not in said] == []


def test_a_release_on_paper_says_whose_it_is_and_where_it_stands(werk: SiteFolder) -> None:
    werk.build()

    text = read(werk)
    for part in (
        *("Medienmitteilung", "Muster", "Olten, 15. Januar 2026, 09:00", "Werk", "Der Lead."),
        *("Olten, 15. Januar 2026. Ein Absatz", "Über Muster", "Die Muster AG baut."),
        *("Anna Meier", "Sprecherin", "+41 71 555 01 20", "anna.meier@muster.example"),
        *("news.muster.example/de/2026/werk", "Seite 1 / "),
        *("www.example.org/ziel", "www.example.org/quelle", "lea@example.org"),
        *("Foto: Lea Brunner. Pressebild", "Für Redaktionen.", "Ergebnis vor Zinsen"),
    ):
        assert squeezed(part) in squeezed(text), part


def test_what_looks_like_markup_of_the_typesetter_stays_text(site: SiteFolder) -> None:
    nasty = r"Da #let x = 3 und $y^2$ @ref <marke> // nein /* auch nicht */ #panic() ~ -- \\ [a]"
    title = '"#emph[Titel] $x$"'
    site.post("werk", nasty.replace("<", "&lt;"), title=title, slug="werk", summary="= Lead")
    site.build()

    text = squeezed(read(site))
    assert squeezed("#emph[Titel] $x$") in text
    assert squeezed("= Lead") in text
    assert squeezed("#let x = 3 und $y^2$ @ref <marke> // nein /* auch nicht */ #panic()") in text


def test_the_pdf_can_be_heard_and_says_what_it_is(werk: SiteFolder) -> None:
    """PDF/UA-1, ISO 14289-1: tagged, with title and language; dates are the post's own."""
    werk.build()

    document = PdfReader(werk.output / PDF)
    root = document.root_object
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert root["/Lang"] == "de-CH"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part" in xmp
    assert document.metadata is not None
    assert document.metadata.title == "Werk"
    assert document.metadata["/CreationDate"] == "D:20260115080000Z"
    assert document.metadata["/ModDate"] == "D:20260115080000Z"


def test_pictures_in_the_pdf_have_their_alternative_text(werk: SiteFolder) -> None:
    werk.build()

    document = PdfReader(werk.output / PDF)
    assert sum(len(page.images) for page in document.pages) == 1
    assert "Ein Bild" in set(_alternatives(document.root_object["/StructTreeRoot"]))


def _alternatives(element: Any) -> Iterator[str]:
    """What is said of the elements below one in a PDF's tree of structure."""
    element = element.get_object()
    if "/Alt" in element:
        yield str(element["/Alt"])
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        if hasattr(child.get_object(), "get"):
            yield from _alternatives(child)


def test_corrections_stand_in_the_pdf(site: SiteFolder) -> None:
    site.post("werk", corrections="\n  - date: 2026-01-16 10:00\n    text: Es sind 74, nicht 72.")
    site.build()

    text = read(site)
    assert "Es sind 74, nicht 72." in text
    assert "16. Januar 2026, 10:00" in text
    assert "Korrigiert: 16. Januar 2026, 10:00" in text
    assert "Aktualisiert:" not in text


def test_disclosures_carry_the_words_the_law_asks_for(site: SiteFolder) -> None:
    site.post("werk", kind="adhoc")
    site.build()

    assert "Ad hoc-Mitteilung gemäss Art. 53 KR" in read(site)


def test_a_sign_that_no_font_has_is_told_and_keeps_nothing_from_the_press(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    site.post("werk", "Wir freuen uns 🎉 sehr.")
    site.build()
    first = capsys.readouterr()
    site.build()
    again = capsys.readouterr()

    assert "freuen uns" in read(site)
    for said in (first, again):
        assert 'a sign cannot be printed and is blank in the PDF: "🎉"' in said.out + said.err


def test_without_a_typesetter_everything_else_is_there(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pdf, "AVAILABLE", False)
    site.post("werk")
    site.post("zweites")
    site.build()

    said = capsys.readouterr()
    assert (said.out + said.err).count("there are no PDFs of releases") == 1
    assert not list(site.output.rglob("*.pdf"))
    assert [link for link in site.links(PAGE) if link and ".pdf" in link] == []
    assert (site.output / "de/2026/werk/werk.zip").is_file()


def test_a_page_links_its_pdf_with_its_size(werk: SiteFolder) -> None:
    werk.build()

    (link,) = (a for a in werk.tree(PAGE).iter("a") if (a.get("href") or "").endswith(".pdf"))
    assert link.get("href") == f"/{PDF}"
    kilobytes = round((werk.output / PDF).stat().st_size / 1000)
    assert f"{kilobytes} kB" in link.getparent().text_content()


def test_notes_and_events_have_no_press_material(site: SiteFolder) -> None:
    site.post("werk", kind="note")
    site.post("fest", kind="event", starts="2026-02-01 18:00", venue="Werkstatt")
    site.build()

    made = [name for name in site.files() if name.endswith((".pdf", ".zip", "SHA256SUMS"))]
    assert made == []


def test_a_newsroom_in_a_folder_named_media_finds_its_pictures(site: SiteFolder) -> None:
    site.configure(("https://news.muster.example", "https://muster.example/media"))
    site.picture("bild.png", (300, 200))
    site.post("werk", '![Bild](bild.png "Legende. Foto: Lea. Lizenz: presse")')
    site.build()

    assert sum(len(page.images) for page in PdfReader(site.output / PDF).pages) == 1
    assert f"/media/{PDF}" in site.links("/de/2026/werk/")
