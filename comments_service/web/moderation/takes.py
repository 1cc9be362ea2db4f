"""What the learning filter takes a text for, in words that agree with what it did."""

from dataclasses import dataclass

from comments_service.domain.rules import LIKELY

_RATHER_SPAM = "The filter takes it rather for spam"
_RATHER_GENUINE = "The filter takes it rather for genuine"


@dataclass(frozen=True)
class Takes:
    score: float
    bad: bool
    """Whether that speaks for spam."""
    word: str
    """A msgid."""


def takes(score: float, *, decided: bool, near: bool, learning: bool) -> Takes:
    """`decided`: it would publish or reject by its score; `near`: the text is much like known spam;
    `learning`: it has not learned enough to decide."""
    spam = score >= LIKELY
    if near:
        return Takes(score, True, "Much like known spam")
    if learning:
        word = "Still learning: rather spam" if spam else "Still learning: rather genuine"
    elif decided:
        word = "The filter takes it for spam" if spam else "The filter takes it for genuine"
    else:
        word = _RATHER_SPAM if spam else _RATHER_GENUINE
    return Takes(score, spam, word)
