"""Originals carry credit and licence, and tell nothing of place, device and owner."""

import struct
from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from PIL import Image, ImageCms, IptcImagePlugin

from plugins.picture_labels import NotLabelled, labelled
from plugins.picture_strip import Unknown, stripped
from plugins.picture_xmp import Statement, packet

SECRETS = (b"SN-4711", b"Eva Privat", b"hinter dem Bild", b"Kommentar")
STATEMENT = Statement(
    creator="Léa Brünner",
    credit="Léa Brünner / Muster AG",
    notice="© Muster AG",
    terms={"de": "Presse. Für Redaktionen.", "en": "Press. For <editors> & co."},
    terms_url="https://news.muster.example/de/medien/#licence-presse",
    captions={"de": "Der Turm «von oben»", "en": "The tower"},
    alts={"de": "Ein Turm", "en": "A tower"},
    licensor="Muster AG",
    licensor_url="https://news.muster.example/de/medien/",
)
SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "rights": "http://ns.adobe.com/xap/1.0/rights/",
    "core": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}


def camera_file(kind: str, mode: str = "RGB") -> bytes:
    """A picture as it comes out of a telephone: with a position, an owner, and more behind it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Kamerawerk"
    exif[0x013B] = "Eva Privat"
    exif.get_ifd(0x8769).update(
        {0xA430: "Eva Privat", 0xA431: "SN-4711", 0x9003: "2026:01:15 09:00:00"}
    )
    exif.get_ifd(0x8825).update({1: "N", 2: (47.0, 25.0, 30.0), 3: "E", 4: (9.0, 22.0, 1.0)})
    extra: dict[str, Any] = {"comment": b"Kommentar"} if kind == "JPEG" else {}
    file = BytesIO()
    Image.effect_noise((64, 48), 60).convert(mode).save(
        file, kind, exif=exif, xmp=b"<x>Eva Privat</x>", **extra
    )
    return file.getvalue() + b"hinter dem Bild"


def xmp_of(data: bytes) -> Any:
    with Image.open(BytesIO(data)) as picture:
        return etree.fromstring(picture.info["xmp"])


def texts(data: bytes, path: str) -> list[str]:
    return [str(text) for text in xmp_of(data).xpath(path, namespaces=SPACES)]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_telephone_s_picture_keeps_its_pixels_and_loses_its_secrets(kind: str) -> None:
    original = camera_file(kind)
    assert b"Eva Privat" in original

    clean = labelled(original, STATEMENT)

    assert [secret for secret in SECRETS if secret in clean] == []
    with Image.open(BytesIO(original)) as before, Image.open(BytesIO(clean)) as after:
        assert after.tobytes() == before.tobytes()
        exif = after.getexif()
        assert exif[0x0112] == 6, "it still stands upright"
        assert exif.get_ifd(0x8769)[0x9003] == "2026:01:15 09:00:00", "when it was taken may stay"
        assert exif.get_ifd(0x8825) == {}, "where it was taken may not"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_another_program_reads_the_label_as_xmp(kind: str) -> None:
    data = labelled(camera_file(kind), STATEMENT)

    assert texts(data, "//dc:creator//rdf:li/text()") == ["Léa Brünner"]
    assert texts(data, "//dc:rights//rdf:li/text()") == ["© Muster AG"]
    assert "Léa Brünner / Muster AG" in texts(
        data, "//@photoshop:Credit | //photoshop:Credit/text()"
    )
    assert texts(data, "//rights:UsageTerms//rdf:li[@xml:lang='en']/text()") == [
        "Press. For <editors> & co."
    ]
    assert STATEMENT.terms_url in texts(
        data, "//@rights:WebStatement | //rights:WebStatement/text()"
    )
    captions = "//dc:description//rdf:li[@xml:lang='{}']/text()"
    assert texts(data, captions.format("de")) == ["Der Turm «von oben»"]
    assert texts(data, captions.format("en")) == ["The tower"]
    assert texts(data, captions.format("x-default")) == ["Der Turm «von oben»"]
    assert texts(data, "//core:AltTextAccessibility//rdf:li[@xml:lang='en']/text()") == ["A tower"]
    assert texts(data, "//plus:Licensor//@plus:LicensorName") == ["Muster AG"]


def test_another_program_reads_the_label_as_iptc() -> None:
    with Image.open(BytesIO(labelled(camera_file("JPEG"), STATEMENT))) as picture:
        fields = IptcImagePlugin.getiptcinfo(picture)

    assert fields is not None
    assert {name: fields[2, name] for name in (80, 110, 116, 120)} == {
        80: "Léa Brünner".encode(),
        110: "Léa Brünner / Muster AG".encode(),
        116: "© Muster AG".encode(),
        120: "Der Turm «von oben»".encode(),
    }


def test_the_same_label_gives_the_same_bytes_however_often_it_is_written() -> None:
    data = camera_file("JPEG")
    once = labelled(data, STATEMENT)

    assert labelled(data, STATEMENT) == once
    assert labelled(once, STATEMENT) == once


def test_a_file_that_is_only_linked_is_cleared_and_says_nothing() -> None:
    clean = labelled(camera_file("JPEG"), None)

    assert [secret for secret in SECRETS if secret in clean] == []
    with Image.open(BytesIO(clean)) as picture:
        assert "xmp" not in picture.info


def test_what_is_no_such_picture_stays_as_it_is() -> None:
    assert labelled(b"GIF89a...", STATEMENT) == b"GIF89a..."
    assert stripped(b"<svg/>") == b"<svg/>"


def test_a_colour_profile_stays() -> None:
    file = BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.new("RGB", (8, 8)).save(file, "JPEG", icc_profile=profile)

    with Image.open(BytesIO(labelled(file.getvalue(), STATEMENT))) as picture:
        assert picture.info["icc_profile"] == profile


def test_a_damaged_profile_is_told() -> None:
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG", icc_profile=b"profile" * 200)

    with pytest.raises(NotLabelled):
        labelled(file.getvalue(), STATEMENT)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_half_a_file_cannot_be_taken_apart(kind: str) -> None:
    data = camera_file(kind)

    with pytest.raises(Unknown):
        stripped(data[: len(data) // 2])


def test_a_picture_within_a_picture_goes() -> None:
    """Telephones put a second picture or a film behind the first, and a thumbnail before it."""
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG")
    plain = file.getvalue()
    thumbnail = b"\xff\xe0" + struct.pack(">H", 2 + 20) + b"JFXX\0" + b"t" * 15
    preview = b"\xff\xe2" + struct.pack(">H", 2 + 10) + b"MPF\0secret"

    assert stripped(plain[:2] + thumbnail + preview + plain[2:] + plain) == stripped(plain)


def test_a_packet_leaves_out_what_is_not_known() -> None:
    xml = packet(Statement("Eva", "Eva", "© Eva", {"": "Alle Rechte vorbehalten"})).decode()

    assert "WebStatement" not in xml
    assert "Licensor" not in xml
    assert "description" not in xml
    assert 'xml:lang="x-default">Alle Rechte vorbehalten<' in xml
