"""The newsroom as processes: killed, started again, rebuilt, and with nobody home."""

import functools
import http.server
import json
import re
import signal
import subprocess
import threading
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import feedparser
import pytest

from comments_service.contract.files import locked
from tests.running import COMMAND, Newsroom, wait_for


def send(newsroom: Newsroom, thread: str, text: str) -> str | None:
    """Send a comment; the receipt's address once it was acknowledged, None if it was not."""
    request = urllib.request.Request(
        f"{newsroom.url}/comments/{thread}",
        data=urllib.parse.urlencode({"author": "Ruth Keller", "body": text}).encode(),
        headers={"Accept": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            receipt: str = json.load(answer)["receipt"]
            return receipt
    except (urllib.error.URLError, OSError, ValueError):
        return None


def stored(newsroom: Newsroom) -> dict[str, dict[str, str]]:
    """All comments by their text, as the command line lists them."""
    rows = map(json.loads, newsroom.command("comments", "list", "--json").splitlines())
    return {row["body"]: row for row in rows}


def test_what_was_acknowledged_survives_a_kill_at_any_moment(newsroom: Newsroom) -> None:
    newsroom.start()
    thread, _ = newsroom.open_post()
    acknowledged: list[str] = []
    stop = threading.Event()

    def keep_sending(sender: int) -> None:
        for number in range(5000):
            text = f"Kommentar {sender}-{number}"
            if stop.is_set() or send(newsroom, thread, text) is None:
                return
            acknowledged.append(text)

    with ThreadPoolExecutor(4) as pool:
        for sender in range(4):
            pool.submit(keep_sending, sender)
        assert wait_for(lambda: len(acknowledged) > 100)
        newsroom.stop(signal.SIGKILL)
        stop.set()

    assert set(acknowledged) <= stored(newsroom).keys()


def test_a_publication_cut_off_by_a_kill_is_made_up_for_at_the_next_start(
    newsroom: Newsroom,
) -> None:
    newsroom.start()
    thread, url = newsroom.open_post()
    send(newsroom, thread, "Überlebt den Absturz")
    comment = stored(newsroom)["Überlebt den Absturz"]
    newsroom.command("comments", "decide", comment["id"], "publish")
    newsroom.stop(signal.SIGKILL)

    newsroom.start()

    assert wait_for(lambda: "Überlebt den Absturz" in newsroom.page(url))


def test_a_rebuild_keeps_published_comments_and_a_publication_keeps_the_new_page(
    newsroom: Newsroom,
) -> None:
    source, thread, url = newsroom.add_post("Ein neuer Bau")
    newsroom.start()
    send(newsroom, thread, "Vor dem Bau")
    newsroom.command("comments", "decide", stored(newsroom)["Vor dem Bau"]["id"], "publish")
    assert wait_for(lambda: "Vor dem Bau" in newsroom.page(url))
    source.write_text(source.read_text("utf-8") + "\nNachgetragener Absatz.\n", "utf-8")

    newsroom.command("build")
    assert "Vor dem Bau" in newsroom.page(url)
    assert "Nachgetragener Absatz." in newsroom.page(url)

    send(newsroom, thread, "Nach dem Bau")
    newsroom.command("comments", "decide", stored(newsroom)["Nach dem Bau"]["id"], "publish")
    assert wait_for(lambda: "Nach dem Bau" in newsroom.page(url))
    assert "Vor dem Bau" in newsroom.page(url)
    assert "Nachgetragener Absatz." in newsroom.page(url)


@pytest.mark.slow
def test_builds_and_publications_at_the_same_time_lose_nothing(newsroom: Newsroom) -> None:
    newsroom.start()
    thread, url = newsroom.open_post()
    texts = [f"Gleichzeitig {number}" for number in range(6)]

    def build() -> None:
        for _ in range(2):
            newsroom.command("build")

    with ThreadPoolExecutor(1) as pool:
        building = pool.submit(build)
        for text in texts:
            send(newsroom, thread, text)
            newsroom.command("comments", "decide", stored(newsroom)[text]["id"], "publish")
        building.result()

    assert wait_for(lambda: all(text in newsroom.page(url) for text in texts))


def test_a_withdrawn_post_takes_its_text_and_comments_off_the_site(newsroom: Newsroom) -> None:
    source, thread, url = newsroom.add_post("Bald zurückgezogen")
    newsroom.start()
    send(newsroom, thread, "Unter einem Beitrag, der geht")
    [comment] = stored(newsroom).values()
    newsroom.command("comments", "decide", comment["id"], "publish")
    assert wait_for(lambda: "der geht" in newsroom.page("/comments/feed.atom"))
    text = source.read_text("utf-8")
    why = "status: withdrawn\nwithdrawn: 2026-11-20 12:00\nreason: Es stimmte nicht.\n"
    source.write_text(text.replace("date:", f"{why}date:", 1), "utf-8")

    newsroom.command("build")

    assert "Es stimmte nicht." in (newsroom.output / url.lstrip("/") / "index.html").read_text()
    assert not (newsroom.output / "comments" / thread).exists()
    for file in filter(Path.is_file, newsroom.output.rglob("*")):
        assert b"der geht" not in file.read_bytes(), file


def test_with_the_service_stopped_everything_is_readable_from_any_web_server(
    newsroom: Newsroom,
) -> None:
    newsroom.start()
    thread, url = newsroom.open_post()
    send(newsroom, thread, "Bleibt lesbar")
    newsroom.command("comments", "decide", stored(newsroom)["Bleibt lesbar"]["id"], "publish")
    assert wait_for(lambda: "Bleibt lesbar" in newsroom.page("/comments/feed.atom"))
    newsroom.stop()

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's
            """Say nothing."""

    handler = functools.partial(Quiet, directory=str(newsroom.output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"

        def get(path: str) -> str:
            with urllib.request.urlopen(base + path, timeout=60) as answer:
                text: str = answer.read().decode()
                return text

        page = get(url)
        assert "Bleibt lesbar" in page
        assert "mailto:" in page.partition("data-comment-form")[2]
        for path in (f"/comments/{thread}/feed.atom", "/comments/feed.atom"):
            assert feedparser.parse(get(path)).entries[0].title.startswith("Ruth Keller")
        assert json.loads(get(f"/comments/{thread}/thread.json"))["comments"]
        (style,) = re.findall(r'href="(/theme/newsroom\.[0-9a-f]+\.css)"', page)
        assert all(map(get, ("/de/", "/en/", style)))
        server.shutdown()


def test_a_second_newsroom_on_the_same_data_is_refused_with_the_reason(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.start()

    taken = subprocess.run(
        [*COMMAND, "run"], env=newsroom.environment, cwd=newsroom.folder, check=False,
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert taken.returncode == 1
    assert f"Port {newsroom.port} is in use" in taken.stderr


def test_nobody_else_may_look_into_the_state(newsroom: Newsroom) -> None:
    newsroom.command("moderators", "add", "Beat Frei")

    state = newsroom.folder / "var"
    assert state.stat().st_mode & 0o777 == 0o700
    assert (state / "secret_key").stat().st_mode & 0o777 == 0o600


def test_production_refuses_to_start_without_a_secret(newsroom: Newsroom) -> None:
    done = subprocess.run(
        [*COMMAND, "serve"], env=newsroom.environment, cwd=newsroom.folder, check=False,
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert done.returncode == 1
    assert "NEWSROOM_SECRET_KEY: there is no secret key" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_configuration_is_told_without_a_traceback(newsroom: Newsroom) -> None:
    path = newsroom.folder / "newsroom.toml"
    path.write_text(path.read_text("utf-8").replace("posts_per_page = ", "posts_per_page = 0"))

    for command in ("run", "build", "check"):
        done = subprocess.run(
            [*COMMAND, command], env=newsroom.environment, cwd=newsroom.folder, check=False,
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert done.returncode != 0
        assert "newsroom.toml:" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_new_post_is_complete_and_stays_a_draft(newsroom: Newsroom) -> None:
    for lang in ("de", "en"):
        for kind in ("release", "note", "adhoc", "event"):
            title = f'Über «{kind}» "{lang}": $HOME & mehr'
            newsroom.command("new", "--lang", lang, "--kind", kind, "--", title)

    assert "no faults" in newsroom.command("check")
    again = subprocess.run(
        [*COMMAND, "new", "--lang", "de", "--", 'Über «note» "de": $HOME & mehr'],
        env=newsroom.environment, cwd=newsroom.folder, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert "there is such a post already" in again.stderr


def test_backups_are_made_while_the_newsroom_runs_and_restored_when_it_does_not(
    newsroom: Newsroom,
) -> None:
    newsroom.start()
    thread, url = newsroom.open_post()
    send(newsroom, thread, "Gesichert")
    newsroom.command("comments", "decide", stored(newsroom)["Gesichert"]["id"], "publish")
    assert wait_for(lambda: "Gesichert" in newsroom.page(url))
    newsroom.command("backup", str(newsroom.folder / "saved.db"))
    send(newsroom, thread, "Danach")

    refused = subprocess.run(
        [*COMMAND, "restore", "saved.db"], env=newsroom.environment, cwd=newsroom.folder,
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert "The newsroom is running" in refused.stderr
    newsroom.stop()
    newsroom.command("restore", "saved.db")

    assert stored(newsroom).keys() == {"Gesichert"}
    assert "Gesichert" in newsroom.page(url)


@pytest.mark.slow
def test_a_build_waits_for_a_publication_that_is_writing_pages(newsroom: Newsroom) -> None:
    source, _, url = newsroom.add_post("Wartet auf die Sperre")
    newsroom.command("build")
    source.write_text(source.read_text("utf-8") + "\nNachgetragen.\n", "utf-8")

    with locked(newsroom.folder / "var" / "publish.lock"):
        building = subprocess.Popen(
            [*COMMAND, "build"], env=newsroom.environment, cwd=newsroom.folder,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        # Several times what the build needs, when nothing holds it up.
        assert not wait_for(lambda: building.poll() is not None, 8)
        assert "Nachgetragen." not in newsroom.page(url)

    assert building.wait(60) == 0
    assert "Nachgetragen." in newsroom.page(url)
