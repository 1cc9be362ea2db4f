"""The comments section says what readers were promised, in the words that were chosen for it."""

import gzip
import html
import re
from dataclasses import replace
from pathlib import Path

import pytest

from comments_service.contract import counts
from comments_service.contract.published import PublishedComment
from comments_service.contract.switches import Switches
from comments_service.contract.thread_page import Policy, policy_for, render_thread
from comments_service.contract.thread_tree import newest, tree
from comments_service.domain.shown import Shown
from comments_service.domain.states import State
from comments_service.publish.entries import entries
from tests.support import NOW, THREAD, make_newsroom, thread

COMMENT = PublishedComment("c1", None, "Ruth", None, NOW, "<p>Guten Tag</p>")

GERMAN = (
    "Schreibe einen Kommentar",
    "Noch keine Kommentare. Mach den Anfang.",
    "Deine E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind mit * markiert.",
    "Name oder Pseudonym *",
    "E-Mail (freiwillig, nur für unsere Antwort)",
    "Muster AG verarbeitet deine Angaben, um den Kommentar zu prüfen und zu veröffentlichen. Name"
    " und Text werden öffentlich. Wir speichern keine IP-Adresse dazu.",
    "Datenschutz · Daten löschen",
    "Spam prüfen wir selbst, ohne Dritte.",
    "Kritik ist willkommen. Wir prüfen Regeln und Recht, nicht Meinungen, und ändern keine Texte.",
)
ENGLISH = (
    "Leave a comment",
    "No comments yet. Be the first.",
    "Your email address will not be published. Required fields are marked *.",
    "Name or pseudonym *",
    "Email (optional, only for our reply)",
    "Muster AG processes your details to review and publish the comment. Name and text become"
    " public. We store no IP address with it.",
    "Privacy · Delete data",
    "We check spam ourselves, without third parties.",
    "Criticism is welcome. We check rules and law, not opinions, and never alter texts.",
)


def section(
    folder: Path,
    *comments: PublishedComment,
    lang: str = "de",
    switches: Switches = Switches(),  # noqa: B008 - frozen
    **policy: object,
) -> str:
    service = make_newsroom(folder)
    rules = policy_for(service.config, {"privacy": "/de/datenschutz/"})
    shown: Policy = replace(rules, **policy)  # type: ignore[arg-type]
    return render_thread(
        service.jinja, service.config, thread(lang=lang), comments, shown, NOW, switches
    )


def words(page: str) -> str:
    """What a person reads, on one line."""
    return " ".join(html.unescape(re.sub("<[^>]*>", "", page)).split())


@pytest.mark.parametrize(("lang", "said"), [("de", GERMAN), ("en", ENGLISH)])
def test_the_form_says_what_was_promised_word_for_word(
    tmp_path: Path, lang: str, said: tuple[str, ...]
) -> None:
    page = words(section(tmp_path, lang=lang))

    assert [phrase for phrase in said if phrase not in page] == []


def test_whoever_uses_akismet_says_so_and_asks(tmp_path: Path) -> None:
    page = words(section(tmp_path, akismet=True))

    assert "Diese Seite verwendet Akismet, um Spam zu reduzieren." in page
    assert "Erfahre, wie deine Kommentardaten verarbeitet werden." in page
    assert (
        "Text, Name, IP-Adresse und Browserkennung dürfen an Automattic (USA) gehen."
        " Sonst prüft ein Mensch." in page
    )
    assert "Spam prüfen wir selbst" not in page


def test_the_order_can_be_chosen_where_there_is_one(tmp_path: Path) -> None:
    """The texts are the script's; without it, nothing is missing."""
    other = replace(COMMENT, id="c2")
    answer = replace(COMMENT, id="c3", parent="c1")

    assert "data-comments-tools" not in section(tmp_path / "a", COMMENT, answer)
    page = section(tmp_path / "b", COMMENT, other)
    assert "data-comments-tools" in page
    assert "<select" not in page
    assert '<a href="#comment-' in page


def test_a_removed_comment_can_neither_be_answered_nor_reported(tmp_path: Path) -> None:
    gone = replace(COMMENT, author="", html="", removed="INSULT", removed_at=NOW)
    page = section(tmp_path, gone, replace(COMMENT, id="c2", parent="c1"))

    assert "Kommentar entfernt: Beleidigung, 20. November 2026" in words(page)
    assert "/comments/report/c1" not in page
    assert "/comments/report/c2" in page
    assert "Antwort auf einen entfernten Kommentar" in page


def test_the_same_comment_looks_different_where_it_cannot_be_answered(tmp_path: Path) -> None:
    """What is remembered of one page is not shown in another one."""
    service = make_newsroom(tmp_path)
    policy = policy_for(service.config, {})
    pages = [
        render_thread(service.jinja, service.config, one, [COMMENT], policy, NOW)
        for one in (thread(), thread(policy="closed"), thread(lang="en"))
    ]

    assert ["Antworten" in page for page in pages] == [True, False, False]
    assert ["Reply" in page for page in pages] == [False, False, True]


def test_the_newest_comment_is_one_that_can_be_read() -> None:
    gone = replace(COMMENT, id="c9", removed="SPAM", published_at=NOW.replace(hour=23))

    assert newest([COMMENT, gone]) == COMMENT
    assert newest([gone]) is None
    assert [node.comment.id for node in tree([COMMENT, gone])] == ["c1", "c9"]


def test_numbers_are_put_into_their_places_and_nowhere_else() -> None:
    other = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a0a"
    page = f"<p>a {counts.place(THREAD, 'alt')}</p><p>{counts.place(other)} b</p><!-- count -->"

    filled = counts.fill(page, lambda one: "neu \\1" if one == THREAD else "")

    assert filled == page.replace("alt", "neu \\1")
    assert counts.listed(page) == {THREAD, other}
    assert counts.fill(filled, lambda _: "x").count("x<!-- /count -->") == 2


def test_answers_to_spam_move_up_and_answers_to_what_was_removed_stay() -> None:
    def row(name: str, parent: str | None, state: State) -> Shown:
        return Shown(
            name, THREAD, parent, "Ruth", None, state, "HATE", NOW, NOW, None, "<p>x</p>", 1, "x"
        )

    found = entries(
        [
            row("a", None, State.SPAM),
            row("b", "a", State.PUBLISHED),
            row("c", None, State.REJECTED),
            row("d", "c", State.PUBLISHED),
            row("e", None, State.REJECTED),
        ]
    )

    assert [(e.id, e.parent, e.removed) for e in found] == [
        ("b", None, None),
        ("c", None, "HATE"),
        ("d", "c", None),
    ]


def test_the_script_stays_small() -> None:
    script = Path(__file__).parents[2] / "theme/static/comments.js"

    assert len(gzip.compress(script.read_bytes())) <= 5000
