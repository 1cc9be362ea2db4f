"""The files that a post or page offers, as readers see them: those whose time is not over."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from comments_service.contract.content import Download, reached
from comments_service.contract.faults import Fault
from plugins import attachments
from plugins.attachments import Refused
from plugins.build import Build, Source
from plugins.drawings import UnreadablePicture
from plugins.licences import licence_view
from plugins.model import DownloadView, LicenceView, Site
from plugins.pictures import is_picture
from plugins.references import media_url


def offered(run: Build, source: Source) -> list[Download]:
    """What may be offered today. A build is due when one of them may no longer be."""
    found = []
    for download in source.item.downloads:
        if download.until is None:
            found.append(download)
        elif not reached(download.until, run.now):
            run.due(download.until, f"{download.file} may no longer be used")
            found.append(download)
    return found


def keys(run: Build, source: Source) -> set[str]:
    """The same, as files below the content folder."""
    return {_key(source, download) for download in offered(run, source)}


def faults(run: Build, source: Source) -> Iterator[Fault]:
    """Those that cannot be published: pictures that cannot be shown, and what browsers run."""
    for download in offered(run, source):
        path = run.paths.content / _key(source, download)
        try:
            if is_picture(download.file):
                run.album.facts(path)
            else:
                attachments.examine(path)
        except Refused as error:
            cause = f"the file {download.file!r} cannot be published: {error}"
            yield Fault(source.name, download.line, cause, error.mend)
        except UnreadablePicture as error:
            yield Fault(
                source.name,
                download.line,
                f"the picture {download.file!r} cannot be shown: {error}",
                error.mend,
            )


def downloads(run: Build, source: Source, site: Site) -> tuple[DownloadView, ...]:
    return tuple(
        _view(run, source, download, licence_view(run.config, site.lang, download.licence))
        for download in offered(run, source)
    )


def _view(run: Build, source: Source, download: Download, licence: LicenceView) -> DownloadView:
    key = _key(source, download)
    path = run.paths.content / key
    facts = run.album.facts(path) if is_picture(path.name) else None
    return DownloadView(
        url=media_url(run.config.prefix, key),
        file_name=path.name,
        title=download.title,
        credit=download.credit,
        licence=licence,
        until=download.until,
        size=path.stat().st_size,
        path=path,
        width=facts.width if facts else None,
        height=facts.height if facts else None,
    )


def _key(source: Source, download: Download) -> str:
    return str(PurePosixPath(source.key).parent / download.file)
