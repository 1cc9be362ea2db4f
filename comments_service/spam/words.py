"""A comment as the filter reads it: folded words, and what stood there besides words."""

import re
import unicodedata
from dataclasses import dataclass, field

from comments_service.spam import plain

# Links, addresses, markup and phrases are looked for in all of a text. Of its words, no more than
# these are learned and weighed: more would drown what one part of it says.
MOST_WORDS = 400
# Addresses beyond this number make no difference.
MOST_LINKS = 50

# White space comes two characters at a time at most, see `plain.narrow`. Each pattern here is tried
# at every place of a text, so none may walk far from there: repeats are bounded or end for good
# (`++`, `}+`) where they meet what they exclude.
_TAG = re.compile(r"<\s{0,2}/?\s{0,2}([a-zA-Z][a-zA-Z0-9]{0,20}+)[^<>]{0,500}+>")
# A moment of the film below which a comment stands, as such sites link it: nobody is led away. Any
# other address that calls itself «2:17» is a link.
_AT = r"""<a\s(?=[^<>]{0,100}?\bhref=["']?[^\s"'<>]{0,200}?[?&#](?:t|start)=\d)"""
_MOMENT = re.compile(_AT + r"[^<>]{0,500}+>\s{0,2}(\d{1,2}:\d\d(?::\d\d)?)\s{0,2}</a>", re.I)
_BBCODE = re.compile(
    r"\[/?(?:url|link|img|b|i|u|size|color|center|quote|list|email)(?:=[^\[\]]{0,300}+)?\]", re.I
)
_HREF = re.compile(
    r"""(?:href|url|link|src)\s{0,2}=\s{0,2}["']?(?:https?:)?//([^\s"'<>\]]{1,300})""", re.I
)
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
    r"(?<!\w)(?<!\w-)([a-z0-9][a-z0-9-]{2,62}+)"
    r"(?:\s{0,2}[(\[{]\s{0,2}(?:\.|dot|punkt|point|punto)\s{0,2}[)\]}]\s{0,2}"
    r"|\s{1,2}\.\s{0,2}|\s{1,2}dot\s{1,2}|\.\s)"
    r"(com|net|org|info|biz|ru)\b(?![.-]?\w)",
    re.I,
)
_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]++\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,62}(?:\s?(?:\.|\(dot\)|\[dot\])\s?[a-z]{2,10})+",
    re.I,
)
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|00)?\(?\d(?:[\s()./-]{0,2}\d){8,14}(?![\w/-])")
_VIDEO = re.compile(r"/?watch\?v\s?=\s?[\w-]{6,}|\byoutu(?:\.?|\s{1,2})be/[\w-]+", re.I)
_HIDDEN = re.compile(r"[\u00ad\u034f\u061c\u115f\u180e\u200b\u200c\u2060-\u2064\ufeff]")
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .\-_*]{1,2}){4,}[^\W\d_](?![^\W_])")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STRETCH = re.compile(r"(.)\1{2,}")
_LEET = re.compile(r"[a-z]+[013457@$]+[a-z]+")
_TOLD = re.compile(r"[^\W_]+")
_LEET_LETTERS = str.maketrans("013457@$", "oieastas")
_FOLDED = str.maketrans({"ß": "ss", "œ": "oe", "æ": "ae", "’": "'", "ø": "o", "ł": "l"})
_MIXED = re.compile(
    r"[a-zà-ɏ]\d{0,3}[\u0370-\u03ff\u0400-\u052f]|[\u0370-\u03ff\u0400-\u052f]\d{0,3}[a-zà-ɏ]", re.I
)


# Rules that spoke with their log-odds, hard markers, phrases by group.
Ruled = tuple[list[tuple[str, float]], frozenset[str], dict[str, list[str]]]


@dataclass(slots=True)
class Seen:
    """What one look at a text found.

    `words` are folded, `even` are those that are learned: all, or as many from the beginning, the
    middle and the end; `whole` says whether all are. Links are lower case; `said` is the text
    without markup, links and addresses, in its own capitals; `length` is that of the text as sent.
    """

    length: int = 0
    whole: bool = True
    words: list[str] = field(default_factory=list)
    even: list[str] = field(default_factory=list)
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
    ruled: Ruled | None = None
    """What `prior.rules` said of it, once asked."""


def fold(text: str) -> str:
    """Lower case without accents, so that «télécharger» and «TELECHARGER» are one word."""
    if text.isascii():
        return text.lower()
    apart = plain.normal("NFKD", text).casefold().translate(_FOLDED)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def as_said(seen: Seen, names: list[str]) -> dict[str, str]:
    """How folded words and pairs of them stood in the text, in small letters, where that differs:
    «günstige», not «gunstige»."""
    if seen.said.isascii():
        return {}
    wanted = {word for name in names for word in name.split(" ")}
    told: dict[str, str] = {}
    for word in _TOLD.findall(seen.said):
        if not word.isascii() and (folded := fold(word)) in wanted:
            told.setdefault(folded, word.lower())
    return {name: " ".join(told.get(word, word) for word in name.split(" ")) for name in names}


def _plain_leet(word: str) -> str:
    if word.isalpha() or not _LEET.fullmatch(word):
        return word
    return word.translate(_LEET_LETTERS)


def _even(words: list[str]) -> list[str]:
    if len(words) <= MOST_WORDS:
        return words
    part = MOST_WORDS // 3
    middle = (len(words) - part) // 2
    return words[:part] + words[middle : middle + part] + words[-part:]


def look(text: str) -> Seen:
    """Read a text of any length and content; never fails."""
    seen = Seen(length=len(text))
    text = text[: plain.MOST]
    seen.hidden = len(_HIDDEN.findall(text))
    if seen.hidden:
        text = _HIDDEN.sub("", text)
    text = plain.normal("NFKC", plain.unescaped(text))
    seen.whole = max(seen.length, len(text)) <= plain.MOST
    text = plain.narrow(text[: plain.MOST])
    if "<" in text or "[" in text:
        text = _MOMENT.sub(r"\1", text)
        seen.links = [address.lower() for address in _HREF.findall(text)[:MOST_LINKS]]
        seen.tags = [name.lower() for name in _TAG.findall(text)]
        text = _TAG.sub(" ", text)
        seen.bbcode = len(_BBCODE.findall(text))
        text = plain.narrow(_BBCODE.sub(" ", text))

    def taken(match: re.Match[str]) -> str:
        seen.linked += match.end() - match.start()
        if len(seen.links) >= MOST_LINKS:
            return " "
        address = re.sub(r"^h\w+:\s?/\s?/|\s", "", match.group().lower())
        if address not in seen.links:
            seen.links.append(address)
        return " "

    def hidden(match: re.Match[str]) -> str:
        seen.hidden_links += 1
        if len(seen.links) < MOST_LINKS:
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
    flat = [part for word in _WORD.findall(short) for part in word.split("'")]
    seen.words = [_plain_leet(word[:40]) for word in flat]
    seen.even = _even(seen.words)
    seen.whole = seen.whole and len(seen.even) == len(seen.words)
    seen.leet = sum(a != b[:40] for a, b in zip(seen.words, flat, strict=True))
    if not text.isascii():
        seen.mixed = len(_MIXED.findall(text))
    return seen
