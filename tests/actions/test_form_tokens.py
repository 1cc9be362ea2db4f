"""How old a form is, whose it is, and whether its browser has worked."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import altcha
import pytest

from comments_service.actions.form_tokens import (
    LASTS,
    form_of,
    opening,
    token_again,
    token_of_empty,
)
from comments_service.actions.service import Service
from comments_service.actions.submit import check, submit
from comments_service.actions.tokens import Purpose
from comments_service.domain.errors import AllClosed, Busy, ThreadClosed, UnknownThread
from comments_service.spam import gate, proof
from comments_service.spam.akismet_link import Reader
from comments_service.storage import comments
from tests.support import NOW, THREAD, all_comments, fields, make_newsroom, thread

OTHER = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a02"
BODY = "Wie viel Restwasser bleibt dem Bach im Winter?"
SECOND = timedelta(seconds=1)


@pytest.fixture
def newsroom(tmp_path: Path) -> Service:
    return make_newsroom(tmp_path, [thread(), thread(OTHER)])


@pytest.fixture
def working(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Service:
    """A newsroom that asks browsers for work; an easy one."""
    monkeypatch.setattr(proof, "_COST", 1)
    monkeypatch.setattr(proof, "_TRIES", 4)
    return make_newsroom(tmp_path, comments="proof_of_work = true")


def readers() -> Iterator[Reader]:
    number = 0
    while True:
        number += 1
        yield Reader(f"198.51.100.{number}", "Test/1.0")


READERS = readers()


def failures(service: Service, now: datetime = NOW, **sent: str) -> list[str]:
    """Which rules of the gate a comment fails that somebody new sends."""
    submit(service, THREAD, fields(sent.pop("body", BODY), **sent), next(READERS), now)
    [newest] = [one.id for one in all_comments(service)][-1:]
    found = {verdict.rule for verdict in comments.verdicts_of(service.db, newest)}
    return sorted(found & {gate.GATE, *(rule.__name__ for rule in gate.RULES)})


def solution(service: Service, now: datetime = NOW) -> str:
    challenge = altcha.Challenge.from_dict(opening(service, THREAD, now).challenge or {})
    found = altcha.solve_challenge(challenge)
    assert found
    return altcha.Payload(challenge, found).to_base64()


def test_a_form_without_a_token_is_above_suspicion(newsroom: Service) -> None:
    assert failures(newsroom) == []
    assert failures(newsroom, token="", proof="") == []


def test_who_sends_sooner_than_anybody_writes_is_noticed(newsroom: Service) -> None:
    token = opening(newsroom, THREAD, NOW).token

    assert failures(newsroom, NOW + 2 * SECOND, token=token) == ["haste"]
    assert failures(newsroom, NOW + 3 * SECOND, token=token, body=f"{BODY} Danke!") == []
    assert failures(newsroom, NOW + 2 * SECOND, token=token, body="Gratulation!") == []


@pytest.mark.parametrize("kind", ["nonsense", "other thread", "other purpose", "other keys"])
def test_a_token_that_is_not_ours_is_noticed(newsroom: Service, tmp_path: Path, kind: str) -> None:
    tokens = {
        "nonsense": "nonsense",
        "other thread": token_of_empty(newsroom, OTHER, NOW),
        "other purpose": newsroom.tokens.sign(Purpose.CONFIRM, [THREAD, "empty"], NOW),
        "other keys": token_of_empty(newsroom, THREAD, NOW)[:-2] + "xx",
    }
    assert failures(newsroom, NOW + 60 * SECOND, token=tokens[kind]) == ["token"]


def test_nobody_has_a_time_limit(newsroom: Service) -> None:
    token = opening(newsroom, THREAD, NOW).token

    assert failures(newsroom, NOW + LASTS, token=token) == []
    assert failures(newsroom, NOW + 30 * LASTS, token=token, body="Nach einem Monat") == []


def test_a_token_of_yesterday_tells_no_age_and_is_no_forgery(newsroom: Service) -> None:
    """Somebody may have taken thousands of them then, to look slow today."""
    token = token_of_empty(newsroom, THREAD, NOW)
    sent = check(newsroom, newsroom.threads.get(THREAD), fields(token=token))
    ages = []
    for waited in (LASTS, LASTS + SECOND):
        with form_of(newsroom, sent, NOW + waited) as form:
            ages.append((form.age, form.forged))

    assert ages == [(LASTS.total_seconds(), False), (None, False)]


def test_a_form_that_is_shown_again_keeps_the_age_of_the_first(newsroom: Service) -> None:
    first = token_of_empty(newsroom, THREAD, NOW)
    again = token_again(newsroom, THREAD, first, NOW + 2 * SECOND)
    later = token_again(newsroom, THREAD, first, NOW + LASTS + SECOND)

    assert again == first
    assert failures(newsroom, NOW + 3 * SECOND, token=again) == []
    assert later != first
    assert failures(newsroom, NOW + LASTS + SECOND, token=later, body="Tags darauf") == []


@pytest.mark.parametrize("sent", ["", "nonsense"])
def test_a_form_that_is_shown_with_a_text_can_be_sent_at_once(newsroom: Service, sent: str) -> None:
    """Somebody has a quick look at the preview of what was written in a page without a token."""
    assert failures(newsroom, NOW, token=token_again(newsroom, THREAD, sent, NOW)) == []


def test_two_failures_go_into_quarantine(newsroom: Service) -> None:
    token = opening(newsroom, THREAD, NOW).token

    assert failures(newsroom, NOW, token=token, website="x") == ["gate", "haste", "trap"]


def test_nothing_is_opened_where_nothing_can_be_sent(tmp_path: Path) -> None:
    service = make_newsroom(tmp_path, [thread(policy="closed")])

    with pytest.raises(ThreadClosed):
        opening(service, THREAD, NOW)
    with pytest.raises(UnknownThread):
        opening(service, OTHER, NOW)
    assert not issubclass(AllClosed, UnknownThread)


def test_no_work_is_asked_for_unless_it_is_switched_on(newsroom: Service) -> None:
    assert opening(newsroom, THREAD, NOW).challenge is None
    assert failures(newsroom, proof="whatever") == []


def test_who_has_not_worked_waits_for_a_person(working: Service) -> None:
    assert failures(working) == ["proof"]
    assert failures(working, proof="nonsense", body="Und noch etwas") == ["proof"]


def test_work_counts_for_one_comment(working: Service) -> None:
    done = solution(working)

    assert failures(working, proof=done) == []
    assert failures(working, proof=done, body="Und noch etwas") == ["proof"]


def test_the_same_form_twice_is_one_comment_also_with_its_work(working: Service) -> None:
    sent, reader = fields(BODY, proof=solution(working)), next(READERS)
    one, two = (submit(working, THREAD, sent, reader, NOW) for _ in range(2))

    assert one == two
    [comment] = all_comments(working)
    assert "proof" not in {v.rule for v in comments.verdicts_of(working.db, comment.id)}


def test_work_is_not_lost_where_a_comment_could_not_be_taken(
    working: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise Busy

    done = solution(working)
    with monkeypatch.context() as patched:
        patched.setattr(working.together, "write", full)
        with pytest.raises(Busy):
            submit(working, THREAD, fields(BODY, proof=done), next(READERS), NOW)

    assert failures(working, proof=done) == []
