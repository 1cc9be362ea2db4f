"""The browser's proof of work: for one thread, for a while, for one comment."""

import base64
import json
from datetime import timedelta
from typing import Any

import altcha
import pytest

from comments_service.domain.form import Proof
from comments_service.spam import proof
from comments_service.spam.proof import Proofs
from tests.support import NOW, THREAD

KEY, NEWER = "k" * 40, "n" * 40
OTHER = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a02"


@pytest.fixture(autouse=True)
def easy(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a browser takes a tenth of a second for is nothing here."""
    monkeypatch.setattr(proof, "_COST", 1)
    monkeypatch.setattr(proof, "_TRIES", 4)


@pytest.fixture
def proofs() -> Proofs:
    return Proofs([KEY])


def solution(proofs: Proofs, thread: str = THREAD) -> str:
    """What a browser sends."""
    return solved(proofs.challenge(thread, NOW))


def solved(made: dict[str, Any]) -> str:
    challenge = altcha.Challenge.from_dict(made)
    found = altcha.solve_challenge(challenge)
    assert found
    return altcha.Payload(challenge, found).to_base64()


def changed(payload: str, change: dict[str, Any], part: str = "solution") -> str:
    data = json.loads(base64.b64decode(payload))
    (data[part] if part == "solution" else data["challenge"]["parameters"]).update(change)
    return base64.b64encode(json.dumps(data).encode()).decode()


def test_what_a_browser_has_solved_holds_once(proofs: Proofs) -> None:
    payload = solution(proofs)

    assert proofs.use(THREAD, payload, NOW) is Proof.GIVEN
    assert proofs.use(THREAD, payload, NOW) is Proof.WRONG


def test_a_solution_is_good_for_its_thread_and_its_time(proofs: Proofs) -> None:
    late = NOW + proof.LASTS + timedelta(seconds=1)

    assert proofs.use(OTHER, solution(proofs), NOW) is Proof.WRONG
    assert proofs.use(THREAD, solution(proofs), late) is Proof.WRONG
    assert proofs.use(THREAD, solution(proofs), NOW + proof.LASTS) is Proof.GIVEN


def test_nothing_is_told_apart_from_something_wrong(proofs: Proofs) -> None:
    assert proofs.use(THREAD, "", NOW) is Proof.MISSING
    assert proofs.use(THREAD, "x", NOW) is Proof.WRONG


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"derivedKey": "00" * 32}, "solution"),
        ({"derivedKey": None}, "solution"),
        ({"data": {"thread": THREAD, "until": 9e9}}, "parameters"),
        ({"nonce": "00" * 16}, "parameters"),
        ({"keySignature": None}, "parameters"),
        ({"cost": 0}, "parameters"),
        ({"keyPrefix": ""}, "parameters"),
    ],
)
def test_what_was_tampered_with_does_not_hold(
    proofs: Proofs, change: dict[str, Any], part: str
) -> None:
    assert proofs.use(THREAD, changed(solution(proofs), change, part), NOW) is Proof.WRONG


@pytest.mark.parametrize(
    "garbage",
    [
        "{}",
        "[]",
        "1",
        '"x"',
        '{"challenge": 1, "solution": 2}',
        '{"challenge": {"parameters": []}, "solution": {}}',
        '{"challenge": {"parameters": {}}, "solution": {}}',
        '{"challenge": {"parameters": {"algorithm": "SHA-256"}}, "solution": null}',
        "[" * 1400,
        "\x00",
        '{"challenge": {"parameters": {"data": ' + "[" * 600 + "]" * 600 + "}}}",
    ],
)
def test_garbage_does_not_hold_and_does_no_harm(proofs: Proofs, garbage: str) -> None:
    payload = base64.b64encode(garbage.encode()).decode()

    assert proofs.use(THREAD, payload, NOW) is Proof.WRONG


def test_more_than_a_solution_can_be_is_not_even_read(proofs: Proofs) -> None:
    assert len(solution(proofs)) < 1000
    assert proofs.use(THREAD, "A" * 100_000, NOW) is Proof.WRONG
    assert proofs.use(THREAD, "ä", NOW) is Proof.WRONG


def test_what_came_to_nothing_may_be_sent_again(proofs: Proofs) -> None:
    payload = solution(proofs)
    proofs.use(THREAD, payload, NOW)
    proofs.give_back(payload)

    assert proofs.use(THREAD, payload, NOW) is Proof.GIVEN


def test_every_accepted_key_counts_and_no_other() -> None:
    before, after, elsewhere = Proofs([KEY]), Proofs([KEY, NEWER]), Proofs(["x" * 40])

    assert after.use(THREAD, solution(before), NOW) is Proof.GIVEN
    assert after.use(THREAD, solution(after), NOW) is Proof.GIVEN
    assert before.use(THREAD, solution(after), NOW) is Proof.WRONG
    assert after.use(THREAD, solution(elsewhere), NOW) is Proof.WRONG


def test_memory_is_bounded(proofs: Proofs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "_REMEMBERED", 3)
    for _ in range(5):
        proofs.use(THREAD, solution(proofs), NOW)
    assert len(proofs._used) == 3

    later = NOW + proof.LASTS + timedelta(seconds=1)
    assert proofs.use(THREAD, solved(proofs.challenge(THREAD, later)), later) is Proof.GIVEN
    assert len(proofs._used) == 1
