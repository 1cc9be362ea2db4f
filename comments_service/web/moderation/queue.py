"""The queue: those that wait longest first; and the search among all comments."""

import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Response, abort, request

from comments_service.contract import ids
from comments_service.domain.comment import Comment
from comments_service.domain.search import ALL, PROPOSED, TABS, WAITING
from comments_service.domain.states import State, Verb
from comments_service.storage import batches, colleagues, decisions, queue_context
from comments_service.storage import queue as stored
from comments_service.web.context import service
from comments_service.web.moderation.age import age_words
from comments_service.web.moderation.card import Card, addressed_to, cards_of
from comments_service.web.moderation.common import common
from comments_service.web.moderation.guard import bp, session
from comments_service.web.moderation.pages import PER_PAGE, show, texts
from comments_service.web.moderation.terms import Terms, read
from comments_service.web.moderation.words import DONE, TAB_NAMES

# What can be decided about many at once.
_BULK = {
    WAITING: [Verb.PUBLISH, Verb.SPAM, Verb.REJECT],
    PROPOSED: [Verb.PUBLISH, Verb.SPAM, Verb.REJECT],
    State.PUBLISHED.value: [Verb.SPAM, Verb.REJECT],
    State.REJECTED.value: [Verb.PUBLISH, Verb.RESTORE],
    State.SPAM.value: [Verb.PUBLISH, Verb.RESTORE],
    ALL: [Verb.PUBLISH, Verb.SPAM, Verb.REJECT],
}


@bp.get("/")
def queue() -> Response:
    terms = read(request.args, session().moderator.id)
    return queue_page(terms) if terms else abort(404)


def queue_page(
    terms: Terms,
    values: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
    picked: Collection[str] = (),
) -> Response:
    """`values`, `errors` and `picked` bring a bulk decision back that could not be taken."""
    db, me, search = service().db, session().moderator, terms.search
    counts = stored.counts(db)
    found = stored.count(db, search) if search.narrowed or search.tab == ALL else counts[search.tab]
    page_count = max(1, -(-min(found, _reachable(search.narrowed)) // PER_PAGE))
    page = min(terms.page, page_count)
    cards = cards_of(stored.find(db, search, PER_PAGE, (page - 1) * PER_PAGE))
    return show(
        "queue.html",
        status,
        **common(),
        terms=terms,
        tab=search.tab,
        tabs=[
            (tab, TAB_NAMES[tab], counts.get(tab))
            for tab in TABS
            if tab != PROPOSED or tab == search.tab or _by_two(counts)
        ],
        age=age_words(),
        asked=colleagues.asked(db, me.id),
        cards=cards,
        for_me={card.comment.id for card in cards if addressed_to(card, me)},
        found=found,
        most=stored.MOST,
        page=page,
        page_count=page_count,
        back=urlencode(terms.address(page=page)),
        address=terms.address,
        posts=_posts(terms),
        bulk=_BULK[search.tab],
        picked=picked,
        values=values or {},
        errors=errors or {},
        term_errors=texts(terms.errors),
        mine=_mine(),
        **_news(cards),
    )


def _by_two(counts: Mapping[str, int]) -> bool:
    """Whether anything is decided by two here, or still waits for a second person."""
    return bool(counts[PROPOSED] or service().config.comments.four_eyes)


def _reachable(narrowed: bool) -> int:
    """How far pages go: what is looked for deeper than that is better asked for more narrowly."""
    return stored.MOST if narrowed else 1_000_000_000


def _posts(terms: Terms) -> list[tuple[str, str]]:
    """The posts in whose threads something waits, and the one that was chosen, by title."""
    known = service().threads.all()
    wanted = {*stored.threads(service().db), terms.search.thread} - {""}
    named = [(one, known[one].title if one in known else one[:8]) for one in wanted]
    return sorted(named, key=lambda pair: pair[1].casefold())


def _mine() -> batches.Batch | None:
    """What this moderator did last, as far as it still stands."""
    db, me = service().db, session().moderator
    latest = decisions.latest_batch(db, me.id)
    batch = batches.get(db, latest) if latest else None
    return batch if batch and batch.stands else None


def _news(cards: list[Card]) -> dict[str, Any]:
    """What has just been done, as the address tells it; it stands before the card that is next."""
    args = request.args
    batch = args.get("batch", "")
    proposed = args.get("proposed", "")
    at = args.get("at", "")
    return {
        "done": DONE.get(args.get("done", "")),
        "done_batch": batches.get(service().db, batch) if _is_batch(batch) else None,
        "proposed": int(proposed) if re.fullmatch("[0-9]{1,4}", proposed) else 0,
        "left": args.get("done") == "undone-partly",
        "missed": missed(),
        "at": at if any(card.comment.id == at for card in cards) else "",
    }


def missed() -> list[Comment]:
    """What could not be decided, or undone, with the others, as the address tells it."""
    named = request.args.get("missed", "").split(".")[:PER_PAGE]
    found = queue_context.by_id(service().db, [one for one in named if ids.is_id(one)])
    return list(found.values())


def _is_batch(sent: str) -> bool:
    return len(sent) == 32 and sent.isalnum() and sent.isascii()
