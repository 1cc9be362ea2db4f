"""What Akismet is told of people's decisions: each once, and only about what it has seen."""

from datetime import timedelta

import pytest

from comments_service.actions.decide import LABEL, decide
from comments_service.actions.service import Service
from comments_service.actions.undo import undo
from comments_service.domain.states import Verb
from comments_service.storage import decisions
from tests.actions.office import GROUNDS, comment
from tests.support import ANNA, NOW

HAM, SPAM = '"spam": false', '"spam": true'


def labels(service: Service) -> list[str]:
    rows = service.db.query("SELECT payload FROM outbox WHERE kind = ? ORDER BY id", [LABEL])
    return [HAM if HAM in row["payload"] else SPAM for row in rows]


@pytest.mark.parametrize(
    ("verbs", "told"),
    [
        ([Verb.PUBLISH], [HAM]),
        ([Verb.REJECT], []),
        ([Verb.PUBLISH, Verb.REJECT, Verb.PUBLISH], [HAM]),
        ([Verb.REJECT, Verb.PUBLISH], [HAM]),
        ([Verb.SPAM, Verb.PUBLISH], [SPAM, HAM]),
        ([Verb.PUBLISH, Verb.SPAM, Verb.PUBLISH], [HAM, SPAM, HAM]),
    ],
)
def test_akismet_is_told_what_it_does_not_know_yet(
    service: Service, verbs: list[Verb], told: list[str]
) -> None:
    one = comment(service, akismet=True)
    for number, verb in enumerate(verbs):
        decide(service, one.id, verb, ANNA, NOW + timedelta(hours=number), grounds=GROUNDS)

    assert labels(service) == told


def test_undoing_spam_takes_the_label_back(service: Service) -> None:
    one = comment(service, akismet=True)
    decide(service, one.id, Verb.PUBLISH, ANNA, NOW)
    decide(service, one.id, Verb.SPAM, ANNA, NOW, grounds=GROUNDS)
    last = decisions.latest_of(service.db, one.id)
    assert last

    undo(service, last.batch, ANNA, NOW)

    assert labels(service) == [HAM, SPAM, HAM]


def test_akismet_hears_nothing_of_what_it_has_not_seen(service: Service) -> None:
    one = comment(service)
    decide(service, one.id, Verb.SPAM, ANNA, NOW, grounds=GROUNDS)
    decide(service, one.id, Verb.PUBLISH, ANNA, NOW)

    assert labels(service) == []
