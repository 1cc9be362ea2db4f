"""Moderators: invited once, signed in by password, shut out at once."""

from datetime import timedelta

import pytest

from comments_service.actions import people, sign_in
from comments_service.actions.service import Service
from comments_service.actions.settings import save_wishes
from comments_service.domain.errors import Invalid, LinkExpired, SignInRefused
from comments_service.storage import moderators
from tests.support import NOW, logged

PASSWORD = "vier ganz gewoehnliche Woerter"


@pytest.fixture
def anna(service: Service) -> sign_in.Started:
    token = sign_in.invite(service, "Anna Meier", "Sprecherin", NOW)
    return sign_in.accept(service, token, "Anna Meier", "Sprecherin", PASSWORD, NOW)


def test_the_link_signs_in_and_works_once(service: Service) -> None:
    token = sign_in.invite(service, "Anna Meier", "", NOW)
    assert sign_in.invited(service, token, NOW).name == "Anna Meier"
    assert sign_in.invited(service, token, NOW).name == "Anna Meier"

    started = sign_in.accept(service, token, "Anna Meier", "Sprecherin", PASSWORD, NOW)

    assert sign_in.current_session(service, started.token, NOW)
    with pytest.raises(LinkExpired):
        sign_in.accept(service, token, "Eve", "Sprecherin", PASSWORD, NOW)


def test_links_expire_and_a_new_one_ends_the_old(service: Service) -> None:
    old = sign_in.invite(service, "Anna", "", NOW)
    new = sign_in.invite(service, "Anna", "", NOW)

    for token, moment in ((old, NOW), (new, NOW + timedelta(hours=49)), ("made-up", NOW)):
        with pytest.raises(LinkExpired):
            sign_in.invited(service, token, moment)


def test_nobody_takes_a_name_or_function_that_others_did_not_give(
    service: Service, anna: sign_in.Started
) -> None:
    """Both stand under official answers."""
    token = sign_in.invite(service, "Beat Frei", "Praktikant", NOW)
    beat = sign_in.accept(service, token, "Lea Brunner", "Sprecherin", PASSWORD, NOW).moderator
    assert (beat.name, beat.function) == ("Beat Frei", "Praktikant")

    save_wishes(service, beat, "Sprecherin", "", wants_mail=True)
    now = moderators.get(service.db, beat.id)
    assert now
    assert now.function == "Praktikant"
    people.change_function(service, beat.id, " Leiter  Technik ", anna.moderator, NOW)
    now = moderators.get(service.db, beat.id)
    assert now
    assert now.function == "Leiter Technik"
    for wrong in ("", " ", "x" * 81):
        with pytest.raises(Invalid, match="function"):
            people.change_function(service, beat.id, wrong, anna.moderator, NOW)


def test_a_name_of_newsroom_toml_is_only_for_whom_it_was_invited(service: Service) -> None:
    token = sign_in.invite(service, "Eve", "", NOW)

    with pytest.raises(Invalid, match="name"):
        sign_in.accept(service, token, "Аnna  Meier", "Sprecherin", PASSWORD, NOW)
    assert sign_in.accept(service, token, "Eva", "Technik", PASSWORD, NOW).moderator.name == "Eva"


@pytest.mark.parametrize(
    ("name", "function", "password", "field"),
    [
        ("", "f", PASSWORD, "name"),
        ("x" * 81, "f", PASSWORD, "name"),
        ("Anna", "", PASSWORD, "function"),
        ("Anna", "f", "x" * 14, "password"),
        ("Anna", "f", "x" * 129, "password"),
    ],
)
def test_a_refused_form_does_not_use_the_link_up(
    service: Service, name: str, function: str, password: str, field: str
) -> None:
    token = sign_in.invite(service, "Anna", "", NOW)

    with pytest.raises(Invalid) as found:
        sign_in.accept(service, token, name, function, password, NOW)

    assert found.value.errors.keys() == {field}
    sign_in.accept(service, token, "Anna", "f", PASSWORD, NOW)


