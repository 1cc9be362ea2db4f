"""The credit of a picture in a text: the end of its caption, after a word that announces it."""

import re

_MARKERS = (
    *("Foto", "Bild", "Illustration", "Grafik", "Photo", "Image", "Graphic", "Picture"),
    *("Crédit", "Credit", "Fotografia", "Immagine"),
)
# French sets a blank before the colon.
_CREDIT = re.compile(rf"\b(?:{'|'.join(_MARKERS)})\s?:\s*(\S.*)", re.IGNORECASE | re.DOTALL)


def credit_in(caption: str) -> str:
    """«The turbine arrives. Photo: Lea Brunner» → «Lea Brunner»; "" where there is no credit."""
    start, credit = 0, ""
    while match := _CREDIT.search(caption, start):
        start, credit = match.start(1), match[1].strip()
    return credit
