"""Who moderates: roles, shutting out, letting in again, own passwords and keys."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from comments_service.actions import people, sign_in
from comments_service.actions.service import Service
from comments_service.cli import main
from comments_service.domain.errors import (
    Invalid,
    LastAdministrator,
    SignInRefused,
    UnknownPerson,
)
from comments_service.domain.keys import OFF, USUAL, check_keys, keys_of
from comments_service.storage import moderators
from comments_service.storage.moderators import ADMINISTRATOR, MODERATOR, Moderator
from tests.support import NOW, logged

PASSWORD = "vier ganz gewoehnliche Woerter"


def joined(service: Service, name: str, role: str = "") -> Moderator:
    token = sign_in.invite(service, name, "Sprecherin", NOW, role=role)
    return sign_in.accept(service, token, name, "Sprecherin", PASSWORD, NOW).moderator


@pytest.fixture
def anna(service: Service) -> Moderator:
    return joined(service, "Anna Meier")


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

    rows = logged(service.db, 3)
    assert [(row.action, row.actor.name, row.explanation) for row in rows] == [
        ("enable", "Anna Meier", "Beat Frei"),
        ("disable", "Anna Meier", "Beat Frei"),
        ("role administrator", "Anna Meier", "Beat Frei"),
    ]


def test_there_are_two_roles(service: Service, anna: Moderator) -> None:
    with pytest.raises(Invalid):
        people.change_role(service, anna.id, "king", anna, NOW)


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
