"""A post as an entry of a feed: its whole text, as the page opens, with absolute addresses.

A feed has no base of its own, and its readers see no style sheet.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urljoin

from feedgenerator.django.utils.encoding import iri_to_uri
from lxml import html
from lxml.html import builder

from comments_service.contract import addresses, dates
from comments_service.contract.feeds import Entry, Person
from plugins.build import Build
from plugins.feed_files import enclosures
from plugins.feed_lists import News
from plugins.model import EventView, Picture, PostView, Tombstone

_ADDRESSES = ("href", "src", "poster", "cite")
E = builder.E


class Entries:
    """Entries are made once, though a post may stand in many feeds."""

    def __init__(self, run: Build) -> None:
        self._run = run
        self._made: dict[str, Entry] = {}

    def of(self, news: Sequence[News]) -> list[Entry]:
        for item in news:
            if item.permanent_id not in self._made:
                self._made[item.permanent_id] = (
                    _notice(self._run, item)
                    if isinstance(item, Tombstone)
                    else _entry(self._run, item)
                )
        return [self._made[item.permanent_id] for item in news]


def _entry(run: Build, post: PostView) -> Entry:
    url = _absolute(run, post.url)
    replies = addresses.comments(run.config.prefix, post.permanent_id)
    files = enclosures(run, post)
    return Entry(
        id=post.permanent_id,
        title=post.headline,
        url=url,
        html=_full_text(run, post, url),
        summary=post.summary,
        authors=tuple(Person(p.name, _absolute(run, p.url)) for p in post.persons)
        or (_newsroom(run, post.lang),),
        published=post.date,
        updated=post.updated or post.date,
        topics=tuple(topic.name for topic in post.topics),
        image=_absolute(run, post.image.url) if post.image else "",
        enclosures=files,
        replies_url=f"{url}#comments" if post.thread else "",
        replies_feed=run.config.absolute(f"{replies}/feed.atom") if post.thread else "",
    )


def _notice(run: Build, stone: Tombstone) -> Entry:
    """What is left of a withdrawn post: readers who have it learn that it is, and why."""
    t = run.translator(stone.lang)
    title = t("Withdrawn: %(title)s", title=stone.title)
    told = t("We withdrew this text on %(date)s.", date=dates.long_date(stone.at, stone.lang))
    words = " ".join(part for part in (told, stone.reason) if part)
    parts = [E.p(words)]
    if other := stone.replaced_by:
        link = E.a(other.headline, href=_absolute(run, other.url))
        parts.append(E.p(f"{t('Read instead:')} ", link))
    return Entry(
        id=stone.permanent_id,
        title=title,
        url=_absolute(run, stone.url),
        html=_markup(parts),
        summary=words,
        authors=(_newsroom(run, stone.lang),),
        published=stone.date,
        updated=stone.at,
        topics=tuple(topic.name for topic in stone.topics),
    )


def _newsroom(run: Build, lang: str) -> Person:
    return Person(run.config.newsroom.name, _absolute(run, run.sites[lang].url))


def _full_text(run: Build, post: PostView, url: str) -> str:
    """Corrections, lead, when and where, picture, text."""
    root = html.fragment_fromstring(post.content, create_parent="div")
    opening = _corrections(run, post)
    # A note's summary is its text.
    if post.summary and post.kind != "note":
        opening.append(E.p(post.summary))
    if post.event:
        opening.append(_occasion(post.event, post.lang))
    if post.image:
        opening.append(_figure(post.image))
    if opening:
        opening[-1].tail, root.text = root.text, None
        root[:0] = opening
    for element in root.iter():
        for attribute in _ADDRESSES:
            if address := element.get(attribute):
                element.set(attribute, urljoin(url, address))
        if candidates := element.get("srcset"):
            element.set("srcset", _candidates(candidates, url))
    return (root.text or "") + _markup(root)


def _corrections(run: Build, post: PostView) -> list[Any]:
    """The log stands at the head: who sees an entry again wants to know why."""
    t = run.translator(post.lang)
    return [
        E.p(
            E.strong(t("Correction, %(date)s:", date=dates.long_date(c.date, post.lang))),
            f" {c.text}",
        )
        for c in post.corrections
    ]


def _occasion(event: EventView, lang: str) -> Any:
    place = [E.br(), event.venue] if event.venue else []
    return E.p(E.strong(dates.span(event.starts, event.ends, lang)), *place)


def _figure(image: Picture) -> Any:
    picture = E.img(src=image.url, alt=image.alt, width=str(image.width), height=str(image.height))
    caption = " ".join(part for part in (image.caption, f"({image.credit})") if part)
    return E.figure(picture, E.figcaption(caption))


def _candidates(srcset: str, url: str) -> str:
    """The pictures of a `srcset`, each an address and a width (HTML, 2.5.1 has the grammar)."""
    found = (part.split(None, 1) for part in srcset.split(",") if part.strip())
    return ", ".join(" ".join((urljoin(url, address), *rest)) for address, *rest in found)


def _markup(elements: Any) -> str:
    return "".join(html.tostring(element, encoding="unicode") for element in elements)


def _absolute(run: Build, url: str) -> str:
    address: str = iri_to_uri(run.config.absolute(url))
    return address
