"""What the spam filter has learned moves along, and what was decided elsewhere teaches it."""

import json
from base64 import b64decode
from dataclasses import replace
from datetime import timedelta

import pytest

from comments_service.actions import learning
from comments_service.actions.decide import decide
from comments_service.actions.erase import erase
from comments_service.actions.filter_key import scrambler, version
from comments_service.contract.faults import Faults
from comments_service.domain.states import State, Verb
from comments_service.importing.comments import ImportedComment
from comments_service.importing.storing import Store
from comments_service.spam.features import VERSION
from comments_service.spam.filter import label_of
from comments_service.storage import labels, rules_off
from tests.actions.office import comment as stored
from tests.importing.archives import bring, export_of, rows_of, send
from tests.support import ANNA, NOW, SPAM, THREAD, known_spam, make_newsroom

ADVERT = "Kredite in 24 Stunden, ohne jede Prüfung: jetzt anrufen!"
HEADER = {"type": "header", "format": "newsroom-comments", "version": 1}


@pytest.fixture
def taught(tmp_path):
    """A newsroom whose filter knows a text of each kind, and one that is long gone."""
    service = make_newsroom(tmp_path / "taught")
    known_spam(service, rejects=False)
    for body, verb in (("Wann geht es los?", Verb.PUBLISH), (ADVERT, Verb.SPAM)):
        decide(service, send(service, body), verb, ANNA, NOW)
    rules_off.switch_off(service.db, "links", None, NOW)
    return service


@pytest.fixture
def service(tmp_path):
    return make_newsroom(tmp_path / "empty")


def learned(service):
    """As each newsroom's own key opens it."""
    key = scrambler(service.db)
    return [
        replace(
            row, id=0, version=row.version == version(key), features=key.clear(row.features),
            shingles=key.clear(row.shingles),
        )
        for row in labels.after(service.db, 0)
    ]  # fmt: skip


def written(tmp_path, *records):
    lines = [HEADER, *records, {"type": "end", "records": 1 + len(records)}]
    path = tmp_path / "export.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def record(number, state, **more):
    at = f"2026-05-0{number}T08:00:00.000000Z"
    told = {"published": "published_at", "pending": "waiting_since"}.get(state, "decided_at")
    return {
        "type": "comment", "id": f"00000000-0000-4000-8000-00000000000{number}", "thread": THREAD,
        "lang": "de", "author": "Ruth", "body": f"Text {number}", "state": state,
        "created_at": at, told: at, **more,
    }  # fmt: skip


def test_a_moved_newsroom_knows_what_it_knew(taught, tmp_path):
    other = make_newsroom(tmp_path / "other")
    path = export_of(taught)

    bring(path, other)

    assert len(learned(taught)) == 3
    assert learned(other) == learned(taught)[1:]
    assert rules_off.names(other.db) == {"links"}
    assert other.filter.judge(ADVERT).why == "near"
    assert other.filter.judge(SPAM).why != "near"
    before = rows_of(other)
    bring(path, other)
    assert rows_of(other) == before


def test_what_had_lost_its_label_there_is_not_learned_here(taught, tmp_path):
    """Its author has perhaps given up the name, and what was learned with it."""
    first = learned(taught)[1]
    labels.remove(taught.db, first.comment)
    other = make_newsroom(tmp_path / "other")

    bring(export_of(taught), other)
    learning.tend(other, NOW)

    assert [row.comment for row in learned(other)] == [learned(taught)[1].comment]


def test_only_labels_whose_text_is_there_leave_and_say_no_more_than_it(taught, service):
    lines = map(json.loads, export_of(taught).read_text("utf-8").splitlines())
    found = [line for line in lines if line["type"] == "label"]

    texts = ("Wann geht es los?", ADVERT)
    assert [b64decode(one["features"]) for one in found] == [label_of(text)[0] for text in texts]
    assert {one["version"] for one in found} == {VERSION}

    orphan = {**found[0], "comment": None}
    bring(written(service.paths.data, orphan), service)
    assert learned(service) == []


