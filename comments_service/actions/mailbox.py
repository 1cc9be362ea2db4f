"""The mailboxes of moderators: nothing but an invitation or a request to confirm goes to an
address before somebody who reads it has said so.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from comments_service.actions.links import moderation_link
from comments_service.actions.mailing import deliver, deliver_request, words
from comments_service.actions.service import Service
from comments_service.actions.tokens import Purpose, random_token
from comments_service.contract.email_address import email_fault
from comments_service.domain.comment import Actor, ActorKind
from comments_service.domain.errors import Invalid, LinkExpired, UnknownComment
from comments_service.mail.people import invitation, mailbox_request
from comments_service.storage import log, moderators, outbox
from comments_service.storage.database import transaction
from comments_service.storage.moderators import Moderator
from comments_service.storage.outbox import Job

INVITATION = "mail-invitation"
MAILBOX = "mail-mailbox"

LASTS = timedelta(hours=48)


def announce_invitation(service: Service, moderator: int, email: str, now: datetime) -> None:
    """Note, in the caller's transaction, that somebody is to be invited by mail."""
    if service.send_mail:
        outbox.add(service.db, INVITATION, now, payload={"moderator": moderator, "email": email})


def unsent(service: Service) -> frozenset[int]:
    """The numbers of those whose invitation could not be mailed so far."""
    jobs = outbox.troubled(service.db, INVITATION)
    return frozenset(int(job["moderator"]) for job in jobs)


def ask_to_confirm(service: Service, moderator: Moderator, email: str, now: datetime) -> None:
    """Mail a link that makes `email` the moderator's own. Raises Invalid."""
    email = email.strip()
    if email_fault(email):
        raise Invalid({"email": "Enter an email address such as name@example.com."})
    if not service.send_mail:
        raise Invalid({"email": "This newsroom sends no mail, so no address can be confirmed."})
    with transaction(service.db):
        outbox.add(
            service.db, MAILBOX, now, key=f"{moderator.id} {email}",
            payload={"moderator": moderator.id, "email": email},
        )  # fmt: skip


def readable(service: Service, moderator: Moderator, token: str, now: datetime) -> str:
    """The address that a mailed link is to confirm; looking changes nothing. Raises LinkExpired."""
    email = proven(service, moderator.id, token, now)
    if not email:
        raise LinkExpired
    return email


def confirm(service: Service, moderator: Moderator, token: str, now: datetime) -> str:
    """Make the address in a mailed link the moderator's own; returns it. Raises LinkExpired."""
    email = readable(service, moderator, token, now)
    with transaction(service.db):
        moderators.set_email(service.db, moderator.id, email)
        log.add(service.db, Actor(ActorKind.PERSON, moderator.name), "mailbox", now)
    return email


def forget(service: Service, moderator: Moderator, now: datetime) -> None:
    """Take the moderator's address away: no more mail."""
    with transaction(service.db):
        moderators.set_email(service.db, moderator.id, None)
        log.add(service.db, Actor(ActorKind.PERSON, moderator.name), "mailbox", now)


def proven(service: Service, moderator: int, token: str, now: datetime) -> str:
    """The address that a mailed link shows somebody to read; "" for any other link.

    A link is good as long as the address on file is the one it was when the link was made.
    """
    try:
        number, email, before = service.tokens.read(Purpose.MAILBOX, token, now, LASTS)
    except (UnknownComment, LinkExpired, ValueError):
        return ""
    person = moderators.get(service.db, moderator)
    fits = person and number == str(moderator) and before == (person.email or "")
    return email if fits else ""


def send_invitation(service: Service, job: Job, now: datetime) -> None:
    """Mail a one-time link of its own: the one that was shown stays good. Raises MailFailed."""
    person, email = _person(service, job.payload), str(job.payload["email"])
    if person is None:
        return
    token = random_token()
    with transaction(service.db):
        moderators.invite(service.db, person.id, token, now + LASTS)
    t, lang = words(service, person.lang or "")
    proof = _sign(service, person, email, now)
    link = moderation_link(service, f"join/{token}?mailbox={proof}")
    letter = invitation(t, lang, service.config.newsroom.name, person.name, link)
    # An administrator asks for it: no stranger can use it up, or flood a mailbox with it.
    deliver(service, job, letter, email, now)


def send_mailbox_request(service: Service, job: Job, now: datetime) -> None:
    """Ask whoever reads a mailbox whether it is a moderator's. Raises MailFailed."""
    person, email = _person(service, job.payload), str(job.payload["email"])
    if person is None:
        return
    t, lang = words(service, person.lang or "")
    link = moderation_link(service, f"settings/mailbox/{_sign(service, person, email, now)}")
    letter = mailbox_request(t, lang, service.config.newsroom.name, link)
    deliver_request(service, job, letter, email, now, asks="mailbox")


def _person(service: Service, payload: Mapping[str, object]) -> Moderator | None:
    """Whom a job is about; None when they were shut out meanwhile."""
    person = moderators.get(service.db, int(str(payload["moderator"])))
    return person if person and not person.disabled else None


def _sign(service: Service, person: Moderator, email: str, now: datetime) -> str:
    return service.tokens.sign(Purpose.MAILBOX, [str(person.id), email, person.email or ""], now)
