"""Sentences with which an explanation can begin: msgids, in the comment's language for its author.

They are read after «because» (domain/statement_words.py), which in German moves the verb, and are
meant to be completed: an explanation names the words that it is about (DSA, Article
17(3)(d)).
"""

from collections.abc import Mapping

OPENINGS: Mapping[str, str] = {
    "SPAM": "your comment mainly advertises something. We do not publish advertising.",
    "OFFTOPIC": "your comment is about something else than our post.",
    "INSULT": "your comment insults somebody, with these words: «…». Say what you criticise"
    " without them, and we publish it.",
    "HATE": "your comment puts people down because of who they are, with these words: «…».",
    "THREAT": "your comment threatens somebody or calls for violence, with these words: «…».",
    "PRIVATE": "your comment tells something private about another person: «…».",
    "CLAIM": "your comment claims something that harms somebody's reputation, and names no proof:"
    " «…». With a source we look at it again.",
    "IP": "your comment contains a work or a brand of somebody else, without permission: «…».",
    "SECRET": "your comment contains inside information or a business secret.",
    "OTHER": "your comment breaks this rule of ours: «…».",
}
"""By the reason's code."""
