"""Telling moderators that comments wait."""

from datetime import datetime, timedelta

from comments_service.actions.service import Service
from comments_service.domain.states import State
from comments_service.mail.messages import waiting_notice
from comments_service.storage import comments, outbox

# Comments come in bursts, and one mail about ten of them is better than ten mails.
_GATHER = timedelta(minutes=2)

NOTICE = "notice"


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
