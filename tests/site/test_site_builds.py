"""A build as a whole: repeatable, all or nothing, and never at the expense of a comment."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from comments_service.contract.published import PublishedComment, thread_json
from comments_service.contract.threads import read_manifest

ROOT = Path(__file__).resolve().parents[2]
COMMENT = PublishedComment(
    id="c1",
    parent=None,
    author="Vreni",
    official=None,
    published_at=datetime(2026, 1, 16, 9, tzinfo=UTC),
    html="<p>Schöner Turm.</p>",
)


def publish(site, thread):
    """What the service leaves behind when it publishes a comment."""
    threads = read_manifest(site.root / "var/threads.json").threads
    published = thread_json(threads[thread], [COMMENT]).decode()
    site.write(f"var/published/{thread}.json", published)


def test_building_twice_gives_the_same_bytes(new_site):
    written = []
    for _ in range(2):
        site = new_site()
        site.picture("turm/turm.png")
        site.post("turm/de", '![Turm](turm.png "Foto: Meier. Lizenz: presse")', topics="[bau]")
        site.post("haus/de", topics="[bau]")
        site.build()
        written.append(site.files())
        site.build()
        written.append(site.files())

    assert written[0] == written[1], "built again"
    # Pagefind orders its filters by chance, so a new index may have other names and bytes.
    first, elsewhere = (
        {name: data for name, data in files.items() if not name.startswith("pagefind/")}
        for files in (written[0], written[2])
    )
    assert first == elsewhere, "built elsewhere"


def test_an_unchanged_site_is_not_written_again(site):
    site.post("turm/de")
    site.build()
    times = {path: path.stat().st_mtime_ns for path in site.output.rglob("*")}

    done = site.build()

    assert "(0 files changed, 0 removed)" in done
    assert {path: path.stat().st_mtime_ns for path in site.output.rglob("*")} == times


def test_published_comments_survive_a_rebuild(site):
    thread = site.post("turm/de", title="Turm")
    site.build()
    publish(site, thread)

    site.post("turm/de", "Neuer Text.", title="Turm")
    site.build()

    assert "Schöner Turm." in site.read("/de/2026/turm/")
    assert "Neuer Text." in site.read("/de/2026/turm/")


def test_published_comments_move_with_their_post(site):
    thread = site.post("turm/de", title="Turm", slug="alt")
    site.build()
    publish(site, thread)

    site.post("turm/de", title="Turm", slug="neu")
    site.build()

    assert "Schöner Turm." in site.read("/de/2026/neu/")
    assert "Schöner Turm." not in site.read("/de/2026/alt/")


def test_the_manifest_tells_the_service_what_can_be_commented_on(site):
    thread = site.post("turm/de", title="Turm", comments="until 2026-12-31")
    site.post("adhoc", kind="adhoc")
    site.post("still", comments="off")
    site.build()

    manifest = read_manifest(site.root / "var/threads.json")

    assert list(manifest.threads) == [thread]
    told = manifest.threads[thread]
    assert told.url == "/de/2026/turm/"
    assert told.file == "de/2026/turm/index.html"
    assert told.title == "Turm"
    assert told.closes_at.isoformat() == "2026-12-31T23:59:59+01:00"
    assert manifest.pages["en"]["privacy"] == "/en/privacy/"


@pytest.mark.parametrize("rule", ["off", None])
def test_a_page_without_comments_has_no_place_for_them(site, rule):
    site.post("turm/de", title="Turm", comments=rule, kind="release" if rule else "adhoc")
    site.build()

    assert "comments:begin" not in site.read("/de/2026/turm/")


def test_a_build_that_breaks_off_leaves_the_old_site(site, monkeypatch):
    site.post("turm/de", title="Turm")
    site.build()
    before = site.files()
    theme = site.root / "theme"
    shutil.copytree(ROOT / "theme", theme)
    (theme / "templates/year.html").write_text("{{ misspelt }}", "utf-8")
    monkeypatch.setattr("comments_service.contract.paths._PROJECT", site.root)
    site.post("haus/de", title="Haus")

    with pytest.raises(UndefinedError, match="misspelt"):
        site.build()

    assert site.files() == before
    assert not (site.root / "var/build").exists(), "nothing is left lying about"


def test_a_dead_link_of_the_theme_stops_the_build(site, monkeypatch):
    theme = site.root / "theme"
    shutil.copytree(ROOT / "theme", theme)
    (theme / "templates/year.html").write_text('<a href="/nirgends/">x</a>', "utf-8")
    monkeypatch.setattr("comments_service.contract.paths._PROJECT", site.root)
    site.post("turm/de")

    assert site.faults() == ["theme (de/2026/index.html): '/nirgends/' leads to nothing"]
    assert not site.output.exists()


def test_an_output_folder_that_holds_other_things_is_refused(site, monkeypatch):
    monkeypatch.setenv("NEWSROOM_OUTPUT", str(site.root))

    assert any("holds the content" in fault for fault in site.faults())
    assert (site.root / "newsroom.toml").exists()


def test_the_command_line_says_in_one_line_what_was_done(site):
    site.post("turm/de")

    done = site.run()

    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.startswith("Wrote ")
    assert done.stdout.count("\n") == 1


def test_the_command_line_tells_faults_without_a_traceback(site):
    site.post("turm/de", "[x](fehlt.md)")

    failed = site.run()

    assert failed.returncode == 1
    assert failed.stdout == ""
    assert failed.stderr == (
        "content/posts/turm/de.md:6: 'fehlt.md' is not there\n"
        "    mend: correct the file's name, and mind capital letters\n"
        "1 fault; nothing was written.\n"
    )


def test_a_faulty_configuration_is_told_without_a_traceback(site):
    site.configure(('timezone = "Europe/Zurich"', 'timezone = "Mars"'))

    failed = site.run()

    assert failed.returncode == 1
    assert failed.stderr.startswith("newsroom.toml:6: newsroom.timezone: no such time zone")
    assert "Traceback" not in failed.stdout + failed.stderr


def test_checking_writes_nothing(site):
    site.post("turm/de")

    done = site.run(NEWSROOM_CHECK="1")

    assert done.returncode == 0
    assert done.stdout == "1 post, 4 pages: no faults.\n"
    assert not site.output.exists()


@pytest.mark.parametrize(
    ("url", "accepted"),
    [
        ("https://news.muster.example", True),
        ("http://news.muster.example", False),
        ("https://localhost", False),
        ("https://127.0.0.1:8000", False),
        ("https://newsroom", False),
        ("https://newsroom.local", False),
    ],
)
def test_production_refuses_addresses_that_readers_cannot_use(site, monkeypatch, url, accepted):
    monkeypatch.setenv("NEWSROOM_URL", url)

    assert site.accepted_for_production() is accepted


def test_the_manifest_is_json_that_people_can_read(site):
    site.post("turm/de", title="Türme")
    site.build()

    text = (site.root / "var/threads.json").read_text("utf-8")

    assert "Türme" in text
    assert json.loads(text)["version"] == 2


@pytest.mark.parametrize(("rule", "form"), [("open", True), ("closed", False)])
def test_a_page_takes_comments_only_where_it_asks_for_them(site, rule, form):
    asking = site.page("fragen.de.md", title="Fragen", comments=rule)
    site.page("team.de.md", title="Team")

    site.build()

    assert f"comments:begin {asking}" in site.read("/de/fragen/")
    assert ("data-comment-form" in site.read("/de/fragen/")) is form
    assert "comments:begin" not in site.read("/de/team/")
    assert read_manifest(site.root / "var" / "threads.json").threads.keys() == {asking}
