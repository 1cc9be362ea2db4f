"""What moderators set for themselves: mail, language, function, keys, password."""

from babel import Locale
from flask import Response, g

from comments_service.actions import mailbox as mailboxes
from comments_service.actions import settings as actions
from comments_service.actions import sign_in
from comments_service.domain.errors import Invalid
from comments_service.domain.keys import OFF, USUAL, keys_of
from comments_service.web.context import now, service, web
from comments_service.web.moderation.cookie import SESSION
from comments_service.web.moderation.guard import bp, session
from comments_service.web.moderation.office_words import SETTINGS_DONE
from comments_service.web.moderation.pages import done_words, show, texts
from comments_service.web.moderation.words import KEYS
from comments_service.web.pages import see_other


@bp.get("/settings")
def settings() -> Response:
    return _page()


@bp.post("/settings")
def save_settings() -> Response:
    try:
        actions.save_wishes(
            service(), session().moderator, g.fields.get("function", ""),
            g.fields.get("lang", ""), wants_mail=g.fields.get("wants-mail") == "yes",
        )  # fmt: skip
    except Invalid as invalid:
        return _page(g.fields, texts(invalid.errors), 422)
    return see_other("moderation.settings", done="settings")


@bp.post("/settings/keys")
def save_keys() -> Response:
    off = g.fields.get("keys") == OFF
    wanted = {action: g.fields.get(f"key-{action}", "") for action in USUAL}
    try:
        actions.save_keys(service(), session().moderator, None if off else wanted)
    except Invalid as invalid:
        return _page(g.fields, texts(invalid.errors), 422)
    return see_other("moderation.settings", done="keys")


@bp.post("/settings/password")
def change_password() -> Response:
    old, new = g.fields.get("old", ""), g.fields.get("password", "")
    try:
        sign_in.change_password(service(), session(), SESSION.value(), old, new, now())
    except Invalid as invalid:
        return _page(errors=texts(invalid.errors), status=422)
    return see_other("moderation.settings", done="password")


@bp.post("/settings/mailbox")
def ask_mailbox() -> Response:
    """Send a link to an address; the one on file stays until that link was used."""
    email = g.fields.get("email", "")
    try:
        if not email.strip():
            mailboxes.forget(service(), session().moderator, now())
            return see_other("moderation.settings", done="mail-gone")
        mailboxes.ask_to_confirm(service(), session().moderator, email, now())
    except Invalid as invalid:
        return _page(g.fields, texts(invalid.errors), 422)
    web().on_change()
    return see_other("moderation.settings", done="mail-sent")


@bp.get("/settings/mailbox/<token>")
def mailbox(token: str) -> Response:
    email = mailboxes.readable(service(), session().moderator, token, now())
    return show("mailbox.html", email=email, token=token)


@bp.post("/settings/mailbox/<token>")
def confirm_mailbox(token: str) -> Response:
    mailboxes.confirm(service(), session().moderator, token, now())
    return see_other("moderation.settings", done="mail-confirmed")


def _page(
    values: dict[str, str] | None = None, errors: dict[str, str] | None = None, status: int = 200
) -> Response:
    me, languages = session().moderator, service().config.newsroom.languages
    return show(
        "settings.html",
        status,
        values=values or {},
        errors=errors or {},
        done=done_words(SETTINGS_DONE),
        usual=USUAL,
        keys=keys_of(me.keys) or USUAL,
        keys_off=me.keys == OFF,
        key_names=KEYS,
        mails=service().send_mail is not None,
        language_names={code: Locale.parse(code).get_display_name(code) for code in languages},
        shortest=sign_in.MIN_PASSWORD,
        longest=sign_in.MAX_PASSWORD,
    )
