"""Everything or nothing, and the same again changes nothing."""

import pytest

from comments_service.contract.config_file import load
from comments_service.domain.errors import Busy
from comments_service.domain.states import State
from comments_service.importing.storing import Store
from comments_service.importing.wordpress_command import import_wordpress
from comments_service.storage import comments, outbox
from comments_service.storage.database import transaction
from tests.importing.conftest import UPLOADS, Silent, attachment, author, comment, item
from tests.support import NOW, make_newsroom

PARTS = (
    author("anna", "Ada"),
    item(
        "1",
        "Eins",
        f'<img src="{UPLOADS}/a.jpg" alt="A"> <a href="/2/">Zwei</a>',
        comment("5"),
        comment("6", "Ja.", parent="5"),
        terms=[("category", "wasser", "Wasser"), ("post_tag", "wasser", "Wasser")],
    ),
    item("2", "Zwei", status="draft", post_date_gmt="0000-00-00 00:00:00"),
    item("3", "Drei", post_type="page"),
    attachment("9", "a.jpg"),
)


def test_a_second_import_changes_nothing(newsroom):
    newsroom.picture("a.jpg")
    first = newsroom.run(*PARTS, media=newsroom.media)
    before = newsroom.snapshot()

    second = newsroom.run(*PARTS, media=newsroom.media)

    assert newsroom.snapshot() == before
    assert first.changed
    assert not second.changed
    assert "Nothing in the newsroom has changed." in str(second)
    assert {entry.outcome for entry in (*second.posts, *second.pages)} == {"unchanged"}
    assert (second.stored.new, second.stored.unchanged) == (0, 2)


def test_a_larger_export_adds_only_what_is_new(newsroom):
    newsroom.run(*PARTS)
    before = newsroom.snapshot()

    report = newsroom.run(*PARTS, item("4", "Vier"))

    after = newsroom.snapshot()
    assert set(after) - set(before) == {"content/posts/2020/post-4.md"}
    assert all(after[name] == data for name, data in before.items())
    assert [entry.outcome for entry in report.posts] == ["unchanged", "unchanged", "new"]


def test_what_a_person_has_edited_or_moved_since_is_kept(newsroom):
    newsroom.run(*PARTS)
    edited, moved = newsroom.file("post-2"), newsroom.file("post-1")
    edited.write_text(edited.read_text().replace("title: Zwei", "title: Zwei, besser"))
    new_place = newsroom.content / "posts/archiv/eins.md"
    new_place.parent.mkdir()
    moved.rename(new_place)
    before = newsroom.snapshot()

    report = newsroom.run(*PARTS)

    assert newsroom.snapshot() == before
    assert [entry.outcome for entry in report.posts][1] == "kept"
    assert str(report).count("post-2.md") == 1


def test_a_refused_comment_takes_everything_back(newsroom):
    newsroom.picture("a.jpg")
    before = newsroom.snapshot()

    def refuse(_):
        assert newsroom.snapshot() != before, "files come first"
        raise Busy("locked")

    with pytest.raises(Busy):
        newsroom.run(*PARTS, media=newsroom.media, store=refuse)

    assert newsroom.snapshot() == before
    assert not newsroom.content.exists(), "not even empty folders stay"


def test_the_id_of_a_post_survives_a_move_of_the_old_newsroom(newsroom):
    newsroom.run(item("1", "Eins"))
    before = newsroom.read("post-1")[0].id

    report = newsroom.run(
        item("1", "Eins", link="https://new.example/1/"), site="https://new.example"
    )

    assert report.posts[0].outcome == "unchanged"
    assert newsroom.read("post-1")[0].id == before


def test_comments_reach_the_database_once_and_what_moderators_did_stays(tmp_path, newsroom):
    service = make_newsroom(tmp_path / "service")
    file = newsroom.export(*PARTS)

    def run():
        return import_wordpress(
            file, load(service.config.path), service.paths, Store(service.db, NOW), Silent()
        )

    assert run().stored.new == 2
    first, answer = comments.everything(service.db)
    assert answer.parent == first.id
    assert first.published_at == first.created_at
    assert first.thread in {job.key for job in outbox.due(service.db, NOW, ["publish"])}

    with transaction(service.db):
        comments.erase(service.db, first, NOW)

    assert run().stored.new == 0
    assert comments.get(service.db, first.id).state is State.WITHDRAWN
