"""Local rules. Each looks at one thing and says why; none needs anything but the comment."""

import re
from collections.abc import Callable, Sequence

from comments_service.domain.verdict import Candidate, Outcome, Verdict

Rule = Callable[[Candidate], Verdict | None]

_LINK = re.compile(r"(?:https?://|\bwww\.)[^\s<>()\[\]]+|\[url[=\]]|<a\s[^>]*href", re.IGNORECASE)
_HOST = re.compile(r"\b[\w-]+\.(?:com|net|org|info|biz|ru|cn|xyz|top|shop|online|site)\b", re.I)

# Three links in a comment were spam in every sample looked at; one or two are common in genuine
# comments that quote a source, so a person looks.
SPAM_LINKS = 3
# A person rarely writes more than three comments in ten minutes.
FAST_COMMENTS = 3
SHORT_TEXT = 40


def trap(candidate: Candidate) -> Verdict | None:
    """The field that people cannot see."""
    if candidate.trap:
        return Verdict("trap", Outcome.SPAM, 0.99, "The hidden field was filled in")
    return None


def links(candidate: Candidate) -> Verdict | None:
    count = len(_LINK.findall(candidate.body))
    if count >= SPAM_LINKS:
        return Verdict("links", Outcome.SPAM, 0.95, "Links: %(n)s", count)
    if count:
        return Verdict("links", Outcome.HOLD, 0.3 + 0.15 * count, "Links: %(n)s", count)
    return None


def name(candidate: Candidate) -> Verdict | None:
    if _LINK.search(candidate.author) or _HOST.search(candidate.author):
        return Verdict("name", Outcome.SPAM, 0.9, "The name is a web address")
    return None


def repeats(candidate: Candidate) -> Verdict | None:
    """Only a person's word makes a repeated text spam: else anybody could silence a sentence by
    sending it a few times. Short ones, such as congratulations, are said by many."""
    long = len(candidate.body) >= SHORT_TEXT
    if long and candidate.same_body_spam:
        why = "Same text, marked as spam before: %(n)s"
        return Verdict("repeats", Outcome.SPAM, 0.97, why, candidate.same_body_spam)
    if candidate.again:
        why = "The same sender sent the same text before"
        return Verdict("repeats", Outcome.HOLD, 0.4, why)
    if long and candidate.same_body:
        return Verdict("repeats", Outcome.HOLD, 0.5, "Same text before: %(n)s", candidate.same_body)
    return None


def speed(candidate: Candidate) -> Verdict | None:
    if candidate.sender_recent >= FAST_COMMENTS:
        why = "Other comments from this sender within ten minutes: %(n)s"
        return Verdict("speed", Outcome.HOLD, 0.6, why, candidate.sender_recent)
    return None


RULES: Sequence[Rule] = (trap, links, name, repeats, speed)


def check(candidate: Candidate, rules: Sequence[Rule] = RULES) -> list[Verdict]:
    """The words of all rules that have something to say."""
    return [verdict for rule in rules if (verdict := rule(candidate))]
