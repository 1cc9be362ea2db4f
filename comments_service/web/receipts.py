"""The receipt of one comment: what has become of it, and what its author can do.

Whoever has the address is its author: no account, no cookie. GET only shows, since mail scanners
and browsers open links on their own. The forms behind it are in `web/reader/`.
"""

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, jsonify, request, url_for

from comments_service.actions import statements
from comments_service.actions.appeal import about
from comments_service.actions.cleanup import FORGOTTEN
from comments_service.actions.edit import editable
from comments_service.actions.export_own import appeal_data, statement
from comments_service.contract import dates
from comments_service.contract.switches import HOLD
from comments_service.domain import statement_words
from comments_service.domain.comment import Comment
from comments_service.domain.errors import UnknownThread
from comments_service.domain.statement import Statement
from comments_service.domain.states import State
from comments_service.domain.told import told_state, waiting_text
from comments_service.publish.comment_html import render as comment_html
from comments_service.storage import appeals, comments, edits, log, revisions
from comments_service.storage.appeals import Appeal
from comments_service.web.context import now, service
from comments_service.web.pages import local, page_lang, render, speak, translator, wants_json

bp = Blueprint("receipts", __name__)

# What a page says after an action. Addresses carry the code, never a text.
DONE = {
    "edited": "Your new text has arrived.",
    "kept": "What is published stays as it is.",
    "appealed": "Your appeal has arrived. Another person looks at the comment.",
    "anonymised": "Your name and email address are deleted.",
    "mails": "Your choice is saved.",
    "asked": "We send the request to your address once more, at most three times a day.",
}


@bp.get("/<token>")
def show(token: str) -> Response:
    comment = comment_of(token)
    facts = receipt(comment, now())
    if wants_json():
        return jsonify(_as_json(token, facts))
    done = DONE.get(request.args.get("done", ""), "")
    return render("receipt.html", token=token, receipt=facts, done=done)


def comment_of(token: str) -> Comment:
    """The comment of a receipt. A made-up token looks like one that never was: UnknownComment."""
    ours = service()
    comment = comments.get(ours.db, ours.tokens.comment_of(token))
    speak(comment.lang)
    return comment


def receipt(comment: Comment, now: datetime) -> dict[str, Any]:
    """What the receipt's templates show."""
    ours = service()
    hours = ours.config.comments.expected_hours
    expected = timedelta(hours=hours)
    try:
        thread = ours.threads.get(comment.thread)
    except UnknownThread:
        thread = None
    state = told_state(comment, now, hours)
    kept = revisions.of_comment(ours.db, comment.id)
    waits = waiting_text(kept, now, hours) if state is State.PUBLISHED else None
    since = waits.created_at if waits else comment.created_at
    waiting = waits is not None or state is State.PENDING
    reasons = statements.told(ours, comment, now)
    appeal = about(ours, comment, reasons) if reasons else None
    return {
        "comment": comment,
        "state": state,
        "html": comment_html(comment.body),
        "thread": thread,
        "away": thread is None and ours.threads.built,
        "gone": state is State.WITHDRAWN and log.happened(ours.db, comment.id, FORGOTTEN),
        "waits": waits,
        "waits_html": comment_html(waits.body) if waits else "",
        "expected_hours": hours,
        "before": edits.waiting_before(ours.db, since, now - expected) if waiting else None,
        "held": ours.switches().crisis == HOLD,
        "late": waiting and now - since > expected,
        "editable": editable(ours, comment, now),
        "reasons": reasons,
        "sentence": _sentence(reasons) if reasons else ("", ""),
        "details": _details(reasons) if reasons else (),
        "about_later": reasons is not None and state is State.PUBLISHED,
        "refused_html": _refused_html(comment, reasons),
        "appeal": appeal,
        "earlier_appeal": None if appeal else _earlier_appeal(comment),
        "can_mail": ours.send_mail is not None,
        "too_late": reasons is not None and now > reasons.appeal_until,
    }


def _earlier_appeal(comment: Comment) -> Appeal | None:
    """The newest appeal against a decision that no longer stands, such as one it has reversed."""
    if comment.state is State.WITHDRAWN:
        return None
    return next(iter(appeals.of_comment(service().db, comment.id)), None)


def _sentence(reasons: Statement) -> tuple[str, str]:
    """The statement in one paragraph: what stands before the link to the appeal, and after it."""
    zone = service().config.newsroom.timezone
    return statement_words.sentence(reasons, translator(), page_lang(), zone)


def _details(reasons: Statement) -> tuple[tuple[str, str], ...]:
    """The statement of reasons as labels and values; the receipt's own page links the appeal."""
    zone = service().config.newsroom.timezone
    t = translator()
    sent = dates.long_datetime(local(reasons.sent_at), page_lang())
    facts = statement_words.details(reasons, t, page_lang(), zone)
    return ((t("Comment of"), sent), *facts)


def _refused_html(comment: Comment, reasons: Statement | None) -> str:
    """The later text that was refused."""
    if reasons is None or reasons.revision == comment.revision:
        return ""
    kept = revisions.of_comment(service().db, comment.id)
    body = next((one.body for one in kept if one.number == reasons.revision), "")
    return comment_html(body) if body else ""


def _as_json(token: str, facts: dict[str, Any]) -> dict[str, Any]:
    """The same for scripts."""
    comment, waits, reasons = facts["comment"], facts["waits"], facts["reasons"]
    thread, appeal = facts["thread"], facts["appeal"]
    told = appeal or facts["earlier_appeal"]
    return {
        "id": comment.id,
        "post": {"title": thread.title, "url": thread.url} if thread else None,
        "state": facts["state"].value,
        "created_at": comment.created_at.isoformat(),
        "published_at": comment.published_at.isoformat() if comment.published_at else None,
        "edited_at": comment.edited_at.isoformat() if comment.edited_at else None,
        "name": comment.author,
        "text": comment.body,
        "waiting_text": waits.body if waits else None,
        "expected_hours": facts["expected_hours"],
        "waiting_before": facts["before"],
        "decision": statement(reasons) if reasons else None,
        "appeal": appeal_data(told) if told else None,
        "email": {
            "given": comment.email is not None,
            "confirmed": comment.confirmed_at is not None,
            "replies": comment.wants_replies,
            "decisions": comment.wants_decisions,
        },
        "links": {
            "receipt": url_for("receipts.show", token=token),
            "edit": url_for("receipts.edit", token=token) if facts["editable"] else None,
            "appeal": url_for("receipts.appeal", token=token)
            if reasons and not appeal and not facts["too_late"]
            else None,
            "export": url_for("receipts.export", token=token),
            "erase": url_for("receipts.erase", token=token),
            "mails": url_for("receipts.mails", token=token),
        },
    }
