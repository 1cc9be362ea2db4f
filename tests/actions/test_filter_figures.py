"""How right the spam filter is, counted from the log and the labels."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from comments_service.actions.decide import decide
from comments_service.actions.filter_figures import Month, filter_figures, strongest
from comments_service.actions.service import Service
from comments_service.actions.undo import undo
from comments_service.cli import main
from comments_service.commands import spam_filter
from comments_service.domain.comment import Actor, ActorKind
from comments_service.domain.states import State, Verb
from comments_service.storage import decisions, log
from comments_service.storage import filter_figures as stored
from comments_service.storage.database import transaction
from tests.actions.labelled import label, sampled, scored
from tests.actions.recorded import received
from tests.support import ANNA, NOW, all_comments

RULE = Actor(ActorKind.RULE, "classifier")


def newest(service: Service) -> Month:
    return filter_figures(service, NOW + timedelta(hours=1)).months[0]


def by_rule(service: Service, number: int, state: State) -> None:
    """What a rule has made of a comment that came in."""
    db = service.db
    action = "spam" if state is State.SPAM else "published"
    with transaction(db):
        db.table("comments").update(
            f"c{number}",
            {"state": state.value, "automated": 1, "waiting_since": None,
             "published_at": "2026-11-20T08:00:00.000000Z"},
        )  # fmt: skip
        log.add(
            db, RULE, action, NOW, comment=f"c{number}", from_state=State.PENDING, to_state=state
        )


def test_a_month_tells_what_became_of_what_came(service: Service) -> None:
    for number in range(6):
        received(service, number)
    by_rule(service, 0, State.SPAM)
    by_rule(service, 1, State.SPAM)
    by_rule(service, 2, State.PUBLISHED)
    month = newest(service)

    assert (month.month, month.judged, month.rejected, month.held, month.published) == (
        "2026-11", 6, 2, 3, 1,
    )  # fmt: skip


def test_spam_that_was_published_counts_until_its_removal_is_undone(service: Service) -> None:
    received(service, 0)
    received(service, 1)
    by_rule(service, 0, State.PUBLISHED)
    decide(service, "c1", Verb.PUBLISH, ANNA, NOW)
    for number in range(2):
        decide(service, f"c{number}", Verb.SPAM, ANNA, NOW)
    # What a person had published was no filter's fault.
    assert newest(service).let_through == 1

    latest = decisions.latest_of(service.db, "c0")
    assert latest
    undo(service, latest.batch, ANNA, NOW)
    assert newest(service).let_through == 0


def test_the_sample_alone_tells_how_often_a_rejection_is_right(service: Service) -> None:
    received(service, 0)
    sampled(service, spam=19, genuine=1)
    # Found because somebody looked for it: counts as an error, and not in the share.
    label(service, "c0", spam=False, said="reject")
    label(service, spam=True, said="hold")
    label(service, spam=True, said="")
    found = filter_figures(service, NOW + timedelta(hours=1))
    [month] = found.months

    assert (month.sample.looked, month.sample.spam) == (20, 19)
    assert (month.genuine, month.missed) == (2, 1)
    assert found.sample == month.sample == found.by_rule["classifier"]
    assert found.genuine == 2


def test_what_it_would_publish_is_measured_where_a_person_reads_all(service: Service) -> None:
    received(service, 0)
    for number in range(12):
        label(service, spam=number == 0, said="publish", score=0.01)
    free = filter_figures(service, NOW).free

    assert (free.looked, free.spam) == (12, 1)


def test_months_are_those_of_the_newsroom_and_none_is_left_out(service: Service) -> None:
    """It is half past midnight of the 1st of November in Zurich."""
    received(service, 0, datetime(2026, 9, 15, tzinfo=UTC))
    received(service, 1, datetime(2026, 10, 31, 23, 30, tzinfo=UTC))
    label(service, spam=True, at=datetime(2026, 10, 31, 22, 30, tzinfo=UTC))
    found = filter_figures(service, NOW).months

    assert [(m.month, m.judged, m.missed) for m in found] == [
        ("2026-11", 1, 0), ("2026-10", 0, 1), ("2026-09", 1, 0),
    ]  # fmt: skip


def test_there_is_a_month_before_the_first_comment_and_never_more_than_twelve(
    service: Service,
) -> None:
    [alone] = filter_figures(service, NOW).months
    assert (alone.judged, alone.sample.share) == (0, None)

    received(service, 0, datetime(2024, 1, 1, tzinfo=UTC))
    months = filter_figures(service, NOW).months
    assert (len(months), months[-1].month) == (12, "2025-12")


def test_what_weighs_in_many_texts_comes_first(service: Service) -> None:
    for number in range(3):
        received(service, number)
    one, two, three = all_comments(service)
    scored(service, one, 0.9, casino=1.0, Grundwasser=-0.5)
    scored(service, two, 0.8, casino=1.0, gratis=1.5)
    scored(service, three, 0.1, Grundwasser=-2.0, danke=-1.0)

    assert strongest(service, 500, 1) == [("casino", 1.0), ("Grundwasser", -1.25)]
    assert strongest(service, 1, 5) == [("danke", -1.0), ("Grundwasser", -2.0)]
    assert strongest(service, 0, 5) == []


def test_what_the_filter_learned_can_be_found_again_as_long_as_the_comment_is_there(
    service: Service,
) -> None:
    received(service, 0)
    label(service, "c0", spam=False, said="reject", weight=5, score=0.98)
    label(service, None, spam=True)
    [mine] = stored.newest(service.db, 5)

    assert (mine.comment, mine.sampled, mine.state) == ("c0", True, State.PENDING)
    assert stored.wrongly_rejected(service.db, 5) == [mine]


def test_the_terminal_tells_the_same(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    received(service, 0)
    sampled(service, spam=19, genuine=1)
    monkeypatch.chdir(service.config.path.parent)
    monkeypatch.setattr(spam_filter, "now", lambda: NOW)
    told = CliRunner().invoke(main, ["comments", "filter"]).output
    facts = json.loads(CliRunner().invoke(main, ["comments", "filter", "--json"]).output)

    assert "Learned: 1 genuine texts, 19 spam." in told
    assert "Spam among what it rejects: between 76 % and 100 % (19 of 20 looked at)." in told
    assert "Spam among what it would publish: too few to tell (0 of 0 looked at" in told
    assert facts["months"][0]["genuine_taken_for_spam"] == 1
    assert facts["rejected"]["looked_at"] == 20
