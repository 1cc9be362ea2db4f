"""What the journal of erasures tells, done again to rows that come from elsewhere or before."""

from collections.abc import Callable
from datetime import datetime

from sqlite_utils import Database

from comments_service.contract.catalogues import Translator, translators
from comments_service.contract.paths import Paths
from comments_service.domain.comment import Actor, ActorKind
from comments_service.domain.errors import UnknownComment
from comments_service.domain.states import State
from comments_service.storage import comments, erasure, journal, labels, log
from comments_service.storage.journal import Erasure


def replay(db: Database, paths: Paths, now: datetime) -> int:
    """Erase again what was erased; how much was still there. Belongs into a transaction."""
    translator = translators(paths.theme / "translations")
    return sum(_again(db, line, translator, now) for line in journal.read(paths.data))


def _again(
    db: Database, line: journal.Line, translator: Callable[[str], Translator], now: datetime
) -> bool:
    """Erase what a line of the journal says; False where nothing of it was left."""
    match line.what:
        case Erasure.REPORTER:
            return erasure.reporter(db, line.id)
        case Erasure.REPORT:
            return erasure.report(db, line.id)
        case Erasure.FINDER:
            return erasure.finder(db, line.id)
        case Erasure.SLIP:
            return erasure.slip(db, line.id, now)
        case Erasure.REVISION:
            return erasure.revision(db, line.id, line.number)
    try:
        comment = comments.get(db, line.id)
    except UnknownComment:
        return False
    name = translator(comment.lang)("Anonymous")
    person = line.what is Erasure.PERSON
    if person:
        # Also of who had written under that name from the beginning.
        labels.remove(db, comment.id)
    if comment.state is State.WITHDRAWN or (person and comment.author in ("", name)):
        return False
    if person:
        erasure.person(db, comment, name, now)
    else:
        erasure.whole(db, comment, now)
    log.add(
        db, Actor(ActorKind.SYSTEM), "anonymise" if person else "withdraw", now, comment=line.id,
        from_state=comment.state, to_state=comment.state if person else State.WITHDRAWN,
    )  # fmt: skip
    return True
