"""Sentences with which an explanation can begin: msgids, in the comment's language for its author.

They are meant to be completed: an explanation names the words that it is about (DSA, Article
17(3)(d)).
"""

from collections.abc import Mapping

OPENINGS: Mapping[str, str] = {
    "SPAM": "Your comment mainly advertises something. We do not publish advertising.",
    "OFFTOPIC": "Your comment is about something else than our post.",
    "INSULT": "Your comment insults somebody, with these words: «…». Say what you criticise"
    " without them, and we publish it.",
    "HATE": "Your comment puts people down because of who they are, with these words: «…».",
    "THREAT": "Your comment threatens somebody or calls for violence, with these words: «…».",
    "PRIVATE": "Your comment tells something private about another person: «…».",
    "CLAIM": "Your comment claims something that harms somebody's reputation, and names no proof:"
    " «…». With a source we look at it again.",
    "IP": "Your comment contains a work or a brand of somebody else, without permission: «…».",
    "SECRET": "Your comment contains inside information or a business secret.",
    "OTHER": "Your comment breaks this rule of ours: «…».",
}
"""By the reason's code."""
