"""Everything of the comments' side out and in again: whole, private, and the same pages."""

import json
import stat
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from comments_service.actions.answer import answer
from comments_service.actions.appeal import appeal
from comments_service.actions.colleagues import add_note
from comments_service.actions.decide import decide
from comments_service.actions.edit import edit
from comments_service.actions.erase import erase
from comments_service.actions.publish_thread import publish_all
from comments_service.actions.rerender import rerender_all
from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.actions.undo import undo
from comments_service.contract.addresses import WORDS
from comments_service.contract.faults import Faults
from comments_service.contract.reasons import REASONS, REPORTABLE
from comments_service.contract.switches import Switches, read_switches, write_switches
from comments_service.domain.comment import Actor, ActorKind, Comment, Grounds
from comments_service.domain.states import State, Verb
from comments_service.importing import archive_schema
from comments_service.importing.archive_export import ExportFailed, export_comments
from comments_service.importing.archive_import import Target, import_archive
from comments_service.importing.comment_threads import Finder
from comments_service.storage import (
    archive,
    comments,
    decisions,
    journal,
    log,
    log_chain,
    moderators,
    reports,
)
from comments_service.storage.database import transaction
from comments_service.storage.reports import Report
from tests.importing.conftest import Silent
from tests.support import NOW, READER, SITE, THREAD, all_comments, fields, make_newsroom, thread

LATER = NOW + timedelta(hours=1)
REPORT = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a88"
REJECTION = Grounds("INSULT", "Persönlicher Angriff", "rule", "Regel 3")


def export_of(service: Service, name: str = "export.jsonl") -> Path:
    path = service.paths.data / name
    paths = service.paths
    export_comments(service.db, paths.data, paths.switches, SITE, path, LATER, Silent())
    return path


def bring(path: Path, service: Service, posts: Finder | None = None, *, check: bool = False):
    target = Target(service.db, service.paths, posts or Finder(), LATER)
    done = import_archive(path, target, Silent(), check=check)
    rerender_all(service, LATER)
    return done


def pages_of(service: Service) -> dict[str, bytes]:
    publish_all(service, LATER)
    output = service.paths.output
    return {
        str(path.relative_to(output)): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }


def rows_of(service: Service) -> dict[str, list[dict[str, object]]]:
    return {kind: list(archive.rows(service.db, kind)) for kind in archive.TABLES}


def send(service: Service, body: str, **more: str) -> str:
    submit(service, THREAD, fields(body, **more), READER, NOW)
    return all_comments(service)[-1].id


@dataclass(frozen=True)
class Sample:
    """A newsroom in which most of what can happen has happened, and its export."""

    comments: list[Comment]
    rows: dict[str, list[dict[str, object]]]
    pages: dict[str, bytes]
    erasures: list[journal.Line]
    export: bytes
    mode: int

    def file(self, folder: Path) -> Path:
        path = folder / "export.jsonl"
        path.write_bytes(self.export)
        return path


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    service = filled(tmp_path_factory.mktemp("full"))
    file = export_of(service)
    with pytest.raises(ExportFailed, match="exists already"):
        export_of(service)
    made = Sample(
        comments=all_comments(service),
        rows=rows_of(service),
        pages=pages_of(service),
        erasures=journal.read(service.paths.data),
        export=file.read_bytes(),
        mode=stat.S_IMODE(file.stat().st_mode),
    )
    service.close()
    return made


