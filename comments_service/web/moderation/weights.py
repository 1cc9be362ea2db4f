"""Words that weighed in a verdict, so that eyes and ears take them in at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass

from comments_service.web.moderation.words import SIGNS

# Log-odds: from here on a word alone makes spam, or its opposite, seven times as likely, and twice.
_STRONG, _CLEAR = 2.0, 0.7


@dataclass(frozen=True)
class Weight:
    word: str
    """Of the text; or a msgid for what it shows besides …"""
    sign: bool
    """… as this says."""
    strength: int
    """1 to 3."""
    said: str
    """The same in words: a msgid."""


@dataclass(frozen=True)
class Weights:
    """The heaviest first on either side."""

    spam: list[Weight]
    genuine: list[Weight]

    def __bool__(self) -> bool:
        return bool(self.spam or self.genuine)


def weights_of(words: Iterable[tuple[str, float]]) -> Weights:
    """`words` with log-odds: above 0 speaks for spam."""
    ranked = sorted(words, key=lambda pair: -abs(pair[1]))
    return Weights(
        [_weight(word, odds) for word, odds in ranked if odds > 0],
        [_weight(word, -odds) for word, odds in ranked if odds < 0],
    )


def _weight(word: str, odds: float) -> Weight:
    named = word.startswith("#")
    shown = SIGNS.get(word[1:], word) if named else word
    if odds >= _STRONG:
        return Weight(shown, named, 3, "strongly")
    return Weight(shown, named, *((2, "clearly") if odds >= _CLEAR else (1, "a little")))
