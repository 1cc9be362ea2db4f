"""Mails that are not sent: what they would tell has changed since they were noted."""

from dataclasses import replace
from datetime import timedelta

from comments_service.actions import author_mail
from comments_service.actions.decide import decide
from comments_service.actions.decide_revision import decide_revision
from comments_service.actions.erase import erase
from comments_service.actions.service import Service
from comments_service.domain.states import Verb
from comments_service.outbox.worker import drain
from comments_service.storage import appeals, comments
from comments_service.storage.appeals import Appeal, AppealState
from comments_service.storage.database import transaction
from tests.actions.moderating import revised
from tests.mailing import LATER, OTTO, RULE, RUTH, Sink, kinds, server, service, sink, stored
from tests.support import ANNA, NOW

__all__ = ["server", "service", "sink"]

SOON = NOW + timedelta(minutes=2)


def stop(service: Service, comment: str) -> None:
    """The author turns mails about decisions off."""
    with transaction(service.db):
        found = comments.get(service.db, comment)
        comments.save(service.db, replace(found, wants_decisions=False))


def test_mails_about_decisions_that_were_turned_off_meanwhile(service: Service, sink: Sink) -> None:
    stored(service)
    decide(service, "c1", Verb.REJECT, ANNA, NOW, grounds=RULE)
    assert kinds(service) == ["mail-decision"]

    stop(service, "c1")
    drain(service, LATER)

    assert (sink.mails, kinds(service)) == ([], [])


def test_mails_about_a_later_text_that_were_turned_off_meanwhile(
    service: Service, sink: Sink
) -> None:
    comment = stored(service)
    comment = decide(service, comment.id, Verb.PUBLISH, ANNA, NOW).comment
    drain(service, LATER)
    sink.mails.clear()
    revised(service, comment, "Anders", LATER)
    decide_revision(service, comment.id, Verb.REJECT, ANNA, LATER, grounds=RULE)
    assert kinds(service) == ["mail-revision"]

    stop(service, comment.id)
    drain(service, LATER + timedelta(minutes=6))

    assert (sink.mails, kinds(service)) == ([], [])


def test_nobody_is_told_of_an_answer_to_what_was_removed_meanwhile(
    service: Service, sink: Sink
) -> None:
    stored(service, 1, wants_decisions=False)
    decide(service, "c1", Verb.PUBLISH, ANNA, NOW)
    stored(service, 2, parent="c1", email=OTTO, author="Otto", wants_decisions=False)
    decide(service, "c2", Verb.PUBLISH, ANNA, NOW)
    assert kinds(service) == ["mail-reply"]

    decide(service, "c1", Verb.REJECT, ANNA, SOON, grounds=RULE)
    drain(service, LATER)

    assert sink.mails == []


def test_the_outcome_of_an_appeal_goes_to_confirmed_addresses_only(
    service: Service, sink: Sink
) -> None:
    stored(service, confirmed_at=None)
    one = Appeal("a1", "c1", 1, NOW, "Ein Zitat.", None, state=AppealState.UPHELD, decided_at=NOW)
    with transaction(service.db):
        appeals.add(service.db, one)
        author_mail.announce_appeal_decided(service, one, NOW)
    drain(service, LATER)

    assert RUTH not in sink.recipients


def test_mails_that_wait_go_with_what_they_are_about(service: Service) -> None:
    """Before they are due: not even the job may tell of it."""
    stored(service)
    decide(service, "c1", Verb.REJECT, ANNA, NOW, grounds=RULE)
    assert kinds(service) == ["mail-decision"]

    erase(service, "c1", SOON)

    assert kinds(service) == []
