"""One decision about all comments whose boxes are ticked."""

from flask import Response, abort, g

from comments_service.actions.bulk import Pick, Report, decide_all
from comments_service.domain.errors import Invalid
from comments_service.domain.states import State, Verb
from comments_service.web.context import now, service, web
from comments_service.web.moderation.decide import back_to_list, grounds_of_form, verb_of_form
from comments_service.web.moderation.guard import bp, session
from comments_service.web.moderation.pages import texts
from comments_service.web.moderation.queue import queue_page
from comments_service.web.moderation.terms import from_field
from comments_service.web.pages import see_other

_BOX = "pick-"


@bp.post("/bulk")
def bulk() -> Response:
    verb, picks = verb_of_form(), _picks()
    try:
        if not picks:
            raise Invalid({"picks": "Choose at least one comment."})
        report = decide_all(service(), picks, verb, session().moderator, now(), grounds_of_form())
    except Invalid as invalid:
        return _again(picks, invalid)
    web().on_change()
    news = _news(report, verb)
    return back_to_list(**news) or see_other("moderation.queue", **news)


def _picks() -> list[Pick]:
    return [
        _pick(name.removeprefix(_BOX), value)
        for name, value in g.fields.items()
        if name.startswith(_BOX)
    ]


def _pick(comment_id: str, seen: str) -> Pick:
    """What a box says: state, revision and perhaps the later text's number, see `Card.pick`."""
    state, *numbers = seen.split(".")
    try:
        revision, later = [*map(int, numbers), None][:2]
        return Pick(comment_id, State(state), int(revision or 0), later)
    except ValueError:
        abort(400)


def _news(report: Report, verb: Verb) -> dict[str, str | int | None]:
    """The result as an address can tell it."""
    news: dict[str, str | int | None] = {
        "done": f"bulk-{verb}" if report.done else "bulk",
        "batch": report.batch if report.done else None,
        "proposed": len(report.proposed) or None,
        "missed": ".".join(report.missed) or None,
    }
    return {name: value for name, value in news.items() if value}


def _again(picks: list[Pick], invalid: Invalid) -> Response:
    """The list with the same boxes ticked, and everything that was typed."""
    terms = from_field(g.fields.get("back", ""), session().moderator.id) or abort(400)
    picked = {pick.comment for pick in picks}
    return queue_page(terms, g.fields, texts(invalid.errors), 422, picked)
