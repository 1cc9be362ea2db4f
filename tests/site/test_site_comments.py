"""What the build makes of comments: numbers in lists, links to the service, crisis and search."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from lxml import html

from comments_service.contract import counts
from comments_service.contract.published import PublishedComment, thread_json
from comments_service.contract.switches import Switches, write_switches
from comments_service.contract.threads import Manifest, read_manifest
from tests.site.conftest import SiteFolder

COMMENT = PublishedComment(
    id="3f0e4a52-41f5-4d3a-9b39-5d1f3a0c7e11",
    parent=None,
    author="Ruth Keller",
    official=None,
    published_at=datetime(2026, 1, 20, 10, 0, tzinfo=UTC),
    html="<p>Murmeltiere pfeifen nachmittags.</p>",
)
GONE = replace(
    COMMENT, id="3f0e4a52-41f5-4d3a-9b39-5d1f3a0c7e12", author="", html="",
    removed="INSULT", removed_at=COMMENT.published_at,
)  # fmt: skip


def manifest(site: SiteFolder) -> Manifest:
    return read_manifest(site.root / "var/threads.json")


def publish(site: SiteFolder, thread: str, *comments: PublishedComment) -> None:
    """What the service leaves for the build."""
    one = manifest(site).threads[thread]
    site.write(f"var/published/{thread}.json", thread_json(one, comments).decode())


def links(site: SiteFolder, file: str) -> list[str]:
    page = html.fromstring((site.output / file).read_bytes())
    return [" ".join(link.text_content().split()) for link in page.xpath("//a[@class='count']")]


def test_every_list_tells_how_many_comments_a_post_has_without_asking(site: SiteFolder) -> None:
    site.post("kran", title="Kran", topics="[bau]", authors="[anna]", date="2026-01-10 09:00")
    site.post("stumm", title="Stumm", comments="off", date="2026-01-11 09:00")
    site.post("kurz", title="Kurz", kind="note", date="2026-01-12 09:00")
    site.build()
    by_title = {t.title: t for t in manifest(site).threads.values()}
    kran, kurz = by_title["Kran"], by_title["Kurz"]
    files = manifest(site).lists[kran.id]

    publish(site, kran.id, COMMENT, GONE)
    site.build()

    assert "Stumm" not in by_title
    assert {
        "de/index.html", "de/themen/bau/index.html", "de/autoren/anna/index.html",
        "de/medienmitteilungen/index.html", "de/2026/index.html",
    } == set(files)  # fmt: skip
    for file in files:
        assert links(site, file) == ["1 Kommentar: Kran"], file
        page = (site.output / file).read_text("utf-8")
        assert f'href="{kran.url}#comments"' in page
    note = (site.root / "output/de/kurzmeldungen/index.html").read_text("utf-8")
    assert counts.place(kurz.id) in note
    # Beside another post's text nobody would keep the number up to date.
    assert counts.listed((site.output / kurz.file).read_text("utf-8")) == set()


def test_a_reader_reports_errors_in_every_post(site: SiteFolder) -> None:
    site.post("kran", title="Kran", comments="off")
    site.build()

    (post,) = manifest(site).posts.values()
    page = site.tree(post.url)
    (link,) = page.xpath("//aside//p[contains(@class, 'report-error')]/a")
    assert link.get("href") == f"/comments/error/{post.id}"
    assert link.text == "Fehler in dieser Mitteilung melden"


def test_the_search_does_not_know_what_readers_wrote(site: SiteFolder) -> None:
    """Comments can be erased: what a search index held of them would stay."""
    site.post("kran", title="Kran")
    site.build()
    before = index(site)
    (thread,) = manifest(site).threads
    publish(site, thread, COMMENT)
    site.build()

    page = (site.output / manifest(site).threads[thread].file).read_text("utf-8")
    assert "Murmeltiere" in page
    assert index(site) == before != {}


def index(site: SiteFolder) -> dict[str, bytes]:
    return {name: data for name, data in site.files().items() if ".pf_" in name}


def test_build_and_service_show_the_same_switches(site: SiteFolder) -> None:
    site.post("kran", title="Kran")
    site.build()
    (thread,) = manifest(site).threads
    file = site.output / manifest(site).threads[thread].file
    path = site.root / "var/switches.json"

    write_switches(path, Switches("hold", datetime.now(UTC)))
    site.build()
    held = file.read_text("utf-8")
    write_switches(path, Switches(closed={thread: datetime.now(UTC)}))
    site.build()
    closed = file.read_text("utf-8")

    assert "Wir prüfen Kommentare derzeit vor der Veröffentlichung." in held
    assert "<form" in held.partition("comments:begin")[2]
    assert "Unsere Moderation hat die Kommentare zu diesem Beitrag geschlossen." in closed
    assert "<form" not in closed.partition("comments:begin")[2]


def test_scheduled_posts_wait_for_the_end_of_a_crisis_and_new_ones_do_not(
    site: SiteFolder, capfd: Any
) -> None:
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    due, switches = site.root / "var/due.json", site.root / "var/switches.json"
    site.post("fest", title="Fest", date="2099-01-01 09:00")
    site.build()
    # As if the hour had come: the ledger of dates and the post say «a minute ago».
    date = (now - timedelta(minutes=1)).isoformat()
    data = json.loads(due.read_text("utf-8"))
    (post,) = data["ahead"]
    data["ahead"][post] = date
    due.write_text(json.dumps(data), "utf-8")
    site.post("fest", title="Fest", id=post, date=f"'{date}'")
    site.post("erklaerung", title="Erklärung", date=f"'{date}'")
    write_switches(switches, Switches("hold", now - timedelta(hours=1)))

    site.build()
    during = {p.title for p in manifest(site).posts.values()}
    told = capfd.readouterr().err
    again = json.loads(due.read_text("utf-8"))["ahead"]
    write_switches(switches, Switches())
    site.build()

    assert during == {"Erklärung"}
    assert "waits for the end of the crisis" in told
    assert list(again) == [post]
    assert {p.title for p in manifest(site).posts.values()} == {"Erklärung", "Fest"}