def filled(folder: Path) -> Service:
    service = make_newsroom(folder)
    number = moderators.add(service.db, "Berta Frei", "Sprecherin", NOW)
    berta = moderators.get(service.db, number)
    assert berta
    first = send(service, "Das *erste* Wort\n\n> und ein Zitat")
    second = send(service, "Eine Antwort mit <b>Zeichen</b> & mehr", parent="")
    refused = send(service, "Ein Angriff", email="ruth@reader.example")
    gone = send(service, "Wird gelöscht")
    send(service, "Wartet noch")
    for one in (first, second, gone):
        decide(service, one, Verb.PUBLISH, berta, NOW)
    third = send(service, "Dazu noch dies", parent=gone)
    decide(service, third, Verb.PUBLISH, berta, NOW)
    answer(service, first, "Danke!", berta, NOW)
    reports.add(
        service.db, Report(REPORT, first, THREAD, "de", NOW, "INSULT", "Weil …", "Rolf", None)
    )
    moderators.set_password_hash(service.db, number, "$argon2id$secret")
    decide(service, refused, Verb.REJECT, berta, NOW, grounds=REJECTION)
    appeal(service, refused, "Das war keiner", NOW)
    add_note(service, second, "Schau dir das an", berta, NOW)
    erase(service, gone, NOW)
    edit(service, second, "Eine bessere Antwort", READER, NOW)
    spam = send(service, "Kauf dies")
    decide(service, spam, Verb.SPAM, "terminal", NOW, batch="b1")
    undo(service, "b1", "terminal", NOW)
    write_switches(service.paths.switches, Switches(closed={THREAD: NOW}))
    return service


def test_an_empty_newsroom_gets_the_same_pages_byte_for_byte(full, tmp_path):
    other = make_newsroom(tmp_path / "other")

    bring(full.file(tmp_path), other)

    assert pages_of(other) == full.pages


def test_every_row_comes_back_as_it_was(full, tmp_path):
    other = make_newsroom(tmp_path / "other")
    before = full.rows
    kinds = ("verdict", "revision", "decision", "note", "appeal", "report")
    assert all(before[kind] for kind in kinds)

    bring(full.file(tmp_path), other)

    after = rows_of(other)
    imported = after["log"].pop()
    assert (imported["action"], imported["actor"]) == ("import", "import newsroom")
    assert after == before
    assert read_switches(other.paths.switches).closed == {THREAD: NOW}
    assert journal.read(other.paths.data) == full.erasures


def test_the_log_that_comes_back_can_be_verified(full, tmp_path):
    other = make_newsroom(tmp_path / "other")

    bring(full.file(tmp_path), other)

    assert _sound(other)
    log.add(other.db, Actor(ActorKind.SYSTEM), "x", LATER)
    assert _sound(other)


def test_a_decision_can_be_undone_after_the_move(full, tmp_path):
    other = make_newsroom(tmp_path / "other")
    bring(full.file(tmp_path), other)
    refused = next(c for c in all_comments(other) if c.state is State.REJECTED)
    last = decisions.latest_of(other.db, refused.id)
    assert last

    undo(other, last.batch, "terminal", LATER)

    assert comments.get(other.db, refused.id).state is State.PENDING


def test_a_second_import_changes_nothing(full, tmp_path):
    other, file = make_newsroom(tmp_path / "other"), full.file(tmp_path)
    bring(file, other)
    before = rows_of(other)

    done = bring(file, other)

    assert rows_of(other) == before
    assert "Nothing in the newsroom has changed." in str(done)


def test_what_exists_is_left_alone_and_the_rest_comes(full, tmp_path):
    """A log with rows of its own goes on, and stays sound."""
    other, file = make_newsroom(tmp_path / "other"), full.file(tmp_path)
    first = full.comments[0]
    mine = replace(first, body="Anders", parent=None, decided_by=None)
    with transaction(other.db):
        comments.add(other.db, mine)
        log.add(other.db, Actor(ActorKind.SYSTEM), "mine", NOW, comment=mine.id)

    bring(file, other)

    assert comments.get(other.db, mine.id).body == "Anders"
    assert len(all_comments(other)) == len(full.comments)
    rows = rows_of(other)["log"]
    assert [row["action"] for row in rows if row["comment"] == mine.id] == ["mine"]
    assert {row["comment"] for row in rows} >= {one.id for one in full.comments}
    assert _sound(other)


