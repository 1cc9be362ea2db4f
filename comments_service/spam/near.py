"""Near-duplicates of confirmed spam: texts that share four fifths of their character 5-grams.

What is kept of a text are hashes of its 5-grams, sorted. As they overlap, whoever tries long enough
can put the text together again: labels keep them sealed (`scrambling.py`), no longer than the text.
Two sets are compared by their Jaccard similarity, |A ∩ B| / |A ∪ B|. Candidates are found by their
lowest hashes (Broder, «On the resemblance and containment of documents», 1997: the lowest hash of a
union is shared with probability J) and then compared exactly.
"""

import struct
from array import array
from collections.abc import Iterator
from zlib import crc32

from comments_service.spam import plain

GRAM = 5
NEAR = 0.8
SHORTEST = 20
"""5-grams: texts with fewer («First!», «Danke vielmals!») are alike by accident and keep none."""
MOST = 1024
"""5-grams kept of a text. Of longer ones the lowest hashes stand for all: an even sample."""

_WIDTH = 3  # bytes a hash: two texts of 300 characters share one by accident once in 200 pairs
_BUCKETS = 1 << 16
# Short texts are looked up by each of their lowest hashes: at J = 0.8 all of 12 differ once in
# 2 · 10^8 pairs. Longer ones share single 5-grams with thousands of others, so they are looked up
# by three hashes together, each the lowest of its class: 21 such bands all differ once in 3 · 10^6.
_LOWEST = 12
_BANDS, _ROWS = 21, 3
_SHORT = 80  # 5-grams; what is near to as many or fewer has at most 100 …
_LONG = 64  # … and what is near to more has at least 64
_BITS = tuple(1 << bit for bit in range(256))
_PARITY = 32  # bytes
_HEADER = struct.Struct("<I")


def normalised(text: str) -> str:
    """Lower case, letters and digits of any width, one space for everything between them."""
    folded = plain.normal("NFKC", text[: plain.MOST])[: plain.MOST].casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def shingles(text: str) -> bytes:
    """The sorted hashes of the text's distinct 5-grams, 3 bytes each; empty for short texts."""
    data = normalised(text).encode("utf-32-le", "surrogatepass")
    step, length = 4, 4 * GRAM
    found = {crc32(data[i : i + length]) >> 8 for i in range(0, len(data) - length + 1, step)}
    if len(found) < SHORTEST:
        return b""
    return b"".join(h.to_bytes(_WIDTH, "big") for h in sorted(found)[:MOST])


def similarity(one: bytes, other: bytes) -> float:
    """Jaccard similarity of two sets of `shingles`; of very long texts, of their even samples."""
    a = {one[i : i + _WIDTH] for i in range(0, len(one), _WIDTH)}
    b = {other[i : i + _WIDTH] for i in range(0, len(other), _WIDTH)}
    cut = [kept[-_WIDTH:] for kept in (one, other) if len(kept) == MOST * _WIDTH]
    if cut:
        lowest = min(cut)
        a, b = {h for h in a if h <= lowest}, {h for h in b if h <= lowest}
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if shared else 0.0


def _parity(kept: bytes) -> int:
    """256 bits, each telling whether an odd number of hashes fall on it. Two sets differ in at
    least as many hashes as their parities differ in bits: an exact and quick no."""
    bits = 0
    for low in kept[_WIDTH - 1 :: _WIDTH]:
        bits ^= _BITS[low]
    return bits


