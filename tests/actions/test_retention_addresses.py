"""How long mail addresses are kept, decided or not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from comments_service.actions.cleanup import sweep
from comments_service.actions.decide import decide
from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.domain.comment import Comment
from comments_service.domain.states import Verb
from comments_service.storage import comments, reports, slips
from comments_service.storage.database import stamp, transaction
from comments_service.storage.reports import Report, ReportState
from comments_service.storage.slips import Slip, SlipState
from tests.support import ANNA, NOW, READER, THREAD, all_comments, fields

DONE = NOW + timedelta(days=1)
KEPT = timedelta(days=182)


def published(service: Service) -> Comment:
    submit(service, THREAD, fields(email="r@m.example"), READER, NOW)
    decide(service, all_comments(service)[-1].id, Verb.PUBLISH, ANNA, NOW)
    return all_comments(service)[-1]


def test_what_waits_for_a_decision_is_never_forgotten_but_its_address_is(
    service: Service,
) -> None:
    submit(service, THREAD, fields(email="r@m.example"), READER, NOW)

    sweep(service, NOW + KEPT - timedelta(hours=1))
    assert all_comments(service)[0].email == "r@m.example"
    sweep(service, NOW + KEPT + timedelta(hours=1))

    (waits,) = all_comments(service)
    assert (waits.email, waits.author) == (None, "Ruth Keller")
    assert waits.body


def test_the_address_of_a_later_text_that_waits_counts_from_that_text(service: Service) -> None:
    comment = published(service)
    service.db.table("comments").update(comment.id, {"waiting_since": stamp(NOW + KEPT)})

    sweep(service, NOW + KEPT + timedelta(days=1))

    assert comments.get(service.db, comment.id).email == "r@m.example"


@pytest.mark.parametrize("decided", [False, True])
def test_addresses_have_a_period_of_their_own_in_reports_and_messages_about_errors(
    service: Service, decided: bool
) -> None:
    """Also where they may be kept for less time than what they came with."""
    kept = replace(service.config.retention, email_days=30)
    service.config = replace(service.config, retention=kept)
    comment = published(service)
    at, month = (DONE, DONE) if decided else (None, NOW)
    with transaction(service.db):
        reports.add(
            service.db,
            Report(
                "r", comment.id, THREAD, "de", NOW, "HATE", "Weil", "Otto", "o@l.example", NOW,
                ReportState("dismissed" if decided else "open"), at,
            ),
        )  # fmt: skip
        slips.add(
            service.db,
            Slip(
                "s", THREAD, "de", NOW, "Falsch", "Otto", "o@l.example", NOW,
                SlipState("dismissed" if decided else "open"), at,
            ),
        )  # fmt: skip

    sweep(service, month + timedelta(days=30) - timedelta(hours=1))
    assert reports.get(service.db, "r").email == slips.get(service.db, "s").email == "o@l.example"
    sweep(service, month + timedelta(days=30) + timedelta(hours=1))

    report, slip = reports.get(service.db, "r"), slips.get(service.db, "s")
    assert (report.email, report.name, report.text) == (None, "Otto", "Weil")
    assert (slip.email, slip.name, slip.text) == (None, "Otto", "Falsch")
