"""Published comments are kept as long as their post, and a stated time longer."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from comments_service.actions.cleanup import sweep
from comments_service.actions.decide import decide
from comments_service.actions.rebuild import built
from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.contract.threads import Announcement, Manifest, read_manifest, write_manifest
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.states import State, Verb
from comments_service.outbox.worker import drain
from comments_service.storage import appeals, comments
from comments_service.storage.appeals import Appeal
from tests.support import ANNA, NOW, READER, THREAD, fields, logged, make_newsroom, thread

OTHER = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a09"
OVER = timedelta(days=36)


@pytest.fixture
def service(tmp_path: Path) -> Service:
    other = thread(OTHER, url="/de/2026/zwei/", file="de/2026/zwei/index.html")
    return make_newsroom(tmp_path, [thread(), other])


def sent(service: Service, verb: Verb | None = Verb.PUBLISH, thread_id: str = THREAD) -> Comment:
    body = f"Zwetschgenwähe {verb} {thread_id}"
    receipt = submit(service, thread_id, fields(body, email="r@m.example"), READER, NOW)
    comment = comments.get(service.db, service.tokens.comment_of(receipt.token))
    if verb:
        decide(service, comment.id, verb, ANNA, NOW, grounds=Grounds("INSULT", "Darum", "rule"))
    return comments.get(service.db, comment.id)


def show(service: Service, threads: Iterable[str], posts: Iterable[str] = ()) -> None:
    """The manifest of a build that knows these posts."""
    all_of_them = {THREAD: thread(), OTHER: thread(OTHER, file="de/2026/zwei/index.html")}
    known = {one: Announcement(one, "de", "Neue Anlage", "/de/x/", "x.md") for one in posts}
    before = read_manifest(service.paths.threads)
    shown = {one: all_of_them[one] for one in threads}
    write_manifest(service.paths.threads, replace(before, threads=shown, posts=known))


def left(service: Service, comment: Comment) -> bool:
    return bool(comments.get(service.db, comment.id).body)


def test_comments_of_a_post_that_has_gone_are_forgotten_after_the_grace_time(
    service: Service,
) -> None:
    gone, waits = sent(service), sent(service, None)
    stays, refused = sent(service, thread_id=OTHER), sent(service, Verb.REJECT)
    drain(service, NOW)
    show(service, [OTHER])
    sweep(service, NOW)
    drain(service, NOW)
    sweep(service, NOW + timedelta(days=35))
    assert left(service, gone), "the last day counts"

    sweep(service, NOW + OVER)
    drain(service, NOW + OVER)

    for one in (gone, waits):
        after = comments.get(service.db, one.id)
        assert (after.state, after.author, after.email, after.body) == (
            State.WITHDRAWN, "", None, "",
        )  # fmt: skip
    assert left(service, stays)
    assert left(service, refused), "refused texts have a period of their own"
    assert not service.paths.published(THREAD).exists()
    assert not service.db.table("decisions").count_where("comment = ?", [gone.id])
    [[found]] = service.db.conn.execute(
        "SELECT count(*) FROM comments_text WHERE comments_text MATCH 'author:keller'"
    )
    assert found == 2
    assert logged(service.db, 1)[0].action == "forget"


def test_a_post_that_comes_back_stops_the_clock(service: Service) -> None:
    comment = sent(service)
    show(service, [OTHER])
    sweep(service, NOW)
    show(service, [OTHER, THREAD])
    built(service, NOW + timedelta(days=20))
    show(service, [OTHER])
    sweep(service, NOW + timedelta(days=21))

    sweep(service, NOW + OVER)
    assert left(service, comment)

    sweep(service, NOW + timedelta(days=21) + OVER)
    assert not left(service, comment)


def test_without_a_build_nothing_is_forgotten(service: Service) -> None:
    comment = sent(service)
    for days, manifest in enumerate((None, Manifest(), Manifest("site"))):
        if manifest:
            write_manifest(service.paths.threads, manifest)
        else:
            service.paths.threads.unlink()
        sweep(service, NOW + days * OVER)

    sweep(service, NOW + 4 * OVER)
    assert left(service, comment)
    assert not service.db.table("gone").count


def test_a_post_that_shows_no_comments_is_there_still(service: Service) -> None:
    comment = sent(service)
    show(service, [OTHER], posts=[THREAD])
    sweep(service, NOW)

    sweep(service, NOW + OVER)

    assert left(service, comment)


def test_what_an_open_appeal_is_about_is_kept_until_it_is_decided(service: Service) -> None:
    comment = sent(service)
    appeals.add(service.db, Appeal("a" * 8, comment.id, 2, NOW, "Das stimmt nicht.", None))
    show(service, [OTHER])
    sweep(service, NOW)

    sweep(service, NOW + OVER)

    assert left(service, comment)
