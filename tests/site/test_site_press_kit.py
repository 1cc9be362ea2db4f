"""The press kit: one ZIP that says what is in it, who may use it, and that it is whole."""

import hashlib
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from comments_service.contract.config_file import load
from comments_service.contract.due import read_schedule
from comments_service.contract.paths import paths_for
from plugins.press import kit, names, pdf
from tests.site.conftest import ZONE, SiteFolder

TODAY = datetime.now(ZONE)
ZIP = "de/2026/werk/werk.zip"
BASE = "Muster_werk_de"
LICENCE = """[[licences]]
id = "frei"
name = { de = "CC BY 4.0", en = "CC BY 4.0" }
terms = { de = "Für alle.", en = "For everybody." }
url = "https://creativecommons.org/licenses/by/4.0/"
[[contacts]]
name = "Anna"""


def download(file: str, title: str = "Datenblatt", licence: str = "presse", until: str = "") -> str:
    entry = f"\n  - file: {file}\n    title: {title}\n    credit: Muster AG\n    licence: {licence}"
    return f"{entry}\n    until: {until}" if until else entry


@pytest.fixture
def werk(site: SiteFolder) -> SiteFolder:
    """A release with a lead picture, a picture in its text, and a table of figures."""
    site.configure(('[[contacts]]\nname = "Anna', LICENCE))
    site.picture("halle.jpg", (90, 60))
    site.picture("Über uns.png", (80, 60))
    site.write("content/posts/zahlen.csv", "a;b\n1;2\n")
    site.post(
        "werk",
        '![Luft](%C3%9Cber%20uns.png "Von oben. Foto: Lea Brunner. Lizenz: frei")',
        title="Grösseres Werk",
        slug="werk",
        image="halle.jpg",
        image_alt="Eine Halle",
        image_caption="Die Halle.",
        image_credit='"Foto: Max Frei / Muster AG"',
        image_licence="presse",
        image_until="2099-12-31",
        downloads=download("zahlen.csv", "Alle Zahlen", "frei"),
    )
    return site


def archive(site: SiteFolder) -> zipfile.ZipFile:
    return zipfile.ZipFile(site.output / ZIP)


def read(site: SiteFolder, name: str) -> str:
    return archive(site).read(f"{BASE}/{name}").decode("utf-8-sig")


def test_the_kit_holds_text_pictures_and_files_under_names_that_any_system_reads(
    werk: SiteFolder,
) -> None:
    werk.build()

    assert archive(werk).testzip() is None
    assert archive(werk).namelist() == [
        f"{BASE}/{BASE}.pdf",
        f"{BASE}/{BASE}.txt",
        f"{BASE}/{BASE}_halle.jpg",
        f"{BASE}/{BASE}_ueber-uns.png",
        f"{BASE}/{BASE}_zahlen.csv",
        f"{BASE}/LIESMICH.txt",
        f"{BASE}/SHA256SUMS",
    ]
    site_files = werk.files()
    for inside, outside in (
        (f"{BASE}.pdf", "de/2026/werk/werk.pdf"),
        (f"{BASE}.txt", "de/2026/werk/werk.txt"),
        (f"{BASE}_halle.jpg", "media/posts/halle.jpg"),
        (f"{BASE}_zahlen.csv", "media/posts/zahlen.csv"),
    ):
        assert archive(werk).read(f"{BASE}/{inside}") == site_files[outside]


def test_the_read_me_says_whose_each_file_is_and_who_may_use_it(werk: SiteFolder) -> None:
    werk.build()

    text = read(werk, "LIESMICH.txt")
    for part in (
        "Medienmappe: Grösseres Werk\nMuster AG, St. Gallen, 15. Januar 2026\n",
        f"{BASE}_halle.jpg\n    Die Halle.\n    Nachweis: Foto: Max Frei / Muster AG\n"
        "    Lizenz: Pressebild, bis 31. Dezember 2099\n    90 × 60 Pixel, ",
        f"{BASE}_zahlen.csv\n    Alle Zahlen\n    Nachweis: Muster AG\n    Lizenz: CC BY 4.0\n"
        "    8 B\n",
        "Pressebild\n    Für Redaktionen.\n",
        "CC BY 4.0\n    Für alle.\n    https://creativecommons.org/licenses/by/4.0/\n",
        "Anna Meier, Sprecherin\n+41 71 555 01 20\nanna.meier@muster.example\n",
        "sha256sum -c SHA256SUMS",
        "https://news.muster.example/de/medien/#verify",
    ):
        assert part in text, part


def test_the_checksums_inside_are_right(werk: SiteFolder) -> None:
    werk.build()

    lines = [line.split("  ", 1) for line in read(werk, "SHA256SUMS").splitlines()]
    assert [name for _, name in lines] == [
        name.removeprefix(f"{BASE}/") for name in archive(werk).namelist()[:-1]
    ]
    for digest, name in lines:
        data = archive(werk).read(f"{BASE}/{name}")
        assert hashlib.sha256(data).hexdigest() == digest


def test_files_carry_the_date_of_the_release(werk: SiteFolder) -> None:
    werk.build()

    assert {info.date_time for info in archive(werk).infolist()} == {(2026, 1, 15, 9, 0, 0)}


