"""Deciding from a mail: the page behind a signed link. It needs no session, and starts none."""

from flask import Response, g

from comments_service.actions import mail_decision as actions
from comments_service.actions.mail_decision import Asked
from comments_service.contract.reasons import REASONS
from comments_service.domain.errors import Invalid, MoveRefused, UnknownComment
from comments_service.publish.comment_html import render
from comments_service.storage import comments
from comments_service.web.comment_form import quoted
from comments_service.web.context import now, service, web
from comments_service.web.moderation.decide import grounds_of_form, verb_of_form
from comments_service.web.moderation.guard import bp, when_out_of_date
from comments_service.web.moderation.matter import about, names
from comments_service.web.moderation.pages import done_words, show, texts
from comments_service.web.moderation.words import BATCHES, DONE, PROPOSED, TEXT_BATCHES, VERBS
from comments_service.web.pages import see_other

_OUT_OF_DATE = "This form was out of date. Look at the comment again and decide."


@bp.get("/mail/<token>")
def by_mail(token: str) -> Response:
    """What is to be decided, or what has become of it. Mail scanners may look, too."""
    return _page(token)


@bp.post("/mail/<token>")
def decide_by_mail(token: str) -> Response:
    asked = actions.asked(service(), token, now())
    try:
        done = actions.decide_by_link(service(), asked, verb_of_form(), grounds_of_form(), now())
    except Invalid as invalid:
        return _page(token, texts(invalid.errors), 422)
    except MoveRefused:
        return _page(token, status=409)
    web().on_change()
    code = "proposed" if done.proposed else g.fields["verb"]
    return see_other("moderation.by_mail", token=token, done=code)


@when_out_of_date("moderation.decide_by_mail")
def decide_by_mail_again(token: str) -> Response:
    return _page(token, texts({"csrf": _OUT_OF_DATE}), 403)


def _page(token: str, errors: dict[str, str] | None = None, status: int = 200) -> Response:
    asked = actions.asked(service(), token, now())
    return show(
        "by_mail.html",
        status,
        asked=asked,
        matter=about(asked.comment.id),
        parent=_parent(asked),
        later=render(asked.later.body) if asked.later else "",
        token=token,
        form=actions.form_token(service(), token, now()),
        values=g.get("fields", {}),
        errors=errors or {},
        reasons=REASONS,
        done=done_words(DONE),
        proposer=names().get(asked.proposal.moderator, "?") if asked.proposal else "",
        verbs=VERBS,
        proposed_words=PROPOSED,
        batch_words=BATCHES,
        text_batch_words=TEXT_BATCHES,
    )


def _parent(asked: Asked) -> dict[str, object] | None:
    """What the comment answers."""
    if not asked.comment.parent:
        return None
    try:
        return quoted(comments.get(service().db, asked.comment.parent))
    except UnknownComment:
        return None
