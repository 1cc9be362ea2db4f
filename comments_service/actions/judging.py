"""What the rules and the site's policy make of a text: a new comment's, or a later one's."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from comments_service.actions import opinions
from comments_service.actions.service import Service
from comments_service.contract.switches import CLOSED
from comments_service.contract.threads import Thread
from comments_service.domain.comment import Comment
from comments_service.domain.errors import AllClosed, ThreadClosed
from comments_service.domain.form import Form
from comments_service.domain.states import State
from comments_service.domain.submission import SENT_TWICE
from comments_service.domain.verdict import SAMPLE, Candidate, Outcome, Verdict, outcome
from comments_service.spam import gate, local
from comments_service.spam.akismet_link import Reader
from comments_service.storage import authors, comments, rules_off

_RECENT = timedelta(minutes=10)
_REPEATS = timedelta(days=14)


def check_open(service: Service, thread: Thread, now: datetime) -> None:
    """Raises ThreadClosed when the thread takes no texts, AllClosed when none does."""
    switches = service.switches()
    if switches.crisis == CLOSED:
        raise AllClosed(thread.id)
    if thread.closed(now) or thread.id in switches.closed:
        raise ThreadClosed(thread.id)


def asks_akismet(service: Service) -> bool:
    """Whether Akismet is there and not switched off."""
    return service.akismet is not None and opinions.AKISMET not in rules_off.names(service.db)


def consult(service: Service, thread: Thread, comment: Comment, reader: Reader) -> list[Verdict]:
    """What the learning filter says, and Akismet, where the reader allows to ask for it. Takes
    long: never in a transaction.

    Akismet is asked also where another rule will catch the text: an answer that comes sooner would
    tell.
    """
    off = rules_off.names(service.db)
    judgement, verdicts = opinions.of_text(service.filter, comment.body, off)
    if service.akismet is None or not comment.akismet or opinions.AKISMET in off:
        return verdicts
    local_score = next((one.score for one in verdicts if one.rule == opinions.CLASSIFIER), 0.0)
    remote = service.akismet.check(comment, reader, service.page_of(thread))
    agrees = judgement.ready and local_score >= opinions.SURE
    return [*verdicts, opinions.second(remote, agrees=agrees)]


def judge(
    service: Service,
    comment: Comment,
    sender: str,
    now: datetime,
    consulted: list[Verdict],
    *,
    form: Form = Form(),  # noqa: B008 - frozen
    before: Iterable[Verdict] = (),
) -> list[Verdict]:
    """What all rules say of `comment.body`, with what the database knows at this moment, and what
    `consult` has found out before.

    An earlier text of the same comment is never held against it; how its form came is, by what was
    said `before`. Rules that are off say nothing.
    """
    db = service.db
    same, same_spam = comments.same_text_since(db, comment, now - _REPEATS)
    candidate = Candidate(
        author=comment.author,
        body=comment.body,
        sender_recent=comments.sent_since(db, comment, sender, now - _RECENT),
        again=comments.sent_again(db, comment, sender, now - SENT_TWICE),
        same_body=same,
        same_body_spam=same_spam,
        form=form,
    )
    off = rules_off.names(db)
    found = [*gate.check(candidate, off, before), *local.check(candidate), *consulted]
    verdicts = [one for one in found if one.rule not in off]
    if outcome(verdicts) is Outcome.SPAM and SAMPLE not in off and opinions.sampled(comment.id):
        verdicts.append(opinions.SAMPLED)
    return verdicts


def state_for(
    service: Service, thread: Thread, comment: Comment, verdicts: list[Verdict], now: datetime
) -> State:
    """SPAM, PUBLISHED or PENDING: what rules, policy and switches make of a text of `comment`."""
    word = outcome(verdicts)
    if word is Outcome.SPAM:
        return State.SPAM
    free = word is Outcome.HAM and thread.policy == "open" and not service.switches().crisis
    # Whoever refuses Akismet where it is on is read by a person instead.
    if not free or (asks_akismet(service) and not comment.akismet):
        return State.PENDING
    moderation = service.config.comments.moderation
    known = moderation == "newcomers" and authors.known(service.db, comment, now)
    return State.PUBLISHED if moderation == "publish" or known else State.PENDING


def place(
    service: Service, thread: Thread, comment: Comment, verdicts: list[Verdict], now: datetime
) -> Comment:
    """A pending comment in the state in which its text belongs."""
    state = state_for(service, thread, comment, verdicts, now)
    if state is State.SPAM:
        return replace(
            comment, state=state, automated=True, reason="SPAM", ground="rule",
            decided_at=now, waiting_since=None,
        )  # fmt: skip
    if state is State.PUBLISHED:
        return replace(
            comment, state=state, automated=True, decided_at=now, published_at=now,
            waiting_since=None,
        )  # fmt: skip
    return replace(comment, waiting_since=comment.waiting_since or now)
