"""Inboxes of appeals, reports and errors: page by page, and read at once."""

from datetime import timedelta
from uuid import uuid4

import pytest

from comments_service.storage import appeals, reports, slips
from comments_service.storage.appeals import AppealState
from comments_service.storage.reports import ReportState
from comments_service.storage.slips import SlipState
from tests.actions.office import appeal, comment, report, slip
from tests.support import NOW
from tests.web import tree

ENGLISH = {"Accept-Language": "en"}


def objection(room, inbox, number, settled=False):
    """One with a comment of its own, so many minutes after the first."""
    facts = {"at": NOW + timedelta(minutes=number), "text": f"Nummer {number}."}
    if settled:
        done = {"appeals": AppealState.UPHELD, "reports": ReportState.ACTED}
        facts |= {"state": done.get(inbox, SlipState.ANSWERED), "decided_at": facts["at"]}
    if inbox == "slips":
        return slip(room.service, **facts)
    about = comment(room.service, id=str(uuid4()), author=f"Name {number}")
    return {"appeals": appeal, "reports": report}[inbox](room.service, about, **facts)


def listed(desk, address):
    page = tree(desk.get(address, headers=ENGLISH))
    return [one.text_content() for one in page.xpath("//ol//article/p")], page


@pytest.mark.parametrize("inbox", ["appeals", "reports", "slips"])
def test_an_inbox_has_pages_of_25_the_oldest_open_one_first(room, desk, inbox):
    for number in (27, *range(27)):
        objection(room, inbox, number)
    for number in (30, 31):
        objection(room, inbox, number, settled=True)

    first, page = listed(desk, inbox)
    assert first == [f"Nummer {number}." for number in range(25)]
    assert "Still open (28)" in page.text_content()
    assert page.xpath("//nav[@class='pagination']//a/@href") == ["?page=2"]

    second, page = listed(desk, f"{inbox}?page=2")
    assert second == [f"Nummer {number}." for number in (25, 26, 27, 31, 30)]
    headings = [one.text_content() for one in page.xpath("//h2")]
    assert headings[:2] == ["Still open (28)", "Decided last"]
    assert page.xpath("//nav[@class='pagination']//a/@href") == ["?page=1"]


@pytest.mark.parametrize("inbox", ["appeals", "reports", "slips"])
def test_an_inbox_asks_the_database_as_often_for_many_as_for_one(room, desk, inbox):
    objection(room, inbox, 0)
    few = queries(room, desk, inbox)
    for number in range(1, 20):
        objection(room, inbox, number)

    assert queries(room, desk, inbox) == few


def queries(room, desk, address):
    asked = []
    room.service.db.conn.set_trace_callback(asked.append)
    desk.get(address)
    room.service.db.conn.set_trace_callback(None)
    return len(asked)


@pytest.mark.parametrize("asked", ["0", "-3", "x", "99999999999999999999"])
def test_a_page_that_cannot_be_is_no_fault(room, desk, asked):
    objection(room, "reports", 0)

    assert desk.get(f"reports?page={asked}").status_code == 200


def test_storage_reads_a_page_of_each(room):
    """The latest settled one first, and no more than asked for."""
    for inbox, stored in (("appeals", appeals), ("reports", reports), ("slips", slips)):
        for number in (1, 2):
            objection(room, inbox, number, settled=True)
        assert [one.text for one in stored.page(room.service.db, 1)] == ["Nummer 2."]
        assert [one.text for one in stored.page(room.service.db, 5, 1)] == ["Nummer 1."]
