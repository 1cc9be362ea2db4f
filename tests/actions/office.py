"""What tests of the moderators' office have in common: people, comments, objections."""

from datetime import timedelta
from uuid import uuid4

from comments_service.actions.decide import decide
from comments_service.actions.service import Service
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.states import State, Verb
from comments_service.publish.comment_html import rendered
from comments_service.storage import appeals, comments, moderators, reports, slips
from comments_service.storage.appeals import Appeal
from comments_service.storage.moderators import ADMINISTRATOR, Moderator
from comments_service.storage.reports import Report
from comments_service.storage.slips import Slip
from tests.support import NOW, THREAD

LATER = NOW + timedelta(hours=1)
POST = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a77"
FOUND = "Die Anlage leistet 320 Megawatt, nicht 302."
GROUNDS = Grounds("INSULT", "Schimpfwörter im zweiten Satz.", "rule")


def person(service: Service, name: str, role: str = ADMINISTRATOR) -> Moderator:
    """Somebody who can sign in."""
    number = moderators.add(service.db, name, "Sprecherin", NOW, role)
    moderators.set_password_hash(service.db, number, "x")
    found = moderators.get(service.db, number)
    assert found is not None
    return found


def comment(service: Service, state: State = State.PENDING, **changes: object) -> Comment:
    facts = {
        "id": str(uuid4()),
        "thread": THREAD,
        "parent": None,
        "lang": "de",
        "author": "Ruth Keller",
        "email": None,
        "body": "Wann geht es los?",
        "state": state,
        "created_at": NOW - timedelta(days=1),
        "waiting_since": NOW - timedelta(days=1) if state is State.PENDING else None,
        "published_at": NOW - timedelta(hours=20) if state is State.PUBLISHED else None,
    }
    made = rendered(Comment(**{**facts, **changes}))  # type: ignore[arg-type]
    comments.add(service.db, made)
    return made


def rejected(service: Service, by: Moderator | str) -> Comment:
    made = comment(service)
    return decide(service, made.id, Verb.REJECT, by, NOW, grounds=GROUNDS).comment


def appeal(service: Service, against: Comment, **changes: object) -> Appeal:
    facts = {
        "id": str(uuid4()),
        "comment": against.id,
        "revision": against.revision,
        "at": NOW,
        "text": "Das war keine Beleidigung.",
        "against": against.decided_by,
    }
    made = Appeal(**{**facts, **changes})  # type: ignore[arg-type]
    appeals.add(service.db, made)
    return made


def report(service: Service, about: Comment, **changes: object) -> Report:
    facts = {
        "id": str(uuid4()),
        "comment": about.id,
        "thread": about.thread,
        "lang": "de",
        "at": NOW,
        "code": "INSULT",
        "text": "Das ist eine Beleidigung nach Art. 177 StGB.",
        "name": "Urs Weber",
        "email": "urs@example.org",
        "confirmed_at": NOW,
    }
    made = Report(**{**facts, **changes})  # type: ignore[arg-type]
    reports.add(service.db, made)
    return made


def slip(service: Service, **changes: object) -> Slip:
    """By default in a post that is no longer public."""
    facts = {
        "id": str(uuid4()),
        "post": POST,
        "lang": "de",
        "at": NOW,
        "text": FOUND,
        "name": "Urs Weber",
        "email": None,
    }
    made = Slip(**{**facts, **changes})  # type: ignore[arg-type]
    slips.add(service.db, made)
    return made
