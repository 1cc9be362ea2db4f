"""Cards: the pictures that stand beside a shared link, and those that search engines show.

A post with a picture of its own has them from there (see `picture_files.py`). All others get cards
that are set from their words; so do topics, series and each language as a whole.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache as once
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pelican import signals

from comments_service.contract import dates
from comments_service.contract.faults import Fault
from plugins import build, card_press
from plugins.build import Build
from plugins.cache import Cache
from plugins.card_press import LOGO, CardPress, Size, Words
from plugins.model import Card, PostView, Shelf, Site

FOLDER = "media/cards"
SIZES: dict[str, Size] = {
    "card": (1200, 630),
    "1x1": (1200, 1200),
    "4x3": (1200, 900),
    "16x9": (1200, 675),
}
_CARD = "card"
SHAPES = ("1x1", "4x3", "16x9")
_MOST_THREADS = 4
_NOT_SET = "links have no pictures set from words: the library typst does not run on this machine"


def make(generators: list[Any]) -> None:
    run = build.of(generators[0].settings)
    if not card_press.AVAILABLE:
        run.warnings.append(Fault("cards", 0, _NOT_SET, "see docs/operations.md"))
        return
    desk = _Desk(run)
    with ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1)) as pool:
        # Asked for one by one, so that the first fault is told.
        for _ in pool.map(desk.post, run.posts):
            pass
        for _ in pool.map(desk.shelf, *zip(*_shelves(run), strict=True)):
            pass
        for _ in pool.map(desk.site, run.sites.values()):
            pass
    desk.close()


def _shelves(run: Build) -> Iterator[tuple[Site, Shelf, str, str]]:
    """What gathers posts and has a name: its site, itself, the word for it, the name."""
    for site in run.sites.values():
        t = run.translator(site.lang)
        yield from ((site, topic, t("Topic"), topic.name) for topic in site.topics)
        yield from ((site, series, t("Series"), series.name) for series in site.series)


class _Desk:
    def __init__(self, run: Build) -> None:
        config = run.config
        self._run = run
        self._cache = Cache(run.paths.cache / "cards")
        self._press = CardPress(
            run.paths.theme / "print", config.newsroom.name, config.colours.accent
        )
        self._host = urlsplit(config.newsroom.url).netloc
        drawing = run.paths.theme / "static" / "favicon.svg"
        key = (card_press.RECIPE, drawing.read_bytes())
        path = self._cache.file(key, ".png", lambda: self._press.logo(drawing))
        self._logo = Card(self._staged(path, "logo"), LOGO, LOGO, config.newsroom.legal_name)

    def post(self, post: PostView) -> None:
        """Give a post the card and the shapes that its picture does not give."""
        given = post.image.crops if post.image else {}
        wanted = [shape for shape in SHAPES if shape not in given]
        if post.card is None:
            wanted.append(_CARD)
        made = self._set(self._words(post), wanted) if wanted else {}
        post.card = post.card or self._card(made[_CARD], post.headline)
        post.shapes = {shape: given.get(shape) or made[shape] for shape in SHAPES}

    def shelf(self, site: Site, shelf: Shelf, kicker: str, name: str) -> None:
        words = Words(site.lang, name, kicker, self._host)
        shelf.card = self._card(self._set(words, [_CARD])[_CARD], f"{kicker}: {name}")

    def site(self, site: Site) -> None:
        words = Words(site.lang, site.tagline, "", self._host)
        alt = f"{self._run.config.newsroom.name}: {site.tagline}"
        site.card = self._card(self._set(words, [_CARD])[_CARD], alt)
        site.logo = self._logo

    def close(self) -> None:
        if not self._run.preview:
            # A preview's drafts are the public build's waste, and it comes back to them soon.
            self._cache.prune()

    def _words(self, post: PostView) -> Words:
        kicker = kinds(self._run, post.lang)[post.kind]
        foot = dates.long_date(post.date, post.lang)
        if post.event:
            foot = f"{dates.long_datetime(post.event.starts, post.lang)}, {post.event.venue}"
        return Words(post.lang, post.headline, kicker, foot)

    def _set(self, words: Words, shapes: list[str]) -> dict[str, str]:
        """The addresses of a card by shape. What is missing in the cache is drawn in one go."""
        key = self._press.key(words)
        drawn = once(lambda: self._press.cards(words, [SIZES[shape] for shape in shapes]))
        found = {}
        for number, shape in enumerate(shapes):
            path = self._cache.file((*key, shape), ".png", partial(_nth, drawn, number))
            found[shape] = self._staged(path, shape)
        return found

    def _card(self, url: str, alt: str) -> Card:
        return Card(url, *SIZES[_CARD], alt)

    def _staged(self, path: Path, shape: str) -> str:
        """Bring a file along under a name that tells its content; its address."""
        name = f"{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}.{shape}.png"
        target = self._run.staging / FOLDER / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, target)
        except FileExistsError:
            # Two posts with the same words, such as drafts of one.
            pass
        except OSError:
            # Another disk, or a file system without links.
            shutil.copy2(path, target)
        return f"{self._run.config.prefix}/{FOLDER}/{name}"


def _nth(drawn: Callable[[], list[bytes]], number: int) -> bytes:
    return drawn()[number]


def kinds(run: Build, lang: str) -> dict[str, str]:
    """What posts of each kind are called, as templates call them."""
    t = run.translator(lang)
    return {
        "release": t("News release"),
        "note": t("In brief"),
        "adhoc": t("Ad hoc announcement"),
        "event": t("Event"),
    }


def register() -> None:
    signals.all_generators_finalized.connect(make)
