"""Checksums: for each release, and for everything that was ever offered."""

import hashlib
import json
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from plugins.press.checksums import Version, ended, renewed
from tests.site.conftest import URL, SiteFolder

SUMS = "/de/2026/werk/SHA256SUMS"
MAY = datetime(2026, 5, 1, 9, tzinfo=UTC)
JUNE = datetime(2026, 6, 1, 9, tzinfo=UTC)
JULY = datetime(2026, 7, 1, 9, tzinfo=UTC)


def listed(site: SiteFolder, which: str = "files") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(site.read("/checksums.json"))[which]
    return found


def test_the_list_of_a_release_is_understood_by_sha256sum(site: SiteFolder, tmp_path: Path) -> None:
    site.picture("bild.jpg")
    site.write("content/posts/zahlen.csv", "1;2")
    site.post(
        "werk",
        '![Bild](bild.jpg "Legende. Foto: Lea. Lizenz: presse")',
        downloads="\n  - file: zahlen.csv\n    title: Zahlen\n    credit: M\n    licence: presse",
    )
    site.build()

    folder = site.output / "de/2026/werk"
    names = [line.split("  ")[1] for line in site.read(SUMS).splitlines()]
    assert names == ["werk.txt", "werk.pdf", "werk.zip", "bild.jpg", "zahlen.csv"]
    for name in (*names[:3], "SHA256SUMS"):
        shutil.copy(folder / name, tmp_path)
    for name in names[3:]:
        shutil.copy(site.output / "media/posts" / name, tmp_path)
    tool = shutil.which("sha256sum")
    assert tool, "sha256sum is part of every Linux"
    subprocess.run([tool, "--strict", "-c", "SHA256SUMS"], cwd=tmp_path, check=True)


def test_the_list_of_all_files_holds_the_sums_of_their_bytes(site: SiteFolder) -> None:
    site.picture("bild.jpg")
    site.post("werk", '![Bild](bild.jpg "Legende. Foto: Lea. Lizenz: presse")')
    site.post("zweites", "Anderes.")
    site.build()

    told = {row["address"]: row for row in listed(site)}
    plain = {url: row for url, row in told.items() if "#" not in url}
    assert len(plain) > 8
    for url, row in plain.items():
        data = (site.output / url.removeprefix(URL).lstrip("/")).read_bytes()
        assert (row["sha256"], row["size"]) == (hashlib.sha256(data).hexdigest(), len(data)), url


def test_of_two_files_with_one_name_the_second_is_named_with_its_path(site: SiteFolder) -> None:
    site.picture("hier/bild.jpg", (40, 30))
    site.picture("dort/bild.jpg", (50, 30))
    said = '"Legende. Foto: Lea. Lizenz: presse"'
    site.post("hier/de", f"![A](bild.jpg {said})\n\n![B](../dort/bild.jpg {said})", slug="werk")
    site.build()

    names = [line.split("  ")[1] for line in site.read(SUMS).splitlines()]
    assert names[-2:] == ["bild.jpg", "media/posts/dort/bild.jpg"]


def test_the_list_of_the_newsroom_tells_each_file_s_bytes_and_release(site: SiteFolder) -> None:
    site.picture("bild.jpg")
    site.post("werk", '![Bild](bild.jpg "Legende. Foto: Lea. Lizenz: presse")', title="Das Werk",
              slug="werk")  # fmt: skip
    site.build()

    rows = {row["file"]: row for row in listed(site)}
    names = ["SHA256SUMS", "werk.pdf", "werk.txt", "werk.zip", "LIESMICH.txt", "bild.jpg"]
    assert list(rows) == names
    assert rows["werk.pdf"] == {
        "address": "https://news.muster.example/de/2026/werk/werk.pdf",
        "file": "werk.pdf",
        "size": (site.output / "de/2026/werk/werk.pdf").stat().st_size,
        "sha256": hashlib.sha256(site.files()["de/2026/werk/werk.pdf"]).hexdigest(),
        "since": "2026-01-15T09:00:00+01:00",
        "lang": "de",
        "page": "https://news.muster.example/de/2026/werk/",
        "title": "Das Werk",
    }


def test_the_list_holds_all_that_a_reader_may_have_from_us(site: SiteFolder) -> None:
    site.picture("bild.jpg", (1600, 1000))
    site.write("content/posts/zahlen.csv", "1;2")
    site.write("content/posts/rechnung.csv", "3;4")
    site.write("content/pages/logo.csv", "5;6")
    site.post(
        "werk",
        '![Bild](bild.jpg "Legende. Foto: Lea. Lizenz: presse")\n\n[Rechnung](rechnung.csv)',
        downloads="\n  - file: zahlen.csv\n    title: Zahlen\n    credit: M\n    licence: presse",
    )
    site.page(
        "medien.md",
        title="Medien",
        lang="de",
        role="press",
        downloads="\n  - file: logo.csv\n    title: Logo\n    credit: M\n    licence: presse",
    )
    site.build()

    known = {row["sha256"]: row for row in listed(site)}
    folder = site.output / "de/2026/werk"
    own = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".html"}
    assert {"werk.pdf", "werk.txt", "werk.zip", "SHA256SUMS"} <= set(own)
    with zipfile.ZipFile(folder / "werk.zip") as archive:
        own |= {name: archive.read(name) for name in archive.namelist()}
    for name in ("zahlen.csv", "rechnung.csv", "bild.jpg"):
        own[name] = (site.output / "media/posts" / name).read_bytes()
    own["logo.csv"] = (site.output / "media/pages/logo.csv").read_bytes()
    unknown = [name for name, data in own.items() if hashlib.sha256(data).hexdigest() not in known]
    assert [name for name in unknown if not name.endswith((".br", ".gz"))] == []
    row = next(row for row in known.values() if row["file"] == "LIESMICH.txt")
    assert row["address"] == "https://news.muster.example/de/2026/werk/werk.zip#LIESMICH.txt"


