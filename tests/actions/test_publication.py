"""What a publication writes, what follows it within seconds, and what is left as it is."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import brotli
import feedparser
import pytest

from comments_service.actions.chores import Chores
from comments_service.actions.decide import decide
from comments_service.actions.erase import anonymise, erase
from comments_service.actions.publish_thread import publish_all, publish_site
from comments_service.actions.rerender import rerender_all
from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.contract import counts
from comments_service.contract.published import read_published
from comments_service.contract.switches import Switches, write_switches
from comments_service.contract.threads import Manifest, read_manifest, write_manifest
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.states import Verb
from comments_service.outbox.worker import drain, settle
from comments_service.publish import comment_html, publisher
from comments_service.storage import comments
from comments_service.storage.database import transaction
from tests.support import (
    ANNA,
    NOW,
    READER,
    THREAD,
    all_comments,
    fields,
    make_newsroom,
    page_of,
    thread,
)

OTHER = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a09"
FRONT = "de/index.html"


@pytest.fixture
def service(tmp_path: Path) -> Service:
    """A newsroom with two posts, which the front page lists."""
    other = thread(OTHER, title="<Zweite>", url="/de/2026/zwei/", file="de/2026/zwei/index.html")
    made = make_newsroom(tmp_path, [thread(), other])
    places = "".join(f"<p>{counts.place(one)}</p>" for one in (THREAD, OTHER))
    path = made.paths.output / FRONT
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<main>{places}</main>" + "<!-- -->" * 200, "utf-8")
    manifest = read_manifest(made.paths.threads)
    write_manifest(
        made.paths.threads,
        replace(manifest, lists={THREAD: (FRONT,), OTHER: (FRONT, "de/gone/index.html")}),
    )
    return made


def published(service: Service, body: str = "Guten Tag", thread_id: str = THREAD) -> Comment:
    submit(service, thread_id, fields(body), READER, NOW)
    comment = all_comments(service)[-1]
    return decide(service, comment.id, Verb.PUBLISH, ANNA, NOW).comment


def front(service: Service) -> str:
    return (service.paths.output / FRONT).read_text("utf-8")


def feed(service: Service, name: str) -> str:
    return (service.paths.output / "comments" / name).read_text("utf-8")


def test_numbers_in_lists_follow_within_seconds_and_no_page_asks(service: Service) -> None:
    published(service, "Eins")
    second = published(service, "Zwei", OTHER)
    drain(service, NOW)
    assert "Kommentar" not in front(service)

    drain(service, NOW + timedelta(seconds=2))

    assert '<a class="count" href="/de/2026/neue-anlage/#comments">1 Kommentar<' in front(service)
    # A title is text.
    assert ": &lt;Zweite&gt;</span>" in front(service)
    packed = (service.paths.output / f"{FRONT}.br").read_bytes()
    assert brotli.decompress(packed).decode() == front(service)

    decide(service, second.id, Verb.SPAM, ANNA, NOW)
    settle(service, NOW)
    assert front(service).count("Kommentar") == 1


def test_only_lists_that_name_a_changed_thread_are_looked_at(service: Service) -> None:
    published(service, "Eins")
    settle(service, NOW)
    (service.paths.output / FRONT).write_text(counts.place(THREAD, "falsch"), "utf-8")

    publish_site(service)
    assert "falsch" in front(service)
    published(service, "Zwei")
    settle(service, NOW)
    assert "2 Kommentare" in front(service)


def test_official_answers_have_a_feed_of_their_own(service: Service) -> None:
    published(service, "Wann?")
    official = published(service, "Im Mai.")
    comments.save(service.db, replace(official, official="Sprecherin"))
    settle(service, NOW)

    everything, own = feed(service, "feed.atom"), feed(service, "official.atom")
    assert "Wann?" in everything
    assert "Wann?" not in own
    assert "Im Mai." in own
    assert 'href="http://127.0.0.1:8000/comments/official.atom"' in own
    assert feedparser.parse(own).feed.id != feedparser.parse(everything).feed.id


def test_an_edited_comment_says_so_in_page_thread_file_and_feeds(service: Service) -> None:
    comment = published(service, "Neu")
    edited = NOW + timedelta(hours=3)
    with transaction(service.db):
        comments.save(service.db, replace(comment, edited_at=edited))
    publish_all(service, edited)

    assert "Bearbeitet am 20. November 2026, 13:00" in page_of(service)
    [entry] = read_published(service.paths.published(THREAD))
    assert entry.edited_at == edited
    for name in ("feed.atom", f"{THREAD}/feed.atom"):
        [found] = feedparser.parse(feed(service, name)).entries
        assert (found.id, found.published) == (
            f"urn:uuid:{comment.id}",
            "2026-11-20T10:00:00+01:00",
        )
        assert found.updated == "2026-11-20T13:00:00+01:00"


def test_thread_files_of_an_older_version_are_still_read(service: Service) -> None:
    published(service)
    settle(service, NOW)
    path = service.paths.published(THREAD)
    data = json.loads(path.read_bytes())
    for row in data["comments"]:
        del row["edited_at"]
    path.write_text(json.dumps({**data, "version": 1}), "utf-8")

    [entry] = read_published(path)
    assert entry.edited_at is None


def test_html_of_an_older_renderer_is_made_anew_and_published(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the background, a batch a round; what nobody has changed is not published again."""
    published(service, "Eins")
    published(service, "Zwei", OTHER)
    settle(service, NOW)
    with transaction(service.db):
        service.db.conn.execute(
            "UPDATE comments SET rendered = 0, html = '<p>alt</p>' WHERE thread = ?", [THREAD]
        )
        service.db.conn.execute("UPDATE comments SET rendered = 0 WHERE thread = ?", [OTHER])
    monkeypatch.setattr("comments_service.actions.rerender.BATCH", 1)

    chores = Chores(service)
    chores(NOW)

    stored = all_comments(service)
    assert {c.html.strip() for c in stored} == {"<p>Eins</p>", "<p>Zwei</p>"}
    assert {c.rendered for c in stored} == {comment_html.VERSION}
    assert drain(service, NOW) == 1
    with transaction(service.db):
        service.db.conn.execute("UPDATE comments SET rendered = 0")
    rerender_all(service, NOW)
    assert {c.rendered for c in all_comments(service)} == {comment_html.VERSION}


