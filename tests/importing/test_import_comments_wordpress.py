"""Comments of a WordPress export alone, for posts that stand here already."""

from zoneinfo import ZoneInfo

import pytest

from comments_service.contract.faults import Faults
from comments_service.domain.states import State
from comments_service.importing.comment_maps import read_officials, read_threads
from comments_service.importing.storing import Store
from comments_service.importing.wordpress_comments import wordpress_reader
from tests.importing.conftest import HEAD, SAMPLES, SITE, Importer, author, comment, item, of_others
from tests.importing.moving import FIRST, SECOND, Moving
from tests.support import NOW, all_comments

LINK = f"{SITE}/2026/neue-anlage/"


@pytest.fixture
def moving(tmp_path):
    return Moving(tmp_path, wordpress_reader(ZoneInfo("Europe/Zurich")))


def export(*parts):
    return HEAD.format(site=SITE, language="de-CH") + "\n".join(parts) + "</channel></rss>"


def test_comments_join_the_post_that_is_here(moving):
    moving.run(export(item("1", "T", "x", comment("5", "Gut\nso."), link=LINK)))

    (one,) = moving.comments
    assert (one.thread, one.body, one.author) == (FIRST, "Gut\nso.", "Ruth")
    assert one.created_at.isoformat() == "2020-05-02T08:00:00+00:00"
    assert one.email == "ruth@reader.example"


def test_states_and_threads(moving):
    report = moving.run(
        export(
            item(
                "1",
                "T",
                "x",
                comment("5", author="A", approved="trash"),
                comment("6", author="B", parent="5"),
                comment("7", author="C", approved="0"),
                comment("8", author="D", approved="spam"),
                comment("9", author="E", approved="odd"),
                comment("10", type="pingback"),
                comment("11", type="order_note"),
                link=LINK,
            )
        )
    )

    gone, answer, waiting, spam, odd = moving.comments
    assert (gone.state, gone.body) == (State.WITHDRAWN, "")
    assert answer.parent == gone.id
    states = [one.state for one in (waiting, spam, odd)]
    assert states == [State.PENDING, State.SPAM, State.PENDING]
    assert sum(report.skipped.values()) == 2


def test_those_that_came_with_their_posts_do_not_come_again(tmp_path):
    """Both imports give a comment the same id, and a post is known by its own."""
    whole = Importer(tmp_path / "whole")
    parts = (author("anna", "Anna Meier", "7"), item("1", "T", "x", comment("5"), link=LINK))
    moving = Moving(tmp_path / "moving", wordpress_reader(ZoneInfo("Europe/Zurich")))
    whole.run(*parts, store=Store(moving.service.db, NOW))
    (post,) = {one.thread for one in all_comments(moving.service)}
    moving.posts.add(post, "de", "T", "/de/2020/anders/", "")

    report = moving.run(export(*parts))

    assert "0 new, 1 here already" in str(report)


def test_whoever_had_an_account_is_official_only_if_somebody_says_so(moving):
    parts = (
        author("anna", "Anna Meier", "7"),
        item(
            "1",
            "T",
            "x",
            comment("5", author="Anna Meier", user_id="7"),
            comment("6", author="Anna Meier"),
            link=LINK,
        ),
    )

    report = moving.run(export(*parts))
    assert {one.state for one in moving.comments} == {State.PENDING}
    assert "account «anna»" in str(report)

    moving.accounts = {"anna": ("Anna Meier", "Sprecherin")}
    parts = (parts[0], parts[1].replace("<wp:comment_id><![CDATA[", "<wp:comment_id><![CDATA[1"))
    moving.run(export(*parts))
    assert [(one.official, one.state) for one in moving.comments[2:]] == [
        ("Sprecherin", State.PUBLISHED),
        (None, State.PENDING),
    ]


