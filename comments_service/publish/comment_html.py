"""A comment's HTML: a small Markdown subset, then nh3, since a reader's text is never trusted.

Emphasis, code, quotes, lists and links; no headings, pictures, tables or raw HTML.
"""

from html import escape

import nh3
from markdown_it import MarkdownIt

from comments_service.publish.taming import MAX_NESTING, is_wild, separated

_TAGS = {
    *("p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"),
}
_SCHEMES = ("http://", "https://", "mailto:")


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
    html = _plain(body) if is_wild(body) else _markdown.render(separated(body))
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={scheme.rstrip(":/") for scheme in _SCHEMES},
        link_rel="nofollow ugc noopener",
    )


def _plain(body: str) -> str:
    """The text as it was typed, in paragraphs and lines."""
    paragraphs = (part.strip("\n") for part in body.split("\n\n"))
    return "\n".join(
        f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs if part
    )
