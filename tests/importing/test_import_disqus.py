"""Comments of Disqus: threads, states, dates, and nobody who is not official."""

import re

import pytest

from comments_service.contract.faults import Faults
from comments_service.domain.states import State
from comments_service.importing.comments import StoredCounts
from comments_service.importing.disqus import read_disqus
from comments_service.storage import comments
from tests.importing.conftest import SAMPLES, of_others
from tests.importing.disqus import HEAD, LINK, export, page, post
from tests.importing.moving import FIRST, Moving
from tests.support import logged


@pytest.fixture
def moving(tmp_path):
    return Moving(tmp_path, read_disqus)


def test_a_comment_comes_with_author_date_and_text(moving):
    report = moving.run(export(page(1, LINK), post(5, message="<p>Eins<br>zwei</p><p>Drei</p>")))

    (one,) = moving.comments
    assert (one.thread, one.author, one.lang) == (FIRST, "Ruth", "de")
    assert one.body == "Eins\nzwei\n\nDrei"
    assert one.created_at.isoformat() == "2020-05-02T08:00:00+00:00"
    assert one.published_at == one.decided_at == one.created_at
    assert (one.state, one.email) == (State.PUBLISHED, "ruth@reader.example")
    assert report.states == {"published": 1}
    assert moving.publications() == {FIRST}


@pytest.mark.parametrize(
    ("flags", "state"),
    [
        ({}, State.PUBLISHED),
        ({"isSpam": "true"}, State.SPAM),
        ({"isApproved": "false"}, State.PENDING),
    ],
)
def test_states(moving, flags, state):
    moving.run(export(page(1, LINK), post(5, **flags)))

    assert moving.comments[0].state is state


def test_what_was_deleted_leaves_a_place_for_its_answers_only(moving):
    report = moving.run(
        export(
            page(1, LINK),
            post(5, isDeleted="true", name="Weg"),
            post(6, parent="5", name="Antwort"),
            post(7, isDeleted="true", name="Auch weg"),
        )
    )

    gone, answer = moving.comments
    assert (gone.state, gone.author, gone.body, gone.email) == (State.WITHDRAWN, "", "", None)
    assert answer.parent == gone.id
    assert list(report.skipped.values()) == [1]


def test_threads_of_any_depth_in_any_order(moving):
    moving.run(
        export(
            page(1, LINK),
            post(7, parent="6", name="C"),
            post(6, parent="5", name="B"),
            post(5, name="A"),
            post(8, parent="99", name="D"),
        )
    )

    found = moving.by_author()
    assert (found["C"].parent, found["B"].parent) == (found["B"].id, found["A"].id)
    assert found["A"].parent is found["D"].parent is None


def test_old_exports_name_things_by_their_own_ids(moving):
    """As the schema's own example does, without «Z» behind the time."""
    old = (
        f'<thread dsq:id="2"><id>1</id><link>{LINK}</link></thread>'
        '<post dsq:id="11"><id>2</id><message>Ja</message><thread>1</thread>'
        "<createdAt>2012-12-12T12:12:12</createdAt><author><name>A</name></author></post>"
        '<post dsq:id="12"><id>1</id><message>Nein</message><parent>2</parent><thread>1</thread>'
        "<createdAt>2012-12-12T12:12:13</createdAt><author><name>B</name></author></post>"
    )
    moving.run(export(old))

    found = moving.by_author()
    assert found["B"].parent == found["A"].id
    assert found["A"].created_at.isoformat() == "2012-12-12T12:12:12+00:00"


def test_a_second_run_changes_nothing(moving):
    data = export(page(1, LINK), post(5), post(6, parent="5"), post(7, isSpam="true"))
    moving.run(data)
    before = [*moving.comments, *logged(moving.service.db, 99)]

    report = moving.run(data)

    assert [*moving.comments, *logged(moving.service.db, 99)] == before
    assert "Nothing in the newsroom has changed." in str(report)


def test_a_later_export_brings_what_is_new_and_keeps_what_was_decided(moving):
    moving.run(export(page(1, LINK), post(5)))
    comments.erase(moving.service.db, moving.comments[0], moving.comments[0].created_at)

    report = moving.run(export(page(1, LINK), post(5), post(6, parent="5", name="Neu")))

    assert report.stored == StoredCounts(new=1, unchanged=1)
    assert sorted(one.state for one in moving.comments) == [State.PUBLISHED, State.WITHDRAWN]


@pytest.mark.parametrize("name", ["Anna Meier", "Muster AG", "Аnna Meier", "Anna Meier (Presse)"])
def test_nobody_imitates_the_company(moving, name):
    """Not lost, but a person decides; nothing makes it official."""
    report = moving.run(export(page(1, LINK), post(5, name=name, username="anna")))

    (one,) = moving.comments
    assert (one.author, one.state, one.official) == (name, State.PENDING, None)
    assert one.waiting_since == one.created_at
    (verdict,) = comments.verdicts_of(moving.service.db, one.id)
    assert verdict.why == "The name is reserved for our own people"
    assert f"1 × {name}, account «anna»" in str(report)


