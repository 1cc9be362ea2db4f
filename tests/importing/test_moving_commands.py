"""`newsroom comments import` and `export`, as an administrator types them."""

import errno
import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from comments_service.cli import main
from comments_service.commands import comments as comments_commands
from comments_service.importing import archive_export
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


def test_the_whole_report_goes_into_a_private_file(service):
    arguments = ("import", "disqus", SAMPLES / "disqus.xml", "--report", "report.txt")

    result = newsroom(*arguments)

    assert result.output.endswith(Path("report.txt").read_text("utf-8"))
    assert stat.S_IMODE(Path("report.txt").stat().st_mode) == 0o600


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


BEGINNINGS = {
    "disqus": b'<?xml version="1.0"?>\n<disqus xmlns="http://disqus.com">',
    "wordpress": b'<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/">',
    "isso": b"SQLite format 3\x00",
    "isso-json": b'\n[\n {"id": "/a/", "comments": []}]',
}


@pytest.mark.parametrize(
    ("given", "found", "told"),
    [
        ("isso", "disqus", "mend: newsroom comments import disqus file"),
        ("disqus", "isso", "this is comments of Isso, not an export of Disqus"),
        ("disqus", "wordpress", "mend: newsroom comments import wordpress file"),
        ("wordpress", "disqus", "an export of Disqus, not an export of WordPress"),
        ("jsonl", "isso-json", "mend: newsroom comments import isso file"),
    ],
)
def test_a_file_of_another_format_names_the_right_one(service, given, found, told):
    Path("file").write_bytes(BEGINNINGS[found])

    result = newsroom("import", given, "file")

    assert result.exit_code == 1
    assert told in result.output


def test_a_folder_and_a_name_that_is_not_there_are_told(service):
    assert "that is a folder" in newsroom("import", "isso", ".").output
    assert "cannot be read" in newsroom("import", "isso", "none.db").output


def test_an_export_is_not_mistaken_for_another_system_s(service):
    newsroom("export", "own.jsonl")

    result = newsroom("import", "isso", "own.jsonl")

    assert "mend: newsroom comments import jsonl own.jsonl" in result.output


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, "make room on the disk"), (errno.EFBIG, "ulimit -f"), (errno.EACCES, "perm")],
)
def test_an_export_that_finds_no_place_says_why_and_leaves_nothing(
    service, monkeypatch, number, told
):
    def full(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(archive_export, "os", SimpleNamespace(fdopen=os.fdopen, fsync=full))

    result = newsroom("export", "own.jsonl")

    assert result.exit_code == 1
    assert f"own.jsonl was not written: {os.strerror(number)}.\n    mend: " in result.output
    assert told in result.output
    assert not list(Path.cwd().glob("*own.jsonl*"))


def test_an_export_below_a_file_or_onto_a_folder_says_so(service):
    result = newsroom("export", "map.csv/own.jsonl")
    assert "a part of its path is a file" in result.output

    result = newsroom("export", ".")
    assert "is a folder" in result.output


def test_a_reader_that_has_seen_enough_is_no_fault(service, monkeypatch):
    def gone(*_: object, **__: object) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr(comments_commands.stored, "everything", gone)

    assert newsroom("list").output == ""


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
