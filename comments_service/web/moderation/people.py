"""Who moderates: administrators invite, shut out, let in again and give roles."""

from flask import Response, abort, g, url_for

from comments_service.actions import mailbox, sign_in
from comments_service.actions import people as actions
from comments_service.domain.errors import Invalid, LastAdministrator
from comments_service.storage import moderators
from comments_service.storage.moderators import ADMINISTRATOR, MODERATOR, ROLES
from comments_service.web.context import now, service, web
from comments_service.web.moderation.guard import administrators, bp, session
from comments_service.web.moderation.office_words import PEOPLE_DONE, ROLE_NAMES
from comments_service.web.moderation.pages import done_words, show, texts
from comments_service.web.pages import see_other

_LAST = "This is the last administrator who can sign in. Make somebody else administrator first."


@bp.get("/people")
@administrators
def people() -> Response:
    return _page()


@bp.post("/people")
@administrators
def invite() -> Response:
    """Invite somebody; the link is shown once, on the page that answers."""
    typed = {name: g.fields.get(name, "") for name in ("name", "function", "role", "email")}
    try:
        if moderators.by_name(service().db, " ".join(typed["name"].split())):
            raise Invalid({"name": "Another moderator has this name."})
        return _invited(**typed)
    except Invalid as invalid:
        return _page(typed, texts(invalid.errors), 422)


@bp.post("/people/<int:person>")
@administrators
def change_person(person: int) -> Response:
    """A new role, function or link, or shutting out and letting in again: `verb` says what."""
    found = actions.person(service(), person)
    verb, me, moment = g.fields.get("verb", ""), session().moderator, now()
    try:
        if verb == "invite":
            return _invited(found.name, "", "", g.fields.get("email", ""))
        if verb in ROLES:
            actions.change_role(service(), person, verb, me, moment)
        elif verb == "function":
            actions.change_function(service(), person, g.fields.get("function", ""), me, moment)
        elif verb == "disable":
            actions.disable(service(), person, me, moment)
        elif verb == "enable":
            actions.enable(service(), person, me, moment)
        else:
            abort(400)
    except LastAdministrator:
        return _page(errors=texts({f"person-{person}": _LAST}), status=409)
    except Invalid as invalid:
        return _page(errors=texts({f"person-{person}": _first(invalid)}), status=422)
    return see_other("moderation.people", done=verb)


def _first(invalid: Invalid) -> str:
    return next(iter(invalid.errors.values()))


def _invited(name: str, function: str, role: str, email: str) -> Response:
    token = sign_in.invite(
        service(), name, function, now(), role=role, email=email, by=session().moderator
    )
    web().on_change()
    path = url_for("moderation.join", token=token)
    return show(
        "invited.html", name=" ".join(name.split()), link=service().config.absolute(path),
        email=email.strip(), mails=service().send_mail is not None,
    )  # fmt: skip


def _page(
    values: dict[str, str] | None = None, errors: dict[str, str] | None = None, status: int = 200
) -> Response:
    db = service().db
    return show(
        "people.html",
        status,
        people=moderators.everyone(db),
        unsent=mailbox.unsent(service()),
        invitations=moderators.open_invitations(db, now()),
        values=values or {},
        errors=errors or {},
        roles=(MODERATOR, ADMINISTRATOR),
        role_names=ROLE_NAMES,
        mails=service().send_mail is not None,
        done=done_words(PEOPLE_DONE),
    )
