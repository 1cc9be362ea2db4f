"""Whether the service can do its work."""

from datetime import timedelta

from comments_service.actions.rebuild import failed
from comments_service.app import create_app
from comments_service.contract.due import Due, Schedule, write_schedule
from tests.support import NOW


def test_it_is_well(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_it_is_not_well_without_its_worker(room):
    client = create_app(room.service, trial=False, worker_alive=lambda: False).test_client()
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json) == (503, {"status": "failing"})


def test_it_is_not_well_without_its_database(room, client):
    room.service.db.table("comments").drop()

    assert client.get("/healthz").status_code == 503


def test_a_site_that_cannot_be_built_is_told_without_a_reason(room, client):
    """The service is well, so nobody is to restart it; and the reason may be under embargo."""
    failed(room.service, "content/posts/uebernahme.md:3: there is no field 'titel'", "", NOW)
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json) == (
        200,
        {"status": "ok", "site": "out of date", "since": "2026-11-20T09:00:00+00:00"},
    )


def test_a_build_that_nobody_makes_is_told(room, client):
    due = Due(NOW, "content/posts/uebernahme.md is published")
    write_schedule(room.service.paths.due, Schedule(NOW - timedelta(days=1), due))
    assert client.get("/healthz").json == {"status": "ok"}

    room.clock.forward(minutes=11)
    assert client.get("/healthz").json["site"] == "out of date"
