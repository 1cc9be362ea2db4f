"""What stands below a picture in a text: its caption, and at the end credit and licence.

«The turbine arrives. Photo: Lea Brunner. Licence: press until 2027-12-31»
"""

import re
from dataclasses import dataclass

_MARKERS = (
    *("Foto", "Bild", "Illustration", "Grafik", "Zeichnung", "Photo", "Image", "Graphic"),
    *("Picture", "Drawing", "Chart", "Crédit", "Credit", "Graphique", "Dessin"),
    *("Fotografia", "Immagine", "Grafico", "Disegno"),
)
# French sets a blank before the colon.
_MARKER = rf"\b(?:{'|'.join(_MARKERS)})\s?:\s*"
_CREDIT = re.compile(rf"({_MARKER})(\S.*)", re.IGNORECASE | re.DOTALL)
# Up to the end of its sentence, so that «CC BY 4.0» is found whole and told as unknown.
_LICENCE = re.compile(
    r"\b(?:Lizenz|Licence|License|Licenza)\s?:\s*(?P<id>.*?)\s*(?:[.;](?=\s)|[.;]?\s*$)",
    re.IGNORECASE | re.DOTALL,
)
_UNTIL = re.compile(r"\s+(?:bis|until|jusqu['’]au|fino al)\s+(?P<until>\S+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Caption:
    """A caption taken apart; each part is "" where it is missing."""

    text: str
    """Without credit and licence."""
    credit: str
    """Who made the picture and holds the rights."""
    line: str
    """The credit with the word that announces it, for readers: «Photo: Lea Brunner»."""
    licence: str
    """The id of a licence, as it was written."""
    until: str = ""
    """The last day on which the picture may be shown, as it was written."""


def read_caption(written: str) -> Caption:
    """Take a caption apart, in whichever order credit and licence stand."""
    licence, until = "", ""
    if found := licence_at(written):
        start, end, licence, until = found
        written = f"{written[:start].rstrip()} {written[end:].strip()}".strip()
    position, word, credit = _credit(written)
    if not credit:
        return Caption(written, "", "", licence, until)
    if found:
        # The full stop before «Licence» ends a sentence; it is not part of a name.
        credit = credit.rstrip(" ;").removesuffix(".").rstrip()
    if credit.endswith(")") and credit.count("(") < credit.count(")"):
        # «The wheel (Photo: Lea Brunner)»
        credit = credit[:-1].rstrip()
    text = written[:position].rstrip().removesuffix("(").rstrip()
    return Caption(text, credit, word + credit, licence, until)


def licence_at(written: str) -> tuple[int, int, str, str] | None:
    """Where the licence stands in a caption: start, end, id, and the day on which it ends."""
    found = list(_LICENCE.finditer(written))
    if not found:
        return None
    licence, until = found[-1]["id"], ""
    if end := _UNTIL.search(licence):
        licence, until = licence[: end.start()], end["until"]
    return found[-1].start(), found[-1].end(), licence, until


def credit_name(credit: str) -> str:
    """A credit without the word that announces it: two texts may say «Foto» and «Photo»."""
    match = _CREDIT.match(credit.strip())
    return " ".join((match[2] if match else credit).split())


def _credit(text: str) -> tuple[int, str, str]:
    """The last credit in a text: where it starts, the word that announces it, the credit."""
    found, start = (0, "", ""), 0
    while match := _CREDIT.search(text, start):
        start = match.start(2)
        found = (match.start(), match[1], match[2].strip())
    return found
