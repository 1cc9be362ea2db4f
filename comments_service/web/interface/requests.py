"""What requests hold, as JSON Schema (2020-12). Limits come from where they are checked."""

import re

from comments_service.actions.report import MAX_TEXT
from comments_service.contract.config import Config
from comments_service.contract.email_address import MAX_LENGTH
from comments_service.contract.reasons import CHILD_ABUSE, REPORTABLE
from comments_service.domain.names import INVISIBLE
from comments_service.domain.submission import MAX_AUTHOR
from comments_service.web.interface.parts import Json, fields

TEXT: Json = {"type": "string"}
ID: Json = {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}
TOKEN: Json = {"type": "string", "pattern": "^[A-Za-z0-9_.-]+$"}


def _escaped(characters: str) -> str:
    """A class's characters as ECMA-262 writes them; those beyond 16 bits, which it writes in
    another way than Python, are left out."""
    return "".join(
        c if c == "-" else f"\\u{ord(c):04x}"
        for c in re.sub("[\U00010000-\U0010ffff]-[\U00010000-\U0010ffff]", "", characters)
    )


# What `domain.submission.unreadable` refuses; a text needs something that can be seen.
_REFUSED = _escaped("\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff")
_UNSEEN = _escaped(INVISIBLE.pattern.strip("[]"))
_VISIBLE = f"^[^{_REFUSED}]*[^{_REFUSED}{_UNSEEN}\\s][^{_REFUSED}]*$"

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = rf"{_ATOM}(\.{_ATOM})*@({_LABEL}\.)+{_LABEL}"

EMAIL: Json = {"type": "string", "maxLength": MAX_LENGTH, "pattern": f"^{_ADDRESS}$"}
EMAIL_OR_NONE: Json = {"type": "string", "maxLength": MAX_LENGTH, "pattern": f"^({_ADDRESS})?$"}
PARENT: Json = {"type": "string", "description": "The id of the published comment it answers."}
EMPTY: Json = {"type": "string", "description": "Leave it empty."}
BLANK: Json = {**EMPTY, "pattern": "^\\s*$"}
LANG: Json = {"type": "string", "description": "The language of the page that holds the form."}
TICKED: Json = {"type": "string", "minLength": 1}


def visible(longest: int | None = None) -> Json:
    """A text that people can read."""
    limit = {"maxLength": longest} if longest else {}
    return {"type": "string", "minLength": 1, **limit, "pattern": _VISIBLE}


NAME: Json = visible(MAX_AUTHOR)
NAME_OR_NONE: Json = {"type": "string", "maxLength": MAX_AUTHOR, "pattern": f"^[^{_REFUSED}]*$"}
WORDS: Json = visible(MAX_TEXT)


def submission(config: Config, *, as_json: bool) -> Json:
    """What the comment form holds; as JSON, boxes may be true or false, and absent things null."""
    comments = config.comments
    consent = comments.consent == "checkbox"
    ticked: Json = {"anyOf": [TICKED, {"const": True}]} if as_json else TICKED
    anything: Json = {"type": ["string", "boolean", "null"]} if as_json else TEXT

    def maybe(schema: Json) -> Json:
        return {**schema, "type": ["string", "null"]} if as_json else schema

    properties = {
        "author": {**NAME, "description": "Name or pseudonym. Our own people's are reserved."},
        "email": maybe({**EMAIL_OR_NONE, "description": "Only for our reply; never published."}),
        "body": {**visible(comments.max_length), "description": "The comment, in Markdown."},
        "parent": maybe(PARENT),
        "lang": maybe(LANG),
        "website": maybe(EMPTY),
        "consent": {
            **(ticked if consent else anything),
            "description": "The form's box: the newsroom may process the comment.",
        },
        "akismet": {
            **anything,
            "description": "Akismet may see the comment, where the newsroom uses it.",
        },
        "token": maybe(
            {**TEXT, "description": "The form's own, from `openForm`; may be left out."}
        ),
        "proof": maybe(
            {
                **TEXT,
                "description": "The solution of the challenge, as ALTCHA (version 2) writes it: "
                "base64 of a JSON object with `challenge` and `solution`.",
            }
        ),
    }
    needed = ("author", "body", "consent") if consent else ("author", "body")
    return fields(properties, required=needed)


def report() -> Json:
    """A report names its sender, except where the law asks for none (DSA, Article 16(2)(c))."""
    others = [code for code in REPORTABLE if code != CHILD_ABUSE]
    common = {"explanation": WORDS, "faith": TICKED, "website": BLANK, "lang": LANG}
    named = {"code": {"enum": others}, "name": NAME, "email": EMAIL, **common}
    unnamed = {
        "code": {"const": CHILD_ABUSE},
        "name": NAME_OR_NONE,
        "email": EMAIL_OR_NONE,
        **common,
    }
    return {
        "anyOf": [
            fields(named, required=("code", "explanation", "name", "email", "faith")),
            fields(unnamed, required=("code", "explanation", "faith")),
        ]
    }


def slip() -> Json:
    sender = {"name": NAME_OR_NONE, "email": EMAIL_OR_NONE}
    return fields({"body": WORDS, **sender, "website": BLANK, "lang": LANG}, required=("body",))


def edit(config: Config) -> Json:
    """A later text; with anything in `preview` it is only shown."""
    text = visible(config.comments.max_length)
    return fields({"body": text, "preview": TEXT}, required=("body",))
