"""The inbox of reports, and one report."""

from flask import Response, abort, g

from comments_service.actions import decide_report as actions
from comments_service.domain.decision import Seen
from comments_service.domain.errors import Invalid
from comments_service.domain.states import State, Verb
from comments_service.storage import decisions
from comments_service.storage import reports as stored
from comments_service.storage.decisions import Proposal
from comments_service.storage.reports import Report
from comments_service.web.context import now, service, web
from comments_service.web.moderation.decide import grounds_of_form
from comments_service.web.moderation.guard import bp, session
from comments_service.web.moderation.inbox import show_inbox
from comments_service.web.moderation.matter import ALL_REASONS, about, about_each, names
from comments_service.web.moderation.office_words import REPORT_DONE, REPORT_STATES
from comments_service.web.moderation.pages import show, texts
from comments_service.web.moderation.words import PROPOSED
from comments_service.web.pages import see_other


@bp.get("/reports")
def reports() -> Response:
    return show_inbox(
        "reports.html",
        stored.page,
        about_each,
        REPORT_DONE,
        states=REPORT_STATES,
        reasons=ALL_REASONS,
    )


@bp.get("/reports/<report_id>")
def report(report_id: str) -> Response:
    return _page(stored.get(service().db, report_id))


@bp.post("/reports/<report_id>")
def decide_report(report_id: str) -> Response:
    """Remove the comment («acted») or leave it («dismissed»)."""
    before, outcome = stored.get(service().db, report_id), g.fields.get("outcome", "")
    if outcome not in ("acted", "dismissed"):
        abort(400)
    try:
        done = outcome if _decide(report_id, outcome) else "proposed"
    except Invalid as invalid:
        return _page(before, texts(invalid.errors), 422)
    web().on_change()
    return see_other("moderation.reports", done=done)


def _decide(report_id: str, outcome: str) -> bool:
    answer, me, moment = g.fields.get("answer", ""), session().moderator, now()
    if outcome == "dismissed":
        actions.dismiss(service(), report_id, answer, me, moment)
        return True
    return actions.act(service(), report_id, grounds_of_form(), answer, me, moment, seen=_seen())


def _seen() -> Seen:
    """Which text the moderator was looking at, as the form says."""
    try:
        return Seen(State(g.fields.get("seen", "")), int(g.fields.get("revision", "")))
    except ValueError:
        abort(400)


def _page(one: Report, errors: dict[str, str] | None = None, status: int = 200) -> Response:
    others = [r for r in stored.of_comment(service().db, one.comment) if r.id != one.id]
    proposal = decisions.proposal(service().db, one.comment)
    if proposal and proposal.verb is not Verb.REJECT:
        proposal = None
    return show(
        "report.html",
        status,
        report=one,
        others=others,
        matter=about(one.comment),
        proposal=proposal,
        proposed_words=PROPOSED,
        # On other grounds than those it would be a proposal of its own.
        values=g.get("fields") or (_values(proposal) if proposal else {}),
        errors=errors or {},
        names=names(),
        states=REPORT_STATES,
        reasons=ALL_REASONS,
    )


def _values(proposal: Proposal) -> dict[str, str]:
    """A proposal as the form's fields hold it."""
    grounds = proposal.grounds
    return {
        "reason": grounds.reason or "",
        "ground": grounds.ground,
        "provision": grounds.provision,
        "explanation": grounds.explanation,
        "answer": proposal.answer,
    }
