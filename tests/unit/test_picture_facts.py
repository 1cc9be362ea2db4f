"""What is found out about a picture before anything is made from it."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from plugins.drawings import UnreadablePicture
from plugins.pictures import Facts, examine

NAMESPACES = ("exif", "aux", "photoshop")


def noise(mode: str = "RGB", size: tuple[int, int] = (120, 90)) -> Image.Image:
    channels = [Image.effect_noise(size, 80) for _ in range(3)]
    return Image.merge("RGB", channels).convert(mode)


def facts(folder: Path, name: str, picture: Image.Image, **more: Any) -> Facts:
    picture.save(folder / name, **more)
    return examine(folder / name)


def test_a_photograph_is_neither_flat_nor_transparent(tmp_path: Path) -> None:
    for name, mode in (("a.jpg", "RGB"), ("a.png", "RGB"), ("b.png", "RGBA"), ("a.webp", "RGBA")):
        found = facts(tmp_path, name, noise(mode))
        assert (found.flat, found.transparent, found.fixed) == (False, False, False), name


def test_a_chart_is_flat_unless_it_was_a_jpeg(tmp_path: Path) -> None:
    chart = Image.new("RGB", (90, 60), "white")
    chart.paste("teal", (10, 10, 30, 50))

    assert facts(tmp_path, "a.png", chart).flat
    assert facts(tmp_path, "a.gif", chart).flat
    assert not facts(tmp_path, "a.jpg", chart).flat


def test_glass_is_transparent(tmp_path: Path) -> None:
    glass = noise("RGBA")
    glass.putpixel((0, 0), (0, 0, 0, 0))

    assert facts(tmp_path, "a.png", glass).transparent


def test_a_film_is_shown_as_it_is_and_two_pictures_of_a_telephone_are_one(tmp_path: Path) -> None:
    more = {"save_all": True, "append_images": [noise()]}

    assert facts(tmp_path, "a.gif", noise("P"), **more).fixed
    assert facts(tmp_path, "a.webp", noise(), **more).fixed
    found = facts(tmp_path, "a.jpg", noise(), format="MPO", **more)
    assert (found.fixed, found.mime) == (False, "image/jpeg")


@pytest.mark.parametrize(("group", "tag"), [(0x8825, 1), (0x8769, 0xA431)])
def test_an_avif_that_tells_place_or_owner_is_refused(tmp_path: Path, group: int, tag: int) -> None:
    """From all other kinds the build takes such things away."""
    exif = Image.Exif()
    exif[0x010F] = "Kamerawerk"
    assert facts(tmp_path, "a.avif", noise(), exif=exif).mime == "image/avif"

    exif.get_ifd(group)[tag] = "N"
    with pytest.raises(
        UnreadablePicture, match="tells its place, its owner or a device"
    ) as refused:
        facts(tmp_path, "b.avif", noise(), exif=exif)
    assert refused.value.mend == "save it anew as JPEG"


@pytest.mark.parametrize(
    "said",
    [
        'exif:GPSLatitude="47,1N"',
        'aux:SerialNumber="123"',
        'aux:OwnerName="Olga"',
        'photoshop:City="Wil"',
    ],
)
def test_nor_may_it_tell_them_in_xmp(tmp_path: Path, said: str) -> None:
    def packet(attribute: str) -> bytes:
        spaces = "".join(f' xmlns:{n}="http://ns.example/{n}/"' for n in NAMESPACES)
        rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        inner = f"<rdf:Description{spaces} {attribute}/>"
        return f'<rdf:RDF xmlns:rdf="{rdf}">{inner}</rdf:RDF>'.encode()

    assert facts(tmp_path, "a.avif", noise(), xmp=packet('photoshop:Credit="Olga"'))
    for wrong in (packet(said), b"<no XMP"):
        with pytest.raises(UnreadablePicture, match="tells its place, its owner or a device"):
            facts(tmp_path, "b.avif", noise(), xmp=wrong)


def test_what_no_web_size_can_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePicture, match="more than 16383 pixels long"):
        facts(tmp_path, "a.png", Image.new("1", (3, 16_384)))


def test_a_damaged_profile_is_told_before_the_build_meets_it(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePicture, match="credit and licence cannot be written"):
        facts(tmp_path, "a.jpg", noise(), icc_profile=b"profile" * 200)
