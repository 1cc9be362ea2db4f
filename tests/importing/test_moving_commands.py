"""`newsroom comments import` and `export`, as an administrator types them."""

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from comments_service.cli import main
from comments_service.storage import archive, log, log_chain, retention
from comments_service.storage.database import transaction
from tests.importing.conftest import SAMPLES
from tests.support import NOW, THREAD, all_comments, make_newsroom, page_of


@pytest.fixture
def service(tmp_path, monkeypatch):
    made = make_newsroom(tmp_path)
    monkeypatch.chdir(tmp_path)
    Path("map.csv").write_text(f"https://old.example/2019/wehr/,{THREAD}\n", "utf-8")
    return made


def newsroom(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["comments", *map(str, arguments)])


def test_an_import_stands_in_the_page_at_once(service):
    result = newsroom("import", "disqus", SAMPLES / "disqus.xml", "--threads", "map.csv")

    assert result.exit_code == 0, result.output
    assert "4 new" in result.output
    assert "9999: 1 comment" in result.output
    assert "<p>Danke für den Hinweis.</p>" in page_of(service)
    assert "<strong>Herbst</strong>" in page_of(service)


def test_a_check_changes_nothing(service):
    result = newsroom("import", "disqus", SAMPLES / "disqus.xml", "--check")

    assert result.exit_code == 0, result.output
    assert "this was a check" in result.output
    assert not all_comments(service)


def test_a_broken_file_ends_with_its_place(service):
    Path("half.xml").write_bytes((SAMPLES / "disqus.xml").read_bytes()[:900])

    result = newsroom("import", "disqus", "half.xml")

    assert result.exit_code == 1
    assert "half.xml:" in result.output
    assert "broken XML at column" in result.output
    assert not all_comments(service)


def test_without_a_build_nobody_knows_the_posts(service):
    service.paths.threads.unlink()

    result = newsroom("import", "disqus", SAMPLES / "disqus.xml")

    assert result.exit_code == 1
    assert "make build" in result.output


def test_an_export_is_private_and_comes_back(service, tmp_path, monkeypatch):
    newsroom("import", "disqus", SAMPLES / "disqus.xml", "--threads", "map.csv")
    before = page_of(service)

    result = newsroom("export")

    assert result.exit_code == 0, result.output
    (file,) = (service.paths.data / "exports").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700

    other = make_newsroom(tmp_path / "other")
    monkeypatch.chdir(tmp_path / "other")
    result = newsroom("import", "jsonl", file)
    assert result.exit_code == 0, result.output
    assert page_of(other) == before


def test_retention_waits_for_the_rows_before_an_imported_one(service):
    """Older rows may stand behind younger ones; the log refuses to lose those."""
    for age in (5 * 365, 10, 4 * 365):
        row = dict.fromkeys(log_chain.COLUMNS, None)
        last, before = log.tip(service.db)
        at = NOW.replace(year=NOW.year - age // 365).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        row |= {"id": last + 1, "at": at, "actor_kind": "system", "actor": "", "action": "x"}
        row["explanation"] = ""
        values = [row[name] for name in log_chain.COLUMNS]
        archive.insert(service.db, "log", {**row, "hash": log_chain.link(before, values)})

    with transaction(service.db):
        retention.forget_log(service.db, NOW.replace(year=NOW.year - 3))

    left = [row["at"][:4] for row in archive.rows(service.db, "log")]
    assert left == [str(NOW.year), str(NOW.year - 4)]