class _Chains:
    """Which slots have a bucket: linked lists in two arrays, 4 bytes an entry."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._heads = array("i", [-1]) * _BUCKETS
        self._next = array("i")
        self._slots = array("i")

    def add(self, slot: int, buckets: list[int]) -> None:
        at = len(self._next)
        self._slots.append(slot)
        self._next.extend([-1] * self._width)
        for posting, bucket in enumerate(buckets, at):
            self._next[posting] = self._heads[bucket]
            self._heads[bucket] = posting

    def walk(self, buckets: list[int]) -> Iterator[int]:
        """The slots that share a bucket, each once, the latest of a bucket first."""
        seen = set()
        following, width = self._next, self._width
        for bucket in buckets:
            posting = self._heads[bucket]
            while posting >= 0:
                number = posting // width
                if number not in seen:
                    seen.add(number)
                    yield self._slots[number]
                posting = following[posting]


def _lowest(kept: bytes) -> list[int]:
    """Buckets of the lowest hashes, by their lower bytes, since the upper ones are alike."""
    return [
        (kept[i + 1] << 8) | kept[i + 2] for i in range(0, min(len(kept), _LOWEST * _WIDTH), _WIDTH)
    ]


def _bands(kept: bytes) -> list[int]:
    """Buckets of the lowest hashes of 63 classes, three classes together. Without hashes, a class
    has the empty one."""
    last = len(kept) - _WIDTH
    low = {kept[i + 2] >> 2: kept[i : i + _WIDTH] for i in range(last, -1, -_WIDTH)}
    found = []
    for band in range(_BANDS):
        row = (low.get(_ROWS * band + n, b"---") for n in range(_ROWS))
        found.append(crc32(b"".join(row), band) & (_BUCKETS - 1))
    return found


class Near:
    """Confirmed spam by key. 300 characters take about a kilobyte."""

    def __init__(self) -> None:
        self._keys = array("q")
        self._kept: list[bytes] = []  # empty: removed
        self._notes: list[bytes] = []
        self._parities = bytearray()
        self._short = _Chains(_LOWEST)
        self._long = _Chains(_BANDS)

    def __len__(self) -> int:
        return sum(1 for kept in self._kept if kept)

    def add(self, key: int, kept: bytes, note: bytes = b"") -> None:
        """Remember the `shingles` of a text under its key, and a note for whoever finds it; short
        texts keep none and are passed."""
        if not kept:
            return
        self._parities += _parity(kept).to_bytes(_PARITY, "little")
        self._insert(key, kept, note)

    def _insert(self, key: int, kept: bytes, note: bytes) -> None:
        slot, count = len(self._kept), len(kept) // _WIDTH
        self._keys.append(key)
        self._kept.append(kept)
        self._notes.append(note)
        if count <= _SHORT / NEAR:
            self._short.add(slot, _lowest(kept))
        if count >= _LONG:
            self._long.add(slot, _bands(kept))

    def remove(self, key: int) -> None:
        """Forget what was added under the key; unknown ones are nothing to forget."""
        for slot, known in enumerate(self._keys):
            if known == key:
                self._kept[slot] = self._notes[slot] = b""

    def find(self, kept: bytes) -> tuple[int, float] | None:
        """Key and similarity of a text that is near, if there is one (of several the first met)."""
        return next(((key, alike) for key, alike, _ in self.matches(kept)), None)

    def matches(self, kept: bytes) -> Iterator[tuple[int, float, bytes]]:
        """Key, similarity and note of each text that is near, compared as they are asked for."""
        if not kept:
            return
        count, parity = len(kept) // _WIDTH, _parity(kept)
        for slot in self._candidates(kept, count):
            other = self._kept[slot]
            size = len(other) // _WIDTH
            if max(count, size) < MOST:
                # J ≥ 0.8 bounds the sizes, and |A △ B| = (1 - J) / (1 + J) · (|A| + |B|).
                if not NEAR * count <= size <= count / NEAR:
                    continue
                at = _PARITY * slot
                theirs = int.from_bytes(self._parities[at : at + _PARITY], "little")
                if 9 * (parity ^ theirs).bit_count() > count + size:
                    continue
            alike = similarity(kept, other)
            if alike >= NEAR:
                yield self._keys[slot], alike, self._notes[slot]

    def _candidates(self, kept: bytes, count: int) -> Iterator[int]:
        if count <= _SHORT:
            return self._short.walk(_lowest(kept))
        return self._long.walk(_bands(kept))

    def dump(self) -> bytes:
        """What `load` takes, without the removed ones."""
        alive = [slot for slot, kept in enumerate(self._kept) if kept]
        keys = array("q", (self._keys[slot] for slot in alive))
        sizes = array("H", (len(self._kept[slot]) for slot in alive))
        notes = [self._notes[slot] for slot in alive]
        lengths = array("H", map(len, notes))
        parities = (self._parities[_PARITY * slot : _PARITY * (slot + 1)] for slot in alive)
        texts = (self._kept[slot] for slot in alive)
        head = _HEADER.pack(len(alive))
        numbers = (keys.tobytes(), sizes.tobytes(), lengths.tobytes())
        return b"".join([head, *numbers, *parities, *texts, *notes])

    @classmethod
    def load(cls, dumped: bytes) -> "Near":
        """From `dump` on the same kind of machine. Raises ValueError for anything else."""
        near, keys, sizes, lengths = cls(), array("q"), array("H"), array("H")
        try:
            (count,) = _HEADER.unpack_from(dumped)
            at = _HEADER.size
            for numbers in (keys, sizes, lengths):
                numbers.frombytes(dumped[at : at + count * numbers.itemsize])
                at += count * numbers.itemsize
        except (struct.error, ValueError) as error:
            raise ValueError("not a dump of near-duplicates") from error
        note = at + count * _PARITY + sum(sizes)
        whole = len(lengths) == count and len(dumped) == note + sum(lengths)
        if not whole or any(size % _WIDTH or not size for size in sizes):
            raise ValueError("not a dump of near-duplicates")
        near._parities += dumped[at : at + count * _PARITY]
        at += count * _PARITY
        for key, size, length in zip(keys, sizes, lengths, strict=True):
            near._insert(key, dumped[at : at + size], dumped[note : note + length])
            at += size
            note += length
        return near
