"""The public record: counted from the log, without names, and fixed once a month is over."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from comments_service.actions.answer import answer
from comments_service.actions.decide import decide
from comments_service.actions.record import current, publish_record
from comments_service.actions.service import Service
from comments_service.actions.undo import undo
from comments_service.contract.figures import (
    Figures,
    Hours,
    Month,
    read_figures,
    write_figures,
)
from comments_service.domain.comment import Actor, ActorKind
from comments_service.domain.states import State, Verb
from comments_service.storage import decisions, log, moderators
from comments_service.storage.database import transaction
from tests.actions.recorded import INSULT, received
from tests.support import ANNA, NOW

RULE = Actor(ActorKind.RULE, "links")


def month(service: Service, at: datetime) -> Month:
    return current(service, at).months[0]


def test_a_month_counts_what_came_in_and_what_was_decided(service: Service) -> None:
    for number in range(8):
        received(service, number)
    for number in range(6):
        at = NOW + timedelta(hours=number + 1)
        verb = Verb.SPAM if number < 4 else Verb.REJECT
        decide(service, f"c{number}", verb, ANNA, at, grounds=INSULT)
    decide(service, "c6", Verb.PUBLISH, ANNA, NOW + timedelta(hours=11))
    with transaction(service.db):
        log.add(
            service.db, RULE, "spam", NOW, comment="c7", from_state=State.PENDING,
            to_state=State.SPAM, reason="SPAM",
        )  # fmt: skip

    found = month(service, NOW + timedelta(days=1))

    assert (found.month, found.received, found.published, found.rejected) == ("2026-11", 8, 1, 7)
    assert found.reasons == {"SPAM": 5, "REST": 2}
    assert (found.by_person, found.by_rule) == (7, 1)
    assert found.decision == Hours(median=4.0, slowest_tenth=11.0)


def test_what_a_rule_took_for_spam_counts_when_its_author_may_know(service: Service) -> None:
    """Else a spammer would read the verdict from the record."""
    end = datetime(2026, 11, 30, 20, 0, tzinfo=UTC)
    received(service, 1, end)
    before = month(service, end)
    with transaction(service.db):
        log.add(
            service.db, RULE, "spam", end, comment="c1", from_state=State.PENDING,
            to_state=State.SPAM, reason="SPAM",
        )  # fmt: skip

    assert month(service, end) == before
    assert (before.received, before.rejected, before.by_rule) == (1, 0, 0)
    # The month is over, and yet not everything in it may be told.
    write_figures(service.paths.figures, current(service, end + timedelta(hours=6)))
    told = current(service, end + timedelta(hours=24)).months[-1]
    assert (told.month, told.rejected, told.by_rule) == ("2026-11", 1, 1)


def test_nine_of_ten_first_decisions_took_no_longer(service: Service) -> None:
    """Later decisions about the same comments tell nothing about how long readers wait."""
    for number in range(10):
        received(service, number)
        decide(service, f"c{number}", Verb.PUBLISH, ANNA, NOW + timedelta(hours=number + 1))
    for number in range(10):
        at = NOW + timedelta(days=4, hours=number)
        decide(service, f"c{number}", Verb.REJECT, ANNA, at, grounds=INSULT)

    found = month(service, NOW + timedelta(days=6))

    assert found.decision == Hours(median=5.5, slowest_tenth=9.0)


def test_few_cases_are_not_broken_down_and_have_no_durations(service: Service) -> None:
    """Whoever wrote the one comment of a month could otherwise be told what became of it."""
    for number in range(4):
        received(service, number)
        decide(service, f"c{number}", Verb.REJECT, ANNA, NOW, grounds=INSULT)

    found = month(service, NOW)

    assert (found.rejected, found.reasons, found.decision) == (4, None, None)


def test_what_was_undone_does_not_count(service: Service) -> None:
    received(service, 1)
    decide(service, "c1", Verb.REJECT, ANNA, NOW, grounds=INSULT)
    latest = decisions.latest_of(service.db, "c1")
    assert latest
    undo(service, latest.batch, ANNA, NOW + timedelta(minutes=1))

    found = month(service, NOW + timedelta(minutes=2))

    assert (found.rejected, found.by_person) == (0, 0)


def test_the_time_to_a_decision_is_that_to_the_first_one_that_stands(service: Service) -> None:
    """One that was taken back is none, a rule is no person, and later ones tell nothing."""
    hours = {0: 9, 1: 9, 2: 9, 3: 9, 4: 9}
    for number in hours:
        received(service, number)
        decide(service, f"c{number}", Verb.PUBLISH, ANNA, NOW + timedelta(hours=1))
        hasty = decisions.latest_of(service.db, f"c{number}")
        assert hasty
        undo(service, hasty.batch, ANNA, NOW + timedelta(hours=2))
        decide(service, f"c{number}", Verb.SPAM, ANNA, NOW + timedelta(hours=hours[number]))
        decide(service, f"c{number}", Verb.PUBLISH, ANNA, NOW + timedelta(hours=50))
    for number in range(5, 10):
        received(service, number)
        with transaction(service.db):
            log.add(
                service.db, RULE, "spam", NOW, comment=f"c{number}", from_state=State.PENDING,
                to_state=State.SPAM, reason="SPAM",
            )  # fmt: skip
            service.db.table("comments").update(f"c{number}", {"state": "spam"})
        decide(service, f"c{number}", Verb.PUBLISH, ANNA, NOW + timedelta(hours=4))

    found = month(service, NOW + timedelta(days=5))

    assert found.decision == Hours(median=6.5, slowest_tenth=9.0)
    assert found.by_person == 15


def test_what_is_undone_next_month_stood_in_this_one(service: Service) -> None:
    late, december = datetime(2026, 11, 30, 9, tzinfo=UTC), datetime(2026, 12, 2, 9, tzinfo=UTC)
    for number in range(5):
        received(service, number, late - timedelta(hours=1))
        decide(service, f"c{number}", Verb.PUBLISH, ANNA, late)
        decision = decisions.latest_of(service.db, f"c{number}")
        assert decision
        undo(service, decision.batch, ANNA, december)
        decide(service, f"c{number}", Verb.SPAM, ANNA, december)

    counted = current(service, december + timedelta(days=1)).months

    assert counted[1].decision == Hours(median=1.0, slowest_tenth=1.0)
    assert counted[0].decision == Hours(median=49.0, slowest_tenth=49.0)


def test_small_numbers_of_an_earlier_version_are_told_no_more(tmp_path: Path) -> None:
    old = Month("2022-01", rejected=9, reasons={"HATE": 1, "INSULT": 3, "SPAM": 5})
    few = Month("2021-12", rejected=2, reasons=None)
    write_figures(tmp_path / "figures.json", Figures(NOW, (old, few)))

    read = read_figures(tmp_path / "figures.json")

    assert read
    assert [one.reasons for one in read.months] == [{"SPAM": 5, "REST": 4}, None]


def test_of_two_refusals_of_one_comment_the_last_reason_counts_once(service: Service) -> None:
    for number in range(6):
        received(service, number)
        decide(service, f"c{number}", Verb.SPAM, ANNA, NOW)
    decide(service, "c0", Verb.RESTORE, ANNA, NOW)
    decide(service, "c0", Verb.REJECT, ANNA, NOW, grounds=INSULT)

    found = month(service, NOW)

    assert (found.rejected, found.reasons) == (6, {"SPAM": 5, "REST": 1})


def test_appeals_reports_and_their_outcomes_are_counted(service: Service) -> None:
    received(service, 1)
    person = Actor(ActorKind.PERSON, ANNA)
    with transaction(service.db):
        for action in ("appeal", "appeal", "appeal upheld", "appeal reversed", "report"):
            log.add(service.db, person, action, NOW, comment="c1")
        log.add(service.db, person, "report acted", NOW, comment="c1")

    found = month(service, NOW)

    assert (found.appeals, found.upheld, found.reversed) == (2, 1, 1)
    assert (found.reports, found.acted, found.dismissed) == (1, 1, 0)


def test_answers_are_measured_from_the_comment_they_answer(service: Service) -> None:
    with transaction(service.db):
        number = moderators.add(service.db, "Lea Brunner", "Sprecherin", NOW)
    lea = moderators.get(service.db, number)
    assert lea
    for one in range(5):
        received(service, one)
        decide(service, f"c{one}", Verb.PUBLISH, ANNA, NOW)
        answer(service, f"c{one}", f"Danke {one}.", lea, NOW + timedelta(hours=one + 1))

    found = month(service, NOW + timedelta(days=1))

    assert found.answers == 5
    assert found.answer == Hours(median=3.0, slowest_tenth=5.0)


def test_a_month_that_is_over_never_changes(service: Service) -> None:
    received(service, 1)
    decide(service, "c1", Verb.PUBLISH, ANNA, NOW)
    december = datetime(2026, 12, 2, 9, tzinfo=UTC)
    publish_record(service, december)
    november = read_figures(service.paths.figures).months[1]  # type: ignore[union-attr]

    received(service, 2, NOW)  # an import, say, with a date of before
    received(service, 3, december)
    later = current(service, december + timedelta(days=1))

    assert [m.month for m in later.months] == ["2026-12", "2026-11"]
    assert later.months[1] == november
    assert later.months[0].received == 1


def test_a_month_that_was_last_counted_before_its_end_is_counted_once_more(
    service: Service,
) -> None:
    received(service, 1)
    publish_record(service, NOW)
    received(service, 2, datetime(2026, 11, 30, 22, 59, tzinfo=UTC))
    received(service, 3, datetime(2026, 11, 30, 23, 1, tzinfo=UTC))

    months = current(service, datetime(2026, 12, 1, 9, tzinfo=UTC)).months

    # In Zurich, December begins at 23:00 UTC.
    assert [(m.month, m.received) for m in months] == [("2026-12", 1), ("2026-11", 2)]


def test_months_stay_when_the_log_has_forgotten_them(service: Service) -> None:
    old = Month("2022-01", received=9)
    write_figures(service.paths.figures, Figures(NOW, (old,)))

    months = current(service, NOW).months

    assert months[-1] == old
    assert len(months) == 59
