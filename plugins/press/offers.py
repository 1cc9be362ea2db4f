"""What of a post may be used: its pictures in full resolution and its downloads, by licence."""

from collections.abc import Iterator

from plugins.model import DownloadView, LicenceView, Picture
from plugins.picture_files import staged
from plugins.press.model import Offer, Terms
from plugins.press.release import Release


def offers(release: Release) -> list[Offer]:
    """Pictures first, in the order of the text, then what the post offers besides. Each file once:
    an editor's own title for a picture goes before its caption.
    """
    named = {download.url: download for download in release.post.downloads}
    found = {}
    for offer in _pictures(release):
        url = offer.file.url
        found[url] = Offer(named.pop(url, offer.file), offer.preview)
    return [*found.values(), *(Offer(download, "") for download in named.values())]


def terms(release: Release, offered: list[Offer]) -> tuple[Terms, ...]:
    return tuple(_terms(licence, offered) for licence in release.licences)


def _terms(licence: LicenceView, offered: list[Offer]) -> Terms:
    return Terms(licence, tuple(o for o in offered if o.file.licence.id == licence.id))


def _pictures(release: Release) -> Iterator[Offer]:
    for shown in release.pictures:
        picture, original = shown.picture, shown.original
        file = DownloadView(
            url=original.url,
            file_name=picture.key.rpartition("/")[2],
            title=picture.caption or picture.alt,
            credit=picture.credit,
            licence=shown.licence,
            until=picture.until,
            size=original.length,
            path=staged(release.run, picture.key),
            width=original.width,
            height=original.height,
        )
        yield Offer(file, _small(picture))


def _small(picture: Picture) -> str:
    """The smallest of a picture's files."""
    return picture.srcset.partition(" ")[0] or picture.url
