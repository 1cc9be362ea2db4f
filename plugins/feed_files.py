"""The files that come with an entry of a feed: its lead picture, what it offers, its press kit."""

from collections.abc import Iterator

from feedgenerator.django.utils.encoding import iri_to_uri

from comments_service.contract.delivery import media_type
from comments_service.contract.feeds import Enclosure
from plugins.build import Build
from plugins.model import PostView


def enclosures(run: Build, post: PostView) -> tuple[Enclosure, ...]:
    """The lead picture comes first: RSS has room for one."""
    return tuple(
        Enclosure(iri_to_uri(run.config.absolute(url)), mime, length, title)
        for url, mime, length, title in _files(run, post)
    )


def _files(run: Build, post: PostView) -> Iterator[tuple[str, str, int, str]]:
    """Root-relative address, media type, length in bytes and title."""
    if post.image and (picture := post.image.enclosure):
        yield picture.url, picture.mime, picture.length, post.image.alt
    for file in post.downloads:
        yield file.url, media_type(file.file_name), file.size, file.title
    if post.press:
        t = run.translator(post.lang)
        for made, title in ((post.press.pdf, "PDF"), (post.press.kit, t("Press kit"))):
            if made:
                yield made.url, media_type(made.file_name), made.size, title
