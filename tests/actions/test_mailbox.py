"""Whose mailbox is whose: invitations by mail, and requests to confirm an address."""

from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage

import pytest

from comments_service.actions import mailbox, people, sign_in
from comments_service.actions.service import Service
from comments_service.domain.errors import Invalid, LinkExpired
from comments_service.outbox.worker import drain
from comments_service.storage import moderators
from comments_service.storage.moderators import Moderator
from tests.actions.test_people import PASSWORD, joined
from tests.support import NOW


@pytest.fixture
def anna(service: Service) -> Moderator:
    return joined(service, "Anna Meier")


@pytest.fixture
def sent(service: Service) -> list[EmailMessage]:
    """What goes out by mail."""
    mails: list[EmailMessage] = []
    service.send_mail = mails.append
    return mails


def link_in(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return next(word for word in body.get_content().split() if "/moderation/" in word)


def test_an_invitation_goes_out_by_mail_and_its_use_confirms_the_mailbox(
    service: Service, sent: list[EmailMessage]
) -> None:
    shown = sign_in.invite(service, "Anna Meier", "", NOW, email="anna@muster.example")
    drain(service, NOW)
    [mail] = sent
    token, _, proof = link_in(mail).rpartition("/")[2].partition("?mailbox=")

    assert mail["To"] == "anna@muster.example"
    assert token != shown
    assert sign_in.invited(service, shown, NOW).email is None
    started = sign_in.accept(
        service, token, "Anna Meier", "Sprecherin", PASSWORD, NOW, mailbox=proof
    )
    assert started.moderator.email == "anna@muster.example"
    with pytest.raises(LinkExpired):
        sign_in.invited(service, shown, NOW)


def test_the_link_that_was_shown_confirms_no_mailbox(
    service: Service, sent: list[EmailMessage]
) -> None:
    shown = sign_in.invite(service, "Anna Meier", "", NOW, email="anna@muster.example")

    person = sign_in.accept(service, shown, "Anna Meier", "Sprecherin", PASSWORD, NOW).moderator

    assert person.email is None


def test_no_job_holds_a_token(service: Service, sent: list[EmailMessage]) -> None:
    token = sign_in.invite(service, "Anna Meier", "", NOW, email="anna@muster.example")

    assert token not in "".join(service.db.conn.iterdump())


def test_nobody_is_invited_by_mail_who_was_shut_out_meanwhile(
    service: Service, anna: Moderator, sent: list[EmailMessage]
) -> None:
    sign_in.invite(service, "Beat Frei", "", NOW, email="beat@muster.example")
    people.disable(service, "Beat Frei", anna, NOW)
    drain(service, NOW)

    assert sent == []


def test_an_address_is_ones_own_once_its_link_was_used(
    service: Service, anna: Moderator, sent: list[EmailMessage]
) -> None:
    mailbox.ask_to_confirm(service, anna, " anna@muster.example ", NOW)
    drain(service, NOW)
    token = link_in(sent[0]).rpartition("/")[2]
    assert people.person(service, anna.id).email is None

    assert mailbox.confirm(service, anna, token, NOW) == "anna@muster.example"

    assert people.person(service, anna.id).email == "anna@muster.example"
    # Once: somebody who changes the address later does not find the old one back.
    with pytest.raises(LinkExpired):
        mailbox.confirm(service, anna, token, NOW)


def test_a_mailbox_link_is_good_for_one_person_and_two_days(
    service: Service, anna: Moderator, sent: list[EmailMessage]
) -> None:
    beat = joined(service, "Beat Frei")
    mailbox.ask_to_confirm(service, anna, "anna@muster.example", NOW)
    drain(service, NOW)
    token = link_in(sent[0]).rpartition("/")[2]

    with pytest.raises(LinkExpired):
        mailbox.confirm(service, beat, token, NOW)
    with pytest.raises(LinkExpired):
        mailbox.confirm(service, anna, token, NOW + timedelta(hours=49))
    with pytest.raises(LinkExpired):
        mailbox.confirm(service, anna, f"{token}x", NOW)


@pytest.mark.parametrize("email", ["", "anna", "anna@", "a@b.example\nBcc: x@y.example"])
def test_what_is_no_address_is_refused(
    service: Service, anna: Moderator, sent: list[EmailMessage], email: str
) -> None:
    with pytest.raises(Invalid):
        mailbox.ask_to_confirm(service, anna, email, NOW)
    if email:
        with pytest.raises(Invalid):
            sign_in.invite(service, "Beat Frei", "", NOW, email=email)


def test_without_a_mail_server_no_address_can_be_confirmed(
    service: Service, anna: Moderator
) -> None:
    with pytest.raises(Invalid):
        mailbox.ask_to_confirm(service, anna, "anna@muster.example", NOW)


def test_an_own_address_can_be_taken_away(service: Service, anna: Moderator) -> None:
    moderators.set_email(service.db, anna.id, "anna@muster.example")
    mailbox.forget(service, anna, NOW)

    assert people.person(service, anna.id).email is None


def test_mails_speak_the_language_that_somebody_chose(
    service: Service, anna: Moderator, sent: list[EmailMessage]
) -> None:
    moderators.set_wishes(service.db, anna.id, "en", wants_mail=True)
    mailbox.ask_to_confirm(service, replace(anna, lang="en"), "anna@muster.example", NOW)
    drain(service, NOW)

    assert sent[0]["Subject"] == "Muster: Confirm your address for notices"


def test_nobody_is_flooded_with_requests_to_confirm(
    service: Service, anna: Moderator, sent: list[EmailMessage]
) -> None:
    for minute in range(5):
        moment = NOW + timedelta(minutes=minute)
        mailbox.ask_to_confirm(service, anna, "fremd@example.org", moment)
        drain(service, moment)

    assert len(sent) == 3
