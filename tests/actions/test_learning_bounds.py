"""What must not teach the spam filter, and what it must not keep or use."""

from dataclasses import replace
from datetime import timedelta

import pytest

from comments_service.actions import judging, learning, opinions
from comments_service.actions.cleanup import sweep
from comments_service.actions.decide import decide
from comments_service.actions.decide_revision import decide_revision
from comments_service.actions.filter_key import scrambler
from comments_service.actions.service import Service
from comments_service.actions.undo import undo
from comments_service.contract.threads import Manifest, write_manifest
from comments_service.domain.comment import Comment
from comments_service.domain.states import State, Verb
from comments_service.domain.verdict import Outcome, Verdict
from comments_service.storage import comments, labels, lessons, rules_off
from tests.actions.moderating import revised
from tests.actions.office import GROUNDS, comment
from tests.support import ANNA, NOW, READER, THREAD

LONG = "Die neue Anlage gefällt uns sehr, wann dürfen Besucher zum ersten Mal hinein?"


def taught(service: Service) -> list[tuple[str | None, int, bool]]:
    return [(row.comment, row.revision, row.spam) for row in labels.after(service.db, 0)]


@pytest.mark.parametrize("state", [State.SPAM, State.PUBLISHED])
def test_going_back_to_what_a_rule_said_teaches_nothing(service: Service, state: State) -> None:
    published = NOW if state is State.PUBLISHED else None
    one = comment(
        service, state, automated=True, decided_at=NOW, published_at=published,
        reason="SPAM" if state is State.SPAM else None,
    )  # fmt: skip
    assert learning.word_of(one) is None
    decide(service, one.id, Verb.RESTORE, ANNA, NOW, batch="doubt")

    undo(service, "doubt", ANNA, NOW)

    assert comments.get(service.db, one.id).automated
    assert taught(service) == []


def test_a_later_text_that_is_refused_for_another_reason_teaches_nothing(
    service: Service,
) -> None:
    one = comment(service, State.PUBLISHED)
    revised(service, one, "Ihr seid alle dumm!")

    decide_revision(service, one.id, Verb.REJECT, ANNA, NOW, grounds=GROUNDS)

    assert taught(service) == []


def test_what_a_person_says_while_lessons_are_made_counts_more(service: Service) -> None:
    one = comment(service, State.PUBLISHED, automated=True, published_at=NOW)
    later = NOW + timedelta(days=8)
    found = lessons.standing(service.db, NOW - timedelta(days=1), later, {"Anonym"})
    assert [lesson.comment for lesson in found] == [one.id]
    decide(service, one.id, Verb.SPAM, ANNA, NOW)

    learning._keep(service.db, found)

    assert taught(service) == [(one.id, 1, True)]


def test_what_a_rule_published_before_labels_are_remembered_teaches_nothing(
    service: Service,
) -> None:
    long_ago = NOW - timedelta(days=service.config.retention.label_days + 1)
    comment(service, State.PUBLISHED, automated=True, published_at=long_ago)

    learning.tend(service, NOW)

    assert taught(service) == []


def test_of_genuine_texts_no_shingles_are_kept(service: Service) -> None:
    for verb in (Verb.PUBLISH, Verb.SPAM):
        decide(service, comment(service, body=LONG).id, verb, ANNA, NOW)

    key = scrambler(service.db)
    kept = [key.clear(row.shingles) for row in labels.after(service.db, 0)]
    assert [bool(shingles) for shingles in kept] == [False, True]


def test_what_is_forgotten_is_noticed_by_whoever_has_learned_it(service: Service) -> None:
    decide(service, comment(service).id, Verb.PUBLISH, ANNA, NOW)
    epoch, last = labels.position(service.db)

    labels.forget(service.db, NOW)
    assert labels.position(service.db) == (epoch, last)
    labels.forget(service.db, NOW + timedelta(seconds=1))
    assert labels.position(service.db) == (epoch + 1, last)


def test_labels_of_another_version_are_not_used(service: Service) -> None:
    decide(service, comment(service, body=LONG).id, Verb.SPAM, ANNA, NOW)
    service.db.conn.execute("UPDATE labels SET version = version + 65536")

    standing = service.filter.standing()

    assert (standing.spam, standing.genuine) == (0, 0)


def test_what_goes_with_its_post_leaves_what_was_learned(service: Service) -> None:
    one = comment(service)
    decide(service, one.id, Verb.PUBLISH, ANNA, NOW)
    other = replace(service.threads.get(THREAD), id="01JC0000-other")
    write_manifest(service.paths.threads, Manifest(threads={other.id: other}))
    sweep(service, NOW)

    sweep(service, NOW + timedelta(days=service.config.retention.gone_days + 1))

    assert comments.get(service.db, one.id).state is State.WITHDRAWN
    assert taught(service) == [(None, 1, False)]


class Discards:
    """An Akismet that takes everything for blatant spam."""

    asked = 0

    def check(self, *_: object) -> Verdict:
        self.asked += 1
        return Verdict(opinions.AKISMET, Outcome.SPAM, 1.0, "")


def consulted(service: Service, one: Comment) -> dict[str, Outcome]:
    thread = service.threads.get(THREAD)
    said = judging.consult(service, thread, replace(one, akismet=True), READER)
    return {verdict.rule: verdict.outcome for verdict in said}


def test_akismet_is_not_asked_once_it_is_switched_off(service: Service) -> None:
    service.akismet = akismet = Discards()  # type: ignore[assignment]
    one = comment(service)
    rules_off.switch_off(service.db, "akismet", None, NOW)

    assert "akismet" not in consulted(service, one)
    assert akismet.asked == 0


def test_akismet_alone_rejects_nothing_where_the_filter_is_off(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.akismet = Discards()  # type: ignore[assignment]
    said = replace(service.filter.judge(LONG), score=0.99, ready=True)
    monkeypatch.setattr(service.filter, "judge", lambda _, **__: said)
    one = comment(service)
    assert consulted(service, one)["akismet"] is Outcome.SPAM

    rules_off.switch_off(service.db, "classifier", None, NOW)

    assert consulted(service, one) == {"akismet": Outcome.HOLD}
