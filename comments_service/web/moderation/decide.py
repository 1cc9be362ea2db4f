"""Deciding about a comment. What a moderator has not seen, a moderator does not overrule."""

from dataclasses import asdict
from uuid import uuid4

from flask import Response, abort, g, jsonify

from comments_service.actions.bulk import Pick, decide_pick
from comments_service.actions.decide import Done
from comments_service.contract import ids
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.errors import Invalid, MoveRefused
from comments_service.domain.states import State, Verb
from comments_service.storage import comments, queue
from comments_service.web.context import now, service, web
from comments_service.web.moderation.age import age_words
from comments_service.web.moderation.comment import comment_page
from comments_service.web.moderation.common import openings
from comments_service.web.moderation.guard import bp, session
from comments_service.web.moderation.pages import texts
from comments_service.web.moderation.terms import from_field
from comments_service.web.moderation.words import DONE
from comments_service.web.pages import see_other, translator, wants_json


@bp.post("/comments/<comment_id>/decide")
def decide(comment_id: str) -> Response:
    """Publish, reject, mark as spam or restore; then back to where the moderator was."""
    verb, batch = verb_of_form(), uuid4().hex
    before = comments.get(service().db, comment_id)
    try:
        done = decide_pick(
            service(), _pick(before), verb, session().moderator, now(), grounds_of_form(), batch
        )
    except (Invalid, MoveRefused) as error:
        if wants_json():
            raise
        return _again(before, error)
    web().on_change()
    return _answer(comment_id, _code(done, verb), batch)


def verb_of_form() -> Verb:
    try:
        return Verb(g.fields.get("verb", ""))
    except ValueError:
        abort(400)


def grounds_of_form() -> Grounds:
    return Grounds(
        reason=g.fields.get("reason"),
        explanation=g.fields.get("explanation", ""),
        ground=g.fields.get("ground", ""),
        provision=g.fields.get("provision", ""),
    )


def back_to_list(**news: str | int | None) -> Response | None:
    """To the list that the form stood in, saying what was done; None where it stood in none."""
    terms = from_field(g.fields.get("back", ""), session().moderator.id)
    if terms is None or not g.fields.get("back"):
        return None
    at = g.fields.get("next", "")
    place = {"at": at if ids.is_id(at) else None, "_anchor": "done"}
    return see_other("moderation.queue", **terms.address(**{**place, **news}))


def _pick(before: Comment) -> Pick:
    """What the moderator was looking at, as the form says; without a word, what there is now."""
    fields = g.fields
    try:
        return Pick(
            before.id,
            State(fields.get("seen", before.state)),
            int(fields.get("revision", before.revision)),
            int(fields["later"]) if fields.get("later") else None,
        )
    except ValueError:
        abort(400)


def _code(done: Done, verb: Verb) -> str:
    if done.proposed:
        return "proposed"
    if g.fields.get("later"):
        return "accept" if verb is Verb.PUBLISH else "refuse"
    return verb.value


def _answer(comment_id: str, code: str, batch: str) -> Response:
    # What was only proposed has nothing to undo.
    undo = None if code == "proposed" else batch
    if wants_json():
        message, counts = translator()(DONE[code]), queue.counts(service().db)
        return jsonify(message=message, batch=undo, counts=counts, age=asdict(age_words()))
    return back_to_list(done=code, batch=undo) or see_other(
        "moderation.comment", comment_id=comment_id, done=code
    )


def _again(before: Comment, error: Invalid | MoveRefused) -> Response:
    """The comment's page, with everything that was typed."""
    if isinstance(error, Invalid):
        begun = openings(before.lang).get(g.fields.get("reason", ""), "")
        # Where nothing is written yet, a sentence to begin with, as the script offers it.
        explanation = g.fields.get("explanation", "").strip() or begun
        values = {**g.fields, "explanation": explanation}
        return comment_page(before, values, texts(error.errors), 422)
    current = comments.get(service().db, before.id)
    return comment_page(current, g.fields, status=409, overtaken=True)