def test_people_are_known_by_their_names(full, tmp_path):
    """Numbers differ from newsroom to newsroom; nobody gets anybody else's decisions."""
    other = make_newsroom(tmp_path / "other")
    moderators.add(other.db, "Chris Gross", "", NOW)
    berta = moderators.add(other.db, "berta frei", "", NOW)

    bring(full.file(tmp_path), other)

    by = {one.id: one.decided_by for one in all_comments(other)}
    theirs = {one.id: one.decided_by for one in full.comments}
    assert set(by.values()) == {berta, None}
    assert {one for one, who in by.items() if who} == {one for one, who in theirs.items() if who}
    assert [one.name for one in moderators.everyone(other.db)] == ["Chris Gross", "berta frei"]


def test_an_import_lets_nobody_in(full, tmp_path):
    other, file = make_newsroom(tmp_path / "other"), full.file(tmp_path)

    bring(file, other)

    assert "argon2id" not in file.read_text("utf-8")
    assert [one.password_hash for one in moderators.everyone(other.db)] == [None]


def test_what_was_erased_here_does_not_come_back(full, tmp_path):
    other, file = make_newsroom(tmp_path / "other"), full.file(tmp_path)
    first = full.comments[0]
    journal.note(other.paths.data, first.id)

    bring(file, other)

    found = comments.get(other.db, first.id)
    assert (found.state, found.body) == (State.WITHDRAWN, "")


def test_a_map_gives_comments_another_post(full, tmp_path):
    new = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a77"
    other = make_newsroom(tmp_path / "other", [thread(new)])
    posts = Finder(languages={new: "de"}, wanted={THREAD: new})

    bring(full.file(tmp_path), other, posts)

    assert {one.thread for one in all_comments(other)} == {new}


def test_posts_that_are_not_here_are_told(full, tmp_path):
    other = make_newsroom(tmp_path / "other")

    done = bring(full.file(tmp_path), other)

    assert f"{THREAD}: {len(full.comments)}" in str(done)


def test_a_check_stores_nothing(full, tmp_path):
    other = make_newsroom(tmp_path / "other")

    done = bring(full.file(tmp_path), other, check=True)

    assert not all_comments(other)
    assert "this was a check" in str(done)


def test_only_its_owner_may_read_an_export(full):
    assert full.mode == 0o600


def test_no_secrets_and_no_html(full):
    text = full.export.decode()

    for word in ("password", "token", '"sender"', "body_hash", '"html"', "<p>", "sha1"):
        assert word not in text


def test_an_export_cut_off_anywhere_imports_nothing(full, tmp_path):
    """At every byte of the last lines, and at some of each line before."""
    data = full.export
    other = make_newsroom(tmp_path / "other")
    cut = tmp_path / "cut.jsonl"
    ends = [at for at, byte in enumerate(data) if byte == 10]
    places = {0, 1, *range(len(data) - 150, len(data))}
    places |= {max(0, end + step) for end in ends for step in (-1, 0, 1)} - {len(data)}
    for place in sorted(places):
        cut.write_bytes(data[:place])
        with pytest.raises(Faults, match="byte"):
            bring(cut, other, check=True)
    assert not all_comments(other)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"format":"newsroom-comments"', '"format":"other"', ":1: header: format is none of"),
        ('"version":1', '"version":2', ":1: header: version is none of 1"),
        ('"Wartet noch"', '"Wartet schon"', "checksum"),
        ('"state":"pending"', '"state":"waiting"', "state is none of"),
        ('"official":null', '"official":1', "official is no string or null"),
        ('"explanation":"Persönlicher', '"x":1,"explanation":"', "unknown field «x»"),
        ('{"type":"comment"', '{"type":"comment",,', "broken JSON at column 19"),
        ('{"type":"comment"', '{"type":"komment"', "no record of a known type"),
        ('"Wartet noch"', '"\\ud800"', "body holds half a character"),
        ('"Wartet noch"', "NaN", "body is no string"),
        ('"ruth@reader.example"', '"ruth@reader\\n.example"', "email is no e-mail address"),
        ('"action":"publish"', '"action":"reject"', "the chain of the log is broken at row"),
        ('"decided_by":1', '"decided_by":7', "no moderator 7 stands before"),
    ],
)
def test_a_broken_export_says_where_and_imports_nothing(full, tmp_path, old, new, told):
    file = full.file(tmp_path)
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    other = make_newsroom(tmp_path / "other")

    with pytest.raises(Faults) as found:
        bring(file, other)

    assert told in str(found.value)
    assert f"{file.name}:" in str(found.value)
    assert not all_comments(other)
    assert not moderators.everyone(other.db)


