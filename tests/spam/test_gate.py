"""The gate: one failure lets a person look, two go into quarantine."""

from itertools import combinations

import pytest

from comments_service.domain.form import Form, Proof
from comments_service.domain.verdict import Candidate, Outcome, outcome
from comments_service.spam import gate

TEXT = "Ein Satz, den so bald niemand ein zweites Mal schreibt."

# What each rule takes for a failure.
FAILURES: dict[str, dict[str, object]] = {
    "trap": {"trap": True},
    "haste": {"age": 2.9},
    "speed": {"sender_recent": 3},
    "token": {"forged": True},
    "proof": {"proof": Proof.WRONG},
}


def candidate(body: str = TEXT, sender_recent: int = 0, **form: object) -> Candidate:
    return Candidate(
        author="Ruth", body=body, sender_recent=sender_recent, again=False, same_body=0,
        same_body_spam=0, form=Form(**form),  # type: ignore[arg-type]
    )  # fmt: skip


def rules(*names: str, off: tuple[str, ...] = ()) -> list[str]:
    """The rules that speak when those in `names` are failed."""
    facts = {key: value for name in names for key, value in FAILURES[name].items()}
    return [verdict.rule for verdict in gate.check(candidate(**facts), off)]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", FAILURES)
def test_one_failure_lets_a_person_look(name: str) -> None:
    [verdict] = gate.check(candidate(**FAILURES[name]))  # type: ignore[arg-type]

    assert (verdict.rule, verdict.outcome) == (name, Outcome.HOLD)
    assert 0.5 <= verdict.score < 1


PACE = ("haste", "speed")


@pytest.mark.parametrize("names", [two for two in combinations(FAILURES, 2) if two != PACE])
def test_two_failures_go_into_quarantine(names: tuple[str, str]) -> None:
    facts = {**FAILURES[names[0]], **FAILURES[names[1]]}
    verdicts = gate.check(candidate(**facts))  # type: ignore[arg-type]

    assert [verdict.rule for verdict in verdicts] == [*names, "gate"]
    assert (verdicts[-1].count, outcome(verdicts)) == (2, Outcome.SPAM)


def test_a_lively_office_is_read_by_a_person() -> None:
    quick = {"age": 1, "sender_recent": 9}
    for more in ({}, {"proof": Proof.MISSING}):
        verdicts = gate.check(candidate(**quick, **more))  # type: ignore[arg-type]
        assert {"haste", "speed"} <= {verdict.rule for verdict in verdicts}
        assert outcome(verdicts) is Outcome.HOLD

    assert outcome(gate.check(candidate(**quick, trap=True))) is Outcome.SPAM  # type: ignore[arg-type]


def test_without_javascript_there_is_no_proof_and_a_person_looks() -> None:
    shared = candidate(sender_recent=3, proof=Proof.MISSING)
    assert outcome(gate.check(shared)) is Outcome.HOLD

    machine = candidate(sender_recent=3, trap=True, proof=Proof.MISSING)
    assert outcome(gate.check(machine)) is Outcome.SPAM


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"age": 3.0},
        {"age": 60 * 60 * 20},
        {"age": None},
        {"age": -1},
        {"proof": Proof.GIVEN},
        {"age": 600, "proof": Proof.GIVEN},
    ],
)
def test_a_form_without_failures_says_nothing(form: dict[str, object]) -> None:
    assert gate.check(candidate(**form)) == []  # type: ignore[arg-type]


def test_a_word_or_two_are_written_quickly() -> None:
    assert gate.check(candidate("Gratulation!", age=1)) == []


def test_a_proof_that_does_not_hold_is_told_apart_from_one_that_is_missing() -> None:
    missing, wrong = (
        gate.check(candidate(proof=proof))[0] for proof in (Proof.MISSING, Proof.WRONG)
    )

    assert missing.rule == wrong.rule == "proof"
    assert missing.why != wrong.why
    assert missing.score < wrong.score


def test_a_rule_that_is_switched_off_does_not_speak_nor_count() -> None:
    assert rules("trap", "speed", off=("speed",)) == ["trap"]
    assert rules("trap", "speed", "haste", off=("speed",)) == ["trap", "haste", "gate"]
    assert rules("trap", "speed", off=("gate",)) == ["trap", "speed"]


def test_what_was_said_of_the_first_text_counts_on_unless_its_rule_is_off() -> None:
    before = gate.check(candidate(trap=True))
    later = candidate(sender_recent=3)

    assert [one.rule for one in gate.check(later, (), before)] == ["trap", "speed", "gate"]
    assert [one.rule for one in gate.check(later, ("trap",), before)] == ["speed"]
