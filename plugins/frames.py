"""What every page carries besides its contents: language, addresses, translations.

hreflang is complete and reciprocal: of pages that translate each other, each lists all of them
and itself. x-default names the default language's, and of the front pages the door at `/`.
"""

from typing import Any

from plugins.build import Build
from plugins.model import Alternate, Site


def frame(
    run: Build, site: Site, url: str, title: str, versions: dict[str, str] | None = None
) -> dict[str, Any]:
    """The variables of a page at the root-relative `url`.

    `versions`: the addresses of its translations by language, its own included or not.
    """
    versions = {**(versions or {}), site.lang: url}
    default = versions.get(run.config.language, url)
    if url == site.url:
        default = f"{run.config.prefix}/"
    return {
        **unlisted_frame(run, site, title, versions),
        "canonical": run.config.absolute(url),
        "hreflangs": _hreflangs(run, versions, default),
    }


def door_frame(run: Build) -> dict[str, Any]:
    """The same for the page at `/`, which is in no language and leads to each."""
    url = f"{run.config.prefix}/"
    homes = {site.lang: site.url for site in run.sites.values()}
    return {
        **unlisted_frame(run, None, run.config.newsroom.name, homes),
        "canonical": run.config.absolute(url),
        "hreflangs": _hreflangs(run, homes, url),
    }


def unlisted_frame(
    run: Build, site: Site | None, title: str, versions: dict[str, str]
) -> dict[str, Any]:
    """The same for a page that search engines are not to list; without `site`, for the door."""
    shown = site or run.sites[run.config.language]
    return {
        "site": shown,
        "lang": shown.lang,
        "page_title": title,
        "canonical": None,
        "hreflangs": [],
        "alternates": [
            Alternate(
                lang=other.lang,
                native_name=other.native_name,
                url=versions.get(other.lang, other.url),
                current=other is site,
                exact=other.lang in versions,
            )
            for other in run.sites.values()
        ],
    }


def _hreflangs(run: Build, versions: dict[str, str], default: str) -> list[tuple[str, str]]:
    absolute = run.config.absolute
    return [
        *((lang, absolute(versions[lang])) for lang in run.sites if lang in versions),
        ("x-default", absolute(default)),
    ]
