"""The spam filter in the service: as far as the labels, across processes, starts and mistakes."""

import threading
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest

from comments_service.actions import filtering, learned
from comments_service.actions.backup import backup, restore
from comments_service.actions.decide import decide
from comments_service.actions.erase import erase
from comments_service.actions.filtering import Filter
from comments_service.actions.service import Service
from comments_service.actions.undo import undo
from comments_service.domain.states import Verb
from comments_service.spam.filter import SpamFilter
from comments_service.storage import labels
from comments_service.storage.database import Connections
from tests.actions.office import comment
from tests.support import ANNA, NOW, SPAM, known_spam

ADVERT = "Check out my channel and subscribe, it is free: http://video.example/me"


@pytest.fixture
def other(service: Service) -> Iterator[Filter]:
    """The filter of another process on the same newsroom."""
    connections = Connections(service.paths.database)
    yield Filter(connections, service.paths.filter)
    connections.close()


def spam(service: Service, body: str = SPAM, batch: str = "b") -> str:
    one = comment(service, body=body)
    decide(service, one.id, Verb.SPAM, ANNA, NOW, batch=batch)
    return one.id


def no_learning(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on nothing can be learned from labels that stood there before."""

    def learn_anew(*_: object) -> None:
        raise AssertionError("the filter learns all anew")

    monkeypatch.setattr(learned, "learn_anew", learn_anew)


def test_a_decision_is_learned_before_the_next_comment(service: Service, other: Filter) -> None:
    before = service.filter.judge(SPAM), other.judge(SPAM)
    assert [one.near for one in before] == [None, None]

    spam(service)

    for one in (service.filter, other):
        assert one.judge(SPAM + "!").near is not None
        assert one.judge(SPAM).missing == before[0].missing - 1


def test_a_slip_that_is_undone_leaves_no_trace(service: Service, other: Filter) -> None:
    spam(service, "Völlig anderes: http://z.example", "first")
    fresh = other.judge(ADVERT).score, other.judge(SPAM).score
    spam(service, ADVERT, "slip")
    assert other.judge(ADVERT).near == 1.0

    undo(service, "slip", ANNA, NOW)

    assert other.judge(ADVERT).near is None
    assert (other.judge(ADVERT).score, other.judge(SPAM).score) == fresh


def test_what_waits_to_be_learned_anew_is_outweighed_at_once(
    monkeypatch: pytest.MonkeyPatch, service: Service
) -> None:
    """A serving process judges on while its thread makes a filter without the slip."""
    service.filter.judge(ADVERT)
    monkeypatch.setattr(service.filter, "_thread", object())
    spam(service, ADVERT, "slip")
    taken = service.filter.judge(ADVERT)
    undo(service, "slip", ANNA, NOW)
    no_learning(monkeypatch)

    after = service.filter.judge(ADVERT)
    assert (taken.near, after.near) == (1.0, None)
    assert after.score < taken.score
    monkeypatch.setattr(service.filter, "_thread", None)


def test_a_reader_waits_for_a_few_new_labels_only(
    monkeypatch: pytest.MonkeyPatch, service: Service
) -> None:
    monkeypatch.setattr(filtering, "_FEW", 2)
    service.filter.judge(ADVERT)
    monkeypatch.setattr(service.filter, "_thread", object())
    for number in range(3):
        known_spam(service, f"{number} {SPAM} {number}", rejects=False)

    assert service.filter.judge(f"2 {SPAM} 2").near != 1.0
    service.filter.keep_up()
    assert service.filter.judge(f"2 {SPAM} 2").near == 1.0
    monkeypatch.setattr(service.filter, "_thread", None)


def test_a_start_takes_over_what_was_learned_before(
    monkeypatch: pytest.MonkeyPatch, service: Service, other: Filter
) -> None:
    spam(service)
    service.filter.judge(SPAM)
    service.filter.save()
    assert service.paths.filter.stat().st_mode & 0o777 == 0o600
    known_spam(service, ADVERT, rejects=False)

    no_learning(monkeypatch)

    assert other.judge(SPAM).near == 1.0
    assert other.judge(ADVERT).near == 1.0
    assert other.judge(SPAM) == service.filter.judge(SPAM)


def test_a_slip_of_before_the_start_is_outweighed_once(
    monkeypatch: pytest.MonkeyPatch, service: Service, other: Filter
) -> None:
    spam(service)
    service.filter.judge(SPAM)
    service.filter.save()
    spam(service, ADVERT, "slip")
    monkeypatch.setattr(other, "_thread", object())
    no_learning(monkeypatch)
    assert other.judge(ADVERT).near == 1.0

    undo(service, "slip", ANNA, NOW)

    once = Mock(wraps=SpamFilter.unlearn)
    monkeypatch.setattr(SpamFilter, "unlearn", lambda *given: once(*given))
    assert other.judge(ADVERT).near is None
    assert once.call_count == 1


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: content[:-1],
        lambda content: content[:100] + b"x" + content[101:],
        lambda content: content.replace(b"filter 1", b"filter 0"),
        lambda _: b"",
    ],
)
def test_a_broken_file_is_ignored(service: Service, other: Filter, harm: object) -> None:
    spam(service)
    expected = service.filter.judge(SPAM)
    service.filter.save()
    content = service.paths.filter.read_bytes()
    service.paths.filter.write_bytes(harm(content))  # type: ignore[operator]

    assert other.judge(SPAM) == expected


def test_what_was_erased_while_nobody_served_is_not_known_at_the_next_start(
    service: Service, other: Filter
) -> None:
    gone = spam(service)
    known_spam(service, ADVERT, rejects=False)
    service.filter.judge(SPAM)
    service.filter.save()

    erase(service, gone, NOW)

    assert other.judge(SPAM).near is None
    assert other.judge(ADVERT).near == 1.0


def test_a_restored_backup_knows_no_more_than_it_holds(service: Service, tmp_path: Path) -> None:
    """Also where it has gone as far as the one before, with other labels."""
    copy = tmp_path / "copy.db"
    known_spam(service, ADVERT, rejects=False)
    backup(service.db, copy)
    spam(service)
    service.filter.judge(SPAM)
    service.filter.save()
    reached = labels.position(service.db)
    service.close()
    restore(service.paths, copy, NOW)
    other = "Ganz etwas anderes, das auch niemand lesen will: http://y.example"
    known_spam(service, other, rejects=False)
    assert labels.position(service.db) == reached

    fresh = Filter(service.connections, service.paths.filter)

    assert fresh.judge(SPAM).near is None
    assert fresh.judge(ADVERT).near == 1.0


def test_nothing_is_written_of_labels_that_are_gone_by_then(service: Service) -> None:
    gone = spam(service)
    service.filter.judge(SPAM)
    erase(service, gone, NOW)

    service.filter.save()

    assert not service.paths.filter.exists()


def test_a_serving_process_keeps_what_it_has_learned(service: Service) -> None:
    spam(service)
    service.filter.start()
    assert service.filter.judge(SPAM).near == 1.0

    service.filter.stop()

    assert service.paths.filter.exists()


def test_a_slip_that_is_undone_is_gone_as_soon_as_somebody_judges(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thread that makes a filter without it is woken, instead of looking now and then."""
    monkeypatch.setattr(filtering, "_POLL_SECONDS", 3600)
    service.filter.judge(ADVERT)
    fresh = service.filter.judge(ADVERT).score
    spam(service, ADVERT, "slip")
    service.filter.judge(ADVERT)
    service.filter.start()
    undo(service, "slip", ANNA, NOW)
    anew = threading.Event()
    learn_anew = learned.learn_anew
    monkeypatch.setattr(learned, "learn_anew", lambda *a: (learn_anew(*a), anew.set())[0])

    service.filter.judge(ADVERT)

    assert anew.wait(10)
    service.filter.stop()
    assert service.filter.judge(ADVERT).score == fresh


def test_a_full_disk_stops_no_filter(
    monkeypatch: pytest.MonkeyPatch, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(learned, "replace_file", full)
    spam(service)
    service.filter.judge(SPAM)
    service.filter.save()

    assert "No space left" in caplog.text
    assert service.filter.judge(SPAM).near == 1.0
    monkeypatch.undo()
    service.filter.save()
    assert service.paths.filter.exists()


def test_nothing_is_written_that_holds_what_was_only_outweighed(
    monkeypatch: pytest.MonkeyPatch, service: Service
) -> None:
    """The labels would agree with it, and its words would stay for good."""
    gone = spam(service)
    service.filter.judge(SPAM)
    monkeypatch.setattr(service.filter, "_thread", object())
    monkeypatch.setattr(service.filter, "_rest_until", float("inf"))
    erase(service, gone, NOW)
    service.filter.judge(SPAM)

    service.filter.save()

    assert not service.paths.filter.exists()
    monkeypatch.setattr(service.filter, "_thread", None)


def test_a_broken_label_stops_no_filter(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    spam(service)
    known_spam(service, ADVERT, rejects=False)
    service.db.conn.execute("UPDATE labels SET features = x'00' WHERE comment IS NULL")

    assert service.filter.judge(SPAM).near == 1.0
    assert "cannot be learned" in caplog.text


@pytest.mark.parametrize(
    "broken",
    [
        *("features = x'00'", "features = 'text'", "features = 7", "shingles = 'text'"),
        *("weight = -1e30", "weight = 0", "weight = 9e999", "weight = 'x'", "score = 'x'"),
        *("score = 9e999", "at = 'x'", "at = 5", "at = x'00'", "spam = 'x'", "version = 'x'"),
    ],
)
def test_no_label_keeps_anybody_from_writing(service: Service, other: Filter, broken: str) -> None:
    spam(service)
    known_spam(service, ADVERT, rejects=False)
    row = "UPDATE labels SET {} WHERE comment IS NULL"
    service.db.conn.execute(row.format(broken))
    labels._raise_epoch(service.db)

    assert service.filter.judge(SPAM).near == 1.0
    decide(service, comment(service).id, Verb.PUBLISH, ANNA, NOW)
    service.filter.save()
    assert other.judge(SPAM).near == 1.0


def test_a_heavy_label_weighs_no_more_than_a_sample(service: Service) -> None:
    plain = "Der Umbau der Badi beginnt im Herbst"
    spam(service, plain)
    decide(service, comment(service, body="Danke für alles").id, Verb.PUBLISH, ANNA, NOW)

    def score(weight: float) -> float:
        service.db.conn.execute("UPDATE labels SET weight = ?", [weight])
        made = learned.learn_anew(service.db, threading.Event())
        assert made
        return made.filter.judge(plain).score

    assert score(1e30) == score(5) != score(1)


def test_what_cannot_be_judged_is_held(
    service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(SpamFilter, "judge", fails)

    judged = service.filter.judge(SPAM)

    assert (judged.decision, judged.score, judged.ready) == ("hold", 0.5, False)
    assert "cannot be judged" in caplog.text
