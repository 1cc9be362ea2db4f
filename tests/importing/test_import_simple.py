"""Simple comments take a short cut, which must lead to the very same text."""

import random
import re
import time
from html import unescape

import pytest

from comments_service.importing.comment_text import _words, _words_escaped, by_tree, comment_text
from comments_service.importing.simple_html import simple_text
from comments_service.publish.comment_html import render

PIECES = (
    *("Wort", " ", "\n", "  ", ".", "!", "1. ", "- ", "# ", "a_b", "*x*", "[y]", "&amp;", "&lt;b"),
    *("&quot;", "&#39;", "&copy;", "& ", "5 > 3", "https://a.example/x", "://", "(", ")", ":", "="),
    *("<br>", "<br />", "<b>fett</b>", "<b>", "</b>", "<i>so</i>", "<em> so </em>", "<b>(x)</b>"),
    '<a href="https://a.example/x">https://a.example/x</a>',
    '<a href="https://a.example/?b=1&amp;c=2" rel="nofollow" title="https://a.example/">da</a>',
    '<a href="https://a.example/b_c_?d=*e*&amp;f">https://a.example/b_c_?d=*e*&amp;f</a>',
    '<a href="https://a.example/b_c_">https://a.example/b_c_...</a>',
    *("</p><p>", "</p>\n<p>", "<code>x</code>", "\xa0", "\u200b", "~", "`", "\\", "|", "@", "+"),
)


def _plain(content):
    return "".join(unescape(re.sub("<[^>]*>", "", content)).split())


def test_the_short_cut_gives_what_the_tree_gives():
    dice = random.Random(7)
    taken = 0
    for _ in range(500):
        words = "".join(dice.choice(PIECES) for _ in range(dice.randint(1, 7)))
        content = f"<p>{words}</p>" if dice.random() < 0.7 else words
        simple = simple_text(content, _words_escaped)
        if simple is None:
            continue
        by_way, notes = by_tree(content)
        taken += 1
        # Where the tree gives up a tag, words have to be kept all the same.
        assert simple == by_way or (notes and _words(render(simple)) == _plain(content)), content
    assert taken > 60


@pytest.mark.parametrize(
    "content",
    [
        "<p>Gut &amp; recht, &quot;so&quot; geht's.<br>Ja</p>\n<p>Zwei (2)</p>",
        '<p>Sieh <a href="https://a.example/x?a=1&amp;b=2" rel="nofollow">da</a>!</p>',
        "Ein <b>Wort</b>\nund <i>noch</i> eines\n\nEnde",
    ],
)
def test_what_most_comments_look_like_is_quick(content):
    assert simple_text(content, _words_escaped) == by_tree(content)[0]
    begin = time.process_time()
    for _ in range(100):
        comment_text(content)
    assert time.process_time() - begin < 0.05, "half a millisecond each"
