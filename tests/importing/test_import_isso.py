"""Comments of Isso, from its database and from its generic JSON."""

import json
import sqlite3
import time
from contextlib import closing

import pytest

from comments_service.contract.faults import Faults
from comments_service.domain.states import State
from comments_service.importing.isso import read_isso
from comments_service.importing.isso_text import mixed
from comments_service.storage import isso_database
from tests.importing.conftest import SAMPLES, of_others
from tests.importing.moving import FIRST, SECOND, Moving

URI = "/de/2026/neue-anlage/"
# As isso/db/threads.py and isso/db/comments.py of Isso 0.13 make them.
SCHEMA = """
CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER,
  created FLOAT NOT NULL, modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR NOT NULL,
  author VARCHAR, email VARCHAR, website VARCHAR, likes INTEGER DEFAULT 0,
  dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL, notification INTEGER DEFAULT 0);
"""
NOON = 1588413600.5


@pytest.fixture
def moving(tmp_path):
    return Moving(tmp_path, read_isso)


def database(moving, *rows, threads=((1, URI, "Neue Anlage"),)):
    """`rows` are fields of comments that differ from the usual."""
    moving.file.unlink(missing_ok=True)
    with closing(sqlite3.connect(moving.file)) as db:
        db.executescript(SCHEMA)
        db.executemany("INSERT INTO threads VALUES (?, ?, ?)", threads)
        for number, changed in enumerate(rows, 1):
            row = {
                "tid": 1, "id": number, "parent": None, "created": NOON + number,
                "modified": None, "mode": 1, "remote_addr": "203.0.113.0", "text": "Gut *so*.",
                "author": "Ruth", "email": "ruth@reader.example", "website": "https://site.example",
                "voters": b"x" * 256, **changed,
            }  # fmt: skip
            names = ", ".join(row)
            marks = ", ".join(f":{name}" for name in row)
            db.execute(f"INSERT INTO comments ({names}) VALUES ({marks})", row)  # noqa: S608
        db.commit()
    return moving.file


def generic(*comments, uri=URI, **thread):
    rows = [
        {
            "id": number, "author": "Ruth", "email": "", "website": "", "text": "Gut.",
            "remote_addr": "203.0.113.9", "created": "2020-05-02 10:00:00", **changed,
        }
        for number, changed in enumerate(comments)
    ]  # fmt: skip
    return {"id": uri, "title": "Neue+Anlage", "comments": rows, **thread}


def test_a_comment_of_the_database(moving):
    database(moving, {"modified": NOON + 60})

    report = moving.run()

    (one,) = moving.comments
    assert (one.thread, one.author, one.email) == (FIRST, "Ruth", "ruth@reader.example")
    assert (one.body, one.state) == ("Gut *so*.", State.PUBLISHED)
    assert one.created_at.timestamp() == NOON + 1
    assert one.edited_at
    assert one.edited_at.timestamp() == NOON + 60
    assert report.states == {"published": 1}


def test_modes_and_threads(moving):
    database(
        moving,
        {"mode": 4, "author": None, "text": "", "email": None, "website": None},
        {"parent": 1, "author": "B"},
        {"mode": 2, "author": "Wartet"},
        {"parent": 2, "author": "C"},
        {"mode": 4, "author": None, "text": ""},
    )

    moving.run()

    gone, answer, waiting, deeper = moving.comments
    assert (gone.state, gone.author, gone.body) == (State.WITHDRAWN, "", "")
    assert answer.parent == gone.id
    assert deeper.parent == answer.id
    assert (waiting.state, waiting.published_at) == (State.PENDING, None)
    assert waiting.waiting_since == waiting.created_at


def test_a_second_run_changes_nothing(moving):
    database(moving, {}, {"parent": 1})
    moving.run()
    before = moving.comments

    report = moving.run()

    assert moving.comments == before
    assert "0 new, 2 here already" in str(report)


def test_unknown_threads_and_comments_without_one(moving):
    database(moving, {"tid": 2}, {"tid": 9}, threads=((1, URI, "T"), (2, "/weg/", "Weg")))

    report = moving.run()

    assert report.unknown == {"/weg/": 1, "(a thread without address and id)": 1}


def test_a_name_of_ours_is_held_unless_somebody_vouches(moving):
    database(
        moving,
        {"author": "Anna Meier", "email": "anna@muster.example"},
        {"author": "Anna Meier", "email": None},
    )
    moving.accounts = {"anna@muster.example": ("Anna Meier", "Sprecherin")}

    moving.run()

    own, other = moving.comments
    assert (own.official, own.state) == ("Sprecherin", State.PUBLISHED)
    assert (other.official, other.state) == (None, State.PENDING)


