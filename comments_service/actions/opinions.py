"""Words of the chain's last links, the learning filter and Akismet, as verdicts of rules."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import replace

from comments_service.actions.filtering import Filter
from comments_service.domain.rules import CLASSIFIER as CLASSIFIER
from comments_service.domain.verdict import SAMPLE, SAMPLE_OF, Outcome, Verdict
from comments_service.spam.filter import Judgement

NEAR, AKISMET = "near", "akismet"

SURE = 0.9
"""From this score on, Akismet's word that it is blatant spam is enough to reject a text."""

SAMPLED = Verdict(
    SAMPLE, Outcome.HOLD, 0.5, "One in five that would be rejected is shown to a person"
)

_FREE = (Outcome.HAM, "The filter takes it for genuine")
_SPAM = (Outcome.SPAM, "The filter takes it for spam")
LEARNING = "The filter has not learned enough yet; decisions that it lacks: %(n)s"
LIKE_SPAM = "Much like known spam, but it reads like a genuine text or advertises something else"
_DOUBTS = {
    "learning": LEARNING,
    "near": LIKE_SPAM,
    "long": "It would be published, but it is too long to weigh all of its words",
    "unmarked": "The filter takes it for spam, but it advertises nothing",
    "offer": "It reads like a genuine text, but holds what advertising holds",
    "unknown": "Too many words that the filter does not know yet",
}
_UNSURE = "The filter is not sure"


def of_text(
    spam_filter: Filter, text: str, off: Collection[str]
) -> tuple[Judgement, list[Verdict]]:
    """What the filter makes of a text, and its words without those of rules that are off."""
    judgement = spam_filter.judge(text, likeness=NEAR not in off)
    return judgement, [one for one in of_filter(judgement) if one.rule not in off]


def of_filter(judgement: Judgement) -> Iterator[Verdict]:
    """What the filter says: whether a text is nearly the same as spam, and what it is like."""
    word, why = Outcome.HOLD, _DOUBTS.get(judgement.why, _UNSURE)
    if judgement.near is not None:
        same = "Nearly the same text as known spam: to %(n)s per cent"
        rejects = Outcome.SPAM if judgement.decision == "reject" else Outcome.HOLD
        yield Verdict(NEAR, rejects, judgement.near, same, int(100 * judgement.near))
        # That word is said, and can be switched off by itself.
        why = _UNSURE
    elif judgement.ready and judgement.decision == "publish":
        word, why = _FREE
    elif judgement.ready and judgement.decision == "reject":
        word, why = _SPAM
    words = tuple(judgement.words)
    yield Verdict(CLASSIFIER, word, judgement.score, why, judgement.missing, words)


def second(remote: Verdict, *, agrees: bool) -> Verdict:
    """Akismet's word as it counts: it rejects nothing unless the filter here `agrees`."""
    if remote.outcome is Outcome.SPAM and not agrees:
        return replace(remote, outcome=Outcome.HOLD)
    return remote


def sampled(comment_id: str) -> bool:
    """Whether a comment is one of those that a person sees whatever the rules say; by chance, but
    for each the same at all times."""
    chance = int.from_bytes(hashlib.sha256(comment_id.encode()).digest()[:8])
    return chance % SAMPLE_OF == 0
