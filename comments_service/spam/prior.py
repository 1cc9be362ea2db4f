"""What the filter knows before anybody has decided anything: rules with log-odds.

The odds were set by hand from what genuine and unasked comments look like, and are rough on
purpose: decisions of moderators outweigh them. A rule says what it saw, so that a moderator can
follow it.
"""

import re

from comments_service.spam.phrases import found
from comments_service.spam.words import Ruled, Seen

# Most comments are genuine.
BASE = -2.0
# From so many words on a text is long.
LONG = 60
# The path of a news article: a headline in small letters, words joined.
_ARTICLE = re.compile(r"/[a-zäöüéèà0-9_]*(?:[-_][a-zäöüéèà0-9]+){4,}", re.I)
# Group -> (log-odds of its first phrase, of each further one up to two, a marker or none).
GROUPS: dict[str, tuple[float, float, str]] = {
    "promotion": (3.0, 0.8, "promotion"),
    "subscribe": (2.8, 0.8, "promotion"),
    "subscribers": (1.9, 0.4, ""),
    "look-here": (2.3, 0.6, "promotion"),
    "donation": (2.0, 0.8, "promotion"),
    "begging": (1.7, 0.5, ""),
    "flattery": (1.4, 1.0, ""),
    "money": (2.5, 0.8, "promotion"),
    "crypto": (2.3, 0.9, "promotion"),
    "casino": (2.2, 1.0, "promotion"),
    "pharma": (1.8, 1.2, "promotion"),
    "adult": (1.6, 1.2, "promotion"),
    "seo": (2.2, 0.9, "promotion"),
    "goods": (2.2, 0.9, "promotion"),
    "prize": (1.9, 0.8, "promotion"),
    "contact": (1.6, 0.7, "promotion"),
}
# What is praised or offered and linked is meant to be clicked.
_OFFERS = frozenset(GROUPS) - {"subscribers", "begging"}
# Where a link leads is hidden, or paid by the click.
_SHORTENERS = frozenset(
    (
        *("bit.ly", "adf.ly", "goo.gl", "tinyurl.com", "ow.ly", "is.gd", "cutt.ly", "rb.gy"),
        *("shorturl.at", "linkbucks.com", "bc.vc", "t.me", "wa.me", "shorte.st", "linktr.ee"),
    )
)
# Where mass advertising registers its hosts, beside the countries its senders come from.
_HOME = (".ch", ".de", ".at", ".li", ".fr", ".it", ".wikipedia.org", ".europa.eu", "t.co")
_STRANGE_TLDS = frozenset(
    (
        *("ru", "su", "cn", "vn", "tk", "ml", "ga", "cf", "gq", "xyz", "top", "club", "icu"),
        *("buzz", "bet", "win", "vip", "fun", "click", "shop"),
    )
)


def _host(link: str) -> str:
    return link.split("/", 1)[0].split("?", 1)[0].rsplit("@", 1)[-1].split(":", 1)[0]


def _links(seen: Seen) -> list[tuple[str, float]]:
    rules = []
    links = len(seen.links)
    words = len(seen.words)
    if links:
        rules.append(("link", 1.6))
    if links > 1:
        # A long text may well name several sources.
        rules.append(("links", (0.7 if words < LONG else 0.3) * min(links - 1, 4)))
    if links and words <= 2:
        rules.append(("only-link", 2.4))
    elif links and seen.linked > 0.5 * seen.length:
        rules.append(("link-share", 0.6))
    if links and all(_host(link).endswith(_HOME) for link in seen.links):
        # Readers quote the press of their own countries.
        rules.append(("home-host", -1.2))
    if links and all(_ARTICLE.search(link) for link in seen.links):
        rules.append(("article-link", -0.8))
    if any(_host(link).rsplit(".", 1)[-1] in _STRANGE_TLDS for link in seen.links):
        rules.append(("strange-host", 1.0))
    if any("http" in link[8:] or "%3a%2f" in link for link in seen.links):
        rules.append(("redirect", 1.0))
    if any(_host(link) in _SHORTENERS for link in seen.links):
        rules.append(("short-link", 1.2))
    if seen.hidden_links:
        rules.append(("hidden-link", 1.5))
    if seen.videos:
        rules.append(("video", 1.8))
    return rules


def _form(seen: Seen) -> list[tuple[str, float]]:
    rules = []
    letters = list(filter(str.isalpha, seen.said))
    capitals = sum(map(str.isupper, letters))
    if len(letters) >= 20 and capitals > 0.6 * len(letters):
        rules.append(("capitals", 0.5))
    if seen.bbcode:
        rules.append(("bbcode", 1.8))
    if "a" in seen.tags:
        rules.append(("html-link", 0.6))
    if seen.hidden > 1:
        rules.append(("hidden-letters", 1.5))
    if seen.mixed:
        rules.append(("mixed-script", 2.0))
    if seen.spaced:
        rules.append(("spaced-letters", 1.2))
    if seen.leet > 1:
        rules.append(("digits-for-letters", 0.8))
    if len(letters) >= 8 and _strange(letters) > 0.5 * len(letters):
        rules.append(("script", 1.5))
    words = seen.even
    if len(words) >= 20 and len(set(words)) < 0.4 * len(words):
        rules.append(("repetition", 1.0))
    return rules


def _strange(letters: list[str]) -> int:
    if max(letters) < "\u0370":
        return 0
    return sum("\u0370" <= letter <= "\u1fff" or letter > "\u2e80" for letter in letters)


def rules(seen: Seen) -> Ruled:
    """(rules that spoke with their log-odds, hard markers, phrases by group)."""
    if seen.ruled is None:
        seen.ruled = _rules(seen)
    return seen.ruled


def _rules(seen: Seen) -> Ruled:
    spoke = _links(seen) + _form(seen)
    markers = set()
    if seen.links or seen.videos:
        markers.add("link")
    if seen.mails:
        markers.add("mail")
        spoke.append(("mail", 1.2))
    if seen.phones:
        markers.add("phone")
        spoke.append(("phone", 1.3))
    groups = found(seen.words)
    for group, phrases in groups.items():
        first, more, marker = GROUPS[group]
        spoke.append((group, first + more * min(len(phrases) - 1, 2)))
        # A word by itself is too little to lose a comment for.
        if marker and any(" " in phrase for phrase in phrases):
            markers.add(marker)
    if markers & {"link", "mail", "phone"} and not _OFFERS.isdisjoint(groups):
        spoke.append(("offer-with-address", 1.0))
    return spoke, frozenset(markers), groups
