"""What the spam filter is taught, by whom, and when it has to forget."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from unittest.mock import Mock

import pytest

from comments_service.actions import filter_key, learning
from comments_service.actions.cleanup import sweep
from comments_service.actions.decide import decide
from comments_service.actions.decide_appeal import decide_appeal
from comments_service.actions.decide_revision import decide_revision
from comments_service.actions.erase import anonymise, erase
from comments_service.actions.filter_key import scrambler, version
from comments_service.actions.filtering import Filter
from comments_service.actions.replay import replay
from comments_service.actions.service import Service
from comments_service.actions.undo import undo
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.states import State, Verb
from comments_service.domain.verdict import SAMPLE, Outcome, Verdict
from comments_service.spam.filter import label_of
from comments_service.storage import comments, labels
from comments_service.storage.appeals import AppealState
from comments_service.storage.database import transaction
from tests.actions.moderating import revised
from tests.actions.office import GROUNDS, appeal, comment, person, report
from tests.support import ANNA, NOW

ADVERT = Grounds("SPAM", "Das ist Werbung.", "rule")
WEEK = NOW + timedelta(days=7)


def taught(service: Service) -> list[tuple[str | None, int, bool]]:
    """Comment and number of each text that the filter has learned, and whether as spam."""
    return [(row.comment, row.revision, row.spam) for row in labels.after(service.db, 0)]


def decided(service: Service, verb: Verb, grounds: Grounds = GROUNDS, **changes: object) -> Comment:
    one = comment(service, **changes)
    return decide(service, one.id, verb, ANNA, NOW, grounds=grounds, batch="b").comment


@pytest.mark.parametrize(
    ("verb", "grounds", "spam"),
    [
        (Verb.PUBLISH, GROUNDS, [False]),
        (Verb.SPAM, GROUNDS, [True]),
        (Verb.REJECT, ADVERT, [True]),
        (Verb.REJECT, GROUNDS, []),
    ],
)
def test_a_person_s_word_about_spam_teaches_and_no_other(
    service: Service, verb: Verb, grounds: Grounds, spam: Sequence[bool]
) -> None:
    one = decided(service, verb, grounds)

    assert taught(service) == [(one.id, 1, word) for word in spam]


def test_deciding_anew_replaces_what_was_learned_and_restoring_takes_it_back(
    service: Service,
) -> None:
    one = decided(service, Verb.SPAM)
    decide(service, one.id, Verb.PUBLISH, ANNA, NOW)
    assert taught(service) == [(one.id, 1, False)]

    decide(service, one.id, Verb.RESTORE, ANNA, NOW)
    assert taught(service) == []


def test_undoing_a_slip_brings_back_what_was_learned_before(service: Service) -> None:
    one = decided(service, Verb.PUBLISH)
    decide(service, one.id, Verb.SPAM, ANNA, NOW, batch="slip")

    undo(service, "slip", ANNA, NOW)
    assert taught(service) == [(one.id, 1, False)]
    undo(service, "b", ANNA, NOW)
    assert taught(service) == []


def test_a_rule_teaches_nothing_and_an_appeal_that_reverses_it_does(service: Service) -> None:
    caught = comment(service, State.SPAM, automated=True, reason="SPAM", decided_at=NOW)
    assert taught(service) == []

    made = appeal(service, caught)
    decide_appeal(service, made.id, AppealState.REVERSED, "Stimmt.", person(service, "Beat"), NOW)

    assert taught(service) == [(caught.id, 1, False)]


def test_the_company_s_own_answers_teach_nothing(service: Service) -> None:
    decided(service, Verb.PUBLISH, official="Sprecherin")

    assert taught(service) == []


def test_later_texts_teach_by_themselves_until_that_is_undone(service: Service) -> None:
    one = decided(service, Verb.PUBLISH)
    revised(service, one, "Jetzt günstige Kredite!")
    decide_revision(service, one.id, Verb.REJECT, ANNA, NOW, grounds=ADVERT, batch="no")
    assert taught(service) == [(one.id, 1, False), (one.id, 2, True)]

    undo(service, "no", ANNA, NOW)
    assert taught(service) == [(one.id, 1, False)]

    decide_revision(service, one.id, Verb.PUBLISH, ANNA, NOW, batch="yes")
    assert taught(service) == [(one.id, 1, False), (one.id, 2, False)]
    undo(service, "yes", ANNA, NOW)
    assert taught(service) == [(one.id, 1, False)]


def test_what_is_removed_as_spam_teaches_with_all_its_texts(service: Service) -> None:
    one = decided(service, Verb.PUBLISH)
    revised(service, one, "Jetzt günstige Kredite!")

    decide(service, one.id, Verb.SPAM, ANNA, NOW, batch="all")
    assert sorted(taught(service)) == [(one.id, 1, True), (one.id, 2, True)]

    undo(service, "all", ANNA, NOW)
    assert taught(service) == [(one.id, 1, False)]
    decide(service, one.id, Verb.REJECT, ANNA, NOW, grounds=GROUNDS)
    assert taught(service) == []


def test_a_label_keeps_what_the_chain_said_and_stands_for_the_others_of_its_sample(
    service: Service,
) -> None:
    one = comment(service, body="Verdiene Geld: http://a.example")
    said = [
        Verdict("links", Outcome.HOLD, 0.45, "Links: %(n)s", 1),
        Verdict("near", Outcome.SPAM, 0.9, ""),
        Verdict("classifier", Outcome.SPAM, 0.97, ""),
        Verdict(SAMPLE, Outcome.HOLD, 0.5, ""),
    ]
    comments.add_verdicts(service.db, one.id, said)
    decide(service, one.id, Verb.SPAM, ANNA, NOW)
    plain = decided(service, Verb.PUBLISH)

    first, second = labels.after(service.db, 0)
    assert (first.weight, first.score, first.said) == (5.0, 0.97, "reject")
    assert (first.rules, first.lang, first.at) == ("near, classifier", "de", NOW)
    assert first.features
    assert first.shingles
    assert (second.weight, second.score, second.said) == (1.0, None, "")
    assert (second.comment, second.shingles) == (plain.id, b"")


def test_pieces_of_spam_go_with_its_text(service: Service) -> None:
    body = "Verdiene 5000 Franken im Monat von zu Hause aus, ganz ohne Vorkenntnisse!"
    decided(service, Verb.SPAM, body=body)
    assert service.filter.judge(body).why == "near"
    service.filter.save()

    sweep(service, NOW + timedelta(days=15))

    [row] = labels.after(service.db, 0)
    assert (row.comment, row.shingles) == (None, b"")
    for one in (service.filter, Filter(service.connections, service.paths.filter)):
        assert one.judge(body).why != "near"
        assert one.standing().spam == 1


def test_without_the_key_beside_it_the_database_tells_nothing_of_a_text(service: Service) -> None:
    body = "Verdiene 5000 Franken im Monat von zu Hause aus, ganz ohne Vorkenntnisse!"
    decided(service, Verb.SPAM, body=body)
    [row] = labels.after(service.db, 0)
    features, shingles = label_of(body)

    def numbers(kept: bytes) -> set[bytes]:
        return {kept[at : at + 3] for at in range(len(kept) - 2)}

    assert len(numbers(row.features + row.shingles) & numbers(features + shingles)) < 3
    assert service.paths.filter_key.stat().st_mode & 0o777 == 0o600
    service.paths.filter_key.write_bytes(bytes(32))
    filter_key._of.cache_clear()
    comments.rewrite(service.db, replace(comments.get(service.db, str(row.comment)), body="Neu"))

    assert service.filter.judge(body).why != "near"
    learning.tend(service, NOW)
    [again] = labels.after(service.db, 0)
    assert scrambler(service.db).clear(again.features) == label_of("Neu")[0]


def test_moderators_go_on_where_no_key_can_be_made(
    service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(filter_key, "_make", full)
    filter_key._of.cache_clear()

    assert decided(service, Verb.SPAM).state is State.SPAM
    assert taught(service) == []
    assert service.filter.judge("Guten Tag").decision == "hold"
    assert "No space left" in caplog.text


def test_nothing_that_is_kept_of_a_text_holds_its_words(service: Service) -> None:
    body = "Unverwechselbare Wörter wie Donaudampfschifffahrt und Kirschblütenfest."
    decided(service, Verb.SPAM, body=body)

    [row] = labels.after(service.db, 0)
    for word in body.lower().split():
        assert word.encode() not in (row.features + row.shingles).lower()


def test_what_authors_erase_or_anonymise_is_unlearned(service: Service) -> None:
    gone, nameless, stays = (decided(service, Verb.PUBLISH) for _ in range(3))
    erase(service, gone.id, NOW)
    anonymise(service, nameless.id, NOW)

    assert taught(service) == [(stays.id, 1, False)]


def test_what_was_erased_is_unlearned_again_after_a_backup_came_back(service: Service) -> None:
    one = decided(service, Verb.PUBLISH)
    [label] = labels.after(service.db, 0)
    erase(service, one.id, NOW)
    # As the backup has it.
    comments.rewrite(service.db, one)
    labels.put(service.db, label)

    with transaction(service.db):
        replay(service.db, service.paths, NOW)

    assert taught(service) == []


def test_what_was_anonymised_is_not_learned_again_by_going_back(service: Service) -> None:
    one = decided(service, Verb.PUBLISH)
    anonymise(service, one.id, NOW)
    decide(service, one.id, Verb.RESTORE, ANNA, NOW, batch="doubt")

    undo(service, "doubt", ANNA, NOW)
    assert taught(service) == []

    decide(service, one.id, Verb.SPAM, ANNA, NOW)
    assert taught(service) == [(one.id, 1, True)]


def test_what_was_anonymised_is_unlearned_again_whatever_its_name_was(service: Service) -> None:
    one = decided(service, Verb.PUBLISH, author="Anonym", email="a@muster.example")
    [label] = labels.after(service.db, 0)
    anonymise(service, one.id, NOW)
    labels.put(service.db, label)

    with transaction(service.db):
        replay(service.db, service.paths, NOW)

    assert taught(service) == []


def test_the_lesson_of_a_text_that_grew_old_stays_without_its_comment(service: Service) -> None:
    one = decided(service, Verb.PUBLISH)
    revised(service, one, "Jetzt günstige Kredite!")
    decide_revision(service, one.id, Verb.SPAM, ANNA, NOW)
    decided(service, Verb.SPAM)
    before = labels.position(service.db)

    sweep(service, NOW + timedelta(days=15))

    assert taught(service) == [(one.id, 1, False), (None, 2, True), (None, 1, True)]
    assert labels.position(service.db) == before
    # The log tells the moment of each decision, so the label must not.
    day = NOW.replace(hour=0, minute=0)
    assert [row.at for row in labels.after(service.db, 0)] == [NOW, day, day]


def test_labels_are_forgotten_after_a_year_and_not_each_hour(service: Service) -> None:
    decided(service, Verb.PUBLISH)

    sweep(service, NOW + timedelta(days=363))
    assert len(taught(service)) == 1
    sweep(service, NOW + timedelta(days=365))
    assert taught(service) == []


def test_what_the_filter_published_is_genuine_once_it_has_stood_for_a_week(
    service: Service,
) -> None:
    facts = {"automated": True, "published_at": NOW}
    stands = comment(service, State.PUBLISHED, **facts)
    reported = comment(service, State.PUBLISHED, **facts)
    report(service, reported)
    changed = comment(service, State.PUBLISHED, **facts, edited_at=NOW + timedelta(days=2))
    nameless = comment(service, State.PUBLISHED, **facts)
    anonymise(service, nameless.id, NOW)

    learning.tend(service, WEEK - timedelta(hours=1))
    assert taught(service) == []
    learning.tend(service, WEEK + timedelta(hours=1))
    assert taught(service) == [(stands.id, 1, False)]
    learning.tend(service, WEEK + timedelta(days=3))
    assert taught(service) == [(stands.id, 1, False), (changed.id, 1, False)]


def test_spam_that_the_filter_published_is_spam_once_people_remove_it(service: Service) -> None:
    one = comment(service, State.PUBLISHED, automated=True, published_at=NOW)
    learning.tend(service, WEEK + timedelta(hours=1))

    decide(service, one.id, Verb.SPAM, ANNA, WEEK)

    assert taught(service) == [(one.id, 1, True)]


def test_a_newsroom_of_before_teaches_what_was_decided_there_once(service: Service) -> None:
    ago = [NOW - timedelta(days=days) for days in range(367)]
    old = comment(service, State.PUBLISHED, created_at=ago[9], published_at=ago[9])
    spam = comment(service, State.SPAM, created_at=ago[8], decided_at=ago[7])
    comment(service, State.PUBLISHED, created_at=ago[366], published_at=ago[366])
    comment(service, State.SPAM, automated=True)
    comment(service, State.PUBLISHED, official="Sprecherin")
    comment(service)

    learning.tend(service, NOW)
    assert taught(service) == [(old.id, 1, False), (spam.id, 1, True)]
    assert [row.at for row in labels.after(service.db, 0)] == [ago[9], ago[7]]

    labels.remove(service.db, old.id)
    learning.tend(service, NOW)
    assert taught(service) == [(spam.id, 1, True)]


def test_the_past_is_learned_also_where_somebody_was_quicker(service: Service) -> None:
    old = comment(service, State.PUBLISHED, created_at=NOW - timedelta(days=9))
    comment(service, State.PUBLISHED, author="Anonym")
    new = decided(service, Verb.SPAM)

    learning.tend(service, NOW)

    assert taught(service) == [(new.id, 1, True), (old.id, 1, False)]


def test_the_past_is_learned_wholly_or_at_the_next_start(
    monkeypatch: pytest.MonkeyPatch, service: Service
) -> None:
    days = [NOW - timedelta(days=n) for n in range(3)]
    found = [comment(service, State.PUBLISHED, created_at=at).id for at in days]
    with monkeypatch.context() as patched:
        killed = [True, True, KeyboardInterrupt()]
        patched.setattr(learning, "_still", Mock(side_effect=killed))
        with pytest.raises(KeyboardInterrupt):
            learning.tend(service, NOW)
    assert taught(service) == []

    learning.tend(service, NOW)
    assert [name for name, _, _ in taught(service)] == found[::-1]


def test_of_the_past_the_newest_teach_so_many_of_either_kind(
    monkeypatch: pytest.MonkeyPatch, service: Service
) -> None:
    monkeypatch.setattr(learning, "_MOST_OF_THE_PAST", 2)
    days = [NOW - timedelta(days=n) for n in range(5)]
    genuine = [comment(service, State.PUBLISHED, created_at=at) for at in days]
    spam = comment(service, State.SPAM, created_at=NOW - timedelta(days=9))

    learning.tend(service, NOW)

    assert [row[0] for row in taught(service)] == [spam.id, genuine[1].id, genuine[0].id]


def test_features_of_another_version_are_made_anew_while_there_is_a_text(
    service: Service,
) -> None:
    one = decided(service, Verb.PUBLISH)
    revised(service, one, "Jetzt günstige Kredite, nur noch heute und nur hier!")
    decide_revision(service, one.id, Verb.SPAM, ANNA, NOW)
    decided(service, Verb.PUBLISH)
    labels.note_past_learned(service.db)
    kept = list(labels.after(service.db, 0))
    service.db.conn.execute("UPDATE labels SET version = 0, features = x'00', shingles = x'00'")
    service.db.conn.execute("UPDATE labels SET comment = NULL WHERE id = ?", [kept[2].id])

    learning.tend(service, NOW)

    renewed = list(labels.after(service.db, 0))
    key = scrambler(service.db)

    def opened(rows: list[labels.Row]) -> list[tuple[int, bytes]]:
        return [(row.id, key.clear(row.features)) for row in rows]

    assert opened(renewed[:2]) == opened(kept[:2])
    # The figures count it still.
    assert [(row.id, row.version) for row in renewed[2:]] == [(kept[2].id, 0)]
    assert key.clear(renewed[1].shingles) == key.clear(kept[1].shingles)
    assert renewed[1].version == version(key)
