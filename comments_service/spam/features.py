"""A text as hashed numbers: what the classifier learns from, and what a label keeps of it.

`scrambling.py` seals that, since whoever tries words can tell which ones the numbers stand for.

Words, word pairs and pieces of words are hashed into one table by `zlib.crc32`: it runs in C over
the few bytes of a word (about 0.15 microseconds), gives the same number in every process and on
every machine (Python's own `hash` does not), and nobody gains by a collision: the worst is one
comment more that a person looks at.
"""

import struct
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from zlib import crc32

from comments_service.spam import prior, words

# Raised with every change of what is hashed or of the rules: labels are then read anew.
VERSION = 3
BITS = 18
SIZE = 1 << BITS
_MASK = SIZE - 1
# Pieces of words beyond this number say nothing new, and keep the time bounded.
MOST_PIECES = 1000
# About so many different words have that many pieces.
_SPREAD = 50
# Most words of a comment stood in others before; a thousand take about 400 kB.
_WORDS_KEPT = 4096
_HEAD = struct.Struct("<BfHHHBB")
_RULE = struct.Struct("<Bf")
_MARKERS = ("link", "mail", "phone", "promotion")
_RULES = (
    *("link", "links", "only-link", "link-share", "strange-host", "redirect", "hidden-link"),
    *("video", "capitals", "bbcode", "html-link", "hidden-letters", "mixed-script"),
    *("spaced-letters", "digits-for-letters", "script", "repetition", "mail", "phone"),
    *("home-host", "article-link", "short-link", "offer-with-address"),
    *prior.GROUPS,
)


@dataclass(frozen=True, slots=True)
class Features:
    """`buckets`: numbers below `SIZE`, each once, first `singles` of single words, then up to
    `whole` of word pairs, then pieces of words up to `pieces`, then signs (rules, hosts, form).
    `prior`: log-odds of the rules, the base included. `rules`: what spoke. `markers`: «link»,
    «mail», «phone», «promotion»."""

    buckets: "array[int]"
    singles: int
    whole: int
    pieces: int
    prior: float
    rules: tuple[tuple[str, float], ...]
    markers: frozenset[str]


def bucket(kind: str, word: str) -> int:
    """Where a word, a piece or a sign is counted; lone surrogates count as what they are."""
    return crc32((kind + word).encode("utf-8", "surrogatepass")) & _MASK


@lru_cache(maxsize=_WORDS_KEPT)
def _pieces(word: str) -> tuple[int, ...]:
    """Where the character 3- to 5-grams inside one word are counted, its edges marked."""
    edged = f"_{word}_"
    grams = (
        edged[start : start + size] for size in (3, 4, 5) for start in range(len(edged) - size + 1)
    )
    return tuple(dict.fromkeys(bucket("c", gram) for gram in grams))


