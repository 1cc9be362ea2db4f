"""The preview as a process: built when a text changes, alone or beside a newsroom that runs."""

import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from comments_service.contract.ids import new_id
from tests.running import COMMAND, SmallNewsroom, wait_for


class Editor:
    """Somebody who runs `newsroom preview` in a newsroom's folder."""

    def __init__(self, newsroom: SmallNewsroom) -> None:
        self.newsroom = newsroom
        self._log = newsroom.folder / "preview.txt"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *options: str) -> None:
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [*COMMAND, "preview", *options], env=self.newsroom.environment,
                cwd=self.newsroom.folder, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(30)

    @property
    def said(self) -> str:
        return self._log.read_text("utf-8")

    @property
    def address(self) -> str:
        token = (self.newsroom.folder / "var" / "preview" / "token").read_text("ascii")
        return f"{self.newsroom.url}/preview/{token}/"

    def read(self, path: str = "") -> str:
        """What the preview shows; "" while nobody answers or there is nothing."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=60) as answer:
                text: str = answer.read().decode()
                return text
        except (urllib.error.URLError, OSError):
            return ""

    def shows(self, text: str, path: str = "", seconds: float = 90) -> bool:
        return wait_for(lambda: text in self.read(path), seconds)


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[SmallNewsroom]:
    """One draft, and nothing that runs."""
    room = SmallNewsroom(tmp_path / "room")
    room.write(
        "posts/entwurf.md", "Noch nicht fertig.", id=new_id(), title="Entwurf", slug="entwurf",
        date="2026-11-01 09:00", status="draft",
    )  # fmt: skip
    yield room
    room.stop()


@pytest.fixture
def editor(newsroom: SmallNewsroom) -> Iterator[Editor]:
    someone = Editor(newsroom)
    yield someone
    someone.stop()


DRAFT = "de/2026/entwurf/"


def change(newsroom: SmallNewsroom, old: str, new: str) -> None:
    path = newsroom.folder / "content" / "posts" / "entwurf.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_draft_is_shown_again_whenever_it_is_saved(
    newsroom: SmallNewsroom, editor: Editor
) -> None:
    editor.start()
    assert editor.shows("Noch nicht fertig.", DRAFT)
    assert editor.address in editor.said
    assert newsroom.command("preview", "--address").strip() == editor.address

    change(newsroom, "Noch nicht", "Fast")
    assert editor.shows("Fast fertig.", DRAFT)

    change(newsroom, "status: draft", "status: draft\ntopics: [nix]")
    assert editor.shows("topics names &#39;nix&#39;", DRAFT)
    assert "Fast fertig." in editor.read(DRAFT), "the last good state stays"
    assert "topics names 'nix'" in editor.said

    change(newsroom, "\ntopics: [nix]", "")
    assert wait_for(lambda: "topics names" not in editor.read(DRAFT))
    assert not newsroom.output.exists()


def test_beside_a_newsroom_that_runs_its_service_shows_the_preview(
    newsroom: SmallNewsroom, editor: Editor
) -> None:
    newsroom.start()
    before = newsroom.page("/de/")
    editor.start("--port", "1")

    assert editor.shows("Noch nicht fertig.", DRAFT)
    assert editor.address in editor.said
    assert newsroom.page("/de/") == before
    assert "entwurf" not in newsroom.page("/de/feed.atom")

    editor.stop()
    assert "Noch nicht fertig." in editor.read(DRAFT), "for others, until somebody ends it"
    assert "preview --end" in editor.said


def test_a_new_address_makes_the_old_one_worthless(newsroom: SmallNewsroom, editor: Editor) -> None:
    editor.start()
    assert editor.shows("Noch nicht fertig.", DRAFT)
    old = editor.address
    said = newsroom.command("preview", "--new-address")

    assert editor.address != old
    assert editor.address in said
    assert editor.shows("Noch nicht fertig.", DRAFT)
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(old, timeout=60)


def test_a_preview_that_is_ended_is_gone_with_all_it_held(
    newsroom: SmallNewsroom, editor: Editor
) -> None:
    editor.start()
    assert editor.shows("Noch nicht fertig.", DRAFT)
    newsroom.command("preview", "--end")

    assert editor.process
    assert editor.process.wait(30) == 0
    assert not (newsroom.folder / "var" / "preview").exists()
    assert "The preview was ended." in editor.said


def test_the_journal_does_not_learn_the_address(newsroom: SmallNewsroom) -> None:
    newsroom.command("check")
    process = subprocess.Popen(
        [*COMMAND, "preview", "--build-only"],
        env=newsroom.environment | {"JOURNAL_STREAM": "8:1"}, cwd=newsroom.folder,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    site = newsroom.folder / "var" / "preview" / "site" / "index.html"
    try:
        assert wait_for(site.exists)
        token = (newsroom.folder / "var" / "preview" / "token").read_text("ascii")
        assert token in site.read_text("utf-8")
    finally:
        process.terminate()
        said, _ = process.communicate(timeout=120)

    assert process.returncode == 0
    assert token not in said


def test_where_there_is_no_preview_no_address_is_told(newsroom: SmallNewsroom) -> None:
    done = subprocess.run(
        [*COMMAND, "preview", "--address"], env=newsroom.environment, cwd=newsroom.folder,
        check=False, capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert done.returncode == 1
    assert "There is no preview." in done.stderr
