"""What the site's policy, its switches and an author's past make of a new comment."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from comments_service.actions.admit import admit_known
from comments_service.actions.decide import decide
from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.actions.undo import undo
from comments_service.contract.switches import CLOSED, HOLD, Switches, write_switches
from comments_service.domain.comment import ActorKind, Comment, Grounds
from comments_service.domain.errors import AllClosed, ThreadClosed
from comments_service.domain.states import State, Verb
from comments_service.storage import comments, decisions, log
from comments_service.storage.database import transaction
from tests.support import (
    ANNA,
    NOW,
    READER,
    SPAM,
    THREAD,
    all_comments,
    fields,
    known_spam,
    make_newsroom,
    thread,
    waiting_jobs,
)

RUTH = "ruth@muster.example"
OTHER = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a02"
RUDE = Grounds("INSULT", "Das ist eine Beleidigung.", "rule")


@pytest.fixture
def newcomers(tmp_path: Path) -> Service:
    # The policy decides alone.
    return make_newsroom(
        tmp_path, [thread(), thread(OTHER)], off=["classifier"], comments='moderation = "newcomers"'
    )


@pytest.fixture
def free(tmp_path: Path) -> Service:
    return make_newsroom(
        tmp_path, [thread(), thread(OTHER)], off=["classifier"], comments='moderation = "publish"'
    )


def sent(service: Service, body: str, now: datetime = NOW, **more: str) -> Comment:
    form = fields(body, **{"email": RUTH, **more})
    receipt = submit(service, more.pop("thread", THREAD), form, READER, now)
    return comments.get(service.db, service.tokens.comment_of(receipt.token))


def confirmed(service: Service, comment: Comment, now: datetime = NOW) -> Comment:
    """What happens when the link in the mail is used."""
    with transaction(service.db):
        comment = replace(comment, confirmed_at=now)
        comments.save(service.db, comment)
        return admit_known(service, comment, now)


def published(service: Service, body: str = "Mein erster Kommentar.") -> Comment:
    """A confirmed comment that a person has published, an hour ago."""
    before = NOW - timedelta(hours=1)
    first = confirmed(service, sent(service, body, before), before)
    decide(service, first.id, Verb.PUBLISH, ANNA, before)
    return comments.get(service.db, first.id)


def test_a_newcomer_waits_even_with_a_confirmed_address(newcomers: Service) -> None:
    first = confirmed(newcomers, sent(newcomers, "Wann geht es los?"))

    assert first.state is State.PENDING
    assert first.waiting_since == NOW


def test_a_known_author_is_published_once_the_comment_s_own_address_is_confirmed(
    newcomers: Service,
) -> None:
    published(newcomers)

    second = sent(newcomers, "Und wann geht es weiter?")
    assert second.state is State.PENDING
    second = confirmed(newcomers, second, NOW + timedelta(minutes=3))

    assert second == comments.get(newcomers.db, second.id)
    assert (second.state, second.automated, second.waiting_since) == (State.PUBLISHED, True, None)
    assert second.published_at == NOW + timedelta(minutes=3)
    entry = log.of_comment(newcomers.db, second.id)[-1]
    assert (entry.actor.kind, entry.actor.name) == (ActorKind.RULE, "known author")
    assert ("publish", THREAD) in {(j["kind"], j["key"]) for j in waiting_jobs(newcomers.db)}


def test_an_address_that_was_only_typed_makes_nobody_known(newcomers: Service) -> None:
    first = sent(newcomers, "Mein erster Kommentar.")
    decide(newcomers, first.id, Verb.PUBLISH, ANNA, NOW)

    assert confirmed(newcomers, sent(newcomers, "Und jetzt?")).state is State.PENDING


def rejected_since(service: Service) -> None:
    bad = confirmed(service, sent(service, "Ihr seid alle dumm.", NOW - timedelta(minutes=30)))
    decide(service, bad.id, Verb.REJECT, ANNA, NOW, grounds=RUDE)


def removed_later(service: Service) -> None:
    old = confirmed(service, sent(service, "Noch einer.", NOW - timedelta(minutes=30)))
    assert old.state is State.PUBLISHED
    decide(service, old.id, Verb.REJECT, ANNA, NOW, grounds=RUDE)


@pytest.mark.parametrize("past", [rejected_since, removed_later])
def test_a_refusal_makes_an_author_a_newcomer_for_a_year(
    newcomers: Service, past: Callable[[Service], None]
) -> None:
    published(newcomers)
    past(newcomers)

    soon = confirmed(newcomers, sent(newcomers, "Und jetzt?"))
    year = NOW + timedelta(days=366)
    late = confirmed(newcomers, sent(newcomers, "Und heute?", year), year)

    assert (soon.state, late.state) == (State.PENDING, State.PUBLISHED)


@pytest.mark.parametrize("refused", [False, True])
def test_an_address_is_the_same_whatever_the_case_of_its_letters(
    newcomers: Service, refused: bool
) -> None:
    published(newcomers)
    if refused:
        rejected_since(newcomers)

    again = confirmed(newcomers, sent(newcomers, "Und jetzt?", email="Ruth@Muster.Example"))

    assert again.state is (State.PENDING if refused else State.PUBLISHED)


def test_what_the_rules_doubt_or_a_person_has_taken_up_stays_with_people(
    newcomers: Service,
) -> None:
    published(newcomers)

    doubtful = confirmed(newcomers, sent(newcomers, "Siehe https://a.example"))
    known_spam(newcomers)
    spam = confirmed(newcomers, sent(newcomers, SPAM))
    taken = sent(newcomers, "Eine Frage noch.", NOW - timedelta(minutes=15))
    decide(newcomers, taken.id, Verb.SPAM, ANNA, NOW)
    batch = decisions.latest_of(newcomers.db, taken.id)
    assert batch is not None
    undo(newcomers, batch.batch, ANNA, NOW)
    taken = confirmed(newcomers, comments.get(newcomers.db, taken.id))

    assert [c.state for c in (doubtful, spam, taken)] == [
        State.PENDING, State.SPAM, State.PENDING,
    ]  # fmt: skip


def test_where_everything_is_held_nobody_is_admitted_by_an_address(service: Service) -> None:
    published(service)

    assert confirmed(service, sent(service, "Und jetzt?")).state is State.PENDING


@pytest.mark.parametrize("crisis", [HOLD, CLOSED])
def test_in_a_crisis_a_known_author_waits_too(newcomers: Service, crisis: str) -> None:
    published(newcomers)
    second = sent(newcomers, "Und wann geht es weiter?")
    write_switches(newcomers.paths.switches, Switches(crisis, NOW))

    assert confirmed(newcomers, second).state is State.PENDING


def test_a_crisis_holds_what_would_be_published_at_once(free: Service) -> None:
    assert sent(free, "Vorher.").state is State.PUBLISHED
    write_switches(free.paths.switches, Switches(HOLD, NOW))
    assert sent(free, "Mittendrin.").state is State.PENDING
    write_switches(free.paths.switches, Switches())
    assert sent(free, "Nachher.").state is State.PUBLISHED


def test_a_closed_crisis_takes_nothing_and_says_that_it_is_about_all(free: Service) -> None:
    write_switches(free.paths.switches, Switches(CLOSED, NOW))

    with pytest.raises(AllClosed):
        sent(free, "Nichts geht.")
    assert all_comments(free) == []


def test_a_thread_that_a_moderator_has_closed_takes_nothing_others_do(free: Service) -> None:
    write_switches(free.paths.switches, Switches(closed={THREAD: NOW}))

    with pytest.raises(ThreadClosed):
        sent(free, "Zu spät.")
    assert sent(free, "Hier geht es noch.", thread=OTHER).thread == OTHER
