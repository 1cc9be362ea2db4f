"""Faults in what people write: all of them at once, each with its place, and nothing written."""

import pytest

from comments_service.contract.faults import Faults

HEADING = "## Eins\n\nText.\n\n"


def test_faults_of_all_files_are_told_at_once_and_the_old_site_stays(site):
    site.post("alt", title="Alt")
    site.build()
    before = site.files()
    expected = plant_twenty_faults(site)

    faults = site.faults()

    assert len(expected) == 20
    assert [line for line in expected if not any(f.startswith(line) for f in faults)] == []
    assert len(faults) == len(expected), "and no fault that was not planted"
    assert site.files() == before


def plant_twenty_faults(site):
    """Twenty files with one fault each; where and how each is to be told."""
    site.write("content/posts/grund/kein-bild.jpg", "kein Bild")
    site.picture("grund/turm.png")
    draft = site.post("grund/entwurf", status="draft")
    public = site.post("grund/a-gut", "## Da {#da}\n\nText.", title="A Gut")
    twin = site.post("grund/a-zwilling", title="Zwilling")
    plants = {
        "f01": ({"date": "gestern"}, "", "4: date 'gestern' is not a date"),
        "f02": ({"topics": "[unbekannt]"}, "", "5: topics names 'unbekannt'"),
        "f03": ({"authors": "[niemand]"}, "", "5: authors names 'niemand'"),
        "f04": ({"titel": "x"}, "", "5: there is no field 'titel'"),
        "f05": ({"status": "publiziert"}, "", "5: status is 'publiziert'"),
        "f06": ({"title": None}, "", "1: title is missing"),
        "f07": ({"id": None}, "", "1: id is missing"),
        "f08": ({"id": twin}, "", "2: the id "),
        "f09": ({"slug": "a-gut"}, "", "5: the address /de/2026/a-gut/ belongs to"),
        "f10": (
            {"image": "turm.png", "image_alt": "Turm", "image_licence": "presse"},
            "",
            "5: the lead picture has no credit",
        ),
        "f11": ({"translates": "5f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a01"}, "", "5: translates names"),
        "f12": (
            {"translates": public, "lang": "de"},
            "",
            "5: the translation in 'de' stands twice",
        ),
        "f13": ({}, "Text.\n\n[tot](fehlt.md)", "8: 'fehlt.md' is not there"),
        "f14": ({}, "[bald](entwurf.md)", "6: the link leads to"),
        "f15": (
            {},
            "\n![](turm.png 'Foto: X. Lizenz: presse')",
            "7: the picture 'turm.png' has no alternative text",
        ),
        "f16": (
            {},
            "![Bild](https://cdn.example/x.png 'Foto: X. Lizenz: presse')",
            "6: 'https://cdn.example/x.png' would",
        ),
        "f17": ({}, f"{HEADING}#### Tief", "10: the heading 'Tief' skips a level"),
        "f18": ({}, '<p style="color:red">Rot</p>', "6: the attribute 'style' cannot stand"),
        "f19": ({}, "Text.\n\n<iframe src='x'></iframe>", "8: <iframe> cannot stand"),
        "f20": ({}, "[Anker](a-gut.md#dort)", "6: "),
    }
    assert draft
    for name, (fields, body, _) in plants.items():
        site.post(f"grund/{name}", body or "Text.", **fields)
    return [f"content/posts/grund/{name}.md:{told}" for name, (_, _, told) in plants.items()]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("# Titel", "6: the heading 'Titel' is of the title's level"),
        ("### Eins", "6: the heading 'Eins' skips a level"),
        ("<script>alert(1)</script>", "6: <script> cannot stand in a text"),
        ('<b onclick="x()">B</b>', "6: the attribute 'onclick' cannot stand in a text"),
        ("Wort\n{: style='color:red' }", "7: the attribute 'style' cannot stand in a text"),
        ("[x](javascript:alert)", "6: a link cannot start with 'javascript'"),
        ("[x](//host.example/)", "6: '//host.example/' has no protocol"),
        ("[x]()", "6: a link leads nowhere"),
        ("[x](../../../../etc/passwd)", "6: 'passwd' lies outside the content folder"),
        ("[x](https://news.muster.example/de/)", "6: 'https://news.muster.example/de/' is the"),
        (
            "![Bild](kaputt.png 'Foto: X. Lizenz: presse')",
            "6: the picture 'kaputt.png' cannot be shown: it is of",
        ),
        ("![Bild](fehlt.png 'Foto: X. Lizenz: presse')", "6: 'fehlt.png' is not there"),
        (
            "![Bild](/media/x.png 'Foto: X. Lizenz: presse')",
            "6: the address '/media/x.png' is not a file beside the post",
        ),
        ("Text [x](/de/2026/nirgends/)", "6: '/de/2026/nirgends/' leads to nothing"),
        ("## A {#a}\n\n## B {#a}", "8: the anchor 'a' stands twice"),
        ("## A {#content}", "6: the theme has an anchor 'content', too"),
        ("Wort contacts.\n\n## A {#contacts}", "8: the theme has an anchor 'contacts', too"),
        ("[x](/de/themen/bau)", "6: '/de/themen/bau' leads to nothing"),
        ("[x](/de/text/#da)\n\n[x](/de/2026/text/#da)", "6: '/de/text/#da' leads to nothing"),
        ("[x](#fehlt)", "6: content/posts/text.md has no anchor 'fehlt'"),
        ("a\n\n<svg><image href='//x.example/a.png'/></svg>", "8: <svg> cannot stand in a text"),
        ("<table background='//x.example/a.png'></table>", "6: the attribute 'background' cannot"),
        ("<a href='https://x.example/' ping='//y.example/'>x</a>", "6: the attribute 'ping'"),
        ("<object data='//x.example/'></object>", "6: <object> cannot stand in a text"),
        ("<unbekannt>Text</unbekannt>", "6: <unbekannt> cannot stand in a text"),
        ("<a name='x'>Text</a>", "6: the attribute 'name' cannot stand in a text"),
        ("Text &#7; Text", "6: a text holds the control U+0007"),
        ("Text \x08 Text", "6: the file holds the control character U+0008"),
        ("[x](www.example.org)", "6: 'www.example.org' is not there"),
        ("![Turm](turm.png)", "6: the picture 'turm.png' has no credit"),
        ('![Turm](turm.png "Der Turm.")', "6: the picture 'turm.png' has no credit"),
    ],
)
def test_a_fault_in_a_text_is_told_with_its_line(site, body, told):
    site.write("content/posts/kaputt.png", "kein Bild")
    site.picture("turm.png")
    site.post("text", body)

    fault = site.faults()[0]

    assert fault.startswith(f"content/posts/text.md:{told}")
    assert not site.output.exists()


