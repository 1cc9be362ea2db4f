"""What the spam rules say about a comment."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from comments_service.domain.form import Form


class Outcome(StrEnum):
    HAM = "ham"
    HOLD = "hold"
    """Doubtful: a person decides, whatever the site's policy."""
    SPAM = "spam"


@dataclass(frozen=True)
class Verdict:
    """One rule's word. `score` runs from 0 (surely genuine) to 1 (surely spam)."""

    rule: str
    outcome: Outcome
    score: float
    why: str
    """For moderators: a msgid, in which `%(n)s` stands for `count`."""
    count: int = 0
    words: tuple[tuple[str, float], ...] = ()
    """What weighed most in the text, with log-odds: above 0 speaks for spam. Behind a `#` stands
    what is no word of the text, such as `#link`."""


@dataclass(frozen=True)
class Candidate:
    """What the rules may look at: the submission and what is known of its like."""

    author: str
    body: str
    sender_recent: int
    """Comments from the same sender in the last ten minutes."""
    again: bool
    """Whether the same sender has sent the same text in the last hour."""
    same_body: int
    """Other comments with the same text in the last 14 days …"""
    same_body_spam: int
    """… and how many of them a person marked as spam."""
    form: Form = field(default_factory=Form)


SAMPLE = "sample"
"""The rule that lets a person see some of what the others would reject."""
SAMPLE_OF = 5
"""Of so many texts that would be rejected, a person sees one: it stands for all of them."""


def outcome(verdicts: Iterable[Verdict]) -> Outcome:
    """What becomes of a text: what all rules ask for, but for those that are held as a sample."""
    verdicts = list(verdicts)
    word = strictest(verdicts)
    sampled = any(verdict.rule == SAMPLE for verdict in verdicts)
    return Outcome.HOLD if sampled and word is Outcome.SPAM else word


def strictest(verdicts: Iterable[Verdict]) -> Outcome:
    """The strictest of all words; without any, genuine."""
    found = {verdict.outcome for verdict in verdicts}
    return next((o for o in (Outcome.SPAM, Outcome.HOLD) if o in found), Outcome.HAM)
