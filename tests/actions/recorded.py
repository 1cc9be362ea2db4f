"""What the tests of the public record share."""

from datetime import datetime
from pathlib import Path

from comments_service.actions.service import Service
from comments_service.contract import markers
from comments_service.contract.files import write_atomically
from comments_service.domain.comment import AUTHOR, Comment, Grounds
from comments_service.domain.states import State
from comments_service.storage import comments, log
from comments_service.storage.database import transaction
from tests.support import NOW, THREAD

INSULT = Grounds("INSULT", "Der Text nennt jemanden einen Esel.", "rule")


def received(service: Service, number: int, at: datetime = NOW) -> Comment:
    comment = Comment(
        id=f"c{number}", thread=THREAD, parent=None, lang="de", author="Ruth Keller", email=None,
        body=f"Gute Sache {number}.", state=State.PENDING, created_at=at, waiting_since=at,
    )  # fmt: skip
    with transaction(service.db):
        comments.add(service.db, comment)
        log.add(service.db, AUTHOR, "submit", at, comment=comment.id, to_state=State.PENDING)
    return comment


def place(service: Service, file: str, name: str) -> Path:
    """A page as a build leaves it."""
    path = service.paths.output / file
    html = f"<main>{markers.begin(name)}\n{markers.end(name)}</main>"
    write_atomically(path, html.encode())
    return path
