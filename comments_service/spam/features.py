"""A text as hashed numbers: what the classifier learns from, and all that a label keeps of it.

Words, word pairs and pieces of words are hashed into one table by `zlib.crc32`: it runs in C over
the few bytes of a word (about 0.15 microseconds), gives the same number in every process and on every
machine (Python's own `hash` does not), and nobody gains by a collision: the worst is one comment
more that a person looks at.
"""

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

from comments_service.spam import prior, words

# Raised with every change of what is hashed or of the rules: labels are then read anew.
VERSION = 1
BITS = 18
SIZE = 1 << BITS
_MASK = SIZE - 1
# Pieces of words beyond this number say nothing new, and keep the time bounded.
MOST_PIECES = 1200
_HEAD = struct.Struct("<BfHHHBB")
_RULE = struct.Struct("<Bf")
_MARKERS = ("link", "mail", "phone", "promotion")
_RULES = (
    *("link", "links", "only-link", "link-share", "strange-host", "redirect", "hidden-link"),
    *("video", "capitals", "bbcode", "html-link", "hidden-letters", "mixed-script"),
    *("spaced-letters", "digits-for-letters", "script", "repetition", "mail", "phone"),
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


def pieces_of(word: str) -> Iterator[str]:
    """Character 3- to 5-grams inside one word, its edges marked."""
    edged = f"_{word}_"
    for size in (3, 4, 5):
        for start in range(len(edged) - size + 1):
            yield edged[start : start + size]


def _signs(seen: words.Seen, rules: list[tuple[str, float]]) -> list[str]:
    signs = [f"rule {name}" for name, _ in rules]
    for link in seen.links[:20]:
        host = link.split("/", 1)[0]
        signs += [f"host {host}", f"tld {host.rsplit('.', 1)[-1]}"]
        parts = link.replace("-", "/").replace("_", "/").replace(".", "/").split("/")
        signs += [f"path {part[:30]}" for part in parts[:20] if part]
    signs += [f"tag {tag}" for tag in set(seen.tags)]
    signs.append(f"length {min(len(seen.words), 511).bit_length()}")
    return signs


def features(text: str) -> Features:
    """Everything the classifier looks at in a text of any length and content; never fails."""
    seen = words.look(text)
    spoke, markers, _ = prior.rules(seen)
    said = seen.words
    singles = {bucket("w", word) for word in said}
    whole = dict.fromkeys(sorted(singles))
    pairs = {bucket("w", f"{a} {b}") for a, b in pairwise(said)}
    whole.update(dict.fromkeys(sorted(pairs)))
    grams: set[int] = set()
    for word in dict.fromkeys(said):
        if len(grams) > MOST_PIECES:
            break
        grams.update(bucket("c", piece) for piece in pieces_of(word))
    signs = {bucket("s", sign) for sign in _signs(seen, spoke)}
    buckets = array("I", [*whole, *sorted(grams), *sorted(signs)])
    odds = prior.BASE + sum(value for _, value in spoke)
    return Features(
        buckets,
        len(singles),
        len(whole),
        len(whole) + len(grams),
        odds,
        tuple(spoke),
        markers,
    )


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
    # Three bytes hold a number below 2**18.
    numbers = b"".join(number.to_bytes(3, "little") for number in features.buckets)
    return head + rules + numbers


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
    low, middle, high = rest[::3], rest[1::3], rest[2::3]
    buckets = array("I", [a | b << 8 | c << 16 for a, b, c in zip(low, middle, high, strict=True)])
    if buckets and max(buckets) >= SIZE:
        raise ValueError("broken features")
    markers = frozenset(mark for place, mark in enumerate(_MARKERS) if marks >> place & 1)
    return Features(buckets, singles, whole, pieces, odds, rules, markers)