def test_the_press_page_says_what_the_list_lacks(site: SiteFolder) -> None:
    site.post("werk")
    site.build()

    section = site.tree("/de/medien/").get_element_by_id("verify")
    said = section.text_content()
    assert "Jede Datei" not in said
    assert "Kleinere Bilder unserer Seiten und Feeds" in said
    (form,) = section.iter("form")
    assert form.get("data-unknown").startswith("Diese Datei steht nicht in unserer Liste.")


def test_what_was_replaced_stays_listed_with_the_time_in_which_it_held(site: SiteFolder) -> None:
    site.post("werk", "Erst so.")
    site.build()
    first = {row["file"]: row for row in listed(site)}
    site.post("werk", "Dann so.", modified="2026-01-16 10:00")
    site.build()

    former = {row["file"]: row for row in listed(site, "former")}
    # The read-me file says nothing of the text.
    assert set(former) == {"werk.pdf", "werk.txt", "werk.zip", "SHA256SUMS"}
    assert former["werk.txt"]["sha256"] == first["werk.txt"]["sha256"]
    assert former["werk.txt"]["until"] == "2026-01-16T10:00:00+01:00"
    since = next(row["since"] for row in listed(site) if row["file"] == "werk.txt")
    assert since == "2026-01-16T10:00:00+01:00"


def test_files_of_a_withdrawn_release_are_former_ones_and_of_a_hidden_one_unknown(
    site: SiteFolder,
) -> None:
    site.post("werk")
    site.post("zweites")
    site.build()
    site.post("werk", status="withdrawn", withdrawn="2026-02-01 09:00", reason="Falsch.")
    site.post("zweites", status="draft")
    site.build()

    assert listed(site) == []
    former = {row["file"] for row in listed(site, "former")}
    assert former == {"werk.pdf", "werk.txt", "werk.zip", "SHA256SUMS", "LIESMICH.txt"}
    assert "zweites" not in site.read("/checksums.json")


def test_nothing_of_an_embargoed_release_is_made(site: SiteFolder) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    site.write("content/posts/geheim.csv", "geheim")
    site.post(
        "geheim",
        date=f"{tomorrow:%Y-%m-%d %H:%M}",
        downloads="\n  - file: geheim.csv\n    title: Zahlen\n    credit: M\n    licence: presse",
    )
    site.build()

    assert [name for name, data in site.files().items() if b"geheim" in data.lower()] == []
    assert listed(site) == []


def test_a_text_may_link_a_release_s_files_once_they_are_there(site: SiteFolder) -> None:
    site.post("werk")
    site.post("verweis", "[PDF](/de/2026/werk/werk.pdf), [Mappe](/de/2026/werk/werk.zip)")
    site.build()
    site.post("notiz", kind="note")
    site.post("falsch", "[PDF](/de/2026/notiz/notiz.pdf)")

    assert site.faults() == [
        "content/posts/falsch.md:6: '/de/2026/notiz/notiz.pdf' leads to nothing"
    ]


def test_the_press_page_says_how_to_verify_a_file(site: SiteFolder) -> None:
    site.post("werk")
    site.build()

    for address in ("/de/medien/", "/en/press/"):
        section = site.tree(address).get_element_by_id("verify")
        assert "/checksums.json" in [a.get("href") for a in section.iter("a")]
        assert "sha256sum" in section.text_content()
        (form,) = section.iter("form")
        assert form.get("hidden") is not None, "without the script the box would do nothing"
    assert "/de/medien/#verify" in site.links("/de/2026/werk/")
    assert SUMS in site.links("/de/2026/werk/")


@pytest.mark.parametrize(
    ("moment", "now", "since"),
    [
        pytest.param(JUNE, JULY, JUNE, id="the post changed in June"),
        pytest.param(MAY, JULY, JULY, id="something else changed, just now"),
    ],
)
def test_a_version_holds_since_whatever_changed_it(
    moment: datetime, now: datetime, since: datetime
) -> None:
    first = renewed((), "a", 1, MAY, MAY)
    assert first == (Version("a", 1, MAY.isoformat()),)
    assert renewed(first, "a", 1, moment, now) == first

    old, new = renewed(first, "b", 2, moment, now)
    assert old == Version("a", 1, MAY.isoformat(), since.isoformat())
    assert new == Version("b", 2, since.isoformat())


def test_a_file_that_comes_back_holds_anew() -> None:
    gone = ended(renewed((), "a", 1, MAY, MAY), JUNE)
    assert ended(gone, JULY) == gone

    assert renewed(gone, "a", 1, MAY, JULY) == (
        Version("a", 1, MAY.isoformat(), JUNE.isoformat()),
        Version("a", 1, JULY.isoformat()),
    )