def test_labels_under_a_lost_key_stay_behind(taught, tmp_path):
    taught.db.conn.execute("UPDATE labels SET version = version + 1")

    assert '"type":"label"' not in export_of(taught).read_text("utf-8")


def test_a_newsroom_at_work_keeps_its_own_switches(taught, tmp_path):
    other = make_newsroom(tmp_path / "other")
    send(other, "Schon da")

    bring(export_of(taught), other)

    assert rules_off.names(other.db) == set()
    assert len(learned(other)) == 2


def test_an_export_without_labels_teaches_by_its_comments(service, tmp_path):
    path = written(
        tmp_path,
        record(1, "published"), record(2, "spam"), record(3, "pending"),
        record(4, "rejected", reason="INSULT"), record(5, "spam", automated=True),
        record(6, "published", official="Sprecherin"),
    )  # fmt: skip

    bring(path, service)

    assert [(row.comment[-1], row.spam) for row in learned(service)] == [("1", False), ("2", True)]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"features": "AAAA"}, "features are none of version"),
        ({"features": "A"}, "features does not look like"),
        ({"shingles": "AAAAAA=="}, "shingles end within one"),
        ({"weight": -1}, "weight is out of range"),
        ({"comment": "00000000-0000-4000-8000-000000000009"}, "stands before this line"),
    ],
)
def test_a_broken_label_imports_nothing(taught, service, tmp_path, changes, fault):
    [label, *_] = (line for line in export_of(taught).read_text().splitlines() if "label" in line)
    row = {**json.loads(label), "comment": None, **changes}

    with pytest.raises(Faults, match=fault):
        bring(written(tmp_path, record(1, "published"), row), service)
    assert learned(service) == []


def test_what_other_systems_decided_teaches_the_newest_first(service):
    def imported(number, state, **more):
        return ImportedComment(
            f"00000000-0000-4000-8000-00000000000{number}", THREAD, None, "de", "Ruth", None,
            f"Text {number}", NOW - timedelta(days=number), state, None, **more,
        )  # fmt: skip

    store = Store(service.db, NOW, erased=["00000000-0000-4000-8000-000000000005"])
    came = [
        imported(1, "published"),
        imported(2, "spam"),
        imported(3, "pending"),
        replace(imported(4, "published"), official="Sprecherin"),
        imported(5, "published"),
        imported(6, "pending", held="The name is reserved for our own people"),
    ]
    store(came)
    store(came)

    found = learned(service)
    assert [(row.comment[-1], row.spam) for row in found] == [("2", True), ("1", False)]
    assert [row.at for row in found] == [NOW - timedelta(days=2), NOW - timedelta(days=1)]
    assert {(row.score, row.said, row.weight) for row in found} == {(None, "", 1.0)}


def test_what_was_decided_too_long_ago_teaches_nothing(service, tmp_path):
    old = [
        ImportedComment(
            f"00000000-0000-4000-8000-00000000000{number}", THREAD, None, "de", "Ruth", None,
            f"Text {number}", NOW - timedelta(days=number), "published", None,
        )
        for number in (1, 2)
    ]  # fmt: skip
    Store(service.db, NOW, learns_since=NOW - timedelta(days=1))(old)
    assert [row.comment for row in learned(service)] == [old[0].id]

    other = make_newsroom(tmp_path / "other")
    long_ago = {"created_at": "2020-05-01T08:00:00.000000Z", "decided_at": None}
    long_ago["published_at"] = long_ago["created_at"]
    bring(written(tmp_path, record(1, "published", **long_ago), record(2, "spam")), other)
    assert [row.comment[-1] for row in learned(other)] == ["2"]


def test_what_was_erased_there_is_not_known_here(taught, tmp_path):
    gone = stored(taught, State.PENDING, body="Das bleibt nicht")
    decide(taught, gone.id, Verb.PUBLISH, ANNA, NOW)
    path = export_of(taught)
    other = make_newsroom(tmp_path / "other")
    bring(path, other)
    assert len(learned(other)) == 3
    erase(other, gone.id, NOW)

    bring(path, other)

    assert len(learned(other)) == 2
