"""When the public figures are counted anew."""

from comments_service.actions.chores import Chores
from comments_service.actions.record import COUNTED_WITHIN
from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.contract.figures import read_figures
from comments_service.outbox.worker import settle
from tests.support import NOW, READER, THREAD, fields


def counts_waiting(service: Service) -> int:
    rows = service.db.conn.execute("SELECT count(*) FROM outbox WHERE kind = 'record'")
    return int(rows.fetchone()[0])


def test_what_came_in_is_counted_within_minutes_without_any_decision(service: Service) -> None:
    """The report must not say that nothing came in. A thousand comments are counted once."""
    chores = Chores(service)
    chores(NOW)
    settle(service, NOW)
    submit(service, THREAD, fields("Eins"), READER, NOW)
    submit(service, THREAD, fields("Zwei"), READER, NOW)

    chores(NOW)
    submit(service, THREAD, fields("Drei"), READER, NOW)
    chores(NOW)

    assert counts_waiting(service) == 1
    settle(service, NOW)
    figures = read_figures(service.paths.figures)
    assert figures
    assert figures.months[0].received == 3

    submit(service, THREAD, fields("Vier"), READER, NOW)
    chores(NOW + COUNTED_WITHIN)
    assert counts_waiting(service) == 1
