"""Each page of the service, with something on it: one heading, one title, and no fault."""

from comments_service.contract.threads import Announcement, Manifest, write_manifest
from comments_service.storage import moderators
from tests.actions.office import POST
from tests.every_page import REFUSED, every_page, missing
from tests.interface import MAILING
from tests.support import NOW, THREAD
from tests.web import ENGLISH, Desk, tree

# Pages from where one is led on.
LEADS_ON = {
    *("receipts.mails", "receipts.asked", "receipts.anonymised", "receipts.taken_back"),
    *("reader.data_back", "moderation.sign_in"),
}


def test_every_page_of_the_service_is_whole(make):
    """A route without a sample in `tests/every_page.py` fails here."""
    room = make(settings=MAILING)
    desk, service = Desk(room), room.service
    manifest = service.threads.manifest()
    posts = {POST: Announcement(POST, "de", "Neue Anlage", "/de/neue-anlage/", "content/neu.md")}
    write_manifest(
        service.paths.threads,
        Manifest(manifest.site_id, manifest.threads, manifest.pages, posts),
    )
    me = moderators.by_name(service.db, "Lea Brunner")
    assert me
    reader = room.client()
    for lang, thread in (("de", THREAD), ("en", ENGLISH)):
        found = every_page(service, thread, POST, lang, NOW, me)
        assert missing(room.app, found) == set()
        for endpoint, paths in found.items():
            for path in paths:
                client = desk.client if endpoint.startswith("moderation.") else reader
                answer = client.get(path, headers={"Accept-Language": lang})
                expected = 404 if endpoint == REFUSED else 303 if endpoint in LEADS_ON else 200
                assert answer.status_code == expected, path
                if expected != 303:
                    page = tree(answer)
                    assert page.get("lang") in ("de", "en"), path
                    assert len(page.xpath("//h1")) == len(page.xpath("//title")) == 1, path
