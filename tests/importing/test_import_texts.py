"""HTML of WordPress's editors as Markdown: what survives, what becomes something else."""

import pytest
from bs4 import BeautifulSoup

from comments_service.contract.markdown_html import Converter
from tests.importing.conftest import SITE, attachment, item


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("Erste Zeile\nzweite\n\nNeuer Absatz", "Erste Zeile  \nzweite\n\nNeuer Absatz"),
        ("<b>fett</b> und <i>kursiv</i>", "**fett** und *kursiv*"),
        ("<strong>a <strong>b</strong></strong>", "**a b**"),
        ("<ul><li>eins<ul><li>zwei</li></ul></li></ul>", "- eins\n    - zwei"),
        ("<ol><li>eins</li><li>zwei</li></ol>", "1. eins\n2. zwei"),
        ("<ul><li>a</li></ul><ol><li>b</li></ol>", "- a\n\n<!-- -->\n\n1. b"),
        ("<blockquote>Zitat</blockquote>", "> Zitat"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ('<pre class="brush: php">a ``` b</pre>', "````php\na ``` b\n````"),
        ("<dl><dt>Wort</dt><dd>Sinn</dd></dl>", "Wort\n:   Sinn"),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>x|y</td></tr></table>",
            "| A | B |\n| --- | --- |\n| 1 | x\\|y |",
        ),
        ("H<sub>2</sub>O, <kbd>Ctrl</kbd>", "H<sub>2</sub>O, <kbd>Ctrl</kbd>"),
        ('<acronym title="x y">XY</acronym>', '<abbr title="x y">XY</abbr>'),
        ("<tt>code</tt> <big>gross</big>", "`code` gross"),
        ("&nbsp;\n\nText", "Text"),
        ("Vorher<!--more-->Nachher", "VorherNachher"),
        ("https://youtu.be/x", "<https://youtu.be/x>"),
        ("[sic] und [1]", "[sic] und [1]"),
        ("[[gallery]]", "[gallery]"),
        ("[embed]https://v.example/1[/embed]", "<https://v.example/1>"),
        ('[audio mp3="https://v.example/a.mp3"][/audio]', "<https://v.example/a.mp3>"),
        ('[map id="5"]', '`[map id="5"]`'),
        ('[box type="a"]Im <b>Kasten</b>[/box]', '`[box type="a"]`Im **Kasten**`[/box]`'),
        ('<a href="javascript:alert(1)">Klick</a>', "Klick"),
        ('<a href="mailto:a@b.example">Post</a>', "[Post](mailto:a@b.example)"),
        ('<img class="wp-smiley" src="x.png" alt=":)">', ":)"),
        ('<p><iframe src="//v.example/e"></iframe></p>', "<https://v.example/e>"),
        ("<script>boese()</script>gut", "gut"),
        ('<p onclick="x()" style="color:red">gut</p>', "gut"),
        ("<form><input></form>gut", "gut"),
    ],
)
def test_html_becomes(newsroom, html, markdown):
    assert newsroom.text(html) == markdown


@pytest.mark.parametrize(
    "words",
    [
        "# keine Überschrift",
        "1986. Das war ein Jahr",
        "- kein Punkt",
        "&gt; kein Zitat",
        "*kein* _Kursiv_ `kein Code`",
        "&lt;b&gt;kein Tag&lt;/b&gt; &amp;amp;",
        "[kein](link) ![kein](bild)",
        "{: .keine-klasse}",
        "[TOC]",
        "[^1]: keine Fussnote",
        r"C:\pfad\*",
        "kein\n: Begriff",
        "===",
        "---",
        "*[HTML]: keine Abkürzung",
        "5 &lt; 6 | 7",
        "wow!<a href='https://x.example/'>Link</a>",
    ],
)
def test_words_are_never_taken_for_signs(newsroom, words):
    """The build's own Markdown gives back what a reader saw in WordPress."""
    markdown = newsroom.text(words)

    shown = BeautifulSoup(Converter().html(markdown), "lxml").get_text()
    meant = BeautifulSoup(f"<p>{words}</p>", "lxml").get_text()
    assert "".join(shown.split()) == "".join(meant.split())


def test_headings_start_at_the_second_level_and_skip_none(newsroom):
    markdown = newsroom.text(
        "<h1>A</h1><h4>B</h4><h4>C</h4><h6>D</h6><h1>E</h1><h3></h3><h5>F</h5>"
    )

    assert markdown.split("\n\n") == ["## A", "### B", "### C", "#### D", "## E", "### F"]


