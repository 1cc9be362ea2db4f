"""Comments of an export: threads, states, dates, and whose words they are."""

import html
import re

import pytest

from comments_service.importing.comment_text import comment_text
from comments_service.publish.comment_html import render
from tests.importing.conftest import author, comment, item


def imported(newsroom, *comments, **fields):
    report = newsroom.run(
        author("anna", "Anna Meier", "7"), item("1", "T", "x", *comments, **fields)
    )
    return newsroom.store.by_author(), report


def test_a_comment_belongs_to_its_post_and_has_its_own_date(newsroom):
    found, _ = imported(newsroom, comment("5", "Gut\nso."))

    one = found["Ruth"]
    assert one.thread == newsroom.read("post-1")[0].id
    assert (one.body, one.state, one.lang) == ("Gut\nso.", "published", "de")
    assert one.created_at.isoformat() == "2020-05-02T08:00:00+00:00"
    assert (one.email, one.official) == ("ruth@reader.example", None)


@pytest.mark.parametrize(
    ("approved", "state"), [("1", "published"), ("0", "pending"), ("spam", "spam")]
)
def test_states(newsroom, approved, state):
    found, report = imported(newsroom, comment("5", approved=approved))

    assert found["Ruth"].state == state
    assert report.comments == {state: 1}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"approved": "trash"}, "in the trash"),
        ({"approved": "post-trashed"}, "in the trash"),
        ({"approved": "odd"}, "«odd»"),
        ({"type": "order_note"}, "«order_note»"),
        ({"content": "<script>x</script>"}, "empty"),
    ],
)
def test_what_is_left_out_is_reported_with_its_reason(newsroom, fields, reason):
    found, report = imported(newsroom, comment("5", **fields))

    assert not found
    (why,) = report.comments_skipped
    assert reason in why


def test_answers_keep_their_place_and_come_after_what_they_answer(newsroom):
    found, _ = imported(
        newsroom,
        comment("7", author="C", parent="6"),
        comment("6", author="B", parent="5"),
        comment("5", author="A"),
    )

    assert list(found) == ["A", "B", "C"]
    assert found["C"].parent == found["B"].id
    assert found["B"].parent == found["A"].id
    assert found["A"].parent is None


def test_answers_to_nothing_and_circles_stand_for_themselves(newsroom):
    found, report = imported(
        newsroom,
        comment("5", author="Deleted", approved="trash"),
        comment("6", author="B", parent="5"),
        comment("7", author="C", parent="8"),
        comment("8", author="D", parent="7"),
        comment("9", author="E", parent="9"),
    )

    assert found["B"].parent is None
    assert [found[name].parent is None for name in "CDE"].count(True) == 2
    assert found["E"].parent is None
    assert len([note for note in report.comment_notes if "was not imported" in note]) == 3


def test_whoever_wrote_for_the_old_newsroom_answers_officially(newsroom):
    found, _ = imported(
        newsroom,
        comment("5", author="Anna Meier", user_id="7"),
        comment("6", author="Anna Meier (Leser)", user_id="8"),
    )

    assert found["Anna Meier"].official == "Sprecherin", "her role in newsroom.toml"
    assert found["Anna Meier (Leser)"].official is None


def test_pingbacks_stand_apart(newsroom):
    found, report = imported(
        newsroom,
        comment("5", type="pingback", author_url="https://a.example/1"),
        comment("6", type="trackback", author_url="https://b.example/2"),
    )

    assert not found
    assert report.pings == [("T", "https://a.example/1"), ("T", "https://b.example/2")]


def test_a_nameless_comment_and_a_false_address(newsroom):
    found, _ = imported(newsroom, comment("5", author="", author_email="nobody"))

    assert found["Anonym"].email is None


def test_names_have_no_entities_and_no_turned_writing(newsroom):
    found, _ = imported(newsroom, comment("5", author="K&#252;hn &amp; \u202eCo"))

    assert "Kühn & Co" in found


def test_comments_of_what_is_not_imported_are_counted(newsroom):
    _, report = imported(newsroom, comment("5"), comment("6"), status="trash")

    assert "2 on something that was not imported" in str(report)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Eins\nzwei\n\nDrei", "Eins\nzwei\n\nDrei"),
        ("<b>fett</b>, <em>kursiv</em>, <code>a*b</code>", "**fett**, *kursiv*, `a*b`"),
        ("<blockquote>Ja</blockquote>Nein", "> Ja\n\nNein"),
        ("<h2>Titel</h2>Text", "**Titel**\n\nText"),
        ("<ul><li>a</li></ul>", "- a"),
        ('<a href="https://x.example/" rel="nofollow">da</a>', "[da](https://x.example/)"),
        ('<a href="javascript:x()">da</a>', "da"),
        ('<img src="https://x.example/a.png" alt="Bild">', "[Bild](https://x.example/a.png)"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a · b"),
        ("H<sub>2</sub>O <del>alt</del>", "H2O alt"),
        ("https://x.example/a_b_c_ hier", "https://x.example/a_b_c_ hier"),
        ("5 * 3 * 2, snake_case, _so_", r"5 \* 3 \* 2, snake_case, \_so\_"),
        ("1. erstens\n# zwei", "1\\. erstens\n\\# zwei"),
    ],
)
def test_a_comment_s_html_becomes_the_text_its_author_would_type(markup, text):
    assert comment_text(markup)[0] == text


@pytest.mark.parametrize(
    "words",
    ["*a* [b](c) <https://x.example>", "- a\n- b", "> q", "```\nx", "a  b\\", "& &amp;lt; <3"],
)
def test_a_comment_says_the_same_as_before(words):
    text, _ = comment_text(html.escape(words, quote=False))

    shown = html.unescape(re.sub(r"<[^>]+>", "", render(text)))
    assert "".join(shown.split()) == "".join(words.split())
