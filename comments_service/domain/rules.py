"""The rules of the chain that keeps spam out, by their names in verdicts, labels and switches."""

from comments_service.domain.verdict import SAMPLE as SAMPLE

CLASSIFIER = "classifier"

RULES = (
    *("trap", "haste", "speed", "token", "proof", "gate"),
    *("links", "name", "repeats"),
    *("near", CLASSIFIER, SAMPLE, "akismet"),
)
"""In the order in which they are asked."""

ABOUT_TEXTS = ("near", CLASSIFIER, "akismet")
"""Those that can ask to reject a text for its words."""

SURE = 0.8
"""From this score on the filter is sure of spam; and of a genuine text as far below the middle."""

LIKELY = 0.5
"""The classifier's score that divides: from here on a text is rather spam than not."""
