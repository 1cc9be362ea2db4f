"""What a comment's form brings along: when it was made, and the browser's proof of work.

None of it is needed: pages that are files carry no fresh token, and who has no script proves
nothing. Nobody has a time limit; a token that is too old says nothing any more.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from comments_service.actions.judging import check_open
from comments_service.actions.service import Service
from comments_service.actions.tokens import Purpose
from comments_service.domain.comment import Submission
from comments_service.domain.errors import UnknownComment
from comments_service.domain.form import Form, Proof

LASTS = timedelta(hours=24)

# A form that is empty when it is made; one that is shown with a text in it can be sent at once.
_EMPTY, _FILLED = "empty", "filled"


@dataclass(frozen=True)
class Opening:
    """What a script gets when a reader begins to write."""

    token: str
    challenge: dict[str, Any] | None
    """For a proof of work, where the newsroom asks for one."""


def opening(service: Service, thread_id: str, now: datetime) -> Opening:
    """For a form that is empty now. Raises UnknownThread, ThreadClosed or AllClosed."""
    thread = service.threads.get(thread_id)
    check_open(service, thread, now)
    challenge = service.proofs.challenge(thread_id, now) if service.proofs else None
    return Opening(token_of_empty(service, thread_id, now), challenge)


def token_of_empty(service: Service, thread_id: str, now: datetime) -> str:
    return service.tokens.sign(Purpose.FORM, [thread_id, _EMPTY], now)


def token_again(service: Service, thread_id: str, token: str, now: datetime) -> str:
    """For a form that is shown again with what was typed: the age stays the first one's."""
    opened = _opened(service, thread_id, token)
    if opened and now - opened[0] <= LASTS:
        return token
    return service.tokens.sign(Purpose.FORM, [thread_id, _FILLED], now)


@contextmanager
def form_of(service: Service, sent: Submission, now: datetime) -> Iterator[Form]:
    """How a comment's form came. Its proof of work is used up unless an error is raised."""
    opened = _opened(service, sent.thread, sent.token)
    age = None
    if opened and opened[1] == _EMPTY and now - opened[0] <= LASTS:
        age = (now - opened[0]).total_seconds()
    proofs = service.proofs
    found = proofs.use(sent.thread, sent.proof, now) if proofs else Proof.NOT_ASKED
    try:
        yield Form(sent.trap, forged=bool(sent.token) and not opened, age=age, proof=found)
    except BaseException:
        if proofs and found is Proof.GIVEN:
            proofs.give_back(sent.proof)
        raise


def _opened(service: Service, thread_id: str, token: str) -> tuple[datetime, str] | None:
    """When a form was made, and how; None where the token is none of ours for this thread."""
    try:
        made, (thread, kind) = service.tokens.opened(Purpose.FORM, token)
    except (UnknownComment, ValueError):
        return None
    return (made, kind) if thread == thread_id else None
