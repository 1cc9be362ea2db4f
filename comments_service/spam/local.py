"""Local rules. Each looks at one thing and says why; none needs anything but the comment.

None of them rejects: big lists of such signs hit too many genuine texts. They let a person look.
"""

import re
from collections.abc import Callable, Sequence

from comments_service.domain.verdict import Candidate, Outcome, Verdict

Rule = Callable[[Candidate], Verdict | None]

# Repeats that end for good, or soon: each pattern is tried at every place of a text.
_LINK = re.compile(
    r"(?:https?://|\bwww\.)[^\s<>()\[\]]+|\[url[=\]]|<a\s[^<>]{0,500}?href", re.IGNORECASE
)
_HOST = re.compile(
    r"(?<![\w-])[\w-]++\.(?:com|net|org|info|biz|ru|cn|xyz|top|shop|online|site)\b", re.I
)

SHORT_TEXT = 40


def links(candidate: Candidate) -> Verdict | None:
    count = len(_LINK.findall(candidate.body))
    if count:
        return Verdict("links", Outcome.HOLD, min(0.95, 0.3 + 0.15 * count), "Links: %(n)s", count)
    return None


def name(candidate: Candidate) -> Verdict | None:
    if _LINK.search(candidate.author) or _HOST.search(candidate.author):
        return Verdict("name", Outcome.HOLD, 0.9, "The name is a web address")
    return None


def repeats(candidate: Candidate) -> Verdict | None:
    """Short texts, such as congratulations, are said by many."""
    long = len(candidate.body) >= SHORT_TEXT
    if long and candidate.same_body_spam:
        why = "Same text, marked as spam before: %(n)s"
        return Verdict("repeats", Outcome.HOLD, 0.97, why, candidate.same_body_spam)
    if candidate.again:
        why = "The same sender sent the same text before"
        return Verdict("repeats", Outcome.HOLD, 0.4, why)
    if long and candidate.same_body:
        return Verdict("repeats", Outcome.HOLD, 0.5, "Same text before: %(n)s", candidate.same_body)
    return None


RULES: Sequence[Rule] = (links, name, repeats)


def check(candidate: Candidate, rules: Sequence[Rule] = RULES) -> list[Verdict]:
    """The words of all rules that have something to say."""
    return [verdict for rule in rules if (verdict := rule(candidate))]
