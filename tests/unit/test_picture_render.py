"""The pixels of web sizes: upright, in sRGB, and with nothing of the camera's in the file."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms

from plugins.picture_render import Negative
from plugins.picture_sizes import Made


def packed(picture: Image.Image, kind: str, **more: Any) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **more)
    return file.getvalue()


def made(width: int, height: int, form: str = "PNG", box: Any = None) -> Made:
    return Made("x", form, width, height, box or (0, 0, width, height))


def opened(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


def test_a_picture_held_upright_stands_upright() -> None:
    lying = Image.new("RGB", (60, 40), "white")
    lying.paste("red", (0, 0, 30, 40))
    exif = Image.Exif()
    exif[0x0112] = 6
    negative = Negative(packed(lying, "PNG", exif=exif), flat=True)

    upright = opened(negative.make(made(40, 60), b""))

    assert upright.size == (40, 60)
    assert upright.getpixel((20, 5)) == (255, 0, 0), "what was left is above"
    assert upright.getexif().get(0x0112) is None


def test_another_colour_space_becomes_srgb() -> None:
    """A profile that exchanges red and green must show in the pixels, and not in the file."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exchanged = (
        profile.replace(b"rXYZ", b"....").replace(b"gXYZ", b"rXYZ").replace(b"....", b"gXYZ")
    )
    red = Image.new("RGB", (8, 8), (200, 30, 30))

    for named, expected in ((profile, (200, 30, 30)), (exchanged, (30, 200, 30))):
        data = packed(red, "PNG", icc_profile=named)
        result = opened(Negative(data, flat=True).make(made(8, 8), b""))
        assert result.getpixel((4, 4)) == pytest.approx(expected, abs=2)
        assert "icc_profile" not in result.info


def test_a_profile_of_another_kind_of_colours_is_left_aside() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    data = packed(Image.new("RGB", (8, 8), (200, 30, 30)), "PNG", icc_profile=profile)

    assert opened(Negative(data, flat=True).make(made(8, 8), b"")).getpixel((4, 4)) == (200, 30, 30)


@pytest.mark.parametrize(
    ("picture", "kind"),
    [
        (Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG"),
        (Image.new("L", (8, 8), 76), "JPEG"),
        (Image.new("I;16", (8, 8), 32768), "PNG"),
        (Image.new("1", (8, 8), 1), "PNG"),
        (Image.new("P", (8, 8), 3), "GIF"),
        (Image.new("LA", (8, 8), (90, 40)), "PNG"),
    ],
)
@pytest.mark.parametrize("form", ["WEBP", "JPEG", "PNG"])
def test_pictures_of_every_mode_are_made(picture: Image.Image, kind: str, form: str) -> None:
    result = opened(Negative(packed(picture, kind), flat=False).make(made(4, 4, form), b""))

    assert result.size == (4, 4)
    assert result.mode in ("RGB", "RGBA")


def test_sixteen_bits_keep_their_brightness() -> None:
    grey = Negative(packed(Image.new("I;16", (8, 8), 32768), "PNG"), flat=True)

    assert opened(grey.make(made(8, 8), b"")).getpixel((4, 4)) == pytest.approx((128,) * 3, abs=1)


def test_what_is_transparent_stays_so_and_lies_on_paper_where_it_cannot() -> None:
    glass = Negative(packed(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG"), flat=True)

    assert opened(glass.make(made(8, 8, "WEBP"), b"")).getpixel((4, 4))[3] == 0  # type: ignore[index]
    assert opened(glass.make(made(8, 8, "JPEG"), b"")).getpixel((4, 4)) == (255, 255, 255)


def test_a_large_photograph_is_cut_where_a_small_one_is() -> None:
    """It is unpacked at a part of its size, and the cut must follow."""
    large = Image.new("RGB", (6000, 6000), "white")
    large.paste("blue", (3000, 0, 6000, 3000))
    negative = Negative(packed(large, "JPEG"), flat=False)

    cut = opened(negative.make(made(100, 100, "PNG", (3100, 100, 5900, 2900)), b""))

    red, green, blue = cut.getpixel((50, 50))  # type: ignore[misc]
    assert (red, green) < (20, 20)
    assert blue > 230
    colours = cut.getcolors(10_000)
    assert colours is not None
    assert all(pixel[2] > 200 > pixel[0] for _, pixel in colours)  # type: ignore[index]


@pytest.mark.parametrize("form", ["WEBP", "JPEG", "PNG"])
def test_only_the_label_goes_along(form: str) -> None:
    exif = Image.Exif()
    exif[0x013B] = "Eva Privat"
    data = packed(Image.new("RGB", (8, 8)), "JPEG", exif=exif, comment=b"Eva Privat")

    result = Negative(data, flat=False).make(made(8, 8, form), b"<label/>")

    assert b"Eva Privat" not in result
    assert b"<label/>" in result


def test_the_same_picture_gives_the_same_bytes() -> None:
    data = packed(Image.effect_noise((90, 60), 40).convert("RGB"), "JPEG")
    wanted = made(45, 30, "WEBP", (0, 0, 90, 60))

    once, again = (Negative(data, flat=False).make(wanted, b"<x/>") for _ in range(2))

    assert once == again
    assert Negative(data, flat=False).make(replace(wanted, width=44), b"<x/>") != once


def test_a_channel_through_which_nothing_shines_is_left_out() -> None:
    opaque = Negative(packed(Image.new("RGBA", (8, 8), (9, 9, 9, 255)), "PNG"), flat=False)

    assert opened(opaque.make(made(8, 8), b"")).mode == "RGB"
