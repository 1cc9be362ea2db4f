"""Forgetting what may no longer be kept; the periods are those of newsroom.toml."""

import logging
from datetime import UTC, datetime, timedelta

from comments_service.actions import learning
from comments_service.actions.publish_thread import enqueue_publication
from comments_service.actions.record import enqueue_record
from comments_service.actions.scrub import enqueue_scrub
from comments_service.actions.service import Service
from comments_service.contract.cleanup import read_cleanup, write_cleanup
from comments_service.domain.comment import Actor, ActorKind
from comments_service.domain.states import State
from comments_service.storage import erasure, gone, labels, log, mail_state, retention
from comments_service.storage import retention_records as records
from comments_service.storage.database import checkpoint, transaction

FORGOTTEN = "forget"
"""What the log says of a comment that went with its post."""

logger = logging.getLogger(__name__)

# The sweep comes hourly; what counts by hours is forgotten one early, so that none is late.
_MARGIN = timedelta(hours=1)
_LOG_YEAR = timedelta(days=366)


def sweep(service: Service, now: datetime) -> None:
    """Forget what has been kept long enough: in the database, its log file and var/backups/.

    Appeals, reports, errors found in announcements and moderators' notes go by the period of
    rejected texts: they quote them, and objecting takes as long.
    """
    db, kept = service.db, service.config.retention
    rejected = now - timedelta(days=kept.rejected_days)
    spam = now - timedelta(days=kept.spam_days)
    emails = now - timedelta(days=kept.email_days)
    with transaction(db):
        retention.forget_senders(db, now - timedelta(hours=kept.sender_hours) + _MARGIN)
        blanked = retention.forget_texts(db, State.SPAM, spam)
        blanked += retention.forget_texts(db, State.REJECTED, rejected)
        if blanked:
            enqueue_scrub(db, now)
        retention.forget_emails(db, emails)
        records.forget_revisions(db, State.SPAM, spam)
        records.forget_revisions(db, State.REJECTED, rejected)
        records.forget_undoing(db, rejected)
        records.forget_notes(db, rejected)
        records.forget_objections(db, rejected)
        records.forget_salts(db, now)
        mail_state.forget_told(db, emails)
        learning.forget(service, now)
        _forget_gone(service, now - timedelta(days=kept.gone_days), now)
        # The database's own trigger counts calendar years, none of which is longer.
        retention.forget_log(db, now - kept.log_years * _LOG_YEAR)
    checkpoint(db)
    _forget_backups(service, now - timedelta(days=kept.backup_days))
    _note_run(service, now)


def follow_posts(service: Service, now: datetime) -> None:
    """Note which posts are away, and since when. Belongs into a transaction.

    A page or post counts as there as long as it is public, with its comments shown or not. An
    empty manifest, or none, means that nothing was built yet, and tells nothing.
    """
    manifest = service.threads.manifest()
    if public := {*manifest.threads, *manifest.posts}:
        gone.follow(service.db, public, now)


def _forget_gone(service: Service, before: datetime, now: datetime) -> None:
    """Erase what stands nowhere any more, as its author could; the log names what has done it."""
    follow_posts(service, now)
    overdue = gone.overdue(service.db, before)
    for comment in overdue:
        # Its author has not asked for it, so what was learned stays.
        labels.detach(service.db, comment.id)
        erasure.whole(service.db, comment, now)
        log.add(
            service.db, Actor(ActorKind.SYSTEM), FORGOTTEN, now,
            comment=comment.id, from_state=comment.state, to_state=State.WITHDRAWN,
        )  # fmt: skip
    for thread in {comment.thread for comment in overdue if comment.published_at}:
        enqueue_publication(service.db, thread, now)
    if overdue:
        enqueue_scrub(service.db, now)


def _forget_backups(service: Service, before: datetime) -> None:
    """Own backups, and what restoring one has put aside."""
    data = service.paths.data
    for backup in (*(data / "backups").glob("newsroom-*.db"), *data.glob("newsroom-before-*.db")):
        try:
            if datetime.fromtimestamp(backup.stat().st_mtime, UTC) < before:
                backup.unlink()
        except OSError as error:
            logger.warning("%s cannot be deleted, though its time is over: %s", backup, error)


def _note_run(service: Service, now: datetime) -> None:
    """Say on the privacy page that it was done: the page names the day."""
    zone = service.config.newsroom.timezone
    before = read_cleanup(service.paths.cleanup)
    write_cleanup(service.paths.cleanup, now)
    if before is None or before.astimezone(zone).date() != now.astimezone(zone).date():
        with transaction(service.db):
            enqueue_record(service, now)
