"""Who moderates: roles, shutting out, letting in again, and whose mailbox is whose."""

from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner

from comments_service.actions import mailbox, people, sign_in
from comments_service.actions.service import Service
from comments_service.cli import main
from comments_service.domain.errors import (
    Invalid,
    LastAdministrator,
    LinkExpired,
    SignInRefused,
    UnknownPerson,
)
from comments_service.domain.keys import OFF, USUAL, check_keys, keys_of
from comments_service.outbox.worker import drain
from comments_service.storage import log, moderators
from comments_service.storage.moderators import ADMINISTRATOR, MODERATOR, Moderator
from tests.support import NOW

PASSWORD = "vier ganz gewoehnliche Woerter"


def joined(service: Service, name: str, role: str = "") -> Moderator:
    token = sign_in.invite(service, name, "Sprecherin", NOW, role=role)
    return sign_in.accept(service, token, name, "Sprecherin", PASSWORD, NOW).moderator


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


def test_the_first_person_is_administrator_and_others_are_what_they_were_invited_as(
    service: Service,
) -> None:
    assert joined(service, "Anna Meier", MODERATOR).role == ADMINISTRATOR
    assert joined(service, "Beat Frei").role == MODERATOR
    assert joined(service, "Carla Rossi", ADMINISTRATOR).role == ADMINISTRATOR


def test_an_invitation_changes_nobody_elses_role(service: Service, anna: Moderator) -> None:
    joined(service, "Beat Frei")

    with pytest.raises(Invalid):
        sign_in.invite(service, "beat frei", "", NOW, role=ADMINISTRATOR)


def test_whoever_is_shut_out_is_out_at_once(service: Service, anna: Moderator) -> None:
    joined(service, "Beat Frei", ADMINISTRATOR)
    session = sign_in.sign_in(service, "Anna Meier", PASSWORD, NOW)

    people.disable(service, "Anna Meier", "Beat Frei", NOW)

    assert sign_in.current_session(service, session.token, NOW) is None
    with pytest.raises(SignInRefused):
        sign_in.sign_in(service, "Anna Meier", PASSWORD, NOW)
    with pytest.raises(Invalid):
        sign_in.invite(service, "Anna Meier", "", NOW)
    with pytest.raises(UnknownPerson):
        people.disable(service, "Nobody", "Beat Frei", NOW)


def test_whoever_was_shut_out_can_be_let_in_again(service: Service, anna: Moderator) -> None:
    joined(service, "Beat Frei", ADMINISTRATOR)
    session = sign_in.sign_in(service, "Anna Meier", PASSWORD, NOW)
    people.disable(service, anna.id, "Beat Frei", NOW)

    people.enable(service, "anna meier", "Beat Frei", NOW)

    assert sign_in.sign_in(service, "Anna Meier", PASSWORD, NOW)
    assert sign_in.current_session(service, session.token, NOW) is None


def test_the_last_administrator_stays(service: Service, anna: Moderator) -> None:
    joined(service, "Beat Frei")
    # Invited, but nobody knows whether they will ever come.
    sign_in.invite(service, "Carla Rossi", "", NOW, role=ADMINISTRATOR)

    with pytest.raises(LastAdministrator):
        people.disable(service, "Anna Meier", anna, NOW)
    with pytest.raises(LastAdministrator):
        people.change_role(service, "Anna Meier", MODERATOR, anna, NOW)

    people.change_role(service, "Beat Frei", ADMINISTRATOR, anna, NOW)
    people.change_role(service, "Anna Meier", MODERATOR, anna, NOW)
    assert [one.role for one in moderators.everyone(service.db)] == [
        MODERATOR, ADMINISTRATOR, ADMINISTRATOR,
    ]  # fmt: skip


def test_every_change_is_logged_with_who_did_it(service: Service, anna: Moderator) -> None:
    beat = joined(service, "Beat Frei")
    people.change_role(service, beat.id, ADMINISTRATOR, anna, NOW)
    people.change_role(service, beat.id, ADMINISTRATOR, anna, NOW)
    people.disable(service, beat.id, anna, NOW)
    people.enable(service, beat.id, anna, NOW)

    rows = log.latest(service.db, 3)
    assert [(row.action, row.actor.name, row.explanation) for row in rows] == [
        ("enable", "Anna Meier", "Beat Frei"),
        ("disable", "Anna Meier", "Beat Frei"),
        ("role administrator", "Anna Meier", "Beat Frei"),
    ]


def test_there_are_two_roles(service: Service, anna: Moderator) -> None:
    with pytest.raises(Invalid):
        people.change_role(service, anna.id, "king", anna, NOW)


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


def test_a_new_password_needs_the_old_one_and_ends_other_sessions(
    service: Service, anna: Moderator
) -> None:
    here = sign_in.sign_in(service, "Anna Meier", PASSWORD, NOW)
    there = sign_in.sign_in(service, "Anna Meier", PASSWORD, NOW)
    session = sign_in.current_session(service, here.token, NOW)
    assert session is not None

    for old, new, field in (
        ("falsch", f"{PASSWORD}!", "old"), (PASSWORD, "kurz", "password"),
        (PASSWORD, PASSWORD, "password"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as found:
            sign_in.change_password(service, session, here.token, old, new, NOW)
        assert found.value.errors.keys() == {field}
    sign_in.change_password(service, session, here.token, PASSWORD, f"{PASSWORD}!", NOW)

    assert sign_in.current_session(service, here.token, NOW)
    assert sign_in.current_session(service, there.token, NOW) is None
    assert sign_in.sign_in(service, "Anna Meier", f"{PASSWORD}!", NOW)


def test_keys_are_the_usual_ones_ones_own_or_none() -> None:
    assert keys_of("") == USUAL
    assert keys_of(OFF) == {}
    assert check_keys(USUAL) == ""
    assert keys_of(check_keys({**USUAL, "publish": "p"})) == {**USUAL, "publish": "p"}


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"publish": ""}, {"key-publish"}),
        ({"publish": "ab"}, {"key-publish"}),
        ({"publish": "\x07"}, {"key-publish"}),
        ({"publish": "D"}, {"key-publish", "key-reject"}),
    ],
)
def test_each_action_has_one_key_of_its_own(changed: dict[str, str], fields: set[str]) -> None:
    with pytest.raises(Invalid) as found:
        check_keys({**USUAL, **changed})
    assert found.value.errors.keys() == fields


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


def test_the_command_line_gives_roles_too(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSROOM_CONFIG", str(tmp_path / "newsroom.toml"))

    def run(*command: str) -> str:
        return CliRunner().invoke(main, ["moderators", *command], catch_exceptions=False).output

    assert "/moderation/join/" in run("add", "Anna Meier")
    assert "Nothing is mailed" in run("add", "Beat Frei", "--email", "beat@muster.example")
    assert run("list").splitlines() == [
        "invited   administrator  Anna Meier",
        "invited   moderator      Beat Frei",
    ]
    assert "is the last administrator" in run("disable", "Anna Meier")
    assert "There is no moderator" in run("role", "Nobody", "moderator")
    joined(service, "Carla Rossi", ADMINISTRATOR)
    assert "is moderator now" in run("role", "Anna Meier", "moderator")
    assert "is shut out" in run("disable", "Beat Frei")
    assert "can sign in again" in run("enable", "Beat Frei")
