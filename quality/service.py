"""Every page of the comment service, for readers and moderators, in two languages."""

from datetime import UTC, datetime

from playwright.sync_api import Browser, BrowserContext

from comments_service.actions.service import Service
from comments_service.app import create_app
from comments_service.contract.config_file import load
from comments_service.contract.paths import paths_for
from comments_service.settings import load_settings
from comments_service.storage import moderators
from comments_service.wiring import make_service
from quality.visit import Visitor
from tests.every_page import every_page, missing
from tests.running import Newsroom

LANGUAGES = ("de", "en")

# A page that is led elsewhere without a session is looked at without one.
_BEFORE = ("moderation.sign_in", "moderation.join", "moderation.by_mail")


def visit(room: Newsroom, browser: Browser, signed_in: BrowserContext, visitor: Visitor) -> None:
    """Fill the newsroom and let the visitor look at everything. Raises LookupError for a route
    that nobody has given a sample."""
    service = _opened(room)
    try:
        me = moderators.everyone(service.db)[0]
        for lang in LANGUAGES:
            thread, _ = room.open_post(lang)
            found = every_page(service, thread, thread, lang, datetime.now(UTC), me)
            if unseen := missing(create_app(service, trial=True), found):
                raise LookupError(f"tests/every_page.py lacks {', '.join(sorted(unseen))}")
            reader = browser.new_context(base_url=room.url, locale=lang)
            # A browser of that language with the same session.
            moderator = browser.new_context(
                base_url=room.url, locale=lang, storage_state=signed_in.storage_state()
            )
            for endpoint, paths in found.items():
                office = endpoint.startswith("moderation.") and endpoint not in _BEFORE
                visitor.visit(paths, moderator if office else reader, f"{lang}-{endpoint}")
            reader.close()
            moderator.close()
    finally:
        service.close()


def _opened(room: Newsroom) -> Service:
    """The same database and the same secret as the process that serves it."""
    config = load(room.folder / "newsroom.toml")
    paths = paths_for(config)
    return make_service(config, paths, load_settings(config, paths, trial=True, environment={}))