def test_no_address_of_a_computer_and_no_website_is_read(moving):
    database(moving, {})
    moving.run()
    moving.run(json.dumps([generic({})]))

    dump = "\n".join(moving.service.db.conn.iterdump())
    assert "203.0.113" not in dump
    assert "site.example" not in dump


def test_a_database_cut_off_anywhere_imports_nothing(moving):
    """At each page's border and around it, and through the whole header."""
    data = database(moving, *({"text": "Wort " * 300} for _ in range(30))).read_bytes()
    borders = range(0, len(data), 4096)
    places = {*range(0, 110, 9), *(at + step for at in borders for step in (-1, 0, 1))}
    for place in sorted(at for at in places if 0 <= at < len(data)):
        moving.write(data[:place])
        with pytest.raises(Faults, match=r"byte|broken JSON"):
            moving.run()
    assert not moving.comments


def test_a_damaged_page_imports_nothing(moving):
    data = bytearray(database(moving, *({"text": "Wort " * 300} for _ in range(30))).read_bytes())
    data[3 * 4096 : 3 * 4096 + 64] = b"\xff" * 64
    moving.write(bytes(data))

    with pytest.raises(Faults, match=r"damaged|SQLite"):
        moving.run()
    assert not moving.comments


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"created": "gestern"}, "comment 1: created is no time"),
        ({"created": 1e300}, "comment 1: created is no time"),
        ({"mode": "eins"}, "comment 1: mode is no number"),
    ],
)
def test_a_value_that_fits_nowhere_says_where(moving, changed, told):
    database(moving, changed)

    with pytest.raises(Faults, match=told):
        moving.run()


def test_another_database_is_refused(moving):
    with closing(sqlite3.connect(moving.file)) as db:
        db.execute("CREATE TABLE x (y)")

    with pytest.raises(Faults, match="none of Isso's"):
        moving.run()


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"


def test_a_view_is_no_table(moving):
    """It could be a question without an end."""
    names = "i AS tid, i AS id, 0 AS parent, 0 AS created, 0 AS modified, 1 AS mode, '' AS text"
    with closing(sqlite3.connect(moving.file)) as db:
        db.executescript(SCHEMA)
        db.execute("DROP TABLE comments")
        db.execute(f"CREATE VIEW comments AS SELECT {names} FROM ({ENDLESS})")  # noqa: S608

    with pytest.raises(Faults, match="none of Isso's"):
        moving.run()


def test_what_does_not_end_is_ended(moving, monkeypatch):
    monkeypatch.setattr(isso_database, "_FEWEST", 100_000)
    database(moving, {})

    with (
        pytest.raises(isso_database.Broken, match="does not end"),
        isso_database._opened(moving.file, 100) as db,
    ):
        db.execute(f"SELECT count(*) FROM ({ENDLESS})").fetchone()  # noqa: S608


