"""What the spam filter learns, and from whom: a person's word about a text, kept as a label.

Labels follow the state in which a person has left a comment, so undoing a decision takes back what
was learned from it, and deciding anew replaces it.
"""

import logging
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from sqlite_utils import Database

from comments_service.actions.erase import anonymous
from comments_service.actions.filter_key import scrambler, stored_of, version
from comments_service.actions.service import Service
from comments_service.contract.config import Config
from comments_service.domain.comment import Comment, Grounds, Revision
from comments_service.domain.errors import UnknownComment
from comments_service.domain.states import State, Verb
from comments_service.domain.verdict import SAMPLE, SAMPLE_OF, Outcome, Verdict, strictest
from comments_service.storage import comments, labels, lessons
from comments_service.storage.database import transaction
from comments_service.storage.labels import Row
from comments_service.storage.lessons import Lesson

logger = logging.getLogger(__name__)

# What the filter itself has published counts as genuine once it has stood for so long.
_STANDS = timedelta(days=7)
# Of what was decided elsewhere or before, so many of either kind: more teach little, and the rest
# of the table is for what is decided here.
_MOST_OF_THE_PAST = 2000
_AT_ONCE = 200

_SAID = {Outcome.HAM: "publish", Outcome.HOLD: "hold", Outcome.SPAM: "reject"}
_SPAM = "SPAM"


def word_of(comment: Comment) -> bool | None:
    """Whether a person has taken a comment for spam; None where nobody has said yes or no.

    Whatever else it was rejected for says nothing of spam, and the company's own words neither.
    """
    if comment.official or comment.automated or not comment.body:
        return None
    if comment.state is State.PUBLISHED:
        return False
    refused = comment.state is State.REJECTED and comment.reason == _SPAM
    return True if refused or comment.state is State.SPAM else None


def learn(service: Service, before: Comment, after: Comment, now: datetime) -> None:
    """Let the labels follow a comment from one state to another; in the caller's transaction."""
    db = service.db
    if after.revision != before.revision and after.state is not State.PUBLISHED:
        # Whoever takes a text back into the queue together with its later one doubts both.
        labels.remove(db, before.id, before.revision)
    lesson = Lesson(after.id, after.revision, after.lang, after.body, bool(word_of(after)), now)
    _follow(db, lesson, word_of(after))


def learn_of_text(
    service: Service, comment: Comment, later: Revision, verb: Verb, grounds: Grounds, now: datetime
) -> None:
    """The same for a later text that a person has refused."""
    spam = verb is Verb.SPAM or (verb is Verb.REJECT and grounds.reason == _SPAM)
    lesson = Lesson(comment.id, later.number, comment.lang, later.body, spam, now)
    _follow(service.db, lesson, spam or None)


def _follow(db: Database, lesson: Lesson, word: bool | None) -> None:
    known = labels.of(db, lesson.comment, lesson.revision)
    if known and known.spam is word:
        return
    labels.remove(db, lesson.comment, lesson.revision)
    if word is not None:
        try:
            labels.put(db, row(db, lesson))
        except OSError as error:
            # Without its key nothing is learned, but moderators go on.
            logger.warning("filter: nothing is learned: %s", error)


def row(db: Database, lesson: Lesson) -> Row:
    """A lesson as it is kept, with what the filter made of the text when it came."""
    said = comments.verdicts_of(db, lesson.comment, lesson.revision)
    scrambles = scrambler(db)
    features, shingles = stored_of(scrambles, lesson.body)
    return Row(
        id=0,
        comment=lesson.comment,
        revision=lesson.revision,
        spam=lesson.spam,
        weight=float(SAMPLE_OF) if any(one.rule == SAMPLE for one in said) else 1.0,
        score=next((one.score for one in said if one.rule == "classifier"), None),
        said=_SAID[strictest(said)] if said else "",
        rules=", ".join(caught(said)),
        at=lesson.at,
        lang=lesson.lang,
        version=version(scrambles),
        features=features,
        shingles=shingles if lesson.spam else b"",
    )


def caught(verdicts: Iterable[Verdict]) -> list[str]:
    """The rules that asked to reject a text."""
    return [verdict.rule for verdict in verdicts if verdict.outcome is Outcome.SPAM]


def past_lessons(found: Iterable[Lesson], since: datetime) -> list[Lesson]:
    """So many of either kind as teach something, oldest first; `found` comes newest first.

    What was decided before `since` is forgotten.
    """
    chosen: list[Lesson] = []
    left = {True: _MOST_OF_THE_PAST, False: _MOST_OF_THE_PAST}
    for lesson in (one for one in found if one.at >= since):
        if left[lesson.spam]:
            left[lesson.spam] -= 1
            chosen.append(lesson)
        elif not any(left.values()):
            break
    return chosen[::-1]


def tend(service: Service, now: datetime) -> None:
    """What is due by the clock: features of an older kind made anew, lessons of the time before
    there was a filter, and of what it has published itself and nobody has objected to."""
    db = service.db
    _renew(db)
    names = {anonymous(service, lang) for lang in service.config.newsroom.languages}
    since = remembered(service.config, now)
    if not labels.past_is_learned(db):
        _keep_past(db, past_lessons(lessons.decided(db, names), since))
    stands = lessons.standing(db, since, now - _STANDS, names)
    # What would be forgotten at once is not learned each time anew.
    _keep(db, [one for one in stands if one.at >= since])


def remembered(config: Config, now: datetime) -> datetime:
    """Since when decisions are remembered: a midnight in UTC, as labels keep only the day."""
    until = now.astimezone(UTC) - timedelta(days=config.retention.label_days - 1)
    return datetime.combine(until.date(), time.min, UTC)


def forget(service: Service, now: datetime) -> None:
    """Forget what has been known for long enough, once a day and rather early than late, since the
    filter learns all the rest anew each time. Belongs into a transaction."""
    labels.forget(service.db, remembered(service.config, now))


def _renew(db: Database) -> None:
    """Where the text is gone, a label of another version stays for the figures, and teaches nothing
    until it is forgotten."""
    scrambles = scrambler(db)
    now = version(scrambles)
    found = labels.outdated(db, now)
    for start in range(0, len(found), _AT_ONCE):
        some = found[start : start + _AT_ONCE]
        made = [(number, stored_of(scrambles, text)) for number, text in some]
        with transaction(db):
            for number, what in made:
                labels.renew(db, number, now, *what)


def _keep_past(db: Database, found: list[Lesson]) -> None:
    """Store them all or none: a process that ends meanwhile begins again at the next start,
    whatever was decided since, and what somebody takes back later is never learned again."""
    made = [(lesson, row(db, lesson)) for lesson in found]
    with transaction(db):
        for lesson, label in made:
            if _still(db, lesson):
                labels.put(db, label)
        labels.note_past_learned(db)


def _keep(db: Database, found: list[Lesson]) -> None:
    """Store lessons; making their features takes longest, and would keep readers from writing."""
    for start in range(0, len(found), _AT_ONCE):
        some = found[start : start + _AT_ONCE]
        made = [(lesson, row(db, lesson)) for lesson in some]
        with transaction(db):
            for lesson, label in made:
                if _still(db, lesson):
                    labels.put(db, label)


def _still(db: Database, lesson: Lesson) -> bool:
    """Whether nothing has happened to a text since it was looked at."""
    try:
        comment = comments.get(db, lesson.comment)
    except UnknownComment:
        return False
    same = comment.body == lesson.body and comment.revision == lesson.revision
    known = labels.of(db, lesson.comment, lesson.revision)
    return same and known is None and (comment.state is not State.PUBLISHED) is lesson.spam
