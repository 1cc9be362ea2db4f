"""Moderators: invited by a one-time link, signed in by password.

Rules after OWASP ASVS 5.0: 6.2.1 and 6.2.9 (length), 11.4.2 (argon2id), 7.2.4 (a new session at
each sign-in), 7.3.1 and 7.3.2 (how long it lasts), 6.3.2 (no default account).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from comments_service.actions.service import Service
from comments_service.actions.tokens import random_token
from comments_service.domain.comment import Actor, ActorKind
from comments_service.domain.errors import Invalid, LinkExpired, SignInRefused
from comments_service.storage import log, moderators
from comments_service.storage.database import transaction
from comments_service.storage.moderators import Moderator, Session

MIN_PASSWORD, MAX_PASSWORD = 15, 128
MAX_NAME = 80
INVITATION_LASTS = timedelta(hours=48)
IDLE, LASTS = timedelta(minutes=30), timedelta(hours=12)

# argon2id with 46 MiB and one pass, the least that OWASP's Password Storage Cheat Sheet allows
# for one lane: a small server has to bear several sign-ins at once.
_hasher = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
# Checked when there is no such person, so that the answer takes as long as for a wrong password.
_NOBODY = _hasher.hash("nobody has this password")


@dataclass(frozen=True)
class Started:
    """A fresh session: the cookie's value, and for whom it is."""

    token: str
    moderator: Moderator


def invite(service: Service, name: str, function: str, now: datetime) -> str:
    """A one-time token with which `name` sets a password. Asked again, the older one ends.

    Raises Invalid when the person is disabled or the name is not one.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= MAX_NAME:
        raise Invalid({"name": "Enter a name of at most 80 characters."})
    token = random_token()
    with transaction(service.db):
        known = moderators.by_name(service.db, name)
        if known and known.disabled:
            raise Invalid({"name": "This person is disabled."})
        if known and function:
            moderators.set_function(service.db, known.id, function)
        moderator_id = known.id if known else moderators.add(service.db, name, function, now)
        moderators.invite(service.db, moderator_id, token, now + INVITATION_LASTS)
        log.add(service.db, Actor(ActorKind.SYSTEM), "invite", now, explanation=name)
    return token


def invited(service: Service, token: str, now: datetime) -> Moderator:
    """Whom a link is for; looking does not use it up. Raises LinkExpired."""
    moderator = moderators.invited(service.db, token, now)
    if moderator is None:
        raise LinkExpired
    return moderator


def accept(
    service: Service, token: str, name: str, function: str, password: str, now: datetime
) -> Started:
    """Use the link up: set name, function and password, sign in. Raises LinkExpired, Invalid."""
    moderator = invited(service, token, now)
    name, function = " ".join(name.split()), " ".join(function.split())
    errors = {}
    if not 0 < len(name) <= MAX_NAME:
        errors["name"] = "Enter a name of at most 80 characters."
    if not 0 < len(function) <= MAX_NAME:
        errors["function"] = "Enter your function, for example Head of Communications."
    if fault := _password_fault(password):
        errors["password"] = fault
    other = moderators.by_name(service.db, name)
    if other and other.id != moderator.id:
        errors["name"] = "Another moderator has this name."
    if errors:
        raise Invalid(errors)
    hashed = _hasher.hash(password)
    with transaction(service.db):
        if not moderators.use_invitation(service.db, token):
            raise LinkExpired
        moderators.set_password(service.db, moderator.id, name, function, hashed)
        log.add(service.db, Actor(ActorKind.PERSON, name), "join", now)
        return _start(service, moderator.id, name, now)


def sign_in(service: Service, name: str, password: str, now: datetime) -> Started:
    """Start a session. Raises SignInRefused, which never says what was wrong."""
    moderator = moderators.by_name(service.db, " ".join(name.split()))
    usable = moderator if moderator and not moderator.disabled else None
    hashed = (usable.password_hash if usable else None) or _NOBODY
    right = _matches(hashed, password)
    with transaction(service.db):
        if right and usable and usable.password_hash:
            if _hasher.check_needs_rehash(hashed):
                moderators.set_password_hash(service.db, usable.id, _hasher.hash(password))
            return _start(service, usable.id, usable.name, now)
        log.add(service.db, Actor(ActorKind.SYSTEM), "sign-in refused", now)
    raise SignInRefused


def current_session(service: Service, token: str, now: datetime) -> Session | None:
    """The session a cookie belongs to, if it still holds; notes that it was used."""
    session = moderators.session(service.db, token)
    if session is None or now - session.seen_at > IDLE or now - session.created_at > LASTS:
        return None
    # Once a minute is enough to count idle time, and spares a write for each page.
    if now - session.seen_at > timedelta(minutes=1):
        with transaction(service.db):
            moderators.seen(service.db, token, now)
    return session


def sign_out(service: Service, token: str) -> None:
    with transaction(service.db):
        moderators.end_session(service.db, token)


def disable(service: Service, name: str, now: datetime) -> bool:
    """Shut a person out at once; False when nobody has this name."""
    with transaction(service.db):
        moderator = moderators.by_name(service.db, name)
        if moderator is None:
            return False
        moderators.disable(service.db, moderator.id, now)
        log.add(service.db, Actor(ActorKind.SYSTEM), "disable", now, explanation=moderator.name)
    return True


def enable(service: Service, name: str, now: datetime) -> bool:
    """Let a person in again, with the old password; False when nobody has this name."""
    with transaction(service.db):
        moderator = moderators.by_name(service.db, name)
        if moderator is None:
            return False
        moderators.enable(service.db, moderator.id)
        log.add(service.db, Actor(ActorKind.SYSTEM), "enable", now, explanation=moderator.name)
    return True


def _start(service: Service, moderator_id: int, name: str, now: datetime) -> Started:
    """A new session, in the caller's transaction; sweeps out those that ended."""
    token = random_token()
    moderators.end_stale_sessions(service.db, now - IDLE, now - LASTS)
    moderators.start_session(service.db, moderator_id, token, random_token(), now)
    log.add(service.db, Actor(ActorKind.PERSON, name), "sign-in", now)
    session = moderators.session(service.db, token)
    if session is None:
        raise SignInRefused
    return Started(token, session.moderator)


def _matches(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password[: MAX_PASSWORD + 1])
    except (VerificationError, InvalidHashError):
        return False


def _password_fault(password: str) -> str | None:
    if len(password) < MIN_PASSWORD:
        return "Use at least 15 characters. Several words make a good password."
    if len(password) > MAX_PASSWORD:
        return "Use at most 128 characters."
    return None
