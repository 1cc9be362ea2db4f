"""JSON Feed 1.1, by https://www.jsonfeed.org/version/1.1/."""

import json
from collections.abc import Sequence
from typing import Any

from comments_service.contract import ids
from comments_service.contract.feeds import Channel, Entry

_VERSION = "https://jsonfeed.org/version/1.1"


def item(entry: Entry, lang: str) -> str:
    """An entry for a feed in `lang`."""
    return _text(
        id=ids.uri(entry.id),
        url=entry.url,
        title=entry.title,
        content_html=entry.html,
        summary=entry.summary,
        image=entry.image,
        date_published=entry.published.isoformat(timespec="seconds"),
        date_modified=entry.updated.isoformat(timespec="seconds"),
        authors=[_filled(name=person.name, url=person.url) for person in entry.authors],
        tags=list(entry.topics),
        language=entry.lang if entry.lang != lang else "",
        attachments=[
            _filled(url=f.url, mime_type=f.mime, title=f.title, size_in_bytes=f.length)
            for f in entry.enclosures
        ],
    )


def document(channel: Channel, items: Sequence[str]) -> str:
    """A whole feed around entries that `item` has made, in the order given."""
    head = _text(
        version=_VERSION,
        title=channel.title,
        home_page_url=channel.page_url,
        feed_url=channel.feed_url,
        description=channel.subtitle,
        language=channel.lang,
        authors=[_filled(name=channel.author, url=channel.page_url)],
    )
    return '{},\n"items": [\n{}\n]}}\n'.format(head.removesuffix("}"), ",\n".join(items))


def _text(**fields: Any) -> str:
    return json.dumps(_filled(**fields), ensure_ascii=False)


def _filled(**fields: Any) -> dict[str, Any]:
    """Only what there is: a member without a value is to be left out."""
    return {key: value for key, value in fields.items() if value not in ("", [])}
