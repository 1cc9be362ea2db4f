"""The OpenAPI document (3.1): every address below /comments/, for who writes programs."""

from comments_service.contract.config import Config
from comments_service.web.interface import others, receipts, threads
from comments_service.web.interface.answers import SCHEMAS
from comments_service.web.interface.parts import Json, fault

VERSION = "1.0.0"
"""Of the interface. What is added raises the second number, what breaks a program the first."""

_ABOUT = (
    "Forms send `application/x-www-form-urlencoded`; comments and previews can be sent as JSON. "
    "`Accept: application/json` asks for JSON where there is any, and refusals then come as JSON. "
    "A field that is not described here, or comes twice, is refused. Texts are UTF-8. "
    "Pages and messages speak the thread's language, else the one of `Accept-Language`. "
    "There are no accounts, no cookies and no keys: an address with a token is the key."
)

_TAGS = {
    "comments": "Sending comments.",
    "receipt": "One's own comment.",
    "mailbox": "Links in mails.",
    "data": "Everything sent with one address.",
    "reports": "Illegal content.",
    "errors": "Errors in announcements.",
    "files": "What everybody may read, sent by the web server.",
}

_FAULTS = {
    400: "The request cannot be read: not UTF-8, no JSON object, unknown or doubled fields.",
    404: "There is no such thread, comment or announcement, or the token was made up.",
    405: "An address with a dot is that of a file, and takes nothing.",
    409: "The thread is closed, or all of them are.",
    410: "The link is too old.",
    413: "The text is longer than what is taken.",
    415: "Another type of content, or another character set.",
    422: "Fields that cannot be taken as they are.",
}
_LATER = {
    429: "Too much at once from one sender.",
    503: "Nothing could be saved, or the site is not built yet. Try again.",
}


def document(config: Config) -> Json:
    """The document for one newsroom: its address, languages and limits."""
    newsroom = config.newsroom
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{newsroom.name}: comments",
            "version": VERSION,
            "description": f"{_ABOUT} Languages: {', '.join(newsroom.languages)}.",
        },
        "servers": [{"url": newsroom.url.rstrip("/")}],
        "tags": [{"name": name, "description": text} for name, text in _TAGS.items()],
        "paths": {
            **threads.files(),
            **threads.paths(config),
            **receipts.paths(config),
            **others.paths(),
        },
        "components": {
            "schemas": SCHEMAS,
            "responses": {
                **{f"Fault{status}": fault(text) for status, text in _FAULTS.items()},
                **{f"Fault{status}": fault(text, retry=True) for status, text in _LATER.items()},
            },
        },
    }
