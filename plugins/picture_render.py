"""The pixels of the files that are made from a picture: upright, in sRGB, scaled, packed.

Nothing of the picture's own metadata is in them, only what `xmp` says.
"""

from io import BytesIO

from PIL import Image, ImageCms, ImageOps
from PIL.PngImagePlugin import PngInfo

from plugins.picture_sizes import Made
from plugins.pictures import is_transparent

_WEBP_QUALITY, _JPEG_QUALITY = 78, 82
# WebP's and PNG's search for a smaller file: more takes much longer and saves little.
_WEBP_METHOD = 4
# Half as much again as the widest file: more pixels would make it no better.
_ENOUGH = 2400
_PAPER = (255, 255, 255)


class Negative:
    """A picture's pixels, unpacked once for all the files that are made from them."""

    def __init__(self, data: bytes, flat: bool) -> None:
        """`flat`: letters and areas of one colour, to be packed without loss."""
        with Image.open(BytesIO(data)) as picture:
            whole = picture.size
            # A JPEG can be unpacked at a half, a quarter or an eighth of its size, which is faster.
            share = min(1.0, max(_ENOUGH / whole[0], _ENOUGH / whole[1]))
            picture.draft(None, (int(whole[0] * share), int(whole[1] * share)))
            picture.load()
            self._scale = picture.size[0] / whole[0]
            self._pixels = _srgb(ImageOps.exif_transpose(picture))
        self._flat = flat

    def make(self, made: Made, xmp: bytes) -> bytes:
        size = (made.width, made.height)
        pixels = self._pixels
        left, top, right, bottom = (side * self._scale for side in made.box)
        box = (left, top, min(right, pixels.width), min(bottom, pixels.height))
        if (*size, *box) != (*pixels.size, 0, 0, *pixels.size):
            pixels = pixels.resize(size, Image.Resampling.LANCZOS, box, reducing_gap=3.0)
        return _packed(pixels, made.form, self._flat, xmp)


def _srgb(picture: Image.Image) -> Image.Image:
    """RGB, or RGBA where something is transparent, in the colours browsers take for granted."""
    profile = picture.info.get("icc_profile")
    alpha = picture.convert("RGBA").getchannel("A") if is_transparent(picture) else None
    if picture.mode.startswith("I"):
        # 16 bits a pixel, of which a page shows the upper eight.
        picture = picture.convert("I").point(lambda level: level * (1 / 256)).convert("L")
        profile = None
    if picture.mode not in ("RGB", "L", "CMYK"):
        picture = picture.convert("RGB")
    if profile:
        picture = _converted(picture, profile)
    picture = picture.convert("RGB")
    picture.info.clear()
    if alpha is not None:
        picture.putalpha(alpha)
    return picture


def _converted(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        converted = ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except ImageCms.PyCMSError:
        # A profile of another kind of colours than the picture's: browsers ignore it, too.
        return picture
    return converted or picture


def _packed(pixels: Image.Image, form: str, flat: bool, xmp: bytes) -> bytes:
    file = BytesIO()
    if form == "WEBP":
        pixels.save(
            file, form, quality=_WEBP_QUALITY, method=_WEBP_METHOD, lossless=flat, exact=False,
            xmp=xmp,
        )  # fmt: skip
    elif form == "PNG":
        info = PngInfo()
        if xmp:
            info.add_itxt("XML:com.adobe.xmp", xmp.decode())
        pixels.save(file, form, optimize=True, pnginfo=info)
    else:
        if pixels.mode == "RGBA":
            paper = Image.new("RGBA", pixels.size, (*_PAPER, 255))
            pixels = Image.alpha_composite(paper, pixels).convert("RGB")
        pixels.save(file, form, quality=_JPEG_QUALITY, optimize=True, progressive=True, xmp=xmp)
    return file.getvalue()
