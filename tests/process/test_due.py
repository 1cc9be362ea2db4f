"""Posts go out on time without anyone's hand: real processes, a real clock."""

import json
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from comments_service.contract.ids import new_id
from tests.running import COMMAND, SmallNewsroom, wait_for


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[SmallNewsroom]:
    """Four pages and no post, not yet started."""
    room = SmallNewsroom(tmp_path / "room")
    yield room
    room.stop()


def add_post(newsroom: SmallNewsroom, slug: str) -> str:
    """Write a post whose embargo ends a few seconds after the next start; its address."""
    begin = time.monotonic()
    newsroom.command("check")
    seconds = 3 * (time.monotonic() - begin) + 2
    date = datetime.now(UTC) + timedelta(seconds=seconds)
    newsroom.write(
        f"posts/{slug}.md", "Ein Satz.", id=new_id(), title=slug.capitalize(), slug=slug,
        date=f"{date:%Y-%m-%d %H:%M:%S}+00:00",
    )  # fmt: skip
    return f"/de/{date:%Y}/{slug}/"


def is_online(newsroom: SmallNewsroom, url: str) -> bool:
    return (newsroom.output / url.lstrip("/") / "index.html").exists()


def health(newsroom: SmallNewsroom) -> dict[str, Any]:
    with urllib.request.urlopen(f"{newsroom.url}/healthz", timeout=60) as answer:
        facts: dict[str, Any] = json.load(answer)
        return facts


def test_a_post_appears_when_its_embargo_ends_and_can_be_commented(
    newsroom: SmallNewsroom,
) -> None:
    url = add_post(newsroom, "puenktlich")
    newsroom.start()
    assert not is_online(newsroom, url)

    assert wait_for(lambda: is_online(newsroom, url))
    assert wait_for(lambda: "Built the site, since" in newsroom.log())
    assert "Puenktlich" in newsroom.page("/de/feed.atom")
    assert f"{newsroom.url}{url}" in newsroom.page(url), "under the address of this trial"
    [thread] = (newsroom.output / "comments").glob("*/thread.json")
    assert thread.parent.name in newsroom.page(url)


@pytest.mark.slow
def test_in_production_the_service_builds_under_the_public_address(
    newsroom: SmallNewsroom,
) -> None:
    public = {"NEWSROOM_URL": "https://news.muster.example", "NEWSROOM_SECRET_KEY": "k" * 40}
    url = add_post(newsroom, "puenktlich")
    subprocess.run(
        [*COMMAND, "build"], env=newsroom.environment | public, cwd=newsroom.folder, check=True,
        capture_output=True,
    )  # fmt: skip
    assert not is_online(newsroom, url)
    newsroom.start("serve", **public)

    assert wait_for(lambda: is_online(newsroom, url))
    assert f"https://news.muster.example{url}" in newsroom.page(url)


def test_a_build_that_fails_is_told_and_made_up_for_once_the_text_is_mended(
    newsroom: SmallNewsroom,
) -> None:
    url = add_post(newsroom, "puenktlich")
    newsroom.start()
    draft = newsroom.write("posts/entwurf.md", "Ein Satz.", title="Entwurf", status="draft")

    assert wait_for(lambda: health(newsroom).get("site") == "out of date")
    assert health(newsroom)["status"] == "ok"
    assert wait_for(lambda: "entwurf.md:1: id is missing" in newsroom.log())
    assert "puenktlich" not in json.dumps(health(newsroom))
    assert not is_online(newsroom, url)

    draft.unlink()
    assert wait_for(lambda: is_online(newsroom, url))
    assert wait_for(lambda: health(newsroom) == {"status": "ok"})


def test_a_newsroom_that_is_stopped_while_it_builds_builds_at_its_next_start(
    newsroom: SmallNewsroom,
) -> None:
    url = add_post(newsroom, "puenktlich")
    newsroom.start()
    assert wait_for(lambda: (newsroom.folder / "var" / "build").is_dir())
    newsroom.stop()
    assert not is_online(newsroom, url)

    newsroom.start()
    assert is_online(newsroom, url)
