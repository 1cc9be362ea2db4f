"""Corrections and withdrawals: nothing is hidden from readers who have met the text."""

import pytest

from tests.editing.conftest import identifier

LAW = "has to stay public for 5 years"


def test_a_correction_is_added_with_its_moment(desk):
    path = desk.post("seeufer")

    said = desk.does("correct", path, "--text", 'Es sind "320": nicht 302 #1.')
    desk.does("correct", path, "--text", "Und zweitens.")

    assert "has a correction, dated 20 November 2026, 10:00" in said
    assert [(f"{c.date:%Y-%m-%d %H:%M}", c.text) for c in desk.read(path).corrections] == [
        ("2026-11-20 10:00", 'Es sind "320": nicht 302 #1.'),
        ("2026-11-20 10:00", "Und zweitens."),
    ]


def test_a_correction_ends_the_approval_and_says_so(desk):
    path = desk.post("prognose", kind="adhoc", status="draft", date="2026-11-20 07:00")
    desk.does("approve", path, "--by", "bruno-frei")
    desk.does("publish", path, "--at", "2026-11-20 07:00")

    said = desk.does("correct", path, "--text", "Es sind 3.")

    assert "the approval was for the text before" in said
    assert f"make approve FILE={path.relative_to(desk.root)} BY=…" in said
    assert "Next: make check" in desk.does("approve", path, "--by", "carla-frei")
    assert desk.read(path).approval.by == "carla-frei"


@pytest.mark.parametrize(
    ("fields", "text", "told"),
    [
        ({"status": "draft"}, "Es sind 3.", "the post is draft, so readers see nothing"),
        ({"date": "2026-12-24"}, "Es sind 3.", "the post is scheduled, so readers see nothing"),
        ({}, "  ", "TEXT: it is empty"),
        ({}, "Es\x07sind", "TEXT: it holds the control character U+0007"),
        ({"corrections": "Falsch"}, "Es sind 3.", "corrections is no list of entries"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(desk, fields, text, told):
    assert told in desk.refuses("correct", desk.post("seeufer", **fields), "--text", text)


def test_a_withdrawn_post_says_when_why_and_what_to_read_instead(desk):
    path = desk.post("seeufer")
    desk.post("neu/de", date="2026-11-13 09:00")

    said = desk.does("withdraw", path, "--reason", "Die Zahlen waren falsch.", "--instead", "neu")

    assert "is withdrawn: its address stays and says why" in said
    post = desk.read(path)
    assert post.status == "withdrawn"
    assert post.withdrawal.reason == "Die Zahlen waren falsch."
    assert f"{post.withdrawal.at:%Y-%m-%d %H:%M}" == "2026-11-20 10:00"
    assert post.withdrawal.replaced_by == identifier("neu/de")


def test_what_goes_out_later_can_be_withdrawn_before(desk):
    path = desk.post("seeufer", date="2026-12-24")

    assert "before anybody could have read it" in desk.does(
        "withdraw", path, "--reason", "Abgesagt"
    )


def test_a_replacement_that_is_not_public_yet_is_told(desk):
    path = desk.post("seeufer")
    desk.post("neu", date="2026-12-24")

    said = desk.does("withdraw", path, "--reason", "Neu", "--instead", "posts/neu.md")

    assert "content/posts/neu.md is scheduled; nothing leads there before" in said


def test_translations_are_not_forgotten(desk):
    path = desk.post("a/de")
    desk.post("a/en", lang="en", translates=identifier("a/de"))
    desk.post("a/fr", lang="en", status="draft", translates=identifier("a/de"))

    said = desk.does("correct", path, "--text", "Es sind 3.")
    assert "Note: content/posts/a/en.md is behind now; correct it, too" in said
    said = desk.does("withdraw", path, "--reason", "Falsch")
    assert "Note: content/posts/a/en.md is still public; withdraw it, too" in said
    assert "a/fr.md" not in said


@pytest.mark.parametrize(
    ("fields", "reason", "instead", "told"),
    [
        ({"status": "draft"}, "Falsch", "", "the post was never public"),
        (
            {"status": "withdrawn", "withdrawn": "2026-11-13", "reason": "x"},
            "Falsch",
            "",
            "the post is withdrawn already",
        ),
        ({}, "", "", "REASON: it is empty"),
        ({}, "Falsch", "posts/seeufer.md", "INSTEAD: a post cannot replace itself"),
        ({}, "Falsch", "seufer", "INSTEAD: there is no text 'seufer'"),
        ({"kind": "adhoc", "date": "2021-11-21 08:00"}, "Falsch", "", LAW),
    ],
)
def test_a_withdrawal_that_makes_no_sense_is_refused(desk, fields, reason, instead, told):
    path = desk.post("seeufer", **fields)

    assert told in desk.refuses("withdraw", path, "--reason", reason, "--instead", instead)


def test_what_the_law_wanted_public_can_go_after_five_years(desk):
    path = desk.post("prognose", kind="adhoc", date="2021-11-19 08:00")

    desk.does("withdraw", path, "--reason", "Veraltet")
