"""Files beside a text that are linked, played or offered: what cannot be published is a fault."""

import pyexiv2
import pytest
from PIL import Image

EVIL = "<html><script>alert(document.domain)</script></html>"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
NAMES = (
    *("evil.html", "evil.HTM", "evil.xhtml", "evil.xht", "evil.shtml", "evil.svgz", "evil.js"),
    *("evil.mjs", "evil.xml", "evil.xsl", "evil.xslt", "evil.swf", "evil.wasm", "evil.php"),
    *("evil.kml", "evil.html."),
)
PRIVATE = (
    "the file {!r} cannot be published: "
    "it may tell where it was taken, with which device and whose it is"
)


def offer(name):
    return f"\n  - file: {name}\n    title: Blatt\n    credit: Muster AG\n    licence: presse"


@pytest.mark.parametrize("name", NAMES)
def test_what_browsers_run_is_not_published_when_linked(site, name):
    site.write(f"content/posts/{name}", EVIL)
    site.post("turm", f"Text.\n\n[Blatt]({name})")

    (fault,) = site.faults()

    told = f"the file {name!r} cannot be published: browsers could run it"
    assert fault == f"content/posts/turm.md:8: {told}"


def test_nor_when_it_is_offered_or_played(site):
    site.write("content/posts/evil.html", EVIL)
    site.post("angebot", downloads=offer("evil.html"))
    site.post("film", '<video src="evil.html" controls></video>')

    told = "the file 'evil.html' cannot be published: browsers could run it"
    assert sorted(site.faults()) == [
        f"content/posts/angebot.md:6: {told}",
        f"content/posts/film.md:6: {told}",
    ]


def test_a_linked_picture_is_looked_at_like_one_that_is_shown(site):
    site.write("content/posts/kaputt.jpg", "kein Bild")
    site.write("content/posts/evil.svg", DRAWING.format("<script>alert(1)</script>"))
    site.write("content/posts/gut.svg", DRAWING.format(""))
    site.post("turm", "Text.\n\n[Foto](kaputt.jpg)\n\n[d](evil.svg)\n\n[e](gut.svg)")
    site.post("film", '<video controls><source src="evil.svg"></video>')

    broken, drawing = "it is of no kind that browsers show", "it holds <script>"
    assert sorted(site.faults()) == [
        f"content/posts/film.md:6: the picture 'evil.svg' cannot be shown: {drawing}",
        f"content/posts/turm.md:10: the picture 'evil.svg' cannot be shown: {drawing}",
        f"content/posts/turm.md:8: the picture 'kaputt.jpg' cannot be shown: {broken}",
    ]


def test_papers_and_tables_are_published(site):
    for name in ("blatt.pdf", "zahlen.csv", "alles.zip", "bericht.docx"):
        site.write(f"content/posts/{name}", "x")
    site.post("turm", "[a](blatt.pdf) [b](zahlen.csv) [c](alles.zip) [d](bericht.docx)")
    site.build()

    assert site.there("/media/posts/blatt.pdf")
    assert site.there("/media/posts/bericht.docx")


@pytest.mark.parametrize("name", ["a.heic", "a.HEIF", "a.dng", "a.cr3", "a.nef", "a.psd"])
def test_what_cameras_write_is_not_published(site, name):
    site.write(f"content/posts/{name}", "x")
    site.post("turm", f"[Bild]({name})", downloads=offer(name))

    assert {fault.partition(": ")[2] for fault in site.faults()} == {PRIVATE.format(name)}


@pytest.mark.parametrize(
    "tag",
    [
        *("Exif.GPSInfo.GPSLatitudeRef", "Exif.Photo.BodySerialNumber"),
        *("Exif.Photo.CameraOwnerName", "Exif.Image.CameraSerialNumber"),
    ],
)
def test_a_tiff_is_published_if_it_tells_nothing_private(site, tag):
    path = site.content / "posts/a.tif"
    site.post("turm", "[Bild](a.tif)", downloads=offer("a.tif"))
    Image.new("RGB", (40, 30)).save(path, description="Turm")
    site.build()
    assert site.there("/media/posts/a.tif")

    picture = pyexiv2.Image(str(path))
    picture.modify_exif({tag: "N"})
    picture.close()
    assert {fault.partition(": ")[2] for fault in site.faults()} == {PRIVATE.format("a.tif")}


@pytest.mark.parametrize("data", [b"kein Bild", b"xmp"])
def test_a_tiff_with_xmp_or_that_nobody_can_read_is_not_published(site, data):
    path = site.write("content/posts/a.tiff", "kein Bild")
    if data == b"xmp":
        exif = Image.Exif()
        exif[0x02BC] = b"<x xmlns:a='b' a:SerialNumber='7'/>"
        Image.new("RGB", (40, 30)).save(path, exif=exif)
    site.post("turm", "[Bild](a.tiff)")

    assert {fault.partition(": ")[2] for fault in site.faults()} == {PRIVATE.format("a.tiff")}