def test_stale_html_is_never_shown(service: Service) -> None:
    """A newer renderer may have closed a hole."""
    comment = published(service, "Eins")
    comments.save(service.db, replace(comment, html="<script>", rendered=0))
    settle(service, NOW)

    assert "<script>" not in page_of(service)
    assert "<p>Eins</p>" in page_of(service)


def test_a_build_renders_nothing_that_stands_already(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(service, "Eins")
    publish_all(service, NOW)
    rendered: list[str] = []
    real: Callable[..., str] = publisher.render_thread

    def note(*args: object, **more: object) -> str:
        rendered.append(args[2].id)  # type: ignore[attr-defined]
        return real(*args, **more)

    monkeypatch.setattr(publisher, "render_thread", note)

    publish_all(service, NOW, changed_only=True)
    assert rendered == []
    (service.paths.output / "comments" / OTHER / "feed.atom").unlink()
    publish_all(service, NOW, changed_only=True)
    assert rendered == [OTHER]
    with transaction(service.db):
        service.db.conn.execute("UPDATE comments SET author = 'Otto'")
    publish_all(service, NOW, changed_only=True)
    assert rendered == [OTHER, THREAD]


def test_a_publication_leaves_no_old_twin_and_new_ones_follow(service: Service) -> None:
    published(service, "Es gibt viel zu sagen. " * 30)
    settle(service, NOW)
    page = service.paths.output / thread().file
    twin = page.with_name("index.html.br")
    assert twin.exists()

    published(service, "Noch ein Kommentar")
    drain(service, NOW)
    assert not twin.exists()
    settle(service, NOW)

    assert brotli.decompress(twin.read_bytes()) == page.read_bytes()
    assert twin.stat().st_mtime_ns == page.stat().st_mtime_ns
    assert (service.paths.output / "comments" / THREAD / "thread.json.br").exists()


@pytest.mark.parametrize(
    ("switches", "words", "form"),
    [
        (Switches("hold", NOW), "Wir prüfen Kommentare derzeit vor der Veröffentlichung.", True),
        (Switches("closed", NOW), "Wir nehmen zurzeit keine Kommentare entgegen.", False),
        (Switches(closed={THREAD: NOW}), "Unsere Moderation hat die Kommentare", False),
        (Switches(), "Schreibe einen Kommentar", True),
    ],
)
def test_a_page_says_what_was_switched_and_why(
    service: Service, switches: Switches, words: str, form: bool
) -> None:
    published(service, "Eins")
    write_switches(service.paths.switches, switches)

    publish_all(service, NOW)

    page = page_of(service)
    assert words in page
    assert ("<form" in page) is form
    assert ("/reply/" in page) is form
    # Whatever is switched, what stands there can be reported.
    assert f'/comments/report/{all_comments(service)[0].id}"' in page


def test_readers_find_the_newest_comment_without_scripts(service: Service) -> None:
    first = published(service, "Eins")
    submit(service, THREAD, fields("Zwei"), READER, NOW)
    later = all_comments(service)[-1]
    decide(service, later.id, Verb.PUBLISH, ANNA, NOW + timedelta(minutes=1))
    settle(service, NOW)

    assert f'<a href="#comment-{later.id}">Neuester Kommentar</a>' in page_of(service)
    assert f'id="comment-{first.id}"' in page_of(service)


def test_a_newsroom_without_lists_needs_none(service: Service) -> None:
    write_manifest(
        service.paths.threads, Manifest(threads=read_manifest(service.paths.threads).threads)
    )
    published(service)
    settle(service, NOW)

    assert "Kommentar" not in front(service)


def without(service: Service, *gone: str) -> None:
    """The manifest of a build that no longer knows some posts."""
    manifest = read_manifest(service.paths.threads)
    threads = {key: one for key, one in manifest.threads.items() if key not in gone}
    write_manifest(service.paths.threads, replace(manifest, threads=threads))


@pytest.mark.parametrize("forget", [erase, anonymise])
def test_what_is_erased_while_its_post_is_away_does_not_come_back_with_it(
    service: Service, forget: Callable[[Service, str, datetime], object]
) -> None:
    gone = published(service, "Zwetschgenwähe")
    published(service, "Apfelmus")
    drain(service, NOW)
    kept = service.paths.published(THREAD)
    before = read_manifest(service.paths.threads)
    without(service, THREAD)
    forget(service, gone.id, NOW)
    drain(service, NOW)

    names = [comment.author for comment in read_published(kept) if comment.id == gone.id]
    assert names == ([] if forget is erase else ["Anonym"])
    assert "Apfelmus" in kept.read_text("utf-8")
    write_manifest(service.paths.threads, before)
    publish_all(service, NOW, changed_only=True)
    assert ("Zwetschgenwähe" in page_of(service)) == (forget is anonymise)


def test_files_of_posts_that_are_away_follow_the_database_at_each_start(service: Service) -> None:
    comment = published(service, "Zwetschgenwähe")
    drain(service, NOW)
    kept = service.paths.published(THREAD)
    stale = kept.read_bytes()
    without(service, THREAD)
    decide(service, comment.id, Verb.REJECT, ANNA, NOW, grounds=Grounds("INSULT", "Nein", "rule"))
    drain(service, NOW)
    assert not kept.exists(), "nothing is left to publish"

    kept.write_bytes(stale)
    service.paths.published("nonsense").write_text("{", "utf-8")
    publish_all(service, NOW)

    assert not kept.exists()
    assert not service.paths.published("nonsense").exists()
