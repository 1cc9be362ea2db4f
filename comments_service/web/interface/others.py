"""Operations of people without a receipt: mailed links, reports, errors in announcements."""

from comments_service.web.interface.parts import (
    ASKS,
    FORMAT,
    TAKES,
    Json,
    body,
    either,
    faults,
    fields,
    in_path,
    in_query,
    operation,
    page,
    see,
)
from comments_service.web.interface.requests import EMAIL, ID, LANG, TEXT, TOKEN, report, slip

_TOKEN = {"parameters": [in_path("token", "The token of a link that was mailed.", TOKEN)]}
_DATED = faults(404, 410, 503)
_DOES = faults(404, 410, 429, 503)
_LANG = in_query("lang", "The language of the page, where the newsroom has it.")
_RECEIPT = "Taken: the receipt."


def paths() -> dict[str, Json]:
    return {**_mailboxes(), **_data(), **_reports(), **_errors()}


def _mailboxes() -> dict[str, Json]:
    tag = "mailbox"
    switches = fields(dict.fromkeys(("replies", "decisions", "save", "List-Unsubscribe"), TEXT))
    return {
        "/comments/confirm/{token}": {
            **_TOKEN,
            "get": operation(
                "askToConfirm", tag, "What an address was given with",
                {"200": page("The page."), **_DATED},
            ),
            "post": operation(
                "confirm", tag, "Confirm the address", {"200": page("Confirmed."), **_DOES}
            ),
        },
        "/comments/mails/{token}": {
            **_TOKEN,
            "get": operation(
                "askToUnsubscribe", tag, "The switches for mails about a comment",
                {"200": page("The page."), **ASKS},
            ),
            "post": operation(
                "unsubscribe", tag, "Turn mails off, or set both switches with `save`",
                {"200": page("Done."), **faults(400, 404, 413, 415, 429, 503)},
                description="Mail programs send List-Unsubscribe=One-Click (RFC 8058).",
                sends=body(switches, {"multipart/form-data": {"type": "object"}}),
            ),
        },
    }  # fmt: skip


def _data() -> dict[str, Json]:
    tag = "data"
    here = "/comments/data/{token}"
    shown = {"200": page("The page."), **_DATED}
    done = {"303": see("The page of what is left."), **_DOES}
    return {
        "/comments/data": {
            "get": operation(
                "dataForm", tag, "The form for a link to one's data",
                {"200": page("The form.")}, query=(_LANG,),
            ),
            "post": operation(
                "askForData", tag, "Mail a link to everything sent with an address",
                {"303": see("The same whether anything was sent with it or not."), **TAKES},
                sends=body(fields({"email": EMAIL, "lang": LANG}, required=("email",))),
            ),
        },
        "/comments/data/sent": {
            "get": operation(
                "dataSent", tag, "Where the form leads", {"200": page("The page.")}, query=(_LANG,)
            ),
        },
        "/comments/data/confirm/{token}": {
            **_TOKEN,
            "get": operation(
                "dataOwner", tag, "Ask whether a mailbox is its reader's; shows no data",
                {"200": page("The page."), **_DATED},
            ),
            "post": operation(
                "confirmDataOwner", tag, "Confirm all that was sent with the address",
                {"303": see("Everything that was sent with it."), **_DOES},
            ),
        },
        here: {
            **_TOKEN,
            "get": operation(
                "data", tag, "Everything that was sent with an address; for 24 hours",
                {"200": either("To read, or as JSON.", "DataExport"), **_DATED},
                query=(FORMAT,),
            ),
        },
        f"{here}/print": {
            **_TOKEN,
            "get": operation("dataPrint", tag, "The same on one page", shown),
        },
        f"{here}/erase": {
            **_TOKEN,
            "get": operation(
                "askToEraseData", tag, "Ask before everything is erased",
                {**shown, "303": see("Where nothing is left.")},
            ),
            "post": operation("eraseData", tag, "Erase all of it", done),
        },
        f"{here}/anonymise": {
            **_TOKEN,
            "get": operation(
                "dataAnonymised", tag, "Leads to where the form is",
                {"303": see("The page of the data."), **_DATED},
            ),
            "post": operation(
                "anonymiseData", tag, "Erase name and address; the texts stay", done
            ),
        },
    }  # fmt: skip


def _reports() -> dict[str, Json]:
    tag = "reports"
    comment = {"parameters": [in_path("comment_id", "A published comment.", ID)]}
    return {
        "/comments/report/{comment_id}": {
            **comment,
            "get": operation(
                "reportForm", tag, "The form to report illegal content",
                {"200": page("The form."), **ASKS},
            ),
            "post": operation(
                "report", tag, "Report a comment as illegal (DSA, Article 16)",
                {"303": see(_RECEIPT), **TAKES}, sends=body(report()),
            ),
        },
        "/comments/reported/{token}": {
            **_TOKEN,
            "get": operation(
                "reported", tag, "What has become of a report",
                {"200": page("The receipt."), **ASKS},
            ),
        },
        **_given("/comments/reported/{token}", tag, "Report", "ReportExport"),
    }  # fmt: skip


def _given(receipt: str, tag: str, name: str, schema: str) -> dict[str, Json]:
    """What a receipt of something other than a comment offers."""
    return {
        f"{receipt}/export": {
            **_TOKEN,
            "get": operation(
                f"export{name}", tag, "All that is kept of it",
                {"200": either("To read, or as JSON.", schema), **ASKS}, query=(FORMAT,),
            ),
        },
        f"{receipt}/erase": {
            **_TOKEN,
            "get": operation(
                f"askToErase{name}", tag, "Ask before it is erased",
                {"200": page("The page."), **ASKS},
            ),
            "post": operation(
                f"erase{name}", tag, "Erase name, address and text",
                {"303": see("The receipt."), **faults(404, 429, 503)},
            ),
        },
    }  # fmt: skip


def _errors() -> dict[str, Json]:
    tag = "errors"
    return {
        "/comments/error/{post_id}": {
            "parameters": [in_path("post_id", "The announcement's permanent id.", ID)],
            "get": operation(
                "errorForm", tag, "The form to report an error in an announcement",
                {"200": page("The form."), **ASKS},
            ),
            "post": operation(
                "reportError", tag, "Tell the press office of an error in an announcement",
                {"303": see(_RECEIPT), **TAKES}, sends=body(slip()),
            ),
        },
        "/comments/slip/{token}": {
            **_TOKEN,
            "get": operation(
                "slip", tag, "What has become of it", {"200": page("The receipt."), **ASKS}
            ),
        },
        **_given("/comments/slip/{token}", tag, "Slip", "SlipExport"),
    }  # fmt: skip
