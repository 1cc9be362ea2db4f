"""How wide a picture stands on a page, which a browser must know before it reads the style sheet.

The lengths follow `newsroom.css`: page 75rem plus gutters of 4vw, between 1.125rem and 3rem.
"""

_FULL = "(min-width: 28.125em) 92vw, calc(100vw - 2.25rem)"
# Conditions with lengths, the last length without a condition.
_PLACES = {
    # Lists: the first post of the front page, two abreast below it, the rows, and what is related.
    "front": f"(min-width: 56em) 44rem, {_FULL}",
    "pair": "(min-width: 81.5em) 25rem, (min-width: 56em) calc(42vw - 9rem), "
    f"(min-width: 40em) 44.5vw, {_FULL}",
    "list": "(min-width: 40em) 13rem, 7rem",
    "related": "(min-width: 81.5em) 23rem, (min-width: 40em) 28.7vw, 7rem",
    # The post's own page: above the text and in it. A page's column is wider.
    "lead": f"(min-width: 81.5em) 57rem, (min-width: 56em) calc(89vw - 16rem), {_FULL}",
    "text": f"(min-width: 56em) 36rem, (min-width: 44em) 40rem, {_FULL}",
    "page": f"(min-width: 44em) 43rem, {_FULL}",
    "portrait": "9rem",
}
# Frames that the picture fills, cut off at the sides where it is wider: it is as wide as it would
# be without them.
_FRAMES = {"front": 1.6, "pair": 1.5, "list": 1.5, "related": 1.5, "portrait": 1.0}
_WIDEST = 4.0


def sizes(place: str, width: int, height: int) -> str:
    """The attribute `sizes` of a picture of that many pixels (HTML, 4.8.4.2.2)."""
    lengths = _PLACES[place]
    ratio = width / max(1, height)
    if place == "front" and ratio > 1.5:
        # Its frame is at least 30rem high there.
        lengths = lengths.replace("44rem", f"{30 * min(ratio, _WIDEST):g}rem")
    factor = min(_WIDEST, ratio / _FRAMES.get(place, ratio))
    if factor < 1.1:
        return lengths
    parts = []
    for part in lengths.split(", "):
        condition, sign, length = part.rpartition(") ") if ") " in part else ("", "", part)
        if not (place == "front" and "56em" in condition):
            length = f"calc({factor:.2f} * {length.removeprefix('calc')})"
        parts.append(f"{condition}{sign}{length}")
    return ", ".join(parts)
