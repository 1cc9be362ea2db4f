"""A comment as the filter reads it: folded words, and what stood there besides words."""

import html
import re
import unicodedata
from dataclasses import dataclass, field

# What is looked at: the beginning and the end. Advertising stands in one of them, and the time a
# comment costs stays bounded however long it is.
HEAD, TAIL = 1600, 500
# Words beyond this number say nothing new about a text.
MOST_WORDS = 400

_TAG = re.compile(r"<\s*/?\s*([a-zA-Z][a-zA-Z0-9]*)[^<>]{0,500}>")
# A moment of the film below which a comment stands, as such sites link it: nobody is led away.
_MOMENT = re.compile(r"<a\s[^<>]{0,500}>\s*(\d{1,2}:\d\d(?::\d\d)?)\s*</a>", re.I)
_BBCODE = re.compile(
    r"\[/?(?:url|link|img|b|i|u|size|color|center|quote|list|email)(?:=[^\]]{0,300})?\]", re.I
)
_HREF = re.compile(r"""(?:href|url|link|src)\s*=\s*["']?(?:https?:)?//([^\s"'<>\]]{1,300})""", re.I)
_TLD = (
    "com|net|org|info|biz|ru|cn|xyz|top|shop|online|site|club|store|live|pro|io|co|me|tv|ly|gl|be"
    "|de|ch|at|fr|it|uk|us|eu|nl|pl|br|in|ua|su|cc|ws|tk|ml|ga|cf|gq|buzz|icu|vip|fun|win|bet|blog"
    "|link|click|website|space|tech|app|dev|name|mobi|asia|vn|id|to|li|es|pt|se|dk|no|fi|cz|hu|ro"
    "|bg|gr|tr|ir|jp|kr|tw|hk|sg|my|th|ph|au|nz|ca|mx|ar|cl|za|ng|ke"
)
_URL = re.compile(
    r"(?:h(?:tt|xx)ps?:\s?/\s?/|\bwww\s?\.)\s?[^\s<>\"\]]{2,500}"
    rf"|(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,4}}(?:{_TLD})(?![\w.-]*\w)(?:/[^\s<>\"\]]{{0,300}})?"
    rf"|(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,4}}(?:{_TLD})/[^\s<>\"\]]{{0,300}}",
    re.I,
)
# «example . com», «example(dot)com», «example[.]com»: an address that fears to be seen.
_HIDDEN_URL = re.compile(
    r"\b([a-z0-9][a-z0-9-]{2,62})"
    r"(?:\s*[(\[{]\s*(?:\.|dot|punkt|point|punto)\s*[)\]}]\s*|\s+\.\s*|\s+dot\s+|\.\s)"
    r"(com|net|org|info|biz|ru)\b(?![.-]?\w)",
    re.I,
)
_MAIL = re.compile(
    r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,62}(?:\s?(?:\.|\(dot\)|\[dot\])\s?[a-z]{2,10})+",
    re.I,
)
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|00)?\(?\d(?:[\s()./-]{0,2}\d){8,14}(?![\w/-])")
_VIDEO = re.compile(r"/?watch\?v\s?=\s?[\w-]{6,}|\byoutu(?:\.?|\s+)be/[\w-]+", re.I)
_HIDDEN = re.compile(r"[\u00ad\u034f\u061c\u115f\u180e\u200b\u200c\u2060-\u2064\ufeff]")
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .\-_*]{1,2}){4,}[^\W\d_](?![^\W_])")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STRETCH = re.compile(r"(.)\1{2,}")
_LEET = re.compile(r"[a-z]+[013457@$]+[a-z]+")
_LEET_LETTERS = str.maketrans("013457@$", "oieastas")
_FOLDED = str.maketrans({"ß": "ss", "œ": "oe", "æ": "ae", "’": "'", "ø": "o", "ł": "l"})
_SCRIPTS = re.compile(r"([a-zà-ɏ])|([\u0370-\u03ff\u0400-\u052f])", re.I)


@dataclass(slots=True)
class Seen:
    """What one look at a text found.

    `words` are folded and bounded; `hosts` are lower case; `said` is the text without markup, links
    and addresses, in its own capitals; `length` is that of the text as sent.
    """

    length: int = 0
    words: list[str] = field(default_factory=list)
    said: str = ""
    links: list[str] = field(default_factory=list)
    hidden_links: int = 0
    linked: int = 0
    mails: int = 0
    phones: int = 0
    videos: int = 0
    tags: list[str] = field(default_factory=list)
    bbcode: int = 0
    hidden: int = 0
    spaced: int = 0
    leet: int = 0
    mixed: int = 0
    stretched: int = 0


def fold(text: str) -> str:
    """Lower case without accents, so that «télécharger» and «TELECHARGER» are one word."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_FOLDED)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _bounded(text: str) -> str:
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]} {text[-TAIL:]}"


def _plain_leet(word: str) -> str:
    return word.translate(_LEET_LETTERS) if _LEET.fullmatch(word) else word


def look(text: str) -> Seen:
    """Read a text of any length and content; never fails."""
    seen = Seen(length=len(text))
    text = _bounded(text)
    seen.hidden = len(_HIDDEN.findall(text))
    if seen.hidden:
        text = _HIDDEN.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if "<" in text or "[" in text:
        text = _MOMENT.sub(r"\1", text)
        seen.links = [address.lower() for address in _HREF.findall(text)]
        seen.tags = [name.lower() for name in _TAG.findall(text)]
        text = _TAG.sub(" ", text)
        seen.bbcode = len(_BBCODE.findall(text))
        text = _BBCODE.sub(" ", text)

    def taken(match: re.Match[str]) -> str:
        seen.linked += match.end() - match.start()
        address = re.sub(r"^h\w+:\s?/\s?/|\s", "", match.group().lower())
        if address not in seen.links:
            seen.links.append(address)
        return " "

    def hidden(match: re.Match[str]) -> str:
        seen.hidden_links += 1
        seen.links.append(f"{match.group(1)}.{match.group(2)}".lower())
        return " "

    if "@" in text or "at)" in text or "at]" in text:
        text, seen.mails = _MAIL.subn(" ", text)
    if "watch?v" in text or "youtu" in text:
        text, seen.videos = _VIDEO.subn(" ", text)
    text = _URL.sub(taken, text)
    text = _HIDDEN_URL.sub(hidden, text)
    text, seen.phones = _PHONE.subn(" ", text)
    seen.said = text
    folded = fold(text)
    if _SPACED.search(folded):
        folded, seen.spaced = _SPACED.subn(
            lambda found: " " + re.sub(r"[ .\-_*]", "", found.group()) + " ", folded
        )
    short, seen.stretched = _STRETCH.subn(r"\1", folded)
    words = [word.replace("'", " ").split() for word in _WORD.findall(short)[:MOST_WORDS]]
    flat = [part for parts in words for part in parts]
    seen.words = [_plain_leet(word[:40]) for word in flat]
    seen.leet = sum(a != b[:40] for a, b in zip(seen.words, flat, strict=True))
    if not text.isascii():
        seen.mixed = sum(
            1
            for word in _WORD.findall(text)[:MOST_WORDS]
            if not word.isascii()
            and len({1 if latin else 2 for latin, _ in _SCRIPTS.findall(word)}) > 1
        )
    return seen
