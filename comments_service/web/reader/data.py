"""Everything that was sent with a mail address: asked for by mail, shown for a day, erased."""

from collections.abc import Mapping

from flask import Response, request, url_for

from comments_service.actions import export_own, own_data
from comments_service.domain.errors import LinkExpired, NewsroomError
from comments_service.storage.sent_with import Sent
from comments_service.web.context import now, service, web
from comments_service.web.errors import Answer, describe
from comments_service.web.fields import read_fields
from comments_service.web.pages import page_lang, reader_lang, render, see_other, speak, wants_json
from comments_service.web.reader.download import as_file, as_page
from comments_service.web.reader.frame import bp, page

_FIELDS = frozenset({"email", "lang"})


@bp.get("/data")
def ask() -> Response:
    """The form; `?lang=` is the language of the page that links here."""
    speak(_lang(request.args.get("lang", "")))
    return _form()


@bp.post("/data")
def send() -> Response:
    """Mail the link, if there is anything; the answer never tells."""
    fields = read_fields(_FIELDS)
    speak(_lang(fields.get("lang", "")))
    try:
        own_data.ask(service(), fields.get("email", ""), page_lang(), now())
    except NewsroomError as error:
        return _form(fields, describe(error))
    web().on_change()
    return see_other("reader.sent", lang=page_lang())


@bp.get("/data/sent")
def sent() -> Response:
    """The same for every address."""
    speak(_lang(request.args.get("lang", "")))
    return render("data_sent.html")


@bp.get("/data/confirm/<token>")
def data_owner(token: str) -> Response:
    """Ask whether the mailbox is its reader's; nothing that was sent is shown before."""
    try:
        email, lang = own_data.asked_for(service(), token, now())
    except LinkExpired:
        return _expired()
    speak(lang)
    return render("data_confirm.html", token=token, email=email)


@bp.post("/data/confirm/<token>")
def data_confirmed(token: str) -> Response:
    try:
        shown = own_data.confirm(service(), token, now())
    except LinkExpired:
        return _expired()
    web().on_change()
    return see_other("reader.data", token=shown)


@bp.get("/data/<token>")
def data(token: str) -> Response:
    try:
        email, found = _found(token)
    except LinkExpired:
        return _expired()
    everything = export_own.everything(service(), email, found, now())
    if wants_json() or request.args.get("format") == "json":
        return as_file(everything, "my-data.json")
    done = request.args.get("done", "") == "erased"
    receipts = {comment.id: _receipt(comment.id) for comment in found.comments}
    return as_page("data.html", everything, token=token, found=found, done=done, receipts=receipts)


@bp.get("/data/<token>/print")
def data_print(token: str) -> Response:
    """All of it on one page."""
    email, found = _found(token)
    return as_page(
        "export.html",
        export_own.everything(service(), email, found, now()),
        json_url=url_for("reader.data", token=token, format="json"),
        back_url=url_for("reader.data", token=token),
    )


@bp.get("/data/<token>/erase")
def data_erase(token: str) -> Response:
    """Ask before anything is erased."""
    _, found = _found(token)
    if not found:
        return see_other("reader.data", token=token)
    return render("data_erase.html", token=token, found=found)


@bp.post("/data/<token>/erase")
def data_erased(token: str) -> Response:
    _, found = _found(token)
    own_data.erase_all(service(), found, now())
    web().on_change()
    return see_other("reader.data", token=token, done="erased")


@bp.get("/data/<token>/anonymise")
def data_back(token: str) -> Response:
    """For who reloads a page that the form has answered with."""
    _found(token)
    return see_other("reader.data", token=token)


@bp.post("/data/<token>/anonymise")
def data_anonymised(token: str) -> Response:
    _, found = _found(token)
    own_data.anonymise_all(service(), found, now())
    web().on_change()
    return see_other("reader.data", token=token, done="erased")


def _found(token: str) -> tuple[str, Sent]:
    email, lang, found = own_data.of_link(service(), token, now())
    speak(lang)
    return email, found


def _expired() -> Response:
    """The link's day is over; the form for a new one stands below."""
    speak(reader_lang())
    return _form(answer=describe(LinkExpired()))


def _form(values: Mapping[str, str] | None = None, answer: Answer | None = None) -> Response:
    can_mail = service().send_mail is not None
    return page("data_ask.html", values, answer, can_mail=can_mail)


def _lang(wanted: str) -> str:
    return wanted if wanted in service().config.newsroom.languages else reader_lang()


def _receipt(comment_id: str) -> str:
    return url_for("receipts.show", token=service().tokens.receipt(comment_id))
