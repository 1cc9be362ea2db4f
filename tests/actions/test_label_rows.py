"""Labels as they are stored: read beside erasures, and never silently changed."""

from comments_service.actions.service import Service
from comments_service.storage import labels
from comments_service.storage.database import Connections, checkpoint
from tests.actions.labelled import label


def test_reading_all_labels_keeps_nobody_from_emptying_the_log(service: Service) -> None:
    for _ in range(3):
        label(service, spam=False)
    other = Connections(service.paths.database)
    other.get().conn.execute("PRAGMA busy_timeout = 0")
    found = labels.after(service.db, 0)
    next(found)
    label(service, spam=True)

    assert checkpoint(other.get())
    assert [row.id for row in found] == [2, 3, 4]
    other.close()


def test_labels_come_in_pages_without_a_gap(service: Service) -> None:
    for number in range(7):
        label(service, spam=number % 2 == 0)

    assert [row.id for row in labels.after(service.db, 1, page=2)] == [2, 3, 4, 5, 6, 7]
