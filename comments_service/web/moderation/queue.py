"""The queue: comments by state, those that wait longest first."""

from flask import Response, abort, request

from comments_service.contract import ids
from comments_service.domain.states import State
from comments_service.storage import comments
from comments_service.web.context import service
from comments_service.web.moderation.card import card_of
from comments_service.web.moderation.guard import bp
from comments_service.web.moderation.pages import PER_PAGE, show
from comments_service.web.moderation.words import DONE, STATES, VERBS

TABS = (State.PENDING, State.PUBLISHED, State.REJECTED, State.SPAM)


@bp.get("/")
def queue() -> Response:
    tab = request.args.get("tab", State.PENDING.value)
    if tab not in TABS:
        abort(404)
    state = State(tab)
    db = service().db
    counts = comments.counts(db)
    page_count = max(1, -(-counts[state] // PER_PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), page_count)
    found = comments.in_state(
        db, state, PER_PAGE, (page - 1) * PER_PAGE, oldest_first=state is State.PENDING
    )
    done, decided = request.args.get("done", ""), request.args.get("comment", "")
    return show(
        "queue.html",
        state=state,
        tabs=[(tab, counts[tab]) for tab in TABS],
        cards=[card_of(comment) for comment in found],
        page=page,
        page_count=page_count,
        done=DONE.get(done),
        decided=decided if ids.is_id(decided) else None,
        states=STATES,
        verbs=VERBS,
    )