def test_the_file_stays_as_it_is(moving):
    """No journal beside it, no function of the schema's choice."""
    database(moving, {})
    with closing(sqlite3.connect(moving.file)) as db:
        db.execute("PRAGMA journal_mode = WAL")
    before = sorted(path.name for path in moving.file.parent.iterdir())

    with isso_database._opened(moving.file, 100) as db:
        assert db.execute("SELECT count(*) FROM comments").fetchone() == (1,)
        assert db.execute("PRAGMA trusted_schema").fetchone() == (0,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            db.execute("DELETE FROM comments")
    assert sorted(path.name for path in moving.file.parent.iterdir()) == before


def test_generic_json(moving):
    first = generic({"created": "2005-02-24 04:03:37"}, {"author": "B", "parent": 0})

    report = moving.run(json.dumps([first, generic({}, uri="/weg/")]))

    one, other = moving.comments
    assert one.created_at.isoformat() == "2005-02-24T04:03:37+00:00"
    assert (one.thread, one.parent, other.parent) == (FIRST, None, one.id)
    assert report.unknown == {"/weg/": 1}
    assert "/weg/ «Neue Anlage»: 1 comment" in str(report)


def test_ids_that_repeat_lose_no_comment(moving):
    """They count in each thread anew, and two old threads may be one post here."""
    threads = [
        generic({"text": "A"}, {"id": 0, "text": "B"}),
        generic({"text": "C"}, uri=f"{URI}index.html"),
        generic({"text": "D"}, uri="/en/2014/test/"),
    ]

    moving.run(json.dumps(threads))
    again = moving.run(json.dumps(threads))

    assert sorted((one.body, one.thread) for one in moving.comments) == [
        ("A", FIRST), ("B", FIRST), ("C", FIRST), ("D", SECOND),
    ]  # fmt: skip
    assert "0 new, 4 here already" in str(again)


def test_json_cut_off_at_any_byte_imports_nothing(moving):
    data = json.dumps([generic({"text": "Grüezi"})], ensure_ascii=False).encode()
    for end in range(len(data)):
        moving.write(data[:end])
        with pytest.raises(Faults, match=r":1: broken JSON at column \d|no UTF-8"):
            read_isso(moving.file, lambda _: None)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("{}", "the file is no list"),
        ("[1]", "thread 1 is no object"),
        ('[{"id": "/a/"}]', "comments of thread 1 is no list"),
        ('[{"id": 1, "comments": []}]', "thread 1: id is missing or no text"),
        (json.dumps([generic({}, {"text": None})]), "comment 2 of thread 1: text is missing"),
        (json.dumps([generic({"created": "gestern"})]), "created is no date"),
        (json.dumps([generic({"mode": 3})]), "mode is not 1, 2 or 4"),
        (json.dumps([generic({"parent": True})]), "parent is no number"),
        (
            json.dumps([generic({})]).replace('"id": 0', f'"id": {"9" * 5000}'),
            "comment 1 of thread 1: id is no number",
        ),
        ("[" * 100_000, "nested too deeply"),
        (b'["\xc3("]', "byte 2 is no UTF-8"),
    ],
)
def test_json_that_does_not_fit_says_where(moving, data, told):
    with pytest.raises(Faults, match=told):
        moving.run(data)
    assert not moving.comments


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("**fett**<br>und `<b>Code</b>`", "**fett**\nund `<b>Code</b>`"),
        ("*so* <b>fett</b>, <i> kursiv </i>", "*so* **fett**,  *kursiv*"),
        (
            '- [x](https://a.example)\n- <a href="https://b.example?a=1&amp;b=2">da</a>',
            "- [x](https://a.example)\n- [da](https://b.example?a=1&b=2)",
        ),
        ("```\n<b>x</b>\n```\n<b>y</b>", "```\n<b>x</b>\n```\n**y**"),
        ("<blockquote>Ja</blockquote>\n\n**Nein**", "> Ja\n\n**Nein**"),
        ("<code>a*b</code> und a &lt; b &amp; &#42;", "`a*b` und a < b & \\*"),
        ("<b>offen und <em>zu</em></u>", "offen und *zu*"),
        ("a < b und b > c, <3, <kein Tag>", "a < b und b > c, <3, <kein Tag>"),
        ("<b>eins\n\nzwei</b>", "eins\n\nzwei"),
        ("<script>x</script> *so*", "<script>x</script> *so*"),
        ("<p>Absatz *so*</p><p>zwei</p>", "Absatz \\*so\\*\n\nzwei"),
    ],
)
def test_markdown_stays_and_only_tags_are_converted(moving, text, body):
    database(moving, {"text": text})

    moving.run()

    assert [one.body for one in moving.comments] == [body]


@pytest.mark.parametrize("text", ["<b>", "<code>", "</i>", "``", "<a href=x", "&#", "<b></i>"])
def test_no_text_takes_long(text):
    begin = time.process_time()

    mixed(text * (60_000 // len(text)))

    assert time.process_time() - begin < 1


def test_a_whole_generic_file(moving):
    moving.posts.wanted = {"/posts/0001/": FIRST, "posts/0007": SECOND}

    moving.run(file=SAMPLES / "isso.json")

    assert [(one.author, one.body) for one in moving.comments] == [
        ("Urs", "Wann kommt der nächste Bericht?"),
        ("Spaziergängerin", "Schöne Bilder :)"),
    ]


def test_the_sample_of_isso_s_tests(moving):
    moving.posts.wanted = {"/posts/0001/": FIRST, "posts/0007": SECOND}

    moving.run(file=of_others("isso-generic.json"))

    assert [(one.author, one.body) for one in moving.comments] == [
        ("texas holdem", "Great men can't be ruled. by free online poker"),
        ("Richard Crinshaw", "Ja-make-a me crazzy mon :)"),
    ]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("ruth@reader.example", "ruth@reader.example"),
        (" ruth@reader.example ", "ruth@reader.example"),
        ("ruth at reader", None),
        ("ruth@reader.example\nBcc: all@reader.example", None),
        ("", None),
    ],
)
def test_an_address_that_is_none_is_left_out_and_the_comment_comes(moving, given, kept):
    moving.run(file=database(moving, {"email": given}))

    (found,) = moving.comments
    assert (found.email, found.confirmed_at) == (kept, None)
