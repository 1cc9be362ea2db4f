"""The Markdown subset of comments: small, safe, and quick whatever it is given."""

import time

import pytest
from lxml import html

from comments_service.publish.comment_html import render

ALLOWED = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "div"}

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "<javascript:alert(1)>",
    '[x](https://a.example "onmouseover=alert(1) x=")',
    "[x](https://a.example/\"onmouseover=alert(1))",
    "![x](https://a.example/x.png)",
    "`<script>`",
    "```\n</code><script>alert(1)</script>\n```",
    "```html onload=alert(1)\nx\n```",
    "<!-- comments:end x -->",
    "<svg><a xlink:href=javascript:alert(1)>x</a></svg>",
    "<style>*{}</style><math><mi//xlink:href=\"data:x,<script>alert(4)</script>\">",
    "[a]: javascript:alert(1)\n\n[a]",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "https://a.example/<script>alert(1)</script>",
]  # fmt: skip

SLOW = {
    "quotes": ">" * 5000,
    "spaced quotes": "> " * 2500,
    "brackets": "[" * 5000,
    "link starts": "[a](" * 1250,
    "pictures": "![" * 2500,
    "stars": "*a " * 1666,
    "mixed emphasis": "**a*" * 1250,
    "closers": "a**" * 1666,
    "backticks": "".join("`" * i + " " for i in range(1, 99)),
    "nested lists": "\n".join("  " * i + "- a" for i in range(65)),
    "list items": "- a\n" * 1250,
    "mixed markers": "- > " * 1250,
    "links": "https://a.b " * 416,
    "slashes": "/" * 5000,
    "entities": "&#" * 2500,
    "parentheses": "[a]" + "(" * 4997,
    "lines": "a\n" * 2500,
}


def test_the_subset_is_emphasis_code_quotes_lists_and_links() -> None:
    text = "**fett** *kursiv* `code` https://a.example\n\n> Zitat\n\n- eins\n- zwei\n\n# kein Titel"

    found = render(text)

    assert "<strong>fett</strong> <em>kursiv</em> <code>code</code>" in found
    assert '<a href="https://a.example" rel="nofollow ugc noopener">' in found
    assert "<blockquote>" in found
    assert "<li>eins</li>" in found
    assert "<p># kein Titel</p>" in found


def test_a_line_end_stays_a_line_end() -> None:
    assert "<br" in render("eins\nzwei")


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_but_the_subset_comes_out(attack: str) -> None:
    tree = html.fragment_fromstring(render(attack), create_parent="div")

    for element in tree.iter():
        assert element.tag in ALLOWED
        assert set(element.attrib) <= {"href", "rel", "title"}
        assert element.get("href", "https://x").startswith(("https://", "http://", "mailto:"))
        if element.tag == "a":
            assert element.get("rel") == "nofollow ugc noopener"


@pytest.mark.parametrize("name", SLOW)
def test_no_text_takes_long(name: str) -> None:
    """The bound is 50 ms on an idle machine; ten times that tells quadratic from slow."""
    best = min(_seconds(SLOW[name]) for _ in range(3))

    assert best < 0.5


def _seconds(text: str) -> float:
    start = time.perf_counter()
    render(text)
    return time.perf_counter() - start
