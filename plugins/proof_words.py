"""Texts as plain words: however a file writes them down, the same words come out.

Letters of either case, markup between or inside of words, entities, escapes of JSON and of
addresses, composed and decomposed accents, soft hyphens: none of it hides a word.
"""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote_plus

_TAG = re.compile(r"<[^<>]*>")
# Whoever reads goes on from one to the other; all other elements begin something new.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|time|tspan|u)\b[^<>]*>|<br\b[^<>]*>"
)
_WITHIN_WORDS = re.compile(r"</?(?:mark|wbr)\b[^<>]*>")
_WRITTEN = re.compile(r'\b(?:alt|title|label)\s*=\s*"([^"]*)"')
# A word that no text has: four words across it are no sequence of anybody's.
_MARK = "\ue000"
PAUSE = _MARK.encode()
_APART = f" {_MARK} "
# What names the licence of a picture is a sign for the build, which writes the licence's name.
_LICENCE = re.compile(r"\b(?:Lizenz|Licence|License|Licenza)\s?:", re.IGNORECASE)
# A feed holds HTML as escaped text, in which again an entity may stand.
_LAYERS = 3
_JSON = re.compile(r'\\(?:u([0-9a-fA-F]{4})|([nrtbf"\\/]))')
# Soft hyphens and other characters without width stand inside of words; quotes and dashes, which
# have three bytes in UTF-8 or start with C2, between them.
_WITHOUT_WIDTH = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_PARTING = re.compile(rb"\xc2[\xa0-\xbf]|\xe2[\x80\x81][\x80-\xbf]")
_TO_BLANKS = bytes(n if n > 127 or chr(n).isalnum() else 32 for n in range(256))
_BLANKS = re.compile(b"  +")


def plain(text: str) -> bytes:
    """Every run of letters and digits, in lower case, between single blanks; as UTF-8."""
    text = text.lower()
    if text.isascii():
        data = text.encode()
    else:
        for character in _WITHOUT_WIDTH:
            if character in text:
                text = text.replace(character, "")
        data = unicodedata.normalize("NFC", text).encode("utf-8", "ignore")
        data = _PARTING.sub(b" ", data)
    return _BLANKS.sub(b" ", b" %b " % data.translate(_TO_BLANKS))


def layers(text: str) -> Iterator[str]:
    """The text as a reader sees it, and what stands in tags: attributes, addresses."""
    if "\\" in text:
        text = _JSON.sub(_character, text)
    for _ in range(_LAYERS):
        if "<" in text:
            yield from _decoded(unescape(_APART.join(_TAG.findall(text))))
            if _WITHIN_WORDS.search(text):
                text = _WITHIN_WORDS.sub("", text)
            text = _TAG.sub(_APART, _INLINE.sub(" ", text))
        plain = unescape(text)
        if plain == text:
            break
        text = plain
    yield from _decoded(text)


def said(markup: str) -> str:
    """What an editor wrote in a text with tags; the tags are Markdown's, in every text alike."""
    markup = _LICENCE.sub(_APART, markup)
    texts = [*_WRITTEN.findall(markup), _TAG.sub("<p>", _INLINE.sub(" ", markup))]
    return "<p>".join(texts)


def _decoded(text: str) -> Iterator[str]:
    yield text
    if "%" in text:
        yield unquote_plus(" ".join(word for word in text.split() if "%" in word))


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else escape[2] if escape[2] in '"\\/' else " "
