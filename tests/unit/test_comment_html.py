"""The Markdown subset of comments: small, safe, and quick whatever it is given."""

import random
import re
import time
from collections import Counter
from html import unescape
from urllib.parse import unquote

import pytest
from lxml import html

from comments_service.publish.comment_html import render
from comments_service.publish.taming import is_wild

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
    "[x](/moderation/)",
    "[x](//evil.example/)",
    "[x](x.html)",
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
    "quotes between lines": "x\n>>\n" * 1000,
    "lists between quotes": "-\nx\n>" * 1000,
    "numbers in quotes": "x\n>1.\n" * 800,
    "open links": "http://[" * 625,
    "pictures and entities": "![a](*[&#0;" * 450,
    "paragraphs": "a\n\n" * 1666,
    "fences": "```\n" * 1250,
    "what looks like a fence": "```a```\n" + "> " * 118 + "a\n" + "b\n" * 2300,
    "a fence in a list": "- ```\n  ```\n" + "x\n>>\n" * 900,
    "quotes after an open fence": "```\n" + "x\n>>\n" * 900,
}


def test_the_subset_is_emphasis_code_quotes_lists_and_links() -> None:
    text = "**fett** *kursiv* `code` https://a.example\n\n> Zitat\n\n- eins\n- zwei\n\n# kein Titel"

    found = render(text)

    assert "<strong>fett</strong> <em>kursiv</em> <code>code</code>" in found
    assert '<a href="https://a.example" rel="nofollow ugc noopener">' in found
    assert "<blockquote>" in found
    assert "<li>eins</li>" in found
    assert "<p># kein Titel</p>" in found


def test_a_link_is_a_whole_address_or_none() -> None:
    for target in ("/moderation/", "//evil.example/", "x.html", "javascript:x"):
        assert "<a" not in render(f"[x]({target})")


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


def _made_up(seed: int) -> str:
    """5,000 characters of the marks that parsers stumble over, always the same for a seed."""
    chance = random.Random(seed)
    marks = "x|\n|>|>>|- |1. |\n\n|    |[|](|![|*|**|_|`|```|<|&#0;|http://|\\|(|)|a@b.c|\n> |\n- "
    pool = marks.split("|")
    unit = "".join(chance.choice(pool) for _ in range(chance.randint(1, 5)))
    return (unit * 5000)[:5000]


@pytest.mark.parametrize("text", [*SLOW.values(), *map(_made_up, range(60))])
def test_no_text_takes_long(text: str) -> None:
    """The bound is 50 ms on an idle machine; some times that tells quadratic from slow."""
    assert min(_seconds(text) for _ in range(3)) < 0.25


@pytest.mark.parametrize("text", [*SLOW.values(), *map(_made_up, range(60))])
def test_a_text_with_too_many_marks_is_shown_as_it_was_typed(text: str) -> None:
    if not is_wild(text):
        return
    shown = html.fragment_fromstring(render(text), create_parent="div").text_content()

    assert "".join(shown.split()) == "".join(text.split())


WORDS = [
    "- " * 8 + "acht tief",
    "\n".join("  " * depth + f"- Stufe{depth}" for depth in range(40)),
    "> " * 20 + "zwanzig tief",
    "10. Mai war ein guter Tag",
    "2024. Das war viel",
    "1. eins\n\ndazwischen\n\n2. zwei",
    "1. eins\ndazu\n2. zwei\n7. sieben",
    "```Mein ganzer Kommentar",
    "~~~ Hallo Welt",
    "```Hallo\nWelt\n```",
    "```x``` geht\n> Zitat\nAntwort",
    "````\n```\n> a\nb\n````",
    "[](https://unsichtbar.example)",
    "[Züri](https://x.example/Z%C3%BCri?a=b)",
    "[ref]: https://weg.example\n\nText",
]


@pytest.mark.parametrize("text", [*WORDS, *map(_made_up, range(60))])
def test_no_word_is_lost_and_no_number_changed(text: str) -> None:
    shown = render(text)
    words = Counter(re.findall(r"[^\W_]+", unquote(unescape(text))))

    assert not words - Counter(re.findall(r"[^\W_]+", unquote(unescape(shown))))
    assert "<a " not in shown or "</a>" in shown
    assert "<ol" not in shown


def test_an_answer_right_under_a_quote_is_no_part_of_it() -> None:
    assert render("> Wie laut?\nLeise.") == (
        "<blockquote>\n<p>Wie laut?</p>\n</blockquote>\n<p>Leise.</p>\n"
    )


def test_code_between_fences_stays_as_it_was_typed() -> None:
    assert "a = [1]\n- b\n&gt; c\nd\n" in render("```\na = [1]\n- b\n> c\nd\n```")


def test_a_list_item_may_go_on_in_an_indented_line() -> None:
    assert render("- eins\n  weiter\n- zwei").count("<li>") == 2


def _seconds(text: str) -> float:
    start = time.process_time()
    render(text)
    return time.process_time() - start
