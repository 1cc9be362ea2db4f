"""Files and their compressed twins: never older than the file, whatever happens in between."""

import gzip
import os
import time
from pathlib import Path

import brotli
import pytest

from comments_service.contract import compressed
from comments_service.contract.compressed import (
    BEST,
    make_twins,
    replace_served,
    twins,
    worth_it,
    write_served,
)

OLD = b"<p>Vor der Korrektur.</p>" * 100
NEW = b"<p>Nach der Korrektur.</p>" * 100


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "de" / "index.html"
    write_served(path, OLD)
    return path


def said(page: Path) -> set[bytes]:
    """What readers can get, in whatever encoding."""
    br, gz = twins(page).values()
    return {
        page.read_bytes(),
        *([brotli.decompress(br.read_bytes())] if br.exists() else []),
        *([gzip.decompress(gz.read_bytes())] if gz.exists() else []),
    }


def test_a_file_and_its_twins_say_the_same(page: Path) -> None:
    assert all(twin.exists() for twin in twins(page).values())
    assert said(page) == {OLD}
    assert {path.stat().st_mode & 0o777 for path in page.parent.iterdir()} == {0o644}

    assert write_served(page, NEW)
    assert said(page) == {NEW}
    assert sorted(p.name for p in page.parent.iterdir()) == [
        "index.html", "index.html.br", "index.html.gz"
    ]  # fmt: skip


def test_twins_are_the_same_bytes_at_any_time(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [twin.read_bytes() for twin in twins(page).values()]
    page.unlink()
    # gzip would note the second in which it wrote.
    later = time.time() + 3600
    monkeypatch.setattr(time, "time", lambda: later)
    write_served(page, NEW)
    write_served(page, OLD)

    assert [twin.read_bytes() for twin in twins(page).values()] == before


def test_what_has_not_changed_is_not_compressed_anew(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compressed, "_COMPRESS", {})

    assert not write_served(page, OLD)
    make_twins(page, BEST)


def test_a_missing_or_foreign_twin_is_made_anew_though_the_file_is_the_same(page: Path) -> None:
    br, gz = twins(page).values()
    br.unlink()
    os.utime(page, ns=(1, 1))
    gz.write_bytes(gzip.compress(NEW))

    assert not write_served(page, OLD)
    assert said(page) == {OLD}
    assert br.exists()
    assert {p.stat().st_mtime_ns for p in page.parent.iterdir()} == {1}


@pytest.mark.parametrize("steps", range(6))
def test_a_crash_leaves_nothing_older_than_the_file(
    page: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    """Each step that changes the folder is the last one, once; the next write heals it."""

    class Crash(BaseException):
        """Nothing catches it."""

    def until_the_crash(real):
        def step(*args, **more):
            nonlocal steps
            if steps == 0:
                raise Crash
            steps -= 1
            return real(*args, **more)

        return step

    with monkeypatch.context() as during:
        during.setattr(Path, "replace", until_the_crash(Path.replace))
        during.setattr(Path, "unlink", until_the_crash(Path.unlink))
        try:
            write_served(page, NEW)
        except Crash:
            assert len(said(page)) == 1

    write_served(page, NEW)
    assert said(page) == {NEW}
    assert all(twin.exists() for twin in twins(page).values())


def test_a_full_disk_keeps_what_was_there(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args, **more):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as during:
        during.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            write_served(page, NEW)
    assert said(page) == {OLD}

    write_served(page, OLD)
    assert all(twin.exists() for twin in twins(page).values())


def test_small_files_and_those_that_shrink_have_no_twins(page: Path) -> None:
    write_served(page, b"<p>Kurz.</p>")
    assert [p.name for p in page.parent.iterdir()] == ["index.html"]

    make_twins(page)
    assert [p.name for p in page.parent.iterdir()] == ["index.html"]


def test_replacing_leaves_the_twins_for_later(page: Path) -> None:
    assert not replace_served(page, OLD)
    assert replace_served(page, NEW)
    assert [p.name for p in page.parent.iterdir()] == ["index.html"]

    make_twins(page)
    assert said(page) == {NEW}


@pytest.mark.parametrize(
    ("name", "worth"),
    [
        ("de/index.html", True), ("theme/newsroom.0b1c2d3e4f5a.css", True), ("x.js", True),
        ("thread.json", True), ("sitemap.xml", True), ("feed.atom", True), ("feed.rss", True),
        ("plan.svg", True), ("text.txt", True), ("feeds.opml", True), ("termin.ics", True),
        ("site.webmanifest", True),
        ("turm.jpg", False), ("a.webp", False), ("a.pdf", False), ("a.zip", False),
        ("wasm.de.pagefind", False), ("de_1a2b.pf_fragment", False), ("data.json.gz", False),
        (".addresses/de/.moved", False), ("html", False),
    ],
)  # fmt: skip
def test_text_is_worth_it(name: str, worth: bool) -> None:
    assert worth_it(name) is worth
