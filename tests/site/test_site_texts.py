"""What becomes of Markdown: figures, tables, links, and nothing that the policy blocks."""

from PIL import Image


def prose(site, body, **fields):
    site.post("text", body, title="Text", **fields)
    site.build()
    (found,) = site.tree("/de/2026/text/").xpath("//div[contains(@class, 'prose')]")
    return found


def test_a_picture_alone_in_its_paragraph_becomes_a_figure_with_its_caption(site):
    site.picture("turm.png", size=(400, 300))

    text = prose(
        site,
        'Davor ![klein](turm.png "Foto: Eva Keller. Lizenz: presse") im Satz.\n\n'
        '![Ein Turm](turm.png "Der *Turm*. Foto: Eva Keller. Lizenz: presse")',
    )

    (figure,) = text.iter("figure")
    assert figure.find("figcaption").text == "Der *Turm*. "
    assert figure.find("figcaption/span").text == "Foto: Eva Keller. "
    image = figure.find("img")
    assert image.get("src").startswith("/media/posts/turm.400.")
    assert (image.get("width"), image.get("height")) == ("400", "300")
    assert image.get("loading") == "lazy"
    assert image.get("title") is None
    assert text.find("p/img") is not None, "within a sentence it stays where it is"


def test_a_photograph_held_upright_has_the_size_it_is_shown_in(site):
    path = site.content / "posts/hoch.jpg"
    path.parent.mkdir(parents=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (400, 300)).save(path, exif=exif)

    image = next(prose(site, "![Hoch](hoch.jpg 'Bild: X. Lizenz: presse')").iter("img"))

    assert (image.get("width"), image.get("height")) == ("300", "400")


def test_a_drawing_has_the_size_of_its_view_box(site):
    site.write(
        "content/posts/plan.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80"/>',
    )

    image = next(prose(site, "![Plan](plan.svg 'Grafik: X. Lizenz: presse')").iter("img"))

    assert (image.get("width"), image.get("height")) == ("120", "80")


def test_a_wide_table_scrolls_in_a_box_that_the_keyboard_reaches(site):
    text = prose(site, "| Jahr | kWh |\n|---|---:|\n| 2025 | 12 |")

    (box,) = text.find_class("table-box")
    assert box.get("role") == "region"
    assert box.get("tabindex") == "0"
    assert box.get("aria-label")
    assert [cell.get("class") for cell in box.iter("td")] == [None, "number"]


def test_tables_are_told_apart_by_their_captions_and_chapters(site):
    table = "| Jahr | kWh |\n|---|---:|\n| 2025 | 12 |\n\n"
    captioned = "<table><caption>Ein  Jahr</caption><tr><td>1</td></tr></table>\n\n"

    text = prose(site, f"{table}## *Ein* Jahr\n\n{table}{table}{captioned}## Preise\n\n{table}")

    assert text.xpath("//div[@role='region']/@aria-label") == [
        "Tabelle",
        "Tabelle: Ein Jahr",
        "Tabelle: Ein Jahr 2",
        "Ein Jahr",
        "Tabelle: Preise",
    ]


def test_the_empty_corner_of_a_table_is_no_heading(site):
    text = prose(site, "| | 2025 |\n|---|---:|\n| Strom | 12 |")

    (corner, heading) = text.find(".//thead/tr")
    assert (corner.tag, corner.get("scope")) == ("td", None)
    assert (heading.tag, heading.get("scope")) == ("th", "col")


def test_links_between_texts_follow_the_target_s_address(site):
    site.page("regeln.md", "## Ton {#ton}\n\nText.", title="Regeln", slug="spielregeln")
    site.post("2026/haus", title="Haus")
    site.write("content/posts/bericht 1.pdf", "%PDF")

    text = prose(
        site,
        "[Regeln](../pages/regeln.md#ton), [Haus](2026/haus.md), [Bericht](<bericht 1.pdf>), "
        "[aussen](https://www.example.org/ä?a=1&b=2), [Thema](/de/themen/bau/)",
    )

    assert [link.get("href") for link in text.iter("a")] == [
        "/de/spielregeln/#ton",
        "/de/2026/haus/",
        "/media/posts/bericht%201.pdf",
        "https://www.example.org/%C3%A4?a=1&b=2",
        "/de/themen/bau/",
    ]
    assert (site.output / "media/posts/bericht 1.pdf").read_text("utf-8") == "%PDF"


def test_footnotes_code_and_definitions_work_without_styles_in_the_page(site):
    text = prose(
        site,
        "Wort.[^1]\n\n```python\nprint('<a href=\"x\">')\n```\n\nBegriff\n: Erklärung\n\n"
        "[^1]: Anmerkung.",
    )

    assert text.find(".//div[@class='highlight']") is not None
    assert text.find("dl/dd") is not None
    (back,) = text.xpath("//a[@class='footnote-backref']")
    assert back.get("aria-label"), "an arrow alone says nothing to a screen reader"
    assert not text.xpath("//@style")


def test_notes_between_authors_are_not_published(site):
    prose(site, "Text.\n\n<!-- intern: Zahl noch prüfen -->\n\nMehr.")

    assert "intern" not in site.read("/de/2026/text/")


def test_a_note_without_a_title_stands_for_itself(site):
    site.post("kurz", "Die Anlage **läuft** seit heute früh.", title=None, kind="note")
    site.build()

    (name,) = [n for n in site.files() if n.startswith("de/2026/notiz-")]
    tree = site.tree(f"/{name.removesuffix('index.html')}")
    assert "Die Anlage läuft" in tree.findtext(".//title")
    assert len(tree.findall(".//h1")) == 1


def test_dates_are_shown_in_the_newsroom_s_zone(site):
    site.post("neujahr", title="Neujahr", date="2025-12-31 23:30Z")
    site.build()

    assert 'datetime="2026-01-01T00:30:00+01:00"' in site.read("/de/2026/neujahr/")
