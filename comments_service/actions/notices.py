"""Telling the office by mail: what waits, what came in, that the site cannot be built.

One job gathers; it then notes a job for each recipient, so that no mailbox holds up another one
and nobody gets a mail twice because another one was refused.
"""

from datetime import datetime, timedelta

from comments_service.actions import links
from comments_service.actions.author_mail import INBOX
from comments_service.actions.mailing import deliver, words
from comments_service.actions.reader_mails import title_of
from comments_service.actions.service import Service
from comments_service.contract import dates
from comments_service.domain.comment import Comment
from comments_service.mail import office_letters as letters
from comments_service.mail.letter import Letter
from comments_service.mail.office_letters import Load
from comments_service.storage import colleagues, inboxes, moderators, outbox, queue, trouble
from comments_service.storage.database import transaction
from comments_service.storage.moderators import Moderator
from comments_service.storage.outbox import Job

# Comments come in bursts, and one mail about ten of them is better than ten mails.
_GATHER = timedelta(minutes=2)

NOTICE = "notice"
FAILURE = "failure"
DIGEST = "digest"

# To one recipient each.
TO_ONE = {
    NOTICE: "mail-waiting",
    FAILURE: "mail-failure",
    DIGEST: "mail-digest",
    INBOX: "mail-office",
}

# How many waiting comments a mail names.
_NAMED = 10


def announce_waiting(service: Service, now: datetime) -> None:
    """Note, in the caller's transaction, that a mail about waiting comments is due soon."""
    if service.send_mail:
        outbox.add(service.db, NOTICE, now, key="waiting", delay=_GATHER)


def announce_failure(service: Service, now: datetime) -> None:
    """Note, in the caller's transaction, that a mail about a failing build is to be sent."""
    if service.send_mail:
        outbox.add(service.db, FAILURE, now, key="build")


def plan_digest(service: Service, now: datetime) -> None:
    """Note, in the caller's transaction, the next digest, unless one is noted already.

    That one moves where newsroom.toml names another hour by now.
    """
    if not service.send_mail:
        return
    local = now.astimezone(service.config.newsroom.timezone)
    due = datetime.combine(local.date(), service.config.comments.digest, local.tzinfo)
    if due <= local:
        due = datetime.combine(
            local.date() + timedelta(days=1), service.config.comments.digest, local.tzinfo
        )
    if outbox.planned(service.db, DIGEST):
        outbox.move(service.db, DIGEST, now, due.astimezone(now.tzinfo))
        return
    # Both in UTC: across a change of the clock, the local difference is an hour off.
    outbox.add(service.db, DIGEST, now, key="day", delay=due.astimezone(now.tzinfo) - now)


def spread(service: Service, job: Job, now: datetime) -> None:
    """Note a mail for each recipient. Done again after a crash, it notes the same ones."""
    keys = [f"notify:{n}" for n, _ in enumerate(service.config.comments.notify)]
    persons = [f"moderator:{one.id}" for one in _who_want_mail(service)]
    if job.kind == FAILURE:
        persons = []
    with transaction(service.db):
        for key in [*keys, *persons]:
            outbox.add(service.db, TO_ONE[job.kind], now, key=key, patient=True)
        if job.kind == DIGEST:
            # A row of its own: this one is done when it returns.
            outbox.done(service.db, job)
            plan_digest(service, now)


def send_to_one(service: Service, job: Job, now: datetime) -> None:
    """Send one recipient's mail, unless there is nothing left to say. Raises MailFailed."""
    person, address = _recipient(service, job.key)
    letter = _LETTERS[job.kind](service, person, now) if address else None
    if letter:
        deliver(service, job, letter, address, now)


def _waiting(service: Service, person: Moderator | None, now: datetime) -> Letter | None:
    """The shared addresses get no links to decide: nobody would know who did."""
    t, lang = words(service, person.lang or "" if person else "")
    age = queue.age(service.db, now)
    if not age.waiting:
        return None
    newest = queue.newest_waiting(service.db, _NAMED) if person else []
    some = tuple(
        (_named(service, one, lang), links.decide_link(service, person, one, now))
        for one in newest
        if person
    )
    return letters.waiting(t, lang, age.waiting, some, links.moderation_link(service))


def _named(service: Service, comment: Comment, lang: str) -> str:
    """A waiting comment without a word of it: what it is on, and when it came."""
    came = (comment.waiting_since or comment.created_at).astimezone(
        service.config.newsroom.timezone
    )
    return f"{title_of(service, comment.thread)}, {dates.long_datetime(came, lang)}"


def _digest(service: Service, person: Moderator | None, now: datetime) -> Letter | None:
    t, lang = words(service, person.lang or "" if person else "")
    load = _load(service, person, now)
    return None if load.empty else letters.digest(t, lang, load, links.moderation_link(service))


def _inbox(service: Service, person: Moderator | None, now: datetime) -> Letter | None:
    t, lang = words(service, person.lang or "" if person else "")
    load = _load(service, person, now)
    if not load.appeals and not load.reports:
        return None
    return letters.inbox(t, lang, load, links.moderation_link(service))


def _failure(service: Service, person: Moderator | None, now: datetime) -> Letter | None:  # noqa: ARG001
    found = trouble.read(service.paths.data)
    if not found:
        return None
    t, lang = words(service, "")
    config = service.config
    when = dates.long_datetime(found.since.astimezone(config.newsroom.timezone), lang)
    return letters.failure(t, lang, config.newsroom.name, when, found.words)


_LETTERS = {
    "mail-waiting": _waiting,
    "mail-digest": _digest,
    "mail-office": _inbox,
    "mail-failure": _failure,
}


def _load(service: Service, person: Moderator | None, now: datetime) -> Load:
    age = queue.age(service.db, now - timedelta(hours=service.config.comments.expected_hours))
    open_ones = inboxes.waiting(service.db)
    return Load(
        waiting=age.waiting,
        overdue=age.overdue,
        oldest_hours=int((now - age.oldest).total_seconds() // 3600) if age.oldest else 0,
        appeals=open_ones.appeals,
        reports=open_ones.reports,
        slips=open_ones.slips,
        questions=colleagues.asked(service.db, person.id) if person else 0,
    )


def _who_want_mail(service: Service) -> list[Moderator]:
    everyone = moderators.everyone(service.db)
    return [one for one in everyone if one.email and one.wants_mail and not one.disabled]


def _recipient(service: Service, key: str) -> tuple[Moderator | None, str]:
    """Who a job is for, as things stand now; "" for nobody any more."""
    what, _, number = key.partition(":")
    if what == "notify":
        shared = service.config.comments.notify
        return None, shared[int(number)] if int(number) < len(shared) else ""
    person = next((one for one in _who_want_mail(service) if one.id == int(number)), None)
    return person, (person.email or "") if person else ""