def test_a_table_that_pipes_cannot_draw_stays_html_without_styles(newsroom):
    markdown = newsroom.text('<table style="x"><tr><td colspan="2"><p>a</p></td></tr></table>')

    assert markdown == '<table><tr><td colspan="2">a</td></tr></table>'


def test_blocks_of_the_new_editor_are_read_without_their_comments(newsroom):
    markdown = newsroom.text(
        '<!-- wp:heading {"level":3} --><h3>Titel</h3><!-- /wp:heading -->\n\n'
        "<!-- wp:paragraph -->\n<p>Ein\nAbsatz</p>\n<!-- /wp:paragraph -->\n\n"
        '<!-- wp:embed {"url":"https://v.example/1"} --><figure class="wp-block-embed"><div>\n'
        "https://v.example/1\n</div></figure><!-- /wp:embed -->"
        '<!-- wp:latest-posts {"a":1} /-->'
    )

    assert markdown == "## Titel\n\nEin Absatz\n\n<https://v.example/1>"


def test_pages_of_a_paginated_post_stand_below_each_other(newsroom):
    assert newsroom.text("Eins\n\n<!--nextpage-->\n\nZwei") == "Eins\n\n* * *\n\nZwei"


def test_ten_thousand_nested_quotes_are_read_as_what_they_say(newsroom):
    depth = 10_000

    markdown = newsroom.text("<blockquote>" * depth + "tief" + "</blockquote>" * depth)

    assert markdown == "tief"


def test_links_to_imported_posts_name_their_files(newsroom):
    link = '<a href="{}">Hin</a>'
    newsroom.run(
        item("1", "Eins", link.format(f"{SITE}/2/?utm_source=x#top")),
        item("2", "Zwei", link.format("/?p=1"), post_date_gmt="2021-02-01 08:00:00"),
        item("3", "Seite", link.format("../1/"), post_type="page"),
        item("4", "Fremd", link.format(f"{SITE}/nicht-dabei/#x")),
    )

    assert newsroom.read("post-1")[1] == "[Hin](../2021/post-2.md)"
    assert newsroom.read("post-2")[1] == "[Hin](../2020/post-1.md)"
    assert newsroom.read("post-3")[1] == "[Hin](../posts/2020/post-1.md)"
    assert newsroom.read("post-4")[1] == f"[Hin]({SITE}/nicht-dabei/#x)"


def test_no_link_gives_away_what_is_not_public(newsroom):
    link = f'<a href="{SITE}/2/">Hin</a> <a href="{SITE}/3/">Her</a>'
    newsroom.run(
        item("1", "Eins", link),
        item("2", "Entwurf", status="draft"),
        item("3", "Später", status="future", post_date_gmt="2050-01-01 00:00:00"),
        item("4", "Noch später", link, status="future", post_date_gmt="2051-01-01 00:00:00"),
    )

    assert newsroom.read("post-1")[1] == f"[Hin]({SITE}/2/) [Her]({SITE}/3/)"
    assert newsroom.read("post-4")[1] == f"[Hin]({SITE}/2/) [Her](../2050/post-3.md)"


def test_dead_links_to_the_newsroom_s_own_address_keep_their_words(newsroom):
    report = newsroom.run(
        item("1", "Eins", f'<a href="{newsroom.url}/weg/">Weg</a>'), site=newsroom.url
    )

    assert newsroom.read("post-1")[1] == "Weg"
    assert "link without a target" in str(report)


def test_links_within_a_post_find_their_anchor(newsroom):
    markdown = newsroom.text('Text<a href="#n1">1</a>\n\n<ol><li id="n1">Note</li></ol>')

    assert markdown == 'Text[1](#n1)\n\n1. <span id="n1"></span>Note'


def test_a_gallery_without_copies_becomes_links_with_captions(newsroom):
    newsroom.run(
        item("1", "Titel", "[gallery]"),
        attachment("7", "2020/05/b.jpg", "1", title="Zweites", alt="Ein Rad"),
        attachment("6", "2020/05/a.jpg", "1", caption="Am Bach"),
        attachment("8", "2020/05/plan.pdf", "1"),
    )

    assert newsroom.read("post-1")[1] == (
        f"[Am Bach]({SITE}/wp-content/uploads/2020/05/a.jpg)\n\n"
        f"[Ein Rad]({SITE}/wp-content/uploads/2020/05/b.jpg)"
    )