def test_what_may_no_longer_be_used_is_not_in_the_kit(site: SiteFolder) -> None:
    site.write("content/posts/alt.csv", "alt")
    site.write("content/posts/neu.csv", "neu")
    yesterday = f"{TODAY - timedelta(days=1):%Y-%m-%d}"
    tomorrow = f"{TODAY + timedelta(days=1):%Y-%m-%d}"
    files = download("alt.csv", until=yesterday) + download("neu.csv", until=tomorrow)
    site.post("werk", downloads=files)
    site.build()

    due = read_schedule(paths_for(load()).due).due
    assert due is not None
    assert due.why == "neu.csv may no longer be used"
    assert f"{due.at.astimezone(ZONE):%Y-%m-%d %H:%M}" == f"{tomorrow} 23:59"
    inside = " ".join(archive(site).namelist())
    assert "neu.csv" in inside
    assert "alt.csv" not in inside
    assert "alt.csv" not in site.read("/de/2026/werk/")
    assert "alt.csv" not in site.read("/de/2026/werk/SHA256SUMS")


def test_a_picture_that_nobody_else_may_use_is_in_no_kit(site: SiteFolder) -> None:
    site.picture("fremd.jpg")
    site.post("werk", '![Bild](fremd.jpg "Legende. Foto: Agentur. Lizenz: reserved")')
    site.build()

    assert "fremd" not in " ".join(archive(site).namelist())
    assert "fremd" not in site.read("/de/2026/werk/SHA256SUMS")
    assert not site.tree("/de/2026/werk/").find_class("terms")


def test_a_film_that_is_too_large_for_the_kit_is_named_in_it(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kit, "LARGEST", 1000)
    site.write("content/posts/film.mp4", "x" * 1001)
    site.post("werk", downloads=download("film.mp4", "Der Film"))
    site.build()

    assert "film" not in " ".join(archive(site).namelist())
    assert "https://news.muster.example/media/posts/film.mp4\n    Der Film" in read(
        site, "LIESMICH.txt"
    )


def test_the_page_tells_at_a_glance_what_may_be_used_by_whom_and_until_when(
    werk: SiteFolder,
) -> None:
    werk.build()

    press, free = werk.tree("/de/2026/werk/").find_class("terms")
    facts = [[e.text_content() for e in press.iter("dt", "dd")], []]
    assert facts[0] == [
        *("Was", "1 Bild", "Wer und wofür", "Für Redaktionen."),
        *("Nachweis", "Foto: Max Frei / Muster AG", "Bis wann", "31. Dezember 2099"),
    ]
    assert [a.get("href") for a in press.find("h3").iter("a")] == ["/de/medien/#licence-presse"]
    assert [a.get("href") for a in press.find_class("offers")[0].iter("a")] == [
        "/media/posts/halle.jpg"
    ]
    assert "90 × 60 Pixel" in press.text_content()
    assert "1 Bild, 1 Datei" in free.text_content()
    assert "Unbefristet" in free.text_content()
    assert [a.text for a in free.find_class("offers")[0].iter("a")] == ["Von oben.", "Alle Zahlen"]


def test_a_picture_s_pixels_are_written_alike_everywhere(site: SiteFolder) -> None:
    site.picture("bild.jpg", (1600, 1000))
    site.post("werk", '![Bild](bild.jpg "Legende. Foto: Lea. Lizenz: presse")', slug="werk")
    site.build()

    page = site.tree("/de/2026/werk/").text_content()
    assert page.count("1600 × 1000 Pixel") == 2, "below the picture and in the press box"
    assert "1600 × 1000 Pixel, " in read(site, "LIESMICH.txt")


def test_the_same_release_gives_the_same_bytes_anywhere(new_site: object) -> None:
    made: list[dict[str, bytes]] = []
    for _ in range(2):
        site: SiteFolder = new_site()  # type: ignore[operator]
        site.picture("bild.jpg")
        site.post("werk", '![Bild](bild.jpg "Legende. Foto: Lea. Lizenz: presse")')
        site.build()
        made.append(
            {name: data for name, data in site.files().items() if name.startswith("de/2026/")}
        )

    assert {name for name, data in made[0].items() if made[1][name] != data} == set()
    assert {Path(name).suffix for name in made[0]} >= {".pdf", ".txt", ".zip", ""}


def test_nothing_is_made_anew_while_nothing_changes(
    werk: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    werk.build()
    before = werk.files()

    def fail(*_: object) -> None:
        raise AssertionError("made anew")

    monkeypatch.setattr(pdf.Press, "set", fail)
    monkeypatch.setattr(kit, "packed", fail)
    werk.build()

    assert werk.files() == before


def test_a_changed_word_gives_new_files_of_this_release_only(site: SiteFolder) -> None:
    site.post("werk", "Erst so.")
    site.post("zweites", "Immer so.")
    site.build()
    before = site.files()
    site.post("werk", "Dann so.")
    site.build()

    changed = {name for name, data in site.files().items() if before.get(name) != data}
    material = {name for name in changed if name.endswith((".pdf", ".zip", ".txt", "SHA256SUMS"))}
    assert material == {
        *("de/2026/werk/werk.pdf", "de/2026/werk/werk.txt", ZIP, "de/2026/werk/SHA256SUMS"),
    }


@pytest.mark.parametrize(
    ("company", "expected"),
    [
        ("Grün Haus", "Gruen-Haus_werk_de"),
        ("Müller & Söhne AG", "Mueller-Soehne-AG_werk_de"),
        ("ACME", "ACME_werk_de"),
        ("e-on", "e-on_werk_de"),
        ("&", "werk_de"),
    ],
)
def test_names_in_the_kit_start_with_the_company(company: str, expected: str) -> None:
    assert names.base(company, "werk", "de") == expected


def test_two_files_of_one_name_get_two_names() -> None:
    assert names.in_kit("A", ["x/Bild.JPG", "y/bild.jpg", "…"]) == [
        *("A_bild.jpg", "A_bild-2.jpg", "A_file"),
    ]
