"""What a picture's file tells of its place, its owner and the device, in Exif and in XMP.

From JPEG, PNG and WebP the build takes such things away (`picture_strip.py`); other kinds cannot be
rewritten without touching what is to be kept, so they are refused where they tell them.
"""

import re
from typing import Any

from lxml import etree
from PIL import Image

_GPS, _PHOTO = 0x8825, 0x8769
# Of the file itself: the camera's serial number, and two makers' own notes.
_DEVICES = {0xC62F, 0xC634, 0xC65D}
# Owner, serial numbers of body and lens, and the maker's notes, in which they stand, too.
_OWNERS = {0xA430, 0xA431, 0xA435, 0x927C}
_XMP_TAG, _IPTC_TAG, _PHOTOSHOP_TAG = 0x02BC, 0x83BB, 0x8649
# Names of XMP properties, whichever program's: of the place, of people and of devices.
_TELLS = re.compile(
    "gps|latitude|longitude|location|owner|serial|makernote|personinimage|regionlist"
    "|^(city|state|country|countrycode|countryname|provincestate|worldregion)$",
    re.IGNORECASE,
)


def tells(picture: Image.Image) -> bool:
    """Whether any of it stands in an opened picture."""
    exif = picture.getexif()
    packet = picture.info.get("xmp") or exif.get(_XMP_TAG)
    return bool(
        exif.get_ifd(_GPS)
        or _OWNERS & set(exif.get_ifd(_PHOTO))
        or _DEVICES & set(exif)
        # IPTC-IIM, by itself or among Photoshop's notes: places and names of people.
        or exif.get(_IPTC_TAG)
        or exif.get(_PHOTOSHOP_TAG)
        or (packet and _packet_tells(packet))
    )


def _packet_tells(packet: Any) -> bool:
    data = packet.encode() if isinstance(packet, str) else bytes(packet)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data.strip(b"\0 \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError):
        # What nobody can read may tell anything.
        return True
    names = (
        etree.QName(name).localname
        for element in root.iter(etree.Element)
        for name in (element.tag, *element.attrib)
    )
    return any(_TELLS.search(name) for name in names)
