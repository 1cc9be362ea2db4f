"""Deciding about an error that a reader found in an announcement.

It can become a dated correction of the post, written as `make correct` writes it; the next build
publishes that, and is brought forward. What reads and writes posts is imported only for that: it
takes 7 MB, and most serving processes never need it.
"""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from comments_service.actions.author_mail import announce_slip_decided
from comments_service.actions.decide import actor_of
from comments_service.actions.service import Service
from comments_service.contract.due import Due, bring_forward
from comments_service.contract.faults import Fault, Faults
from comments_service.domain.errors import CorrectionRefused, Invalid, MoveRefused
from comments_service.domain.explanation import explained, short_enough
from comments_service.storage import log, slips
from comments_service.storage.database import transaction
from comments_service.storage.moderators import Moderator
from comments_service.storage.slips import Slip, SlipState

if TYPE_CHECKING:
    from comments_service.editing.sheet import PostSheet


def settle_slip(
    service: Service,
    slip_id: str,
    state: SlipState,
    answer: str,
    by: Moderator,
    now: datetime,
) -> Slip:
    """Answer or dismiss it, or note that it was corrected by hand, with words for its finder.

    Raises UnknownComment, MoveRefused when it was settled already, Invalid or Busy.
    """
    answer = short_enough(answer, "answer")
    if state is not SlipState.CORRECTED:
        answer = explained(answer, "answer")
    with transaction(service.db):
        return _settle(service, _open(service, slip_id), state, answer, by, now)


def correct_post(
    service: Service, slip_id: str, correction: str, answer: str, by: Moderator, now: datetime
) -> Slip:
    """Write a dated correction into the post, for all readers to see.

    Raises UnknownComment, MoveRefused, Invalid, Busy, or CorrectionRefused with the faults of the
    file; then nothing has changed.
    """
    answer = short_enough(answer, "answer")
    if not correction.strip():
        raise Invalid({"correction": "Write what was wrong, and what is right."})
    sheet = _sheet(service, slips.get(service.db, slip_id), now)
    with transaction(service.db):
        settled = _settle(
            service, _open(service, slip_id), SlipState.CORRECTED, answer, by, now,
            words=correction.strip(),
        )  # fmt: skip
        # Last, so that a file is written only where all the rest could be.
        _write(sheet, correction)
    bring_forward(service.paths.due, Due(now, f"{sheet.name} was corrected"))
    return settled


def _sheet(service: Service, slip: Slip, now: datetime) -> "PostSheet":
    """The post's file, in which a correction can stand. Raises CorrectionRefused."""
    from comments_service.editing.finding import find
    from comments_service.editing.library import Library
    from comments_service.editing.sheet import PostSheet

    library = Library(service.config, service.paths, now)
    try:
        sheet = PostSheet(find(slip.post, library), library)
    except Faults as found:
        raise CorrectionRefused(found.faults) from None
    except OSError as error:
        raise CorrectionRefused([_unreadable(error)]) from None
    if sheet.post.approval is not None:
        # A correction is among the words that were approved: no build would run any more.
        raise CorrectionRefused(
            [
                Fault(
                    sheet.name, 0, "a second person has approved this post, and would have to "
                    "approve the correction",
                    f"make correct FILE={sheet.shell_name} TEXT=…, then make approve "
                    f"FILE={sheet.shell_name} BY=…; then settle this here as corrected by hand",
                )
            ]
        )  # fmt: skip
    return sheet


def _write(sheet: "PostSheet", correction: str) -> None:
    from comments_service.editing import after

    try:
        after.correct(sheet, correction)
    except Faults as found:
        raise CorrectionRefused(found.faults) from None
    except OSError as error:
        raise CorrectionRefused([_unreadable(error)]) from None


def _unreadable(error: OSError) -> Fault:
    return Fault(
        str(error.filename or "content/"), 0,
        f"it cannot be read or written here ({error.strerror or error})",
        "let the account that serves the newsroom write in the folder content/, or correct the "
        "post where its texts are kept",
    )  # fmt: skip


def _open(service: Service, slip_id: str) -> Slip:
    slip = slips.get(service.db, slip_id)
    if slip.state is not SlipState.OPEN:
        raise MoveRefused(slip.state, SlipState.ANSWERED)
    return slip


def _settle(
    service: Service,
    slip: Slip,
    state: SlipState,
    answer: str,
    by: Moderator,
    now: datetime,
    words: str = "",
) -> Slip:
    settled = replace(slip, state=state, decided_at=now, moderator=by.id, explanation=answer)
    slips.save(service.db, settled)
    log.add(service.db, actor_of(by), f"slip {state}", now, explanation=words or answer)
    announce_slip_decided(service, settled, now)
    return settled
