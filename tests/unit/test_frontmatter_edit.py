"""Changing single fields: what was meant changes, every other byte stays, or nothing happens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments_service.contract.content_file import text_of
from comments_service.contract.faults import Faults
from comments_service.contract.frontmatter import parse
from comments_service.contract.frontmatter_edit import FrontMatterEditor

FILE = """---
# Vor dem Versand mit Ursina absprechen
id: 6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a01
title: "Seeufer: am Netz"
date:   2026-11-12 09:00
status: 'draft'   # bis Montag
topics: [projekte,   umwelt]  # zwei
summary:
slug:␣␣
aliases:
  - /de/2025/alt/

downloads:
  - file: "a.pdf"   # die kurze Fassung
    title: >
      Ein Blatt
      in zwei Zeilen
    credit: Lea

# Ende
---

Text mit Blanks am Ende.  \n\n---\n\nmehr
""".replace("␣", " ")


def edit(text: str, *changes: tuple) -> str:
    editor = FrontMatterEditor(text.encode(), "post.md")
    for verb, *arguments in changes:
        getattr(editor, verb)(*arguments)
    return editor.raw.decode()


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that are gone, and those that are new."""
    old, new = before.split("\n"), after.split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize(
    ("change", "gone", "new"),
    [
        (
            ("set", "status", "review"),
            ["status: 'draft'   # bis Montag"],
            ["status: 'review'   # bis Montag"],
        ),
        (
            ("set", "title", 'Er sagte "nein": so'),
            ['title: "Seeufer: am Netz"'],
            ['title: "Er sagte \\"nein\\": so"'],
        ),
        (
            ("set", "date", "2026-12-01 07:00"),
            ["date:   2026-11-12 09:00"],
            ["date:   2026-12-01 07:00"],
        ),
        (("set", "summary", "Kurz: #1"), ["summary:"], ["summary: 'Kurz: #1'"]),
        (("set", "slug", "neu"), ["slug:  "], ["slug: neu  "]),
        (("set", "lang", "de"), [], ["lang: de"]),
        (("set", "approved_by", "anna"), [], ["approved_by: anna"]),
        (("remove", "status"), ["status: 'draft'   # bis Montag"], []),
        (("remove", "expires"), [], []),
        (
            ("extend", "topics", "technik"),
            ["topics: [projekte,   umwelt]  # zwei"],
            ["topics: [projekte,   umwelt, technik]  # zwei"],
        ),
        (("extend", "aliases", "/de/2026/zwei/"), [], ["  - /de/2026/zwei/"]),
        (("extend", "aliases", "/de/2025/alt/"), [], []),
        (("extend", "authors", "anna"), [], ["authors: [anna]"]),
        (("extend", "authors", "x, y"), [], ["authors: ['x, y']"]),
        (
            ("append", "downloads", {"file": "b.pdf", "title": "Ja: nein"}),
            [],
            ["  - file: b.pdf", "    title: 'Ja: nein'"],
        ),
        (
            ("append", "corrections", {"date": "2026-11-20 09:00", "text": "320, nicht 302."}),
            [],
            ["corrections:", "  - date: 2026-11-20 09:00", "    text: 320, nicht 302."],
        ),
    ],
)
@pytest.mark.parametrize("form", ["unix", "windows", "bom"])
def test_one_change_touches_one_place(
    change: tuple, gone: list[str], new: list[str], form: str
) -> None:
    text = {
        "unix": FILE,
        "windows": FILE.replace("\n", "\r\n"),
        "bom": f"\ufeff{FILE}",
    }[form]
    ending = "\r" if form == "windows" else ""

    after = edit(text, change)

    assert changed_lines(text, after) == (
        [line + ending for line in gone],
        [line + ending for line in new],
    )
    assert after.startswith("\ufeff") is (form == "bom")


def test_new_fields_stand_where_an_editor_would_look_for_them() -> None:
    after = edit(FILE, ("set", "approved_by", "anna"), ("set", "approval", "f0"))

    lines = after.split("\n")
    at = lines.index("approved_by: anna")
    assert lines[at - 1].startswith("status:")
    assert lines[at + 1] == "approval: f0"


@pytest.mark.parametrize(
    ("before", "entry"),
    [
        ("corrections:\n- date: 2026-01-01\n  text: a\n", "- date: 2026-02-02\n  text: b\n"),
        ("corrections:\n  -   date: 2026-01-01\n      text: a\n", "  -   date: 2026-02-02\n"),
        ("corrections: [{date: 2026-01-01, text: a}]\n", ", {date: 2026-02-02, text: b}]"),
        ("corrections: []\n", "corrections: [{date: 2026-02-02, text: b}]\n"),
        ("corrections:\n", "corrections:\n  - date: 2026-02-02\n    text: b\n"),
    ],
)
def test_an_entry_is_added_in_the_form_of_those_before(before: str, entry: str) -> None:
    text = f"---\nid: a\n{before}title: b\n---\n\nText\n"

    after = edit(text, ("append", "corrections", {"date": "2026-02-02", "text": "b"}))

    assert entry in after
    groups = parse(after, "post.md").groups["corrections"]
    assert groups[-1].values == {"date": "2026-02-02", "text": "b"}


def test_a_folded_value_is_replaced_whole() -> None:
    text = "---\nid: a\nreason: >-\n  eins\n  zwei\n\ntitle: b\n---\n"

    assert edit(text, ("set", "reason", "drei")) == ("---\nid: a\nreason: drei\n\ntitle: b\n---\n")


def test_an_empty_front_matter_takes_a_field() -> None:
    assert edit("---\n---\nText", ("set", "id", "a")) == "---\nid: a\n---\nText"


@pytest.mark.parametrize(
    ("text", "change", "told"),
    [
        ("---\nstatus: [draft]\n---\n", ("set", "status", "review"), "post.md:2: status cannot be"),
        ("---\n{id: a, status: draft}\n---\n", ("set", "status", "review"), "cannot be changed"),
        ("---\ntitle: Eins: zwei\n---\n", ("set", "status", "review"), "needs quotes"),
        ("---\ntitle: a\ntitle: b\n---\n", ("set", "status", "review"), "stands twice"),
        ("Text", ("set", "status", "review"), "does not start with front matter"),
    ],
)
def test_a_file_that_cannot_be_changed_safely_is_left_alone(
    text: str, change: tuple, told: str
) -> None:
    with pytest.raises(Faults, match=r"post\.md:") as refused:
        edit(text, change)

    assert told in str(refused.value)


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn")), max_size=30
).map(lambda text: " ".join(text.split()))


@given(value=words, style=st.sampled_from(["x", "'x'", '"x"', "", '  "x"   # y']))
def test_any_words_are_kept_and_nothing_else_is_touched(value: str, style: str) -> None:
    text = f"---\nid: a\nreason: {style}\nlang: de\n---\n\nText: #\n"

    after = edit(text, ("set", "reason", value))

    front = parse(text_of(after.encode(), "post.md"), "post.md")
    assert front.values == {"id": "a", "reason": value, "lang": "de"}
    assert after.startswith("---\nid: a\nreason: ")
    assert after.endswith("\nlang: de\n---\n\nText: #\n")