def test_the_second_of_two_equal_slips_has_its_own_line(site):
    site.picture("turm.png")
    site.post(
        "text",
        "![](turm.png 'Foto: X. Lizenz: presse')\n\n![Turm](turm.png 'Foto: X. Lizenz: presse')\n\n"
        "![](turm.png 'Foto: X. Lizenz: presse')",
    )

    assert [fault.split(":")[1] for fault in site.faults()] == ["6", "10"]


def test_both_files_with_one_id_are_named(site):
    site.post("a", title="A")
    site.page("kopie.md", id=site.post("a", title="A"), title="Kopie")

    (fault,) = site.faults()

    assert "content/pages/kopie.md" in fault
    assert "content/posts/a.md" in fault


@pytest.mark.parametrize("role", ["imprint", "privacy"])
def test_a_language_without_imprint_or_privacy_page_does_not_go_online(site, role):
    (site.content / f"pages/{role}.en.md").unlink()

    assert site.faults() == [
        f"content/pages: there is no {role} page in 'en', and the law demands one"
    ]


def test_a_faulty_file_is_not_blamed_on_those_who_point_to_it(site):
    original = site.post("turm/de", datum="2026-01-15")
    site.post("turm/en", "[de](de.md)", lang="en", translates=original)
    site.page("imprint.de.md", title="Impressum", role="imprint", lang="de", foo="bar")

    assert [fault.split(":")[0] for fault in site.faults()] == [
        "content/pages/imprint.de.md",
        "content/posts/turm/de.md",
    ]


def test_a_link_may_lead_to_what_is_public_when_its_own_embargo_ends(site):
    site.post("a", "[b](b.md)", date="2999-01-02 09:00")
    site.post("b", date="2999-01-02 08:00")
    assert site.build()

    site.post("b", date="2999-01-02 10:00")
    (fault,) = site.faults()

    assert "content/posts/b.md, which is embargoed" in fault


def test_posts_do_not_translate_pages(site):
    page = site.page("regeln.md", title="Regeln")
    site.post("a", lang="en", translates=page)

    (fault,) = site.faults()

    assert "a post cannot translate a page" in fault


def test_a_page_cannot_take_the_address_of_a_list(site):
    site.page("themen.md", title="Themen")

    (fault,) = site.faults()

    assert "a list stands there" in fault


def test_a_file_that_is_not_utf_8_is_named(site):
    (site.content / "posts").mkdir()
    (site.content / "posts/alt.md").write_bytes(b"---\ntitle: Z\xfcrich\n---\n")

    assert site.faults() == ["content/posts/alt.md:2: the file is not UTF-8"]


def test_pictures_of_a_stranger_s_origin_are_found_in_raw_html(site):
    site.post("a", '<video src="https://x.example/a.mp4"></video>')

    (fault,) = site.faults()

    assert "other hosts" in fault or "elsewhere" in fault


@pytest.mark.parametrize(
    ("body", "mend"),
    [
        ("[x](www.example.org)", "write https://www.example.org"),
        ("[x](presse@muster.example)", "write mailto:presse@muster.example"),
        ("[x](Turm.png)", "capital letters count: the file is called 'turm.png'"),
        ("[x](/de/themen/bau)", "end it with a slash: /de/themen/bau/"),
        (
            '![A](turm.png "Der Turm.")',
            'write ![Alt](turm.png "Der Turm. Foto: Name. Lizenz: presse")',
        ),
    ],
)
def test_a_mend_can_be_copied(site, body, mend):
    site.picture("turm.png")
    site.post("text", body)

    with pytest.raises(Faults) as raised:
        site.build()

    assert [fault.mend for fault in raised.value.faults] == [mend]


@pytest.mark.parametrize(
    "name",
    [
        "notiz.txt",
        "posts/de.rst",
        "posts/de.html",
        "posts/de.MD",
        "posts/de.markdown",
        "notizen.md",
    ],
)
def test_a_text_that_would_never_be_read_is_told(site, name):
    site.write(f"content/{name}", "---\n---\n")

    assert site.faults() == [f"content/{name}: the text is not read"]


def test_what_editors_leave_behind_is_no_text(site):
    for name in (".#de.md", "._de.md", "de.md~", "#de.md#"):
        site.write(f"content/posts/{name}", "kein Text")

    assert site.build()


def test_a_post_may_be_without_text(site):
    site.post("leer", "", title="Leer")
    site.post("bemerkt", "<!-- nur eine Notiz -->", title="Bemerkt")
    assert site.build()

    site.post("kurz", "", kind="note", title=None)
    assert site.faults() == ["content/posts/kurz.md:1: the note has neither title nor text"]
