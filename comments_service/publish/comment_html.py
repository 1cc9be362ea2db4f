"""A comment's HTML: a small Markdown subset, then nh3, since a reader's text is never trusted.

Emphasis, code, quotes, lists and links; no headings, pictures, tables or raw HTML.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html import escape, unescape
from urllib.parse import unquote

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.token import Token

from comments_service.domain.comment import Comment
from comments_service.domain.shown import Shown
from comments_service.publish.taming import is_wild, separated

_TAGS = {
    *("p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "li", "a"),
}
_SCHEMES = ("http://", "https://", "mailto:")
_WORD = re.compile(r"[^\W_]+")
_INVISIBLE_LINK = re.compile(r"<a [^>]*>\s*</a>")


class _Subset(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        """Whole addresses only: a relative one would lead elsewhere from a feed or a mail."""
        return url.lower().startswith(_SCHEMES)


def _bullets(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lists with bullets only: a parser counts numbered ones anew, and «10. Mai» is no list."""
    first = state.src[state.bMarks[start] + state.tShift[start]]
    return not first.isdigit() and list_block(state, start, end, silent)


def _fenced(_: RendererHTML, tokens: Sequence[Token], index: int, *__: object) -> str:
    """Code between fences, with whatever stood behind the first one."""
    token = tokens[index]
    first = f"{token.info.strip()}\n" if token.info.strip() else ""
    return f"<pre><code>{escape(first + token.content)}</code></pre>\n"


_markdown = (
    _Subset("zero", {"linkify": True, "breaks": True, "maxNesting": 100})
    .enable(["emphasis", "backticks", "fence", "blockquote", "list", "link", "linkify", "newline"])
    .enable(["escape", "autolink", "balance_pairs", "fragments_join"])
)
_markdown.block.ruler.at("list", _bullets, {"alt": ["paragraph", "reference", "blockquote"]})
_markdown.add_render_rule("fence", _fenced)
if _markdown.linkify is None:
    raise RuntimeError("linkify-it-py is missing; it is in the lock file")
_markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})


# Counted up whenever the same text gives other HTML; stored HTML is then made anew.
VERSION = 1


def rendered(comment: Comment) -> Comment:
    """The comment with its HTML made, once and for all."""
    return replace(comment, html=render(comment.body) if comment.body else "", rendered=VERSION)


def html_of(comment: Comment | Shown) -> str:
    """The comment's HTML as it was stored; made here where an older renderer stored it."""
    return comment.html if comment.rendered == VERSION else render(comment.body)


def render(body: str) -> str:
    """The HTML of a comment's body, safe to stand in any page, mail or feed.

    No word is ever lost: what the parser would swallow is shown as it was typed.
    """
    if not is_wild(body):
        html = _clean(_markdown.render(separated(body)))
        if not _words(body) - _words(html) and not _INVISIBLE_LINK.search(html):
            return html
    return _clean(_plain(body))


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={scheme.rstrip(":/") for scheme in _SCHEMES},
        link_rel="nofollow ugc noopener",
    )


def _words(text: str) -> Counter[str]:
    """The words of a text or of HTML, addresses included."""
    return Counter(_WORD.findall(unquote(unescape(text))))


def _plain(body: str) -> str:
    """The text as it was typed, in paragraphs and lines."""
    paragraphs = (part.strip("\n") for part in body.split("\n\n"))
    return "\n".join(
        f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs if part
    )
