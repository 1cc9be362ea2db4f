"""Moderators: invited by a one-time link, signed in by password.

Rules after OWASP ASVS 5.0: 6.2.1 and 6.2.9 (length), 11.4.2 (argon2id), 7.2.4 (a new session at
each sign-in), 7.3.1 and 7.3.2 (how long it lasts), 6.3.2 (no default account).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from comments_service.actions.mailbox import announce_invitation, proven
from comments_service.actions.service import Service
from comments_service.actions.tokens import random_token
from comments_service.contract.email_address import email_fault
from comments_service.domain.comment import Actor, ActorKind
from comments_service.domain.errors import Invalid, LinkExpired, SignInRefused
from comments_service.domain.names import skeleton
from comments_service.storage import log, moderators
from comments_service.storage.database import transaction
from comments_service.storage.moderators import Moderator, Session

MIN_PASSWORD, MAX_PASSWORD = 15, 128
MAX_NAME = 80
INVITATION_LASTS = timedelta(hours=48)
_SAME = "This is the password that you have already."
IDLE, LASTS = timedelta(minutes=30), timedelta(hours=12)

# argon2id with 46 MiB and one pass, the least that OWASP's Password Storage Cheat Sheet allows
# for one lane: a small server has to bear several sign-ins at once.
_hasher = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
# Checked when there is no such person, so that the answer takes as long as for a wrong password.
# Made once, with the parameters above, from a password that nobody has kept: making it takes 46 MB.
_NOBODY = (
    "$argon2id$v=19$m=47104,t=1,p=1$Mml/UjrfIcTQ/NrKmMnUIg"
    "$+t3PaOy/Q+OhEsxtwVj65zWdEVCSwcjyqumKPpuF/KI"
)


@dataclass(frozen=True)
class Started:
    """A fresh session: the cookie's value, and for whom it is."""

    token: str
    moderator: Moderator


def invite(
    service: Service,
    name: str,
    function: str,
    now: datetime,
    *,
    role: str = "",
    email: str = "",
    by: Moderator | str | None = None,
) -> str:
    """A one-time token with which `name` sets a password. Asked again, the older one ends.

    `role` "" leaves it as it is; the first person is always an administrator. Where mail can be
    sent, `email` gets a link of its own. Raises Invalid when the person is disabled or the name or
    address is not one.
    """
    name, email = " ".join(name.split()), email.strip()
    errors = {}
    if not 0 < len(name) <= MAX_NAME:
        errors["name"] = "Enter a name of at most 80 characters."
    if len(function) > MAX_NAME:
        errors["function"] = "Use at most 80 characters."
    if email and email_fault(email):
        errors["email"] = "Enter an email address such as name@example.com."
    if errors:
        raise Invalid(errors)
    token = random_token()
    db = service.db
    with transaction(db):
        known = moderators.by_name(db, name)
        if known and known.disabled:
            raise Invalid({"name": "This person is disabled."})
        if known and role not in ("", known.role):
            raise Invalid({"name": "Somebody with this name has another role. Change it there."})
        if known and function:
            moderators.set_function(db, known.id, function)
        number = known.id if known else _add(service, name, function, role, now)
        moderators.end_invitations(db, number)
        moderators.invite(db, number, token, now + INVITATION_LASTS)
        log.add(db, _actor(by), "invite", now, explanation=name)
        if email:
            announce_invitation(service, number, email, now)
    return token


def _add(service: Service, name: str, function: str, role: str, now: datetime) -> int:
    first = not moderators.everyone(service.db)
    role = moderators.ADMINISTRATOR if first else role or moderators.MODERATOR
    return moderators.add(service.db, name, function, now, role)


def invited(service: Service, token: str, now: datetime) -> Moderator:
    """Whom a link is for; looking does not use it up. Raises LinkExpired."""
    moderator = moderators.invited(service.db, token, now)
    if moderator is None:
        raise LinkExpired
    return moderator


def accept(
    service: Service,
    token: str,
    name: str,
    function: str,
    password: str,
    now: datetime,
    *,
    mailbox: str = "",
) -> Started:
    """Use the link up: set a password, sign in. Raises LinkExpired, Invalid.

    Name and function stand under official answers: administrators may change their own, everybody
    else has those that they were invited under. `mailbox` is what a mailed link carries: whoever
    has it reads that mailbox.
    """
    moderator = invited(service, token, now)
    errors = {}
    if moderator.administers:
        name, function = " ".join(name.split()), " ".join(function.split())
        errors = _self_faults(service, moderator, name, function)
    else:
        name, function = moderator.name, moderator.function
    if fault := _password_fault(password):
        errors["password"] = fault
    if errors:
        raise Invalid(errors)
    hashed = _hasher.hash(password)
    with transaction(service.db):
        if not moderators.use_invitation(service.db, token):
            raise LinkExpired
        moderators.set_password(service.db, moderator.id, name, function, hashed)
        if email := proven(service, moderator.id, mailbox, now):
            moderators.set_email(service.db, moderator.id, email)
        log.add(service.db, Actor(ActorKind.PERSON, name), "join", now)
        return _start(service, moderator.id, name, now)


def _self_faults(
    service: Service, moderator: Moderator, name: str, function: str
) -> dict[str, str]:
    """What is wrong with the name and function that administrators give themselves."""
    errors = {}
    if not 0 < len(name) <= MAX_NAME:
        errors["name"] = "Enter a name of at most 80 characters."
    if not 0 < len(function) <= MAX_NAME:
        errors["function"] = "Enter your function, for example Head of Communications."
    config = service.config
    public = [*(one.name for one in config.authors), *(one.name for one in config.contacts)]
    if skeleton(name) in set(map(skeleton, public)) - {skeleton(moderator.name)}:
        errors["name"] = "This name is reserved for our own people. Choose another one."
    other = moderators.by_name(service.db, name)
    if other and other.id != moderator.id:
        errors["name"] = "Another moderator has this name."
    return errors


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


def change_password(
    service: Service, session: Session, token: str, old: str, new: str, now: datetime
) -> None:
    """Set a new password after asking for the old one (ASVS 5.0, 6.2.3); ends all sessions but the
    one with this `token`. Raises Invalid.
    """
    moderator = session.moderator
    errors = {}
    if not _matches(moderator.password_hash or _NOBODY, old):
        errors["old"] = "This is not your password."
    if fault := _password_fault(new):
        errors["password"] = fault
    elif new == old:
        errors["password"] = _SAME
    if errors:
        raise Invalid(errors)
    hashed = _hasher.hash(new)
    with transaction(service.db):
        moderators.set_password_hash(service.db, moderator.id, hashed)
        moderators.end_invitations(service.db, moderator.id)
        moderators.end_other_sessions(service.db, moderator.id, token)
        log.add(service.db, Actor(ActorKind.PERSON, moderator.name), "password", now)


def _actor(by: Moderator | str | None) -> Actor:
    if by is None:
        return Actor(ActorKind.SYSTEM)
    return Actor(ActorKind.PERSON, by.name if isinstance(by, Moderator) else by)


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