def test_a_name_belongs_to_one_person(service: Service, anna: sign_in.Started) -> None:
    token = sign_in.invite(service, "Beat", "", NOW, role=moderators.ADMINISTRATOR)

    with pytest.raises(Invalid, match="Another moderator"):
        sign_in.accept(service, token, "ANNA meier", "f", PASSWORD, NOW)


@pytest.mark.parametrize(
    ("name", "password"), [("Anna Meier", "falsch"), ("Nobody", PASSWORD), ("", ""), ("x", "\0")]
)
def test_wrong_name_and_wrong_password_look_the_same(
    service: Service, anna: sign_in.Started, name: str, password: str
) -> None:
    with pytest.raises(SignInRefused) as found:
        sign_in.sign_in(service, name, password, NOW)

    assert str(found.value) == ""
    assert logged(service.db, 1)[0].action == "sign-in refused"


def test_somebody_invited_has_no_password_to_guess(service: Service) -> None:
    sign_in.invite(service, "Anna", "", NOW)

    with pytest.raises(SignInRefused):
        sign_in.sign_in(service, "Anna", "nobody has this password", NOW)


def test_each_sign_in_has_a_session_of_its_own(service: Service, anna: sign_in.Started) -> None:
    again = sign_in.sign_in(service, "anna meier", PASSWORD, NOW)

    assert again.token != anna.token
    sign_in.sign_out(service, again.token)
    assert sign_in.current_session(service, again.token, NOW) is None
    assert sign_in.current_session(service, anna.token, NOW)


def test_a_session_ends_after_half_an_hour_without_use(
    service: Service, anna: sign_in.Started
) -> None:
    assert sign_in.current_session(service, anna.token, NOW + timedelta(minutes=29))
    assert sign_in.current_session(service, anna.token, NOW + timedelta(minutes=58))
    assert sign_in.current_session(service, anna.token, NOW + timedelta(minutes=89)) is None


def test_a_session_ends_after_twelve_hours_of_use(service: Service, anna: sign_in.Started) -> None:
    for minutes in range(0, 720, 25):
        assert sign_in.current_session(service, anna.token, NOW + timedelta(minutes=minutes))

    assert (
        sign_in.current_session(service, anna.token, NOW + timedelta(hours=12, minutes=1)) is None
    )


def test_passwords_and_tokens_are_stored_as_hashes(service: Service, anna: sign_in.Started) -> None:
    sign_in.invite(service, "Beat", "", NOW)
    service.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = service.paths.database.read_bytes()

    assert anna.token.encode() not in raw
    assert PASSWORD.encode() not in raw
    [person] = [m for m in moderators.everyone(service.db) if m.password_hash]
    assert person.password_hash
    assert person.password_hash.startswith("$argon2id$v=19$m=47104,t=1,p=1$")


def test_a_new_password_ends_the_sessions_of_the_old_one(
    service: Service, anna: sign_in.Started
) -> None:
    token = sign_in.invite(service, "Anna Meier", "", NOW)
    new = sign_in.accept(service, token, "Anna Meier", "Sprecherin", PASSWORD + "!", NOW)

    assert sign_in.current_session(service, anna.token, NOW) is None
    assert sign_in.current_session(service, new.token, NOW)
    assert "join" in {entry.action for entry in logged(service.db, 5)}


def test_names_are_compared_without_regard_to_capitals_in_every_language(
    service: Service,
) -> None:
    token = sign_in.invite(service, "Élodie Müller", "", NOW)
    sign_in.accept(service, token, "Élodie Müller", "f", PASSWORD, NOW)

    assert sign_in.sign_in(service, "élodie MÜLLER", PASSWORD, NOW)
    sign_in.invite(service, "ÉLODIE müller", "Leiterin", NOW)
    [person] = moderators.everyone(service.db)
    assert person.function == "Leiterin"


def test_an_unknown_name_takes_as_long_as_a_wrong_password() -> None:
    """Both are checked with the same parameters."""
    assert not sign_in._hasher.check_needs_rehash(sign_in._NOBODY)
