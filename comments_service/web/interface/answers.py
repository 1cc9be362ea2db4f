"""What answers hold, as JSON Schema (2020-12): complete, so a field nobody described is noticed."""

from enum import StrEnum

from comments_service.actions.export_own import VERSION as EXPORT_VERSION
from comments_service.contract.published import VERSION as THREAD_VERSION
from comments_service.contract.reasons import REASONS, REPORTABLE
from comments_service.domain.statement import LAW, NOT_PUBLISHED, REMOVED, RULE
from comments_service.domain.states import State
from comments_service.storage.appeals import AppealState
from comments_service.storage.reports import ReportState
from comments_service.storage.slips import SlipState
from comments_service.web.interface.parts import Json, or_null, record, ref
from comments_service.web.interface.requests import ID, TEXT

YES: Json = {"type": "boolean"}
COUNT: Json = {"type": "integer", "minimum": 0}
HOURS: Json = {"type": "number", "minimum": 0}
WHEN: Json = {"type": "string", "format": "date-time"}
_LINK: Json = {"type": "string", "format": "uri-reference"}


def _one_of(states: type[StrEnum]) -> Json:
    return {"enum": [state.value for state in states]}


_POST = {
    "type": "object",
    "description": "Without title and address where the post is gone.",
    "properties": {"id": ID, "title": TEXT, "url": {"type": "string", "format": "uri"}},
    "required": ["id"],
    "additionalProperties": False,
}

_STATEMENT = record(
    decision={"enum": [NOT_PUBLISHED, REMOVED]},
    scope=TEXT,
    decided_at=WHEN,
    reason={"enum": list(REASONS)},
    ground={"enum": [LAW, RULE]},
    provision=or_null(TEXT),
    explanation=TEXT,
    trigger={"enum": ["report", "own review"]},
    automated=YES,
    found_automatically=or_null(YES),
    appeal_until=WHEN,
)

_APPEAL = record(
    at=WHEN,
    text=TEXT,
    state=_one_of(AppealState),
    decided_at=or_null(WHEN),
    explanation=TEXT,
)

_STATE = record(
    id=ID,
    post=or_null(record(title=TEXT, url=_LINK)),
    state=_one_of(State),
    created_at=WHEN,
    published_at=or_null(WHEN),
    edited_at=or_null(WHEN),
    name=TEXT,
    text=TEXT,
    waiting_text=or_null(TEXT),
    expected_hours=COUNT,
    waiting_before=or_null(COUNT),
    decision=or_null(ref("Statement")),
    appeal=or_null(ref("Appeal")),
    email=record(given=YES, confirmed=YES, replies=YES, decisions=YES),
    links=record(
        receipt=_LINK,
        edit=or_null(_LINK),
        appeal=or_null(_LINK),
        export=_LINK,
        erase=_LINK,
        mails=_LINK,
    ),
)

_TEXT_AT = record(text=TEXT, created_at=WHEN)

_OWN_COMMENT = record(
    id=ID,
    post=_POST,
    answers=or_null(ID),
    language=TEXT,
    state=_one_of(State),
    created_at=WHEN,
    published_at=or_null(WHEN),
    edited_at=or_null(WHEN),
    name=TEXT,
    text=TEXT,
    waiting_text=or_null(_TEXT_AT),
    refused_texts={"type": "array", "items": _TEXT_AT},
    earlier_texts={"type": "array", "items": record(text=TEXT, replaced_at=WHEN)},
    email=or_null(TEXT),
    email_confirmed_at=or_null(WHEN),
    mail_for_replies=YES,
    mail_for_decisions=YES,
    akismet=YES,
    spam_filter_remembers_until=or_null({"type": "string", "format": "date"}),
    decision=or_null(ref("Statement")),
    appeal=or_null(ref("Appeal")),
    earlier_appeals={"type": "array", "items": ref("Appeal")},
)

