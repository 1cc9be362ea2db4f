"""Addresses, ids, markers, files, catalogues, the comments section of a page."""

import multiprocessing
import os
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from comments_service.contract import addresses, ids, markers
from comments_service.contract.files import locked, write_atomically
from comments_service.contract.published import PublishedComment, read_published, thread_json
from comments_service.contract.thread_page import policy_for, render_thread
from comments_service.contract.thread_tree import tree
from comments_service.contract.threads import Manifest, read_manifest, write_manifest
from tests.support import NOW, SITE, THREAD, make_newsroom, thread


def comment(number: int, parent: int | None = None, **changes: object) -> PublishedComment:
    made = PublishedComment(
        id=f"c{number}",
        parent=None if parent is None else f"c{parent}",
        author=f"Leser {number}",
        official=None,
        published_at=NOW,
        html=f"<p>Text {number}</p>",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Züri Grösse", "zueri-groesse"),
        ("Énergie: l’été à Genève", "energie-l-ete-a-geneve"),
        ("Straße 7 & Co.", "strasse-7-co"),
        ("Новости", "новости"),
        ("…", ""),
        ("wort " * 40, "-".join(["wort"] * 16)),
    ],
)
def test_a_title_makes_a_readable_address(title: str, slug: str) -> None:
    assert addresses.slugify(title) == slug


def test_an_address_leads_to_its_file() -> None:
    assert addresses.file_for("/news/de/2026/x/", "/news") == "de/2026/x/index.html"
    assert addresses.file_for("/de/feed.atom", "") == "de/feed.atom"


def test_only_canonical_uuids_are_ids() -> None:
    assert ids.is_id(ids.new_id())
    assert not any(map(ids.is_id, ["", "x", THREAD.upper(), THREAD.replace("-", ""), None]))


def test_comments_are_put_between_their_markers_and_nowhere_else() -> None:
    page = f"<p>a</p>{markers.begin(THREAD)}old{markers.end(THREAD)}<p>b</p>"

    once = markers.splice(page, THREAD, "<p>new \\1</p>")

    assert once == f"<p>a</p>{markers.begin(THREAD)}\n<p>new \\1</p>\n{markers.end(THREAD)}<p>b</p>"
    assert markers.splice(once, THREAD, "<p>new \\1</p>") == once


@pytest.mark.parametrize(
    ("page", "html"),
    [
        ("nothing", "x"),
        (markers.begin(THREAD), "x"),
        (markers.end(THREAD) + markers.begin(THREAD), "x"),
        ((markers.begin(THREAD) + markers.end(THREAD)) * 2, "x"),
        (markers.begin(THREAD) + markers.end(THREAD), markers.end(THREAD)),
    ],
)
def test_a_page_that_would_be_damaged_is_refused(page: str, html: str) -> None:
    with pytest.raises(markers.MarkerError):
        markers.splice(page, THREAD, html)


def test_a_file_is_replaced_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sub" / "page.html"
    assert write_atomically(path, b"one")
    assert not write_atomically(path, b"one")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"two")

    assert path.read_bytes() == b"one"
    assert [p.name for p in path.parent.iterdir()] == ["page.html"]
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_renamed_file_survives_a_power_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Contents and folder are both synced (fsync(2): the folder's entry needs its own)."""
    synced: list[bool] = []
    real = os.fsync

    def note(descriptor: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(descriptor).st_mode))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    write_atomically(tmp_path / "page.html", b"one")

    assert synced == [False, True]


def _hold_and_die(path: Path) -> None:
    with locked(path):
        os._exit(9)


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_hold_and_die, args=(tmp_path / "lock",))
    process.start()
    process.join(30)

    with locked(tmp_path / "lock"):
        assert process.exitcode == 9


def test_the_manifest_and_the_published_comments_are_read_back_the_same(tmp_path: Path) -> None:
    one = thread(closes_at=datetime(2026, 12, 1, tzinfo=UTC))
    manifest = Manifest(SITE, {THREAD: one}, {"de": {"privacy": "/de/p/"}})
    write_manifest(tmp_path / "threads.json", manifest)
    comments = [
        comment(1, author="Zoë ☃"),
        comment(2, 1, removed="INSULT", html="", removed_at=NOW),
    ]
    (tmp_path / "p.json").write_bytes(thread_json(one, comments))

    assert read_manifest(tmp_path / "threads.json") == manifest
    assert read_published(tmp_path / "p.json") == comments
    assert read_manifest(tmp_path / "none.json") == Manifest()
    assert read_published(tmp_path / "none.json") == []


def test_replies_stand_under_what_they_answer_and_deep_ones_side_by_side(tmp_path: Path) -> None:
    service = make_newsroom(tmp_path)
    chain = [comment(0), *(comment(n, n - 1) for n in range(1, 2000)), comment(5000, 4999)]

    top = tree(chain)

    assert [node.comment.id for node in top] == ["c0", "c5000"]
    depth, node = 0, top[0]
    while node.replies:
        depth, node = depth + 1, node.replies[0]
    assert depth == 4
    assert top[0].replies[0].parent_author == "Leser 0"
    html = render_thread(
        service.jinja, service.config, thread(), chain, policy_for(service.config, {}), NOW
    )
    assert html.count("<article") == 2001


def test_the_section_is_in_the_posts_language_and_escapes_what_readers_wrote(
    tmp_path: Path,
) -> None:
    service = make_newsroom(tmp_path)
    comments = [
        comment(1, author="<b>Eve</b>"),
        comment(2, 1, removed="INSULT", html="", removed_at=NOW),
    ]
    policy = policy_for(service.config, {"privacy": "/en/privacy/"})

    german = render_thread(service.jinja, service.config, thread(), comments, policy, NOW)
    english = render_thread(
        service.jinja, service.config, thread(lang="en", policy="closed"), comments, policy, NOW
    )

    assert "&lt;b&gt;Eve&lt;/b&gt;" in german
    assert "<b>Eve" not in german
    assert "Comment removed: Insult, 20 November 2026" in english
    assert "<form" in german
    assert "<form" not in english
