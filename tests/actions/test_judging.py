"""What the chain's words make of a comment: the filter's, Akismet's, and those that are off."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import akismet
import pytest

from comments_service.actions import opinions
from comments_service.actions.edit import edit
from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.domain.comment import Comment
from comments_service.domain.states import State
from comments_service.domain.verdict import Verdict
from comments_service.spam.akismet_link import AkismetLink
from comments_service.storage import comments, rules_off
from tests.support import (
    NOW,
    READER,
    SPAM,
    THREAD,
    all_comments,
    fields,
    known_spam,
    make_newsroom,
)

Says = Callable[..., None]


@pytest.fixture
def free(tmp_path: Path) -> Service:
    """Where nobody needs to look at what no rule doubts."""
    return make_newsroom(tmp_path, comments='moderation = "publish"')


@pytest.fixture
def says(free: Service, monkeypatch: pytest.MonkeyPatch) -> Says:
    """Puts words into the filter's mouth."""
    judgement = free.filter.judge("Ein Text")

    def say(decision: str, **facts: object) -> None:
        usual = {"decision": decision, "ready": True, "missing": 0, "why": "classifier"}
        said = replace(judgement, **{**usual, **facts})  # type: ignore[arg-type]
        monkeypatch.setattr(free.filter, "judge", lambda _, **__: said)

    return say


def ask_akismet(service: Service, word: akismet.CheckResponse) -> None:
    class Client(akismet.TestSyncClient):
        comment_check_response = word

    config = akismet.Config(key="topsecretkey", url="https://news.muster.example")
    service.akismet = AkismetLink(Client(config=config))


def sent(service: Service, body: str = "Wann geht es los?", **more: str) -> Comment:
    known = {comment.id for comment in all_comments(service)}
    submit(service, THREAD, fields(body, **more), READER, NOW)
    return next(one for one in all_comments(service) if one.id not in known)


def words(service: Service, comment: Comment) -> dict[str, Verdict]:
    said = comments.verdicts_of(service.db, comment.id, comment.revision)
    return {verdict.rule: verdict for verdict in said}


def test_until_it_has_learned_enough_everything_waits_and_is_told_how_much_lacks(
    free: Service,
) -> None:
    comment = sent(free)

    assert comment.state is State.PENDING
    said = words(free, comment)["classifier"]
    assert (said.outcome, said.count > 0) == ("hold", True)
    assert said.why.startswith("The filter has not learned enough yet")


@pytest.mark.parametrize(
    ("decision", "state"),
    [("publish", State.PUBLISHED), ("hold", State.PENDING), ("reject", State.SPAM)],
)
def test_the_filter_publishes_holds_and_rejects(
    free: Service, says: Says, decision: str, state: State
) -> None:
    says(decision, score=0.3, words=[("kredit", 1.5), ("anlage", -0.5)])

    comment = sent(free)

    assert comment.state is state
    assert words(free, comment)["classifier"].words == (("kredit", 1.5), ("anlage", -0.5))