_SENT: dict[str, Json] = {
    "at": WHEN,
    "text": TEXT,
    "name": TEXT,
    "email": or_null(TEXT),
    "email_confirmed_at": or_null(WHEN),
    "decided_at": or_null(WHEN),
    "explanation": TEXT,
}
_OWN_REPORT = record(
    id=ID,
    comment=ID,
    post=_POST,
    reason={"enum": list(REPORTABLE)},
    state=_one_of(ReportState),
    **_SENT,
)
_OWN_SLIP = record(id=ID, post=ID, state=_one_of(SlipState), **_SENT)

_HEAD: dict[str, Json] = {
    "version": {"const": EXPORT_VERSION},
    "newsroom": {"type": "string", "format": "uri"},
    "controller": TEXT,
    "exported_at": WHEN,
}
_COMMENTS: Json = {"type": "array", "items": ref("OwnComment")}
_REPORTS: Json = {"type": "array", "items": _OWN_REPORT}
_SLIPS: Json = {"type": "array", "items": _OWN_SLIP}

_PUBLISHED = record(
    id=ID,
    parent=or_null(ID),
    author=TEXT,
    official=or_null({**TEXT, "description": "The function of who answers for the company."}),
    published_at=WHEN,
    html={**TEXT, "description": "Sanitised; empty where the comment was removed."},
    removed=or_null({**TEXT, "description": "Why it was removed, where it has answers."}),
    removed_at=or_null(WHEN),
    edited_at=or_null(WHEN),
)

_FAULT = {
    "type": "object",
    "properties": {
        "message": {**TEXT, "description": "For people, in the language of the thread or reader."},
        "errors": {
            "type": "object",
            "description": "What is wrong, by field.",
            "additionalProperties": TEXT,
        },
    },
    "required": ["message"],
    "additionalProperties": False,
}

_FEW = {"description": "null where there were too few."}
_HOURS = {**or_null(record(median=HOURS, slowest_tenth=HOURS)), **_FEW}
_COUNTS = (
    *("received", "published", "rejected", "by_person", "by_rule", "appeals", "upheld"),
    *("reversed", "reports", "acted", "dismissed", "answers"),
)
_MONTH = record(
    month={"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
    reasons={**or_null({"type": "object", "additionalProperties": COUNT}), **_FEW},
    decision=_HOURS,
    answer=_HOURS,
    **dict.fromkeys(_COUNTS, COUNT),
)

_CHALLENGE = {
    **record(
        parameters=record(
            algorithm={"const": "PBKDF2/SHA-256"},
            cost=COUNT,
            keyLength=COUNT,
            keyPrefix=TEXT,
            keySignature=TEXT,
            nonce=TEXT,
            salt=TEXT,
            data=record(thread=ID, until=COUNT),
        ),
        signature=TEXT,
    ),
    "description": "Where the newsroom asks for work: a challenge of ALTCHA, version 2.",
}
_OPENING = {
    "type": "object",
    "properties": {"token": TEXT, "challenge": _CHALLENGE},
    "required": ["token"],
    "additionalProperties": False,
}

SCHEMAS: dict[str, Json] = {
    "Fault": _FAULT,
    "Taken": record(receipt={**_LINK, "description": "The receipt: keep it secret."}),
    "Opening": _OPENING,
    "Preview": record(html={**TEXT, "description": "Sanitised."}),
    "Receipt": _STATE,
    "Statement": {**_STATEMENT, "description": "Reasons, as Article 17(3) DSA asks for them."},
    "Appeal": _APPEAL,
    "OwnComment": _OWN_COMMENT,
    "CommentExport": record(**_HEAD, comments=_COMMENTS),
    "ReportExport": record(**_HEAD, reports=_REPORTS),
    "SlipExport": record(**_HEAD, errors_found=_SLIPS),
    "DataExport": record(
        **_HEAD, email=TEXT, comments=_COMMENTS, reports=_REPORTS, errors_found=_SLIPS
    ),
    "Figures": record(version={"const": 1}, at=WHEN, months={"type": "array", "items": _MONTH}),
    "PublishedComment": _PUBLISHED,
    "Thread": record(
        version={"const": THREAD_VERSION},
        id=ID,
        lang=TEXT,
        title=TEXT,
        url=_LINK,
        comments={"type": "array", "items": ref("PublishedComment")},
    ),
}
