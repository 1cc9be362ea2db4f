"""What a label keeps, sealed by a key that lies outside the database.

Features and shingles are hashes of words and of overlapping pieces of them. Whoever tries the words
of a dictionary, or puts the pieces together again, gets much of a text back, even after the text
itself was deleted. So they are stored encrypted: the numbers say nothing without the key, neither
in the database nor in a copy of it. A fixed permutation of the numbers would not do: beside texts
that are still there, their scrambled numbers tell how each word is scrambled. Here each blob has a
random number of its own, so that the same word never looks the same twice.

Encrypted by XOR with SHAKE-256 (FIPS 202) of key and random number, and authenticated by keyed
BLAKE2b (RFC 7693) over the outcome. Both are in the standard library and run in C: about 20
microseconds a label.
"""

import hashlib
import hmac
import secrets

KEY = 32
"""Bytes of a key."""
_NONCE = 16
_TAG = 16
# Bytes at a time: other threads get their turn between, and no second copy of a long text is made.
_BLOCK = 1 << 16


class Scrambler:
    """Scrambles with one key. May be used by several threads."""

    def __init__(self, key: bytes) -> None:
        """Raises ValueError for a key of another length than `KEY`."""
        if len(key) != KEY:
            raise ValueError("not a key of the spam filter")
        self._stream = _derived(key, b"stream", KEY)
        self._seal = _derived(key, b"seal", KEY)
        self.fingerprint = int.from_bytes(_derived(key, b"fingerprint", 2))
        """16 bits that tell one key from another."""

    def scrambled(self, clear: bytes) -> bytes:
        """What may be stored; 32 bytes longer. Nothing stays nothing."""
        if not clear:
            return b""
        nonce = secrets.token_bytes(_NONCE)
        hidden = self._mixed(nonce, clear)
        return nonce + self._tag(nonce, hidden) + hidden

    def clear(self, scrambled: bytes | memoryview) -> bytes:
        """What was scrambled; raises ValueError for another key and for broken bytes."""
        if not scrambled:
            return b""
        start = _NONCE + _TAG
        nonce, tag, hidden = scrambled[:_NONCE], scrambled[_NONCE:start], scrambled[start:]
        if not hmac.compare_digest(tag, self._tag(nonce, hidden)):
            raise ValueError("broken, or scrambled with another key")
        return self._mixed(nonce, hidden)

    def _tag(self, nonce: bytes | memoryview, hidden: bytes | memoryview) -> bytes:
        found = hashlib.blake2b(nonce, digest_size=_TAG, key=self._seal)
        found.update(hidden)
        return found.digest()

    def _mixed(self, nonce: bytes | memoryview, data: bytes | memoryview) -> bytes:
        mixed = []
        for at in range(0, len(data), _BLOCK):
            block = data[at : at + _BLOCK]
            stream = hashlib.shake_256(self._stream + nonce + at.to_bytes(8)).digest(len(block))
            mixed.append((int.from_bytes(block) ^ int.from_bytes(stream)).to_bytes(len(block)))
        return b"".join(mixed)


def _derived(key: bytes, purpose: bytes, size: int) -> bytes:
    """A key for one purpose alone."""
    return hashlib.blake2b(digest_size=size, key=key, person=purpose).digest()