def test_a_line_that_came_twice_is_refused(full, tmp_path):
    """The count of the last record is right, and still nothing is stored."""
    lines = full.export.decode().splitlines()
    one = next(line for line in lines if line.startswith('{"type":"comment"'))
    end = json.dumps({"type": "end", "records": len(lines)})
    file = tmp_path / "twice.jsonl"
    file.write_text("\n".join([*lines[:-1], one, end, ""]), "utf-8")

    with pytest.raises(Faults, match="stands there twice"):
        bring(file, make_newsroom(tmp_path / "other"))


def test_a_few_fields_are_enough(tmp_path):
    """So another program can write the format, too."""
    other = make_newsroom(tmp_path)
    one = {
        "type": "comment",
        "id": "00000000-0000-4000-8000-000000000001",
        "thread": THREAD,
        "lang": "de",
        "author": "Ruth",
        "body": "Gut",
        "state": "pending",
        "created_at": "2020-01-01T00:00:00.000000Z",
    }
    header = {"type": "header", "format": "newsroom-comments", "version": 1}
    records = (header, one, {"type": "end", "records": 2})
    file = tmp_path / "few.jsonl"
    file.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")

    bring(file, other)

    (found,) = all_comments(other)
    assert (found.author, found.wants_replies, found.occasion) == ("Ruth", True, "own")


def test_no_column_is_forgotten(tmp_path):
    """Whoever adds a column decides whether it moves along."""
    exported = {table.name: table for table in archive.TABLES.values()}
    for table in make_newsroom(tmp_path).db.tables:
        if table.name in exported:
            known = {*exported[table.name].columns, *archive.LEFT_OUT.get(table.name, ())}
            assert {column.name for column in table.columns} == known, table.name
        else:
            assert table.name.startswith("comments_text") or table.name in archive.STAYS_HERE


def test_the_schema_knows_every_column_and_word():
    for kind, table in archive.TABLES.items():
        assert {"type", *table.columns} == archive_schema.kinds()[kind]["properties"].keys()
    comment = archive_schema.kinds()["comment"]["properties"]
    assert set(comment["lang"]["enum"]) == set(WORDS)
    assert set(comment["state"]["enum"]) == set(State)
    assert set(comment["reason"]["enum"]) == {None, *REASONS}
    assert set(archive_schema.kinds()["report"]["properties"]["code"]["enum"]) == set(REPORTABLE)
    assert _words(json.loads(archive_schema.FILE.read_bytes())["$defs"]) <= archive_schema.WORDS


def test_other_people_s_validator_agrees(full):
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(json.loads(archive_schema.FILE.read_bytes()))

    for line in full.export.decode().splitlines():
        validator.validate(json.loads(line))


def _words(definitions: dict[str, object]) -> set[str]:
    """The words of JSON Schema in it."""
    found: set[str] = set()

    def look(schema: dict[str, object]) -> None:
        found.update(schema)
        properties = schema.get("properties")
        for one in properties.values() if isinstance(properties, dict) else ():
            look(one)

    for one in definitions.values():
        assert isinstance(one, dict)
        look(one)
    return found


def _sound(service: Service) -> bool:
    """Whether the log's chain holds from its beginning."""
    before = log_chain.BEGIN
    for row in archive.rows(service.db, "log"):
        before = log_chain.link(before, [row[name] for name in log_chain.COLUMNS])
        if before != row["hash"]:
            return False
    return True