def test_what_the_filter_would_publish_waits_where_the_policy_holds_all(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = replace(service.filter.judge("Ein Text"), decision="publish", ready=True)
    monkeypatch.setattr(service.filter, "judge", lambda _, **__: said)

    assert sent(service).state is State.PENDING


def test_other_rules_hold_what_the_filter_would_publish(free: Service, says: Says) -> None:
    says("publish", score=0.01)

    assert sent(free, "Siehe http://a.example").state is State.PENDING


def test_without_the_filter_the_policy_decides_alone(free: Service) -> None:
    rules_off.switch_off(free.db, "classifier", None, NOW)
    assert sent(free).state is State.PUBLISHED


def test_a_near_duplicate_is_rejected_by_its_own_rule(free: Service) -> None:
    known_spam(free)
    comment = sent(free, SPAM)
    assert (comment.state, comment.automated, comment.reason) == (State.SPAM, True, "SPAM")
    assert {rule for rule, one in words(free, comment).items() if one.outcome == "spam"} == {"near"}

    rules_off.switch_off(free.db, "near", None, NOW)
    comment = sent(free, SPAM, author="Jemand anders")
    assert comment.state is State.PENDING
    assert "near" not in words(free, comment)


def test_where_likeness_is_off_the_score_decides(
    free: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also about what is near to known spam: it would be held else by a rule that says nothing."""
    known_spam(free, "Wann geht es los mit dem Umbau?")
    filter_ = free.filter._learned.filter  # type: ignore[union-attr]
    monkeypatch.setattr(
        filter_, "_decide", lambda *given: ("reject" if given[-2] else "publish", "")
    )
    monkeypatch.setattr(type(filter_._thresholds), "missing", 0)
    rules_off.switch_off(free.db, "near", None, NOW)

    comment = sent(free, "Wann geht es los mit dem Umbau?")

    assert comment.state is State.PUBLISHED
    assert words(free, comment)["classifier"].outcome == "ham"


@pytest.mark.parametrize("rule", ["links", "repeats", "trap", "classifier"])
def test_a_rule_that_is_off_says_nothing(free: Service, rule: str) -> None:
    body = "Siehe http://a.example, dort steht mehr darüber."
    sent(free, body)
    assert rule in words(free, sent(free, body, author="Urs", website="x"))

    rules_off.switch_off(free.db, rule, None, NOW)

    assert rule not in words(free, sent(free, body, author="Eva", website="x"))


def test_one_in_five_of_what_would_be_rejected_is_shown_to_a_person(
    free: Service, says: Says, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    known_spam(free)
    monkeypatch.setattr(opinions, "sampled", lambda _: True)
    comment = sent(free, SPAM)
    assert (comment.state, comment.waiting_since) == (State.PENDING, NOW)
    assert {"near", "sample"} <= words(free, comment).keys()
    assert "sample" not in words(free, sent(free, "Wann geht es los?"))

    rules_off.switch_off(free.db, "sample", None, NOW)
    assert sent(free, SPAM, author="Jemand anders").state is State.SPAM


def test_the_lot_is_drawn_by_the_comment_and_falls_on_a_fifth(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    drawn = [opinions.sampled(f"comment {number}") for number in range(5000)]

    assert 900 < sum(drawn) < 1100
    assert drawn == [opinions.sampled(f"comment {number}") for number in range(5000)]


@pytest.mark.parametrize(
    ("word", "score", "ready", "state"),
    [
        (akismet.CheckResponse.HAM, 0.1, True, State.PUBLISHED),
        (akismet.CheckResponse.SPAM, 0.1, True, State.PENDING),
        (akismet.CheckResponse.DISCARD, 0.89, True, State.PENDING),
        (akismet.CheckResponse.DISCARD, 0.9, True, State.SPAM),
        (akismet.CheckResponse.DISCARD, 0.99, False, State.PENDING),
    ],
)
def test_akismet_rejects_only_together_with_a_high_score_here(
    free: Service,
    says: Says,
    word: akismet.CheckResponse,
    score: float,
    ready: bool,
    state: State,
) -> None:
    says("publish" if score < 0.5 else "hold", score=score, ready=ready)
    ask_akismet(free, word)

    assert sent(free, akismet="yes").state is state


def test_akismet_frees_nothing_that_the_filter_holds(free: Service, says: Says) -> None:
    says("hold", score=0.5)
    ask_akismet(free, akismet.CheckResponse.HAM)

    assert sent(free, akismet="yes").state is State.PENDING


def test_where_akismet_is_switched_off_nobody_needs_to_agree_to_it(
    free: Service, says: Says
) -> None:
    says("publish")
    ask_akismet(free, akismet.CheckResponse.SPAM)
    rules_off.switch_off(free.db, "akismet", None, NOW)

    comments_sent = sent(free, akismet="yes"), sent(free, "Und wann weiter?")

    assert [(one.state, one.akismet) for one in comments_sent] == [(State.PUBLISHED, False)] * 2


def test_later_texts_go_the_same_way(free: Service, says: Says) -> None:
    says("publish")
    comment = sent(free)
    says("reject", score=0.99)
    edit(free, comment.id, "Jetzt günstige Kredite!", READER, NOW)
    assert comments.get(free.db, comment.id).body == comment.body

    says("publish")
    edit(free, comment.id, "Wann genau?", READER, NOW)
    assert comments.get(free.db, comment.id).body == "Wann genau?"
