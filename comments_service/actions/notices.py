"""Telling people by mail: that comments wait, that the site cannot be built."""

from datetime import datetime, timedelta

from comments_service.actions.service import Service
from comments_service.domain.states import State
from comments_service.mail.messages import failure_notice, waiting_notice
from comments_service.storage import comments, outbox, trouble

# Comments come in bursts, and one mail about ten of them is better than ten mails.
_GATHER = timedelta(minutes=2)

NOTICE = "notice"
FAILURE = "failure"


def announce_waiting(service: Service, now: datetime) -> None:
    """Note, in the caller's transaction, that a mail about waiting comments is due soon."""
    if service.send_mail and service.config.comments.notify:
        outbox.add(service.db, NOTICE, now, key="waiting", delay=_GATHER)


def send_notice(service: Service, now: datetime) -> None:
    """Send the mail, unless everything was decided meanwhile. Raises MailFailed."""
    waiting = comments.counts(service.db)[State.PENDING]
    recipients = service.config.comments.notify
    if not waiting or not recipients or not service.send_mail:
        return
    config = service.config
    service.send_mail(
        waiting_notice(config, service.translator(config.language), recipients, waiting, now)
    )


def announce_failure(service: Service, now: datetime) -> None:
    """Note, in the caller's transaction, that a mail about a failing build is to be sent."""
    if service.send_mail and service.config.comments.notify:
        outbox.add(service.db, FAILURE, now, key="build")


def send_failure(service: Service, now: datetime) -> None:
    """Send the mail, unless the site was built meanwhile. Raises MailFailed."""
    found = trouble.read(service.paths.data)
    recipients = service.config.comments.notify
    if not found or not recipients or not service.send_mail:
        return
    config = service.config
    t = service.translator(config.language)
    service.send_mail(failure_notice(config, t, recipients, found.since, found.words, now))