def _in_pieces(said: list[str]) -> tuple[list[str], set[int]]:
    """The words whose pieces count, and these: all, or of a long text some from all its parts."""
    different = list(dict.fromkeys(said))
    step = max(1, len(different) // _SPREAD)
    taken: list[str] = []
    grams: set[int] = set()
    for word in chain.from_iterable(different[start::step] for start in range(step)):
        if len(grams) > MOST_PIECES:
            break
        taken.append(word)
        grams.update(_pieces(word))
    return taken, grams


def link_signs(link: str) -> list[str]:
    """The signs of an address: first its host, then its parts."""
    parts = link.replace("-", "/").replace("_", "/").replace(".", "/").split("/")
    return [
        f"host {link.split('/', 1)[0]}",
        *(f"path {part[:30]}" for part in parts[:20] if part),
    ]


def _signs(
    seen: words.Seen, rules: list[tuple[str, float]], phrases: dict[str, list[str]]
) -> list[str]:
    signs = [f"rule {name}" for name, _ in rules]
    signs += [f"phrase {phrase}" for said in phrases.values() for phrase in said]
    for link in seen.links[:20]:
        signs += link_signs(link)
        signs.append(f"tld {link.split('/', 1)[0].rsplit('.', 1)[-1]}")
    signs += [f"tag {tag}" for tag in set(seen.tags)]
    signs.append(f"length {min(len(seen.words), 511).bit_length()}")
    said = seen.said.strip()
    signs += [f"mark {mark} {min(said.count(mark), 3)}" for mark in "!?:$%@#" if mark in said]
    signs.append(f"end {said[-1:]}" if not said[-1:].isalnum() else "end word")
    capitals = sum(map(str.isupper, said))
    signs.append(f"capitals {int(4 * capitals / max(len(said), 1) + 0.8)}")
    if said and max(said) > "\u2600":
        signs.append("emoji")
    return signs


def named(seen: words.Seen) -> Iterator[tuple[int, str]]:
    """(bucket, what a person may be told it is) of words, pairs, pieces and signs.

    Signs of form (length, marks) are left out: they say little and cannot be told in a word."""
    spoke, _, phrases = prior.rules(seen)
    for word in seen.even:
        yield bucket("w", word), word
    for a, b in pairwise(seen.even):
        yield bucket("w", f"{a} {b}"), f"{a} {b}"
    for word in _in_pieces(seen.even)[0]:
        for piece in _pieces(word):
            yield piece, word
    for name, _ in spoke:
        yield bucket("s", f"rule {name}"), f"#{name}"
    for group, said in phrases.items():
        for phrase in said:
            yield bucket("s", f"phrase {phrase}"), f"#{group}"
    for link in seen.links[:20]:
        host = link.split("/", 1)[0]
        yield bucket("s", f"host {host}"), host


def features(text: str) -> Features:
    """Everything the classifier looks at in a text of any length and content; never fails."""
    return read(text)[1]


def read(text: str) -> tuple[words.Seen, Features]:
    """What was seen in a text, and its features."""
    seen = words.look(text)
    spoke, markers, phrases = prior.rules(seen)
    said = seen.even
    singles = {bucket("w", word) for word in said}
    whole = dict.fromkeys(sorted(singles))
    pairs = {bucket("w", f"{a} {b}") for a, b in pairwise(said)}
    whole.update(dict.fromkeys(sorted(pairs)))
    grams = _in_pieces(said)[1]
    signs = {bucket("s", sign) for sign in _signs(seen, spoke, phrases)}
    buckets = array("I", [*whole, *sorted(grams), *sorted(signs)])
    odds = prior.BASE + sum(value for _, value in spoke)
    ends = (len(singles), len(whole), len(whole) + len(grams))
    return seen, Features(buckets, *ends, odds, tuple(spoke), markers)


def pack(features: Features) -> bytes:
    """What a label keeps: numbers, no words."""
    marks = sum(1 << place for place, mark in enumerate(_MARKERS) if mark in features.markers)
    head = _HEAD.pack(
        VERSION,
        features.prior,
        features.singles,
        features.whole,
        features.pieces,
        marks,
        len(features.rules),
    )
    rules = b"".join(_RULE.pack(_RULES.index(name), odds) for name, odds in features.rules)
    return head + rules + _three_bytes(features.buckets)


def _three_bytes(numbers: "array[int]") -> bytes:
    """Numbers below 2**24 in three bytes each, lowest first, without a loop in Python."""
    four = _little(numbers).tobytes()
    three = bytearray(3 * len(numbers))
    for place in range(3):
        three[place::3] = four[place::4]
    return bytes(three)


def _from_three_bytes(three: bytes) -> "array[int]":
    four = bytearray(len(three) // 3 * 4)
    for place in range(3):
        four[place::4] = three[place::3]
    return _little(array("I", bytes(four)))


def _little(numbers: "array[int]") -> "array[int]":
    """As a machine with the lowest byte first holds them; its own inverse."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers


def unpack(packed: bytes) -> Features:
    """The features that `pack` made; raises ValueError for another version or broken bytes."""
    try:
        version, odds, singles, whole, pieces, marks, count = _HEAD.unpack_from(packed)
        if version != VERSION:
            raise ValueError(f"features of version {version}, not {VERSION}")
        end = _HEAD.size + count * _RULE.size
        rules = tuple(
            (_RULES[number], value) for number, value in _RULE.iter_unpack(packed[_HEAD.size : end])
        )
    except (struct.error, IndexError) as error:
        raise ValueError("broken features") from error
    rest = packed[end:]
    if len(rest) % 3 or not singles <= whole <= pieces <= len(rest) // 3:
        raise ValueError("broken features")
    buckets = _from_three_bytes(rest)
    if buckets and max(buckets) >= SIZE:
        raise ValueError("broken features")
    markers = frozenset(mark for place, mark in enumerate(_MARKERS) if marks >> place & 1)
    return Features(buckets, singles, whole, pieces, odds, rules, markers)
