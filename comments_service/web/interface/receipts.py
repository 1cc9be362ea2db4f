"""Operations on one's own comment: whoever has the receipt's token is its author."""

from comments_service.actions.appeal import MAX_TEXT
from comments_service.contract.config import Config
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
    operation,
    page,
    see,
)
from comments_service.web.interface.requests import TEXT, TOKEN, edit, visible

_TOKEN = {"parameters": [in_path("token", "The receipt's token. Keep it secret.", TOKEN)]}
_TAG = "receipt"
_HERE = "/comments/receipt/{token}"
_DOES = faults(404, 429, 503)
_NOT_NOW = "The receipt, where this is not possible (any more)."


def paths(config: Config) -> dict[str, Json]:
    shown = {"200": page("The page."), "303": see(_NOT_NOW), **ASKS}
    done = {"303": see("The receipt."), **_DOES}

    def back(name: str) -> Json:
        answers = {"303": see("The receipt."), **ASKS}
        return operation(name, _TAG, "Leads to the receipt, where the form is", answers)

    return {
        _HERE: {
            **_TOKEN,
            "get": operation(
                "receipt", _TAG, "What has become of a comment, and why",
                {"200": either("The receipt.", "Receipt"), **ASKS},
            ),
        },
        f"{_HERE}/edit": {
            **_TOKEN,
            "get": operation("editForm", _TAG, "The form for a later text", shown),
            "post": operation(
                "edit", _TAG, "Send a later text; what is published stays until it is accepted",
                {"200": page("With `preview`: the text as it would look."), **done, **TAKES,
                 **faults(409)},
                sends=body(edit(config)),
            ),
        },
        f"{_HERE}/edit/withdraw": {
            **_TOKEN,
            "get": back("takenBack"),
            "post": operation("takeBack", _TAG, "Take back a text that waits", done),
        },
        f"{_HERE}/appeal": {
            **_TOKEN,
            "get": operation("appealForm", _TAG, "The form for an appeal", shown),
            "post": operation(
                "appeal", _TAG, "Object to a decision; another person looks at it",
                {**done, **TAKES},
                sends=body(fields({"body": visible(MAX_TEXT)}, required=("body",))),
            ),
        },
        f"{_HERE}/erase": {
            **_TOKEN,
            "get": operation("askToErase", _TAG, "Ask before a comment is erased", shown),
            "post": operation("erase", _TAG, "Erase the comment; its answers stay", done),
        },
        f"{_HERE}/withdraw": {
            **_TOKEN,
            "get": operation("askToWithdraw", _TAG, "The same as «erase»", shown),
            "post": operation("withdraw", _TAG, "The same as «erase»", done),
        },
        f"{_HERE}/anonymise": {
            **_TOKEN,
            "get": back("anonymised"),
            "post": operation("anonymise", _TAG, "Erase name and address; the text stays", done),
        },
        f"{_HERE}/export": {
            **_TOKEN,
            "get": operation(
                "export", _TAG, "All that is kept of a comment",
                {"200": either("To read, or as JSON.", "CommentExport"), **ASKS},
                query=(FORMAT,),
            ),
        },
        f"{_HERE}/mails": {
            **_TOKEN,
            "get": back("mails"),
            "post": operation(
                "chooseMails", _TAG, "Turn mails about replies and decisions on or off",
                {**done, **faults(400, 413, 415)},
                sends=body(fields({"replies": TEXT, "decisions": TEXT})),
            ),
        },
        f"{_HERE}/ask": {
            **_TOKEN,
            "get": back("asked"),
            "post": operation(
                "askAgain", _TAG, "Mail the request to confirm the address once more", done
            ),
        },
    }  # fmt: skip
