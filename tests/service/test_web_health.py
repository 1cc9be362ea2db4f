"""Whether the service can do its work."""

from comments_service.app import create_app


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
