"""Publishing everything anew, because what all pages say has changed."""

from datetime import datetime

from comments_service.actions.publish_thread import enqueue_publication
from comments_service.actions.service import Service
from comments_service.contract.due import Due, bring_forward


def enqueue_everything(service: Service, now: datetime) -> None:
    """After a switch was flipped, in the caller's transaction: every thread is published again.

    When a crisis is over, a build brings out the posts that have waited for its end.
    """
    for thread_id in sorted(service.threads.all()):
        enqueue_publication(service.db, thread_id, now)
    if not service.switches().crisis:
        bring_forward(service.paths.due, Due(now, "the crisis is over"))
