"""A comment's HTML: a small Markdown subset, then nh3, since a reader's text is never trusted.

Emphasis, code, quotes, lists and links; no headings, pictures, tables or raw HTML.
"""

import re

import nh3
from markdown_it import MarkdownIt

# Each level of nesting costs a pass over what is inside, so a comment of ten thousand quote
# marks would take seconds. Nobody quotes deeper than this.
MAX_NESTING = 8

_TAGS = {
    *("p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"),
}
_SCHEMES = ("http://", "https://", "mailto:")

# A run of marks deeper than MAX_NESTING at a line's start, which the parser walks through slowly.
_MARK = r"(?:[-*+]|\d{1,9}[.)])[ \t]"
_DEEP_QUOTES = re.compile(rf"^((?:[ \t]*>){{{MAX_NESTING}}})(?:[ \t]*>)+", re.MULTILINE)
_DEEP_LISTS = re.compile(rf"^((?:[ \t]*{_MARK}){{{MAX_NESTING}}})(?:{_MARK}+)+", re.MULTILINE)

# Delimiters cost quadratic time in long runs of unmatched ones; such a run means nothing anyway.
_LONG_RUN = re.compile(r"([*_`\[\]<!(\\])\1{31,}")


class _Subset(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        """Whole addresses only: a relative one would lead elsewhere from a feed or a mail."""
        return url.lower().startswith(_SCHEMES)


_markdown = (
    _Subset("zero", {"linkify": True, "breaks": True, "maxNesting": MAX_NESTING * 2})
    .enable(["emphasis", "backticks", "fence", "blockquote", "list", "link", "linkify", "newline"])
    .enable(["escape", "autolink", "balance_pairs", "fragments_join"])
)
if _markdown.linkify is None:
    raise RuntimeError("linkify-it-py is missing; it is in the lock file")
_markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})


def render(body: str) -> str:
    """The HTML of a comment's body, safe to stand in any page, mail or feed."""
    html = _markdown.render(_tame(body))
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={scheme.rstrip(":/") for scheme in _SCHEMES},
        link_rel="nofollow ugc noopener",
    )


def _tame(body: str) -> str:
    body = _LONG_RUN.sub(lambda m: m[1] * 31, body)
    return _DEEP_LISTS.sub(r"\1", _DEEP_QUOTES.sub(r"\1", body))
