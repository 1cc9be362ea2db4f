"""The learning filter: what it says of a text, and how it learns what persons say of it.

It rejects only what is nearly the same text as confirmed spam and advertises the same, or what
scores higher than genuine texts do and holds a hard marker (link, mail, phone, promotion); it frees
only what scores lower than spam does, in words that it knows. All else a person decides.
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from comments_service.spam import advert
from comments_service.spam import features as of
from comments_service.spam.classifier import Classifier
from comments_service.spam.features import Features
from comments_service.spam.near import Near, shingles
from comments_service.spam.thresholds import Thresholds
from comments_service.spam.words import Seen

VERSION = 3
PUBLISH, HOLD, REJECT = "publish", "hold", "reject"

_KNOWN = 0.35
"""Share of a text's words that texts before it had, below which nobody can tell what it is: a
language or a subject that is new here."""
_FEW_WORDS = 2
"""Up to so many words, a text with a link is the link: only its address says what it is."""
_BARE = 30
"""From so many bare links in spam on, and so many for each in a genuine comment, one more is spam
whatever its host: most hosts of spam are never seen twice."""
_TELLING = 3
"""So many spams with a part of an address, and no genuine text, tell what it is."""
_SHORT = len("path www")
_PRESS = frozenset({"home-host", "article-link"})
_STRANGE = frozenset({"strange-host", "redirect", "short-link"})
_SPEAKS = 1.0
"""Log-odds of the rules that speak for spam from which on nothing is published by its score: a site
that has seen genuine texts only gives an offer a low one, too."""
_AGREES = 0.3
"""Score from which on the near-duplicate of a text that was marked as spam is rejected. A slip of a
moderator would else reject the next congratulation that sounds like it."""
_COMPARED = 10
"""Confirmed spams that a text is near to, of which one must advertise the same for it to be
rejected."""

_ADDRESSES = frozenset({"mail", "phone"})

_MAGIC = b"newsroom spam filter\n"
_HEAD = struct.Struct("<21sHHI")
_SIZES = struct.Struct("<IIII")


@dataclass(frozen=True)
class Label:
    """What a person said of a text. `score` is what the filter gave the text when it came, `said`
    what became of it then ("", publish, hold or reject), `weight` for how many such it stands."""

    id: int
    spam: bool
    weight: float
    score: float | None
    said: str
    features: bytes
    shingles: bytes


@dataclass(frozen=True)
class Judgement:
    """What the filter says of a text, and why."""

    score: float
    """0 to 1, surely spam; 0.5 divides."""
    decision: str
    """publish, hold or reject."""
    near: float | None
    """How similar it is to confirmed spam, where that rejects it once `ready`: 0.8 to 1."""
    markers: frozenset[str]
    rules: tuple[tuple[str, float], ...]
    """The rules that spoke, with their log-odds."""
    words: list[tuple[str, float]]
    """What weighed most, either way, with its log-odds; rules behind a `#`."""
    ready: bool
    """Whether there are enough labels to publish or reject anything by its score."""
    missing: int
    """Labels that lack until then."""
    why: str = ""
    """near, classifier, long (it would be published, but not all of its words were read), learning,
    unmarked (it would be rejected but for a missing marker or weak rules), unknown (words or an
    address that hardly any text had), offer (it would be published but for its rules) or
    between."""


@dataclass(frozen=True)
class Standing:
    """How far the filter is."""

    genuine: int
    """Genuine texts that it has learned …"""
    spam: int
    """… and spam."""
    missing: int
    """Labels that lack until it publishes or rejects anything by its score."""
    publish: float | None
    """Up to this score it publishes; None: nothing."""
    reject: float | None
    """Above this score it rejects what holds a hard marker; None: nothing."""
    missing_genuine: int = 0
    """How many of the missing labels have to be genuine at least."""


def label_of(text: str) -> tuple[bytes, bytes]:
    """What a label keeps of a text: features and shingles, no words."""
    return of.pack(of.features(text)), shingles(text)


class SpamFilter:
    """All that was learned. Not thread-safe. Deterministic: the same labels, the same filter."""

    def __init__(self) -> None:
        self._classifier = Classifier()
        self._near = Near()
        self._thresholds = Thresholds()
        self._texts = (bytearray(of.SIZE), bytearray(of.SIZE))
        """How many texts had each word and each sign, up to 255: genuine ones, and spam."""

    def judge(self, text: str, *, likeness: bool = True) -> Judgement:
        """What becomes of a text by what is known until now; without `likeness` by its score alone,
        however near it is to confirmed spam."""
        seen, found = of.read(text)
        score = self._classifier.score(found)
        near, alike = self._likeness(text, seen, found) if likeness else (False, None)
        alike = alike if score >= _AGREES else None
        decision, why = self._decide(seen, found, score, near, alike is not None)
        missing = self._thresholds.missing
        words = self._classifier.weighed(seen, found)
        return Judgement(
            score, decision, alike, found.markers, found.rules, words, not missing, missing, why
        )

    def _likeness(self, text: str, seen: Seen, found: Features) -> tuple[bool, float | None]:
        """Whether a text is near to confirmed spam, and how near where it advertises the same."""
        near = False
        for _, alike, known in islice(self._near.matches(shingles(text)), _COMPARED):
            near = True
            if advert.same(known, seen, found):
                return True, alike
        return near, None

    @property
    def standing(self) -> Standing:
        """How much it has learned, and what it does by it."""
        classifier, bounds = self._classifier, self._thresholds.bounds
        return Standing(
            classifier.ham,
            classifier.spam,
            self._thresholds.missing,
            bounds.publish if bounds.publish >= 0 else None,
            bounds.reject if bounds.reject < 1 else None,
            self._thresholds.missing_genuine,
        )

    def _decide(
        self, seen: Seen, found: Features, score: float, near: bool, rejects: bool
    ) -> tuple[str, str]:
        if near:
            # The first slips would else reject whatever sounds like them, unseen.
            sure = rejects and not self._thresholds.missing
            return (REJECT if sure else HOLD), "near"
        if self._thresholds.missing:
            return HOLD, "learning"
        bounds = self._thresholds.bounds
        odds = sum(value for _, value in found.rules)
        if score > bounds.reject:
            if not found.markers or odds < bounds.odds:
                return HOLD, "unmarked"
            known = self._known(seen, found)
            return (REJECT, "classifier") if known else (HOLD, "unknown")
        if score <= (bounds.publish_marked if found.markers else bounds.publish):
            if odds > _SPEAKS or not found.markers.isdisjoint(_ADDRESSES):
                return HOLD, "offer"
            # Words of spam say nothing of what genuine texts in their language are like.
            if self._share(found, self._texts[0]) < _KNOWN:
                return HOLD, "unknown"
            return (PUBLISH, "classifier") if seen.whole else (HOLD, "long")
        return HOLD, "between"

    def _known(self, seen: Seen, found: Features) -> bool:
        """Whether enough is known of a text to reject it by its score: many of its words, or,
        where hardly more than a link is there, its host or what spam has in such addresses."""
        if found.singles > _FEW_WORDS or not seen.links:
            return self._share(found, *self._texts) >= _KNOWN
        genuine, spam = self._texts
        rules = {name for name, _ in found.rules}
        for link in seen.links:
            signs = of.link_signs(link)
            host = of.bucket("s", signs[0])
            # «www» and «com» stand in every address.
            parts = [of.bucket("s", sign) for sign in signs[1:] if len(sign) > _SHORT]
            if spam[host] > genuine[host]:
                return True
            if any(spam[part] >= _TELLING and not genuine[part] for part in parts):
                return rules.isdisjoint(_PRESS)
        bare = of.bucket("s", "rule only-link")
        usual = spam[bare] >= max(_BARE, genuine[bare] * _BARE)
        return rules.isdisjoint(_PRESS) and (usual or not rules.isdisjoint(_STRANGE))

    def _share(self, found: Features, *counts: bytearray) -> float:
        """The share of the text's words that texts of these kinds had; of none, all are known."""
        if not found.singles:
            return 1.0
        words = found.buckets[: found.singles]
        return sum(1 for word in words if any(c[word] for c in counts)) / found.singles

    def learn(self, label: Label) -> None:
        """Take in what a person said. Raises ValueError for features of another version."""
        found = of.unpack(label.features)
        # Where nobody asked when it came, it is asked now, before it learns the answer.
        score = self._classifier.score(found) if label.score is None else label.score
        self._thresholds.add(label.spam, score, label.weight, bool(found.markers))
        self._classifier.learn(found, label.spam, label.weight)
        if label.spam:
            self._near.add(label.id, label.shingles, advert.kept(found))
        self._count(found, label.spam, 1)

    def unlearn(self, label: Label) -> None:
        """Outweigh a label that was learned, until a filter is `rebuilt` without it."""
        found = of.unpack(label.features)
        if label.score is not None:
            self._thresholds.remove(label.spam, label.score, label.weight, bool(found.markers))
        self._classifier.unlearn(found, label.spam, label.weight, label.score)
        if label.spam:
            self._near.remove(label.id)
        self._count(found, label.spam, -1)

    def _count(self, found: Features, spam: bool, step: int) -> None:
        counts = self._texts[spam]
        for bucket in (*found.buckets[: found.singles], *found.buckets[found.pieces :]):
            counts[bucket] = max(0, min(255, counts[bucket] + step))

    @classmethod
    def rebuilt(cls, labels: Iterable[Label]) -> "SpamFilter":
        """A filter that has learned these labels, oldest first, and nothing else."""
        made = cls()
        for label in labels:
            made.learn(label)
        return made

    def dump(self) -> bytes:
        """What `load` takes."""
        parts = (
            self._classifier.dump(),
            self._near.dump(),
            self._thresholds.dump(),
            zlib.compress(b"".join(self._texts), 1),
        )
        body = _SIZES.pack(*map(len, parts)) + b"".join(parts)
        return _HEAD.pack(_MAGIC, VERSION, of.VERSION, zlib.crc32(body)) + body

    @classmethod
    def load(cls, dumped: bytes | memoryview) -> "SpamFilter":
        """From `dump`. Raises ValueError for another version and for broken bytes."""
        if len(dumped) < _HEAD.size + _SIZES.size:
            raise ValueError("not a dump of the spam filter")
        magic, version, hashed, check = _HEAD.unpack_from(dumped)
        if magic != _MAGIC or (version, hashed) != (VERSION, of.VERSION):
            raise ValueError("a dump of another version of the spam filter")
        # Nothing is copied here: it is some megabytes.
        body = memoryview(dumped)[_HEAD.size :]
        if zlib.crc32(body) != check:
            raise ValueError("a broken dump of the spam filter")
        sizes, at, parts = _SIZES.unpack_from(body), _SIZES.size, []
        if at + sum(sizes) != len(body):
            raise ValueError("a broken dump of the spam filter")
        for size in sizes:
            parts.append(body[at : at + size])
            at += size
        made = cls()
        made._classifier = Classifier.load(parts[0])
        made._near = Near.load(bytes(parts[1]))
        made._thresholds = Thresholds.load(bytes(parts[2]))
        made._texts = _counts(parts[3])
        return made


def _counts(packed: bytes | memoryview) -> tuple[bytearray, bytearray]:
    """Never more than there can be, whatever it says of itself."""
    try:
        opened = zlib.decompressobj()
        texts = opened.decompress(packed, 2 * of.SIZE)
    except zlib.error as error:
        raise ValueError("a broken dump of the spam filter") from error
    if len(texts) != 2 * of.SIZE or opened.unconsumed_tail:
        raise ValueError("a broken dump of the spam filter")
    return bytearray(texts[: of.SIZE]), bytearray(texts[of.SIZE :])