def test_an_administrator_can_vouch_for_an_account(moving):
    moving.accounts = {"anna": ("Anna Meier", "Sprecherin")}
    moving.run(
        export(
            page(1, LINK),
            post(5, name="anna m.", username="Anna"),
            post(6, name="Anna Meier", username="anna2"),
            post(7, name="anna"),
        )
    )

    own, other, anonymous = moving.comments
    assert (own.author, own.official, own.state) == ("Anna Meier", "Sprecherin", State.PUBLISHED)
    assert (other.official, other.state) == (None, State.PENDING)
    assert (anonymous.official, anonymous.state) == (None, State.PUBLISHED)


def test_links_lead_to_where_their_author_meant(moving):
    moving.run(
        export(
            page(1, LINK),
            post(
                5,
                message='<p><a href="http://disq.us/url?url=https%3A%2F%2Fa.example%2Fb%3AKx_9-z'
                '&amp;cuid=1" rel="nofollow">da</a></p>',
            ),
        )
    )

    assert moving.comments[0].body == "[da](https://a.example/b)"


@pytest.mark.parametrize("name", ["", "  ", "\u202e"])
def test_somebody_without_a_name_stays_nameless(moving, name):
    moving.run(export(page(1, LINK), post(5, name=name)))

    assert moving.comments[0].author == "Anonym"


def test_no_address_of_a_computer_is_read(moving):
    moving.run(export(page(1, LINK), post(5)))

    dump = "\n".join(moving.service.db.conn.iterdump())
    assert "203.0.113.9" not in dump


def test_a_check_stores_nothing(moving):
    report = moving.run(export(page(1, LINK), post(5)), check=True)

    assert not moving.comments
    assert "1 published" in str(report)
    assert "nothing was stored" in str(report)


def test_an_export_cut_off_at_any_byte_imports_nothing(moving):
    data = export(page(1, LINK), post(5, message="<p>Grüezi</p>")).encode()
    for end in range(len(data)):
        moving.write(data[:end])
        with pytest.raises(Faults) as found:
            read_disqus(moving.file, lambda _: None)
        assert end < 60 or re.search(r":\d+: broken XML at column \d+", str(found.value)), end
    with pytest.raises(Faults):
        moving.run(data[:-20])
    assert not moving.comments


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (export(page(1, LINK), post(5, createdAt="gestern")), "createdAt is no date: «gestern»"),
        (export(page(1, LINK), post("")), "a post has no id"),
        ('<rss xmlns="http://disqus.com"><channel/></rss>', "this is not an export of Disqus"),
        ('<?xml version="1.0"?>\n<!DOCTYPE disqus [<!ENTITY a "b">]>' + HEAD[39:], "document type"),
        ("{}", "broken XML"),
        (b"\x1f\x8b\x08", "unpack it first: gunzip"),
    ],
)
def test_what_is_no_export_says_so(moving, data, told):
    with pytest.raises(Faults, match=told):
        moving.run(data)
    assert not moving.comments


def test_a_file_that_is_not_there(moving, tmp_path):
    with pytest.raises(Faults, match="cannot be read"):
        moving.run(file=tmp_path / "missing.xml")


def test_entities_that_grow_are_not_followed(moving):
    """«Billion laughs»: the document type alone is refused, before anything grows."""
    levels = "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "ha">' for n in range(12)
    )
    bomb = f"<!DOCTYPE disqus [{levels}]>{HEAD[39:]}<thread>&a11;</thread></disqus>"

    with pytest.raises(Faults):
        moving.run(bomb)


def test_a_whole_export_with_all_its_oddities(moving):
    moving.posts.wanted = {"https://old.example/2019/wehr/": FIRST}

    report = moving.run(file=SAMPLES / "disqus.xml")

    assert report.states == {"published": 3, "withdrawn": 1}
    assert report.unknown == {"9999": 1, "http://localhost:4000/2019/probe/index.html": 1}
    bodies = {one.body for one in moving.comments}
    assert "Bis im **Herbst**, steht im [Plan](https://old.example/plan.pdf)." in bodies


def test_the_samples_of_isso_s_tests(moving):
    moving.posts.wanted = {"http://example.org/": FIRST}

    report = moving.run(file=of_others("isso-disqus.xml"))

    assert report.states == {"published": 3, "withdrawn": 1}
    assert report.unknown == {
        "1337": 1,
        "http://localhost:4000/blog/2013/02/12/redacted/index.html": 1,
    }


def test_a_report_is_short_at_the_terminal_and_whole_in_a_file(moving):
    """Thousands of lines would hide what is to be done."""
    posts = [
        post(number, message=f'<p>Film</p><iframe src="https://v.example/{number}"></iframe>')
        for number in range(5, 30)
    ]
    nameless = post(40, message="<p>Eins<script>x</script></p>", name="")

    report = moving.run(export(page(1, LINK), *posts, nameless, post(41, parent="9999")))

    short, whole = str(report), report.whole()
    assert short.count("https://v.example/") == 20
    assert "and 5 more; --report FILE tells all" in short
    assert whole.count("https://v.example/") == 25
    assert "What changed on the way: <script> dropped:\n  - comment 40 by Anonym" in short