def test_an_export_cut_off_at_any_byte_imports_nothing(moving):
    data = export(item("1", "T", "x", comment("5"), link=LINK)).encode()
    reader = wordpress_reader(ZoneInfo("UTC"))
    for end in range(0, len(data), 3):
        moving.write(data[:end])
        with pytest.raises(Faults, match="broken XML at column"):
            reader(moving.file, lambda _: None)
    with pytest.raises(Faults):
        moving.run(data[:-3])
    assert not moving.comments


def test_a_whole_export_of_version_1_0(moving):
    moving.posts.wanted = {
        "http://old.example/2013/hochwasser/": FIRST,
        "http://old.example/?p=4": SECOND,
    }

    report = moving.run(file=SAMPLES / "wordpress-1.0.xml")

    found = moving.by_author()
    assert report.states == {"published": 3}
    assert found["Spaziergängerin"].body == "Nur für Fussgänger.\nSeit heute früh."
    assert found["Spaziergängerin"].parent == found["Urs"].id
    assert found["Urs"].email == "urs@reader.example"
    assert found["Ohne Namen"].thread == SECOND


def test_the_sample_of_isso_s_tests(moving):
    moving.posts.wanted = {
        "http://example.tld/2014/test/": FIRST,
        "http://example.tld/?p=4": SECOND,
    }

    report = moving.run(file=of_others("isso-wordpress.xml"))

    found = moving.by_author()
    assert report.states == {"published": 8}
    assert found["Multiline Author"].body.count("\n") == 1
    assert found["Anonymous"].thread == SECOND
    assert found["Letzter :/"].thread == FIRST


def test_a_map_is_checked_row_by_row(moving, tmp_path):
    file = tmp_path / "map.csv"
    file.write_text(
        "\ufeffthere;here\nhttps://old.example/a/;/de/2026/neue-anlage\n"
        f"id-7; {SECOND}\nhttps://old.example/b/;-\n",
        "utf-8",
    )

    found = read_threads(file, moving.posts)

    assert found["https://old.example/a/"] == found["a"] == FIRST
    assert (found["id-7"], found["b"]) == (SECOND, "-")

    file.write_text("there,here\na,/nowhere/\nb,/neither/\n", "utf-8")
    with pytest.raises(Faults) as faults:
        read_threads(file, moving.posts)
    assert [fault.line for fault in faults.value.faults] == [2, 3]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a,b,c\n", "the row has 3 values, not 2"),
        (b"a\n", "the row has 1 value, not 2"),
        (b"\xff,b\n", "byte 0 is no UTF-8"),
        (b'"a,b\n', "broken CSV"),
    ],
)
def test_a_broken_map_says_where(moving, tmp_path, data, told):
    file = tmp_path / "map.csv"
    file.write_bytes(data)

    with pytest.raises(Faults, match=told):
        read_threads(file, moving.posts)


@pytest.mark.parametrize(
    "first", ["/alt/,nirgends", "id-7,nirgends", "alt.example,nirgends", f"alt,{SECOND[:-1]}9"]
)
def test_a_first_line_that_names_something_is_no_heading(moving, tmp_path, first):
    file = tmp_path / "map.csv"
    file.write_text(f"{first}\n/a/,{FIRST}\n", "utf-8")

    with pytest.raises(Faults, match="there is no post") as faults:
        read_threads(file, moving.posts)
    assert [fault.line for fault in faults.value.faults] == [1]


def test_faults_of_all_rows_are_told_at_once(moving, tmp_path):
    file = tmp_path / "map.csv"
    file.write_text(f"there,here\n/a/,/nowhere/\n/b/\n/c/,{FIRST},x\n/d/,/neither/\n", "utf-8")

    with pytest.raises(Faults) as faults:
        read_threads(file, moving.posts)
    assert [fault.line for fault in faults.value.faults] == [2, 3, 4, 5]


def test_officials_are_known_by_account(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("Anna,Anna Meier,Sprecherin\n", "utf-8")

    assert read_officials(file) == {"anna": ("Anna Meier", "Sprecherin")}
